//! `ritual streaks`

use crate::support::Home;
use crate::transcript;

fn rows(name: &str, days: &[&str]) -> String {
    days.iter()
        .map(|d| {
            format!("{{\"kind\":\"completion\",\"ritual\":\"{name}\",\"day\":\"2026-{d}\"}}\n")
        })
        .collect()
}

#[test]
fn counts_runs_and_returns_in_sentences() {
    let mut home = Home::new();
    let mut lines = rows(
        "journal",
        &[
            "02-02", "02-03", "02-04", "02-05", "11-08", "11-09", "11-10", "11-11", "11-20",
            "11-21",
        ],
    );
    lines += &rows("walk", &["11-18", "11-19", "11-20", "11-21", "11-22"]);
    lines += &rows("swim", &["03-03"]);
    lines += &rows("sit", &["11-01"]);
    lines += "{\"kind\":\"pause\",\"ritual\":\"walk\",\"from\":\"2026-11-16\",\"until\":\"2026-11-17\"}\n";
    lines += "{\"kind\":\"pause\",\"ritual\":\"sit\",\"from\":\"2026-11-03\"}\n";
    assert_eq!(
        home.with_stdin(
            &["import", "jsonl", "-", "--with-consents"],
            lines.as_bytes()
        )
        .code,
        0
    );
    insta::assert_snapshot!(home.transcript("streaks\nstreaks --all\nstreaks swim\nconfig runs off\nstreaks\nshow walk"), @"
    $ ritual streaks
    journal: 2 of the last 7 days, 6 of the last 30 days. Longest run 4 days (8–11 Nov). Came back 2 times. 10 entries since 2 February.
    walk: 5 days since 18 November. A run of 5 days since 18 November.
    sit: 1 day since 1 November (20 more resting). Resting since 3 November.
    $ ritual streaks --all
    journal: 2 of the last 7 days, 6 of the last 30 days. Longest run 4 days (8–11 Nov). Came back 2 times. 10 entries since 2 February.
    walk: 5 days since 18 November. A run of 5 days since 18 November.
    swim: last noted 3 March. 1 entry since 3 March.
    sit: 1 day since 1 November (20 more resting). Resting since 3 November.
    $ ritual streaks swim
    swim: last noted 3 March. 1 entry since 3 March.
    $ ritual config runs off
    runs: off
    $ ritual streaks
    journal: 2 of the last 7 days, 6 of the last 30 days. Came back 2 times. 10 entries since 2 February.
    walk: 5 days since 18 November.
    sit: 1 day since 1 November (20 more resting). Resting since 3 November.
    $ ritual show walk
    walk #12
      5 days since 18 November.
      last noted today
      ▄ (1 week up to this one)
      rest 16–17 Nov #22
      22 November #17
      21 November #16
      20 November #15
      19 November #14
      18 November #13
    ");
    let hidden = home.json(&["streaks", "walk"]);
    assert!(hidden["rituals"][0]["run"].is_null() && hidden["rituals"][0]["longest"].is_null());
}

#[test]
fn runs_in_the_unit_of_the_rhythm() {
    transcript!(r#"
        add gym --rhythm 2/week
        log gym --on 2026-11-03
        log gym --on 2026-11-05
        log gym --on 2026-11-10
        log gym --on 2026-11-12
        log gym --on 2026-11-17
        log gym --on 2026-11-19
        add choir --rhythm tue
        log choir --on 2026-11-03
        log choir --on 2026-11-10
        log choir --on 2026-11-17
        add plants --rhythm "every 4 days"
        log plants --on 2026-11-12
        log plants --on 2026-11-16
        log plants --on 2026-11-20
        streaks
        streaks gym --json
    "#, @r#"
    $ ritual add gym --rhythm 2/week
    gym is in the notebook, 2/week.
    $ ritual log gym --on 2026-11-03
    gym, noted for 3 November. #2
    $ ritual log gym --on 2026-11-05
    gym, noted for 5 November. #3
    $ ritual log gym --on 2026-11-10
    gym, noted for 10 November. #4
    $ ritual log gym --on 2026-11-12
    gym, noted for 12 November. #5
    $ ritual log gym --on 2026-11-17
    gym, noted for 17 November. #6
    $ ritual log gym --on 2026-11-19
    gym, noted for 19 November. #7
    $ ritual add choir --rhythm tue
    choir is in the notebook, tue.
    $ ritual log choir --on 2026-11-03
    choir, noted for 3 November. #9
    $ ritual log choir --on 2026-11-10
    choir, noted for 10 November. #10
    $ ritual log choir --on 2026-11-17
    choir, noted for 17 November. #11
    $ ritual add plants --rhythm "every 4 days"
    plants is in the notebook, every 4 days.
    $ ritual log plants --on 2026-11-12
    plants, noted for 12 November. #13
    $ ritual log plants --on 2026-11-16
    plants, noted for 16 November. #14
    $ ritual log plants --on 2026-11-20
    plants, noted for 20 November. #15
    $ ritual streaks
    gym: 2 of the last 7 days, 6 days since 3 November. A run of 3 weeks since 3 November.
    choir: 1 of the last 7 days, 3 days since 3 November. A run of 3 named days since 3 November.
    plants: 2 of the last 7 days, 3 days since 12 November. A run of 3 times since 12 November.
    $ ritual streaks gym --json
    {"schema":1,"report":"streaks","today":"2026-11-22","rituals":[{"uid":"[UID]","name":"gym","state":"active","rhythm":"2/week","entries":6,"first":"2026-11-03","last":"2026-11-19","last_7":{"done":2,"of":7,"resting":0},"last_30":{"done":6,"of":30,"resting":0},"run":{"length":3,"unit":"weeks","from":"2026-11-03","to":"2026-11-19"},"longest":{"length":3,"unit":"weeks","from":"2026-11-03","to":"2026-11-19"},"returns":0}]}
    "#);
}

#[test]
fn nothing_lately_is_one_quiet_line() {
    transcript!(r#"
        streaks
        log walk --on 2026-03-03
        streaks
        streaks --all
        streaks nobody
    "#, @"
    $ ritual streaks
    No rituals noted here. `ritual log NAME` notes one, `ritual add NAME` describes one.
    $ ritual log walk --on 2026-03-03
    walk, noted for 3 March. #2
    ! note: walk is new here; `ritual undo` takes it back
    $ ritual streaks
    walk: 1 day since 3 March.
    ! note: your notes end on 3 March; this shows up to there
    $ ritual streaks --all
    walk: 1 day since 3 March.
    ! note: your notes end on 3 March; this shows up to there
    $ ritual streaks nobody
    ! error: no ritual is called 'nobody'
    ! hint: `ritual show` shows the names there are
    = 1
    ");
}

/// Nobody was away before the first entry: no count, no dot, no rest.
#[test]
fn a_window_begins_with_the_first_entry_in_every_view() {
    transcript!(r#"
        @ 2026-11-20T12:00:00Z
        add swim
        pause swim --from 2026-11-10 --until 2026-11-22
        log walk
        streaks walk
        gap swim
        @ 2026-11-22T12:00:00Z
        log walk
        log swim
        --color never
        show
        streaks
        gap walk
        calendar walk --from 2026-11-09
        calendar swim --from 2026-11-16
        @ 2026-12-25T12:00:00Z
        log walk
        streaks walk
        show
        --color never
    "#, @"
    $ ritual add swim
    swim is in the notebook.
    $ ritual pause swim --from 2026-11-10 --until 2026-11-22
    swim is resting until 22 November.
    $ ritual log walk
    walk, noted for today. #4
    ! note: walk is new here; `ritual undo` takes it back
    $ ritual streaks walk
    walk: 1 entry, today.
    $ ritual gap swim
    swim: described, and open to begin whenever you like.
    $ ritual log walk
    walk, noted for today. 2 days since 20 November. #5
    $ ritual log swim
    swim, noted for today. #6
    $ ritual --color never
    Sunday 22 November
            M  T  W  T  F  S  S
      swim                    █    12:00 #6
      walk              █  ·  █    12:00 #5
    $ ritual show
    ritual  rhythm  about  noted        30 days
    swim                   resting                                   █
    walk                   22 November                             █·█
    $ ritual streaks
    swim: resting since 10 November. 1 entry, today.
    walk: 2 days since 20 November.
    $ ritual gap walk
    walk: noted on 2 days, 20–22 November, and no stretch of empty days among them.
    $ ritual calendar walk --from 2026-11-09
    walk, 9–22 Nov
    Mon  Tue  Wed  Thu  Fri  Sat  Sun
     9   10   11   12   13   14   15
    16   17   18   19   20█  21·  22█
    entries: █ 1
    $ ritual calendar swim --from 2026-11-16
    swim, 16–22 Nov
    Mon  Tue  Wed  Thu  Fri  Sat  Sun
    16   17   18   19   20   21   22█
    entries: █ 1
    $ ritual log walk
    walk, noted for today. Picked up again; your 2 earlier entries are all here. #7
    $ ritual streaks walk
    walk: 1 of the last 7 days, 1 of the last 30 days. Came back once. 3 entries since 20 November.
    $ ritual show
    ritual  rhythm  about  noted        30 days
    swim                   22 November  ······························
    walk                   25 December  ·····························█
    $ ritual --color never
    Friday 25 December
            S  S  M  T  W  T  F
      swim  ·  ·  ·  ·  ·  ·
      walk  ·  ·  ·  ·  ·  ·  █    12:00 #7
    ");
    let home = Home::at("2026-11-22T12:00:00Z");
    home.ok(&["log", "walk"]);
    let counted = &home.json(&["streaks"])["rituals"][0]["last_7"];
    assert_eq!(
        *counted,
        serde_json::json!({"done": 1, "of": 7, "resting": 0})
    );
}

/// A text is counted up to the last note where that is long ago; what a program reads, up to today.
#[test]
fn counts_end_with_the_last_note() {
    let home = Home::at("2026-11-22T12:00:00Z");
    home.ok(&["log", "walk", "--on", "2024-06-01"]);
    home.ok(&["log", "walk", "--on", "2024-06-05..2024-06-06"]);
    home.ok(&["pause", "walk", "--from", "2026-11-01"]);
    let said = home.run(&["streaks"]);
    insta::assert_snapshot!(said.out + &said.err, @"
    walk: 3 days since 1 June 2024. Resting since 1 November. Came back once.
    note: your notes end on 6 June 2024; this shows up to there
    ");
    let said = home.run(&["show"]);
    insta::assert_snapshot!(said.out + &said.err, @"
    ritual  rhythm  about  noted    30 days
    walk                   resting                          █···██
    note: your notes end on 6 June 2024; this shows up to there
    ");
    let said = home.run(&["show", "walk"]);
    insta::assert_snapshot!(said.out + &said.err, @"
    walk #1
      3 days since 1 June 2024. Resting since 1 November. Came back once.
      last noted 6 June 2024, 899 days ago
      ▁▁ (2 weeks up to this one)
      rest since 1 November #5
      6 June 2024 #4
      5 June 2024 #3
      1 June 2024 #2
    note: your notes end on 6 June 2024; this shows up to there
    ");
    let said = home.run(&["streaks", "--json"]);
    let counted: serde_json::Value = serde_json::from_str(&said.out).unwrap();
    assert_eq!(counted["rituals"][0]["last_30"]["done"], 0);
    assert_eq!(said.err, "");
}

/// Periods longer than a month, amounts, and every two weeks, as people say them.
#[test]
fn rhythms_as_people_say_them() {
    transcript!(r#"
        @ 2026-11-22T12:00:00Z
        add dentist --rhythm "twice a year"
        add haircut --rhythm "once a quarter"
        add bins --rhythm "every 2 weeks"
        add walk --rhythm "150 minutes a week"
        log dentist --on 2025-02-03
        log dentist --on 2025-09-03
        log dentist --on 2026-02-03
        log dentist --on 2026-08-03
        log haircut --on 2026-05-05
        log haircut --on 2026-08-05
        log haircut --on 2026-10-05
        log bins --on 2026-10-26
        log bins --on 2026-11-09
        log bins --on 2026-11-21
        log walk 1h30 --on 2026-11-10
        log walk 1h --on 2026-11-12
        log walk 150 --on 2026-11-17
        log walk 20 --on 2026-11-22
        streaks --all
        show walk
        streaks walk --json
        log walk 5km
        add run --unit km --rhythm "150 min/week"
        add sit --unit h
        change sit --rhythm "150 min/week"
        change sit --rhythm "2.5 hours per week"
        change walk --rhythm "10 km/month" --season winter --from 12-01 --until 02-28
        history sit
        export jsonl
    "#, @r#"
    $ ritual add dentist --rhythm "twice a year"
    dentist is in the notebook, 2/year.
    $ ritual add haircut --rhythm "once a quarter"
    haircut is in the notebook, 1/quarter.
    $ ritual add bins --rhythm "every 2 weeks"
    bins is in the notebook, every 2 weeks.
    $ ritual add walk --rhythm "150 minutes a week"
    walk is in the notebook, 150 min/week.
    $ ritual log dentist --on 2025-02-03
    dentist, noted for 3 February 2025. #5
    $ ritual log dentist --on 2025-09-03
    dentist, noted for 3 September 2025. #6
    $ ritual log dentist --on 2026-02-03
    dentist, noted for 3 February. #7
    $ ritual log dentist --on 2026-08-03
    dentist, noted for 3 August. #8
    $ ritual log haircut --on 2026-05-05
    haircut, noted for 5 May. #9
    $ ritual log haircut --on 2026-08-05
    haircut, noted for 5 August. #10
    $ ritual log haircut --on 2026-10-05
    haircut, noted for 5 October. #11
    $ ritual log bins --on 2026-10-26
    bins, noted for 26 October. #12
    $ ritual log bins --on 2026-11-09
    bins, noted for 9 November. #13
    $ ritual log bins --on 2026-11-21
    bins, noted for 21 November. #14
    $ ritual log walk 1h30 --on 2026-11-10
    walk, 90 min, noted for 10 November. #15
    $ ritual log walk 1h --on 2026-11-12
    walk, 60 min, noted for 12 November. #16
    $ ritual log walk 150 --on 2026-11-17
    walk, 150 min, noted for 17 November. #17
    $ ritual log walk 20 --on 2026-11-22
    walk, 20 min, noted for today. 2 of the last 7 days. #18
    $ ritual streaks --all
    dentist: last noted 3 August. A run of 2 years since 3 February 2025. 4 entries since 3 February 2025.
    haircut: last noted 5 October. A run of 3 quarters since 5 May. 3 entries since 5 May.
    bins: 1 of the last 7 days, 3 days since 26 October. A run of 3 times since 26 October.
    walk: 2 of the last 7 days, 4 days since 10 November. 170 min in the last 7 days, 320 min since 10 November. A run of 2 weeks since 10 November.
    $ ritual show walk
    walk #4
      rhythm 150 min/week
      counted in min
      2 of the last 7 days, 4 days since 10 November. 170 min in the last 7 days, 320 min since 10 November. A run of 2 weeks since 10 November.
      last noted today
      ▁▁ (2 weeks up to this one)
      22 November, 20 min at 12:00 #18
      17 November, 150 min #17
      12 November, 60 min #16
      10 November, 90 min #15
    $ ritual streaks walk --json
    {"schema":1,"report":"streaks","today":"2026-11-22","rituals":[{"uid":"[UID]","name":"walk","state":"active","rhythm":"150 min/week","entries":4,"first":"2026-11-10","last":"2026-11-22","last_7":{"done":2,"of":7,"resting":0},"last_30":{"done":4,"of":30,"resting":0},"amounts":{"unit":"min","last_7":170,"last_30":320},"run":{"length":2,"unit":"weeks","from":"2026-11-10","to":"2026-11-22"},"longest":{"length":2,"unit":"weeks","from":"2026-11-10","to":"2026-11-22"},"returns":0}]}
    $ ritual log walk 5km
    ! error: walk is counted in min; got 'km'
    ! hint: `ritual change walk --unit km` counts it so from here on
    = 2
    $ ritual add run --unit km --rhythm "150 min/week"
    ! error: run is counted in km; the rhythm, in min
    ! hint: the rhythm in km, or --unit min beside it
    = 2
    $ ritual add sit --unit h
    sit is in the notebook.
    $ ritual change sit --rhythm "150 min/week"
    sit: changed (rhythm).
    $ ritual change sit --rhythm "2.5 hours per week"
    sit: as it was.
    $ ritual change walk --rhythm "10 km/month" --season winter --from 12-01 --until 02-28
    ! error: walk is counted in min; the rhythm, in km
    ! hint: the rhythm in min, or --unit km beside it
    = 2
    $ ritual history sit
    sit
      22 November, rhythm "2.5 h/week"
    $ ritual export jsonl
    {"kind":"ritual","uid":"[UID]","name":"dentist","rhythm":"2/year"}
    {"kind":"ritual","uid":"[UID]","name":"haircut","rhythm":"1/quarter"}
    {"kind":"ritual","uid":"[UID]","name":"bins","rhythm":"every 2 weeks"}
    {"kind":"ritual","uid":"[UID]","name":"walk","rhythm":"150 min/week","unit":"min"}
    {"kind":"ritual","uid":"[UID]","name":"sit","rhythms":[{},{"from":"2026-11-22","rhythm":"2.5 h/week"}],"unit":"h"}
    {"kind":"completion","uid":"[UID]","ritual":"dentist","ritual_uid":"[UID]","day":"2025-02-03"}
    {"kind":"completion","uid":"[UID]","ritual":"dentist","ritual_uid":"[UID]","day":"2025-09-03"}
    {"kind":"completion","uid":"[UID]","ritual":"dentist","ritual_uid":"[UID]","day":"2026-02-03"}
    {"kind":"completion","uid":"[UID]","ritual":"haircut","ritual_uid":"[UID]","day":"2026-05-05"}
    {"kind":"completion","uid":"[UID]","ritual":"dentist","ritual_uid":"[UID]","day":"2026-08-03"}
    {"kind":"completion","uid":"[UID]","ritual":"haircut","ritual_uid":"[UID]","day":"2026-08-05"}
    {"kind":"completion","uid":"[UID]","ritual":"haircut","ritual_uid":"[UID]","day":"2026-10-05"}
    {"kind":"completion","uid":"[UID]","ritual":"bins","ritual_uid":"[UID]","day":"2026-10-26"}
    {"kind":"completion","uid":"[UID]","ritual":"bins","ritual_uid":"[UID]","day":"2026-11-09"}
    {"kind":"completion","uid":"[UID]","ritual":"walk","ritual_uid":"[UID]","day":"2026-11-10","amount":90,"unit":"min"}
    {"kind":"completion","uid":"[UID]","ritual":"walk","ritual_uid":"[UID]","day":"2026-11-12","amount":60,"unit":"min"}
    {"kind":"completion","uid":"[UID]","ritual":"walk","ritual_uid":"[UID]","day":"2026-11-17","amount":150,"unit":"min"}
    {"kind":"completion","uid":"[UID]","ritual":"bins","ritual_uid":"[UID]","day":"2026-11-21"}
    {"kind":"completion","uid":"[UID]","ritual":"walk","ritual_uid":"[UID]","day":"2026-11-22","at":"2026-11-22T12:00:00Z","zone":"UTC","amount":20,"unit":"min"}
    "#);
}
