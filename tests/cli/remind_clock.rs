//! `ritual remind now` where the clocks change, and where the person travels.

use crate::support::Home;

/// What is said at each instant, for a note invited at a time of day in a zone.
fn said(tz: &str, invited: &str, at: &str, instants: &[&str]) -> Vec<usize> {
    let mut home = Home::at(invited);
    home.tz = tz.to_owned();
    home.ok(&["remind", "invite", "tea", "--at", at]);
    instants
        .iter()
        .map(|now| {
            home.now = (*now).to_owned();
            home.ok(&["remind", "now"]).lines().count()
        })
        .collect()
}

#[test]
fn a_time_in_the_hour_that_was_left_out_comes_once_after_it() {
    // Berlin, 29 March 2026: 01:59:59 is followed by 03:00:00, at 01:00 UTC.
    let instants = [
        "2026-03-29T00:59:59Z",
        "2026-03-29T01:00:00Z",
        "2026-03-29T01:30:00Z",
        "2026-03-29T02:30:00Z",
        "2026-03-30T00:29:00Z",
        "2026-03-30T00:30:00Z",
    ];
    let said = said("Europe/Berlin", "2026-03-28T12:00:00Z", "02:30", &instants);
    assert_eq!(said, [0, 1, 0, 0, 0, 1]);
}

#[test]
fn a_time_in_the_hour_that_comes_twice_comes_once() {
    // Berlin, 25 October 2026: 02:30 is at 00:30 UTC and again at 01:30 UTC.
    let instants = [
        "2026-10-25T00:29:00Z",
        "2026-10-25T00:30:00Z",
        "2026-10-25T01:29:00Z",
        "2026-10-25T01:30:00Z",
        "2026-10-25T01:35:00Z",
        "2026-10-26T01:30:00Z",
    ];
    let said = said("Europe/Berlin", "2026-10-24T12:00:00Z", "02:30", &instants);
    assert_eq!(said, [0, 1, 0, 0, 0, 1]);
}

#[test]
fn a_machine_that_slept_through_the_first_hour_says_it_in_the_second() {
    let instants = ["2026-10-25T01:30:00Z", "2026-10-25T01:45:00Z"];
    let said = said("Europe/Berlin", "2026-10-24T12:00:00Z", "02:30", &instants);
    assert_eq!(said, [1, 0]);
}

#[test]
fn lord_howe_leaves_out_half_an_hour() {
    // 4 October 2026: 01:59:59 +10:30 is followed by 02:30:00 +11:00, at 15:30 UTC the day before.
    let instants = [
        "2026-10-03T15:29:59Z",
        "2026-10-03T15:30:00Z",
        "2026-10-03T15:50:00Z",
    ];
    let said = said(
        "Australia/Lord_Howe",
        "2026-10-03T00:00:00Z",
        "02:15",
        &instants,
    );
    assert_eq!(said, [0, 1, 0]);
}

#[test]
fn nine_in_the_evening_wherever_the_evening_is_and_once_a_day() {
    let mut home = Home::at("2026-11-22T12:00:00Z");
    home.tz = "Europe/Berlin".to_owned();
    home.ok(&["remind", "invite", "tea", "--at", "21:00"]);
    home.now = "2026-11-22T20:00:00Z".to_owned();
    assert_eq!(home.ok(&["remind", "now"]).lines().count(), 1);
    // The same day's nine o'clock again, further west.
    home.tz = "America/New_York".to_owned();
    home.now = "2026-11-23T02:00:00Z".to_owned();
    assert_eq!(home.ok(&["remind", "now"]), "");
    home.now = "2026-11-24T02:00:00Z".to_owned();
    assert_eq!(home.ok(&["remind", "now"]).lines().count(), 1);
}

