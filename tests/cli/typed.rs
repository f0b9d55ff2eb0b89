//! What people type: names with amounts, days and words in one line, names that come close, days and
//! times in the forms people write.

use crate::support::Home;
use crate::transcript;

#[test]
fn an_amount_belongs_to_the_ritual_before_it() {
    transcript!(
        r#"
        log run 5km
        log med 15min
        log run 3 yesterday
        log meditation 15min
        log run 2 meditation 10min
        log run:4
        log "run 20km"
        log "couch to 5k"
        log "16:8"
        log run "3 good things"
        log run 3 4
        log run 3 --amount 4
        show run
    "#,
        @r#"
    $ ritual log run 5km
    run, 5 km, noted for today. #2
    ! note: run is new here; `ritual undo` takes it back
    $ ritual log med 15min
    med, 15 min, noted for today. #4
    ! note: med is new here; `ritual undo` takes it back
    $ ritual log run 3 yesterday
    run, 3 km, noted for 21 November. #5
    $ ritual log meditation 15min
    meditation, 15 min, noted for today. #7
    ! note: meditation is new here; `ritual undo` takes it back
    $ ritual log run 2 meditation 10min
    run, 2 km, noted a second time today. 2 days since 21 November. #8
    meditation, 10 min, noted a second time today. #9
    $ ritual log run:4
    run, 4 km, noted a third time today. 2 days since 21 November. #10
    $ ritual log "run 20km"
    run, 20 km, noted a fourth time today. 2 days since 21 November. #11
    $ ritual log "couch to 5k"
    couch to 5k, noted for today. #13
    ! note: couch to 5k is new here; `ritual undo` takes it back
    $ ritual log "16:8"
    16:8, noted for today. #15
    ! note: 16:8 is new here; `ritual undo` takes it back
    $ ritual log run "3 good things"
    run, noted a fifth time today. 2 days since 21 November. #16
    $ ritual log run 3 4
    ! error: run has an amount before '4'
    ! hint: one amount for each ritual; a name of several words stands in quotes
    = 2
    $ ritual log run 3 --amount 4
    ! error: the amount comes twice
    ! hint: after the name, or with --amount
    = 2
    $ ritual show run
    run #1
      counted in km
      2 days since 21 November. 34 km since 21 November. 6 entries.
      last noted today
      ▁ (1 week up to this one)
      22 November at 12:00: "3 good things" #16
      22 November, 20 km at 12:00 #11
      22 November, 4 km at 12:00 #10
      22 November, 2 km at 12:00 #8
      22 November, 5 km at 12:00 #2
      21 November, 3 km #5
    "#
    );
}

#[test]
fn a_day_and_words_stand_in_the_line() {
    transcript!(
        r#"
        log walk
        log walk yesterday
        log walk "cold but clear"
        log walk "with Sam" --note "and the dog"
        log walk "3 days ago" --on monday
        log yesterday
        log walk tomorrow
        log list
        add yesterday
        log yesterday
        show walk
    "#,
        @r#"
    $ ritual log walk
    walk, noted for today. #2
    ! note: walk is new here; `ritual undo` takes it back
    $ ritual log walk yesterday
    walk, noted for 21 November. #3
    $ ritual log walk "cold but clear"
    walk, noted a second time today. 2 days since 21 November. #4
    $ ritual log walk "with Sam" --note "and the dog"
    ! error: the words come twice
    ! hint: after the name, or with --note
    = 2
    $ ritual log walk "3 days ago" --on monday
    ! error: the day comes twice: --on and '3 days ago'
    ! hint: one of them is enough
    = 2
    $ ritual log yesterday
    ! error: 'yesterday' is a day, and log expects a ritual
    ! hint: as in `ritual log walk yesterday`; `ritual add yesterday` begins a ritual of that name
    = 2
    $ ritual log walk tomorrow
    ! error: the day 2026-11-23 is in the future; today is 2026-11-22
    ! hint: a day is noted when it has come
    = 2
    $ ritual log list
    ! error: log expects a ritual; 'list' asks for something
    ! hint: `ritual show` lists the rituals; `ritual add list` begins one called so
    = 2
    $ ritual add yesterday
    yesterday is in the notebook.
    $ ritual log yesterday
    yesterday, noted for today. #6
    $ ritual show walk
    walk #1
      2 days since 21 November. 3 entries.
      last noted today
      ▁ (1 week up to this one)
      22 November at 12:00: "cold but clear" #4
      22 November at 12:00 #2
      21 November #3
    "#
    );
}

#[test]
fn one_name_at_most_is_new() {
    transcript!(
        r#"
        log sit read
        log walk "cold but clear"
        list
        log sit
        log sit read 20
        log sit stretch lift
        list
    "#,
        @r#"
    $ ritual log sit read
    ! error: 'sit' and 'read' are both new here
    ! hint: `ritual log sit --note read` for words, `ritual log 'sit read'` for one name, `ritual add read` for a ritual of its own
    = 2
    $ ritual log walk "cold but clear"
    walk, noted for today. #2
    ! note: walk is new here; `ritual undo` takes it back
    $ ritual list
    ritual  rhythm  about  noted        30 days
    walk                   22 November                               █
    $ ritual log sit
    sit, noted for today. #4
    ! note: sit is new here; `ritual undo` takes it back
    $ ritual log sit read 20
    sit, noted a second time today. #5
    read, 20, noted for today. #7
    ! note: read is new here; `ritual undo` takes it back
    $ ritual log sit stretch lift
    ! error: 'stretch' and 'lift' are both new here
    ! hint: `ritual log sit --note 'stretch lift'` for words, `ritual add stretch` for a ritual of its own
    = 2
    $ ritual list
    ritual  rhythm  about  noted        30 days
    walk                   22 November                               █
    sit                    22 November                               █
    read                   22 November                               █
    "#
    );
}

#[test]
fn names_that_come_close() {
    transcript!(
        r#"
        add journaling
        add "Activité: marche"
        add "code review"
        log jornal
        log marche
        log code
        log journ
        log chess --note "a cron line goes on working"
        log meditaton
        log meditation
        change meditaton --name meditation
        log meditaton
        change chess --name go
        log chess
        -q log chess
    "#,
        @r#"
    $ ritual add journaling
    journaling is in the notebook.
    $ ritual add "Activité: marche"
    Activité: marche is in the notebook.
    $ ritual add "code review"
    code review is in the notebook.
    $ ritual log jornal
    ! error: no ritual is called 'jornal', and 'journaling' is close to it
    ! hint: `ritual log journaling` or `ritual add jornal`; where 'journaling' was the slip, `ritual change journaling --name jornal`, and `ritual merge --help` says how two become one
    = 2
    $ ritual log marche
    ! error: no ritual is called 'marche', and 'Activité: marche' is close to it
    ! hint: `ritual log 'Activité: marche'` or `ritual add marche`
    = 2
    $ ritual log code
    ! error: no ritual is called 'code', and 'code review' begins so
    ! hint: `ritual log 'code review'` or `ritual add code`
    = 2
    $ ritual log journ
    ! error: no ritual is called 'journ', and 'journaling' begins so
    ! hint: `ritual log journaling` or `ritual add journ`
    = 2
    $ ritual log chess --note "a cron line goes on working"
    chess, noted for today. #5
    ! note: chess is new here; `ritual undo` takes it back
    $ ritual log meditaton
    meditaton, noted for today. #7
    ! note: meditaton is new here; `ritual undo` takes it back
    $ ritual log meditation
    ! error: no ritual is called 'meditation', and 'meditaton' is close to it
    ! hint: `ritual log meditaton` or `ritual add meditation`; where 'meditaton' was the slip, `ritual change meditaton --name meditation`, and `ritual merge --help` says how two become one
    = 2
    $ ritual change meditaton --name meditation
    meditation: changed (name).
    $ ritual log meditaton
    meditation, noted a second time today. #8
    ! note: 'meditaton' is taken for meditation
    $ ritual change chess --name go
    go: changed (name).
    $ ritual log chess
    go, noted a second time today. #9
    ! note: 'chess' is taken for go
    $ ritual -q log chess
    ! note: 'chess' is taken for go
    "#
    );
}

