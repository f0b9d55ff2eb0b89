//! Measures of a person's own, from the setting to the views.

use crate::support::Home;
use crate::transcript;

#[test]
fn a_measure_is_named_noted_and_given_back() {
    transcript!(r#"
        config measure
        config measure pain
        config measure pain 0-10
        config measure weight 40-120 kg
        config measure "how near" 0-1
        config measure
        config measure weight
        config measure --json
        mood 3 "slept at last" --measure pain=3 --measure weight=71,5
        mood --measure Pain=2 --json
        checkin --energy 2 --measure "how near=0.4"
        mood
        show today
        find pain
        edit last --measure "how near=0.6"
        edit 4 --measure pain=4 --measure weight=
        edit 5 --measure pain=
        undo
        export markdown
        export csv --kind mood
        export jrnl
        export ics
        config measure pain --unset
        config measure
        show today
        config measure pain 0-5
        undo
    "#, @r#"
    $ ritual config measure
    none
    $ ritual config measure pain
    ! error: no measure of your own is called 'pain'
    ! hint: `ritual config measure pain 0-10` makes one
    = 1
    $ ritual config measure pain 0-10
    measure pain: 0-10. `ritual mood --measure pain=3` notes it.
    $ ritual config measure weight 40-120 kg
    measure weight: 40-120 kg. `ritual mood --measure weight=40` notes it.
    $ ritual config measure "how near" 0-1
    measure how near: 0-1. `ritual mood --measure 'how near=0'` notes it.
    $ ritual config measure
    how near 0-1, pain 0-10, weight 40-120 kg
    $ ritual config measure weight
    40-120 kg
    $ ritual config measure --json
    {"schema":1,"report":"config","settings":{"measure":{"how near":"0-1","pain":"0-10","weight":"40-120 kg"}}}
    $ ritual mood 3 "slept at last" --measure pain=3 --measure weight=71,5
    Noted: mood 3 (even), pain 3, weight 71.5 kg, and your words. #4
    $ ritual mood --measure Pain=2 --json
    {"schema":1,"command":"mood","rows":[{"kind":"mood","uid":"[UID]","day":"2026-11-22","at":"2026-11-22T12:00:00Z","zone":"UTC","measures":{"pain":2}}]}
    $ ritual checkin --energy 2 --measure "how near=0.4"
    Noted: energy 2, how near 0.4. #6
    $ ritual mood
    22 November: mood 3 (even), pain 3, weight 71.5 kg at 12:00: "slept at last" #4
    22 November: pain 2 at 12:00 #5
    22 November: energy 2, how near 0.4 at 12:00 #6
    $ ritual show today
    Sunday 22 November
      mood 3 (even), pain 3, weight 71.5 kg at 12:00: "slept at last" #4
      pain 2 at 12:00 #5
      energy 2, how near 0.4 at 12:00 #6
    $ ritual find pain
    22 November, mood note: measures "«pain»" #5
    22 November, mood note: measures "«pain»" #4
    $ ritual edit last --measure "how near=0.6"
    Now: energy 2, how near 0.6, noted for today. #6
    $ ritual edit 4 --measure pain=4 --measure weight=
    Now: mood 3 (even), pain 4, noted for today. #4
    $ ritual edit 5 --measure pain=
    ! error: nothing would be left of the note
    ! hint: `ritual forget 5` removes it
    = 1
    $ ritual undo
    `edit 4 --measure … --measure …` is taken back.
      mood 3 (even), pain 3, weight 71.5 kg, noted for today (measures), as before #4
    `ritual redo` brings it back.
    ! note: `edit 4 --measure … --measure …` was run without a terminal
    $ ritual export markdown
    # Notebook

    ## Settings

    - setting measure pain 0-10
    - setting measure weight 40-120 kg
    - setting measure how near 0-1

    ## November 2026

    ### Sunday 22 November

    - mood 3 (even), pain 3, weight 71.5 kg

      > slept at last

    - pain 2
    - energy 2, how near 0.6
    $ ritual export csv --kind mood
    uid,day,at,zone,energy,measures,mood,note
    [UID],2026-11-22,2026-11-22T12:00:00Z,UTC,,"{""pain"":3,""weight"":71.5}",3,slept at last
    [UID],2026-11-22,2026-11-22T12:00:00Z,UTC,,"{""pain"":2}",,
    [UID],2026-11-22,2026-11-22T12:00:00Z,UTC,2,"{""how near"":0.6}",,
    $ ritual export jrnl
    [2026-11-22 12:00:00] slept at last
    mood 3, pain 3, weight 71.5

    [2026-11-22 12:00:00] pain 2

    [2026-11-22 12:00:00] energy 2, how near 0.6
    ! note: not carried over: 3 rows of kinds that are not known there: `ritual export jsonl` holds every row.
    $ ritual export ics
    BEGIN:VCALENDAR
    VERSION:2.0
    PRODID:-//ritual//export//EN
    BEGIN:VJOURNAL
    UID:[UID]
    DTSTAMP:20261122T120000Z
    DTSTART:20261122T120000
    CLASS:PRIVATE
    SUMMARY:mood 3
    END:VJOURNAL
    BEGIN:VJOURNAL
    UID:[UID]
    DTSTAMP:20261122T120000Z
    DTSTART:20261122T120000
    CLASS:PRIVATE
    END:VJOURNAL
    BEGIN:VJOURNAL
    UID:[UID]
    DTSTAMP:20261122T120000Z
    DTSTART:20261122T120000
    CLASS:PRIVATE
    SUMMARY:energy 2
    END:VJOURNAL
    END:VCALENDAR
    $ ritual config measure pain --unset
    measure pain: no measure of yours from here on; what was noted of it stays
    $ ritual config measure
    how near 0-1, weight 40-120 kg
    $ ritual show today
    Sunday 22 November
      mood 3 (even), pain 3, weight 71.5 kg at 12:00: "slept at last" #4
      pain 2 at 12:00 #5
      energy 2, how near 0.6 at 12:00 #6
    $ ritual config measure pain 0-5
    measure pain: 0-5. `ritual mood --measure pain=3` notes it.
    $ ritual undo
    `config measure pain 0-5` is taken back.
      setting measure pain 0-5 #7
    `ritual redo` brings it back.
    ! note: `config measure pain 0-5` was run without a terminal
    "#);
}

#[test]
fn what_is_no_measure_says_what_would_be() {
    transcript!(r#"
        mood --measure pain=3
        mood --measure pain
        mood --measure energy=3
        config measure pain 0-10
        config measure weight 40-120 kg
        mood --measure pian=3
        mood --measure pain=11
        mood --measure pain=-1
        mood --measure pain=much
        mood --measure weight=200kg
        mood --measure weight=70kg
        config measure pain ten
        config measure pain 10-0
        config measure energy 0-10
        config measure feeling 0-10
        config measure a=b 0-10
        config measure a/b 0-10
        config measure pain 0-10 --unset
        config measure nothing --unset
        config measure --unset
        config scale none --unset
        calendar pian
        patterns --measure pian
        try "early nights" --subject walk --watch pian
        import csv notes.csv --map day=Day,pian=Pain
    "#, @r#"
    $ ritual mood --measure pain=3
    ! error: no measure of your own is called 'pain'
    ! hint: `ritual config measure pain 0-10` makes one
    = 2
    $ ritual mood --measure pain
    ! error: --measure expects NAME=NUMBER, such as pain=3; got 'pain'
    ! hint: `ritual config measure` shows the measures of your own
    = 2
    $ ritual mood --measure energy=3
    ! error: no measure of your own is called 'energy'
    ! hint: `ritual mood --energy 3` notes it
    = 2
    $ ritual config measure pain 0-10
    measure pain: 0-10. `ritual mood --measure pain=3` notes it.
    $ ritual config measure weight 40-120 kg
    measure weight: 40-120 kg. `ritual mood --measure weight=40` notes it.
    $ ritual mood --measure pian=3
    ! error: no measure of your own is called 'pian'
    ! hint: yours: pain, weight; `ritual config measure pian 0-10` makes one
    = 2
    $ ritual mood --measure pain=11
    ! error: --measure pain takes 0 to 10; got '11'
    ! hint: its range is 0-10; `ritual config measure pain` shows it, and sets another
    = 2
    $ ritual mood --measure pain=-1
    ! error: --measure pain takes 0 to 10; got '-1'
    ! hint: its range is 0-10; `ritual config measure pain` shows it, and sets another
    = 2
    $ ritual mood --measure pain=much
    ! error: --measure pain takes 0 to 10; got 'much'
    ! hint: its range is 0-10; `ritual config measure pain` shows it, and sets another
    = 2
    $ ritual mood --measure weight=200kg
    ! error: --measure weight takes 40 to 120 kg; got '200kg'
    ! hint: its range is 40-120 kg; `ritual config measure weight` shows it, and sets another
    = 2
    $ ritual mood --measure weight=70kg
    Noted: weight 70 kg. #3
    $ ritual config measure pain ten
    ! error: measure pain expects a range such as 0-10, and a unit where there is one: 40-120 kg; got 'ten'
    ! hint: such as `ritual config measure pain 0-10`
    = 2
    $ ritual config measure pain 10-0
    ! error: measure pain expects a range such as 0-10, and a unit where there is one: 40-120 kg; got '10-0'
    ! hint: such as `ritual config measure pain 0-10`
    = 2
    $ ritual config measure energy 0-10
    ! error: 'energy' cannot name a measure of your own
    ! hint: a name of its own, without = and /: `ritual config measure pain 0-10`
    = 2
    $ ritual config measure feeling 0-10
    ! error: 'feeling' cannot name a measure of your own
    ! hint: a name of its own, without = and /: `ritual config measure pain 0-10`
    = 2
    $ ritual config measure a=b 0-10
    ! error: 'a=b' cannot name a measure of your own
    ! hint: a name of its own, without = and /: `ritual config measure pain 0-10`
    = 2
    $ ritual config measure a/b 0-10
    ! error: 'a/b' cannot name a measure of your own
    ! hint: a name of its own, without = and /: `ritual config measure pain 0-10`
    = 2
    $ ritual config measure pain 0-10 --unset
    ! error: --unset goes without a range
    ! hint: one of the two is enough
    = 2
    $ ritual config measure nothing --unset
    ! error: no measure of your own is called 'nothing'
    ! hint: `ritual config measure nothing 0-10` makes one
    = 1
    $ ritual config measure --unset
    ! error: --unset expects a measure
    ! hint: without a terminal: its name, as in `ritual config measure pain --unset`
    = 2
    $ ritual config scale none --unset
    ! error: --unset goes without a value
    ! hint: one of the two is enough
    = 2
    $ ritual calendar pian
    ! error: no ritual is called 'pian'
    ! hint: `ritual show` shows the names there are
    = 1
    $ ritual patterns --measure pian
    ! error: --measure expects mood, energy, sleep, giving, pain, weight; got 'pian'
    ! hint: `ritual config measure pian 0-10` makes a measure of your own
    = 2
    $ ritual try "early nights" --subject walk --watch pian
    ! error: --watch expects mood, energy, sleep, giving, pain, weight; got 'pian'
    ! hint: `ritual config measure pian 0-10` makes a measure of your own
    = 2
    $ ritual import csv notes.csv --map day=Day,pian=Pain
    ! error: --map knows day, time, ritual, done, amount, unit, as, note, mood, energy, sleep, giving, feelings, triggers, coping, changed, pain, weight; got 'pian'
    ! hint: such as --map 'day=Date,mood=Stimmung,amount=Minuten' with --ritual walk
    = 2
    "#);
}

#[test]
fn views_know_a_measure() {
    let mut home = Home::at("2026-11-22T12:00:00Z");
    home.ok(&["config", "measure", "pain", "0-10"]);
    home.ok(&["config", "measure", "weight", "40-120", "kg"]);
    for (day, pain, weight) in [
        ("16", 2, "71"),
        ("17", 7, "71.5"),
        ("19", 9, "72"),
        ("22", 0, "70"),
    ] {
        let (pain, weight) = (format!("pain={pain}"), format!("weight={weight}"));
        let day = format!("2026-11-{day}");
        home.ok(&[
            "mood",
            "--measure",
            &pain,
            "--measure",
            &weight,
            "--on",
            &day,
        ]);
    }
    home.ok(&["log", "walk"]);
    insta::assert_snapshot!(home.transcript(r#"
        review --week
        review --month
        calendar pain --month
        calendar weight --from 2026-11-16
        calendar pain --from 2026-11-16 --json
        patterns --measure pain --full
        add pain
        calendar pain
    "#), @r#"
    $ ritual review --week
    16–22 November

    The days          M   T   W   T   F   S   S
      walk                                    █
      pain            2   7       9           0     0 to 10
      weight          71  71.5    72          70    kg
    $ ritual review --month
    November 2026

    The days           2      9      16
      walk                                 █  1 day
      pain                           ▃▆ █  ▁  0 to 10
      weight                         ▄▄ ▄  ▄  40 to 120 kg
    $ ritual calendar pain --month
    pain, 1–22 Nov
    Mon  Tue  Wed  Thu  Fri  Sat  Sun
                                   1
     2    3    4    5    6    7    8
     9   10   11   12   13   14   15
    16▃  17▄  18·  19█  20·  21·  22▁
    0 to 10: ▁ 0  ▃ 2  ▄ 7  █ 9
    $ ritual calendar weight --from 2026-11-16
    weight, 16–22 Nov
    Mon  Tue  Wed  Thu  Fri  Sat  Sun
    16▃  17▄  18·  19█  20·  21·  22▁
    kg: ▁ 70  ▃ 71  ▄ 71.5  █ 72
    $ ritual calendar pain --from 2026-11-16 --json
    {"schema":1,"report":"calendar","subject":{"kind":"measure","name":"pain"},"from":"2026-11-16","to":"2026-11-22","today":"2026-11-22","week_start":"mon","counted_in":"0 to 10","steps":[{"from":0,"to":0},{"from":2,"to":2},{"from":7,"to":7},{"from":9,"to":9}],"days":[{"day":"2026-11-16","value":2,"step":1,"resting":false},{"day":"2026-11-17","value":7,"step":2,"resting":false},{"day":"2026-11-19","value":9,"step":3,"resting":false},{"day":"2026-11-22","value":0,"step":0,"resting":false}]}
    $ ritual patterns --measure pain --full
    Pain on 4 days: middle 4.5, from 0 to 9.
    Not enough notes yet to say: pain on 1 day with walk. This view opens at 7 and 7 over 28 noted days.
    $ ritual add pain
    pain is in the notebook.
    $ ritual calendar pain
    pain, 23 November 2025 – 22 November 2026: a quiet stretch.
    "#);
}

/// What one notebook writes, another reads, and both write the same again.
#[test]
fn a_measure_goes_out_and_comes_back() {
    let home = Home::new();
    home.ok(&["config", "measure", "pain", "0-10"]);
    home.ok(&["mood", "3", "--measure", "pain=2.5"]);
    home.ok(&["mood", "--measure", "pain=4", "--on", "yesterday"]);
    for (format, file) in [
        ("jsonl", "out.jsonl"),
        ("csv", "mood.csv"),
        ("json", "out.json"),
    ] {
        let other = Home::new();
        let kind = if format == "csv" {
            &["--kind", "mood"][..]
        } else {
            &[]
        };
        let path = home.path(file);
        let text = home.ok(&[&["export", format], kind].concat());
        std::fs::write(&path, &text).expect("a file");
        other.ok(&[
            "import",
            format,
            path.to_str().expect("a path"),
            "--with-consents",
        ]);
        assert_eq!(
            other.ok(&[&["export", format], kind].concat()),
            text,
            "{format}"
        );
    }
}

/// The range of a measure binds nobody: it comes with the notes. One that is here stays.
#[test]
fn a_measure_comes_with_its_range() {
    let home = Home::new();
    home.ok(&["config", "measure", "pain", "0-10"]);
    home.ok(&["config", "day-start", "04:00"]);
    home.ok(&["mood", "3", "--measure", "pain=2.5"]);
    let rows = home.ok(&["export", "jsonl"]);
    let file = home.path("out.jsonl");
    std::fs::write(&file, &rows).expect("a file");
    let file = file.to_str().expect("a path");
    let other = Home::new();
    let came = other.run(&["import", "jsonl", file]);
    let shown = format!("{}{}", came.out, came.err) + &other.ok(&["config", "measure"]);
    let third = Home::new();
    third.ok(&["config", "measure", "Pain", "0-100"]);
    let came = third.run(&["import", "jsonl", file]);
    let shown = shown + &came.out + &came.err + &third.ok(&["config", "measure"]);
    let notes: Vec<&str> = rows
        .lines()
        .filter(|row| row.contains("\"mood\""))
        .collect();
    let fourth = Home::new();
    let came = fourth.with_stdin(&["import", "jsonl", "-"], notes.join("\n").as_bytes());
    let shown = shown + &came.out + &came.err;
    insta::assert_snapshot!(shown, @"
    2 rows brought in (22 Nov).
      config      1
      mood        1
    These bind a person, and stay out:
      setting day-start 04:00
    `ritual find --kind mood` lists the notes.
    hint: the same command with --with-consents brings them in
    pain 0-10
    1 row brought in (22 Nov), 1 row here from before.
      mood        1
    These bind a person, and stay out:
      setting day-start 04:00
    `ritual find --kind mood` lists the notes.
    hint: the same command with --with-consents brings them in
    Pain 0-100
    1 row brought in (22 Nov).
      mood        1
    `ritual find --kind mood` lists the notes.
    note: pain has no range here, and nothing compares it; `ritual config measure pain 0-10` gives it one
    ");
}

#[test]
fn a_column_may_be_a_measure() {
    let home = Home::new();
    home.ok(&["config", "measure", "pain", "0-10"]);
    home.ok(&["config", "measure", "weight", "40-120", "kg"]);
    let path = home.path("notes.csv");
    let rows = "Day,Schmerz,Gewicht\n2026-11-20,3,\"71,5\"\n2026-11-21,,70 kg\n2026-11-22,11,70\n";
    std::fs::write(&path, rows).expect("a file");
    let file = path.to_str().expect("a path");
    let map = "day=Day,pain=Schmerz,weight=Gewicht";
    let refused = home.run(&["import", "csv", file, "--map", map]);
    insta::assert_snapshot!(home.masked(&format!("{}{}= {}", refused.out, refused.err, refused.code)), @r#"
    error: [HOME]/notes.csv, line 4: pain takes 0 to 10; got "11"
    hint: nothing was written; --skip-bad takes the other lines and lists what it left out
    = 2
    "#);
    home.ok(&["import", "csv", file, "--map", map, "--skip-bad"]);
    insta::assert_snapshot!(home.ok(&["mood"]), @"
    20 November: pain 3, weight 71.5 kg #3
    21 November: weight 70 kg #4
    ");
}

#[test]
fn a_measure_comes_back_from_a_vault() {
    let (home, other) = (Home::new(), Home::new());
    home.ok(&["config", "measure", "pain", "0-10"]);
    home.ok(&["mood", "3", "--measure", "pain=2.5"]);
    let vault = home.path("vault");
    let vault = vault.to_str().expect("a path");
    home.ok(&["export", "obsidian", vault]);
    other.ok(&["import", "obsidian", vault]);
    insta::assert_snapshot!(other.ok(&["show", "today"]), @"
    Sunday 22 November
      mood 3 (even), pain 2.5 #1
    ");
}

/// A measure stays in the notebook when its note is shared.
#[test]
fn no_measure_leaves_with_its_note() {
    let home = Home::new();
    home.ok(&["config", "measure", "pain", "0-10"]);
    home.ok(&["mood", "3", "--measure", "pain=7"]);
    home.ok(&["share", "2", "--with", "Sam"]);
    let page = home.ok(&["export", "shareable", "--with", "Sam", "--yes"]);
    assert!(page.contains("\"mood\":3"), "{page}");
    assert!(!page.contains("pain"), "{page}");
}

#[test]
fn a_check_in_asks_for_the_measures_there_are() {
    let home = Home::new();
    home.ok(&["config", "measure", "pain", "0-10"]);
    let keys = "2 tired\n\n\n\n12\n7\n\n\u{4}";
    insta::assert_snapshot!(home.on_terminal(&["checkin"], keys).out, @r#"
    mood 1 to 5, feelings, or both: 2 tired, worn out (Enter passes, Ctrl-D leaves): hours of sleep: energy 1 to 5: capacity to give, 1 to 5: pain, 0 to 10: note: this takes 0 to 10; got '12'
    pain, 0 to 10: Noted: mood 2, pain 7, feeling "tired". #2
    How would you like support: accompany, remind, reflect, listen, space, or nothing now?
    "#);
}

/// What a band draws lies between the ends that were declared, whatever was noted.
#[test]
fn a_band_is_drawn_over_the_declared_range() {
    let mut home = Home::new();
    insta::assert_snapshot!(home.transcript("
        config measure pain 0-10
        config measure weight '40-120 kg'
        mood --measure pain=1 --measure weight=71 --on 2026-11-16
        mood --measure pain=2 --measure weight=72 --on 2026-11-18
        review --color never
        review --week --color never
    "), @"
    $ ritual config measure pain 0-10
    measure pain: 0-10. `ritual mood --measure pain=3` notes it.
    $ ritual config measure weight '40-120 kg'
    measure weight: 40-120 kg. `ritual mood --measure weight=40` notes it.
    $ ritual mood --measure pain=1 --measure weight=71 --on 2026-11-16
    Noted for 16 November: pain 1, weight 71 kg. #3
    $ ritual mood --measure pain=2 --measure weight=72 --on 2026-11-18
    Noted for 18 November: pain 2, weight 72 kg. #4
    $ ritual review --color never
    November 2026

    The days           2      9      16
      pain                           ▁ ▃      0 to 10
      weight                         ▄ ▄      40 to 120 kg
    $ ritual review --week --color never
    16–22 November

    The days          M   T   W   T   F   S   S
      pain            1       2                     0 to 10
      weight          71      72                    kg
    ");
    let page = home.ok(&["review", "--html", "-"]);
    // Pain of 1 and 2 of 10 stay near the lower edge, at 8 of 100 from it.
    assert!(
        page.contains(r#"<path class="dot" d="M50 83.6h0">"#),
        "{page}"
    );
    assert!(page.contains("pain: Monday 16 1, Wednesday 18 2"), "{page}");
}
