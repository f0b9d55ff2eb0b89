//! `ritual gap`

use crate::support::Home;
use crate::transcript;

fn home() -> Home {
    let home = Home::new();
    let mut rows = String::new();
    for day in [
        "2026-01-05",
        "2026-01-06",
        "2026-01-20",
        "2026-02-10",
        "2026-02-11",
        "2026-11-01",
    ] {
        rows += &format!("{{\"kind\":\"completion\",\"ritual\":\"walk\",\"day\":\"{day}\"}}\n");
    }
    rows += r#"{"kind":"pause","ritual":"walk","from":"2026-01-25","until":"2026-01-28"}
{"kind":"mood","day":"2026-01-04","changed":["before all of it"]}
{"kind":"mood","day":"2026-01-10","changed":["work"],"triggers":["deadline"]}
{"kind":"mood","day":"2026-01-11","changed":["work"],"triggers":["deadline","rain"]}
{"kind":"mood","day":"2026-02-13","changed":["moved house"]}
"#;
    let said = home.with_stdin(
        &["import", "jsonl", "-", "--with-consents"],
        rows.as_bytes(),
    );
    assert_eq!(said.code, 0, "{said:?}");
    home
}

#[test]
fn stretches_with_the_words_noted_around_them() {
    insta::assert_snapshot!(home().transcript("
        gap walk
        gap walk --from 2026-01-01 --to 2026-01-31
        gap walk --from 2026-02-01 --to 2026-02-11
        gap walk --all --json
    "), @r#"
    $ ritual gap walk
    walk
      7–19 Jan, 13 days. Noted around then: changed "before all of it", "work" on 2 days; trigger "deadline" on 2 days, "rain".
      21 Jan – 9 Feb, 16 days, 4 more resting.
      12 Feb – 31 Oct, 262 days. Noted around then: changed "moved house".
      since 2 November, 20 days.
    $ ritual gap walk --from 2026-01-01 --to 2026-01-31
    walk
      7–19 Jan, 13 days. Noted around then: changed "before all of it", "work" on 2 days; trigger "deadline" on 2 days, "rain".
      21 Jan – 9 Feb, 16 days, 4 more resting.
    $ ritual gap walk --from 2026-02-01 --to 2026-02-11
    walk
      21 Jan – 9 Feb, 16 days, 4 more resting.
    $ ritual gap walk --all --json
    {"schema":1,"report":"gap","name":"walk","from":"2026-01-05","to":"2026-11-22","today":"2026-11-22","noted":6,"gaps":[{"from":"2026-01-07","to":"2026-01-19","open":false,"days":13,"resting":0,"changed":[{"word":"before all of it","days":1},{"word":"work","days":2}],"triggers":[{"word":"deadline","days":2},{"word":"rain","days":1}]},{"from":"2026-01-21","to":"2026-02-09","open":false,"days":16,"resting":4,"changed":[],"triggers":[]},{"from":"2026-02-12","to":"2026-10-31","open":false,"days":262,"resting":0,"changed":[{"word":"moved house","days":1}],"triggers":[]},{"from":"2026-11-02","to":"2026-11-21","open":true,"days":20,"resting":0,"changed":[],"triggers":[]}]}
    "#);
}

#[test]
fn what_a_rhythm_and_a_rest_make_of_empty_days() {
    transcript!(r#"
        add swim --rhythm 1/week
        log swim --on 2026-11-02
        log swim --on 2026-11-14
        log swim --on 2026-11-18
        gap swim
        change swim --rhythm daily --from 2026-01-01
        gap swim
        pause swim --from 2026-11-03 --until 2026-11-13
        gap swim
        retire swim
        gap swim
    "#, @"
    $ ritual add swim --rhythm 1/week
    swim is in the notebook, 1/week.
    $ ritual log swim --on 2026-11-02
    swim, noted for 2 November. #2
    $ ritual log swim --on 2026-11-14
    swim, noted for 14 November. #3
    $ ritual log swim --on 2026-11-18
    swim, noted for 18 November. #4
    $ ritual gap swim
    swim: noted on 3 days, 2–22 November, and no stretch of empty days among them.
    $ ritual change swim --rhythm daily --from 2026-01-01
    swim: changed (rhythm) from 1 January.
    $ ritual gap swim
    swim
      3–13 Nov, 11 days.
      15–17 Nov, 3 days.
      since 19 November, 3 days.
    $ ritual pause swim --from 2026-11-03 --until 2026-11-13
    swim rested 3–13 Nov.
    $ ritual gap swim
    swim
      15–17 Nov, 3 days.
      since 19 November, 3 days.
    $ ritual retire swim
    swim is retired. Its 3 entries stay. `ritual resume swim` whenever you like.
    $ ritual gap swim
    swim
      15–17 Nov, 3 days.
      19–21 Nov, 3 days.
    ");
}

#[test]
fn a_name_or_a_window_with_nothing_in_it() {
    transcript!("
        gap walk
        add walk
        gap walk
        log walk
        gap walk
        gap walk --from 2026-01-01 --to 2026-02-01
        gap walk --from 2026-02-01 --to 2026-01-01
        gap
    ", @"
    $ ritual gap walk
    ! error: no ritual is called 'walk'
    ! hint: `ritual show` shows the names there are
    = 1
    $ ritual add walk
    walk is in the notebook.
    $ ritual gap walk
    walk: described, and open to begin whenever you like.
    $ ritual log walk
    walk, noted for today. #2
    $ ritual gap walk
    walk: noted on one day, 22 November.
    $ ritual gap walk --from 2026-01-01 --to 2026-02-01
    walk: first noted 22 November.
    $ ritual gap walk --from 2026-02-01 --to 2026-01-01
    ! error: --to 2026-01-01 lies before --from 2026-02-01
    ! hint: the first day goes to --from
    = 2
    $ ritual gap
    ! error: gap expects the ritual
    ! hint: as in `ritual gap walk`
    = 2
    ");
}