#[test]
fn a_person_is_asked_once_which_name_is_meant() {
    let home = Home::new();
    for name in ["journaling", "journey", "code review"] {
        home.ok(&["add", name]);
    }
    let last = |home: &Home| -> String {
        let rows = home.ok(&["export", "jsonl"]);
        let row = rows.lines().rfind(|row| row.contains("completion"));
        let row: serde_json::Value = serde_json::from_str(row.unwrap_or("{}")).expect("JSON");
        row["ritual"].as_str().unwrap_or_default().to_owned()
    };
    // A beginning is taken and said.
    let said = home.on_terminal(&["log", "cod"], "");
    assert!(
        said.out.contains("note: 'cod' is taken for code review"),
        "{said:?}"
    );
    assert_eq!(last(&home), "code review");
    // The rest is asked, once.
    let said = home.on_terminal(&["log", "journ", "20"], "2\n");
    assert!(
        said.out.contains(
            "'journ' is no ritual here. 1 journaling  2 journey  n a new one (Enter for none): "
        ),
        "{said:?}"
    );
    assert_eq!(last(&home), "journey");
    home.on_terminal(&["log", "jornal"], "journaling\n");
    assert_eq!(last(&home), "journaling");
    let said = home.on_terminal(&["log", "jornal"], "\n");
    assert!(said.out.ends_with("Nothing was noted.\n"), "{said:?}");
    home.on_terminal(&["log", "jornal"], "n\n");
    assert_eq!(last(&home), "jornal");
}

