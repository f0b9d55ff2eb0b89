//! `ritual show`: the rituals and what their owner said of them.

use super::calendar::Calendar;
use super::calendar::strip::Strip;
use super::streaks::{State, state};
use crate::domain::journal::{Done, Journal, Needs, Practice};
use crate::domain::record::Kind;
use crate::domain::ritual::Ritual;
use chrono::NaiveDate;
use serde::Serialize;

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct List {
    pub today: NaiveDate,
    pub rituals: Vec<Listed>,
    /// Whether there are retired ones that were not asked for.
    #[serde(skip)]
    pub others: bool,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Listed {
    #[serde(flatten)]
    pub ritual: Ritual,
    pub state: State,
    /// The last day it was noted on.
    pub last: Option<NaiveDate>,
    pub last_30: Strip,
}

/// `end` is the day up to which is counted.
pub fn needs(end: NaiveDate) -> Needs<'static> {
    Needs {
        nouns: &[Kind::Ritual],
        days: Done::Since(end - chrono::Days::new(29)),
        ..Needs::default()
    }
}

/// The rituals in the order they were added; retired ones on request.
pub fn list(journal: &Journal, retired: bool, end: NaiveDate) -> List {
    let listed = |practice: &Practice| {
        let calendar = Calendar::new(practice, end, journal.settings.week_start);
        Listed {
            ritual: practice.ritual.clone(),
            state: state(practice, journal.today),
            last: practice.days.last().map(|(day, _)| *day),
            last_30: Strip::of(&calendar, 30),
        }
    };
    let shown = journal.practices.iter();
    let shown = shown.filter(|p| retired || p.ritual.retired.is_none());
    let rituals: Vec<Listed> = shown.map(listed).collect();
    List {
        today: journal.today,
        others: rituals.len() < journal.practices.len(),
        rituals,
    }
}
