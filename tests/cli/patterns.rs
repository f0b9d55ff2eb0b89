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
    In mood, "sleep" days and other days look alike in these notes (90 of 208 slides were as wide).
    In sleep, "sleep" days and other days look alike in these notes (137 of 208 slides were as wide).
    In mood, "breathing" days and other days look alike in these notes (104 of 224 slides were as wide).
    In sleep, "breathing" days and other days look alike in these notes (164 of 224 slides were as wide).
    In mood, journal days and other days look alike in these notes (25 of 236 slides were as wide).
    In sleep, journal days and other days look alike in these notes (126 of 236 slides were as wide).
    On 49 days with walk, your middle mood was 4; on 42 without, 3. Comparing every pair of such days: higher on 59 of 100, same on 28, lower on 13. Sliding the walk days along the calendar gave a gap this wide in 1 of 236. It stands out among all that was compared here.
    In sleep, walk days and other days look alike in these notes (69 of 236 slides were as wide).
    In mood, "work" days and other days look alike in these notes (157 of 232 slides were as wide).
    In sleep, "work" days and other days look alike in these notes (200 of 232 slides were as wide).
    On 96 days with both, sleep and mood rose and fell together more than chance alone would have it: 1 of 192 slides were as wide. It stands out among all that was compared here.
    "work" and "breathing" came together on 10 of 96 noted days. By chance alone about 11 would be. (113 of 236 slides were as wide.)
    "work" and journal came together on 12 of 96 noted days. By chance alone about 12 would be. (200 of 236 slides were as wide.)
    "work" and walk came together on 14 of 96 noted days. By chance alone about 14 would be. (202 of 236 slides were as wide.)
    Middle mood by weekday, with how many days: mon 3 (13), tue 3 (12), wed 4 (14), thu 4 (16), fri 4 (14), sat 3 (14), sun 4 (13).
    Middle sleep by weekday, with how many days: mon 7 (13), tue 6.35 (12), wed 6.8 (14), thu 6.65 (16), fri 6.5 (14), sat 7.05 (14), sun 7.1 (13).
    Mood on 96 days: middle 4, from 2 to 5.
    Sleep on 96 days: middle 6.8 h, from 4 to 10 h.
    This says what came together, not why.
    $ ritual patterns WALK --measure mood --from 2025-03-03
    On 49 days with walk, your middle mood was 4; on 42 without, 3. Comparing every pair of such days: higher on 59 of 100, same on 28, lower on 13. Sliding the walk days along the calendar gave a gap this wide in 1 of 236. It stands out among all that was compared here.
    This says what came together, not why.
    $ ritual patterns work --next-day --measure sleep
    In sleep the day after, "work" days and other days look alike in these notes (131 of 230 slides were as wide).
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
    Not enough notes yet to say: 1 day with walk. This view opens at 7 and 7 over 28 days.
    Not enough notes yet to say: 1 day with "work". This view opens at 7 and 7 over 28 days.
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
        home.with_stdin(&["import", "jsonl", "-"], rows.as_bytes())
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
