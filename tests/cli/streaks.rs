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
    walk: 5 of the last 7 days (2 more resting), 5 of the last 30 days (2 more resting). A run of 5 days since 18 November. 5 entries since 18 November.
    sit: 1 of the last 30 days (20 more resting). Resting since 3 November. 1 entry since 1 November.
    $ ritual streaks --all
    journal: 2 of the last 7 days, 6 of the last 30 days. Longest run 4 days (8–11 Nov). Came back 2 times. 10 entries since 2 February.
    walk: 5 of the last 7 days (2 more resting), 5 of the last 30 days (2 more resting). A run of 5 days since 18 November. 5 entries since 18 November.
    swim: last noted 3 March. 1 entry since 3 March.
    sit: 1 of the last 30 days (20 more resting). Resting since 3 November. 1 entry since 1 November.
    $ ritual streaks swim
    swim: last noted 3 March. 1 entry since 3 March.
    $ ritual config runs off
    runs: off
    $ ritual streaks
    journal: 2 of the last 7 days, 6 of the last 30 days. Came back 2 times. 10 entries since 2 February.
    walk: 5 of the last 7 days (2 more resting), 5 of the last 30 days (2 more resting). 5 entries since 18 November.
    sit: 1 of the last 30 days (20 more resting). Resting since 3 November. 1 entry since 1 November.
    $ ritual show walk
    walk #12
      5 of the last 7 days (2 more resting), 5 of the last 30 days (2 more resting). 5 entries since 18 November.
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
    gym: 2 of the last 7 days, 6 of the last 30 days. A run of 3 weeks since 3 November. 6 entries since 3 November.
    choir: 1 of the last 7 days, 3 of the last 30 days. A run of 3 named days since 3 November. 3 entries since 3 November.
    plants: 2 of the last 7 days, 3 of the last 30 days. A run of 3 times since 12 November. 3 entries since 12 November.
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
    A quiet stretch. `ritual streaks --all` shows every ritual.
    $ ritual streaks --all
    walk: last noted 3 March. 1 entry since 3 March.
    $ ritual streaks nobody
    ! error: no ritual is called 'nobody'
    ! hint: `ritual show` shows the names there are
    = 1
    ");
}
