//! `ritual revisit`

use crate::support::Home;
use crate::transcript;

#[test]
fn a_period_in_its_own_words() {
    transcript!(r#"
        add walk --rhythm daily --intention calm
        log walk --on 2026-11-02 --note "cold"
        log walk --on 2026-11-03
        log walk --on 2026-11-05 --as "stretching 5 min"
        mood 2 "slept at last" --on 2026-11-03 --sleep 8 --feeling rested
        boundaries add "reading my notebook" --off-limits --with Sam --agreed 2026-11-04 --note "even drafts"
        boundaries add calls --ask-first
        pause walk --from 2026-11-06 --until 2026-11-08 --why travel
        change walk --rhythm 3/week --intention ease --note "evenings are quieter"
        boundaries change calls --offered
        revisit
        revisit --timeline
        revisit --from 2026-11-02 --to 2026-11-03
    "#, @r#"
    $ ritual add walk --rhythm daily --intention calm
    walk is in the notebook, daily.
    $ ritual log walk --on 2026-11-02 --note "cold"
    walk, noted for 2 November. #2
    $ ritual log walk --on 2026-11-03
    walk, noted for 3 November. #3
    $ ritual log walk --on 2026-11-05 --as "stretching 5 min"
    walk, noted for 5 November as "stretching 5 min". #4
    $ ritual mood 2 "slept at last" --on 2026-11-03 --sleep 8 --feeling rested
    Noted for 3 November: mood 2, sleep 8 h, feeling "rested", and your words. #5
    $ ritual boundaries add "reading my notebook" --off-limits --with Sam --agreed 2026-11-04 --note "even drafts"
    Off-limits: reading my notebook (with Sam, agreed 4 November): "even drafts". #6
    $ ritual boundaries add calls --ask-first
    Ask first: calls. #7
    $ ritual pause walk --from 2026-11-06 --until 2026-11-08 --why travel
    walk rested 6–8 Nov.
    $ ritual change walk --rhythm 3/week --intention ease --note "evenings are quieter"
    walk: changed (intention, rhythm).
    $ ritual boundaries change calls --offered
    Offered: calls. #7
    $ ritual revisit
    Monday 2 November
      walk: "cold" #2
    Tuesday 3 November
      mood 2, sleep 8 h, feeling "rested": "slept at last" #5
    Wednesday 4 November
      Off-limits: reading my notebook (with Sam, agreed 4 November): "even drafts" #6
    Thursday 5 November
      walk as "stretching 5 min" #4
    Friday 6 November
      rest for walk until 8 November, "travel" #8
    Sunday 22 November
      walk, intention "calm" became "ease": "evenings are quieter"
      walk, rhythm "daily" became "3/week"
      calls, stance "ask-first" became "offered"
    $ ritual revisit --timeline
    Wednesday 4 November
      Off-limits: reading my notebook (with Sam, agreed 4 November): "even drafts" #6
    Friday 6 November
      rest for walk until 8 November, "travel" #8
    Sunday 22 November
      walk, intention "calm" became "ease": "evenings are quieter"
      walk, rhythm "daily" became "3/week"
      calls, stance "ask-first" became "offered"
    $ ritual revisit --from 2026-11-02 --to 2026-11-03
    Monday 2 November
      walk: "cold" #2
    Tuesday 3 November
      mood 2, sleep 8 h, feeling "rested": "slept at last" #5
    "#);
}

/// Rows that 0.1 marked, each under a grant: nothing tells of the others.
fn shared() -> Home {
    let home = Home::new();
    let rows = r#"{"kind":"ritual","name":"walk","visibility":"shared","intention":"calm"}
{"kind":"ritual","name":"prayer","visibility":"shared","sacred":true}
{"kind":"completion","ritual":"walk","day":"2026-11-02","note":"together","visibility":"shared"}
{"kind":"completion","ritual":"walk","day":"2026-11-03","note":"PRIVATE alone"}
{"kind":"completion","ritual":"prayer","day":"2026-11-02","note":"PRIVATE at dawn","visibility":"shared"}
{"kind":"mood","day":"2026-11-03","mood":4,"note":"light","visibility":"shared"}
{"kind":"mood","day":"2026-11-04","mood":1,"note":"PRIVATE","triggers":["PRIVATE"]}
{"kind":"boundary","area":"calls","stance":"offered","agreed":"2026-11-05","visibility":"shared","history":[{"on":"2026-11-06","was":{"area":"PRIVATE was"}}]}
{"kind":"boundary","area":"visits","stance":"ask-first","visibility":"shared","private_note":"PRIVATE"}
{"kind":"boundary","area":"PRIVATE area","stance":"off-limits","agreed":"2026-11-05","revisit":"2026-11-20"}
{"kind":"pause","ritual":"walk","from":"2026-11-09","until":"2026-11-10","why":"PRIVATE"}
"#;
    let mut lines = String::new();
    for (n, row) in rows.lines().enumerate() {
        let uid = format!("0193a5c8-0000-7000-8000-0000000000{n:02}");
        let row = row.replacen('{', &format!("{{\"uid\":\"{uid}\","), 1);
        lines += &format!("{row}\n");
        if row.contains("\"visibility\":\"shared\"") {
            lines += &format!(
                "{{\"kind\":\"consent\",\"subject\":\"{uid}\",\"what\":\"share\",\"event\":\"granted\",\"day\":\"2026-11-10\"}}\n"
            );
        }
    }
    let said = home.with_stdin(
        &["import", "jsonl", "-", "--with-consents"],
        lines.as_bytes(),
    );
    assert_eq!(said.code, 0, "{said:?}");
    home
}

#[test]
fn together_shows_shared_items_alone_and_asks_first() {
    let mut home = shared();
    insta::assert_snapshot!(home.transcript("
        revisit --together
        revisit --together --yes
        review --together --yes
        review --together
        revisit --yes
    "), @r#"
    $ ritual revisit --together
    ! error: --together asks first; without a terminal, --yes answers
    ! hint: --yes shows it without asking
    = 2
    $ ritual revisit --together --yes
    At any time
      Ask first: visits
      walk: "calm"
    Monday 2 November
      walk: "together"
    Tuesday 3 November
      mood 4: "light"
    Thursday 5 November
      Offered: calls (agreed 5 November)
    $ ritual review --together --yes
    November 2026

    In your words
      2 Nov      "together" (walk)
      3 Nov      "light" (mood)
      5 Nov      Offered: calls (agreed 5 November)

    The days           2      9      16
      walk             █····················  1 day since 2 November
      mood              4                     1 to 5
    $ ritual review --together
    ! error: --together asks first; without a terminal, --yes answers
    ! hint: --yes shows it without asking
    = 2
    $ ritual revisit --yes
    ! error: review expects --together with this
    ! hint: as in `ritual review --words --yes --together`
    = 2
    "#);
    for args in [
        &["revisit", "--together", "--yes"][..],
        &["revisit", "--together", "--yes", "--json"],
        &["revisit", "--together", "--yes", "--timeline"],
        &["review", "--together", "--yes"],
        &["review", "--together", "--yes", "--json"],
        &["review", "--together", "--yes", "--html", "-"],
    ] {
        let shown = home.ok(args);
        for hidden in ["PRIVATE", "prayer", "#", "2 of"] {
            let page = args.contains(&"-") && hidden == "#";
            assert!(
                page || !shown.contains(hidden),
                "{args:?} tells of {hidden}: {shown}"
            );
        }
    }
}

#[test]
fn together_holds_no_hours_and_no_sacred_name_in_other_words() {
    let home = Home::new();
    home.ok(&["add", "prayer", "--sacred"]);
    home.ok(&["mood", "4", "light"]);
    home.ok(&["mood", "5", "dark", "--coping", "Prayer"]);
    home.ok(&["win", "prayer"]);
    for handle in ["2", "3", "4"] {
        home.ok(&["share", handle, "--with", "Sam"]);
    }
    for args in [
        &["revisit", "--together", "--yes"][..],
        &["revisit", "--together", "--yes", "--json"],
        &["export", "shareable", "--yes"],
    ] {
        let shown = home.ok(args);
        assert!(shown.contains("light"), "{args:?}: {shown}");
        for hidden in ["rayer", "dark", "12:00", "zone"] {
            assert!(
                !shown.contains(hidden),
                "{args:?} tells of {hidden}: {shown}"
            );
        }
    }
}

/// What was put away holds no longer: nobody else sees it.
#[test]
fn together_holds_nothing_that_was_put_away() {
    let home = Home::new();
    home.ok(&[
        "boundaries",
        "add",
        "calls",
        "--offered",
        "--agreed",
        "2026-11-20",
    ]);
    home.ok(&[
        "boundaries",
        "add",
        "visits",
        "--offered",
        "--agreed",
        "2026-11-20",
    ]);
    home.ok(&["add", "walk", "--intention", "slowly"]);
    for item in ["1", "2", "walk"] {
        home.ok(&["share", item, "--with", "Sam"]);
    }
    home.ok(&["boundaries", "retire", "calls"]);
    home.ok(&["retire", "walk"]);
    for args in [
        &["revisit", "--together", "--yes"][..],
        &["revisit", "--together", "--yes", "--json"],
        &["export", "shareable", "--yes"],
    ] {
        let shown = home.ok(args);
        assert!(shown.contains("visits"), "{args:?}: {shown}");
        for gone in ["calls", "walk", "slowly"] {
            assert!(!shown.contains(gone), "{args:?} tells of {gone}: {shown}");
        }
    }
}

/// What is shared alone and what is shared among private rows look the same.
#[test]
fn together_leaves_no_trace_of_the_rest() {
    let whole = shared();
    let alone = Home::new();
    let lines = whole.ok(&["export", "jsonl"]);
    let rows: String = lines
        .lines()
        .filter(|line| line.contains("\"visibility\":\"shared\"") || line.contains("\"consent\""))
        .filter(|line| !line.contains("prayer"))
        .map(|line| line.to_owned() + "\n")
        .collect();
    assert_eq!(
        alone
            .with_stdin(
                &["import", "jsonl", "-", "--with-consents"],
                rows.as_bytes()
            )
            .code,
        0
    );
    for args in [
        &["revisit", "--together", "--yes"][..],
        &["revisit", "--together", "--yes", "--json"],
        &["review", "--together", "--yes"],
        &["review", "--together", "--yes", "--json"],
        &["review", "--together", "--yes", "--html", "-"],
    ] {
        assert_eq!(whole.run(args), alone.run(args), "{args:?}");
    }
}

#[test]
fn a_window_with_nothing_in_it() {
    transcript!("
        revisit
        log walk
        revisit
        revisit --from 2026-11-05 --to 2026-11-04
        revisit --together --yes
    ", @"
    $ ritual revisit
    24 October – 22 November: a quiet stretch.
    $ ritual log walk
    walk, noted for today. #2
    ! note: walk is new here; `ritual undo` takes it back
    $ ritual revisit
    24 October – 22 November: a quiet stretch.
    $ ritual revisit --from 2026-11-05 --to 2026-11-04
    ! error: --to 2026-11-04 lies before --from 2026-11-05
    ! hint: the first day goes to --from
    = 2
    $ ritual revisit --together --yes
    24 October – 22 November: a quiet stretch.
    ");
}

#[test]
fn a_page_of_writing_is_read_as_it_was_written() {
    let mut home = Home::new();
    let page = b"The first line of an evening.\n\n- one\n- two\n\nThe last.\n";
    assert_eq!(
        home.with_stdin(&["log", "journal", "--note", "-"], page)
            .code,
        0
    );
    let revisit = home.ok(&["revisit"]);
    let lines = "\n    The first line of an evening.\n\n    - one\n    - two\n\n    The last.\n";
    assert!(revisit.contains(lines), "{revisit}");
    home.now = "2026-11-22T23:00:00Z".to_owned();
    let review = home.ok(&["review", "--week"]);
    assert!(
        review.contains("               - one\n               - two\n"),
        "{review}"
    );
}

/// One entry is shown as it was written; lists fold it.
#[test]
fn an_entry_by_its_handle_keeps_its_lines() {
    let home = Home::new();
    let page = "The first line of an evening.\n\n- one\n- two \u{202e}\n\nThe last.\n";
    home.with_stdin(&["log", "journal", "--note", "-"], page.as_bytes());
    insta::assert_snapshot!(home.ok(&["show", "#2"]), @"
    Sunday 22 November
      journal at 12:00: #2
        The first line of an evening.

        - one
        - two ⟨U+202E⟩

        The last.
    ");
    assert_eq!(home.ok(&["show", "2"]), home.ok(&["show", "#2"]));
    assert_eq!(
        home.json(&["show", "2"])["rows"][0]["note"],
        page.trim_end()
    );
    insta::assert_snapshot!(home.ok(&["show", "journal"]), @"
    journal #1
      1 entry, today.
      last noted today
      ▁ (1 week up to this one)
      22 November at 12:00: #2
        The first line of an evening.

        - one
        - two ⟨U+202E⟩

        The last.
    ");
    assert_eq!(home.run(&["show", "77"]).code, 1);
}

#[test]
fn a_day_is_in_its_order() {
    transcript!(r#"
        @ 2026-11-22T08:00:00Z
        log walk --note one
        @ 2026-11-22T09:00:00Z
        win two
        @ 2026-11-22T10:00:00Z
        mood 3 three
        @ 2026-11-22T11:00:00Z
        thank Sam --for four
        @ 2026-11-22T12:00:00Z
        reflect walk --works five
        @ 2026-11-22T13:00:00Z
        log walk --note six --at 07:00
        @ 2026-11-22T14:00:00Z
        vision set seven
        @ 2026-11-22T16:00:00Z
        mood 4 eight
        review --words
        review --week
    "#, @r#"
    $ ritual log walk --note one
    walk, noted for today. #2
    ! note: walk is new here; `ritual undo` takes it back
    $ ritual win two
    Noted: "two". #3
    $ ritual mood 3 three
    Noted: mood 3 (even), and your words. #4
    $ ritual thank Sam --for four
    Noted for Sam: "four". #5
    $ ritual reflect walk --works five
    Noted: walk, works "five". #6
    $ ritual log walk --note six --at 07:00
    walk, noted a second time today. #7
    $ ritual vision set seven
    Noted: "seven". #8
    $ ritual mood 4 eight
    Noted: mood 4, and your words. #9
    $ ritual review --words
    Sunday 22 November
      walk at 07:00: "six" #7
      walk at 08:00: "one" #2
      win "two" #3
      mood 3 (even) at 10:00: "three" #4
      thank-you to Sam for "four" #5
      reflection on walk: works "five" #6
      vision "seven" #8
      mood 4 at 16:00: "eight" #9
    $ ritual review --week
    16–22 November

    In your words
      Sunday     "six" (walk). "one" (walk). "two" (win). "three" (mood). To Sam, for "four". "seven" (vision). "eight" (mood)

    The days          M   T   W   T   F   S   S
      walk                                    █
      mood                                    3·4   1 heavy, 3 even, 5 light
      Of several moods in a day, views take the middle one.

    Learned           "five" (reflection on walk)
    "#);
}
