//! `ritual calendar`, and the small pictures of `list` and `show`

use crate::support::Home;
use crate::transcript;

/// Four months of walks in minutes, one of them with a rest, and moods.
const ROWS: &str = r#"
{"kind":"ritual","name":"walk","unit":"min"}
{"kind":"pause","ritual":"walk","from":"2026-10-05","until":"2026-10-11","why":"travel"}
{"kind":"completion","ritual":"walk","day":"2026-08-03","amount":20}
{"kind":"completion","ritual":"walk","day":"2026-08-20","amount":5}
{"kind":"completion","ritual":"walk","day":"2026-09-01"}
{"kind":"completion","ritual":"walk","day":"2026-10-07","amount":60}
{"kind":"completion","ritual":"walk","day":"2026-10-21","amount":45}
{"kind":"completion","ritual":"walk","day":"2026-11-02","amount":30}
{"kind":"completion","ritual":"walk","day":"2026-11-02","amount":10}
{"kind":"completion","ritual":"walk","day":"2026-11-20","amount":33}
{"kind":"completion","ritual":"journal","day":"2026-11-20"}
{"kind":"mood","day":"2026-11-01","mood":1,"sleep":6.5}
{"kind":"mood","day":"2026-11-02","mood":5,"sleep":8}
{"kind":"mood","day":"2026-11-02","mood":4}
"#;

fn home() -> Home {
    let home = Home::new();
    let said = home.with_stdin(
        &["import", "jsonl", "-", "--with-consents"],
        ROWS.trim().as_bytes(),
    );
    assert_eq!(said.code, 0, "{said:?}");
    home
}

