//! Counts, runs and returns.

use super::days;
use crate::domain::rhythm::Unit;
use crate::render::dates;
use crate::render::sanitise::line;
use crate::report::calendar::Run;
use crate::report::heat::Subject;
use crate::report::log::Back;
use crate::report::streaks::Window;
use chrono::NaiveDate;

/// `3 of the last 7 days (2 more resting)`; `3 days since 21 November` where the first entry lies
/// within it.
pub fn window(window: &Window, today: NaiveDate) -> String {
    let Window {
        done, of, resting, ..
    } = *window;
    match window.since {
        Some((since, resting)) => days_since(done, resting, since, today),
        None => format!("{done} of the last {of} days{}", more_resting(resting)),
    }
}

/// ` (2 more resting)`
fn more_resting(days: usize) -> String {
    match days {
        0 => String::new(),
        n => format!(" ({n} more resting)"),
    }
}

pub fn back(back: Back) -> String {
    match back {
        Back::First(1) => "Picked up again; your earlier entry is here.".to_owned(),
        Back::First(n) => format!("Picked up again; your {n} earlier entries are all here."),
        Back::Again => "Picked up again.".to_owned(),
    }
}

/// `Came back once.`, `Came back 3 times.`
pub fn returns(n: usize) -> String {
    match n {
        1 => "Came back once.".to_owned(),
        n => format!("Came back {n} times."),
    }
}

/// `12 days`, `4 named days`, `3 weeks`.
pub fn run_length(run: &Run) -> String {
    let unit = match run.unit {
        Unit::Days => "days",
        Unit::Weeks => "weeks",
        Unit::Months => "months",
        Unit::Quarters => "quarters",
        Unit::Years => "years",
        Unit::NamedDays => "named days",
        Unit::Times => "times",
    };
    format!("{} {unit}", run.length)
}

/// Runs are worth a line from 3 up; periods from 2.
pub fn run_shows(run: &Run) -> bool {
    run.length >= if run.unit.period().is_some() { 2 } else { 3 }
}

pub fn current_run(run: &Run, today: NaiveDate) -> String {
    let since = dates::day(run.from, today);
    format!("A run of {} since {since}.", run_length(run))
}

pub fn longest_run(run: &Run, today: NaiveDate) -> String {
    let when = dates::range(run.from, run.to, today);
    format!("Longest run {} ({when}).", run_length(run))
}

pub fn last_noted(day: NaiveDate, today: NaiveDate) -> String {
    format!("last noted {}", dates::day(day, today))
}

/// `last noted 20 November, 2 days ago`
pub fn noted_ago(day: NaiveDate, today: NaiveDate) -> String {
    let last = last_noted(day, today);
    match (today - day).num_days() {
        0 => "last noted today".to_owned(),
        n if n < 0 => last,
        n => format!("{last}, {} ago", days(n)),
    }
}

/// `110 min in the last 7 days`, `20 min since 21 November`, `20 min today`.
pub fn sum(n: f64, unit: Option<&str>, window: &Window, today: NaiveDate) -> String {
    let amount = match unit {
        Some(_) => super::amount(n, unit),
        None => format!("a sum of {}", super::number(n)),
    };
    match window.since {
        None => format!("{amount} in the last {} days", window.of),
        Some((since, _)) if since == today => format!("{amount} today"),
        Some((since, _)) => format!("{amount} since {}", dates::day(since, today)),
    }
}

/// `41 entries.`
pub fn entries(n: u64) -> String {
    super::count(n, "entry", "entries") + "."
}

/// `41 entries since 3 March.`, `2 entries, today.`
pub fn entries_since(entries: u64, first: NaiveDate, today: NaiveDate) -> String {
    let entries = super::count(entries, "entry", "entries");
    match first == today {
        true => format!("{entries}, today."),
        false => format!("{entries} since {}.", dates::day(first, today)),
    }
}

/// A ritual by its name, a measure by its word.
pub fn heat_subject(subject: &Subject) -> String {
    match subject {
        Subject::Rituals => "all rituals".to_owned(),
        Subject::Group(words) => format!("rituals {words}"),
        Subject::Ritual(name) => line(name),
        Subject::Measure(measure) => line(measure.as_str()),
    }
}

/// Amounts of two units are never added.
pub fn other_units(units: &[String]) -> String {
    format!("Entries in {} are not in it.", line(&units.join(", ")))
}

/// A sparkline and what it spans.
pub fn week_by_week(marks: &str, weeks: usize) -> String {
    let weeks = super::count(weeks, "week", "weeks");
    format!("{marks} ({weeks} up to this one)")
}

/// `3 days since 20 November (1 more resting)`, while a window is not full.
pub fn days_since(noted: usize, resting: usize, since: NaiveDate, today: NaiveDate) -> String {
    let since = (since != today).then(|| dates::day(since, today));
    match noted {
        0 => of_days(0, 0, resting),
        n => days(n) + &super::after(" since ", since) + &more_resting(resting),
    }
}

/// `12 of 31 days (3 more resting)`, `resting, 5 days`; nothing of days without either.
pub fn of_days(noted: usize, of: usize, resting: usize) -> String {
    match (noted, resting) {
        (0, 0) => String::new(),
        (0, resting) => format!("resting, {}", days(resting)),
        (n, resting) => format!("{n} of {of} days{}", more_resting(resting)),
    }
}

pub const RETIRED: &str = "retired.";
pub const DESCRIBED: &str = "described, and open to begin whenever you like.";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_with_nothing_in_them_are_not_counted() {
        let day = NaiveDate::from_ymd_opt(2026, 11, 22).unwrap();
        assert_eq!(of_days(0, 2, 0), "");
        assert_eq!(days_since(0, 0, day, day), "");
        assert_eq!(of_days(0, 2, 1), "resting, 1 day");
        assert_eq!(of_days(1, 2, 1), "1 of 2 days (1 more resting)");
    }
}
