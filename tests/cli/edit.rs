//! `ritual edit`

use crate::support::Home;
use crate::transcript;

#[test]
fn one_field_at_a_time() {
    transcript!(r#"
        log walk --at 9:00
        mood 3 --feeling calm
        pause walk --from 2026-11-01
        boundaries add notebook --off-limits
        edit #2 --on yesterday --amount 5 --as "round the block"
        edit 2 --at 10:15 --as ""
        edit 3 --mood 4 --feeling tired --note "slept at last"
        edit 4 --until 2026-11-10 --why travel
        edit 2 --mood 4
        edit 1 --note x
        edit 5 --note x
        edit 99 --note x
        edit 2
        edit 2 --on tomorrow
        edit 4 --until 2026-10-01
        show walk
    "#, @r#"
    $ ritual log walk --at 9:00
    walk, noted for today. #2
    ! note: walk is new here; `ritual undo` takes it back
    $ ritual mood 3 --feeling calm
    Noted: mood 3 (even), feeling "calm". #3
    $ ritual pause walk --from 2026-11-01
    walk is resting. `ritual resume walk` whenever you like.
    $ ritual boundaries add notebook --off-limits
    Off-limits: notebook. #5
    $ ritual edit #2 --on yesterday --amount 5 --as "round the block"
    Now: walk, 5, noted for 21 November as "round the block". #2
    $ ritual edit 2 --at 10:15 --as ""
    Now: walk, 5, noted for 21 November at 10:15. #2
    $ ritual edit 3 --mood 4 --feeling tired --note "slept at last"
    Now: mood 4, feeling "tired", noted for today: "slept at last". #3
    $ ritual edit 4 --until 2026-11-10 --why travel
    Now: rest for walk from 1 November until 10 November. #4
    $ ritual edit 2 --mood 4
    ! error: --mood does not go with a completion
    ! hint: `ritual edit --help` shows which field belongs where
    = 2
    $ ritual edit 1 --note x
    ! error: 1 is a ritual
    ! hint: `ritual change walk` changes it
    = 2
    $ ritual edit 5 --note x
    ! error: 5 is a boundary
    ! hint: `ritual boundaries change 5` changes it
    = 2
    $ ritual edit 99 --note x
    ! error: no row has the handle 99
    ! hint: `ritual show today`, `ritual show NAME` and `ritual boundaries` show handles such as #12
    = 1
    $ ritual edit 2
    ! error: edit expects something to change
    ! hint: without a terminal: a field, such as --note - or --on yesterday
    = 2
    $ ritual edit 2 --on tomorrow
    ! error: --on 2026-11-23 is in the future; today is 2026-11-22
    ! hint: a day is noted when it has come
    = 2
    $ ritual edit 4 --until 2026-10-01
    ! error: --until 2026-10-01 lies before 2026-11-01
    ! hint: --from names the first day, and it comes first
    = 2
    $ ritual show walk
    walk #1
      1 day since 21 November. A sum of 5 since 21 November.
      last noted 21 November, 1 day ago
      ▁ (1 week up to this one)
      rest 1–10 Nov, "travel" #4
      21 November, 5 at 10:15 #2
    "#);
}

#[test]
fn an_empty_text_unsets_and_a_unit_has_to_fit() {
    transcript!(
        r#"
        log walk --amount 20min --note words
        mood 3 --energy 2 --sleep 7 --feeling calm --trigger work slept at last
        edit 2 --amount 5km
        edit 2 --amount 25min
        edit 2 --amount "" --note ""
        edit 3 --energy "" --sleep "" --feeling "" --trigger ""
        edit 3 --mood "" --note ""
        edit 3 --mood 6
        export jsonl
    "#,
        @r#"
    $ ritual log walk --amount 20min --note words
    walk, 20 min, noted for today. #2
    ! note: walk is new here; `ritual undo` takes it back
    $ ritual mood 3 --energy 2 --sleep 7 --feeling calm --trigger work slept at last
    Noted: mood 3 (even), sleep 7 h, energy 2, feeling "calm", trigger "work", and your words. #3
    $ ritual edit 2 --amount 5km
    ! error: walk is counted in min; got 'km'
    ! hint: `ritual change walk --unit km` counts it so from here on
    = 2
    $ ritual edit 2 --amount 25min
    Now: walk, 25 min, noted for today. #2
    $ ritual edit 2 --amount "" --note ""
    Now: walk, noted for today, without words. #2
    $ ritual edit 3 --energy "" --sleep "" --feeling "" --trigger ""
    Now: mood 3 (even), noted for today. #3
    $ ritual edit 3 --mood "" --note ""
    ! error: nothing would be left of the note
    ! hint: `ritual forget 3` removes it
    = 1
    $ ritual edit 3 --mood 6
    ! error: invalid value '6' for '--mood <1-5>': expects a whole number from 1 to 5
    ! hint: `ritual edit --help` shows what it takes
    = 2
    $ ritual export jsonl
    {"kind":"ritual","uid":"[UID]","name":"walk","unit":"min"}
    {"kind":"completion","uid":"[UID]","ritual":"walk","ritual_uid":"[UID]","day":"2026-11-22","at":"2026-11-22T12:00:00Z","zone":"UTC"}
    {"kind":"mood","uid":"[UID]","day":"2026-11-22","at":"2026-11-22T12:00:00Z","zone":"UTC","mood":3,"note":"slept at last"}
    "#
    );
}

#[test]
fn the_latest_that_of_a_ritual_and_another_ritual() {
    transcript!(
        r#"
        edit --note x
        log jog --note early
        log swim --amount 20min
        add dive
        edit --as laps
        edit last --as laps
        edit jog --note late
        edit dive --note x
        edit swim --ritual jog
        edit 4 --ritual nothing
        mood 3
        edit --mood 2
        edit last --ritual swim
        log 7
        edit 7 --note x
        edit '#7' --note x
        show jog
    "#,
        @r#"
    $ ritual edit --note x
    ! error: nothing is noted here
    ! hint: `ritual log NAME` and `ritual mood` note something
    = 1
    $ ritual log jog --note early
    jog, noted for today. #2
    ! note: jog is new here; `ritual undo` takes it back
    $ ritual log swim --amount 20min
    swim, 20 min, noted for today. #4
    ! note: swim is new here; `ritual undo` takes it back
    $ ritual add dive
    dive is in the notebook.
    $ ritual edit --as laps
    Now: swim, 20 min, noted for today as "laps". #4
    $ ritual edit last --as laps
    ! error: 5 is a ritual
    ! hint: `ritual change dive` changes it
    = 2
    $ ritual edit jog --note late
    Now: jog, noted for today: "late". #2
    $ ritual edit dive --note x
    ! error: nothing is noted of dive
    ! hint: `ritual change dive --name NEW` and its other options change the ritual
    = 1
    $ ritual edit swim --ritual jog
    Now: jog, 20 min, noted for today as "laps". #4
    $ ritual edit 4 --ritual nothing
    ! error: no ritual is called 'nothing'
    ! hint: `ritual show` shows the names there are
    = 1
    $ ritual mood 3
    Noted: mood 3 (even). #6
    $ ritual edit --mood 2
    Now: mood 2, noted for today. #6
    $ ritual edit last --ritual swim
    ! error: --ritual does not go with a mood
    ! hint: `ritual edit --help` shows which field belongs where
    = 2
    $ ritual log 7
    7, noted for today. #8
    ! note: 7 is new here; `ritual undo` takes it back
    $ ritual edit 7 --note x
    Now: 7, noted for today: "x". #8
    $ ritual edit '#7' --note x
    ! error: 7 is a ritual
    ! hint: `ritual change 7` changes it
    = 2
    $ ritual show jog
    jog #1
      2 entries, today.
      last noted today
      ▁ (1 week up to this one)
      22 November, 20 min at 12:00 as "laps" #4
      22 November at 12:00: "late" #2
    "#
    );
}

/// A time put right is of the place where it was lived, wherever it is put right.
#[test]
fn a_corrected_time_keeps_its_zone() {
    let mut home = Home::at("2026-11-20T23:30:00+09:00");
    home.tz = "Asia/Tokyo".to_owned();
    home.ok(&["log", "tea"]);
    home.now = "2026-11-21T08:00:00-05:00".to_owned();
    home.tz = "America/New_York".to_owned();
    home.ok(&["edit", "2", "--at", "23:00"]);
    let rows = home.ok(&["export", "jsonl"]);
    for part in [
        r#""day":"2026-11-20""#,
        r#""at":"2026-11-20T23:00:00+09:00""#,
        r#""zone":"Asia/Tokyo""#,
    ] {
        assert!(rows.contains(part), "{part}: {rows}");
    }
}

/// What another command wrote while the editor was open is not written over.
#[test]
fn an_entry_changed_meanwhile_is_not_written_over() {
    let home = Home::new();
    home.ok(&["log", "walk", "--note", "first"]);
    let mut command = home.command(&["edit", "2", "--edit"]);
    let editor = format!(
        "sh -c '{} -q edit 2 --note \"first, and what came later\"; echo 1st > \"$1\"' -",
        crate::support::BIN
    );
    command.env("EDITOR", editor);
    let said = crate::support::said(command);
    assert_eq!(said.code, 1, "{said:?}");
    let kept = said
        .err
        .split("the words are in ")
        .nth(1)
        .expect("where they are")
        .trim();
    assert_eq!(std::fs::read_to_string(kept).expect("the words"), "1st\n");
    std::fs::remove_dir_all(std::path::Path::new(kept).parent().expect("its folder"))
        .expect("removed");
    assert!(
        home.ok(&["show", "walk"])
            .contains("first, and what came later")
    );
}

/// What changes nothing says so, ends well and is no step.
#[test]
fn what_stands_there_is_not_written_again() {
    transcript!(r#"
        -q log walk
        -q boundaries add "phone at dinner" --off-limits --with Sam
        boundaries change phone --off-limits --with Sam
        -q boundaries retire phone
        boundaries retire "phone at dinner"
        -q retire walk
        retire walk
        -q resume walk
        resume walk
        -q pause walk --until 2026-12-01
        pause walk --until 2026-12-01
        -q people add Ana --for listening
        people change Ana --for listening
        -q people resource add tea --note quiet
        people resource change tea --note quiet
        -q month set --personal read
        month set --personal read
        -q hard set --call Ana
        hard set --call Ana
        config runs on
        config runs on
        config board --unset
        change walk --unit ""
        undo --list
    "#, @r#"
    $ ritual -q log walk
    $ ritual -q boundaries add "phone at dinner" --off-limits --with Sam
    $ ritual boundaries change phone --off-limits --with Sam
    Off-limits: phone at dinner (with Sam). #3
    Nothing was changed.
    ! note: 'phone' is taken for phone at dinner
    $ ritual -q boundaries retire phone
    ! note: 'phone' is taken for phone at dinner
    $ ritual boundaries retire "phone at dinner"
    Off-limits: phone at dinner (with Sam, retired 22 November). #3
    Nothing was changed.
    $ ritual -q retire walk
    $ ritual retire walk
    walk is retired. Its entry stays. `ritual resume walk` whenever you like.
    Nothing was changed.
    $ ritual -q resume walk
    $ ritual resume walk
    walk is not resting.
    $ ritual -q pause walk --until 2026-12-01
    $ ritual pause walk --until 2026-12-01
    walk is resting until 1 December.
    Nothing was changed.
    $ ritual -q people add Ana --for listening
    $ ritual people change Ana --for listening
    Ana is in your network, for listening. #5
    Nothing was changed.
    $ ritual -q people resource add tea --note quiet
    $ ritual people resource change tea --note quiet
    "tea": "quiet" #6
    Nothing was changed.
    $ ritual -q month set --personal read
    $ ritual month set --personal read
    For November, you set: "read". #7
    Nothing was changed.
    $ ritual -q hard set --call Ana
    $ ritual hard set --call Ana
    For hard days #8
      whom to call: "Ana"
    Nothing was changed.
    $ ritual config runs on
    runs: on, as it was.
    $ ritual config runs on
    runs: on, as it was.
    $ ritual config board --unset
    board: on
    Nothing was changed.
    $ ritual change walk --unit ""
    walk: as it was.
    $ ritual undo --list
     1  `hard set --call …`: your plan for hard days, 22 November at 12:00
     2  `month set --personal …`: your objective of November, 22 November at 12:00
     3  `people resource add … --note …`: the resource "tea", 22 November at 12:00
     4  `people add … --for …`: Ana in your network, 22 November at 12:00
     5  `pause walk --until 2026-12-01`: rest for walk from 22 November until 1 December, 22 November at 12:00
     6  `resume walk`: the ritual walk, 22 November at 12:00
     7  `retire walk`: the ritual walk, 22 November at 12:00
     8  `boundaries retire …`: off-limits: phone at dinner, 22 November at 12:00
     9  `boundaries add … --off-limits --with …`: off-limits: phone at dinner, 22 November at 12:00
    10  `log walk`: walk, noted for today, 22 November at 12:00
    "#);
}

#[test]
fn what_holds_is_not_chosen_again() {
    let mut home = Home::new();
    insta::assert_snapshot!(home.transcript(r#"
        support choose listen
        support choose listen
        support choose listen --until tomorrow
        winddown set "lights low" tea
        winddown set "lights low" tea
        month review --learned "shorter is kept"
        month review --learned "shorter is kept"
        remind invite tea --at 21:00
        remind keep last
        remind keep last --until 2026-11-30
        undo --list
    "#), @r#"
    $ ritual support choose listen
    You chose listen, until the end of today. #1
    $ ritual support choose listen
    You chose listen, until the end of today. #1
    Nothing was changed.
    $ ritual support choose listen --until tomorrow
    You chose listen, until 23 November. #2
    $ ritual winddown set "lights low" tea
    Wind-down: "lights low", "tea".
    $ ritual winddown set "lights low" tea
    Wind-down: "lights low", "tea".
    Nothing was changed.
    $ ritual month review --learned "shorter is kept"
    For November, you learned: "shorter is kept".
    $ ritual month review --learned "shorter is kept"
    For November, you learned: "shorter is kept".
    Nothing was changed.
    $ ritual remind invite tea --at 21:00
    You invited a note at 21:00: "tea" (until 22 December). #6
    ! note: no ritual has that name; your words are kept as they are
    ! note: nothing runs by itself; `ritual remind cron` prints a line that brings it
    $ ritual remind keep last
    You invited a note at 21:00: "tea" (until 22 December). #6
    Nothing was changed.
    $ ritual remind keep last --until 2026-11-30
    You invited a note at 21:00: "tea" (until 30 November). #6
    $ ritual undo --list
     1  `remind keep … --until 2026-11-30`: a note at 21:00 for "tea", 22 November at 12:00
     2  `remind invite … --at 21:00`: a note at 21:00 for "tea", 22 November at 12:00
     3  `month review --learned …`: what you learned in November, 22 November at 12:00
     4  `winddown set …`: a wind-down line, noted for today, 22 November at 12:00
     5  `support choose … --until tomorrow`: choice of support, listen, 22 November at 12:00
     6  `support choose …`: choice of support, listen, 22 November at 12:00
    "#);
}
