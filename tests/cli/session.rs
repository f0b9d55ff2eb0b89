//! A session: begun, and ended by an entry of its minutes.

use crate::support::Home;
use crate::transcript;

#[test]
fn the_minutes_between_are_the_amount() {
    transcript!(r#"
        log sit --stop
        log --stop
        @ 2026-11-22T07:30:00Z
        log sit --start
        @ 2026-11-22T07:40:00Z
        log sit --start
        show sit
        @ 2026-11-22T07:52:10Z
        log sit --stop "quiet in the head" --mood 4
        log sit --stop
        show sit
        undo
        show sit
        redo
        @ 2026-11-22T09:00:00Z
        log sit --start --at 8:45
        log --stop --json
        export jsonl
    "#, @r#"
    $ ritual log sit --stop
    ! error: no session of sit goes on
    ! hint: `ritual log sit --start` begins one, `ritual log sit 20min` notes minutes
    = 1
    $ ritual log --stop
    ! error: no session goes on
    ! hint: `ritual log NAME --start` begins one
    = 1
    $ ritual log sit --start
    sit since 07:30. `ritual log sit --stop` notes the minutes. #2
    ! note: sit is new here; `ritual undo` takes it back
    $ ritual log sit --start
    sit since 07:30. `ritual log sit --stop` notes the minutes. #2
    $ ritual show sit
    sit #1
      since 07:30; `ritual log sit --stop` notes the minutes #2
    $ ritual log sit --stop "quiet in the head" --mood 4
    sit, 22 min, noted for today. #3
    Noted: mood 4. #4
    ! note: sit is counted in min from here on
    $ ritual log sit --stop
    ! error: no session of sit goes on
    ! hint: `ritual log sit --start` begins one, `ritual log sit 20min` notes minutes
    = 1
    $ ritual show sit
    sit #1
      counted in min
      22 min today. 1 entry, today.
      last noted today
      ▁ (1 week up to this one)
      22 November, 22 min at 07:30: "quiet in the head" #3
    $ ritual undo
    `log sit --stop … --mood 4` is taken back.
      sit since 07:30, here again #2
      mood 4, noted for today #4
      sit, 22 min, noted for today #3
      the ritual sit (no unit), as before #1
    `ritual redo` brings it back.
    ! note: `log sit --stop … --mood 4` was run without a terminal
    $ ritual show sit
    sit #1
      since 07:30; `ritual log sit --stop` notes the minutes #2
    $ ritual redo
    `log sit --stop … --mood 4` stands again.
      the ritual sit (unit) #1
      sit, 22 min, noted for today #3
      mood 4, noted for today #4
      sit since 07:30 #2
    `ritual undo` takes it back again.
    $ ritual log sit --start --at 8:45
    sit since 08:45. `ritual log sit --stop` notes the minutes. #5
    $ ritual log --stop --json
    {"schema":1,"command":"log","rows":[{"kind":"completion","uid":"[UID]","ritual":"sit","ritual_uid":"[UID]","day":"2026-11-22","at":"2026-11-22T08:45:00Z","zone":"UTC","amount":15,"unit":"min"}],"removed":[{"kind":"start","uid":"[UID]","ritual":"sit","ritual_uid":"[UID]","day":"2026-11-22","at":"2026-11-22T08:45:00Z","zone":"UTC"}]}
    $ ritual export jsonl
    {"kind":"ritual","uid":"[UID]","name":"sit","unit":"min"}
    {"kind":"completion","uid":"[UID]","ritual":"sit","ritual_uid":"[UID]","day":"2026-11-22","at":"2026-11-22T07:30:00Z","zone":"UTC","amount":22,"unit":"min","note":"quiet in the head"}
    {"kind":"completion","uid":"[UID]","ritual":"sit","ritual_uid":"[UID]","day":"2026-11-22","at":"2026-11-22T08:45:00Z","zone":"UTC","amount":15,"unit":"min"}
    {"kind":"mood","uid":"[UID]","day":"2026-11-22","at":"2026-11-22T07:30:00Z","zone":"UTC","mood":4}
    "#);
}

#[test]
fn a_ritual_counted_in_hours_gets_hours_and_one_in_km_says_so() {
    transcript!(r#"
        add work --unit h
        add run --unit km
        @ 2026-11-22T09:00:00Z
        log work --start
        log run --start
        log work run --start
        log work 20min --start
        log work yesterday --start
        log work --start --stop
        log work --start --amount 20
        log read --start
        @ 2026-11-22T10:30:00Z
        log --stop
        log work --stop --at 10:15
        log read --stop --at 8:00
        log read --stop 20
        log read --stop
    "#, @"
    $ ritual add work --unit h
    work is in the notebook.
    $ ritual add run --unit km
    run is in the notebook.
    $ ritual log work --start
    work since 09:00. `ritual log work --stop` notes the minutes. #3
    $ ritual log run --start
    ! error: run is counted in km, and a session in minutes
    ! hint: `ritual log run --amount '5 km'` notes it, `ritual change run --unit min` counts minutes from here on
    = 2
    $ ritual log work run --start
    ! error: --start goes with one ritual; got several
    ! hint: each in a line of its own
    = 2
    $ ritual log work 20min --start
    ! error: what begins has no amount and no words so far
    ! hint: they go with `--stop`
    = 2
    $ ritual log work yesterday --start
    ! error: --start is of now; got 'yesterday'
    ! hint: --at says another time of today
    = 2
    $ ritual log work --start --stop
    ! error: the argument '--start' cannot be used with '--stop'
    ! hint: `ritual log --help` shows what it takes
    = 2
    $ ritual log work --start --amount 20
    ! error: the argument '--start' cannot be used with '--amount <N>'
    ! hint: `ritual log --help` shows what it takes
    = 2
    $ ritual log read --start
    read since 09:00. `ritual log read --stop` notes the minutes. #5
    ! note: read is new here; `ritual undo` takes it back
    $ ritual log --stop
    ! error: several sessions go on: work, read
    ! hint: `ritual log work --stop` ends one
    = 2
    $ ritual log work --stop --at 10:15
    work, 1.25 h, noted for today. #6
    $ ritual log read --stop --at 8:00
    ! error: 8:00 lies before the session began
    ! hint: it goes on: read since 09:00
    = 2
    $ ritual log read --stop 20
    read, 20 min, noted for today. #7
    ! note: read is counted in min from here on
    $ ritual log read --stop
    ! error: no session of read goes on
    ! hint: `ritual log read --start` begins one, `ritual log read 20min` notes minutes
    = 1
    ");
}

#[test]
fn one_that_was_never_stopped_is_told_calmly() {
    transcript!(r#"
        @ 2026-11-21T07:30:00Z
        log sit --start
        @ 2026-11-22T07:30:00Z
        log sit --start
        show sit
        log sit --stop
        log sit --stop --amount 25
        show sit
        @ 2026-11-22T23:40:00Z
        log walk --start
        @ 2026-11-23T00:20:00Z
        log walk --stop
        @ 2026-11-23T08:00:00Z
        log walk --start
        @ 2026-11-24T08:00:00Z
        log walk --stop
    "#, @"
    $ ritual log sit --start
    sit since 07:30. `ritual log sit --stop` notes the minutes. #2
    ! note: sit is new here; `ritual undo` takes it back
    $ ritual log sit --start
    sit since 21 November, 07:30. `ritual log sit --stop` notes the minutes. #2
    $ ritual show sit
    sit #1
      since 21 November, 07:30; `ritual log sit --stop` notes the minutes #2
    $ ritual log sit --stop
    ! error: sit since 21 November, 07:30, which would be 1440 min
    ! hint: `ritual log sit --stop --amount 20min` says how long it was, `ritual forget 2 --yes` lets go of it
    = 2
    $ ritual log sit --stop --amount 25
    sit, 25 min, noted for 21 November. #3
    ! note: sit is counted in min from here on
    $ ritual show sit
    sit #1
      counted in min
      1 day since 21 November. 25 min since 21 November.
      last noted 21 November, 1 day ago
      ▁ (1 week up to this one)
      21 November, 25 min at 07:30 #3
    $ ritual log walk --start
    walk since 23:40. `ritual log walk --stop` notes the minutes. #5
    ! note: walk is new here; `ritual undo` takes it back
    $ ritual log walk --stop
    walk, 40 min, noted for 22 November. #6
    ! note: walk is counted in min from here on
    $ ritual log walk --start
    walk since 08:00. `ritual log walk --stop` notes the minutes. #7
    $ ritual log walk --stop
    ! error: walk since 23 November, 08:00, which would be 1440 min
    ! hint: `ritual log walk --stop --amount 20min` says how long it was, `ritual forget 7 --yes` lets go of it
    = 2
    ");
}

#[test]
fn a_person_is_asked_how_long_it_was() {
    let mut home = Home::at("2026-11-21T07:30:00Z");
    home.ok(&["log", "sit", "--start"]);
    home.now = "2026-11-22T07:30:00Z".to_owned();
    let left = home.on_terminal(&["log", "sit", "--stop"], "\n\u{4}");
    let said = home.on_terminal(&["log", "sit", "--stop"], "25\n\u{4}");
    insta::assert_snapshot!(format!("{}{}", left.out, said.out), @"
    sit since 21 November, 07:30, which would be 1440 min
    how long was it, such as 20min (Enter for none): Nothing was noted.
    sit since 21 November, 07:30, which would be 1440 min
    how long was it, such as 20min (Enter for none): sit, 25 min, noted for 21 November. #3
    note: sit is counted in min from here on
    ");
}

#[test]
fn a_start_moves_with_the_notebook_and_with_its_ritual() {
    let home = Home::at("2026-11-22T07:30:00Z");
    home.ok(&["log", "sit", "--start"]);
    home.ok(&["change", "sit", "--name", "meditation"]);
    let path = home.path("out.jsonl");
    let text = home.ok(&["export", "jsonl"]);
    std::fs::write(&path, &text).expect("a file");
    let mut other = Home::at("2026-11-22T08:00:00Z");
    other.ok(&["import", "jsonl", path.to_str().expect("a path")]);
    assert_eq!(other.ok(&["export", "jsonl"]), text);
    insta::assert_snapshot!(other.transcript("log meditation --stop\nlog sit --start\nforget --ritual sit --yes\nlog --stop"), @"
    $ ritual log meditation --stop
    meditation, 30 min, noted for today. #3
    ! note: meditation is counted in min from here on
    $ ritual log sit --start
    meditation since 08:00. `ritual log meditation --stop` notes the minutes. #4
    ! note: 'sit' is taken for meditation
    $ ritual forget --ritual sit --yes
    Forgotten: the ritual meditation, 3 rows with what hung on it, and every trace of them in the file.
    ! note: 'sit' is taken for meditation
    $ ritual log --stop
    ! error: no session goes on
    ! hint: `ritual log NAME --start` begins one
    = 1
    ");
}
