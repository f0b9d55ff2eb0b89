//! The days of a window: measures, subjects, and the grid on which the two meet.

use crate::domain::field::{Field, Shape};
use crate::domain::journal::Journal;
use crate::domain::mood::Mood;
use crate::domain::pause::Pause;
use crate::domain::walk;
use chrono::{Datelike, Days, NaiveDate};
use serde::{Serialize, Serializer};
use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use super::ranks::median;

/// A number that mood notes carry, by the name of its field. In the order of the list of fields.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Measure {
    name: &'static str,
    /// What it counts, where that is not a step of the person's own scale.
    pub unit: &'static str,
    place: usize,
    on_request: bool,
}

impl Measure {
    /// Those that views show without being asked for one.
    pub fn shown() -> Vec<Measure> {
        let all = Measure::all().into_iter();
        all.filter(|measure| !measure.on_request).collect()
    }

    pub fn all() -> Vec<Measure> {
        let numbers = walk::list::<Mood>()
            .into_iter()
            .filter(|(_, shape)| matches!(shape, Shape::Step | Shape::Number));
        let measure = |(place, (field, _)): (usize, (Field, Shape))| Measure {
            name: field.name,
            unit: field.unit,
            place,
            on_request: field.on_request,
        };
        numbers.enumerate().map(measure).collect()
    }

    pub fn named(name: &str) -> Option<Measure> {
        Measure::all().into_iter().find(|m| m.name == name)
    }

    /// Whether views show it only where it is asked for.
    pub fn on_request(self) -> bool {
        self.on_request
    }

    pub fn as_str(self) -> &'static str {
        self.name
    }

    /// Whether it has the five steps of the person's own scale.
    pub fn is_scale(self) -> bool {
        self.unit.is_empty()
    }

    /// Each day's value: the median of that day's notes that carry it.
    pub fn by_day<'a>(self, moods: impl IntoIterator<Item = &'a Mood>) -> BTreeMap<NaiveDate, f64> {
        let mut of_day: BTreeMap<NaiveDate, Vec<f64>> = BTreeMap::new();
        for mood in moods {
            of_day.entry(mood.day).or_default().extend(self.of(mood));
        }
        let middle = of_day
            .into_iter()
            .filter_map(|(day, all)| Some((day, median(&all)?)));
        middle.collect()
    }

    fn of(self, mood: &Mood) -> Option<f64> {
        walk::look_at(mood, self.name)?.number
    }
}

impl PartialOrd for Measure {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Measure {
    fn cmp(&self, other: &Self) -> Ordering {
        self.place.cmp(&other.place)
    }
}

impl Serialize for Measure {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(self.name)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum SubjectKind {
    Changed,
    Coping,
    Ritual,
    Trigger,
}

/// A ritual, or a word noted of a day.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Subject {
    pub kind: SubjectKind,
    pub name: String,
}

/// A subject with every day it has, and its rests.
pub struct Calendar {
    pub subject: Subject,
    pub days: BTreeSet<NaiveDate>,
    pauses: Vec<Pause>,
}

/// One subject and one measure on the days where they meet.
#[derive(Debug, Clone, PartialEq)]
pub struct Series {
    pub values: Vec<Option<f64>>,
    pub done: Vec<bool>,
    pub resting: Vec<bool>,
    /// 0 to 6.
    pub weekday: Vec<u8>,
}

impl Series {
    pub fn len(&self) -> usize {
        self.values.len()
    }

    pub fn is_empty(&self) -> bool {
        self.values.is_empty()
    }

    /// The value of a day that belongs to a group.
    pub fn noted(&self, i: usize) -> Option<f64> {
        self.values[i].filter(|_| !self.resting[i])
    }

    /// Noted days with, without, and how often neighbours among them differ.
    pub fn counts(&self) -> (usize, usize, usize) {
        let done: Vec<bool> = (0..self.len())
            .filter(|i| self.noted(*i).is_some())
            .map(|i| self.done[i])
            .collect();
        let with = done.iter().filter(|d| **d).count();
        let switches = done.windows(2).filter(|pair| pair[0] != pair[1]).count();
        (with, done.len() - with, switches)
    }

