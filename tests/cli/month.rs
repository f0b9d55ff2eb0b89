//! `ritual month`

use crate::support::Home;
use crate::transcript;

#[test]
fn one_objective_and_one_joint_activity() {
    transcript!(r#"
        month
        month set --personal "read before bed" --joint "Sunday walk" --with Sam
        month
        month set --personal "read at lunch"
        month set --personal "read at lunch"
        month set --joint "" --with ""
        month
        month set --month 2026-12 --joint "a slow breakfast"
        month set --month next --with Ana
        month show --month next
        month show --month 2026-10
        month set --month last --personal "swim"
        month show --month last
        edit 1 --note x
        forget 1 --yes
        month
    "#, @r#"
    $ ritual month
    November: a quiet page. `ritual month set` sets an objective or a joint activity.
    $ ritual month set --personal "read before bed" --joint "Sunday walk" --with Sam
    For November, you set: "read before bed". #1
    For November, together with Sam: "Sunday walk". #2
    $ ritual month
    November
      You set: "read before bed". #1
      Together with Sam: "Sunday walk". #2
    $ ritual month set --personal "read at lunch"
    For November, you set: "read at lunch". In place of "read before bed". #1
    $ ritual month set --personal "read at lunch"
    For November, you set: "read at lunch". #1
    For November, together with Sam: "Sunday walk". #2
    Nothing was changed.
    $ ritual month set --joint "" --with ""
    Taken out of November: "Sunday walk".
    $ ritual month
    November
      You set: "read at lunch". #1
    $ ritual month set --month 2026-12 --joint "a slow breakfast"
    For December, together: "a slow breakfast". #3
    $ ritual month set --month next --with Ana
    For December, together with Ana: "a slow breakfast". #3
    $ ritual month show --month next
    December
      Together with Ana: "a slow breakfast". #3
    $ ritual month show --month 2026-10
    October: a quiet page. `ritual month set` sets an objective or a joint activity.
    $ ritual month set --month last --personal "swim"
    For October, you set: "swim". #4
    $ ritual month show --month last
    October
      You set: "swim". #4
    $ ritual edit 1 --note x
    ! error: 1 is a line of a month
    ! hint: `ritual month set` changes it
    = 2
    $ ritual forget 1 --yes
    Forgotten: your objective of November, and every trace of it in the file.
    $ ritual month
    November: a quiet page. `ritual month set` sets an objective or a joint activity.
    "#);
}

#[test]
fn a_count_comes_from_a_ritual_or_is_left_out() {
    transcript!(r#"
        log "Read before bed" --on 2026-11-02
        log read --on 2026-11-03
        log walk --on 2026-10-31
        month set --personal "read before bed" --joint "out of doors"
        month set --joint "out of doors" --ritual walk
        month
        log walk
        log walk
        month
        month review
        change walk --name stroll
        month show --json
        month set --ritual stroll
        month set --ritual nothing --joint "out of doors"
        forget stroll --yes
        month
        month set --ritual read --personal "read before bed" --month next
        month show --month next
    "#, @r#"
    $ ritual log "Read before bed" --on 2026-11-02
    Read before bed, noted for 2 November. #2
    ! note: Read before bed is new here; `ritual undo` takes it back
    $ ritual log read --on 2026-11-03
    ! error: no ritual is called 'read', and 'Read before bed' begins so
    ! hint: `ritual log 'Read before bed'` or `ritual add read`
    = 2
    $ ritual log walk --on 2026-10-31
    walk, noted for 31 October. #4
    ! note: walk is new here; `ritual undo` takes it back
    $ ritual month set --personal "read before bed" --joint "out of doors"
    For November, you set: "read before bed". #5
    For November, together: "out of doors". #6
    $ ritual month set --joint "out of doors" --ritual walk
    For November, together: "out of doors". #6
    $ ritual month
    November
      You set: "read before bed". Noted 1 time. #5
      Together: "out of doors". #6
    $ ritual log walk
    walk, noted for today. Picked up again; your earlier entry is here. #7
    $ ritual log walk
    walk, noted a second time today. 1 of the last 7 days. #8
    $ ritual month
    November
      You set: "read before bed". Noted 1 time. #5
      Together: "out of doors". Noted 2 times. #6
    $ ritual month review
    November
      You set: "read before bed". Noted 1 time. #5
      Together: "out of doors". Noted 2 times. #6
    $ ritual change walk --name stroll
    stroll: changed (name).
    $ ritual month show --json
    {"schema":1,"report":"month","today":"2026-11-22","month":"2026-11","lines":[{"uid":"[UID]","month":"2026-11","slot":"personal","text":"read before bed","noted":1},{"uid":"[UID]","month":"2026-11","slot":"joint","text":"out of doors","ritual":"stroll","ritual_uid":"[UID]","noted":2}]}
    $ ritual month set --ritual stroll
    ! error: --ritual goes with one line at a time
    ! hint: `ritual month set` once for each line
    = 2
    $ ritual month set --ritual nothing --joint "out of doors"
    ! error: no ritual is called 'nothing'
    ! hint: `ritual show` shows the names there are
    = 1
    $ ritual forget stroll --yes
    ! error: stroll is a ritual, and forget takes an entry by its handle
    ! hint: `ritual forget 8 --yes` takes today's entry, `ritual forget --ritual stroll --yes` the ritual with all its entries
    = 2
    $ ritual month
    November
      You set: "read before bed". Noted 1 time. #5
      Together: "out of doors". Noted 2 times. #6
    $ ritual month set --ritual read --personal "read before bed" --month next
    For December, you set: "read before bed". #9
    ! note: 'read' is taken for Read before bed
    $ ritual month show --month next
    December
      You set: "read before bed". #9
    "#);
}

#[test]
fn a_line_is_carried_on_changed_or_let_go() {
    transcript!(r#"
        month set --personal "read before bed" --joint "Sunday walk" --with Sam
        month review --carry personal --change "joint=Sunday swim" --learned "evenings are quieter"
        month
        month show --month next
        month review --carry personal
        month review --let-go joint
        undo
        month review --learned "mornings are quieter"
        month
        @ 2027-03-02T12:00:00Z
        month
        month review --month 2026-12 --carry personal
        month
        month review --month 2026-12 --change personal
        month review --month 2026-12 --change personal=
        month review --month 2026-12 --change other=x
        month review --month 2026-12 --carry learned
        month review --month 2026-12 --carry joint --let-go joint
        month review --let-go joint
        month review --learned ""
    "#, @r#"
    $ ritual month set --personal "read before bed" --joint "Sunday walk" --with Sam
    For November, you set: "read before bed". #1
    For November, together with Sam: "Sunday walk". #2
    $ ritual month review --carry personal --change "joint=Sunday swim" --learned "evenings are quieter"
    Carried on, to December: "read before bed".
    Changed for December: "Sunday walk" became "Sunday swim".
    For November, you learned: "evenings are quieter".
    $ ritual month
    November
      You set: "read before bed". Carried on. #1
      Together with Sam: "Sunday walk". Changed. #2
      You learned: "evenings are quieter". #5
    $ ritual month show --month next
    December
      You set: "read before bed". #3
      Together with Sam: "Sunday swim". #4
    $ ritual month review --carry personal
    ! error: 2026-12 has a personal line of its own: 'read before bed'
    ! hint: `ritual month set --month 2026-12` changes it
    = 1
    $ ritual month review --let-go joint
    Let go: "Sunday walk".
    $ ritual undo
    `month review --let-go joint` is taken back.
      the joint activity of November (choice), as before #2
    `ritual redo` brings it back.
    ! note: `month review --let-go joint` was run without a terminal
    $ ritual month review --learned "mornings are quieter"
    For November, you learned: "evenings are quieter ⏎ mornings are quieter".
    $ ritual month
    November
      You set: "read before bed". Carried on. #1
      Together with Sam: "Sunday walk". Changed. #2
      You learned: "evenings are quieter ⏎ mornings are quieter". #5
    $ ritual month
    March: a quiet page. `ritual month set` sets an objective or a joint activity.
    $ ritual month review --month 2026-12 --carry personal
    Carried on, to March: "read before bed".
    $ ritual month
    March
      You set: "read before bed". #6
    $ ritual month review --month 2026-12 --change personal
    ! error: --change expects the new words
    ! hint: without a terminal: --change personal=TEXT
    = 2
    $ ritual month review --month 2026-12 --change personal=
    ! error: the new text is empty
    ! hint: at least one visible character
    = 2
    $ ritual month review --month 2026-12 --change other=x
    ! error: --change expects personal or joint; got 'other'
    ! hint: as in --change personal='read at lunch'
    = 2
    $ ritual month review --month 2026-12 --carry learned
    ! error: invalid value 'learned' for '--carry <SLOT>': expects personal or joint
    ! hint: `ritual month review --help` shows what it takes
    = 2
    $ ritual month review --month 2026-12 --carry joint --let-go joint
    ! error: two choices are given for the joint line
    ! hint: one of --carry, --change, --let-go for each
    = 2
    $ ritual month review --let-go joint
    ! error: no joint line is set for 2027-03
    ! hint: `ritual month show --month MONTH` shows another month
    = 1
    $ ritual month review --learned ""
    ! error: --learned is empty
    ! hint: at least one visible character
    = 2
    "#);
}

#[test]
fn what_cannot_be_set_is_named() {
    transcript!(r#"
        month set
        month set --month 2026-09 --personal x
        month set --month 2026-13 --personal x
        month set --month soon --personal x
        month set --month 99999-01 --personal x
        month set --with Sam
        month set --ritual walk
        month set --personal x --joint y --ritual walk
        month set --personal x --third y
        month show --month ""
        month show --month 2026-02
        month set --joint ""
        month
    "#, @r#"
    $ ritual month set
    ! error: month set expects something to set
    ! hint: without a terminal: `ritual month set "read before bed"`, --joint TEXT, or both
    = 2
    $ ritual month set --month 2026-09 --personal x
    ! error: --month 2026-09 is long past; this month is 2026-11
    ! hint: last month, this one and those to come can be set
    = 2
    $ ritual month set --month 2026-13 --personal x
    ! error: --month expects a month such as 2026-12; got '2026-13'
    ! hint: months read 2026-12, december, this, next, last
    = 2
    $ ritual month set --month soon --personal x
    ! error: --month expects a month such as 2026-12; got 'soon'
    ! hint: months read 2026-12, december, this, next, last
    = 2
    $ ritual month set --month 99999-01 --personal x
    ! error: --month expects a month such as 2026-12; got '99999-01'
    ! hint: months read 2026-12, december, this, next, last
    = 2
    $ ritual month set --with Sam
    ! error: --with goes with a joint activity
    ! hint: --joint TEXT brings one
    = 2
    $ ritual month set --ritual walk
    ! error: --ritual goes with a line of the month
    ! hint: --personal TEXT or --joint TEXT brings one
    = 2
    $ ritual month set --personal x --joint y --ritual walk
    ! error: --ritual goes with one line at a time
    ! hint: `ritual month set` once for each line
    = 2
    $ ritual month set --personal x --third y
    ! error: unexpected argument '--third' found
    ! hint: `ritual month set --help` shows what it takes
    = 2
    $ ritual month show --month ""
    ! error: --month expects a month such as 2026-12; got ''
    ! hint: months read 2026-12, december, this, next, last
    = 2
    $ ritual month show --month 2026-02
    February: a quiet page.
    $ ritual month set --joint ""
    November: a quiet page. `ritual month set` sets an objective or a joint activity.
    Nothing was changed.
    $ ritual month
    November: a quiet page. `ritual month set` sets an objective or a joint activity.
    "#);
    let home = Home::new();
    let said = home.run(&["month", "set", "--joint", "a\u{7}"]);
    assert_eq!((said.code, home.db().exists()), (2, false), "{said:?}");
    for line in [
        "--with Sam",
        "--ritual walk --personal x",
        "--month 2026-01 --personal x",
    ] {
        let args = [vec!["month", "set"], line.split(' ').collect()].concat();
        let code = home.run(&args).code;
        assert!(code > 0 && !home.db().exists(), "{line} writes nothing");
    }
    assert_eq!(home.json(&["month"])["lines"], serde_json::json!([]));
}