#[test]
fn bare_log_asks_in_one_line() {
    let home = Home::new();
    for (name, moment) in [
        ("journaling", "breakfast"),
        ("walk", "lunch"),
        ("tea", "breakfast"),
    ] {
        home.ok(&["add", name, "--around", moment]);
    }
    let said = home.on_terminal(&["log"], "1 2 20min\n");
    assert!(
        said.out.contains("1 journaling  2 walk  3 tea\n")
            && said
                .out
                .contains("which today, by number or name (Enter for none): "),
        "{said:?}"
    );
    assert!(
        said.out.contains("walk, 20 min, noted for today."),
        "{said:?}"
    );
    assert_eq!(home.ok(&["undo", "--list"]).matches("`log`").count(), 1);
    let said = home.on_terminal(&["log", "--around", "breakfast"], "tea\n");
    assert!(said.out.contains("1 journaling  2 tea\n"), "{said:?}");
    let said = home.run(&["log"]);
    insta::assert_snapshot!(said.err, @"
    error: log expects a ritual
    hint: without a terminal: its name, as in `ritual log walk 20min yesterday`
    ");
    assert_eq!(said.code, 2);
}

#[test]
fn a_number_of_no_line_begins_no_ritual() {
    let home = Home::new();
    home.ok(&["add", "walk"]);
    home.ok(&["add", "tea"]);
    let said = home.on_terminal(&["log"], "7\n2 tea\n");
    assert!(
        said.out.contains("there is no 7 here") && said.out.contains("tea, noted for today."),
        "{said:?}"
    );
    assert!(!said.out.contains("a second time"), "{said:?}");
    assert_eq!(home.ok(&["list", "--json"]).matches("\"name\"").count(), 2);
}

#[test]
fn an_option_without_a_value_is_asked_for() {
    let home = Home::new();
    let said = home.on_terminal(&["log", "walk", "--at"], "7:30\n");
    assert!(
        said.out.contains("the time of day (Enter for none): ")
            && said.out.contains("walk, noted for today."),
        "{said:?}"
    );
    let row = home.ok(&["export", "jsonl"]);
    assert!(row.contains("T07:30:00"), "{row}");
    let said = home.on_terminal(&["offer", "--to-join", "walk"], "Sam\n");
    assert!(said.out.contains("Sam"), "{said:?}");
    let invited = home.ok(&["offer", "list", "--to-join", "--json"]);
    assert!(invited.contains("Sam"), "{invited}");
}

#[test]
fn an_option_without_a_value_is_named_with_an_example() {
    transcript!(
        r#"
        log walk --at
        change walk --rhythm
        mood --sleep
        mood --energy
        log walk -n cold
        boundaries add x --until 2026-12-01
        add yoga --days weekdays
        share "money talk" --to Sam
        share phone in bed --with Sam
        edit 1 tired
        redo 3
        pause 3 days
        month 12
        month 13
    "#,
        @r#"
    $ ritual log walk --at
    ! error: --at expects the time of day
    ! hint: as in `--at 7:30`; `ritual log --help` shows what it takes
    = 2
    $ ritual change walk --rhythm
    ! error: --rhythm expects how often it comes round
    ! hint: as in `--rhythm 3/week`; `ritual change --help` shows what it takes
    = 2
    $ ritual mood --sleep
    ! error: --sleep expects hours of sleep
    ! hint: as in `--sleep 7.5`; `ritual mood --help` shows what it takes
    = 2
    $ ritual mood --energy
    ! error: --energy expects energy, 1 to 5
    ! hint: `ritual mood --help` shows what it takes
    = 2
    $ ritual log walk -n cold
    ! error: unexpected argument '-n' found
    ! hint: --note is its name here; `ritual log --help` shows what it takes
    = 2
    $ ritual boundaries add x --until 2026-12-01
    ! error: unexpected argument '--until' found
    ! hint: --revisit is its name here; `ritual boundaries add --help` shows what it takes
    = 2
    $ ritual add yoga --days weekdays
    ! error: unexpected argument '--days' found
    ! hint: --rhythm is its name here; `ritual add --help` shows what it takes
    = 2
    $ ritual share "money talk" --to Sam
    ! error: unexpected argument '--to' found
    ! hint: --with is its name here; `ritual share --help` shows what it takes
    = 2
    $ ritual share phone in bed --with Sam
    ! error: unexpected argument 'in' found
    ! hint: a name of several words stands in quotes; `ritual share --help` shows what it takes
    = 2
    $ ritual edit 1 tired
    ! error: unexpected argument 'tired' found
    ! hint: `--note tired` says it
    = 2
    $ ritual redo 3
    ! error: there is nothing to bring back
    ! hint: `redo` goes forward after `ritual undo`, until the next command that writes
    = 1
    $ ritual pause 3 days
    ! error: pause expects a ritual, or --all
    ! hint: `ritual pause NAME 3 days` lets one rest, `ritual pause --all 3 days` all of them
    = 2
    $ ritual month 12
    December: a quiet page. `ritual month set` sets an objective or a joint activity.
    $ ritual month 13
    ! error: no month is called '13', and no line of one holds it
    ! hint: months read 2026-12, december, this, next, last; `ritual month set 13` notes it
    = 1
    "#
    );
}

#[test]
fn hours_and_minutes_may_be_a_time_or_an_amount() {
    transcript!(
        r#"
        log walk 7:30
        log walk
        log walk yesterday 7:30
        log walk:7:30
        log walk at 7:30
        log walk for 7:30
        log walk 0:25
        log walk 20min 7:30
        add read --unit pages
        log read 7:30
        add sleep --unit h
        log sleep 7:30
        log sleep 21:15
        log run 5k
    "#,
        @"
    $ ritual log walk 7:30
    ! error: '7:30' may be a time of day or an amount
    ! hint: `at 7:30` is the time, `for 7:30` the amount
    = 2
    $ ritual log walk
    walk, noted for today. #2
    ! note: walk is new here; `ritual undo` takes it back
    $ ritual log walk yesterday 7:30
    ! error: '7:30' may be a time of day or an amount
    ! hint: `at 7:30` is the time, `for 7:30` the amount
    = 2
    $ ritual log walk:7:30
    ! error: '7:30' may be a time of day or an amount
    ! hint: `at 7:30` is the time, `for 7:30` the amount
    = 2
    $ ritual log walk at 7:30
    walk, noted a second time today. #3
    $ ritual log walk for 7:30
    walk, 450 min, noted a third time today. #4
    ! note: walk is counted in min from here on
    $ ritual log walk 0:25
    walk, 25 min, noted a fourth time today. #5
    $ ritual log walk 20min 7:30
    walk, 20 min, noted a fifth time today. #6
    $ ritual add read --unit pages
    read is in the notebook.
    $ ritual log read 7:30
    read, noted for today. #8
    $ ritual add sleep --unit h
    sleep is in the notebook.
    $ ritual log sleep 7:30
    sleep, 7.5 h, noted for today. #10
    $ ritual log sleep 21:15
    ! error: '21:15' may be a time of day or an amount
    ! hint: `at 21:15` is the time, `for 21:15` the amount
    = 2
    $ ritual log run 5k
    ! error: '5k' reads two ways
    ! hint: `5km` or `5000` reads one way
    = 2
    "
    );
}

#[test]
fn a_beginning_that_is_written_by_is_said() {
    transcript!(
        r#"
        log walk
        log swim
        retire wa
        resume wa
        merge sw wa
        share sw --with Sam
        forget --ritual sw --yes
        log walk was nice
        log nothing today
        add "evening prayer"
        log prayr
    "#,
        @r#"
    $ ritual log walk
    walk, noted for today. #2
    ! note: walk is new here; `ritual undo` takes it back
    $ ritual log swim
    swim, noted for today. #4
    ! note: swim is new here; `ritual undo` takes it back
    $ ritual retire wa
    walk is retired. Its entry stays. `ritual resume walk` whenever you like.
    ! note: 'wa' is taken for walk
    $ ritual resume wa
    walk is back among your rituals.
    ! note: 'wa' is taken for walk
    $ ritual merge sw wa
    ! error: no ritual is called 'sw', and 'swim' begins so
    ! hint: its whole name stands for it: swim
    = 2
    $ ritual share sw --with Sam
    ! error: no ritual is called 'sw', and 'swim' begins so
    ! hint: its whole name stands for it: swim
    = 2
    $ ritual forget --ritual sw --yes
    ! error: no ritual is called 'sw', and 'swim' begins so
    ! hint: its whole name stands for it: swim
    = 2
    $ ritual log walk was nice
    ! error: 'was' and 'nice' are both new here
    ! hint: `ritual log walk --note 'was nice'` for words, `ritual add was` for a ritual of its own
    = 2
    $ ritual log nothing today
    ! error: no ritual is called 'nothing', and it may be something else
    ! hint: log notes what was done; `ritual mood TEXT` notes words of a day; `ritual add nothing` begins a ritual called so
    = 2
    $ ritual add "evening prayer"
    evening prayer is in the notebook.
    $ ritual log prayr
    ! error: no ritual is called 'prayr', and 'evening prayer' is close to it
    ! hint: `ritual log 'evening prayer'` or `ritual add prayr`
    = 2
    "#
    );
}

#[test]
fn several_days_are_one_step() {
    transcript!(
        r#"
        log walk --on monday,tuesday --amount 20min
        log walk --on fri..sun
        log walk fri..mon
        log walk --on 2026-11-01..2026-10-01
        log walk --on 2025-01-01..2026-11-01
        log walk --on mon,tue --mood 3
        undo
        undo
        list
    "#,
        @"
    $ ritual log walk --on monday,tuesday --amount 20min
    walk, 20 min, noted for 16 November. #2
    walk, 20 min, noted for 17 November. #3
    ! note: walk is new here; `ritual undo` takes it back
    $ ritual log walk --on fri..sun
    walk, noted for 20 November. #4
    walk, noted for 21 November. #5
    walk, noted for today. 5 of the last 7 days. #6
    $ ritual log walk fri..mon
    walk, noted for 13 November. #7
    walk, noted for 14 November. #8
    walk, noted for 15 November. #9
    walk, noted a second time for 16 November. #10
    $ ritual log walk --on 2026-11-01..2026-10-01
    ! error: --on 2026-10-01 lies before 2026-11-01
    ! hint: --from names the first day, and it comes first
    = 2
    $ ritual log walk --on 2025-01-01..2026-11-01
    ! error: --on 2025-01-01..2026-11-01 is more than a year
    ! hint: a year at a time
    = 2
    $ ritual log walk --on mon,tue --mood 3
    ! error: --mood goes with one day; got several
    ! hint: `ritual mood 3 --on monday` notes it by itself
    = 2
    $ ritual undo
    `log walk fri..mon` is taken back.
      walk, noted for 13 November #7
      walk, noted for 14 November #8
      walk, noted for 15 November #9
      walk, noted for 16 November #10
    `ritual redo` brings it back.
    ! note: `log walk fri..mon` was run without a terminal
    $ ritual undo
    `log walk --on fri..sun` is taken back.
      walk, noted for 20 November #4
      walk, noted for 21 November #5
      walk, noted for today #6
    `ritual redo` brings it back.
    ! note: `log walk --on fri..sun` was run without a terminal
    $ ritual list
    ritual  rhythm  about           noted        30 days
    walk            counted in min  17 November                         ██·····
    "
    );
}

#[test]
fn days_and_times_as_they_are_written() {
    transcript!(
        r#"
        log walk --on 1.9.
        log walk --on 1.9.2026
        log walk --on 08-31
        log walk --on -1
        log walk --on 1d
        log walk --on 1/9
        log walk --on 01-09
        log walk --at 9pm
        log walk --at 7
        log walk --at "7:30 am" --on yesterday
        log walk --at 25
        pause walk 3 days
        pause walk three
        pause --all 2 weeks
        config day-start 4
        add swim --rhythm "twice a week"
        add lift --rhythm weekdays
        add tea --rhythm "every other day"
        remind invite tea --at 9pm --days weekdays
        list
    "#,
        @r#"
    $ ritual log walk --on 1.9.
    walk, noted for 1 September. #2
    ! note: walk is new here; `ritual undo` takes it back
    $ ritual log walk --on 1.9.2026
    walk, noted a second time for 1 September. #3
    $ ritual log walk --on 08-31
    walk, noted for 31 August. #4
    $ ritual log walk --on -1
    walk, noted for 21 November. #5
    $ ritual log walk --on 1d
    walk, noted a second time for 21 November. #6
    $ ritual log walk --on 1/9
    ! error: --on 1/9 reads two ways
    ! hint: '1 september' or '9 january' reads one way
    = 2
    $ ritual log walk --on 01-09
    ! error: --on 01-09 reads two ways
    ! hint: '1 september' or '9 january' reads one way
    = 2
    $ ritual log walk --at 9pm
    ! error: --at 9pm is in the future for 2026-11-22
    ! hint: `--on yesterday --at 9pm` for the day before
    = 2
    $ ritual log walk --at 7
    walk, noted for today. 2 of the last 7 days. #7
    $ ritual log walk --at "7:30 am" --on yesterday
    walk, noted a third time for 21 November. #8
    $ ritual log walk --at 25
    ! error: --at expects a time such as 07:30; got '25'
    ! hint: hours 00 to 23, minutes 00 to 59
    = 2
    $ ritual pause walk 3 days
    walk is resting until 24 November.
    $ ritual pause walk three
    ! error: how long is a number of days or weeks; got 'three'
    ! hint: as in `ritual pause walk 3 days`; --until names the last day; a name of several words stands in quotes
    = 2
    $ ritual pause --all 2 weeks
    All rituals are resting until 5 December.
    $ ritual config day-start 4
    day-start: 04:00
    $ ritual add swim --rhythm "twice a week"
    swim is in the notebook, 2/week.
    $ ritual add lift --rhythm weekdays
    lift is in the notebook, mon,tue,wed,thu,fri.
    $ ritual add tea --rhythm "every other day"
    tea is in the notebook, every 2 days.
    $ ritual remind invite tea --at 9pm --days weekdays
    You invited a note at 21:00 on mon, tue, wed, thu, fri: tea (until 22 December). #15
    ! note: tea is resting; nothing comes while it rests
    ! note: nothing runs by itself; `ritual remind cron` prints a line that brings it
    $ ritual list
    ritual  rhythm               about  noted    30 days
    walk                                resting  ····························██
    swim    2/week                      resting
    lift    mon,tue,wed,thu,fri         resting
    tea     every 2 days                resting
    "#
    );
}

/// Around the turn of the year a day without one is of the year that is meant.
#[test]
fn a_day_without_a_year_lies_where_it_is_asked_for() {
    transcript!(
        r#"
        @ 2026-12-20T12:00:00Z
        log walk --on "6 jan"
        pause walk --from "2 jan" --until "6 jan"
        pause --all --until "2 jan"
        offer tea --until "6 jan"
        try "early nights" --until "15 jan"
        pause walk --from "1 dec" --until "5 dec"
        boundaries add phone --off-limits --agreed "1 jan" --revisit "1 feb"
    "#,
        @r#"
    $ ritual log walk --on "6 jan"
    walk, noted for 6 January. #2
    ! note: walk is new here; `ritual undo` takes it back
    $ ritual pause walk --from "2 jan" --until "6 jan"
    walk is to rest 2–6 Jan 2027.
    $ ritual pause --all --until "2 jan"
    All rituals are resting until 2 January 2027.
    $ ritual offer tea --until "6 jan"
    You offered "tea" (until 6 January 2027). #5
    $ ritual try "early nights" --until "15 jan"
    Trying: "early nights", 20 Dec 2026 – 15 Jan 2027 #7
    $ ritual pause walk --from "1 dec" --until "5 dec"
    walk rested 1–5 Dec.
    $ ritual boundaries add phone --off-limits --agreed "1 jan" --revisit "1 feb"
    Off-limits: phone (agreed 1 January, revisit 1 February 2027). #9
    "#
    );
}

#[test]
fn moods_as_they_are_said() {
    transcript!(
        r#"
        mood 3 --feeling tired, sad
        mood 3 --feeling "tired,sad" --trigger work
        mood 4/5
        mood 4/5 better than it was
        mood 9/5
        edit last --feeling calm, quiet
    "#,
        @r#"
    $ ritual mood 3 --feeling tired, sad
    Noted: mood 3 (even), feeling "tired", "sad". #1
    $ ritual mood 3 --feeling "tired,sad" --trigger work
    Noted: mood 3 (even), feeling "tired", "sad", trigger "work". #2
    $ ritual mood 4/5
    Noted: mood 4. #3
    $ ritual mood 4/5 better than it was
    Noted: mood 4, and your words. #4
    $ ritual mood 9/5
    ! error: mood expects a whole number from 1 to 5; got '9/5'
    ! hint: words may stand alone: `ritual mood "slept at last"`
    = 2
    $ ritual edit last --feeling calm, quiet
    Now: mood 4, feeling "calm", "quiet", noted for today. #4
    "#
    );
}

#[test]
fn a_mood_is_of_the_day_that_stands_alone_behind_it() {
    transcript!(
        r#"
        mood 3 yesterday
        mood 4 Friday --sleep 7
        mood 3 today
        mood 3 sun
        mood good yesterday
        mood 3 good yesterday
        mood 3 tomorrow
        mood 3 monday --on friday
        mood 3, tired
        mood 3,tired
        mood "4/5 fine"
        mood "4/5, fine"
        mood "slept badly, 2"
        mood 3,5
        export csv --kind mood
    "#,
        @r#"
    $ ritual mood 3 yesterday
    Noted for 21 November: mood 3 (even). #1
    $ ritual mood 4 Friday --sleep 7
    Noted for 20 November: mood 4, sleep 7 h. #2
    $ ritual mood 3 today
    Noted: mood 3 (even). #3
    $ ritual mood 3 sun
    Noted: mood 3 (even), and your words. #4
    $ ritual mood good yesterday
    Noted: your words. #5
    $ ritual mood 3 good yesterday
    Noted: mood 3 (even), and your words. #6
    $ ritual mood 3 tomorrow
    Noted: mood 3 (even), and your words. #7
    $ ritual mood 3 monday --on friday
    Noted for 20 November: mood 3 (even), and your words. #8
    $ ritual mood 3, tired
    Noted: mood 3 (even), and your words. #9
    $ ritual mood 3,tired
    Noted: mood 3 (even), and your words. #10
    $ ritual mood "4/5 fine"
    Noted: mood 4, and your words. #11
    $ ritual mood "4/5, fine"
    Noted: mood 4, and your words. #12
    $ ritual mood "slept badly, 2"
    Noted: mood 2, and your words. #13
    $ ritual mood 3,5
    Noted: your words. #14
    $ ritual export csv --kind mood
    uid,day,at,zone,mood,note,sleep
    [UID],2026-11-20,,,4,,7
    [UID],2026-11-20,,,3,monday,
    [UID],2026-11-21,,,3,,
    [UID],2026-11-22,2026-11-22T12:00:00Z,UTC,3,,
    [UID],2026-11-22,2026-11-22T12:00:00Z,UTC,3,sun,
    [UID],2026-11-22,2026-11-22T12:00:00Z,UTC,,good yesterday,
    [UID],2026-11-22,2026-11-22T12:00:00Z,UTC,3,good yesterday,
    [UID],2026-11-22,2026-11-22T12:00:00Z,UTC,3,tomorrow,
    [UID],2026-11-22,2026-11-22T12:00:00Z,UTC,3,tired,
    [UID],2026-11-22,2026-11-22T12:00:00Z,UTC,3,tired,
    [UID],2026-11-22,2026-11-22T12:00:00Z,UTC,4,fine,
    [UID],2026-11-22,2026-11-22T12:00:00Z,UTC,4,fine,
    [UID],2026-11-22,2026-11-22T12:00:00Z,UTC,2,slept badly,
    [UID],2026-11-22,2026-11-22T12:00:00Z,UTC,,"3,5",
    "#
    );
}

/// A question takes a person's own words and keeps them.
#[test]
fn nothing_that_was_typed_at_a_question_is_lost() {
    let home = Home::new();
    home.on_terminal(&["checkin"], "2 tired\nbadly\n2\n1\na hug\n");
    let rows = home.ok(&["export", "jsonl"]);
    for kept in [
        r#""note":"badly""#,
        r#""words":"a hug""#,
        r#""choice":"a hug""#,
    ] {
        assert!(rows.contains(kept), "{kept}: {rows}");
    }
    home.ok(&["month", "set", "--personal", "read before bed"]);
    home.on_terminal(&["month", "review"], "shorter books\n");
    assert!(home.ok(&["month"]).contains("shorter books"));
    let said = home.on_terminal(&["month", "review"], "keep it\n");
    assert!(said.out.contains("December"), "{said:?}");
}

#[test]
fn a_word_near_a_command_leads_to_what_is_meant() {
    crate::transcript!(
        r#"
        sleep 7
        feel tired
        week
        status
        done
        log walk --trigger work
        show walk --energy 3
    "#,
        @r#"
    $ ritual sleep 7
    Noted: sleep 7 h. #1
    ! note: 'sleep' is taken for `ritual mood --sleep`
    $ ritual feel tired
    Noted: feeling "tired". #2
    ! note: 'feel' is taken for `ritual mood --feeling`
    $ ritual week
    16–22 November

    In your words
      Sunday     feeling "tired"

    The days          M   T   W   T   F   S   S
      sleep                                   7     h
    ! note: 'week' is taken for `ritual review --week`
    $ ritual status
    Sunday 22 November
            M  T  W  T  F  S  S
      mood                         sleep 7 h #1; feeling "tired" #2
    ! note: 'status' is taken for `ritual`
    $ ritual done
    ! error: unrecognized subcommand 'done'
    ! hint: `ritual log NAME` notes a ritual
    = 2
    $ ritual log walk --trigger work
    ! error: unexpected argument '--trigger' found
    ! hint: `ritual mood --trigger …` notes it
    = 2
    $ ritual show walk --energy 3
    ! error: unexpected argument '--energy' found
    ! hint: `ritual mood --energy …` notes it
    = 2
    "#
    );
}

#[test]
fn an_amount_a_day_or_a_time_may_have_several_words() {
    transcript!(
        r#"
        log walk 20 min
        log walk 1 hour
        log walk 1 h 30 min yesterday
        log walk for 10 min
        log run 5 km
        log run 5 km 30 min
        log walk 5 km
        log walk 5 min run 3 km
        log stairs 12 floors
        add stairs --unit floors
        log stairs 12 floors
        log walk 3 nov
        log walk "3 nov"
        log walk 3 days ago
        log walk on friday 15
        log on friday walk
        log walk -1
        log walk 1d
        log walk at 7am
        log walk 7:30 am
        log walk at 9pm
        log walk at 7 --at 8
        log walk at 7 8 am
        log sit --start at 7
        add min
        log walk 20 min
    "#,
        @r#"
    $ ritual log walk 20 min
    walk, 20 min, noted for today. #2
    ! note: walk is new here; `ritual undo` takes it back
    $ ritual log walk 1 hour
    walk, 60 min, noted a second time today. #3
    $ ritual log walk 1 h 30 min yesterday
    walk, 90 min, noted for 21 November. #4
    $ ritual log walk for 10 min
    walk, 10 min, noted a third time today. 2 days since 21 November. #5
    $ ritual log run 5 km
    run, 5 km, noted for today. #7
    ! note: run is new here; `ritual undo` takes it back
    $ ritual log run 5 km 30 min
    ! error: run has an amount before '30 min'
    ! hint: one amount for each ritual; a name of several words stands in quotes
    = 2
    $ ritual log walk 5 km
    ! error: walk is counted in min; got 'km'
    ! hint: `ritual change walk --unit km` counts it so from here on
    = 2
    $ ritual log walk 5 min run 3 km
    walk, 5 min, noted a fourth time today. 2 days since 21 November. #8
    run, 3 km, noted a second time today. #9
    $ ritual log stairs 12 floors
    ! error: 'stairs' and 'floors' are both new here
    ! hint: `ritual log stairs --note floors` for words, `ritual log 'stairs floors'` for one name, `ritual add floors` for a ritual of its own
    = 2
    $ ritual add stairs --unit floors
    stairs is in the notebook.
    $ ritual log stairs 12 floors
    stairs, 12 floors, noted for today. #11
    $ ritual log walk 3 nov
    walk, noted for 3 November. #12
    $ ritual log walk "3 nov"
    walk, noted a second time for 3 November. #13
    $ ritual log walk 3 days ago
    walk, noted for 19 November. #14
    $ ritual log walk on friday 15
    walk, 15 min, noted for 20 November. #15
    $ ritual log on friday walk
    walk, noted a second time for 20 November. #16
    $ ritual log walk -1
    walk, noted a second time for 21 November. #17
    $ ritual log walk 1d
    walk, noted a third time for 21 November. #18
    $ ritual log walk at 7am
    walk, noted a fifth time today. 4 of the last 7 days. #19
    $ ritual log walk 7:30 am
    walk, noted a sixth time today. 4 of the last 7 days. #20
    $ ritual log walk at 9pm
    ! error: --at 9pm is in the future for 2026-11-22
    ! hint: `--on yesterday --at 9pm` for the day before
    = 2
    $ ritual log walk at 7 --at 8
    ! error: the time comes twice: --at and '7'
    ! hint: one of them is enough
    = 2
    $ ritual log walk at 7 8 am
    ! error: the time comes twice: 7 and 8 am
    ! hint: each in a line of its own
    = 2
    $ ritual log sit --start at 7
    ! error: --start is of now; got '7'
    ! hint: --at says another time of today
    = 2
    $ ritual add min
    min is in the notebook.
    $ ritual log walk 20 min
    walk, 20 min, noted a seventh time today. 4 of the last 7 days. #22
    min, noted for today. #23
    "#
    );
}

#[test]
fn words_of_a_phrase_and_numbers_begin_no_ritual() {
    transcript!(
        r#"
        log walk
        log walk not today
        log not walk
        log walk "didn't"
        log walk at noon
        log walk on
        log walk and run
        log walk min
        log walk 11/3
        log walk 1.000
        log walk x2
        log walk 1e9
        log 20 walk
        log walk 20 reps
        log walk 20 30 min
        list
        log x2
        log 16:8
        log steps 5000
        add not
        log walk not
    "#,
        @r#"
    $ ritual log walk
    walk, noted for today. #2
    ! note: walk is new here; `ritual undo` takes it back
    $ ritual log walk not today
    ! error: no ritual is called 'not', and it may be something else
    ! hint: words stand together in quotes after their ritual, or with --note; `ritual add not` begins a ritual called so
    = 2
    $ ritual log not walk
    ! error: no ritual is called 'not', and it may be something else
    ! hint: log notes what was done; `ritual mood TEXT` notes words of a day; `ritual add not` begins a ritual called so
    = 2
    $ ritual log walk "didn't"
    ! error: no ritual is called 'didn't', and it may be something else
    ! hint: words stand together in quotes after their ritual, or with --note; `ritual add 'didn'\''t'` begins a ritual called so
    = 2
    $ ritual log walk at noon
    walk, noted a second time today. #3
    $ ritual log walk on
    ! error: no ritual is called 'on', and it may be something else
    ! hint: `--on monday` names the day; `ritual add on` begins a ritual called so
    = 2
    $ ritual log walk and run
    ! error: no ritual is called 'and', and it may be something else
    ! hint: names stand beside each other, as in `ritual log walk run`; words stand in quotes; `ritual add and` begins a ritual called so
    = 2
    $ ritual log walk min
    ! error: no ritual is called 'min', and it may be something else
    ! hint: an amount comes once after its ritual, as in `ritual log walk 20min`; a name of several words stands in quotes; `ritual add min` begins a ritual called so
    = 2
    $ ritual log walk 11/3
    ! error: the day 11/3 reads two ways
    ! hint: '11 march' or '3 november' reads one way
    = 2
    $ ritual log walk 1.000
    ! error: --amount 1.000 reads two ways
    ! hint: `1000` or `1` reads one way
    = 2
    $ ritual log walk x2
    ! error: no ritual is called 'x2', and it may be something else
    ! hint: an amount comes once after its ritual, as in `ritual log walk 20min`; a name of several words stands in quotes; `ritual add x2` begins a ritual called so
    = 2
    $ ritual log walk 1e9
    ! error: no ritual is called '1e9', and it may be something else
    ! hint: an amount comes once after its ritual, as in `ritual log walk 20min`; a name of several words stands in quotes; `ritual add 1e9` begins a ritual called so
    = 2
    $ ritual log 20 walk
    ! error: no ritual is called '20', and it may be something else
    ! hint: an amount comes once after its ritual, as in `ritual log walk 20min`; a name of several words stands in quotes; `ritual add 20` begins a ritual called so
    = 2
    $ ritual log walk 20 reps
    walk, 20 reps, noted a third time today. #4
    ! note: walk is counted in reps from here on
    $ ritual log walk 20 30 min
    ! error: walk has an amount before '30 min'
    ! hint: one amount for each ritual; a name of several words stands in quotes
    = 2
    $ ritual list
    ritual  rhythm  about            noted        30 days
    walk            counted in reps  22 November                               █
    $ ritual log x2
    x2, noted for today. #6
    ! note: x2 is new here; `ritual undo` takes it back
    $ ritual log 16:8
    16:8, noted for today. #8
    ! note: 16:8 is new here; `ritual undo` takes it back
    $ ritual log steps 5000
    steps, 5000, noted for today. #10
    ! note: steps is new here; `ritual undo` takes it back
    $ ritual add not
    not is in the notebook.
    $ ritual log walk not
    walk, noted a fourth time today. #12
    not, noted for today. #13
    "#
    );
}

/// A word that is no command: what is plainly meant is done, else one line names the right command,
/// and a name that is borne wins over what is spelled like it.
#[test]
fn what_is_no_command_leads_to_what_is_meant() {
    transcript!(
        r#"
        log walk
        walk
        walk 20min "cold but clear"
        wlak
        remind walk --at 21:00
        remind stpo walk
        consent show
        consent rm 3
        ls
        quit
        note slept at last
        note
        rename walk stroll
        boundary phone
        person add Ana --for walks
        words phrase "one page counts"
        emergency --json
        strek
        re
        meditaton 10
        log sleep
        sleep 7
        help reminders extra
        demo exit
    "#,
        @r#"
    $ ritual log walk
    walk, noted for today. #2
    ! note: walk is new here; `ritual undo` takes it back
    $ ritual walk
    ! error: unrecognized subcommand 'walk'
    ! hint: `ritual log walk` notes the ritual, `ritual show walk` shows it
    = 2
    $ ritual walk 20min "cold but clear"
    ! error: unrecognized subcommand 'walk'
    ! hint: `ritual log walk 20min 'cold but clear'` notes the ritual, `ritual show walk` shows it
    = 2
    $ ritual wlak
    ! error: unrecognized subcommand 'wlak'
    ! hint: `ritual log walk` is close to it
    = 2
    $ ritual remind walk --at 21:00
    You invited a note at 21:00: walk (until 22 December). #3
    ! note: nothing runs by itself; `ritual remind cron` prints a line that brings it
    ! note: 'remind' is taken for `ritual remind invite`
    $ ritual remind stpo walk
    ! error: unrecognized subcommand 'stpo'
    ! hint: `ritual remind stop walk` is close to it; `ritual remind --help` lists what there is
    = 2
    $ ritual consent show
    Since today, until 22 December: a note at 21:00 for walk. #3
    $ ritual consent rm 3
    ! error: unrecognized subcommand 'rm'
    ! hint: `ritual consent revoke 3` is close to it; `ritual consent --help` lists what there is
    = 2
    $ ritual ls
    ritual  rhythm  about  noted        30 days
    walk                   22 November                               █
    ! note: 'ls' is taken for `ritual show`
    $ ritual quit
    ! error: unrecognized subcommand 'quit'
    ! hint: every command ends by itself; `ritual --help` lists them
    = 2
    $ ritual note slept at last
    ! error: unrecognized subcommand 'note'
    ! hint: `ritual mood 'slept at last'` notes words of a day, `ritual log NAME --note 'slept at last'` those of a ritual
    = 2
    $ ritual note
    ! error: unrecognized subcommand 'note'
    ! hint: `ritual mood TEXT` notes words of a day, `ritual log NAME --note TEXT` those of a ritual
    = 2
    $ ritual rename walk stroll
    ! error: unrecognized subcommand 'rename'
    ! hint: `ritual change NAME --name NEW` renames one
    = 2
    $ ritual boundary phone
    ! note: 'boundary' is taken for `ritual boundaries`
    ! error: nothing in boundaries holds 'phone'
    ! hint: `ritual boundaries add --off-limits phone` notes it
    = 1
    $ ritual person add Ana --for walks
    Ana is in your network, for walks. #5
    ! note: 'person' is taken for `ritual people`
    $ ritual words phrase "one page counts"
    ! error: nothing in phrases holds 'one page counts'
    ! hint: `ritual words phrase add 'one page counts'` notes it
    = 1
    $ ritual emergency --json
    {"schema":1,"report":"care","today":"2026-11-22","text":"In danger now, for yourself or someone near you: the local emergency number.\nFor whatever weighs on you: a doctor, someone you trust, a helpline.\nA directory such as findahelpline.com lists helplines by country.\n\nThis is a private notebook. It does not watch for danger, and it calls nobody.\n","contacts":[]}
    ! note: 'emergency' is taken for `ritual care`
    $ ritual strek
    ! error: unrecognized subcommand 'strek'
    ! hint: `ritual streaks` is close to it; `ritual --help` lists the commands
    = 2
    $ ritual re
    ! error: unrecognized subcommand 're'
    ! hint: several commands begin so: redo, resume, retire, reflect, review, remind, restore
    = 2
    $ ritual meditaton 10
    ! error: unrecognized subcommand 'meditaton'
    ! hint: `ritual log meditaton 10` notes it; `ritual --help` lists the commands
    = 2
    $ ritual log sleep
    sleep, noted for today. #7
    ! note: sleep is new here; `ritual undo` takes it back
    $ ritual sleep 7
    ! error: unrecognized subcommand 'sleep'
    ! hint: `ritual log sleep 7` notes the ritual, `ritual show sleep` shows it
    = 2
    $ ritual help reminders extra
    ! error: unrecognized subcommand 'reminders'
    ! hint: `ritual remind` is what is called so here
    = 2
    $ ritual demo exit
    ! error: unrecognized subcommand 'exit'
    ! hint: every command ends by itself; `ritual --help` lists them
    = 2
    "#
    );
}

#[test]
fn an_option_of_another_program_leads_to_the_one_here() {
    transcript!(
        r#"
        log walk --yesterday
        log walk --date yesterday
        log walk --duration 20
        log walk -m hi
        add walk --goal 5
        mood --pain 3
        find --on yesterday
        pause walk --for 3 days
        review --last week
        add walk 3/week
        edit walk 30min
        edit walk yesterday
        change walk stroll
        checkin 3
        --now noon help
        --now=noon log --help
        show
    "#,
        @"
    $ ritual log walk --yesterday
    ! error: unexpected argument '--yesterday' found
    ! hint: `--on yesterday` names the day
    = 2
    $ ritual log walk --date yesterday
    ! error: unexpected argument '--date' found
    ! hint: --on is its name here; `ritual log --help` shows what it takes
    = 2
    $ ritual log walk --duration 20
    ! error: unexpected argument '--duration' found
    ! hint: --amount is its name here; `ritual log --help` shows what it takes
    = 2
    $ ritual log walk -m hi
    ! error: unexpected argument '-m' found
    ! hint: --note is its name here; `ritual log --help` shows what it takes
    = 2
    $ ritual add walk --goal 5
    ! error: unexpected argument '--goal' found
    ! hint: --rhythm is its name here; `ritual add --help` shows what it takes
    = 2
    $ ritual mood --pain 3
    ! error: unexpected argument '--pain' found
    ! hint: `ritual config measure pain 0-10` makes a measure of your own, and `--measure pain=3` notes it
    = 2
    $ ritual find --on yesterday
    ! error: unexpected argument '--on' found
    ! hint: --from is its name here; `ritual find --help` shows what it takes
    = 2
    $ ritual pause walk --for 3 days
    ! error: unexpected argument '--for' found
    ! hint: `ritual pause NAME 3 days` says how long
    = 2
    $ ritual review --last week
    ! error: unexpected argument '--last' found
    ! hint: `ritual review last week` says which
    = 2
    $ ritual add walk 3/week
    ! error: unexpected argument '3/week' found
    ! hint: `--rhythm '3/week'` says it
    = 2
    $ ritual edit walk 30min
    ! error: unexpected argument '30min' found
    ! hint: `--amount 30min` says it
    = 2
    $ ritual edit walk yesterday
    ! error: unexpected argument 'yesterday' found
    ! hint: `--on yesterday` says it
    = 2
    $ ritual change walk stroll
    ! error: unexpected argument 'stroll' found
    ! hint: `--name stroll` says it
    = 2
    $ ritual checkin 3
    ! error: unexpected argument '3' found
    ! hint: `--mood 3` says it
    = 2
    $ ritual --now noon help
    ! error: --now expects an instant such as 2026-03-02T07:30:00+01:00; got 'noon'
    ! hint: RITUAL_NOW and --now take RFC 3339, with an offset or Z
    = 2
    $ ritual --now=noon log --help
    ! error: --now expects an instant such as 2026-03-02T07:30:00+01:00; got 'noon'
    ! hint: RITUAL_NOW and --now take RFC 3339, with an offset or Z
    = 2
    $ ritual show
    No rituals noted here. `ritual log NAME` notes one, `ritual add NAME` describes one.
    "
    );
}

#[test]
fn a_time_is_said_as_it_is_spoken() {
    transcript!(
        r#"
        log walk yesterday
        review last week
        review november
        review 2026-11-20 to 2026-11-22
        review walk
        review november --month march
        review tomorrow
        calendar october
        calendar walk 2026-11
        calendar 2 weeks
        show 2027-01-01
        show november
        show last
        pause walk until sunday
        pause walk from monday until 24.12.
        pause --all 3 days
        pause walk 3 days --until monday
        month december
        month "words"
        month read before bed
        config measure pain 0-10
        config measure pain off
        log walk --on 31.11.
        log walk 30 february
        log walk last night
        log walk --on mon-wed
        log walk --on 1.sep --at 7h30
        boundaries add phone --ask-first --revisit "next month"
        boundaries add phone --ask-first --revisit "next week"
    "#,
        @r#"
    $ ritual log walk yesterday
    walk, noted for 21 November. #2
    ! note: walk is new here; `ritual undo` takes it back
    $ ritual review last week
    9–15 November: a quiet stretch.
    $ ritual review november
    November 2026

    The days           2      9      16
      walk                                █·  1 day since 21 November
    $ ritual review 2026-11-20 to 2026-11-22
    20–22 November

    The days          F   S   S
      walk                █   ·
    $ ritual review walk
    ! error: a week, a month or a year is expected; got 'walk'
    ! hint: they read 'last week', november, 2026-03, 2025, '30 days'; --from and --to name the first and the last day
    = 2
    $ ritual review november --month march
    ! error: the argument '[WHEN]...' cannot be used with '--month [<MONTH>]'
    ! hint: `ritual review --help` shows what it takes
    = 2
    $ ritual review tomorrow
    ! error: the day 2026-11-23 is in the future; today is 2026-11-22
    ! hint: a day is noted when it has come
    = 2
    $ ritual calendar october
    1–31 October: a quiet stretch.
    $ ritual calendar walk 2026-11
    walk, 1–22 Nov
    Mon  Tue  Wed  Thu  Fri  Sat  Sun
                                   1
     2    3    4    5    6    7    8
     9   10   11   12   13   14   15
    16   17   18   19   20   21█  22·
    entries: █ 1
    $ ritual calendar 2 weeks
    all rituals, 9–22 Nov
    Mon  Tue  Wed  Thu  Fri  Sat  Sun
     9   10   11   12   13   14   15
    16   17   18   19   20   21█  22·
    entries: █ 1
    $ ritual show 2027-01-01
    ! error: show 2027-01-01 is in the future; today is 2026-11-22
    ! hint: a day is noted when it has come
    = 2
    $ ritual show november
    ! error: no ritual is called 'november'
    ! hint: `ritual review november` shows it on a page, `ritual calendar november` as a picture
    = 1
    $ ritual show last
    Saturday 21 November
      walk #2
    $ ritual pause walk until sunday
    walk is resting until 29 November.
    $ ritual pause walk from monday until 24.12.
    walk is to rest 23 Nov – 24 Dec.
    $ ritual pause --all 3 days
    All rituals are resting until 24 November.
    $ ritual pause walk 3 days --until monday
    ! error: the argument '[SPAN]...' cannot be used with '--until <DATE>'
    ! hint: `ritual pause --help` shows what it takes
    = 2
    $ ritual month december
    December: a quiet page. `ritual month set` sets an objective or a joint activity.
    $ ritual month "words"
    ! error: no month is called 'words', and no line of one holds it
    ! hint: months read 2026-12, december, this, next, last; `ritual month set words` notes it
    = 1
    $ ritual month read before bed
    ! error: no month is called 'read before bed', and no line of one holds it
    ! hint: months read 2026-12, december, this, next, last; `ritual month set 'read before bed'` notes it
    = 1
    $ ritual config measure pain 0-10
    measure pain: 0-10. `ritual mood --measure pain=3` notes it.
    $ ritual config measure pain off
    measure pain: no measure of yours from here on; what was noted of it stays
    $ ritual log walk --on 31.11.
    ! error: --on 31.11.: there is no such day
    ! hint: months have 28 to 31 days
    = 2
    $ ritual log walk 30 february
    ! error: the day 30 february: there is no such day
    ! hint: months have 28 to 31 days
    = 2
    $ ritual log walk last night
    walk, noted a second time for 21 November. #7
    $ ritual log walk --on mon-wed
    walk, noted for 16 November. #8
    walk, noted for 17 November. #9
    walk, noted for 18 November. #10
    $ ritual log walk --on 1.sep --at 7h30
    walk, noted for 1 September. #11
    $ ritual boundaries add phone --ask-first --revisit "next month"
    ! error: --revisit next month reads two ways
    ! hint: 'in a month' or '1 december' reads one way
    = 2
    $ ritual boundaries add phone --ask-first --revisit "next week"
    ! error: --revisit next week reads two ways
    ! hint: 'in a week' or 'next monday' reads one way
    = 2
    "#
    );
}

/// An option that another asks for: one line with an example in a script, a question on a terminal.
#[test]
fn an_option_that_another_asks_for_is_named() {
    transcript!(
        r#"
        review --open
        offer tea --for listen
        checkin --until friday
        boundaries --yes
        try "early nights" --watch sleep
    "#,
        @r#"
    $ ritual review --open
    ! error: review expects --html FILE with this
    ! hint: as in `ritual review --open --html FILE`
    = 2
    $ ritual offer tea --for listen
    ! error: offer expects --to-join with this
    ! hint: as in `ritual offer tea --for listen --to-join`
    = 2
    $ ritual checkin --until friday
    ! error: checkin expects --support KIND with this
    ! hint: as in `ritual checkin --until friday --support KIND`
    = 2
    $ ritual boundaries --yes
    ! error: boundaries expects --together with this
    ! hint: as in `ritual boundaries --yes --together`
    = 2
    $ ritual try "early nights" --watch sleep
    ! error: try expects --subject NAME with this
    ! hint: as in `ritual try 'early nights' --watch sleep --subject NAME`
    = 2
    "#
    );
    let home = Home::new();
    home.ok(&["log", "walk"]);
    let said = home.on_terminal(&["try", "nights", "--watch", "sleep"], "walk\n");
    assert!(said.out.contains("(Enter for none): "), "{said:?}");
    assert!(said.out.contains("Trying: \"nights\""), "{said:?}");
}

#[test]
fn words_in_quotes_behind_a_new_name_are_its_note() {
    transcript!(
        r#"
        log meditation 10min "first try"
        log sit "morning pages" "more words"
        log sit read
        log walk "cold but clear" yesterday
        log walk --amount 20 min
        log walk, meditation
        log walk,meditation
        log walk done
        log walk + meditation
        log walk now
        log walk yesterday morning
        log walk 2 hours ago
        log walk ~20min
        log 5 tibetans
        show meditation
    "#,
        @r#"
    $ ritual log meditation 10min "first try"
    meditation, 10 min, noted for today. #2
    ! note: meditation is new here; `ritual undo` takes it back
    $ ritual log sit "morning pages" "more words"
    ! error: 'sit' and 'more words' are both new here
    ! hint: `ritual log sit --note 'more words'` for words, `ritual log 'sit more words'` for one name, `ritual add 'more words'` for a ritual of its own
    = 2
    $ ritual log sit read
    ! error: 'sit' and 'read' are both new here
    ! hint: `ritual log sit --note read` for words, `ritual log 'sit read'` for one name, `ritual add read` for a ritual of its own
    = 2
    $ ritual log walk "cold but clear" yesterday
    walk, noted for 21 November. #4
    ! note: walk is new here; `ritual undo` takes it back
    $ ritual log walk --amount 20 min
    walk, 20 min, noted for today. 2 days since 21 November. #5
    ! note: walk is counted in min from here on
    $ ritual log walk, meditation
    walk, noted a second time today. 2 days since 21 November. #6
    meditation, noted a second time today. #7
    $ ritual log walk,meditation
    walk, noted a third time today. 2 days since 21 November. #8
    meditation, noted a third time today. #9
    $ ritual log walk done
    ! error: no ritual is called 'done', and it may be something else
    ! hint: words stand together in quotes after their ritual, or with --note; `ritual add done` begins a ritual called so
    = 2
    $ ritual log walk + meditation
    ! error: no ritual is called '+', and it may be something else
    ! hint: names stand beside each other, as in `ritual log walk run`; words stand in quotes; `ritual add '+'` begins a ritual called so
    = 2
    $ ritual log walk now
    ! error: no ritual is called 'now', and it may be something else
    ! hint: words stand together in quotes after their ritual, or with --note; `ritual add now` begins a ritual called so
    = 2
    $ ritual log walk yesterday morning
    ! error: no ritual is called 'morning', and it may be something else
    ! hint: words stand together in quotes after their ritual, or with --note; `ritual add morning` begins a ritual called so
    = 2
    $ ritual log walk 2 hours ago
    ! error: no ritual is called 'ago', and it may be something else
    ! hint: words stand together in quotes after their ritual, or with --note; `ritual add ago` begins a ritual called so
    = 2
    $ ritual log walk ~20min
    ! error: no ritual is called '~20min', and it may be something else
    ! hint: an amount comes once after its ritual, as in `ritual log walk 20min`; a name of several words stands in quotes; `ritual add '~20min'` begins a ritual called so
    = 2
    $ ritual log 5 tibetans
    ! error: no ritual is called '5', and it may be something else
    ! hint: an amount comes once after its ritual, as in `ritual log walk 20min`; a name of several words stands in quotes; `ritual add 5` begins a ritual called so
    = 2
    $ ritual show meditation
    meditation #1
      counted in min
      10 min today. 3 entries, today.
      last noted today
      ▁ (1 week up to this one)
      22 November at 12:00 #9
      22 November at 12:00 #7
      22 November, 10 min at 12:00: "first try" #2
    "#
    );
}

#[test]
fn a_single_word_behind_a_ritual_is_asked_about() {
    let home = Home::new();
    home.ok(&["log", "journaling"]);
    home.ok(&["log", "meditaton"]);
    let said = home.on_terminal(&["log"], "1 5min cold\nw\n");
    assert!(
        said.out.contains(
            "'cold' is no ritual here. w words for journaling  n a new one (Enter for none): "
        ),
        "{said:?}"
    );
    assert!(
        home.ok(&["show", "journaling"])
            .contains("5 min at 12:00: \"cold\"")
    );
    home.on_terminal(&["log", "journaling", "yoga"], "n\n");
    assert!(home.ok(&["show"]).contains("yoga"));
    let said = home.on_terminal(&["log", "journaling", "lovely"], "\n");
    assert!(said.out.ends_with("Nothing was noted.\n"), "{said:?}");
    // The slip may have been the first time.
    let said = home.on_terminal(&["log", "meditation"], "\n");
    assert!(
        said.out.contains(
            "hint: where 'meditaton' was the slip, `ritual change meditaton --name meditation`"
        ),
        "{said:?}"
    );
}

#[test]
fn a_mood_of_another_scale_is_refused_with_the_nearest() {
    transcript!(
        r#"
        mood 6/10
        mood 8/10 fine
        mood 80%
        mood "slept badly, 6/10"
        mood "slept badly, 2"
        mood "bed at 1, 2"
        mood "walked, 10"
        mood "24/7 on call"
        mood 4 out of 5, tired
        mood 3: tired
        mood 5!
        mood --energy 3/5
        mood --note 6/10
        mood 3 on monday
        mood yesterday 3
        mood 3 3 days ago
        mood 3 24/7
        mood 3 at 9am
        mood 3 last night
        thanks Sam
        thank Sam for the soup
        wins help
        mood
    "#,
        @r#"
    $ ritual mood 6/10
    ! error: mood expects a whole number from 1 to 5; got '6/10'
    ! hint: the nearest is 3, as in `ritual mood 3`; --note keeps it as words
    = 2
    $ ritual mood 8/10 fine
    ! error: mood expects a whole number from 1 to 5; got '8/10'
    ! hint: the nearest is 4, as in `ritual mood 4`; --note keeps it as words
    = 2
    $ ritual mood 80%
    ! error: mood expects a whole number from 1 to 5; got '80%'
    ! hint: the nearest is 4, as in `ritual mood 4`; --note keeps it as words
    = 2
    $ ritual mood "slept badly, 6/10"
    ! error: mood expects a whole number from 1 to 5; got '6/10'
    ! hint: the nearest is 3, as in `ritual mood 3`; --note keeps it as words
    = 2
    $ ritual mood "slept badly, 2"
    Noted: mood 2, and your words. #1
    $ ritual mood "bed at 1, 2"
    Noted: your words. #2
    $ ritual mood "walked, 10"
    Noted: your words. #3
    $ ritual mood "24/7 on call"
    Noted: your words. #4
    $ ritual mood 4 out of 5, tired
    Noted: mood 4, and your words. #5
    $ ritual mood 3: tired
    Noted: mood 3 (even), and your words. #6
    $ ritual mood 5!
    Noted: mood 5 (light). #7
    $ ritual mood --energy 3/5
    Noted: energy 3. #8
    $ ritual mood --note 6/10
    Noted: your words. #9
    $ ritual mood 3 on monday
    Noted for 16 November: mood 3 (even). #10
    $ ritual mood yesterday 3
    Noted for 21 November: mood 3 (even). #11
    $ ritual mood 3 3 days ago
    Noted for 19 November: mood 3 (even). #12
    $ ritual mood 3 24/7
    Noted: mood 3 (even), and your words. #13
    $ ritual mood 3 at 9am
    Noted: mood 3 (even). #14
    $ ritual mood 3 last night
    Noted: mood 3 (even), and your words. #15
    $ ritual thanks Sam
    ! error: thank expects the specific thing
    ! hint: without a terminal: `ritual thank NAME --for TEXT`, or --for - to read it from stdin
    = 2
    $ ritual thank Sam for the soup
    Noted for Sam: "the soup". #16
    $ ritual wins help
    Note a win in your words, or show them

    Usage: ritual win [OPTIONS] [TEXT|-]...

    Arguments:
      [TEXT|-]...  Your words; `-` reads them from stdin

    Options:
          --edit         Write them in your editor
          --on <DATE>    The day: 2026-03-02, yesterday, monday, '3 days ago'
          --all          Show every one
          --last <DAYS>  Show those of the last so many days

    Examples:
      ritual win "slept at last"
      ritual win --last 7

    Every command takes --db FILE, --json, --quiet, --color WHEN and --no-input.
    $ ritual mood
    16 November: mood 3 (even) #10
    19 November: mood 3 (even) #12
    21 November: mood 3 (even) #11
    22 November: mood 3 (even) at 09:00 #14
    22 November: mood 2 at 12:00: "slept badly" #1
    22 November: noted at 12:00: "bed at 1, 2" #2
    22 November: noted at 12:00: "walked, 10" #3
    22 November: noted at 12:00: "24/7 on call" #4
    22 November: mood 4 at 12:00: "tired" #5
    22 November: mood 3 (even) at 12:00: "tired" #6
    22 November: mood 5 (light) at 12:00 #7
    22 November: energy 3 at 12:00 #8
    22 November: noted at 12:00: "6/10" #9
    22 November: mood 3 (even) at 12:00: "24/7" #13
    22 November: mood 3 (even) at 12:00: "last night" #15
    "#
    );
}
