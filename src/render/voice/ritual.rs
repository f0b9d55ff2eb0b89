//! Rituals: described, changed, at rest, put away.

use super::hint_name;
use crate::render::dates;
use crate::render::sanitise::line;
use chrono::NaiveDate;

#[must_use]
pub fn resting_since(from: NaiveDate, until: Option<NaiveDate>, today: NaiveDate) -> String {
    match until {
        Some(until) => format!(
            "resting since {}, until {}",
            dates::day(from, today),
            dates::day(until, today)
        ),
        None => format!("resting since {}", dates::day(from, today)),
    }
}

pub const ALL_RITUALS: &str = "all rituals";

#[must_use]
pub fn paused(
    name: Option<&str>,
    from: NaiveDate,
    until: Option<NaiveDate>,
    today: NaiveDate,
) -> String {
    let who = name.map_or(ALL_RITUALS.to_owned(), line);
    let (are, rested, of) = match name {
        Some(name) => ("is", "rested", hint_name(name)),
        None => ("are", "rested", "--all".to_owned()),
    };
    match until {
        Some(until) if until < today => {
            format!("{who} {rested} {}.", dates::range(from, until, today))
        }
        _ if from > today => format!("{who} {are} to rest from {}.", dates::day(from, today)),
        Some(until) => format!("{who} {are} resting until {}.", dates::day(until, today)),
        None => format!("{who} {are} resting. `ritual resume {of}` whenever you like."),
    }
}

#[must_use]
pub fn resumed(name: Option<&str>) -> String {
    match name {
        Some(name) => format!("{} is no longer resting.", line(name)),
        None => "All rituals are back from rest.".to_owned(),
    }
}

#[must_use]
pub fn not_resting(name: Option<&str>) -> String {
    match name {
        Some(name) => format!("{} is not resting.", line(name)),
        None => "No pause holds all rituals today.".to_owned(),
    }
}

#[must_use]
pub fn unretired(name: &str) -> String {
    format!("{} is back among your rituals.", line(name))
}

#[must_use]
pub fn retired(name: &str, entries: u64) -> String {
    let kept = match entries {
        0 => String::new(),
        1 => " Its entry stays.".to_owned(),
        n => format!(" Its {n} entries stay."),
    };
    format!(
        "{} is retired.{kept} `ritual resume {}` whenever you like.",
        line(name),
        hint_name(name)
    )
}

#[must_use]
pub fn added(name: &str, rhythm: Option<&str>) -> String {
    match rhythm {
        Some(rhythm) => format!("{} is in the notebook, {rhythm}.", line(name)),
        None => format!("{} is in the notebook.", line(name)),
    }
}

#[must_use]
pub fn changed(name: &str, from: Option<NaiveDate>, today: NaiveDate) -> String {
    match from {
        Some(from) if from != today => {
            format!("{}: changed from {}.", line(name), dates::day(from, today))
        }
        _ => format!("{}: changed.", line(name)),
    }
}

#[must_use]
pub fn unchanged(name: &str) -> String {
    format!("{}: as it was.", line(name))
}
