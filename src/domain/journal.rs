//! What a report is made from: plain data for a span of days.

use super::boundary::Boundary;
use super::completion::Completion;
use super::config::Settings;
use super::month::MonthLine;
use super::mood::Mood;
use super::pause::Pause;
use super::person::Person;
use super::reflection::Reflection;
use super::ritual::Ritual;
use chrono::NaiveDate;

/// A ritual with the days it was done on.
#[derive(Debug, Clone)]
pub struct Practice {
    pub ritual: Ritual,
    /// Each day with at least one completion, in order, and how many there were.
    pub days: Vec<(NaiveDate, u32)>,
    /// The pauses that rest it, those of all rituals among them.
    pub pauses: Vec<Pause>,
}

/// The part of a notebook that was read.
#[derive(Debug, Clone)]
pub struct Journal {
    pub today: NaiveDate,
    pub settings: Settings,
    pub practices: Vec<Practice>,
    pub pauses: Vec<Pause>,
    pub completions: Vec<Completion>,
    pub moods: Vec<Mood>,
    pub boundaries: Vec<Boundary>,
    pub reflections: Vec<Reflection>,
    pub months: Vec<MonthLine>,
    pub people: Vec<Person>,
}

impl Journal {
    #[must_use]
    pub fn empty(today: NaiveDate) -> Self {
        Journal {
            today,
            settings: Settings::default(),
            practices: Vec::new(),
            pauses: Vec::new(),
            completions: Vec::new(),
            moods: Vec::new(),
            boundaries: Vec::new(),
            reflections: Vec::new(),
            months: Vec::new(),
            people: Vec::new(),
        }
    }
}
