//! How the days of a level hang together, least squares that allows for it, order statistics, and how
//! often chance alone would do as much.
//!
//! Two days g days apart correlate s·ρ^g: a slow part that fades (ρ), its share of what varies (s),
//! and the day's own noise. docs/patterns.md has the definitions and their sources.

use chrono::{Datelike, NaiveDate};
use serde::Serialize;
use statrs::distribution::{ContinuousCDF, DiscreteCDF, Hypergeometric, StudentsT};

/// The noted days of a grid.
#[derive(Debug, Clone, PartialEq)]
pub struct Grid {
    pub first: NaiveDate,
    /// Days of the grid, noted or not.
    pub days: usize,
    /// Which of them are noted: 0 to `days` − 1, in order.
    pub at: Vec<usize>,
}

impl Grid {
    /// The whole grid from one day to another, both included, with these days noted on it.
    pub fn new(first: NaiveDate, last: NaiveDate, noted: &[NaiveDate]) -> Grid {
        let place = |day: &NaiveDate| (*day - first).num_days() as usize;
        Grid {
            first,
            days: usize::try_from((last - first).num_days() + 1).unwrap_or(0),
            at: noted.iter().map(place).collect(),
        }
    }
}

/// A column that less than this share of is left, after those before it, says nothing of its own.
const NOTHING_LEFT: f64 = 1e-9;

/// Columns made orthonormal one after the other (modified Gram–Schmidt).
#[derive(Debug, Clone, Default)]
pub struct Basis {
    columns: Vec<Vec<f64>>,
    /// log|AᵀA| of the columns A that were added.
    log_det: f64,
}

impl Basis {
    fn of(columns: impl IntoIterator<Item = Vec<f64>>) -> Basis {
        let mut basis = Basis::default();
        for column in columns {
            basis.add(column);
        }
        basis
    }

    /// What is left of a column beside these.
    fn left(&self, mut column: Vec<f64>) -> Vec<f64> {
        for q in &self.columns {
            let along = dot(q, &column);
            column.iter_mut().zip(q).for_each(|(c, q)| *c -= along * q);
        }
        column
    }

    /// Takes a column in, unless nothing of it is left.
    fn add(&mut self, column: Vec<f64>) -> bool {
        let whole = dot(&column, &column);
        let mut left = self.left(column);
        let square = dot(&left, &left);
        let adds = square > 0.0 && square >= NOTHING_LEFT * whole;
        if adds {
            let norm = square.sqrt();
            left.iter_mut().for_each(|v| *v /= norm);
            self.columns.push(left);
            self.log_det += square.ln();
        }
        adds
    }
}

/// In eight sums side by side, which a processor adds at once.
fn dot(a: &[f64], b: &[f64]) -> f64 {
    let mut sums = [0.0; 8];
    let (eights, rest) = a.as_chunks::<8>();
    let (others, other_rest) = b.as_chunks::<8>();
    for (a, b) in eights.iter().zip(others) {
        for i in 0..8 {
            sums[i] += a[i] * b[i];
        }
    }
    let rest = rest.iter().zip(other_rest).map(|(a, b)| a * b);
    sums.iter().sum::<f64>() + rest.sum::<f64>()
}

/// What varies with the calendar alone: weekday, drift, and in half a year or more the season.
#[derive(Debug, Clone, Default)]
pub struct Background {
    pub columns: Vec<Vec<f64>>,
    plain: Basis,
}

impl Background {
    pub fn new(grid: &Grid) -> Background {
        let mut background = Background::default();
        let mut column = |value: &dyn Fn(f64) -> f64| {
            background.add(grid.at.iter().map(|d| value(*d as f64)).collect());
        };
        column(&|_| 1.0);
        let monday = u64::from(grid.first.weekday().num_days_from_monday());
        let weekday = |d: f64| (d as u64 + monday) % 7;
        let occurs = |day: &u64| grid.at.iter().any(|d| weekday(*d as f64) == *day);
        for day in (0..7).filter(occurs).skip(1) {
            column(&|d| f64::from(u8::from(weekday(d) == day)));
        }
        let last = grid.days.saturating_sub(1).max(1) as f64;
        column(&|d| (2.0 * d - last) / last);
        if grid.days >= 180 {
            let turn = std::f64::consts::TAU / 365.25;
            column(&|d| (turn * d).sin());
            column(&|d| (turn * d).cos());
        }
        background
    }

