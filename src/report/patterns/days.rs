//! The days of a window: measures, subjects, and where the two meet.

use crate::domain::config::Settings;
use crate::domain::field::{Field, Noun, Shape};
use crate::domain::journal::{Journal, Practice, Sum};
use crate::domain::measure::Own;
use crate::domain::mood::Mood;
use crate::domain::pause::Pause;
use crate::domain::text;
use crate::domain::trial::{Subject, SubjectKind};
use crate::domain::walk;
use chrono::NaiveDate;
use serde::{Serialize, Serializer};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use super::compare::{DAYS, On};
use super::model::{Background, Grid, Noise, hidden, median, midranks};
use super::{LevelNoise, Spec};

/// A number that mood notes carry: a field of theirs, or a measure of the person's own. In the order
/// of the list of fields, own ones after them by name.
#[derive(Debug, Clone, PartialEq)]
pub struct Measure {
    name: Cow<'static, str>,
    /// What it counts, where that is not a step of a scale.
    pub unit: Cow<'static, str>,
    /// What one note of it can tell apart.
    step: f64,
    /// Whether a ritual of its name goes before it.
    pub gives_way: bool,
    /// What it takes, where it is the person's own.
    pub range: Option<(f64, f64)>,
}

impl Measure {
    pub fn all(settings: &Settings) -> Vec<Measure> {
        let numbers = Mood::declared().iter();
        let numbers = numbers.filter(|field| matches!(field.shape, Shape::Step | Shape::Number));
        let measure = |field: &Field| Measure {
            name: field.name.into(),
            unit: field.unit.into(),
            step: field.step,
            gives_way: field.gives_way,
            range: None,
        };
        let own = |own: &Own| Measure {
            name: own.name.clone().into(),
            unit: own.unit.clone().unwrap_or_default().into(),
            step: own.step(),
            gives_way: true,
            range: Some(own.range),
        };
        let numbers = numbers.map(measure);
        numbers.chain(settings.measures.iter().map(own)).collect()
    }

    pub fn named(name: &str, settings: &Settings) -> Option<Measure> {
        let key = text::key(name);
        let mut all = Measure::all(settings).into_iter();
        all.find(|m| text::key(&m.name) == key)
    }

    pub fn as_str(&self) -> &str {
        &self.name
    }

    /// Whether it has the five steps of the person's own scale.
    pub fn is_scale(&self) -> bool {
        self.unit.is_empty() && self.range.is_none()
    }

    /// `kg`, or `0 to 10` where it counts nothing; empty for a step of the scale.
    pub fn counted_in(&self) -> String {
        match self.range {
            Some((low, high)) if self.unit.is_empty() => format!("{low} to {high}"),
            _ => self.unit.to_string(),
        }
    }

    /// Each day's value: the median of that day's notes that carry it.
    pub fn by_day<'a>(
        &self,
        moods: impl IntoIterator<Item = &'a Mood>,
    ) -> BTreeMap<NaiveDate, f64> {
        let of_day = self.all_by_day(moods).into_iter();
        let middle = of_day.filter_map(|(day, all)| Some((day, median(&all)?)));
        middle.collect()
    }

    /// Every value of a day, in the order they were noted.
    pub fn all_by_day<'a>(
        &self,
        moods: impl IntoIterator<Item = &'a Mood>,
    ) -> BTreeMap<NaiveDate, Vec<f64>> {
        let mut of_day: BTreeMap<NaiveDate, Vec<f64>> = BTreeMap::new();
        for mood in moods {
            of_day.entry(mood.day).or_default().extend(self.of(mood));
        }
        of_day
    }

    fn of(&self, mood: &Mood) -> Option<f64> {
        match self.range {
            Some(_) => mood.measures.of(&self.name),
            None => walk::value(mood, &self.name)?.number(),
        }
    }
}

impl Serialize for Measure {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&self.name)
    }
}

/// A subject with every day it has, before the window and after it too, and its rests.
#[derive(Debug, Clone)]
pub struct Calendar {
    pub subject: Subject,
    /// In order, each once.
    days: Vec<NaiveDate>,
    /// Days with an amount in the ritual's unit, in order, each with the sum.
    pub amounts: Vec<(NaiveDate, f64)>,
    pub unit: Option<String>,
    pauses: Vec<Pause>,
}

impl Calendar {
    pub fn has(&self, day: NaiveDate) -> bool {
        self.days.binary_search(&day).is_ok()
    }

    /// 1 and its midrank on a day it has, else 0.
    pub fn on(&self, day: NaiveDate) -> On {
        let has = f64::from(u8::from(self.has(day)));
        (has, has)
    }

    pub fn rests(&self, day: NaiveDate) -> bool {
        self.pauses.iter().any(|pause| pause.covers(day))
    }

    /// The first day ever. There is one of what has a day in the window.
    pub fn first(&self) -> NaiveDate {
        self.days[0]
    }
}

/// A measure over a stretch of days.
#[derive(Debug, Clone)]
pub struct Level {
    pub measure: Measure,
    /// Its days in order, each with the median of its notes.
    pub values: Vec<(NaiveDate, f64)>,
    /// The midrank of each of them.
    ranks: Vec<f64>,
    /// The least variance there is in values and in midranks.
    pub floors: [f64; 2],
    /// How its days hang together, in values and in midranks.
    pub noise: [Noise; 2],
}

