//! `ritual patterns`, and trials that ask something of the notes (numbers are held in tests/vectors)

use crate::support::Home;
use crate::transcript;

/// A stored notebook of tests/fixtures/patterns.
fn stored(name: &str, now: &str) -> Home {
    let home = Home::at(now);
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/patterns");
    home.ok(&["import", "jsonl", &format!("{folder}/{name}.jsonl")]);
    home
}

#[test]
fn what_came_together_in_sentences() {
    let mut home = stored("synthetic-120", "2025-06-28T12:00:00Z");
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
    Not enough notes yet to say: mood on 1 day with walk. This view opens at 7 and 7 over 28 noted days.
    Not enough notes yet to say: mood on 1 day with "work". This view opens at 7 and 7 over 28 noted days.
    $ ritual patterns nobody
    ! error: no ritual and no noted word is called 'nobody'
    ! hint: `ritual show` shows the rituals; words are those of --trigger, --coping and --changed
    = 1
    $ ritual patterns --from 2026-05-01 --to 2026-04-01
    ! error: --to 2026-04-01 lies before --from 2026-05-01
    ! hint: the first day goes to --from
    = 2
    $ ritual patterns --measure joy
    ! error: --measure expects mood, energy, sleep, giving; got 'joy'
    ! hint: `ritual config measure joy 0-10` makes a measure of your own
    = 2
    "#);
}

