//! What is compared: subjects against measures, with the day before and after and with amounts;
//! measures against each other; words that come together; weekdays.

use super::compare::{
    Counts, DAYS, Fitted, Found, GROUP, Met, OWN, Sample, Slope, Why, changes, done_on, range,
};
use super::days::{Calendar, Level, Measure, Window};
use super::model::{APART, Background, Grid, Noise, fisher, median, midranks, ties};
use crate::domain::dates;
use crate::domain::trial::{Subject, SubjectKind};
use chrono::{Datelike, Days, NaiveDate, TimeDelta, Weekday as Day};
use serde::Serialize;
use std::ops::RangeInclusive;

/// Days with a subject against days without, in one measure.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Pair {
    pub subject: Subject,
    pub measure: Measure,
    /// 1 where the measure is that of the day after.
    pub lag: u8,
    #[serde(flatten)]
    pub counts: Counts,
    #[serde(flatten)]
    pub found: Found,
    #[serde(flatten)]
    pub beside: Option<Beside>,
    /// The last days of the grid, where there is something to show of them.
    #[serde(skip)]
    pub lived: Vec<Lived>,
}

/// A day as it went; no value where none is set against it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Lived {
    pub with: bool,
    pub value: Option<f64>,
}

/// The gap on the day before and the day after, where the notes allow it: told, and not tested.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Beside {
    pub before: Option<Gap>,
    pub after: Option<Gap>,
}

#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Gap {
    pub gap: f64,
    pub range: [f64; 2],
}

/// Too little to compare.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct NotYet {
    pub subject: Subject,
    pub measure: Measure,
    pub lag: u8,
    #[serde(flatten)]
    pub counts: Counts,
    pub why: Why,
    /// How often the measure changed between neighbouring days, and its first value.
    #[serde(skip)]
    pub moved: (usize, f64),
}

/// A ritual's amounts against a measure.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Dose {
    pub subject: Subject,
    pub measure: Measure,
    #[serde(flatten)]
    pub slope: Slope,
    #[serde(skip)]
    pub unit: Option<String>,
}

/// A subject and a measure, and where on the calendar they can meet.
pub struct Meeting<'a> {
    pub window: &'a Window,
    pub subject: &'a Calendar,
    pub level: &'a Level,
}

