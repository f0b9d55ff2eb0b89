//! `add`, `list`, `show`, `change`, `history`, `pause`, `resume`, `retire`

use crate::transcript;

#[test]
fn a_ritual_is_described_in_its_owners_words() {
    transcript!(r#"
        add walk --intention "calm before work" --rhythm 3/week --around breakfast --for joy,safety --unit min
        add "Sunday walk" --joint --with Sam
        add prayer --sacred
        list
        show walk
        show sunday
        list --json
    "#, @r#"
    $ ritual add walk --intention "calm before work" --rhythm 3/week --around breakfast --for joy,safety --unit min
    walk is in the notebook, 3/week.
    $ ritual add "Sunday walk" --joint --with Sam
    Sunday walk is in the notebook.
    $ ritual add prayer --sacred
    prayer is in the notebook.
    $ ritual list
    ritual       rhythm  about                                                                  noted  30 days
    walk         3/week  "calm before work", for joy, safety, around breakfast, counted in min
    Sunday walk          together with Sam
    prayer               sacred
    $ ritual show walk
    walk #1
      rhythm 3/week
      "calm before work"
      for joy, safety
      around breakfast
      counted in min
    $ ritual show sunday
    Sunday walk #2
      together with Sam
    $ ritual list --json
    {"schema":1,"report":"list","today":"2026-11-22","rituals":[{"uid":"[UID]","name":"walk","intention":"calm before work","rhythm":"3/week","around":"breakfast","for":["joy","safety"],"unit":"min","state":"active","last":null,"last_30":{"from":"2026-10-24","to":"2026-11-22","noted":[],"resting":[]}},{"uid":"[UID]","name":"Sunday walk","joint":true,"with":"Sam","state":"active","last":null,"last_30":{"from":"2026-10-24","to":"2026-11-22","noted":[],"resting":[]}},{"uid":"[UID]","name":"prayer","sacred":true,"state":"active","last":null,"last_30":{"from":"2026-10-24","to":"2026-11-22","noted":[],"resting":[]}}]}
    "#);
}

#[test]
fn changes_are_versions_and_older_days_keep_theirs() {
    transcript!(r#"
        @ 2026-01-05T08:00:00Z
        add walk --rhythm daily --intention energy
        log walk
        @ 2026-02-01T08:00:00Z
        change walk --rhythm 3/week --note "evenings are quieter now"
        change walk --intention calm --around dusk
        @ 2026-03-01T08:00:00Z
        change walk --rhythm none --from 2026-02-15
        change walk --name stroll --around ""
        change stroll
        history stroll
        export jsonl
    "#, @r#"
    $ ritual add walk --rhythm daily --intention energy
    walk is in the notebook, daily.
    $ ritual log walk
    walk, noted for today. #2
    $ ritual change walk --rhythm 3/week --note "evenings are quieter now"
    walk: changed (rhythm).
    $ ritual change walk --intention calm --around dusk
    walk: changed (around, intention).
    $ ritual change walk --rhythm none --from 2026-02-15
    walk: changed (rhythm) from 15 February.
    $ ritual change walk --name stroll --around ""
    stroll: changed (around, name).
    $ ritual change stroll
    stroll: as it was.
    $ ritual history stroll
    stroll
      1 February: "evenings are quieter now"
      1 February, around "dusk"
      1 February, intention "energy" became "calm"
      1 February, rhythm "daily" became "3/week"
      15 February, rhythm no longer "3/week"
      1 March, around no longer "dusk"
      1 March, name "walk" became "stroll"
    $ ritual export jsonl
    {"kind":"ritual","uid":"[UID]","name":"stroll","intention":"calm","rhythms":[{"rhythm":"daily"},{"from":"2026-02-01","rhythm":"3/week"},{"from":"2026-02-15"}],"history":[{"uid":"[UID]","on":"2026-02-01","was":{},"note":"evenings are quieter now"},{"uid":"[UID]","on":"2026-02-01","was":{"around":null,"intention":"energy"}},{"uid":"[UID]","on":"2026-03-01","was":{"around":"dusk","name":"walk"}}]}
    {"kind":"completion","uid":"[UID]","ritual":"stroll","ritual_uid":"[UID]","day":"2026-01-05","at":"2026-01-05T08:00:00Z","zone":"UTC"}
    "#);
}

#[test]
fn rest_has_the_same_weight_as_doing() {
    transcript!(r#"
        log walk --on "3 days ago"
        log read
        pause walk
        pause walk
        pause read --until "in 10 days" --why travel
        pause read --from 2026-10-01 --until 2026-10-04
        today
        list
        show read
        @ 2026-11-25T08:00:00Z
        log walk
        resume walk
        resume walk
        pause --all --until 2026-11-30
        today
        resume read
        resume --all
        resume --all
        show walk
    "#, @r#"
    $ ritual log walk --on "3 days ago"
    walk, noted for 19 November. #2
    ! note: walk is new here; `ritual undo` takes it back
    $ ritual log read
    read, noted for today. #4
    ! note: read is new here; `ritual undo` takes it back
    $ ritual pause walk
    walk is resting. `ritual resume walk` whenever you like.
    $ ritual pause walk
    walk is resting. `ritual resume walk` whenever you like.
    Nothing was changed.
    $ ritual pause read --until "in 10 days" --why travel
    read is resting until 2 December.
    $ ritual pause read --from 2026-10-01 --until 2026-10-04
    read rested 1–4 Oct.
    $ ritual today
    Sunday 22 November
      read at 12:00 #4
      read resting since 22 November, until 2 December
      walk resting since 22 November
    $ ritual list
    ritual  rhythm  about  noted    30 days
    walk                   resting                            █··~
    read                   resting                               █
    $ ritual show read
    read #3
      Resting since 22 November. 1 entry, today.
      last noted today
      ▁ (1 week up to this one)
      rest 22 Nov – 2 Dec, "travel" #6
      rest 1–4 Oct #7
      22 November at 12:00 #4
    $ ritual log walk
    walk, noted for today. 2 of the last 7 days (3 more resting). #8
    $ ritual resume walk
    walk is no longer resting.
    $ ritual resume walk
    walk is not resting.
    $ ritual pause --all --until 2026-11-30
    All rituals are resting until 30 November.
    $ ritual today
    Wednesday 25 November
      walk at 08:00 #8
      all rituals resting since 25 November, until 30 November
      read resting since 22 November, until 2 December
    $ ritual resume read
    read: its own rest is over; all rituals are resting since 25 November. `ritual resume --all` whenever you like.
    $ ritual resume --all
    All rituals are back from rest.
    $ ritual resume --all
    There is no rest of all rituals today.
    $ ritual show walk
    walk #1
      2 of the last 7 days (3 more resting), 2 days since 19 November (3 more resting).
      last noted today
      ▁▁ (2 weeks up to this one)
      rest 22–24 Nov #5
      25 November at 08:00 #8
      19 November #2
    "#);
}

#[test]
fn letting_go_and_coming_back() {
    transcript!(r#"
        log walk
        retire walk
        list
        list --all
        streaks
        log walk
        resume walk
        list
        history walk
        retire swim
    "#, @"
    $ ritual log walk
    walk, noted for today. #2
    ! note: walk is new here; `ritual undo` takes it back
    $ ritual retire walk
    walk is retired. Its entry stays. `ritual resume walk` whenever you like.
    $ ritual list
    Nothing here fits that; `--all` shows every one.
    $ ritual list --all
    ritual  rhythm  about  noted    30 days
    walk                   retired                               █
    $ ritual streaks
    walk: retired. 1 entry, today.
    $ ritual log walk
    walk, noted a second time today. #3
    ! note: walk is retired; `ritual resume walk` brings it back
    $ ritual resume walk
    walk is back among your rituals.
    $ ritual list
    ritual  rhythm  about  noted        30 days
    walk                   22 November                               █
    $ ritual history walk
    walk
      22 November, retired
      22 November, brought back
    $ ritual retire swim
    ! error: no ritual is called 'swim'
    ! hint: `ritual show` shows the names there are
    = 1
    ");
}

#[test]
fn names_in_any_script() {
    transcript!(r#"
        log مشي "🧘 sit" café
        log CAFÉ
        log 🧘
        list
        streaks
    "#, @r#"
    $ ritual log مشي "🧘 sit" café
    ! error: 'مشي' and 'café' are both new here
    ! hint: `ritual log مشي --note café` for words, `ritual log 'مشي café'` for one name, `ritual add café` for a ritual of its own
    = 2
    $ ritual log CAFÉ
    CAFÉ, noted for today. #2
    ! note: CAFÉ is new here; `ritual undo` takes it back
    $ ritual log 🧘
    🧘, noted for today. #4
    ! note: 🧘 is new here; `ritual undo` takes it back
    $ ritual list
    ritual  rhythm  about  noted        30 days
    CAFÉ                   22 November                               █
    🧘                     22 November                               █
    $ ritual streaks
    CAFÉ: 1 entry, today.
    🧘: 1 entry, today.
    "#);
}

/// What was noted keeps the unit and the rhythm it was noted under.
#[test]
fn a_change_moves_nothing_that_was() {
    transcript!(r#"
        @ 2026-03-02T08:00:00Z
        add run --rhythm 3/week
        log run --amount 20min
        @ 2026-03-20T08:00:00Z
        change run --rhythm 1/week
        @ 2026-04-20T08:00:00Z
        change run --rhythm mon,fri --unit km
        change run --rhythm 2/week --from 2026-03-10
        log run --amount 5
        show run
        history run
    "#, @r#"
    $ ritual add run --rhythm 3/week
    run is in the notebook, 3/week.
    $ ritual log run --amount 20min
    run, 20 min, noted for today. #2
    ! note: run is counted in min from here on
    $ ritual change run --rhythm 1/week
    run: changed (rhythm).
    $ ritual change run --rhythm mon,fri --unit km
    run: changed (unit, rhythm).
    $ ritual change run --rhythm 2/week --from 2026-03-10
    run: changed (rhythm) from 10 March.
    $ ritual log run --amount 5
    run, 5 km, noted for today. Picked up again; your earlier entry is here. #3
    $ ritual show run
    run #1
      rhythm mon,fri
      counted in km
      1 of the last 7 days, 1 of the last 30 days. 5 km in the last 7 days, 5 km in the last 30 days. Came back once. 2 entries since 2 March.
      last noted today
      ▁······▁ (8 weeks up to this one)
      20 April, 5 km at 08:00 #3
      2 March, 20 min at 08:00 #2
    $ ritual history run
    run
      10 March, rhythm "3/week" became "2/week"
      20 March, rhythm "2/week" became "1/week"
      20 April, unit "min" became "km"
      20 April, rhythm "1/week" became "mon,fri"
    "#);
}

#[test]
fn rests_that_touch_end_together_and_one_further_on_is_named() {
    transcript!(
        r#"
        log run
        pause run --from 2026-11-25 --until 2026-11-28
        pause run --from 2026-11-27 --until 2026-12-05
        pause run --from 2026-12-06 --until 2026-12-07
        pause run --from 2026-12-20 --until 2027-01-02
        @ 2026-11-26T10:00:00Z
        resume run
        @ 2026-11-27T10:00:00Z
        today
        resume run
    "#,
        @"
    $ ritual log run
    run, noted for today. #2
    ! note: run is new here; `ritual undo` takes it back
    $ ritual pause run --from 2026-11-25 --until 2026-11-28
    run is to rest 25–28 Nov.
    $ ritual pause run --from 2026-11-27 --until 2026-12-05
    run is to rest 27 Nov – 5 Dec.
    $ ritual pause run --from 2026-12-06 --until 2026-12-07
    run is to rest 6–7 Dec.
    $ ritual pause run --from 2026-12-20 --until 2027-01-02
    run is to rest 20 Dec 2026 – 2 Jan 2027.
    $ ritual resume run
    run is no longer resting. The rest 20 Dec 2026 – 2 Jan 2027 stays. #6
    $ ritual today
    Friday 27 November: a quiet page.
    $ ritual resume run
    run is not resting.
    "
    );
}

#[test]
fn what_is_there_already_is_no_step() {
    transcript!(
        r#"
        add walk --rhythm daily
        change walk --rhythm daily
        change walk --rhythm 3/week --from 2026-11-10
        change walk --rhythm 3/week --from 2026-11-05
        config week-start sun
        config week-start sun
        retire walk
        retire walk
        undo --list
        history walk
    "#,
        @r#"
    $ ritual add walk --rhythm daily
    walk is in the notebook, daily.
    $ ritual change walk --rhythm daily
    walk: as it was.
    $ ritual change walk --rhythm 3/week --from 2026-11-10
    walk: changed (rhythm) from 10 November.
    $ ritual change walk --rhythm 3/week --from 2026-11-05
    walk: changed (rhythm) from 5 November.
    $ ritual config week-start sun
    week-start: sun
    $ ritual config week-start sun
    week-start: sun, as it was.
    $ ritual retire walk
    walk is retired. `ritual resume walk` whenever you like.
    $ ritual retire walk
    walk is retired. `ritual resume walk` whenever you like.
    Nothing was changed.
    $ ritual undo --list
     1  `retire walk`: the ritual walk, 22 November at 12:00
     2  `config week-start sun`: setting week-start sun, 22 November at 12:00
     3  `change walk --rhythm 3/week --from 2026-11-05`: the ritual walk, 22 November at 12:00
     4  `change walk --rhythm 3/week --from 2026-11-10`: the ritual walk, 22 November at 12:00
     5  `add walk --rhythm daily`: the ritual walk, 22 November at 12:00
    $ ritual history walk
    walk
      5 November, rhythm "daily" became "3/week"
      22 November, retired
    "#
    );
}

/// The order is the person's own, in every list; a place is counted among those that are shown.
#[test]
fn an_order_of_ones_own() {
    let mut home = crate::support::Home::new();
    insta::assert_snapshot!(home.transcript(r#"
        log walk
        log swim
        log tea
        add old
        retire old
        change tea --place 1
        show
        streaks
        --color never
        line
        add sit
        change walk --place 2
        change walk --place 2
        change swim --place 99
        show
        history tea
        undo
        show
        change tea --place 0
    "#), @"
    $ ritual log walk
    walk, noted for today. #2
    ! note: walk is new here; `ritual undo` takes it back
    $ ritual log swim
    swim, noted for today. #4
    ! note: swim is new here; `ritual undo` takes it back
    $ ritual log tea
    tea, noted for today. #6
    ! note: tea is new here; `ritual undo` takes it back
    $ ritual add old
    old is in the notebook.
    $ ritual retire old
    old is retired. `ritual resume old` whenever you like.
    $ ritual change tea --place 1
    tea: changed (place).
    $ ritual show
    ritual  rhythm  about  noted        30 days
    tea                    22 November                               █
    walk                   22 November                               █
    swim                   22 November                               █
    $ ritual streaks
    tea: 1 entry, today.
    walk: 1 entry, today.
    swim: 1 entry, today.
    $ ritual --color never
    Sunday 22 November
            M  T  W  T  F  S  S
      tea                     █    12:00 #6
      walk                    █    12:00 #2
      swim                    █    12:00 #4
    $ ritual line
    tea · walk · swim
    $ ritual add sit
    sit is in the notebook.
    $ ritual change walk --place 2
    walk: as it was.
    $ ritual change walk --place 2
    walk: as it was.
    $ ritual change swim --place 99
    swim: changed (place).
    $ ritual show
    ritual  rhythm  about  noted        30 days
    tea                    22 November                               █
    walk                   22 November                               █
    sit
    swim                   22 November                               █
    $ ritual history tea
    tea
      as it was noted first
    $ ritual undo
    `change swim --place 99` is taken back.
      the ritual swim (place), as before #3
      the ritual sit (no place), as before #8
      the ritual old (place), as before #7
    `ritual redo` brings it back.
    ! note: `change swim --place 99` was run without a terminal
    $ ritual show
    ritual  rhythm  about  noted        30 days
    tea                    22 November                               █
    walk                   22 November                               █
    swim                   22 November                               █
    sit
    $ ritual change tea --place 0
    ! error: invalid value '0' for '--place <N>': 0 is not in 1..=9999
    ! hint: `ritual change --help` shows what it takes
    = 2
    ");
    let order = |home: &crate::support::Home| -> Vec<String> {
        let rituals = home.json(&["show"])["rituals"].clone();
        let names = rituals.as_array().unwrap().iter();
        names
            .map(|r| r["name"].as_str().unwrap().to_owned())
            .collect()
    };
    let there = crate::support::Home::new();
    let rows = home.ok(&["export", "jsonl"]);
    assert_eq!(
        there
            .with_stdin(&["import", "jsonl", "-"], rows.as_bytes())
            .code,
        0
    );
    assert_eq!(order(&there), order(&home));
    assert_eq!(there.ok(&["export", "jsonl"]), rows);
}