#[test]
fn a_day_that_starts_at_four_holds_the_night() {
    let mut home = Home::at("2026-11-22T12:00:00Z");
    home.ok(&["config", "day-start", "04:00"]);
    // One in the night of the 23rd to the calendar is Sunday's page here.
    home.ok(&[
        "remind", "invite", "tea", "--at", "01:00", "--days", "sun", "--until", "today",
    ]);
    home.now = "2026-11-23T00:59:59Z".to_owned();
    assert_eq!(home.ok(&["remind", "now"]), "");
    home.now = "2026-11-23T01:00:00Z".to_owned();
    assert_eq!(home.ok(&["remind", "now"]).lines().count(), 1);
    home.now = "2026-11-23T04:00:00Z".to_owned();
    assert_eq!(home.ok(&["remind", "now"]), "");
}

#[test]
fn a_clock_that_was_wrong_once_silences_nothing_for_long() {
    let mut home = Home::at("2036-01-01T00:00:00Z");
    home.ok(&["log", "walk"]);
    home.now = "2026-11-22T12:00:00Z".to_owned();
    home.ok(&["remind", "invite", "tea", "--at", "21:00"]);
    home.now = "2026-11-22T21:00:00Z".to_owned();
    assert_eq!(home.ok(&["remind", "now"]).lines().count(), 1);
    assert_eq!(home.ok(&["remind", "now"]), "");
    home.now = "2026-11-23T21:00:00Z".to_owned();
    assert_eq!(home.ok(&["remind", "now"]).lines().count(), 1);
}

/// Every 37 minutes over the days around both changes: each time of day comes once a day, and not
/// before the wall has shown it.
#[test]
fn each_day_has_each_time_once() {
    const TIMES: [&str; 7] = [
        "00:00", "01:59", "02:00", "02:30", "02:59", "03:00", "23:59",
    ];
    let berlin = |now: chrono::DateTime<chrono::Utc>| {
        // Summer time in 2026: from 29 March, 01:00 UTC, to 25 October, 01:00 UTC.
        let summer = ("2026-03-29T01:00:00Z", "2026-10-25T01:00:00Z");
        let at = |text: &str| {
            text.parse::<chrono::DateTime<chrono::Utc>>()
                .expect("an instant")
        };
        let hours = if (at(summer.0)..at(summer.1)).contains(&now) {
            2
        } else {
            1
        };
        (now + chrono::TimeDelta::hours(hours)).naive_utc()
    };
    for first in ["2026-03-27T23:30:00Z", "2026-10-23T22:30:00Z"] {
        let mut home = Home::at(first);
        home.tz = "Europe/Berlin".to_owned();
        for at in TIMES {
            home.ok(&["remind", "invite", at, "--at", at, "--until", "in 5 days"]);
        }
        let start: chrono::DateTime<chrono::Utc> = first.parse().expect("an instant");
        let mut came: Vec<(String, chrono::NaiveDateTime)> = Vec::new();
        for n in 1..=(4 * 24 * 60 / 37) {
            let now = start + chrono::TimeDelta::minutes(37 * n);
            home.now = now.to_rfc3339();
            for line in home.ok(&["remind", "now"]).lines() {
                let at = line.split(['"']).nth(1).expect("words").to_owned();
                came.push((at, berlin(now)));
            }
        }
        for at in TIMES {
            let wall: chrono::NaiveTime = format!("{at}:00").parse().expect("a time");
            let times: Vec<_> = came
                .iter()
                .filter(|(a, _)| a == at)
                .map(|(_, t)| *t)
                .collect();
            assert!((3..=5).contains(&times.len()), "{first} {at}: {times:?}");
            for pair in times.windows(2) {
                let apart = (pair[1] - pair[0]).num_minutes();
                assert!(
                    (22 * 60..=26 * 60).contains(&apart),
                    "{first} {at}: {times:?}"
                );
            }
            for time in times {
                // Within one look of its time; the hour that was left out or came twice may lie
                // between.
                let since = (time.time() - wall).num_minutes();
                let since = (since + 12 * 60).rem_euclid(24 * 60) - 12 * 60;
                assert!((-60..=37 + 60).contains(&since), "{first} {at}: {time}");
            }
        }
    }
}
