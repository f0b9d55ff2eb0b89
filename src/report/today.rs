//! `ritual show today`: what is noted, what rests, which revisit dates have come. Nothing else.

use crate::domain::boundary::Boundary;
use crate::domain::completion::Completion;
use crate::domain::config::Settings;
use crate::domain::field::RitualRef;
use crate::domain::journal::{Journal, Needs, Span};
use crate::domain::mood::Mood;
use crate::domain::record::{Kind, Record};
use crate::domain::ritual::Ritual;
use crate::domain::small::Start;
use crate::report::patterns::Measure;
use crate::report::revisit;
use chrono::NaiveDate;
use serde::Serialize;

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Today {
    pub today: NaiveDate,
    pub completions: Vec<Completion>,
    pub moods: Vec<Mood>,
    pub resting: Vec<Resting>,
    /// Boundaries whose revisit date is today or past.
    pub revisit: Vec<Boundary>,
    /// Every mood of the day, and the middle one that views take, where there are several.
    #[serde(skip)]
    pub several: Option<(Vec<f64>, f64)>,
    /// Sessions that go on, begun on the day or before it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub started: Vec<Start>,
    /// Units of the rituals among the completions, by name.
    #[serde(skip)]
    pub units: Vec<(String, String)>,
    #[serde(skip)]
    pub settings: Settings,
    /// The day it is seen from.
    #[serde(skip)]
    pub now: NaiveDate,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub reflections: Vec<Record>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub wins: Vec<Record>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub thanks: Vec<Record>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub visions: Vec<Record>,
}

/// A ritual at rest, or all of them where `ritual` is none.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Resting {
    pub ritual: Option<String>,
    pub from: NaiveDate,
    pub until: Option<NaiveDate>,
}

pub fn needs(today: NaiveDate) -> Needs<'static> {
    Needs {
        nouns: &[Kind::Ritual, Kind::Pause, Kind::Boundary, Kind::Start],
        completions: Span::Within(today, today),
        moods: Span::Within(today, today),
        words: Some(today),
        ..Needs::default()
    }
}

/// The journal is as of the day that is shown; `now` is the day it is seen from.
pub fn today(journal: &Journal, now: NaiveDate) -> Today {
    let day = journal.today;
    let words = |kind| journal.words.some(|row| row.kind() == kind);
    // What was put away is not at rest.
    let kept = |of: &RitualRef| journal.rituals().any(|r| r.is(of) && r.retired.is_none());
    let pauses = journal.pauses.iter();
    let mut resting: Vec<Resting> = pauses
        .filter(|p| p.covers(day) && p.ritual.as_ref().is_none_or(kept))
        .map(|p| Resting {
            ritual: p.ritual.as_ref().map(|r| r.name.clone()),
            from: p.from,
            until: p.until,
        })
        .collect();
    resting.sort_by(|a, b| (&a.ritual, a.from).cmp(&(&b.ritual, b.from)));
    resting.dedup_by(|a, b| a.ritual == b.ritual);
    let revisit = |b: &Boundary| b.retired.is_none() && b.revisit.is_some_and(|at| at <= day);
    let latest = |ritual| Start::latest(&journal.starts, ritual);
    let started = journal.rituals().filter_map(latest);
    let started = started.filter(|start| start.day <= day);
    let unit = |ritual: &Ritual| Some((ritual.name.clone(), ritual.unit.clone()?));
    let units = journal.rituals().filter_map(unit);
    Today {
        today: day,
        completions: journal.completions.to_vec(),
        moods: journal.moods.to_vec(),
        resting,
        revisit: journal.boundaries.some(revisit),
        several: several(journal),
        started: started.cloned().collect(),
        units: units.collect(),
        settings: journal.settings.clone(),
        now,
        reflections: words(Kind::Reflection),
        wins: words(Kind::Win),
        thanks: words(Kind::Thanks),
        visions: words(Kind::Vision),
    }
}

fn several(journal: &Journal) -> Option<(Vec<f64>, f64)> {
    let mood = Measure::named("mood", &journal.settings)?;
    let values = mood.all_by_day(&journal.moods).remove(&journal.today)?;
    let middle = mood.by_day(&journal.moods).remove(&journal.today)?;
    (values.len() > 1).then_some((values, middle))
}

impl Today {
    /// Keeps what is about these rituals, and rests of all.
    pub fn narrow(&mut self, names: &[String]) {
        self.completions.retain(|c| names.contains(&c.ritual.name));
        self.started.retain(|s| names.contains(&s.ritual.name));
        self.resting
            .retain(|rest| rest.ritual.as_ref().is_none_or(|name| names.contains(name)));
        self.reflections.retain(|row| revisit::is_of(row, names));
        self.moods.clear();
        self.several = None;
        self.revisit.clear();
        self.wins.clear();
        self.thanks.clear();
        self.visions.clear();
    }

    /// What was written that day beside entries and moods.
    pub fn words(&self) -> impl Iterator<Item = &Record> {
        let (reflections, wins) = (self.reflections.iter(), self.wins.iter());
        let words = reflections.chain(wins).chain(&self.thanks);
        words.chain(&self.visions)
    }

    pub fn is_quiet(&self) -> bool {
        self.completions.is_empty()
            && self.moods.is_empty()
            && self.started.is_empty()
            && self.words().next().is_none()
            && self.resting.is_empty()
            && self.revisit.is_empty()
    }
}
