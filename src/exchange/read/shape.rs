//! Rows as the formats describe them, and as they are handed on, with an account of what is left out.

use crate::domain::left::{Left, LeftOut};
use crate::domain::meta::{Extra, Meta};
use crate::domain::mood::Mood;
use crate::domain::record::Record;
use crate::domain::rhythm::{Rhythm, Version};
use crate::domain::walk;
use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, Utc};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// When something was, as far as the file says.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum When {
    Day(NaiveDate),
    /// A calendar and a clock on the wall.
    Wall(NaiveDateTime),
    Utc(DateTime<Utc>),
    Offset(DateTime<FixedOffset>),
    /// A clock on the wall whose offset is told: another file of the same program may not tell it.
    There(DateTime<FixedOffset>),
}

impl When {
    /// A day, and the time where there is one.
    pub fn on(day: NaiveDate, time: Option<NaiveTime>) -> Self {
        time.map_or(When::Day(day), |time| When::Wall(day.and_time(time)))
    }

    /// The day as it is written, in whatever zone.
    pub fn written(&self) -> NaiveDate {
        match self {
            When::Day(day) => *day,
            When::Wall(at) => at.date(),
            When::Utc(at) => at.date_naive(),
            When::Offset(at) | When::There(at) => at.date_naive(),
        }
    }

    /// The same wherever the file is read.
    pub(super) fn key(&self) -> String {
        let wall = |at: NaiveDateTime| at.format("%Y-%m-%dT%H:%M:%S").to_string();
        match self {
            When::Day(day) => day.to_string(),
            When::Wall(at) => wall(*at),
            When::There(at) => wall(at.naive_local()),
            When::Utc(at) => at.timestamp_millis().to_string(),
            When::Offset(at) => at.timestamp_millis().to_string(),
        }
    }
}

/// What a day of a ritual was.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Mark {
    Done,
    Rest,
    /// No entry, and what it counts as.
    Not(Left),
}

/// Something that was done.
#[derive(Debug)]
pub struct Entry<'e> {
    pub ritual: &'e str,
    pub when: When,
    pub amount: Option<f64>,
    pub unit: Option<&'e str>,
    pub variation: Option<&'e str>,
    pub note: Option<&'e str>,
    /// What identifies it beside the time, where that is not the amount: the value as it stands in
    /// the file, when other rows decide what it means.
    pub stored: Option<String>,
    /// Whether it is the one entry of its ritual and day there: it is known again by these, whatever
    /// else it says by then.
    pub keyed: bool,
    pub extra: Extra,
}

impl<'e> Entry<'e> {
    /// The one entry of a ritual and a day.
    pub fn of_day(ritual: &'e str, day: NaiveDate) -> Self {
        Entry {
            keyed: true,
            ..Entry::new(ritual, When::Day(day))
        }
    }

    pub fn new(ritual: &'e str, when: When) -> Self {
        Entry {
            ritual,
            when,
            amount: None,
            unit: None,
            variation: None,
            note: None,
            stored: None,
            keyed: false,
            extra: Extra::new(),
        }
    }
}

/// A mood note; what identifies it in its file beside the time.
pub struct Note<'e> {
    pub when: When,
    pub mood: Mood,
    pub content: &'e str,
    /// Known again by its time and this, whatever else it says by then. Of a day there is one; of a
    /// time there may be several that say different things.
    pub keyed: Option<&'e str>,
    pub extra: Extra,
}

impl<'e> Note<'e> {
    pub fn new(when: When, content: &'e str) -> Self {
        let blank = Mood::blank(Meta::new(Uuid::nil()), NaiveDate::MIN, None);
        Note {
            when,
            mood: blank,
            content,
            keyed: None,
            extra: Extra::new(),
        }
    }

    /// Adds words to one of the lists of the mood.
    ///
    /// # Errors
    /// What the list does not take.
    pub fn add_words(mood: &mut Mood, field: &str, words: &[&str]) -> Result<(), String> {
        let before = mood.word_lists().filter(|(list, _)| list.name == field);
        let mut all: Vec<&str> = before.flat_map(|(_, words)| words).collect();
        all.extend(words);
        let all = Value::from(all);
        walk::set(mood, field, all).map_err(|e| e.to_string())
    }

    /// The person's words, if there are any.
    pub fn say(&mut self, words: &str) {
        self.mood.note = Some(words.trim().to_owned()).filter(|w| !w.is_empty());
    }
}

/// A habit as the other program describes it.
#[derive(Debug, Default)]
pub struct Sketch<'e> {
    pub name: &'e str,
    pub intention: Option<&'e str>,
    pub rhythm: Option<Rhythm>,
    /// How often, in the fields of the file: they stay beside the ritual where `rhythm` has no form for
    /// it.
    pub often: Extra,
    /// What the rhythm became, and from when.
    pub later: Vec<Version>,
    pub unit: Option<&'e str>,
    pub retired: Option<NaiveDate>,
    pub extra: Extra,
}

impl<'e> Sketch<'e> {
    /// One of which the file says no more than its name.
    pub fn named(name: &'e str) -> Self {
        Sketch {
            name,
            ..Sketch::default()
        }
    }
}

/// What was left out, and how much of it.
#[derive(Debug, Default)]
pub struct Account {
    /// The first lines that do not read.
    pub left_out: Vec<LeftOut>,
    pub left_out_lines: u64,
    pub not_carried: BTreeMap<Left, u64>,
    /// Columns that were taken for what they are called, and what that is; none of one that means
    /// nothing here.
    pub columns: Vec<(String, Option<String>)>,
    /// The first words that stay beside the notes they were noted with.
    pub beside: BTreeSet<String>,
}

/// A row of a file, and by what it is known again.
#[derive(Debug)]
pub struct Came {
    pub record: Record,
    /// Of a row that is known by its time there: the identity its content has.
    pub content: Option<Uuid>,
    /// Whether the file spoke of it before.
    pub again: bool,
}

impl From<Record> for Came {
    fn from(record: Record) -> Self {
        Came {
            record,
            content: None,
            again: false,
        }
    }
}

/// Takes a row with its file and line; false to take no more.
pub type Sink<'a> = &'a mut dyn FnMut(&str, usize, Came) -> bool;
