//! Measures against each other, words that come together, weekdays.

use super::chance::fisher;
use super::compare::{Counts, Fitted, Sample, Slope, done_on, indicator};
use super::days::{Calendar, Level, Measure, Window};
use super::model::{APART, Background, Grid, Noise};
use super::ranks::{median, ties};
use crate::domain::dates;
use crate::domain::trial::{Subject, SubjectKind};
use chrono::{Datelike, NaiveDate, Weekday as Day};
use serde::Serialize;

/// One measure by another, on the days that have both.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ByMeasure {
    pub measure: Measure,
    pub by: Measure,
    #[serde(flatten)]
    pub slope: Slope,
}

/// A trigger and something noted or done on the same days.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct WordPair {
    pub a: Subject,
    pub b: Subject,
    pub days: usize,
    pub both: usize,
    pub n_a: usize,
    pub n_b: usize,
    pub by_chance: f64,
    #[serde(flatten)]
    pub fitted: Fitted,
}

/// A measure on one weekday.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Weekday {
    pub measure: Measure,
    pub weekday: String,
    pub notes: usize,
    pub median: f64,
}

/// Which measures are compared, the first by the second.
const MEASURES: [(&str, &str); 3] = [("mood", "energy"), ("mood", "sleep"), ("energy", "sleep")];

pub fn measures(window: &Window) -> Vec<ByMeasure> {
    let named = |name: &str| {
        let mut levels = window.levels.iter();
        levels.find(|level| level.measure.as_str() == name)
    };
    let compared = |(y, by): (&str, &str)| by_measure(window, named(y)?, named(by)?);
    MEASURES.into_iter().filter_map(compared).collect()
}

fn by_measure(window: &Window, level: &Level, by: &Level) -> Option<ByMeasure> {
    let both = |&(day, _): &(NaiveDate, f64)| {
        let among = window.is_among(day);
        Some((day, by.on(day).filter(|_| among)?, level.on(day)?))
    };
    let met: Vec<_> = level.values.iter().filter_map(both).collect();
    let days: Vec<NaiveDate> = met.iter().map(|(day, ..)| *day).collect();
    let (x, x_ranks) = met.iter().map(|(_, x, _)| *x).unzip();
    let (y, y_ranks) = met.iter().map(|(.., y)| *y).unzip();
    let first = level.first().max(by.first());
    let grid = Grid::new(first, level.last().min(by.last()), &days);
    let sample = Sample::new(grid, x, y, Some([x_ranks, y_ranks]));
    Some(ByMeasure {
        measure: level.measure.clone(),
        by: by.measure.clone(),
        slope: Slope::of(&sample, level)?,
    })
}

/// Each trigger with each coping word and each ritual.
pub fn words(window: &Window) -> Vec<WordPair> {
    let of = |kind| {
        let subjects = window.subjects.iter();
        subjects.filter(move |s| s.subject.kind == kind)
    };
    let others = of(SubjectKind::Ritual).chain(of(SubjectKind::Coping));
    let mut found = Vec::new();
    for b in others {
        let mut noted = None;
        for a in of(SubjectKind::Trigger) {
            found.extend(together(window, a, b, &mut noted));
        }
    }
    found.sort_by(|a, b| (&a.a, &a.b).cmp(&(&b.a, &b.b)));
    found
}

/// Days with any mood note on which a subject does not rest, from a day on.
fn noted(window: &Window, b: &Calendar, from: NaiveDate) -> Vec<NaiveDate> {
    let days = window.noted.range(from..).copied();
    days.filter(|day| !b.rests(*day)).collect()
}

fn on_grid(days: &[NaiveDate]) -> Option<Grid> {
    Some(Grid::new(*days.first()?, *days.last()?, days))
}

/// `known` keeps what is taken once for each `b`: how its days hang together, and the least
/// variance there is in them.
fn together(
    window: &Window,
    a: &Calendar,
    b: &Calendar,
    known: &mut Option<(Noise, f64)>,
) -> Option<WordPair> {
    let days = noted(window, b, a.first().max(b.first()));
    let grid = on_grid(&days)?;
    let (with_a, with_b) = [a, b].map(|c| done_on(c, days.iter().copied())).into();
    let sample = Sample::new(grid, indicator(&with_a), indicator(&with_b), None);
    if !sample.allows_words() {
        return None;
    }
    let (noise, floor) = *known.get_or_insert_with(|| of_word(window, b));
    let mut fitted = sample.fitted([noise, APART], [floor, 0.0], 1.0);
    let (n_a, n_b) = (Counts::of(&with_a).with, Counts::of(&with_b).with);
    let both = with_a.iter().zip(&with_b);
    let both = both.filter(|(a, b)| **a && **b).count();
    let by_chance = (n_a * n_b) as f64 / days.len() as f64;
    fitted.p = match fitted.gap * (both as f64 - by_chance) < 0.0 {
        true => 1.0,
        false => fitted.p.max(fisher(both, n_a, n_b, days.len())),
    };
    Some(WordPair {
        a: a.subject.clone(),
        b: b.subject.clone(),
        days: days.len(),
        both,
        n_a,
        n_b,
        by_chance,
        fitted,
    })
}

fn of_word(window: &Window, b: &Calendar) -> (Noise, f64) {
    let days = noted(window, b, b.first());
    let y = indicator(&done_on(b, days.iter().copied()));
    let cubes = ties(&y).into_iter().map(|tied| (tied.len() as f64).powi(3));
    let floor = cubes.sum::<f64>() / (3.0 * (days.len() as f64).powi(3));
    match on_grid(&days) {
        Some(grid) => (Noise::of(&grid, &Background::new(&grid), &y), floor),
        None => (APART, floor),
    }
}

/// Weekdays, Monday first, of measures noted over six weeks and four times on each.
pub fn weekdays(level: &Level) -> Vec<Weekday> {
    let weekday = |place: u8| {
        let day = Day::try_from(place).ok()?;
        let on = level.values.iter().filter(|(d, _)| d.weekday() == day);
        let values: Vec<f64> = on.map(|(_, value)| *value).collect();
        Some(Weekday {
            measure: level.measure.clone(),
            weekday: dates::short(day),
            notes: values.len(),
            median: median(&values).filter(|_| values.len() >= 4)?,
        })
    };
    let week: Option<Vec<Weekday>> = (0..7).map(weekday).collect();
    let long = (level.last() - level.first()).num_days() + 1 >= 42;
    week.filter(|_| long).unwrap_or_default()
}
