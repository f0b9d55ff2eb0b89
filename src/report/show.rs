//! `ritual show NAME`: one ritual, its counts and its latest entries.

use super::calendar::Calendar;
use super::calendar::strip::{Week, weeks};
use super::reflections;
use super::streaks::{self, Streak, streak};
use crate::domain::completion::Completion;
use crate::domain::journal::{Journal, Needs, Practice, Span};
use crate::domain::pause::Pause;
use crate::domain::record::Kind;
use crate::domain::ritual::Ritual;
use crate::domain::small::{Reflection, Start};
use chrono::NaiveDate;
use serde::Serialize;

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Show {
    pub today: NaiveDate,
    pub ritual: Ritual,
    pub streak: Streak,
    /// The last weeks, oldest first.
    pub weeks: Vec<Week>,
    pub pauses: Vec<Pause>,
    /// The latest reflections, newest first.
    pub reflections: Vec<Reflection>,
    /// The latest entries, newest first.
    pub latest: Vec<Completion>,
    /// The session that goes on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub started: Option<Start>,
}

/// How many entries the text shows.
pub const LATEST: usize = 7;

/// Of the ritual with this handle; `end` is the day up to which is counted.
pub fn needs(ritual: i64, end: NaiveDate) -> Needs<'static> {
    Needs {
        nouns: &[Kind::Reflection, Kind::Start],
        only: Some(ritual),
        completions: Span::All,
        ..streaks::needs(end)
    }
}

/// `end` is the day up to which is counted.
pub fn show(journal: &Journal, practice: &Practice, entries: usize, end: NaiveDate) -> Show {
    let of = |c: &&Completion| practice.ritual.is(&c.ritual);
    let mut reflections = reflections::latest(journal, &practice.ritual.name, entries);
    reflections.reverse();
    Show {
        today: journal.today,
        ritual: practice.ritual.clone(),
        streak: streak(journal, practice, end),
        weeks: weeks(&Calendar::new(practice, end, journal.settings.week_start)),
        pauses: practice.pauses.to_vec(),
        reflections,
        started: Start::latest(&journal.starts, &practice.ritual).cloned(),
        latest: journal
            .completions
            .iter()
            .filter(of)
            .rev()
            .take(entries)
            .cloned()
            .collect(),
    }
}