    /// The same, with the subject set against the measure of the day after.
    pub fn next_day(mut self) -> Series {
        if !self.is_empty() {
            self.values.remove(0);
            self.weekday.remove(0);
            self.done.pop();
            self.resting.pop();
        }
        self
    }
}

/// The window's measures and subjects.
pub struct Window {
    pub from: NaiveDate,
    pub to: NaiveDate,
    values: BTreeMap<Measure, BTreeMap<NaiveDate, f64>>,
    /// Sorted by kind and name.
    pub subjects: Vec<Calendar>,
    /// Days of the window with any mood note.
    pub noted: BTreeSet<NaiveDate>,
}

impl Window {
    pub fn new(journal: &Journal, from: NaiveDate, to: NaiveDate) -> Window {
        let window = from..=to;
        let mut values = BTreeMap::new();
        for measure in Measure::all() {
            let within = journal.moods.iter().filter(|m| window.contains(&m.day));
            values.insert(measure, measure.by_day(within));
        }
        let noted = journal
            .moods
            .iter()
            .map(|m| m.day)
            .filter(|d| window.contains(d));
        Window {
            from,
            to,
            values,
            subjects: subjects(journal),
            noted: noted.collect(),
        }
    }

    /// A measure's days in order, each with the median of its notes.
    pub fn values(&self, measure: Measure) -> impl Iterator<Item = (NaiveDate, f64)> {
        self.values
            .get(&measure)
            .into_iter()
            .flatten()
            .map(|(day, value)| (*day, *value))
    }

    pub fn value(&self, measure: Measure, day: NaiveDate) -> Option<f64> {
        self.values.get(&measure)?.get(&day).copied()
    }

    /// First and last day with a measure.
    pub fn span(&self, measure: Measure) -> Option<(NaiveDate, NaiveDate)> {
        let days = self.values.get(&measure)?;
        Some((*days.first_key_value()?.0, *days.last_key_value()?.0))
    }

    /// The grid of a subject and a measure; none where they never meet.
    pub fn series(&self, subject: &Calendar, measure: Measure, next_day: bool) -> Option<Series> {
        let (first, last) = self.span(measure)?;
        let start = first.max(*subject.days.first()?).max(self.from);
        let end = last.min(self.to);
        let days = every_day(start, end);
        let series = Series {
            values: days.iter().map(|day| self.value(measure, *day)).collect(),
            done: days.iter().map(|day| subject.days.contains(day)).collect(),
            resting: days
                .iter()
                .map(|day| subject.pauses.iter().any(|p| p.covers(*day)))
                .collect(),
            weekday: days
                .iter()
                .map(|day| day.weekday().num_days_from_monday() as u8)
                .collect(),
        };
        let series = if next_day { series.next_day() } else { series };
        (!series.is_empty()).then_some(series)
    }
}

fn subjects(journal: &Journal) -> Vec<Calendar> {
    let mut all: BTreeMap<Subject, (BTreeSet<NaiveDate>, Vec<Pause>)> = BTreeMap::new();
    for practice in &journal.practices {
        let subject = Subject {
            kind: SubjectKind::Ritual,
            name: practice.ritual.name.clone(),
        };
        let days = practice.days.iter().map(|(day, _)| *day).collect();
        all.insert(subject, (days, practice.pauses.clone()));
    }
    for mood in &journal.moods {
        for (kind, words) in [
            (SubjectKind::Changed, &mood.changed),
            (SubjectKind::Coping, &mood.coping),
            (SubjectKind::Trigger, &mood.triggers),
        ] {
            for word in words {
                let subject = Subject {
                    kind,
                    name: word.clone(),
                };
                all.entry(subject).or_default().0.insert(mood.day);
            }
        }
    }
    let calendar = |(subject, (days, pauses))| Calendar {
        subject,
        days,
        pauses,
    };
    all.into_iter()
        .map(calendar)
        .filter(|c| !c.days.is_empty())
        .collect()
}

/// Every day from one to another, both included.
pub fn every_day(from: NaiveDate, to: NaiveDate) -> Vec<NaiveDate> {
    let after = to.checked_add_days(Days::new(1)).unwrap_or(to);
    from.iter_days().take_while(|day| *day < after).collect()
}
