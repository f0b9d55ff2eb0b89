//! Which day it is: day start, spring gap, autumn hour, flights.
//!
//! Zones are written as POSIX rules, so that the tests need no zone files.

use crate::support::{Home, Said};

const BERLIN: &str = "CET-1CEST,M3.5.0,M10.5.0/3";
const AUCKLAND: &str = "NZST-12NZDT,M9.5.0,M4.1.0/3";
const HONOLULU: &str = "HST10";

fn home(tz: &str, now: &str) -> Home {
    let mut home = Home::at(now);
    home.tz = tz.to_owned();
    home
}

fn entries(home: &Home) -> Vec<(String, String)> {
    let lines = home.ok(&["export", "jsonl"]);
    let rows = lines
        .lines()
        .map(|l| serde_json::from_str::<serde_json::Value>(l).expect("JSON"));
    rows.filter(|r| r["kind"] == "completion")
        .map(|r| {
            (
                r["day"].as_str().unwrap_or("-").to_owned(),
                r["at"].as_str().unwrap_or("-").to_owned(),
            )
        })
        .collect()
}

fn entry(day: &str, at: &str) -> (String, String) {
    (day.to_owned(), at.to_owned())
}

#[test]
fn a_day_can_start_at_four() {
    let mut home = home(BERLIN, "2026-05-02T03:59:00+02:00");
    home.ok(&["config", "day-start", "04:00"]);
    home.ok(&["log", "walk"]);
    assert!(home.ok(&["today"]).starts_with("Friday 1 May\n"));
    home.ok(&["log", "walk", "--at", "23:30"]);
    home.ok(&["log", "walk", "--at", "01:30"]);
    home.ok(&["log", "walk", "--on", "yesterday", "--at", "01:30"]);
    home.ok(&["mood", "3", "--on", "today", "--at", "22:00"]);
    home.now = "2026-05-02T04:00:00+02:00".to_owned();
    home.ok(&["log", "walk"]);
    assert_eq!(
        entries(&home),
        [
            entry("2026-04-30", "2026-05-01T01:30:00+02:00"),
            entry("2026-05-01", "2026-05-01T23:30:00+02:00"),
            entry("2026-05-01", "2026-05-02T01:30:00+02:00"),
            entry("2026-05-01", "2026-05-02T03:59:00+02:00"),
            entry("2026-05-02", "2026-05-02T04:00:00+02:00"),
        ]
    );
}

#[test]
fn the_hour_that_spring_leaves_out() {
    let home = home(BERLIN, "2026-03-29T12:00:00+02:00");
    let Said { err, code, .. } = home.run(&["log", "walk", "--at", "02:30"]);
    insta::assert_snapshot!(err, @"
    error: the clocks were put forward on 2026-03-29, and 02:30 was left out
    hint: a time one hour on, or none
    ");
    assert_eq!((code, home.db().exists()), (2, false));
    home.ok(&["log", "walk", "--at", "01:59"]);
    home.ok(&["log", "walk", "--at", "03:00"]);
    // A file from elsewhere may hold such a time: its wall time is kept.
    home.with_stdin(
        &["import", "jsonl", "-", "--with-consents"],
        b"{\"kind\":\"completion\",\"ritual\":\"walk\",\"day\":\"2026-03-29\",\"at\":\"02:30\"}\n",
    );
    assert_eq!(
        entries(&home),
        [
            entry("2026-03-29", "2026-03-29T01:59:00+01:00"),
            entry("2026-03-29", "2026-03-29T03:00:00+02:00"),
            entry("2026-03-29", "2026-03-29T02:30:00+01:00"),
        ]
    );
}

#[test]
fn the_hour_that_autumn_doubles() {
    let mut home = home(BERLIN, "2026-10-25T00:30:00Z");
    home.ok(&["log", "walk"]); // 02:30 summer time
    home.now = "2026-10-25T01:30:00Z".to_owned();
    home.ok(&["log", "walk"]); // 02:30 again
    home.now = "2026-10-25T12:00:00Z".to_owned();
    home.ok(&["log", "walk", "--at", "02:30"]); // the earlier of the two
    assert_eq!(
        entries(&home),
        [
            entry("2026-10-25", "2026-10-25T02:30:00+02:00"),
            entry("2026-10-25", "2026-10-25T02:30:00+02:00"),
            entry("2026-10-25", "2026-10-25T02:30:00+01:00"),
        ]
    );
}

#[test]
fn a_flight_from_auckland_to_honolulu_lives_a_day_twice() {
    let mut home = home(AUCKLAND, "2026-11-21T19:00:00Z"); // Sunday 22nd, 08:00
    home.ok(&["log", "walk"]);
    home.tz = HONOLULU.to_owned();
    home.now = "2026-11-22T05:00:00Z".to_owned(); // Saturday 21st, 19:00
    home.ok(&["log", "walk"]);
    assert!(home.ok(&["today"]).starts_with("Saturday 21 November\n"));
    assert_eq!(
        entries(&home),
        [
            entry("2026-11-21", "2026-11-21T19:00:00-10:00"),
            entry("2026-11-22", "2026-11-22T08:00:00+13:00")
        ]
    );
    // The day that has not come here yet is not hidden from the one who lived it.
    let show = home.json(&["show", "walk"]);
    assert_eq!(show["latest"].as_array().map(Vec::len), Some(2));
    assert_eq!(
        (
            &show["streak"]["entries"],
            &show["streak"]["last_7"]["done"]
        ),
        (&2.into(), &1.into())
    );
    // What was lived in Auckland stays where it was, and is counted when its day comes here too.
    home.now = "2026-11-23T05:00:00Z".to_owned();
    let streaks = home.json(&["streaks"]);
    assert_eq!(streaks["rituals"][0]["last_7"]["done"], 2);
    let zones = home.ok(&["export", "jsonl"]);
    assert!(
        zones.contains(&format!("\"zone\":\"{AUCKLAND}\"")) && zones.contains("\"zone\":\"HST10\"")
    );
}

#[test]
fn the_clock_can_be_set_by_flag_and_by_environment() {
    let home = Home::at("2026-03-02T08:00:00Z");
    assert!(home.ok(&["today"]).starts_with("Monday 2 March"));
    assert!(
        home.ok(&["today", "--now", "2025-01-01T00:00:00Z"])
            .starts_with("Wednesday 1 January")
    );
    // So it is where nothing is opened.
    for line in [&["man"][..], &["completions", "bash"]] {
        let said = home.run(&[&["--now", "noon"], line].concat());
        assert_eq!(said.code, 2, "{line:?}: {said:?}");
        assert!(said.err.contains("got 'noon'"), "{said:?}");
    }
    insta::assert_snapshot!(home.run(&["today", "--now", "noon"]).err, @"
    error: --now expects an instant such as 2026-03-02T07:30:00+01:00; got 'noon'
    hint: RITUAL_NOW and --now take RFC 3339, with an offset or Z
    ");
}
