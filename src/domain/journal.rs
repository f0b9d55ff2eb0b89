//! What a report is made from: plain data for a span of days.

use super::boundary::Boundary;
use super::completion::Completion;
use super::config::Settings;
use super::consent::{Consent, in_view};
use super::invite::Invite;
use super::meta::Meta;
use super::month::MonthLine;
use super::mood::Mood;
use super::offer::Offer;
use super::pause::Pause;
use super::person::Person;
use super::record::{Kind, Record};
use super::reflection::Reflection;
use super::reminder::Reminder;
use super::ritual::{Rhythms, Ritual};
use super::small::SupportOption;
use super::support::Support;
use chrono::NaiveDate;
use std::collections::BTreeMap;
use std::ops::{Deref, DerefMut};

/// What a report reads of the notebook. Each report says what it needs in a function beside it, and
/// gets just that, whole.
#[derive(Debug, Clone, Default)]
pub struct Needs<'a> {
    /// Nouns of which every row is read. A ritual comes with the pauses that rest it.
    pub nouns: &'a [Kind],
    /// The one ritual that days and completions are read of, by name; all where none is named.
    pub only: Option<&'a str>,
    /// Which days of the rituals are read.
    pub days: Done,
    pub completions: Span,
    pub moods: Span,
}

/// The days a ritual was done on, as far as they are needed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Done {
    #[default]
    None,
    /// From a day on; of a ritual that has none since, the last one before it.
    Since(NaiveDate),
    All,
}

/// The rows of a window of days, as far as they are needed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Span {
    #[default]
    None,
    /// From a day to another, both included.
    Within(NaiveDate, NaiveDate),
    All,
}

/// Rows that were asked for, all of them. A report that looks at what it did not ask for would see
/// nothing and say so as if it were true: tests stop there.
#[derive(Debug, Clone, PartialEq)]
pub struct Part<T> {
    rows: Vec<T>,
    asked: bool,
}

impl<T> Part<T> {
    pub fn read(rows: Vec<T>) -> Part<T> {
        Part { rows, asked: true }
    }

    /// The rows where they are wanted, nothing where they are not.
    pub fn when<E>(wanted: bool, read: impl FnOnce() -> Result<Vec<T>, E>) -> Result<Part<T>, E> {
        match wanted {
            true => read().map(Part::read),
            false => Ok(Part::default()),
        }
    }
}

/// Not asked for.
impl<T> Default for Part<T> {
    fn default() -> Part<T> {
        Part {
            rows: Vec::new(),
            asked: false,
        }
    }
}

impl<T> Deref for Part<T> {
    type Target = Vec<T>;

    fn deref(&self) -> &Vec<T> {
        debug_assert!(self.asked, "a report looks at what it did not ask for");
        &self.rows
    }
}

/// To take rows away: of those that were not asked for, there are none.
impl<T> DerefMut for Part<T> {
    fn deref_mut(&mut self) -> &mut Vec<T> {
        &mut self.rows
    }
}

impl<T> FromIterator<T> for Part<T> {
    fn from_iter<I: IntoIterator<Item = T>>(rows: I) -> Part<T> {
        Part::read(rows.into_iter().collect())
    }
}

impl<'a, T> IntoIterator for &'a Part<T> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

/// A ritual with the days it was done on.
#[derive(Debug, Clone)]
pub struct Practice {
    pub ritual: Ritual,
    /// Each day with at least one completion, in order, and how many there were: those of [`Done`].
    pub days: Part<(NaiveDate, u32)>,
    /// The pauses that rest it, those of all rituals among them.
    pub pauses: Vec<Pause>,
}

/// The part of a notebook that was read: what [`Needs`] asked for, whole.
#[derive(Debug, Clone)]
pub struct Journal {
    pub today: NaiveDate,
    pub settings: Settings,
    pub practices: Part<Practice>,
    pub pauses: Part<Pause>,
    pub completions: Part<Completion>,
    pub moods: Part<Mood>,
    pub boundaries: Part<Boundary>,
    pub options: Part<SupportOption>,
    pub supports: Part<Support>,
    pub offers: Part<Offer>,
    pub invites: Part<Invite>,
    pub reminders: Part<Reminder>,
    /// In the order they were added.
    pub consents: Part<Consent>,
    pub reflections: Part<Reflection>,
    pub months: Part<MonthLine>,
    pub people: Part<Person>,
}

