//! Days with a subject against days without it.

use super::Slides;
use super::days::Series;
use super::ranks::{doubled_midranks, median};
use super::slides::Slider;
use serde::Serialize;

/// A gap counts as as wide within this much of the one lived.
const SAME: f64 = 1e-12;

/// The 95th percentile of the normal distribution: 1.645, in full.
const Z: f64 = 1.644_853_626_951_472_2;

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Comparison {
    /// Days of the grid.
    pub days: usize,
    /// Noted days with and without the subject.
    pub with: usize,
    pub without: usize,
    pub switches: usize,
    pub median_with: f64,
    pub median_without: f64,
    /// Shares over all pairs of a day with and a day without.
    pub higher: f64,
    pub same: f64,
    pub lower: f64,
    /// higher − lower, and the same of the adjusted measure.
    pub delta: f64,
    pub delta_adjusted: f64,
    pub range: [f64; 2],
    pub slides: Slides,
}

/// Compares the two groups; both hold at least one day.
pub fn compare(series: &Series, slider: &mut Slider) -> Comparison {
    let noted: Vec<(usize, f64)> = (0..series.len())
        .filter_map(|i| Some((i, series.noted(i)?)))
        .collect();
    let (mut with, mut without) = (Vec::new(), Vec::new());
    for &(i, value) in &noted {
        if series.done[i] {
            with.push(value)
        } else {
            without.push(value)
        }
    }
    without.sort_by(f64::total_cmp);
    let (mut higher, mut lower) = (0, 0);
    for value in &with {
        higher += without.partition_point(|w| w < value);
        lower += without.len() - without.partition_point(|w| w <= value);
    }
    let all = with.len() * without.len();
    let share = |n: usize| n as f64 / all.max(1) as f64;
    let delta = (higher as f64 - lower as f64) / all.max(1) as f64;
    let plain: Vec<f64> = noted.iter().map(|(_, value)| *value).collect();
    let mut slide = |values: &[f64]| arrangements(series, &noted, values, slider);
    let wide = slide(&plain);
    let adjusted = slide(&adjust(series, &noted));
    let first = adjusted.first().copied().flatten().unwrap_or(0.0);
    let kept: Vec<f64> = wide.into_iter().flatten().collect();
    let square = kept.iter().map(|d| d * d).sum::<f64>() / kept.len().max(1) as f64;
    let reach = Z * square.sqrt();
    Comparison {
        days: series.len(),
        with: with.len(),
        without: without.len(),
        switches: series.counts().2,
        median_with: median(&with).unwrap_or_default(),
        median_without: median(&without).unwrap_or_default(),
        higher: share(higher),
        same: share(all - higher - lower),
        lower: share(lower),
        delta,
        delta_adjusted: first,
        range: [(delta - reach).max(-1.0), (delta + reach).min(1.0)],
        slides: as_wide(adjusted.into_iter().flatten(), first),
    }
}

/// How many of the arrangements are as wide as the one lived.
pub fn as_wide(arrangements: impl Iterator<Item = f64>, lived: f64) -> Slides {
    let mut slides = Slides { as_wide: 0, of: 0 };
    for delta in arrangements {
        slides.of += 1;
        slides.as_wide += usize::from(delta.abs() >= lived.abs() - SAME);
    }
    slides
}

/// Each noted value less the mean of those within a fortnight, then less its weekday's mean.
pub fn adjust(series: &Series, noted: &[(usize, f64)]) -> Vec<f64> {
    let mut adjusted: Vec<f64> = noted
        .iter()
        .map(|&(i, value)| {
            let from = noted.partition_point(|(j, _)| *j + 14 < i);
            let to = noted.partition_point(|(j, _)| *j <= i + 14);
            let near = &noted[from..to];
            value - near.iter().map(|(_, v)| v).sum::<f64>() / near.len() as f64
        })
        .collect();
    let mut days = [(0.0, 0_usize); 7];
    for (&(i, _), x) in noted.iter().zip(&adjusted) {
        let day = &mut days[usize::from(series.weekday[i])];
        *day = (day.0 + x, day.1 + 1);
    }
    for (&(i, _), x) in noted.iter().zip(&mut adjusted) {
        let (sum, count) = days[usize::from(series.weekday[i])];
        *x = ((*x - sum / count as f64) * 1e9).round() / 1e9;
    }
    adjusted
}

/// delta for every slide of the calendar, then of the calendar reversed; none where a group is
/// empty. The first is the arrangement lived.
fn arrangements(
    series: &Series,
    noted: &[(usize, f64)],
    values: &[f64],
    slider: &mut Slider,
) -> Vec<Option<f64>> {
    let n = series.len();
    let (mut ranks, mut here) = (vec![0; n], vec![0; n]);
    for (&(i, _), rank) in noted.iter().zip(doubled_midranks(values)) {
        (ranks[i], here[i]) = (rank, 1);
    }
    let (ranks, here) = (slider.spectrum(ranks), slider.spectrum(here));
    let mut deltas = Vec::with_capacity(2 * n);
    let plain: Vec<i64> = series.done.iter().map(|d| i64::from(*d)).collect();
    for calendar in [plain.clone(), plain.into_iter().rev().collect()] {
        let calendar = slider.spectrum(calendar);
        let sums = slider.sums(n, &ranks, &calendar);
        let counts = slider.sums(n, &here, &calendar);
        for (doubled, with) in sums.into_iter().zip(counts) {
            let without = noted.len() as i64 - with;
            // Twice the Mann–Whitney U: the doubled rank sum less its least value.
            let delta = (doubled - with * (with + 1)) as f64 / (with * without) as f64 - 1.0;
            deltas.push((with > 0 && without > 0).then_some(delta));
        }
    }
    deltas
}
