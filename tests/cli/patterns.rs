//! `ritual patterns` (numbers are held in tests/patterns.rs)

use crate::support::Home;
use crate::transcript;

#[test]
fn what_came_together_in_sentences() {
    let mut home = Home::at("2025-06-28T12:00:00Z");
    let file = format!(
        "{}/tests/fixtures/patterns/synthetic-120.jsonl",
        env!("CARGO_MANIFEST_DIR")
    );
    home.ok(&["import", "jsonl", &file]);
    insta::assert_snapshot!(home.transcript("patterns --all\npatterns WALK --measure mood --from 2025-03-03\npatterns work --next-day --measure sleep"), @r#"
    $ ritual patterns --all
    Clear of chance
      walk · mood      0.7 higher on days with it (0.4 to 1.0); 49 days with, 42 without
                       the day before 0.1 lower (-0.2 to 0.5), the day after 0.1 higher (-0.2 to 0.5)
    Leaning, could be chance
      mood · sleep     0.3 higher with sleep 7.4 h than with 6.1 h (0.1 to 0.4); 96 days
    Cannot be told from these notes
      11 comparisons: gaps under about 0.8 to 1.5 would not show yet (`ritual patterns --full`)
    14 compared; by chance alone fewer than 1 would lean.
    This says what came together, not why.
    $ ritual patterns WALK --measure mood --from 2025-03-03
    Clear of chance
      walk · mood      0.7 higher on days with it (0.4 to 1.0); 49 days with, 42 without
                       the day before 0.1 lower (-0.2 to 0.5), the day after 0.1 higher (-0.2 to 0.5)
    14 compared; by chance alone fewer than 1 would lean.
    This says what came together, not why.
    $ ritual patterns work --next-day --measure sleep
    Cannot be told from these notes
      "work" · sleep   a gap under about 1.2 would not show yet
    10 compared; by chance alone fewer than 1 would lean.
    This says what came together, not why.
    "#);
}

#[test]
fn too_little_says_when_it_opens() {
    transcript!(r#"
        patterns
        log walk
        mood 3 --trigger work
        patterns
        patterns nobody
        patterns --from 2026-05-01 --to 2026-04-01
        patterns --measure joy
    "#, @r#"
    $ ritual patterns
    Not enough notes yet to say. This view draws on mood, energy and sleep, here of 23 Nov 2025 – 22 Nov 2026.
    $ ritual log walk
    walk, noted for today. #2
    ! note: walk is new here; `ritual undo` takes it back
    $ ritual mood 3 --trigger work
    Noted: mood 3 (even), trigger "work". #3
    $ ritual patterns
    Mood on 1 day: 3.
    Not enough notes yet to say: 1 day with walk. This view opens at 7 and 7 over 28 noted days.
    Not enough notes yet to say: 1 day with "work". This view opens at 7 and 7 over 28 noted days.
    $ ritual patterns nobody
    ! error: no ritual and no noted word is called 'nobody'
    ! hint: `ritual list` shows the rituals; words are those of --trigger, --coping and --changed
    = 1
    $ ritual patterns --from 2026-05-01 --to 2026-04-01
    ! error: --to 2026-04-01 lies before --from 2026-05-01
    ! hint: the first day goes to --from
    = 2
    $ ritual patterns --measure joy
    ! error: invalid value 'joy' for '--measure <MEASURE>' [possible values: mood, energy, sleep, giving]
    ! hint: `ritual patterns --help` shows what it takes
    = 2
    "#);
}

#[test]
fn one_long_stretch_is_told_apart_from_nothing() {
    let mut home = Home::new();
    let first: chrono::NaiveDate = "2026-09-01".parse().expect("a day");
    let mut rows = String::new();
    for (i, day) in first.iter_days().take(60).enumerate() {
        rows += &format!(
            "{{\"kind\":\"mood\",\"day\":\"{day}\",\"mood\":{}}}\n",
            i % 5 + 1
        );
        if i < 30 {
            rows += &format!("{{\"kind\":\"completion\",\"ritual\":\"walk\",\"day\":\"{day}\"}}\n");
        }
    }
    assert_eq!(
        home.with_stdin(
            &["import", "jsonl", "-", "--with-consents"],
            rows.as_bytes()
        )
        .code,
        0
    );
    insta::assert_snapshot!(home.transcript("patterns"), @"
    $ ritual patterns
    Middle mood by weekday, with how many days: mon 2.5 (8), tue 3 (9), wed 3 (9), thu 3 (9), fri 3 (9), sat 3.5 (8), sun 3 (8).
    Mood on 60 days: middle 3, from 1 to 5.
    walk came in one long stretch, so walk days and that season cannot be told apart.
    ");
}
