//! `ritual share`, `unshare` and `export shareable`

use crate::support::Home;
use crate::transcript;

#[test]
fn it_starts_empty_and_holds_what_was_picked() {
    transcript!(r#"
        export shareable --yes
        add walk --intention calm --rhythm daily --around breakfast
        log walk --note "cold but clear" --amount 20min
        mood 2 "slept at last" --giving 4
        boundaries add "reading my notebook" --off-limits --with Sam --agreed today
        change walk --rhythm 3/week --intention ease
        export shareable --yes
        share walk --with Sam
        share 2 --with Sam
        share 3 --with Sam
        share 4 --with Sam
        offer tea
        share 10 --with Sam
        export shareable
        export shareable --preview
        export shareable --only walk --yes
        export shareable --from 2026-11-22 --yes
        unshare 3
        boundaries retire 4
        offer close 10
        export shareable --yes
        @ 2026-12-23T12:00:00Z
        export shareable --yes
        export jsonl --yes
        share 99 --with Sam
        share "" --with Sam
        share walk --until yesterday --with Sam
        config runs off
        share 13 --with Sam
    "#, @r#"
    $ ritual export shareable --yes
    ! note: nothing is shared here; `ritual share ITEM --with NAME` shares an item
    $ ritual add walk --intention calm --rhythm daily --around breakfast
    walk is in the notebook, daily.
    $ ritual log walk --note "cold but clear" --amount 20min
    walk, 20 min, noted for today. #2
    ! note: walk is counted in min from here on
    $ ritual mood 2 "slept at last" --giving 4
    Noted: mood 2, giving 4, and your words. #3
    $ ritual boundaries add "reading my notebook" --off-limits --with Sam --agreed today
    Off-limits: reading my notebook (with Sam, agreed 22 November). #4
    $ ritual change walk --rhythm 3/week --intention ease
    walk: changed (intention, rhythm).
    $ ritual export shareable --yes
    ! note: nothing is shared here; `ritual share ITEM --with NAME` shares an item
    $ ritual share walk --with Sam
    Shared with Sam until 22 December: the ritual walk. #1
      {"around":"breakfast","intention":"ease","kind":"ritual","name":"walk","rhythm":"3/week","unit":"min"}
    $ ritual share 2 --with Sam
    Shared with Sam until 22 December: walk, 20 min, noted for today. #2
      {"amount":20,"day":"2026-11-22","kind":"completion","note":"cold but clear","ritual":"walk","unit":"min"}
    $ ritual share 3 --with Sam
    Shared with Sam until 22 December: mood 2, giving 4, noted for today. #3
      {"day":"2026-11-22","giving":4,"kind":"mood","mood":2,"note":"slept at last"}
    $ ritual share 4 --with Sam
    Shared with Sam until 22 December: off-limits: reading my notebook. #4
      {"agreed":"2026-11-22","area":"reading my notebook","kind":"boundary","stance":"off-limits","with":"Sam"}
    $ ritual offer tea
    You offered "tea" (until 22 December). #9
    $ ritual share 10 --with Sam
    ! error: a consent is not shared
    ! hint: rituals, entries, mood notes, boundaries and offers can be
    = 1
    $ ritual export shareable
    ! error: export shareable asks first; without a terminal, --yes answers
    ! hint: --preview shows the exact bytes, --yes writes them without asking
    = 2
    $ ritual export shareable --preview
    {"for":"Sam","kind":"page","of":"the person who shares it"}
    {"around":"breakfast","intention":"ease","kind":"ritual","name":"walk","rhythm":"3/week","unit":"min"}
    {"amount":20,"day":"2026-11-22","kind":"completion","note":"cold but clear","ritual":"walk","unit":"min"}
    {"day":"2026-11-22","giving":4,"kind":"mood","mood":2,"note":"slept at last"}
    {"agreed":"2026-11-22","area":"reading my notebook","kind":"boundary","stance":"off-limits","with":"Sam"}
    $ ritual export shareable --only walk --yes
    {"for":"Sam","kind":"page","of":"the person who shares it"}
    {"around":"breakfast","intention":"ease","kind":"ritual","name":"walk","rhythm":"3/week","unit":"min"}
    {"amount":20,"day":"2026-11-22","kind":"completion","note":"cold but clear","ritual":"walk","unit":"min"}
    $ ritual export shareable --from 2026-11-22 --yes
    {"for":"Sam","kind":"page","of":"the person who shares it"}
    {"around":"breakfast","intention":"ease","kind":"ritual","name":"walk","rhythm":"3/week","unit":"min"}
    {"amount":20,"day":"2026-11-22","kind":"completion","note":"cold but clear","ritual":"walk","unit":"min"}
    {"day":"2026-11-22","giving":4,"kind":"mood","mood":2,"note":"slept at last"}
    {"agreed":"2026-11-22","area":"reading my notebook","kind":"boundary","stance":"off-limits","with":"Sam"}
    $ ritual unshare 3
    Private again: mood 2, giving 4, noted for today. #3
    $ ritual boundaries retire 4
    Off-limits: reading my notebook (with Sam, agreed 22 November, retired 22 November). #4
    $ ritual offer close 10
    ! error: 10 is not an offer
    ! hint: `ritual offer` shows their handles, such as #3
    = 1
    $ ritual export shareable --yes
    {"for":"Sam","kind":"page","of":"the person who shares it"}
    {"around":"breakfast","intention":"ease","kind":"ritual","name":"walk","rhythm":"3/week","unit":"min"}
    {"amount":20,"day":"2026-11-22","kind":"completion","note":"cold but clear","ritual":"walk","unit":"min"}
    $ ritual export shareable --yes
    ! note: nothing is shared here; `ritual share ITEM --with NAME` shares an item
    $ ritual export jsonl --yes
    ! error: --yes goes with shareable
    ! hint: `ritual export shareable` writes what is shared
    = 2
    $ ritual share 99 --with Sam
    ! error: no row has the handle 99
    ! hint: `ritual show today`, `ritual show NAME` and `ritual boundaries` show handles such as #12
    = 1
    $ ritual share "" --with Sam
    ! error: the ritual's name is empty
    ! hint: at least one visible character
    = 2
    $ ritual share walk --until yesterday --with Sam
    ! error: --until 2026-12-22 lies before 2026-12-23, where it begins
    ! hint: today, or a day to come
    = 2
    $ ritual config runs off
    runs: off
    $ ritual share 13 --with Sam
    ! error: no row has the handle 13
    ! hint: `ritual show today`, `ritual show NAME` and `ritual boundaries` show handles such as #12
    = 1
    "#);
}

/// Nothing of the file is in it: no identity, no instant, no earlier wording, no unknown field.
#[test]
fn nothing_but_current_values() {
    let home = Home::new();
    let rows = r#"{"kind":"ritual","uid":"0193a5c8-0000-7000-8000-000000000001","name":"walk","intention":"calm","rhythms":[{"rhythm":"daily"},{"from":"2026-11-01","rhythm":"3/week"}],"history":[{"on":"2026-11-01","was":{"intention":"SECRET"}}],"later":"SECRET"}
{"kind":"completion","uid":"0193a5c8-0000-7000-8000-000000000002","ritual":"walk","day":"2026-11-20","at":"2026-11-20T07:31:12+01:00","zone":"Europe/Berlin"}
{"kind":"mood","uid":"0193a5c8-0000-7000-8000-000000000003","day":"2026-11-20","mood":1,"note":"SECRET","visibility":"shared"}
{"kind":"ritual","uid":"0193a5c8-0000-7000-8000-000000000004","name":"prayer","sacred":true,"visibility":"shared"}
{"kind":"completion","uid":"0193a5c8-0000-7000-8000-000000000005","ritual":"prayer","day":"2026-11-20","visibility":"shared"}
{"kind":"consent","uid":"0193a5c8-0000-7000-8000-000000000006","subject":"0193a5c8-0000-7000-8000-000000000005","what":"share","event":"granted","day":"2026-11-20"}
{"kind":"consent","uid":"0193a5c8-0000-7000-8000-000000000007","subject":"0193a5c8-0000-7000-8000-000000000004","what":"share","event":"granted","day":"2026-11-20"}
"#;
    assert_eq!(
        home.with_stdin(
            &["import", "jsonl", "-", "--with-consents"],
            rows.as_bytes()
        )
        .code,
        0
    );
    home.ok(&["share", "walk", "--with", "Sam"]);
    home.ok(&[
        "share",
        "0193a5c8-0000-7000-8000-000000000002",
        "--with",
        "Sam",
    ]);
    let out = home.ok(&["export", "shareable", "--yes"]);
    insta::assert_snapshot!(out, @r#"
    {"for":"Sam","kind":"page","of":"the person who shares it"}
    {"intention":"calm","kind":"ritual","name":"walk","rhythm":"3/week"}
    {"day":"2026-11-20","kind":"completion","ritual":"walk"}
    "#);
    for trace in [
        "0193a5c8", "SECRET", "prayer", "07:31", "zone", "hidden", "\"at\"",
    ] {
        assert!(!out.contains(trace), "{trace}: {out}");
    }
    // The same with and without what was left out.
    home.ok(&["forget", "--ritual", "prayer", "--yes"]);
    assert_eq!(home.ok(&["export", "shareable", "--yes"]), out);
}

#[test]
fn on_a_terminal_it_shows_the_bytes_and_asks() {
    let home = Home::new();
    home.ok(&["add", "walk"]);
    home.ok(&["share", "walk", "--with", "Sam"]);
    let bytes = home.ok(&["export", "shareable", "--preview"]);
    let said = home.on_terminal(&["export", "shareable"], "n\n");
    assert_eq!(
        (said.code, said.out.matches(&bytes).count()),
        (0, 1),
        "{said:?}"
    );
    let said = home.on_terminal(&["export", "shareable"], "y\n");
    assert_eq!(
        (said.code, said.out.matches(&bytes).count()),
        (0, 2),
        "{said:?}"
    );
}

#[test]
fn what_is_sacred_stays_out() {
    transcript!(r#"
        add prayer --sacred
        log prayer
        share prayer --with Sam
        share 2 --with Sam
        change prayer --no-sacred
        share prayer --with Sam
        share 2 --with Sam
        change prayer --sacred
        export shareable --yes
        anchors
    "#, @r#"
    $ ritual add prayer --sacred
    prayer is in the notebook.
    $ ritual log prayer
    prayer, noted for today. #2
    $ ritual share prayer --with Sam
    ! error: prayer is sacred, and stays out of what is shared
    ! hint: `ritual change prayer --no-sacred` lets go of that label
    = 1
    $ ritual share 2 --with Sam
    ! error: prayer is sacred, and stays out of what is shared
    ! hint: `ritual change prayer --no-sacred` lets go of that label
    = 1
    $ ritual change prayer --no-sacred
    prayer: changed (sacred).
    $ ritual share prayer --with Sam
    Shared with Sam until 22 December: the ritual prayer. #1
      {"kind":"ritual","name":"prayer"}
    $ ritual share 2 --with Sam
    Shared with Sam until 22 December: prayer, noted for today. #2
      {"day":"2026-11-22","kind":"completion","ritual":"prayer"}
    $ ritual change prayer --sacred
    prayer: changed (sacred).
    $ ritual export shareable --yes
    ! note: nothing is shared here; `ritual share ITEM --with NAME` shares an item
    $ ritual anchors
    No moments named here. `ritual change NAME --around breakfast` names one.
    "#);
}

/// A word that is no ritual's name, and that an area holds.
#[test]
fn a_word_of_an_area_leads_to_its_boundary() {
    transcript!(r#"
        -q log walk
        -q boundaries add "phone at dinner" --off-limits --with Sam
        share phone --with Sam
        share phones
        share tablet --with Sam
        share #3 --with Sam
        unshare phone
    "#, @r#"
    $ ritual -q log walk
    $ ritual -q boundaries add "phone at dinner" --off-limits --with Sam
    $ ritual share phone --with Sam
    ! error: no ritual is called 'phone', and an area holds it
    ! hint: its handle stands for it: #3 phone at dinner
    = 1
    $ ritual share phones
    ! error: no ritual is called 'phones', and an area holds it
    ! hint: its handle stands for it: #3 phone at dinner
    = 1
    $ ritual share tablet --with Sam
    ! error: no ritual is called 'tablet'
    ! hint: `ritual show` shows the names there are
    = 1
    $ ritual share #3 --with Sam
    Shared with Sam until 22 December: off-limits: phone at dinner. #3
      {"area":"phone at dinner","kind":"boundary","stance":"off-limits","with":"Sam"}
    $ ritual unshare phone
    ! error: no ritual is called 'phone', and an area holds it
    ! hint: its handle stands for it: #3 phone at dinner
    = 1
    "#);
}
