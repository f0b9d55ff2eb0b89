//! What a report is made from: plain data for a span of days.

use super::between::Between;
use super::boundary::Boundary;
use super::completion::Completion;
use super::config::Settings;
use super::consent::in_view;
use super::meta::Meta;
use super::month::MonthLine;
use super::mood::Mood;
use super::pause::Pause;
use super::person::Person;
use super::record::Record;
use super::reflection::Reflection;
use super::ritual::{Rhythms, Ritual};
use chrono::NaiveDate;
use std::collections::BTreeMap;

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
    pub between: Between,
    pub reflections: Vec<Reflection>,
    pub months: Vec<MonthLine>,
    pub people: Vec<Person>,
}

impl Journal {
    /// Names of sacred rituals.
    pub fn sacred_names(&self) -> Vec<String> {
        let sacred = self.practices.iter().filter(|p| p.ritual.sacred);
        sacred.map(|p| p.ritual.name.clone()).collect()
    }

    /// The shared rows alone, as if there were no others: no count and no day tells of them. What
    /// belongs to a sacred ritual, or says its name, is not among them. A ritual that is not shared itself is known by
    /// its name alone where an entry of it is.
    pub fn shared(mut self) -> Journal {
        let consents = std::mem::take(&mut self.between).consents;
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
        for line in &mut self.months {
            line.ritual = line.ritual.take().filter(|r| open(&r.name));
        }
        for boundary in &mut self.boundaries {
            boundary.history.clear();
        }
        for practice in &mut self.practices {
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

    pub fn empty(today: NaiveDate) -> Self {
        Journal {
            today,
            settings: Settings::default(),
            practices: Vec::new(),
            pauses: Vec::new(),
            completions: Vec::new(),
            moods: Vec::new(),
            boundaries: Vec::new(),
            between: Between::default(),
            reflections: Vec::new(),
            months: Vec::new(),
            people: Vec::new(),
        }
    }
}
