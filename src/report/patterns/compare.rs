//! One comparison: whether the notes allow it, and what they give.

use super::days::{Calendar, Level};
use super::model::{
    Background, Fit, Grid, Noise, Whitener, median, quantile, t_quantile, ties, two_sided,
};
use chrono::NaiveDate;
use serde::Serialize;

/// Nothing comparative below these.
pub const DAYS: usize = 28;
pub const GROUP: usize = 7;
const SWITCHES: usize = 4;
/// Changes of a measure below which it says little of single days.
const MOVES: usize = 7;
/// What weekday, drift and season have to leave to a subject.
pub const OWN: f64 = 0.1;

/// Up to this p a comparison leans.
pub const LEANING: f64 = 0.02;

/// Why notes do not allow a comparison, in the order it is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Why {
    /// The measure had one value.
    Constant,
    Days,
    Groups,
    Switches,
    /// The measure hardly moved.
    Still,
    /// The subject kept to weekdays, drift or season.
    Calendar,
}

impl Why {
    /// What is worth telling of so many days: a few are alike easily, and wait for more.
    pub fn told(self, days: usize) -> Why {
        match self {
            Why::Constant if days < DAYS => Why::Days,
            why => why,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Grade {
    Clear,
    Leaning,
    Open,
}

/// Noted days with what is compared on them.
#[derive(Debug, Clone)]
pub struct Sample {
    pub grid: Grid,
    pub background: Background,
    pub x: Vec<f64>,
    pub y: Vec<f64>,
    /// Midranks of both; none where they would say the same.
    pub ranks: Option<[Vec<f64>; 2]>,
}

/// A value and its midrank; a subject is 1 on its days and 0 on the others, and its own midrank.
pub type On = (f64, f64);

/// A day with what is compared on it.
pub type Met = (NaiveDate, On, On);

impl Sample {
    pub fn new(grid: Grid, x: Vec<f64>, y: Vec<f64>, ranks: Option<[Vec<f64>; 2]>) -> Sample {
        Sample {
            background: Background::new(&grid),
            grid,
            x,
            y,
            ranks,
        }
    }

    /// On the grid from one day to another.
    pub fn of_days((first, last): (NaiveDate, NaiveDate), met: &[Met]) -> Sample {
        let days: Vec<NaiveDate> = met.iter().map(|(day, ..)| *day).collect();
        let (x, x_ranks) = met.iter().map(|(_, x, _)| *x).unzip();
        let (y, y_ranks) = met.iter().map(|(.., y)| *y).unzip();
        let grid = Grid::new(first, last, &days);
        Sample::new(grid, x, y, Some([x_ranks, y_ranks]))
    }

    /// The first gate these days do not pass; `constant` says that the measure has one value.
    pub fn why_not(&self, constant: bool) -> Option<Why> {
        match () {
            () if constant => Some(Why::Constant),
            () if self.x.len() < DAYS => Some(Why::Days),
            () if away(&self.x) < GROUP => Some(Why::Groups),
            () if changes(&self.x) < SWITCHES => Some(Why::Switches),
            () if changes(&self.y) < MOVES => Some(Why::Still),
            () if self.background.own(&self.x) < OWN => Some(Why::Calendar),
            () => None,
        }
    }

    /// The same for two subjects, where neither is a measure.
    pub fn allows_words(&self) -> bool {
        self.x.len() >= DAYS
            && [&self.x, &self.y]
                .iter()
                .all(|v| away(v) >= GROUP && changes(v) >= SWITCHES)
            && self.background.own(&self.x) >= OWN
    }

    pub fn fit(&self, noise: Noise, floor: f64) -> Fit {
        let whitener = Whitener::new(&self.grid.at, noise);
        Fit::of(&whitener, &self.background, &self.x, &self.y, floor)
    }

    /// Where `x` is 1 on days with a subject and 0 on the others.
    pub fn found(&self, noise: [Noise; 2], floors: [f64; 2]) -> Found {
        let middle = |with: f64| {
            let both = self.x.iter().zip(&self.y).filter(|(x, _)| **x == with);
            let group: Vec<f64> = both.map(|(_, value)| *value).collect();
            median(&group).unwrap_or_default()
        };
        Found {
            median_with: middle(1.0),
            median_without: middle(0.0),
            fitted: self.fitted(noise, floors, 1.0),
        }
    }

    /// Both fits. Sizes are times `reach`, the distance on x they are told for.
    pub fn fitted(&self, noise: [Noise; 2], floors: [f64; 2], reach: f64) -> Fitted {
        let fit = self.fit(noise[0], floors[0]);
        let t_ranks = self.ranks.as_ref().map(|[x, y]| {
            let whitener = Whitener::new(&self.grid.at, noise[1]);
            Fit::of(&whitener, &self.background, x, y, floors[1]).t()
        });
        let t = fit.t();
        let p = match t_ranks {
            Some(ranks) if t * ranks < 0.0 => 1.0,
            Some(ranks) => two_sided(t, fit.df).max(two_sided(ranks, fit.df)),
            None => two_sided(t, fit.df),
        };
        let (gap, se) = (fit.slope * reach, fit.se * reach);
        Fitted {
            gap,
            range: range(gap, se, fit.df),
            df: fit.df,
            t,
            t_ranks,
            p,
            would_show: 0.0,
            grade: Grade::Open,
            se,
        }
    }
}

/// What a measure is on days with a subject and on days without.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Found {
    pub median_with: f64,
    pub median_without: f64,
    #[serde(flatten)]
    pub fitted: Fitted,
}

/// How a measure goes with another number, told between the quartiles of that.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Slope {
    pub days: usize,
    pub low: f64,
    pub high: f64,
    #[serde(flatten)]
    pub fitted: Fitted,
}

impl Slope {
    /// None where the notes do not allow it.
    pub fn of(sample: &Sample, level: &Level) -> Option<Slope> {
        if sample.why_not(level.is_constant()).is_some() {
            return None;
        }
        let (low, high) = quartiles(&sample.x)?;
        Some(Slope {
            days: sample.x.len(),
            low,
            high,
            fitted: sample.fitted(level.noise, level.floors, high - low),
        })
    }
}

/// The quartiles, or the ends where those are equal.
fn quartiles(values: &[f64]) -> Option<(f64, f64)> {
    let (low, high) = (quantile(values, 0.25)?, quantile(values, 0.75)?);
    match low < high {
        true => Some((low, high)),
        false => Some((quantile(values, 0.0)?, quantile(values, 1.0)?)),
    }
}

/// The middle nine tenths of where the true gap may lie.
pub fn range(gap: f64, se: f64, df: usize) -> [f64; 2] {
    let reach = t_quantile(0.95, df) * se;
    [gap - reach, gap + reach]
}

/// Days away from the commonest value.
fn away(values: &[f64]) -> usize {
    let commonest = ties(values).iter().map(Vec::len).max();
    values.len() - commonest.unwrap_or(0)
}

/// How often neighbours differ.
pub fn changes(values: &[f64]) -> usize {
    values.windows(2).filter(|pair| pair[0] != pair[1]).count()
}

/// What a comparison gives.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Fitted {
    /// In the measure's own points.
    pub gap: f64,
    pub range: [f64; 2],
    pub df: usize,
    pub t: f64,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub t_ranks: Option<f64>,
    pub p: f64,
    /// The true gap that would be clear in about four of five such notebooks.
    pub would_show: f64,
    pub grade: Grade,
    #[serde(skip)]
    se: f64,
}

impl Fitted {
    /// Tells what is clear up to p = `clear`, and leaning up to `leaning`, where chance alone does
    /// as much in `p`.
    pub fn judge(&mut self, p: f64, clear: f64, leaning: f64) {
        let reach = t_quantile(1.0 - clear / 2.0, self.df) + t_quantile(0.8, self.df);
        self.would_show = reach * self.se;
        self.grade = match () {
            () if p <= clear => Grade::Clear,
            () if p <= leaning => Grade::Leaning,
            () => Grade::Open,
        };
    }
}

/// Noted days with a subject and without.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Counts {
    pub days: usize,
    pub with: usize,
    pub without: usize,
    /// How often neighbouring noted days differ in it.
    pub switches: usize,
}

impl Counts {
    pub fn of(done: &[f64]) -> Counts {
        let with = done.iter().filter(|done| **done == 1.0).count();
        Counts {
            days: done.len(),
            with,
            without: done.len() - with,
            switches: changes(done),
        }
    }
}

/// Which of these days have the subject: 1, or 0.
pub fn done_on(calendar: &Calendar, days: impl IntoIterator<Item = NaiveDate>) -> Vec<f64> {
    days.into_iter().map(|day| calendar.on(day).0).collect()
}
