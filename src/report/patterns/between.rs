//! Measures against each other, words that come together, weekdays.

use super::compare::{adjust, as_wide};
use super::days::{Calendar, Measure, Series, Subject, SubjectKind, Window, every_day};
use super::ranks::{correlation, doubled_midranks, median, spearman};
use super::slides::Slider;
use super::{DAYS, GROUP, Slides};
use crate::domain::dates;
use chrono::{Datelike, NaiveDate};
use serde::Serialize;

/// Two measures over the days that have both.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Correlation {
    pub a: Measure,
    pub b: Measure,
    pub days: usize,
    pub rho: f64,
    pub slides: Slides,
    pub q: f64,
    pub stands_out: bool,
}

/// A trigger and something noted or done on the same days.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct WordPair {
    pub a: Subject,
    pub b: Subject,
    pub days: usize,
    pub both: usize,
    pub by_chance: f64,
    pub slides: Slides,
    pub q: f64,
    pub stands_out: bool,
}

/// A measure on one weekday.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Weekday {
    pub measure: Measure,
    pub weekday: String,
    pub notes: usize,
    pub median: f64,
}

pub fn correlations(
    window: &Window,
    measures: &[Measure],
    slider: &mut Slider,
) -> Vec<Correlation> {
    use Measure::{Energy, Mood, Sleep};
    let pairs = [(Energy, Mood), (Sleep, Mood), (Sleep, Energy)];
    let asked = |(a, b): &(Measure, Measure)| measures.contains(a) || measures.contains(b);
    let all = pairs.into_iter().filter(asked);
    all.filter_map(|(a, b)| correlate(window, a, b, slider))
        .collect()
}

fn correlate(window: &Window, a: Measure, b: Measure, slider: &mut Slider) -> Option<Correlation> {
    let days: Vec<NaiveDate> = window
        .values(a)
        .map(|(day, _)| day)
        .filter(|day| window.value(b, *day).is_some())
        .collect();
    if days.len() < DAYS {
        return None;
    }
    let plain = |m| {
        days.iter()
            .filter_map(|d| window.value(m, *d))
            .collect::<Vec<f64>>()
    };
    let x = doubled_midranks(&adjusted(window, a, &days)?);
    let y = doubled_midranks(&adjusted(window, b, &days)?);
    let m = days.len();
    let fixed = slider.spectrum(x.iter().copied());
    let mut rhos = Vec::with_capacity(2 * m);
    for moved in [y.clone(), y.iter().rev().copied().collect()] {
        let moved = slider.spectrum(moved);
        let sums = slider.sums(m, &fixed, &moved);
        rhos.extend(sums.into_iter().map(|product| correlation(&x, &y, product)));
    }
    let lived = rhos[0];
    Some(Correlation {
        a,
        b,
        days: m,
        rho: spearman(&plain(a), &plain(b)),
        slides: as_wide(rhos.into_iter(), lived),
        q: 0.0,
        stands_out: false,
    })
}

/// A measure adjusted over all its own days, then cut to these.
fn adjusted(window: &Window, measure: Measure, days: &[NaiveDate]) -> Option<Vec<f64>> {
    let (first, last) = window.span(measure)?;
    let grid = every_day(first, last);
    let series = Series {
        values: grid.iter().map(|day| window.value(measure, *day)).collect(),
        done: vec![false; grid.len()],
        resting: vec![false; grid.len()],
        weekday: grid
            .iter()
            .map(|day| day.weekday().num_days_from_monday() as u8)
            .collect(),
    };
    let noted: Vec<(usize, f64)> = (0..grid.len())
        .filter_map(|i| Some((i, series.values[i]?)))
        .collect();
    let values = adjust(&series, &noted);
    let kept = noted
        .iter()
        .zip(values)
        .filter(|((i, _), _)| days.binary_search(&grid[*i]).is_ok());
    Some(kept.map(|(_, value)| value).collect())
}

pub fn words(window: &Window, wanted: &dyn Fn(&str) -> bool, slider: &mut Slider) -> Vec<WordPair> {
    let of = |kind| {
        window
            .subjects
            .iter()
            .filter(move |s| s.subject.kind == kind)
    };
    let mut found = Vec::new();
    for a in of(SubjectKind::Trigger) {
        for b in of(SubjectKind::Coping).chain(of(SubjectKind::Ritual)) {
            if wanted(&a.subject.name) || wanted(&b.subject.name) {
                found.extend(together(window, a, b, slider));
            }
        }
    }
    found
}

fn together(window: &Window, a: &Calendar, b: &Calendar, slider: &mut Slider) -> Option<WordPair> {
    let n = window.noted.len();
    let among = |c: &Calendar| window.noted.iter().filter(|d| c.days.contains(d)).count();
    let (n_a, n_b) = (among(a), among(b));
    if n < DAYS || n_a < GROUP || n_b < GROUP {
        return None;
    }
    let grid = every_day(*window.noted.first()?, *window.noted.last()?);
    let marks = |on: &dyn Fn(&NaiveDate) -> bool| -> Vec<i64> {
        grid.iter().map(|day| i64::from(on(day))).collect()
    };
    let noted = slider.spectrum(marks(&|d| window.noted.contains(d)));
    let with_a = slider.spectrum(marks(&|d| window.noted.contains(d) && a.days.contains(d)));
    let calendar = marks(&|d| b.days.contains(d));
    let mut gaps = Vec::with_capacity(2 * grid.len());
    for moved in [calendar.clone(), calendar.into_iter().rev().collect()] {
        let moved = slider.spectrum(moved);
        let both = slider.sums(grid.len(), &with_a, &moved);
        let counts = slider.sums(grid.len(), &noted, &moved);
        gaps.extend(
            both.into_iter()
                .zip(counts)
                .map(|(both, n_b)| both as f64 - n_a as f64 * n_b as f64 / n as f64),
        );
    }
    let lived = gaps[0];
    let both = window
        .noted
        .iter()
        .filter(|d| a.days.contains(d) && b.days.contains(d))
        .count();
    Some(WordPair {
        a: a.subject.clone(),
        b: b.subject.clone(),
        days: n,
        both,
        by_chance: n_a as f64 * n_b as f64 / n as f64,
        slides: as_wide(gaps.into_iter(), lived),
        q: 0.0,
        stands_out: false,
    })
}

/// Weekdays in calendar order, from 6 weeks on and with at least 4 notes.
pub fn weekdays(window: &Window, measures: &[Measure]) -> Vec<Weekday> {
    let mut found = Vec::new();
    for &measure in measures {
        let Some((first, last)) = window.span(measure) else {
            continue;
        };
        if (last - first).num_days() + 1 < 42 {
            continue;
        }
        for day in 0..7 {
            let on = |d: &NaiveDate| d.weekday().num_days_from_monday() == day;
            let values: Vec<f64> = window
                .values(measure)
                .filter(|(d, _)| on(d))
                .map(|(_, v)| v)
                .collect();
            if let Some(median) = median(&values).filter(|_| values.len() >= 4) {
                let weekday = chrono::Weekday::try_from(day as u8).map(dates::short);
                found.push(Weekday {
                    measure,
                    weekday: weekday.unwrap_or_default(),
                    notes: values.len(),
                    median,
                });
            }
        }
    }
    found
}
