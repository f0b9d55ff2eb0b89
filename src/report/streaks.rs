//! `ritual streaks`: counts, runs and returns of each ritual.

use super::calendar::{Calendar, Run};
use super::heat::units;
use crate::domain::journal::{Done, Journal, Needs, Practice, Sum};
use crate::domain::json;
use crate::domain::record::Kind;
use chrono::{Days, NaiveDate};
use serde::Serialize;
use uuid::Uuid;

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Streaks {
    pub today: NaiveDate,
    pub rituals: Vec<Streak>,
}

/// The state a ritual is in today.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum State {
    Active,
    Resting,
    Retired,
}

/// Done and resting days among the last `of`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Window {
    pub done: usize,
    pub of: u64,
    /// Resting days that were not done.
    pub resting: usize,
    /// The first entry, where it lies within, and the resting days since.
    #[serde(skip)]
    pub since: Option<(NaiveDate, usize)>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Streak {
    pub uid: Uuid,
    pub name: String,
    pub state: State,
    pub rhythm: Option<String>,
    /// Completions, not days.
    pub entries: u64,
    pub first: Option<NaiveDate>,
    pub last: Option<NaiveDate>,
    pub last_7: Window,
    pub last_30: Window,
    /// None without an amount in the last 30 days.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub amounts: Option<Amounts>,
    pub run: Option<Run>,
    pub longest: Option<Run>,
    pub returns: usize,
    /// First day of the pause that holds today, for the text.
    #[serde(skip)]
    pub resting_since: Option<NaiveDate>,
}

/// Sums in the unit of the ritual; others are never added.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Amounts {
    pub unit: Option<String>,
    #[serde(serialize_with = "json::plain")]
    pub last_7: f64,
    #[serde(serialize_with = "json::plain")]
    pub last_30: f64,
    /// Units of other entries of the last 30 days.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub other_units: Vec<String>,
}

/// `end` is the day up to which is counted.
pub fn needs(end: NaiveDate) -> Needs<'static> {
    Needs {
        nouns: &[Kind::Ritual],
        days: Done::All,
        amounts: Done::Since(opens(end, MONTH)),
        ..Needs::default()
    }
}

const WEEK: u64 = 7;
const MONTH: u64 = 30;

/// The first of so many days.
fn opens(end: NaiveDate, of: u64) -> NaiveDate {
    end - Days::new(of - 1)
}

/// Every ritual of the journal, in its order, counted up to a day. With runs switched off in the
/// settings, none is given.
pub fn streaks(journal: &Journal, end: NaiveDate) -> Streaks {
    let streak = |practice| streak(journal, practice, end);
    Streaks {
        today: journal.today,
        rituals: journal.practices.iter().map(streak).collect(),
    }
}

pub fn streak(journal: &Journal, practice: &Practice, end: NaiveDate) -> Streak {
    let today = journal.today;
    let calendar = Calendar::of(practice, journal, end);
    let (run, longest) = calendar.runs();
    let shown = |run: Option<Run>| run.filter(|_| journal.settings.runs);
    let ritual = &practice.ritual;
    Streak {
        uid: ritual.meta.uid,
        name: ritual.name.clone(),
        state: state(practice, today),
        rhythm: ritual.rhythms.on(today).map(|r| r.to_string()),
        entries: practice.days.iter().map(|(_, n)| u64::from(*n)).sum(),
        first: practice.first(),
        last: practice.days.last().map(|(day, _)| *day),
        last_7: window(&calendar, WEEK),
        last_30: window(&calendar, MONTH),
        amounts: amounts(practice, end),
        run: shown(run),
        longest: shown(longest),
        returns: calendar.returns(),
        resting_since: resting_since(practice, today),
    }
}

/// A pause that holds today comes before retirement.
pub fn state(practice: &Practice, today: NaiveDate) -> State {
    if resting_since(practice, today).is_some() {
        State::Resting
    } else if practice.ritual.retired.is_some_and(|day| day <= today) {
        State::Retired
    } else {
        State::Active
    }
}

pub fn resting_since(practice: &Practice, today: NaiveDate) -> Option<NaiveDate> {
    let resting = practice.pauses.iter().filter(|p| p.covers(today));
    resting.map(|p| p.from).min()
}

fn amounts(practice: &Practice, end: NaiveDate) -> Option<Amounts> {
    let unit = practice.ritual.unit.clone();
    let sums = |of| practice.sums(unit.as_deref(), (opens(end, of), end));
    let total = |(own, _): &(Vec<&Sum>, _)| own.iter().map(|sum| sum.n).sum();
    let (week, month) = (sums(WEEK), sums(MONTH));
    (!month.0.is_empty() || !month.1.is_empty()).then(|| Amounts {
        last_7: total(&week),
        last_30: total(&month),
        other_units: units(&month.1),
        unit,
    })
}

/// The `of` days that end with the calendar.
pub fn window(calendar: &Calendar, of: u64) -> Window {
    let first = opens(calendar.today, of);
    let (done, resting) = calendar.counts(first, calendar.today);
    let begins = calendar.practice.window(first).filter(|day| *day > first);
    let since = begins.map(|day| (day, calendar.counts(day, calendar.today).1));
    Window {
        done,
        of,
        resting,
        since,
    }
}

#[cfg(test)]
mod tests;
