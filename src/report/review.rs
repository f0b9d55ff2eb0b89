//! `ritual review`: one page of a period, for one person or two.

use super::calendar::heat::{Heat, Subject, heat};
use super::patterns::{self, Measure, Patterns};
use crate::domain::boundary::Boundary;
use crate::domain::journal::{Done, Journal, Needs, Span};
use crate::domain::json;
use crate::domain::record::Kind;
use chrono::{Days, NaiveDate};
use serde::Serialize;

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Review {
    pub from: NaiveDate,
    pub to: NaiveDate,
    pub today: NaiveDate,
    /// Rituals noted or at rest in the period, in the order they were added.
    pub rituals: Vec<RitualDays>,
    pub measures: Vec<Line>,
    /// What came together in the year up to the end of the period.
    pub patterns: Patterns,
    /// Boundaries whose revisit date has come by the end of the period.
    pub revisit: Vec<Boundary>,
}

/// One ritual's days.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RitualDays {
    pub name: String,
    pub noted: usize,
    /// Days of rest that were not noted.
    pub resting: usize,
    pub of: usize,
    pub calendar: Heat,
}

/// One measure's days.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Line {
    pub measure: Measure,
    pub points: Vec<Point>,
    pub spread: patterns::Spread,
}

#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Point {
    pub day: NaiveDate,
    #[serde(serialize_with = "json::plain")]
    pub value: f64,
}

/// How far back patterns look from the end of the period, in days.
const YEAR: u64 = 365;

pub fn needs(since: NaiveDate, to: NaiveDate) -> Needs<'static> {
    Needs {
        nouns: &[Kind::Ritual, Kind::Pause, Kind::Boundary, Kind::Consent],
        days: Done::All,
        amounts: true,
        completions: Span::Within(since, to),
        moods: Span::All,
        ..Needs::default()
    }
}

/// The page of a period. The journal holds all days and mood notes, and the completions of the
/// period.
pub fn review(journal: &Journal, from: NaiveDate, to: NaiveDate) -> Review {
    let to = to.min(journal.today);
    let since = from.min(to - Days::new(YEAR - 1));
    let spec = patterns::Spec::of(since, to);
    let due = |b: &&Boundary| b.retired.is_none() && b.revisit.is_some_and(|day| day <= to);
    Review {
        from,
        to,
        today: journal.today,
        rituals: rituals(journal, from, to),
        measures: Measure::shown()
            .into_iter()
            .filter_map(|measure| line(journal, measure, from, to))
            .collect(),
        patterns: patterns::patterns(journal, &spec),
        revisit: journal.boundaries.iter().filter(due).cloned().collect(),
    }
}

fn rituals(journal: &Journal, from: NaiveDate, to: NaiveDate) -> Vec<RitualDays> {
    let page = |name: &String| {
        let calendar = heat(journal, Subject::Ritual(name.clone()), from, to);
        let resting = calendar.days.iter().filter(|d| d.resting).count();
        RitualDays {
            name: name.clone(),
            noted: calendar.days.len() - resting,
            resting,
            of: (to - from).num_days() as usize + 1,
            calendar,
        }
    };
    let pages = journal.practices.iter().map(|p| page(&p.ritual.name));
    pages
        .filter(|page| !page.calendar.days.is_empty())
        .collect()
}

fn line(journal: &Journal, measure: Measure, from: NaiveDate, to: NaiveDate) -> Option<Line> {
    let within = journal
        .moods
        .iter()
        .filter(|m| (from..=to).contains(&m.day));
    let points: Vec<Point> = measure
        .by_day(within)
        .into_iter()
        .map(|(day, value)| Point { day, value })
        .collect();
    let values: Vec<f64> = points.iter().map(|p| p.value).collect();
    Some(Line {
        measure,
        spread: patterns::Spread::of(measure, &values)?,
        points,
    })
}

impl Line {
    /// The value of a day, where there is one.
    pub fn on(&self, day: NaiveDate) -> Option<f64> {
        let at = self.points.binary_search_by_key(&day, |p| p.day).ok()?;
        self.points.get(at).map(|p| p.value)
    }

    /// The ends of its scale: 1 to 5, or the hours noted with room above and below.
    pub fn ends(&self) -> (f64, f64) {
        if self.measure.is_scale() {
            return (1.0, 5.0);
        }
        let low = self.spread.lowest.floor();
        (low, self.spread.highest.ceil().max(low + 1.0))
    }
}

impl Review {
    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        self.rituals.iter().all(|r| r.noted == 0) && self.measures.is_empty()
    }
}