    /// Takes one more column in; false where it adds nothing.
    pub fn add(&mut self, column: Vec<f64>) -> bool {
        let adds = self.plain.add(column.clone());
        if adds {
            self.columns.push(column);
        }
        adds
    }

    /// The share of a column's variation that the background leaves to it; 0 of one that is constant.
    pub fn own(&self, column: &[f64]) -> f64 {
        let mean = column.iter().sum::<f64>() / column.len().max(1) as f64;
        let about: Vec<f64> = column.iter().map(|v| v - mean).collect();
        let whole = dot(&about, &about);
        let left = self.plain.left(about);
        if whole > 0.0 {
            dot(&left, &left) / whole
        } else {
            0.0
        }
    }
}

/// How days hang together.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Noise {
    /// What is left of the slow part from one day to the next, 0 to 1.
    pub rho: f64,
    /// The slow part's share of what varies, 0 to 1.
    pub share: f64,
}

/// Each day for itself: plain least squares.
pub const APART: Noise = Noise {
    rho: 0.0,
    share: 0.0,
};

/// The points that are tried, in order.
fn points() -> impl Iterator<Item = Noise> {
    let rhos = [0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 0.98];
    let shares = [0.15, 0.3, 0.45, 0.6, 0.75, 0.9, 1.0];
    let all = rhos
        .into_iter()
        .flat_map(move |rho| shares.map(|share| Noise { rho, share }));
    std::iter::once(APART).chain(all)
}

/// Fewer days than these do not tell how they hang together.
const ENOUGH: usize = 28;

impl Noise {
    /// The point with the highest restricted likelihood (Patterson & Thompson 1971).
    pub fn of(grid: &Grid, background: &Background, y: &[f64]) -> Noise {
        if y.len() < ENOUGH || background.own(y) < NOTHING_LEFT {
            return APART;
        }
        let mut held = (APART, f64::NEG_INFINITY);
        for point in points() {
            let likelihood = Whitener::new(&grid.at, point).likelihood(background, y);
            if likelihood > held.1 + 1e-7 {
                held = (point, likelihood);
            }
        }
        held.0
    }
}

/// Takes from each day what the days before it tell of it: what is left is independent and of equal
/// variance. Exact whatever days lie between (Jones 1980); one pass for each column.
pub struct Whitener {
    /// For each day: how much is left of the state of the day before, its gain, 1/√F.
    steps: Vec<(f64, f64, f64)>,
    /// Σ log F.
    pub(super) log_f: f64,
}

impl Whitener {
    pub fn new(at: &[usize], noise: Noise) -> Whitener {
        let (s, mut p, mut log_f) = (noise.share, noise.share, 0.0);
        let mut before = None;
        let step = |d: &usize| {
            let r = match before.replace(*d) {
                Some(earlier) => noise.rho.powi((d - earlier) as i32),
                None => 1.0,
            };
            p = r * r * p + s * (1.0 - r * r);
            let f = p + 1.0 - s;
            let gain = p / f;
            p -= gain * p;
            log_f += f.ln();
            (r, gain, f.sqrt().recip())
        };
        let steps = at.iter().map(step).collect();
        Whitener { steps, log_f }
    }

    pub fn whiten(&self, column: &[f64]) -> Vec<f64> {
        let mut a = 0.0;
        let day = |(&(r, gain, scale), value): (&(f64, f64, f64), &f64)| {
            a *= r;
            let v = value - a;
            a += gain * v;
            v * scale
        };
        self.steps.iter().zip(column).map(day).collect()
    }

    fn basis(&self, background: &Background) -> Basis {
        Basis::of(background.columns.iter().map(|column| self.whiten(column)))
    }

