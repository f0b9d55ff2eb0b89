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
        @""
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
        @""
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
        @""
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
        @""
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
    insta::assert_snapshot!(said.err, @"");
    assert_eq!(said.code, 2);
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
        @""
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
        @""
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
        @""
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
        @""
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
