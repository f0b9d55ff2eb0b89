//! How often chance alone would do as much.

use statrs::distribution::{ContinuousCDF, DiscreteCDF, Hypergeometric, StudentsT};

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