    /// The restricted log likelihood of a column, but for a constant.
    pub(super) fn likelihood(&self, background: &Background, y: &[f64]) -> f64 {
        let basis = self.basis(background);
        let left = basis.left(self.whiten(y));
        let free = (y.len() - basis.columns.len()) as f64;
        -0.5 * (self.log_f + basis.log_det + free * dot(&left, &left).ln())
    }
}

/// A slope with its standard error.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Fit {
    pub slope: f64,
    pub se: f64,
    pub df: usize,
}

impl Fit {
    /// The slope of `y` on `x` beside the background. A variance under `floor` counts as that: a
    /// note says no more than its step.
    pub fn of(
        whitener: &Whitener,
        background: &Background,
        x: &[f64],
        y: &[f64],
        floor: f64,
    ) -> Fit {
        let basis = whitener.basis(background);
        let x = basis.left(whitener.whiten(x));
        let y = basis.left(whitener.whiten(y));
        let xx = dot(&x, &x);
        let slope = dot(&x, &y) / xx;
        let left = x.iter().zip(&y).map(|(x, y)| (y - slope * x).powi(2));
        let df = y.len().saturating_sub(background.columns.len() + 1).max(1);
        let variance = (left.sum::<f64>() / df as f64).max(floor);
        Fit {
            slope,
            se: (variance / xx).sqrt(),
            df,
        }
    }

    pub fn t(&self) -> f64 {
        self.slope / self.se
    }
}

/// The middle value, or the mean of the two in the middle; none of nothing.
pub fn median(values: &[f64]) -> Option<f64> {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let last = sorted.len().checked_sub(1)?;
    Some(f64::midpoint(sorted[last / 2], sorted[last.div_ceil(2)]))
}

/// The value below which a share of the others lies, between neighbours in proportion (type 7 of
/// Hyndman & Fan 1996); none of nothing.
pub fn quantile(values: &[f64], share: f64) -> Option<f64> {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let place = sorted.len().checked_sub(1)? as f64 * share;
    let (below, above) = (
        sorted[place.floor() as usize],
        sorted[place.ceil() as usize],
    );
    Some(below + (above - below) * place.fract())
}

/// The midrank of each value, from 1.
pub fn midranks(values: &[f64]) -> Vec<f64> {
    let mut ranks = vec![0.0; values.len()];
    let mut below = 0;
    for tied in ties(values) {
        let rank = below as f64 + (tied.len() + 1) as f64 / 2.0;
        below += tied.len();
        tied.into_iter().for_each(|i| ranks[i] = rank);
    }
    ranks
}

/// The places of equal values, group by group from the least on.
pub fn ties(values: &[f64]) -> Vec<Vec<usize>> {
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_by(|a, b| values[*a].total_cmp(&values[*b]));
    let groups = order.chunk_by(|a, b| values[*a] == values[*b]);
    groups.map(<[usize]>::to_vec).collect()
}

/// What a midrank leaves open within its ties, as a variance: Σ c³/(12M) over groups of c among M.
pub fn hidden(values: &[f64]) -> f64 {
    let cubes = ties(values)
        .into_iter()
        .map(|tied| (tied.len() as f64).powi(3));
    cubes.sum::<f64>() / (12 * values.len().max(1)) as f64
}

/// Two-sided p of Student's t.
pub fn two_sided(t: f64, df: usize) -> f64 {
    2.0 * student(df).sf(t.abs())
}

/// The t that a share of all lie under.
pub fn t_quantile(share: f64, df: usize) -> f64 {
    student(df).inverse_cdf(share)
}

fn student(df: usize) -> StudentsT {
    StudentsT::new(0.0, 1.0, df.max(1) as f64).expect("df is positive")
}

/// Fisher's exact p of `both` among `days`, of which `a` have the one and `b` the other: twice the
/// smaller tail.
pub fn fisher(both: usize, a: usize, b: usize, days: usize) -> f64 {
    let drawn = Hypergeometric::new(days as u64, a as u64, b as u64).expect("parts of the days");
    let fewer = drawn.cdf(both as u64);
    let more = both
        .checked_sub(1)
        .map_or(1.0, |less| drawn.sf(less as u64));
    (2.0 * fewer.min(more)).min(1.0)
}