impl Meeting<'_> {
    /// The days of the grid; with a lag, the subject's.
    fn grid(&self, lag: i64) -> (NaiveDate, NaiveDate) {
        let lag = TimeDelta::days(lag);
        let (first, last) = (self.level.first() - lag, self.level.last() - lag);
        (first.max(self.window.from).max(self.subject.first()), last)
    }

    /// Days d on which neither d nor d + lag rests and the measure is noted of d + lag, which is set
    /// against the subject.
    fn met(&self, lag: i64, days: RangeInclusive<NaiveDate>) -> Vec<Met> {
        let lag = TimeDelta::days(lag);
        let met = |&(noted, _): &(NaiveDate, f64)| {
            let day = noted - lag;
            let here = days.contains(&day) && self.window.is_among(day);
            let awake = here && !self.subject.rests(day) && !self.subject.rests(noted);
            let y = self.level.on(noted).filter(|_| awake)?;
            Some((day, self.subject.on(day), y))
        };
        self.level.values.iter().filter_map(met).collect()
    }

    /// The subject on the day the measure is taken from.
    fn other_day(&self, lag: i64, met: &[Met]) -> Vec<f64> {
        let lag = TimeDelta::days(lag);
        done_on(self.subject, met.iter().map(|(day, ..)| *day + lag))
    }

    /// # Errors
    /// What is noted so far, where that does not allow a comparison.
    pub fn pair(&self, lag: u8) -> Result<Pair, Box<NotYet>> {
        let (subject, measure) = (self.subject.subject.clone(), self.level.measure.clone());
        let days = i64::from(lag);
        let on = self.grid(days);
        let met = self.met(days, on.0..=on.1);
        let mut sample = Sample::of_days(on, &met);
        if lag > 0 {
            sample.background.add(self.other_day(days, &met));
        }
        let counts = Counts::of(&sample.x);
        if let Some(why) = sample.why_not(self.level.is_constant()) {
            return Err(Box::new(NotYet {
                subject,
                measure,
                lag,
                counts,
                why,
                moved: (changes(&sample.y), self.level.values[0].1),
            }));
        }
        Ok(Pair {
            subject,
            measure,
            lag,
            counts,
            found: sample.found(self.level.noise, self.level.floors),
            beside: None,
            lived: Vec::new(),
        })
    }

    /// The last `days` days of the grid.
    pub fn lived(&self, lag: u8, days: u64) -> Vec<Lived> {
        let (first, last) = self.grid(lag.into());
        let lag = TimeDelta::days(lag.into());
        let from = first.max(last - Days::new(days.saturating_sub(1)));
        let lived = |day: NaiveDate| Lived {
            with: self.subject.has(day),
            value: self.level.on(day + lag).map(|(value, _)| value),
        };
        dates::days(from, last).map(lived).collect()
    }

    pub fn beside(&self) -> Beside {
        Beside {
            before: self.gap_on(-1),
            after: self.gap_on(1),
        }
    }

    /// The gap a day before or after the subject's, the subject of that other day beside it.
    fn gap_on(&self, lag: i64) -> Option<Gap> {
        let on = self.grid(0);
        let inside = match lag {
            -1 => on.0 + TimeDelta::days(1)..=on.1,
            _ => on.0..=on.1 - TimeDelta::days(1),
        };
        let met = self.met(lag, inside);
        let mut sample = Sample::of_days(on, &met);
        let counts = Counts::of(&sample.x);
        let other = self.other_day(lag, &met);
        let enough = counts.days >= DAYS && counts.with.min(counts.without) >= GROUP;
        if !enough || sample.background.own(&other) < OWN {
            return None;
        }
        sample.background.add(other);
        if sample.background.own(&sample.x) < OWN {
            return None;
        }
        let fit = sample.fit(self.level.noise[0], self.level.floors[0]);
        Some(Gap {
            gap: fit.slope,
            range: range(fit.slope, fit.se, fit.df),
        })
    }

    /// None where the notes do not allow it.
    pub fn dose(&self) -> Option<Dose> {
        let (first, _) = *self.subject.amounts.first()?;
        let first = first.max(self.window.from).max(self.level.first());
        let last = self.level.last();
        let met = |&(day, sum): &(NaiveDate, f64)| {
            let here = (first..=last).contains(&day) && self.window.is_among(day);
            let noted = self.level.on(day)?;
            (here && !self.subject.rests(day)).then_some((day, (sum, sum), noted))
        };
        let met: Vec<Met> = self.subject.amounts.iter().filter_map(met).collect();
        let mut sample = Sample::of_days((first, last), &met);
        sample.ranks = sample.ranks.map(|[x, y]| [midranks(&x), y]);
        Some(Dose {
            subject: self.subject.subject.clone(),
            measure: self.level.measure.clone(),
            slope: Slope::of(&sample, self.level)?,
            unit: self.subject.unit.clone(),
        })
    }
}

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
    let met: Vec<Met> = level.values.iter().filter_map(both).collect();
    let first = level.first().max(by.first());
    let sample = Sample::of_days((first, level.last().min(by.last())), &met);
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
    let sample = Sample::new(grid, with_a, with_b, None);
    if !sample.allows_words() {
        return None;
    }
    let (noise, floor) = *known.get_or_insert_with(|| of_word(window, b));
    let mut fitted = sample.fitted([noise, APART], [floor, 0.0], 1.0);
    let (n_a, n_b) = (Counts::of(&sample.x).with, Counts::of(&sample.y).with);
    let both = sample.x.iter().zip(&sample.y);
    let both = both.filter(|(a, b)| **a + **b == 2.0).count();
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
    let y = done_on(b, days.iter().copied());
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