#[test]
fn no_day_in_common() {
    transcript!("
        mood 3 --on 2026-11-01
        log walk
        patterns walk
    ", @"
    $ ritual mood 3 --on 2026-11-01
    Noted for 1 November: mood 3 (even). #1
    $ ritual log walk
    walk, noted for today. #3
    ! note: walk is new here; `ritual undo` takes it back
    $ ritual patterns walk
    Not enough notes yet to say: no day has both walk and mood. This view opens at 7 and 7 over 28 noted days.
    ");
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

#[test]
fn fifteen_lines_are_enough_and_full_has_every_row() {
    let mut home = stored("exact-120", "2025-12-29T12:00:00Z");
    insta::assert_snapshot!(home.transcript("patterns\npatterns --among work"), @r#"
    $ ritual patterns
    Clear of chance
      walk · mood             4.0 higher on days with it (3.9 to 4.1); 68 days with, 52 without
                              the day before 0.0 higher (-0.1 to 0.1), the day after 0.0 higher (-0.1 to 0.1)
    Leaning, could be chance
      call a friend · energy  0.4 higher on days with it (0.1 to 0.7); 31 days with, 82 without
      "work" · energy         0.4 lower on days with it (0.2 to 0.7); 33 days with, 85 without
      "work" + journal        together on 8 of 117 days; by chance about 14
      "work" · mood           1.0 lower on days with it (0.3 to 1.7); 33 days with, 85 without
    Cannot be told from these notes
      58 comparisons: gaps under about 0.5 to 3.3 would not show yet (`ritual patterns --full`)
    66 compared; by chance alone about 1 would lean.
    This says what came together, not why.
    $ ritual patterns --among work
    On days with "work"
    Clear of chance
      walk · mood      4.0 higher on days with it (3.8 to 4.2); 13 days with, 20 without
    Cannot be told from these notes
      21 comparisons: gaps under about 0.9 to 5.3 would not show yet (`ritual patterns --full`)
    Not enough notes yet to say: mood on 5 days with "family", 28 without. This view opens at 7 and 7 over 28 noted days.
    Not enough notes yet to say: mood on 3 days with "noise", 27 without. This view opens at 7 and 7 over 28 noted days.
    Not enough notes yet to say: mood on 33 days with "work". This view opens at 7 and 7 over 28 noted days.
    Not enough notes yet to say: mood on 5 days with "talk", 27 without. This view opens at 7 and 7 over 28 noted days.
    Not enough notes yet to say: mood on 3 days with "health", 29 without. This view opens at 7 and 7 over 28 noted days.
    Not enough notes yet to say: mood on 3 days with "sleep", 20 without. This view opens at 7 and 7 over 28 noted days.
    24 compared; by chance alone fewer than 1 would lean.
    This says what came together, not why.
    "#);
    let full = home.ok(&["patterns", "--full"]);
    assert!(home.ok(&["patterns"]).lines().count() <= 15);
    // 66 compared, less the three coping words by the mood of their own note.
    assert_eq!(
        full.lines()
            .filter(|l| l.starts_with("  ") && l.contains(" · "))
            .count(),
        39
    );
    assert_eq!(
        full.lines()
            .filter(|l| l.starts_with("  ") && l.contains(" + "))
            .count(),
        24
    );
    assert!(
        full.contains("by weekday") && full.contains("Mood on 120 days"),
        "{full}"
    );
}

#[test]
fn amounts_are_told_as_more_against_less() {
    let mut home = stored("amounts-90", "2025-08-02T12:00:00Z");
    insta::assert_snapshot!(home.transcript("patterns run"), @"
    $ ritual patterns run
    Clear of chance
      run · mood       1.0 higher on days with it (0.8 to 1.3); 60 days with, 25 without
                       the day before 0.1 higher (-0.2 to 0.4), the day after 0.0 higher (-0.3 to 0.3)
      run · mood       0.6 higher with 45 min than with 25 min (0.4 to 0.8); 58 days
    Cannot be told from these notes
      run · energy     a gap under about 1.2 would not show yet
      run · energy     with 45 min against 25 min, a gap under about 1.2 would not show yet
    5 compared; by chance alone fewer than 1 would lean.
    This says what came together, not why.
    ");
}

#[test]
fn a_name_and_a_measure_choose_rows_and_change_no_number() {
    let home = stored("synthetic-120", "2025-06-28T12:00:00Z");
    let all = home.json(&["patterns"]);
    for narrow in [
        &["walk"][..],
        &["journal", "walk"],
        &["--measure", "sleep"],
        &["work"],
    ] {
        let some = home.json(&[&["patterns"], narrow].concat());
        assert_eq!(some["family"], all["family"]);
        for part in ["pairs", "amounts", "measures", "words", "not_yet"] {
            let rows = |of: &serde_json::Value| of[part].as_array().expect("rows").clone();
            let every = rows(&all);
            assert!(
                rows(&some).iter().all(|row| every.contains(row)),
                "{narrow:?} {part}"
            );
        }
        assert!(some["pairs"].as_array().expect("rows").len() < 10);
    }
}

/// The subject above, the measure below, both on the same days.
#[test]
fn a_wide_terminal_shows_the_days_of_what_is_clear() {
    use std::os::unix::fs::PermissionsExt;
    let mut home = stored("synthetic-120", "2025-06-28T12:00:00Z");
    let wide = home.path("wide");
    let script = format!(
        "#!/bin/sh\nstty cols 100\nexec '{}' \"$@\"\n",
        home.bin.display()
    );
    std::fs::write(&wide, script).expect("a script");
    std::fs::set_permissions(&wide, std::fs::Permissions::from_mode(0o755)).expect("its mode");
    home.bin = wide;
    let shown = home.on_terminal(&["patterns", "walk", "--measure", "mood", "--ascii"], "");
    insta::assert_snapshot!(shown.out, @"
    Clear of chance
      walk · mood      0.7 higher on days with it (0.4 to 1.0); 49 days with, 42 without
                       the day before 0.1 lower (-0.2 to 0.5), the day after 0.1 higher (-0.2 to 0.5)
                       #############...#....##..##.....##.........###..  days with it
                       #..=.---.x=.#==.#x---.==xx===xx#x#.x-.---.=xxxx=  2 to 5
    14 compared; by chance alone fewer than 1 would lean.
    This says what came together, not why.
    ");
}

/// A coin is a choice on request: it is shown while the trial runs, and is the same each time.
#[test]
fn a_coin_says_with_or_without() {
    let mut home = Home::new();
    home.ok(&["log", "walk"]);
    let line = [
        "try",
        "walk first",
        "--subject",
        "walk",
        "--watch",
        "mood",
        "--coin",
    ];
    let said = home.ok(&[&line[..], &["--until", "2026-12-20"]].concat());
    let coin = said.lines().last().expect("a line").trim().to_owned();
    assert!(
        ["Today's coin: with walk.", "Today's coin: without walk."].contains(&&*coin),
        "{said}"
    );
    for _ in 0..2 {
        assert!(home.ok(&["try"]).contains(&coin));
    }
    home.now = "2026-12-21T08:00:00Z".to_owned();
    let ended = home.ok(&["try"]);
    assert!(
        !ended.contains("Today's coin") && ended.contains("Not enough notes yet"),
        "{ended}"
    );
}

#[test]
fn what_keeps_notes_from_being_compared_is_said() {
    let mut home = Home::new();
    let first: chrono::NaiveDate = "2026-09-01".parse().expect("a day");
    let mut rows = String::new();
    for (i, day) in first.iter_days().take(63).enumerate() {
        let (mood, energy) = (if i < 30 { 3 } else { 4 }, i * 7 % 5 + 1);
        rows += &format!(
            "{{\"kind\":\"mood\",\"day\":\"{day}\",\"mood\":{mood},\"energy\":{energy},\"giving\":2}}\n"
        );
        let mut done = |name: &str, on: bool| {
            if on {
                rows += &format!(
                    "{{\"kind\":\"completion\",\"ritual\":\"{name}\",\"day\":\"{day}\"}}\n"
                );
            }
        };
        done("tea", i == 0 || i % 3 == 1);
        done("sauna", i % 7 == 0 || i % 7 == 1);
        done("paint", i < 20);
        done("call", i == 0 || i == 9);
    }
    assert_eq!(
        home.with_stdin(&["import", "jsonl", "-"], rows.as_bytes())
            .code,
        0
    );
    insta::assert_snapshot!(home.transcript("patterns --full"), @"
    $ ritual patterns --full
    Cannot be told from these notes
      tea · energy     a gap under about 1.6 would not show yet
    Middle mood by weekday, with how many days: mon 4 (9), tue 3 (9), wed 3 (9), thu 4 (9), fri 4 (9), sat 4 (9), sun 4 (9).
    Middle energy by weekday, with how many days: mon 3 (9), tue 3 (9), wed 3 (9), thu 3 (9), fri 3 (9), sat 3 (9), sun 3 (9).
    Middle giving by weekday, with how many days: mon 2 (9), tue 2 (9), wed 2 (9), thu 2 (9), fri 2 (9), sat 2 (9), sun 2 (9).
    Mood on 63 days: middle 4, from 3 to 4.
    Energy on 63 days: middle 3, from 1 to 5.
    Giving on 63 days: 2.
    Not enough notes yet to say: mood on 2 days with call, 61 without. This view opens at 7 and 7 over 28 noted days.
    giving was 2 on each of these days.
    paint came in one long stretch, so paint days and that season cannot be told apart.
    mood changed 1 time in these notes, so it says little of single days.
    sauna kept to the same weekdays or season, so the two cannot be told apart.
    1 compared; by chance alone fewer than 1 would lean.
    This says what came together, not why.
    ");
}

/// Never on one day, though chance would have put them together.
#[test]
fn words_that_never_meet() {
    let mut home = Home::new();
    let first: chrono::NaiveDate = "2026-09-01".parse().expect("a day");
    let mut rows = String::new();
    for (i, day) in first.iter_days().take(75).enumerate() {
        let words = match i * i / 3 % 3 {
            0 => ",\"triggers\":[\"work\"]",
            1 => ",\"coping\":[\"tea\"]",
            _ => "",
        };
        rows += &format!("{{\"kind\":\"mood\",\"day\":\"{day}\",\"mood\":3{words}}}\n");
    }
    assert_eq!(
        home.with_stdin(&["import", "jsonl", "-"], rows.as_bytes())
            .code,
        0
    );
    insta::assert_snapshot!(home.transcript("patterns work"), @r#"
    $ ritual patterns work
    Clear of chance
      "work" + "tea"   together on none of 73 days; by chance about 9
    mood was 3 on each of these days.
    1 compared; by chance alone fewer than 1 would lean.
    This says what came together, not why.
    "#);
}

#[test]
fn a_question_asked_beforehand() {
    let mut home = stored("coin-84", "2026-05-28T21:00:00Z");
    insta::assert_snapshot!(home.transcript("
        try
        @ 2026-05-29T08:00:00Z
        try
        try review 'walk before work' --note 'mornings suit me'
        try 'tea at four' --subject walk --watch mood --until 2026-07-01
        try 'tea at five' --subject walk --watch mood
        try list
        try 'a' --subject nobody --watch mood
        try 'a' --subject walk
        try 'a' --watch mood
        try 'a' --coin
        try 'a' --subject walk --watch joy
    "), @r#"
    $ ritual try
    "walk before work", 6 Mar – 28 May #1
      Asked on 6 March: walk · mood. 33 days with it and 46 without so far. 71 of 79 days went as the coin said. The answer comes after 28 May.
      Today's coin: without walk.
    $ ritual try
    "walk before work", 6 Mar – 28 May #1
      Asked on 6 March: walk · mood. 0.8 higher on the 33 days with it than on the 46 without (0.5 to 1.1). Of 10,000 ways the coins could have fallen 197 gave a gap as wide: leaning, could be chance. 71 of 79 days went as the coin said.
    $ ritual try review 'walk before work' --note 'mornings suit me'
    Trying: "walk before work", 6 Mar – 28 May; on 29 May: "mornings suit me" #1
      Asked on 6 March: walk · mood. 0.8 higher on the 33 days with it than on the 46 without (0.5 to 1.1). Of 10,000 ways the coins could have fallen 197 gave a gap as wide: leaning, could be chance. 71 of 79 days went as the coin said.
    $ ritual try 'tea at four' --subject walk --watch mood --until 2026-07-01
    Trying: "tea at four", 29 May – 1 Jul #195
      Asked on 29 May: walk · mood. The answer comes after 1 July.
    $ ritual try 'tea at five' --subject walk --watch mood
    Trying: "tea at five", from 29 May #196
      Asked on 29 May: walk · mood. An answer takes a last day (`--until`).
    $ ritual try list
    "tea at four", 29 May – 1 Jul #195
      Asked on 29 May: walk · mood. The answer comes after 1 July.
    "tea at five", from 29 May #196
      Asked on 29 May: walk · mood. An answer takes a last day (`--until`).
    $ ritual try 'a' --subject nobody --watch mood
    ! error: no ritual and no noted word is called 'nobody'
    ! hint: `ritual show` shows the rituals; words are those of --trigger, --coping and --changed
    = 1
    $ ritual try 'a' --subject walk
    ! error: try expects --watch MEASURE with this
    ! hint: as in `ritual try a --subject walk --watch MEASURE`
    = 2
    $ ritual try 'a' --watch mood
    ! error: try expects --subject NAME with this
    ! hint: as in `ritual try a --watch mood --subject NAME`
    = 2
    $ ritual try 'a' --coin
    ! error: try expects --subject NAME and --watch MEASURE with this
    ! hint: as in `ritual try a --coin --subject NAME --watch MEASURE`
    = 2
    $ ritual try 'a' --subject walk --watch joy
    ! error: --watch expects mood, energy, sleep, giving; got 'joy'
    ! hint: `ritual config measure joy 0-10` makes a measure of your own
    = 2
    "#);
}

#[test]
fn a_trial_goes_on_with_a_ritual_that_is_renamed() {
    let home = stored("coin-84", "2026-05-29T08:00:00Z");
    let before = home.json(&["try"])["rows"][0]["answer"].clone();
    home.ok(&["change", "walk", "--name", "stroll"]);
    let after = home.json(&["try"])["rows"][0]["answer"].clone();
    assert_eq!(after["subject"]["name"], "stroll");
    for field in ["gap", "p", "coin", "with", "grade"] {
        assert_eq!(before[field], after[field], "{field}");
    }
}

/// A trial that asks goes out and comes in again; half a question is refused.
#[test]
fn the_fields_of_a_trial_go_both_ways() {
    let home = stored("coin-84", "2026-05-29T08:00:00Z");
    let lines = home.ok(&["export", "jsonl", "-"]);
    let trial = lines
        .lines()
        .find(|l| l.contains("\"trial\""))
        .expect("the trial");
    let wanted =
        "\"subject\":{\"kind\":\"ritual\",\"name\":\"walk\"},\"watch\":\"mood\",\"coin\":true";
    assert!(trial.contains(wanted), "{trial}");
    let other = Home::new();
    assert_eq!(
        other
            .with_stdin(&["import", "jsonl", "-"], lines.as_bytes())
            .code,
        0
    );
    assert_eq!(
        other.json(&["try", "list", "--all"])["rows"][0]["watch"],
        "mood"
    );
    let half = r#"{"kind":"trial","text":"a","from":"2026-03-01","watch":"mood"}"#;
    let said = other.with_stdin(&["import", "jsonl", "-"], half.as_bytes());
    assert!(said.err.contains("subject"), "{said:?}");
}

/// A note after the window, and a rest over days without notes, change nothing.
#[test]
fn what_lies_outside_changes_nothing() {
    let home = stored("synthetic-120", "2025-12-28T12:00:00Z");
    let window = ["patterns", "--from", "2025-03-03", "--to", "2025-06-28"];
    let before = home.json(&window);
    home.ok(&[
        "mood",
        "1",
        "--sleep",
        "2",
        "--trigger",
        "work",
        "--on",
        "2025-07-01",
    ]);
    home.ok(&[
        "pause",
        "journal",
        "--from",
        "2025-09-01",
        "--until",
        "2025-10-01",
    ]);
    assert_eq!(home.json(&window), before);
}
