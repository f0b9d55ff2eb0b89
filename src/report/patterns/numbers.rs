//! Order statistics, and how often chance alone would do as much.

use statrs::distribution::{ContinuousCDF, DiscreteCDF, Hypergeometric, StudentsT};

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
