//! `ritual log`

use crate::support::Home;
use crate::transcript;

#[test]
fn the_first_line_on_a_fresh_machine() {
    transcript!("log journaling\nlog journaling\n-q log journaling\ntoday", @"
    $ ritual log journaling
    journaling, noted for today. 1 of the last 7 days.
    ! note: journaling is new here; `ritual undo` takes it back
    $ ritual log journaling
    journaling, noted for today. 1 of the last 7 days.
    $ ritual -q log journaling
    $ ritual today
    Sunday 22 November
      journaling at 12:00 #2
      journaling at 12:00 #3
      journaling at 12:00 #4
    ");
}

#[test]
fn several_in_one_line_with_variations_and_amounts() {
    transcript!(r#"
        log walk journal
        log walk --amount 20min
        log walk --amount 1.5
        log walk --amount 3km
        log walk --as "stretching 5 min"
        log walk --note "cold but clear" --mood 4
        log sit read --amount 3
        show walk
    "#, @r#"
    $ ritual log walk journal
    walk, noted for today. 1 of the last 7 days.
    journal, noted for today. 1 of the last 7 days.
    ! note: walk and journal are new here; `ritual undo` takes them back
    $ ritual log walk --amount 20min
    walk, 20 min, noted for today. 1 of the last 7 days.
    ! note: walk is counted in min from here on
    $ ritual log walk --amount 1.5
    walk, 1.5 min, noted for today. 1 of the last 7 days.
    $ ritual log walk --amount 3km
    ! error: walk is counted in min; got 'km'
    ! hint: `ritual change walk --unit km` counts it so from here on
    = 2
    $ ritual log walk --as "stretching 5 min"
    walk, noted for today as "stretching 5 min". 1 of the last 7 days.
    $ ritual log walk --note "cold but clear" --mood 4
    walk, noted for today. 1 of the last 7 days.
    Noted: mood 4.
    $ ritual log sit read --amount 3
    ! error: --amount and --as go with one ritual; got several
    ! hint: one `ritual log` for each of them
    = 2
    $ ritual show walk
    walk #1
      counted in min
      1 of the last 7 days, 1 of the last 30 days. 5 entries since 22 November.
      22 November at 12:00: "cold but clear" #8
      22 November at 12:00 as "stretching 5 min" #7
      22 November, 1.5 min at 12:00 #6
      22 November, 20 min at 12:00 #5
      22 November at 12:00 #2
    "#);
}

#[test]
fn past_days_by_every_name() {
    transcript!(r#"
        log walk --on yesterday
        log walk --on 2026-03-02
        log walk --on monday
        log walk --on sunday
        log walk --on "3 days ago" --at 7:05
        log walk --on "5 march"
        log walk --on 2024-02-29
        show walk
    "#, @r#"
    $ ritual log walk --on yesterday
    walk, noted for 21 November.
    ! note: walk is new here; `ritual undo` takes it back
    $ ritual log walk --on 2026-03-02
    walk, noted for 2 March.
    $ ritual log walk --on monday
    walk, noted for 16 November.
    $ ritual log walk --on sunday
    walk, noted for today. 3 of the last 7 days.
    $ ritual log walk --on "3 days ago" --at 7:05
    walk, noted for 19 November.
    $ ritual log walk --on "5 march"
    walk, noted for 5 March.
    $ ritual log walk --on 2024-02-29
    walk, noted for 29 February 2024.
    $ ritual show walk
    walk #1
      4 of the last 7 days, 4 of the last 30 days. Came back 2 times. 7 entries since 29 February 2024.
      22 November at 12:00 #5
      21 November #2
      19 November at 07:05 #6
      16 November #4
      5 March #7
      2 March #3
      29 February 2024 #8
    "#);
}

#[test]
fn once_is_once_for_its_day() {
    transcript!(r#"
        log walk --once
        log walk --once --mood 3
        log walk --once --on yesterday
        log walk --once --on yesterday
        streaks walk
    "#, @"
    $ ritual log walk --once
    walk, noted for today. 1 of the last 7 days.
    ! note: walk is new here; `ritual undo` takes it back
    $ ritual log walk --once --mood 3
    walk is in the notebook for today.
    ! note: with --once, --mood left out for what is here
    $ ritual log walk --once --on yesterday
    walk, noted for 21 November.
    $ ritual log walk --once --on yesterday
    walk is in the notebook for 21 November.
    $ ritual streaks walk
    walk: 2 of the last 7 days, 2 of the last 30 days. 2 entries since 21 November.
    ");
}

#[test]
fn a_slip_of_the_finger_writes_nothing() {
    transcript!(r#"
        log journal
        log journey
        add journey
        log jour
        log jurnal
        log JOURNAL
        log j
        log journa
        add jurnal
        log jurnal
    "#, @"
    $ ritual log journal
    journal, noted for today. 1 of the last 7 days.
    ! note: journal is new here; `ritual undo` takes it back
    $ ritual log journey
    ! error: no ritual is called 'journey', and 'journal' is close to it
    ! hint: `ritual log journal` or `ritual add journey`
    = 2
    $ ritual add journey
    journey is in the notebook.
    $ ritual log jour
    ! error: no ritual is called 'jour', and 2 names are close to it
    ! hint: `ritual log journal`, `ritual log journey` or `ritual add jour`
    = 2
    $ ritual log jurnal
    ! error: no ritual is called 'jurnal', and 'journal' is close to it
    ! hint: `ritual log journal` or `ritual add jurnal`
    = 2
    $ ritual log JOURNAL
    journal, noted for today. 1 of the last 7 days.
    $ ritual log j
    ! error: no ritual is called 'j', and 2 names are close to it
    ! hint: `ritual log journal`, `ritual log journey` or `ritual add j`
    = 2
    $ ritual log journa
    journal, noted for today. 1 of the last 7 days.
    $ ritual add jurnal
    jurnal is in the notebook.
    $ ritual log jurnal
    jurnal, noted for today. 1 of the last 7 days.
    ");
}

#[test]
fn coming_back_after_a_gap() {
    transcript!(r#"
        @ 2026-03-02T08:00:00Z
        log walk
        @ 2026-03-03T08:00:00Z
        log walk
        @ 2026-03-07T08:00:00Z
        log walk
        log walk
        @ 2026-03-12T08:00:00Z
        log walk
        @ 2026-03-13T08:00:00Z
        pause walk
        @ 2026-04-13T08:00:00Z
        log walk
        resume walk
        @ 2026-06-01T08:00:00Z
        log walk
    "#, @"
    $ ritual log walk
    walk, noted for today. 1 of the last 7 days.
    ! note: walk is new here; `ritual undo` takes it back
    $ ritual log walk
    walk, noted for today. 2 of the last 7 days.
    $ ritual log walk
    walk, noted for today. Picked up again; your 2 earlier entries are all here.
    $ ritual log walk
    walk, noted for today. 3 of the last 7 days.
    $ ritual log walk
    walk, noted for today. You have come back to this 2 times.
    $ ritual pause walk
    walk is resting. `ritual resume walk` whenever you like.
    $ ritual log walk
    walk, noted for today. 1 of the last 7 days (6 more resting).
    $ ritual resume walk
    walk is no longer resting.
    $ ritual log walk
    walk, noted for today. You have come back to this 3 times.
    ");
}

#[test]
fn a_log_with_its_intention() {
    transcript!(r#"
        add walk --intention "calm before work"
        log walk -v
        log walk
    "#, @r#"
    $ ritual add walk --intention "calm before work"
    walk is in the notebook.
    $ ritual log walk -v
    walk, noted for today. 1 of the last 7 days.
    Intention: "calm before work".
    $ ritual log walk
    walk, noted for today. 1 of the last 7 days.
    "#);
}

#[test]
fn words_come_by_stdin_and_by_the_editor() {
    let home = Home::new();
    let said = home.with_stdin(
        &["log", "walk", "--note", "-"],
        "first line\r\nsecond line\n".as_bytes(),
    );
    assert_eq!(
        (said.code, said.err.as_str()),
        (0, "note: walk is new here; `ritual undo` takes it back\n")
    );
    let mut command = home.command(&["log", "walk", "--edit"]);
    command.env("EDITOR", "sh -c 'printf %s \"from the editor\" > \"$1\"; stat -c %a \"$1\" > $HOME/mode; dirname \"$1\" > $HOME/place' -");
    let said = crate::support::said(command);
    assert_eq!(said.code, 0, "{said:?}");
    assert_eq!(
        std::fs::read_to_string(home.path("mode"))
            .expect("the mode")
            .trim(),
        "600"
    );
    let place = std::fs::read_to_string(home.path("place")).expect("the place");
    assert!(
        place.contains("/ritual-") && !std::path::Path::new(place.trim()).exists(),
        "{place}"
    );
    let notes: Vec<_> = home.json(&["show", "walk"])["latest"]
        .as_array()
        .expect("entries")
        .iter()
        .map(|e| e["note"].clone())
        .collect();
    assert_eq!(notes, ["from the editor", "first line\nsecond line"]);
}

#[test]
fn an_editor_that_fails_writes_nothing() {
    let home = Home::new();
    let mut command = home.command(&["log", "walk", "--edit"]);
    command.env("EDITOR", "false");
    let said = crate::support::said(command);
    assert_eq!(said.code, 1);
    assert!(said.err.contains("nothing was written"), "{said:?}");
    assert!(!home.db().exists());
    let said = home.run(&["log", "walk", "--edit"]);
    insta::assert_snapshot!(said.err, @"
    error: --edit finds no editor
    hint: EDITOR or VISUAL names one; `--note -` reads stdin
    ");
}