#[test]
fn a_year_and_a_window_by_amount() {
    insta::assert_snapshot!(home().transcript("
        calendar walk
        calendar walk --ascii --from 2026-10-01 --to 2026-11-22
        calendar walk --year
    "), @"
    $ ritual calendar walk
    walk, 23 Nov 2025 – 22 Nov 2026
          Dec Jan Feb Mar  Apr May  Jun Jul Aug  Sep Oct Nov
    Mon                                      ▃········~···▆··
    Tue                                      ····▁····~······
    Wed                                      ·········█·▆····
    Thu                                      ··▁······~······
    Fri                                      ·········~·····▄
    Sat                                      ·········~······
    Sun                                      ·········~······
    min: ▁ 5  ▃ 20  ▄ 33  ▆ 40–45  █ 60  ~ resting
    $ ritual calendar walk --ascii --from 2026-10-01 --to 2026-11-22
    walk, 1 Oct – 22 Nov
        Oct     Nov
    Mon   ~ . . . = . .
    Tue   ~ . . . . . .
    Wed   # . + . . . .
    Thu . ~ . . . . . .
    Fri . ~ . . . . . -
    Sat . ~ . . . . . .
    Sun . ~ . . . . . .
    min: - 33  = 40  + 45  # 60  ~ resting
    $ ritual calendar walk --year
    walk, 1 Jan – 22 Nov
        Jan Feb Mar  Apr May  Jun Jul Aug  Sep Oct Nov
    Mon                                ▃········~···▆··
    Tue                                ····▁····~······
    Wed                                ·········█·▆····
    Thu                                ··▁······~······
    Fri                                ·········~·····▄
    Sat                                ·········~······
    Sun                                ·········~······
    min: ▁ 5  ▃ 20  ▄ 33  ▆ 40–45  █ 60  ~ resting
    ");
}

#[test]
fn a_month_as_on_a_wall() {
    insta::assert_snapshot!(home().transcript("
        calendar walk --month 2026-10
        calendar mood --month
        calendar sleep --month november --ascii
        calendar --month
    "), @"
    $ ritual calendar walk --month 2026-10
    walk, 1–31 Oct
    Mon  Tue  Wed  Thu  Fri  Sat  Sun
                    1·   2·   3·   4·
     5~   6~   7█   8~   9~  10~  11~
    12·  13·  14·  15·  16·  17·  18·
    19·  20·  21▁  22·  23·  24·  25·
    26·  27·  28·  29·  30·  31·
    min: ▁ 45  █ 60  ~ resting
    $ ritual calendar mood --month
    mood, 1–22 Nov
    Mon  Tue  Wed  Thu  Fri  Sat  Sun
                                   1▁
     2▆   3·   4·   5·   6·   7·   8·
     9·  10·  11·  12·  13·  14·  15·
    16·  17·  18·  19·  20·  21·  22·
    your scale: ▁ 1  ▃ 2  ▄ 3  ▆ 4  █ 5
    $ ritual calendar sleep --month november --ascii
    sleep, 1–22 Nov
    Mon  Tue  Wed  Thu  Fri  Sat  Sun
                                   1-
     2#   3.   4.   5.   6.   7.   8.
     9.  10.  11.  12.  13.  14.  15.
    16.  17.  18.  19.  20.  21.  22.
    hours: - 6.5  # 8
    $ ritual calendar --month
    all rituals, 1–22 Nov
    Mon  Tue  Wed  Thu  Fri  Sat  Sun
                                   1·
     2█   3·   4·   5·   6·   7·   8·
     9·  10·  11·  12·  13·  14·  15·
    16·  17·  18·  19·  20█  21·  22·
    entries: █ 2
    ");
}

#[test]
fn weeks_begin_on_the_configured_day() {
    insta::assert_snapshot!(home().transcript("
        config week-start sun
        calendar walk --month 2026-10
        calendar walk --from 2026-10-18 --to 2026-11-22
    "), @"
    $ ritual config week-start sun
    week-start: sun
    $ ritual calendar walk --month 2026-10
    walk, 1–31 Oct
    Sun  Mon  Tue  Wed  Thu  Fri  Sat
                         1·   2·   3·
     4·   5~   6~   7█   8~   9~  10~
    11~  12·  13·  14·  15·  16·  17·
    18·  19·  20·  21▁  22·  23·  24·
    25·  26·  27·  28·  29·  30·  31·
    min: ▁ 45  █ 60  ~ resting
    $ ritual calendar walk --from 2026-10-18 --to 2026-11-22
    walk, 18 Oct – 22 Nov
        Oct Nov
    Sun · · · · · ·
    Mon · · ▄ · ·
    Tue · · · · ·
    Wed █ · · · ·
    Thu · · · · ·
    Fri · · · · ▁
    Sat · · · · ·
    min: ▁ 33  ▄ 40  █ 45
    ");
}

#[test]
fn small_pictures_in_list_and_show() {
    insta::assert_snapshot!(home().transcript("
        list
        list --ascii
        show walk
        show journal --ascii
    "), @r#"
    $ ritual list
    ritual   rhythm  about           noted        30 days
    walk             counted in min  20 November  ·········█·················█··
    journal                          20 November                             █··
    $ ritual list --ascii
    ritual   rhythm  about           noted        30 days
    walk             counted in min  20 November  .........#.................#..
    journal                          20 November                             #..
    $ ritual show walk
    walk #1
      counted in min
      1 of the last 7 days, 2 of the last 30 days. 33 min in the last 7 days, 73 min in the last 30 days. Came back 6 times. 8 entries since 3 August.
      last noted 20 November, 2 days ago
      ▁·▁·▁····▁·▁·▁·▁ (16 weeks up to this one)
      rest 5–11 Oct, "travel" #2
      20 November, 33 min #10
      2 November, 10 min #9
      2 November, 30 min #8
      21 October, 45 min #7
      7 October, 60 min #6
      1 September #5
      20 August, 5 min #4
    $ ritual show journal --ascii
    journal #11
      1 day since 20 November.
      last noted 20 November, 2 days ago
      - (1 week up to this one)
      20 November #12
    "#);
}

#[test]
fn json_has_the_days_that_hold_something() {
    let home = home();
    let walk = home.json(&["calendar", "walk", "--month", "2026-10"]);
    insta::assert_snapshot!(walk.to_string(), @r#"{"counted_in":"min","days":[{"day":"2026-10-05","resting":true},{"day":"2026-10-06","resting":true},{"day":"2026-10-07","resting":false,"step":1,"value":60},{"day":"2026-10-08","resting":true},{"day":"2026-10-09","resting":true},{"day":"2026-10-10","resting":true},{"day":"2026-10-11","resting":true},{"day":"2026-10-21","resting":false,"step":0,"value":45}],"from":"2026-10-01","report":"calendar","schema":1,"steps":[{"from":45,"to":45},{"from":60,"to":60}],"subject":{"kind":"ritual","name":"walk"},"to":"2026-10-31","today":"2026-11-22","week_start":"mon"}"#);
    let mood = home.json(&["calendar", "mood", "--month", "2026-11"]);
    assert_eq!(
        mood["days"][1],
        serde_json::json!({"day": "2026-11-02", "value": 4.5, "step": 3, "resting": false})
    );
    assert_eq!(mood["steps"].as_array().unwrap().len(), 5);
    let show = home.json(&["show", "walk"]);
    assert_eq!(show["weeks"].as_array().unwrap().len(), 16);
    assert_eq!(
        show["weeks"][9],
        serde_json::json!({"from": "2026-10-05", "noted": 1, "resting": 6})
    );
    let list = home.json(&["list"]);
    assert_eq!(
        list["rituals"][0]["last_30"]["noted"],
        serde_json::json!(["2026-11-02", "2026-11-20"])
    );
}

#[test]
fn days_that_cannot_be_shown() {
    transcript!(r#"
        calendar
        log walk
        calendar run
        calendar mood
        calendar walk --year 2025
        calendar walk --year 26
        calendar walk --year 2030
        calendar walk --month 2026-13
        calendar walk --month 2026-12
        calendar walk --from 2026-03-02 --to 2026-03-01
        calendar walk --month 2026-03 --year
        log sleep
        mood --sleep 7
        calendar sleep --month
        calendar '#5' --month
    "#, @"
    $ ritual calendar
    23 November 2025 – 22 November 2026: a quiet stretch.
    $ ritual log walk
    walk, noted for today. #2
    ! note: walk is new here; `ritual undo` takes it back
    $ ritual calendar run
    ! error: no ritual is called 'run'
    ! hint: `ritual show` shows the names there are
    = 1
    $ ritual calendar mood
    mood, 23 November 2025 – 22 November 2026: a quiet stretch.
    $ ritual calendar walk --year 2025
    walk, 1 January – 31 December 2025: a quiet stretch.
    $ ritual calendar walk --year 26
    ! error: --year expects a year such as 2025; got '26'
    ! hint: four digits
    = 2
    $ ritual calendar walk --year 2030
    ! error: --year 2030 is in the future; today is 2026-11-22
    ! hint: what was noted can be looked at
    = 2
    $ ritual calendar walk --month 2026-13
    ! error: --month expects a month such as 2026-03; got '2026-13'
    ! hint: months read 2026-03, march, 'march 2025', this or last
    = 2
    $ ritual calendar walk --month 2026-12
    ! error: --month 2026-12 is in the future; today is 2026-11-22
    ! hint: what was noted can be looked at
    = 2
    $ ritual calendar walk --from 2026-03-02 --to 2026-03-01
    ! error: --to 2026-03-01 lies before --from 2026-03-02
    ! hint: the first day goes to --from
    = 2
    $ ritual calendar walk --month 2026-03 --year
    ! error: the argument '--month [<MONTH>]' cannot be used with '--year [<YEAR>]'
    ! hint: `ritual calendar --help` shows what it takes
    = 2
    $ ritual log sleep
    sleep, noted for today. #4
    ! note: sleep is new here; `ritual undo` takes it back
    $ ritual mood --sleep 7
    Noted: sleep 7 h. #5
    $ ritual calendar sleep --month
    sleep, 1–22 Nov
    Mon  Tue  Wed  Thu  Fri  Sat  Sun
                                   1
     2    3    4    5    6    7    8
     9   10   11   12   13   14   15
    16   17   18   19   20   21   22█
    hours: █ 7
    ! note: this is sleep as mood notes have it; `ritual calendar '#3'` shows the ritual
    $ ritual calendar '#5' --month
    ! error: no ritual is called '#5'
    ! hint: `ritual show` shows the names there are
    = 1
    ");
}

/// The measure leaves its name to a ritual.
#[test]
fn a_ritual_called_giving_is_shown() {
    let home = Home::new();
    home.ok(&["log", "giving"]);
    let shown = home.json(&["calendar", "giving", "--month"]);
    assert_eq!(shown["days"].as_array().map(Vec::len), Some(1), "{shown}");
}

/// Minutes and kilometres make no sum.
#[test]
fn amounts_of_two_units_are_never_added() {
    transcript!(
        r#"
        log walk --amount 30min
        change walk --unit km
        log walk --amount 3km
        log walk --amount 2 --on yesterday
        calendar walk --month
        calendar walk --month --json
    "#,
        @r#"
    $ ritual log walk --amount 30min
    walk, 30 min, noted for today. #2
    ! note: walk is new here; `ritual undo` takes it back
    $ ritual change walk --unit km
    walk: changed (unit).
    $ ritual log walk --amount 3km
    walk, 3 km, noted a second time today. #3
    $ ritual log walk --amount 2 --on yesterday
    walk, 2 km, noted for 21 November. #4
    $ ritual calendar walk --month
    walk, 1–22 Nov
    Mon  Tue  Wed  Thu  Fri  Sat  Sun
                                   1
     2    3    4    5    6    7    8
     9   10   11   12   13   14   15
    16   17   18   19   20   21▁  22█
    km: ▁ 2  █ 3
    Entries in min are not in it.
    $ ritual calendar walk --month --json
    {"schema":1,"report":"calendar","subject":{"kind":"ritual","name":"walk"},"from":"2026-11-01","to":"2026-11-22","today":"2026-11-22","week_start":"mon","counted_in":"km","other_units":["min"],"steps":[{"from":2,"to":2},{"from":3,"to":3}],"days":[{"day":"2026-11-21","value":2,"step":0,"resting":false},{"day":"2026-11-22","value":3,"step":1,"resting":false}]}
    "#
    );
}

/// A day done once is a full cell where most days have one entry.
#[test]
fn a_rare_day_with_two_does_not_pale_the_rest() {
    transcript!("
        log walk --on 2026-11-02..2026-11-06
        log walk --on 2026-11-04
        calendar walk --month --color never
        calendar --month --color never
        log walk --on 2026-11-02..2026-11-05
        calendar walk --month --color never
        review --color never
    ", @"
    $ ritual log walk --on 2026-11-02..2026-11-06
    walk, noted for 2 November. #2
    walk, noted for 3 November. #3
    walk, noted for 4 November. #4
    walk, noted for 5 November. #5
    walk, noted for 6 November. #6
    ! note: walk is new here; `ritual undo` takes it back
    $ ritual log walk --on 2026-11-04
    walk, noted a second time for 4 November. #7
    $ ritual calendar walk --month --color never
    walk, 1–22 Nov
    Mon  Tue  Wed  Thu  Fri  Sat  Sun
                                   1
     2█   3█   4█   5█   6█   7·   8·
     9·  10·  11·  12·  13·  14·  15·
    16·  17·  18·  19·  20·  21·  22·
    entries: █ 1–2
    $ ritual calendar --month --color never
    all rituals, 1–22 Nov
    Mon  Tue  Wed  Thu  Fri  Sat  Sun
                                   1
     2█   3█   4█   5█   6█   7·   8·
     9·  10·  11·  12·  13·  14·  15·
    16·  17·  18·  19·  20·  21·  22·
    entries: █ 1–2
    $ ritual log walk --on 2026-11-02..2026-11-05
    walk, noted a second time for 2 November. #8
    walk, noted a second time for 3 November. #9
    walk, noted a third time for 4 November. #10
    walk, noted a second time for 5 November. #11
    $ ritual calendar walk --month --color never
    walk, 1–22 Nov
    Mon  Tue  Wed  Thu  Fri  Sat  Sun
                                   1
     2▄   3▄   4█   5▄   6▁   7·   8·
     9·  10·  11·  12·  13·  14·  15·
    16·  17·  18·  19·  20·  21·  22·
    entries: ▁ 1  ▄ 2  █ 3
    $ ritual review --color never
    November 2026

    The days           2      9      16
      walk             █████················  5 days since 2 November
    ");
}
