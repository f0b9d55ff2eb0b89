//! `ritual streaks`: counts, runs and returns of each ritual.

use super::calendar::Calendar;
use super::calendar::runs::Run;
use crate::domain::journal::{Done, Journal, Needs, Practice};
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
    pub run: Option<Run>,
    pub longest: Option<Run>,
    pub returns: usize,
    /// First day of the pause that holds today, for the text.
    #[serde(skip)]
    pub resting_since: Option<NaiveDate>,
}

pub fn needs() -> Needs<'static> {
    Needs {
        nouns: &[Kind::Ritual],
        days: Done::All,
        ..Needs::default()
    }
}

/// Every ritual of the journal, in its order. With runs switched off in the settings, none is given.
pub fn streaks(journal: &Journal) -> Streaks {
    Streaks {
        today: journal.today,
        rituals: journal
            .practices
            .iter()
            .map(|p| streak(journal, p))
            .collect(),
    }
}

pub fn streak(journal: &Journal, practice: &Practice) -> Streak {
    let today = journal.today;
    let calendar = Calendar::new(practice, today, journal.settings.week_start);
    let runs = calendar.runs();
    let shown = |run: Option<Run>| run.filter(|_| journal.settings.runs);
    let ritual = &practice.ritual;
    Streak {
        uid: ritual.meta.uid,
        name: ritual.name.clone(),
        state: state(practice, today),
        rhythm: ritual.rhythms.on(today).map(|r| r.to_string()),
        entries: practice.days.iter().map(|(_, n)| u64::from(*n)).sum(),
        first: practice.days.first().map(|(day, _)| *day),
        last: practice.days.last().map(|(day, _)| *day),
        last_7: window(&calendar, today, 7),
        last_30: window(&calendar, today, 30),
        run: shown(runs.run),
        longest: shown(runs.longest),
        returns: runs.returns,
        resting_since: resting_since(practice, today),
    }
}

/// A pause that holds today comes before retirement.
pub fn state(practice: &Practice, today: NaiveDate) -> State {
    if practice.pauses.iter().any(|p| p.covers(today)) {
        State::Resting
    } else if practice.ritual.retired.is_some_and(|day| day <= today) {
        State::Retired
    } else {
        State::Active
    }
}

pub fn resting_since(practice: &Practice, today: NaiveDate) -> Option<NaiveDate> {
    practice
        .pauses
        .iter()
        .filter(|p| p.covers(today))
        .map(|p| p.from)
        .min()
}

/// The `of` days that end today.
pub fn window(calendar: &Calendar, today: NaiveDate, of: u64) -> Window {
    let mut window = Window {
        done: 0,
        of,
        resting: 0,
    };
    for back in 0..of {
        let day = today - Days::new(back);
        if calendar.done(day) {
            window.done += 1;
        } else if calendar.rested(day) {
            window.resting += 1;
        }
    }
    window
}

#[cfg(test)]
mod tests;