impl Level {
    /// None where no day has it.
    pub fn new(
        measure: Measure,
        days: impl IntoIterator<Item = (NaiveDate, f64)>,
    ) -> Option<Level> {
        let values: Vec<(NaiveDate, f64)> = days.into_iter().collect();
        let (first, last) = (values.first()?.0, values.last()?.0);
        let (days, plain): (Vec<NaiveDate>, Vec<f64>) = values.iter().copied().unzip();
        let ranks = midranks(&plain);
        let grid = Grid::new(first, last, &days);
        let background = Background::new(&grid);
        Some(Level {
            floors: [measure.step.powi(2) / 12.0, hidden(&plain)],
            noise: [&plain, &ranks].map(|y| Noise::of(&grid, &background, y)),
            measure,
            values,
            ranks,
        })
    }

    pub fn first(&self) -> NaiveDate {
        self.values[0].0
    }

    pub fn last(&self) -> NaiveDate {
        self.values[self.values.len() - 1].0
    }

    /// Its value and midrank on a day.
    pub fn on(&self, day: NaiveDate) -> Option<On> {
        let at = self.values.binary_search_by_key(&day, |(day, _)| *day);
        at.ok().map(|at| (self.values[at].1, self.ranks[at]))
    }

    /// Whether it has one value throughout.
    pub fn is_constant(&self) -> bool {
        let mut values = self.values.iter();
        values.all(|(_, value)| *value == self.values[0].1)
    }
}

/// The window's measures and subjects.
pub struct Window {
    pub from: NaiveDate,
    /// Those with a day in the window.
    pub levels: Vec<Level>,
    /// Those with a day in the window, by kind and name.
    pub subjects: Vec<Calendar>,
    /// Days of the window with any mood note, in order.
    pub noted: BTreeSet<NaiveDate>,
    /// The days that are looked at; none for all of them.
    among: Option<BTreeSet<NaiveDate>>,
}

impl Window {
    pub fn new(journal: &Journal, spec: &Spec) -> Window {
        let (from, to) = (spec.from, spec.to);
        let window = from..=to;
        let level = |measure: Measure| {
            let values = values(journal, &measure, from, to);
            Level::new(measure, values)
        };
        let measures = Measure::all(&journal.settings).into_iter();
        let within = |calendar: &Calendar| calendar.days.iter().any(|day| window.contains(day));
        let noted = journal.moods.iter().map(|mood| mood.day);
        let mut subjects = subjects(journal);
        let among = spec.among.as_ref().map(|name| {
            let of_name = subjects.iter().filter(|c| c.subject.name == *name);
            of_name.flat_map(|calendar| calendar.days.clone()).collect()
        });
        subjects.retain(within);
        Window {
            from,
            levels: measures.filter_map(level).collect(),
            subjects,
            among,
            noted: noted.filter(|day| window.contains(day)).collect(),
        }
    }

    /// Whether a day is one of those that are looked at.
    pub fn is_among(&self, day: NaiveDate) -> bool {
        self.among.as_ref().is_none_or(|days| days.contains(&day))
    }

    /// How many rituals and words could have been named to look at their days; 1 where none was.
    pub fn could_be_among(&self, spec: &Spec) -> usize {
        let often = |calendar: &&Calendar| {
            let noted = self.noted.iter().filter(|day| calendar.has(**day));
            noted.count() >= DAYS
        };
        match spec.among {
            Some(_) => self.subjects.iter().filter(often).count().max(1),
            None => 1,
        }
    }

    /// How the values of those measures hang together that have days enough and vary.
    pub fn noise(&self) -> Vec<LevelNoise> {
        let tells = |level: &&Level| level.values.len() >= DAYS && !level.is_constant();
        let noise = |level: &Level| LevelNoise {
            measure: level.measure.clone(),
            noise: level.noise[0],
        };
        self.levels.iter().filter(tells).map(noise).collect()
    }
}

/// A measure's days from one day to another, both included, each with the median of its notes.
pub fn values(
    journal: &Journal,
    measure: &Measure,
    from: NaiveDate,
    to: NaiveDate,
) -> BTreeMap<NaiveDate, f64> {
    let within = |mood: &&Mood| (from..=to).contains(&mood.day);
    measure.by_day(journal.moods.iter().filter(within))
}

/// Every ritual and every word, by kind and name.
pub fn subjects(journal: &Journal) -> Vec<Calendar> {
    let ritual = |practice: &Practice| {
        let unit = practice.ritual.unit.as_deref();
        let (own, _) = practice.sums(unit, (NaiveDate::MIN, NaiveDate::MAX));
        Calendar {
            subject: Subject {
                kind: SubjectKind::Ritual,
                name: practice.ritual.name.clone(),
            },
            days: practice.days.iter().map(|(day, _)| *day).collect(),
            amounts: Sum::by_day(&own).into_iter().collect(),
            unit: practice.ritual.unit.clone(),
            pauses: practice.pauses.to_vec(),
        }
    };
    let mut words: BTreeMap<Subject, BTreeSet<NaiveDate>> = BTreeMap::new();
    for mood in &journal.moods {
        for (kind, list) in [
            (SubjectKind::Trigger, &mood.triggers),
            (SubjectKind::Coping, &mood.coping),
            (SubjectKind::Changed, &mood.changed),
        ] {
            for word in list {
                let name = word.clone();
                let days = words.entry(Subject { kind, name }).or_default();
                days.insert(mood.day);
            }
        }
    }
    let word = |(subject, days): (Subject, BTreeSet<NaiveDate>)| Calendar {
        subject,
        days: days.into_iter().collect(),
        amounts: Vec::new(),
        unit: None,
        pauses: Vec::new(),
    };
    let rituals = journal.practices.iter().map(ritual);
    let mut all: Vec<Calendar> = rituals.chain(words.into_iter().map(word)).collect();
    all.sort_by(|a, b| a.subject.cmp(&b.subject));
    all
}