impl Journal {
    /// Names of sacred rituals.
    pub fn sacred_names(&self) -> Vec<String> {
        let sacred = self.practices.iter().filter(|p| p.ritual.sacred);
        sacred.map(|p| p.ritual.name.clone()).collect()
    }

    /// The choice of support that holds on a day; the latest counts.
    pub fn choice(&self, day: NaiveDate) -> Option<&Support> {
        self.supports.iter().rev().find(|s| s.term.live(day))
    }

    /// The shared rows alone, as if there were no others: no count and no day tells of them. What
    /// belongs to a sacred ritual, or says its name, is not among them. A ritual that is not shared itself is known by
    /// its name alone where an entry of it is.
    pub fn shared(mut self) -> Journal {
        let consents = std::mem::take(&mut self.consents);
        (self.options, self.supports) = Default::default();
        (self.offers, self.invites, self.reminders) = Default::default();
        let today = self.today;
        let given = |meta: &Meta| in_view(meta, &consents, today);
        let sacred = self.sacred_names();
        let open = |name: &str| !sacred.iter().any(|s| s == name);
        self.completions
            .retain(|c| given(&c.meta) && open(&c.ritual.name));
        self.moods
            .retain(|m| given(&m.meta) && !Record::Mood(m.clone()).says(&sacred));
        self.boundaries
            .retain(|b| given(&b.meta) && !Record::Boundary(b.clone()).says(&sacred));
        // When in the day is about the file, as in what is exported for others.
        self.moods.iter_mut().for_each(|m| m.moment = None);
        self.completions.iter_mut().for_each(|c| c.moment = None);
        self.pauses
            .retain(|p| given(&p.meta) && p.ritual.as_ref().is_none_or(|r| open(&r.name)));
        self.reflections
            .retain(|r| given(&r.meta) && open(&r.ritual.name));
        self.months.retain(|m| given(&m.meta));
        self.people.retain(|p| given(&p.meta));
        for line in self.months.iter_mut() {
            line.ritual = line.ritual.take().filter(|r| open(&r.name));
        }
        for boundary in self.boundaries.iter_mut() {
            boundary.history.clear();
        }
        for practice in self.practices.iter_mut() {
            practice.pauses.retain(|p| given(&p.meta));
            let ritual = &mut practice.ritual;
            ritual.history.clear();
            ritual.rhythms = Rhythms::one(ritual.rhythms.on(today));
            if !given(&ritual.meta) {
                *ritual = Ritual::new(ritual.meta.clone(), ritual.name.clone());
            }
            let mut days: BTreeMap<NaiveDate, u32> = BTreeMap::new();
            for completion in self.completions.iter().filter(|c| ritual.is(&c.ritual)) {
                *days.entry(completion.day).or_default() += 1;
            }
            practice.days = days.into_iter().collect();
        }
        self.practices
            .retain(|p| open(&p.ritual.name) && (given(&p.ritual.meta) || !p.days.is_empty()));
        self
    }

    /// A journal for the tests of reports, which fill it by hand.
    #[cfg(test)]
    pub fn empty(today: NaiveDate) -> Self {
        Journal {
            today,
            settings: Settings::default(),
            practices: Part::read(Vec::new()),
            pauses: Part::read(Vec::new()),
            completions: Part::read(Vec::new()),
            moods: Part::read(Vec::new()),
            boundaries: Part::read(Vec::new()),
            options: Part::read(Vec::new()),
            supports: Part::read(Vec::new()),
            offers: Part::read(Vec::new()),
            invites: Part::read(Vec::new()),
            reminders: Part::read(Vec::new()),
            consents: Part::read(Vec::new()),
            reflections: Part::read(Vec::new()),
            months: Part::read(Vec::new()),
            people: Part::read(Vec::new()),
        }
    }
}
