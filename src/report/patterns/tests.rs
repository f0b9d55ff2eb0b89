//! The lower-level vectors of `golden.json`, and what holds of any days.

use super::compare::{Grade, Sample};
use super::model::{
    Background, Grid, Noise, Whitener, fisher, hidden, midranks, quantile, t_quantile, two_sided,
};
use super::*;
use proptest::prelude::*;
use serde_json::Value;

pub fn golden() -> Value {
    let text = include_str!("../../../tests/fixtures/patterns/golden.json");
    serde_json::from_str(text).unwrap()
}

fn vectors(of: &str) -> Vec<Value> {
    golden()[of].as_array().unwrap().clone()
}

fn real(value: &Value) -> f64 {
    value.as_f64().unwrap()
}

fn reals(value: &Value) -> Vec<f64> {
    value.as_array().unwrap().iter().map(real).collect()
}

fn near(wanted: f64, got: f64) {
    let room = (1e-6 * wanted.abs()).max(1e-9);
    assert!((wanted - got).abs() <= room, "wanted {wanted}, got {got}");
}

fn near_all(wanted: &Value, got: &[f64]) {
    let wanted = reals(wanted);
    assert_eq!(wanted.len(), got.len());
    wanted.into_iter().zip(got).for_each(|(w, g)| near(w, *g));
}

/// Days counted from 1 January of year 1.
fn day(number: i64) -> NaiveDate {
    NaiveDate::from_num_days_from_ce_opt(number as i32).unwrap()
}

fn grid(vector: &Value) -> Grid {
    let days = vector["days"].as_array().unwrap().iter();
    let days: Vec<NaiveDate> = days.map(|d| day(d.as_i64().unwrap())).collect();
    let [first, n] = ["first", "n"].map(|of| vector[of].as_i64().unwrap());
    Grid::new(day(first), day(first + n - 1), &days)
}

/// The vector of this name in another list.
fn beside(of: &str, name: &Value) -> Value {
    let mut all = vectors(of).into_iter();
    all.find(|vector| vector["name"] == *name).unwrap()
}

#[test]
fn backgrounds_are_the_stored_ones() {
    for vector in vectors("background") {
        let background = Background::new(&grid(&vector));
        let columns = &background.columns;
        assert_eq!(columns.len() as u64, vector["columns"].as_u64().unwrap());
        let last: Vec<f64> = columns.iter().map(|c| *c.last().unwrap()).collect();
        near_all(&vector["last_row"], &last);
        let sums: Vec<f64> = columns.iter().map(|c| c.iter().sum()).collect();
        near_all(&vector["sums"], &sums);
    }
}

fn noise(rho: f64, share: f64) -> Noise {
    Noise { rho, share }
}

#[test]
fn whitened_columns_are_the_stored_ones() {
    for vector in vectors("whiten") {
        let at = grid(&beside("background", &vector["name"])).at;
        let noise = noise(real(&vector["rho"]), real(&vector["share"]));
        let whitener = Whitener::new(&at, noise);
        near_all(&vector["whitened"], &whitener.whiten(&reals(&vector["y"])));
        near(real(&vector["sum_log_f"]), whitener.log_f);
    }
}

#[test]
fn likelihoods_and_what_they_choose_are_the_stored_ones() {
    for vector in vectors("noise") {
        let (grid, y) = (grid(&vector), reals(&vector["y"]));
        let background = Background::new(&grid);
        for point in vector["reml"].as_array().unwrap() {
            let at = noise(real(&point["rho"]), real(&point["share"]));
            let got = Whitener::new(&grid.at, at).likelihood(&background, &y);
            near(real(&point["value"]), got);
        }
        for (y, wanted) in [(y.clone(), "values"), (midranks(&y), "ranks")] {
            let chosen = Noise::of(&grid, &background, &y);
            near_all(&vector[wanted], &[chosen.rho, chosen.share]);
        }
    }
}

#[test]
fn fits_are_the_stored_ones() {
    for vector in vectors("fit") {
        let whole = match vector.get("days") {
            Some(_) => vector.clone(),
            None => beside("noise", &vector["name"]),
        };
        let of_noise = match vector.get("values") {
            Some(_) => vector.clone(),
            None => whole.clone(),
        };
        let pair = |of: &str| {
            let pair = reals(&of_noise[of]);
            noise(pair[0], pair[1])
        };
        let (x, y) = (reals(&vector["x"]), reals(&whole["y"]));
        let x_ranks = match vector["dose"].as_bool().unwrap() {
            true => midranks(&x),
            false => x.clone(),
        };
        let ranks = Some([x_ranks, midranks(&y)]);
        let sample = Sample::new(grid(&whole), x.clone(), y.clone(), ranks);
        if let Some(own) = vector.get("own") {
            near(real(own), sample.background.own(&x));
        }
        let floors = [real(&vector["value_floor"]), hidden(&y)];
        near(real(&vector["rank_floor"]), floors[1]);
        let fit = sample.fit(pair("values"), floors[0]);
        let fitted = sample.fitted([pair("values"), pair("ranks")], floors, 1.0);
        near(real(&vector["slope"]), fitted.gap);
        near(real(&vector["se"]), fit.se);
        assert_eq!(vector["df"].as_u64().unwrap() as usize, fitted.df);
        near(real(&vector["t"]), fitted.t);
        near(real(&vector["t_ranks"]), fitted.t_ranks.unwrap());
        let p = real(&vector["p"]);
        assert!((p - fitted.p).abs() <= 1e-6 * p, "{p} {}", fitted.p);
    }
}

#[test]
fn ranks_and_quartiles_are_the_stored_ones() {
    for vector in vectors("midranks") {
        let values = reals(&vector["values"]);
        near_all(&vector["ranks"], &midranks(&values));
        near(real(&vector["hidden"]), hidden(&values));
    }
    for vector in vectors("quantiles") {
        let values = reals(&vector["values"]);
        near(real(&vector["low"]), quantile(&values, 0.25).unwrap());
        near(real(&vector["high"]), quantile(&values, 0.75).unwrap());
    }
}

#[test]
fn chances_are_the_stored_ones() {
    let count = |value: &Value| value.as_u64().unwrap() as usize;
    let close = |wanted: f64, got: f64| {
        let near = (wanted - got).abs() <= 1e-6 * wanted;
        assert!(near, "wanted {wanted}, got {got}");
    };
    for v in vectors("t") {
        let tails = two_sided(real(&v["t"]), count(&v["df"]));
        close(real(&v["two_sided"]), tails);
    }
    for v in vectors("t_quantiles") {
        close(real(&v["t"]), t_quantile(real(&v["p"]), count(&v["df"])));
    }
    for v in vectors("fisher") {
        let [both, n_a, n_b, days] = ["both", "n_a", "n_b", "days"].map(|of| count(&v[of]));
        close(real(&v["p"]), fisher(both, n_a, n_b, days));
    }
    let family = &golden()["family"];
    let of = Family::of(count(&family["compared"]), 0, 1);
    near(real(&family["clear_at"]), of.clear_at.rituals);
    near(real(&family["lean_by_chance"]), of.lean_by_chance);
}

/// For any days there can be, and any number of comparisons.
#[test]
fn a_quantile_is_where_its_tail_begins() {
    for df in [14, 20, 27, 60, 110, 364, 1_000, 3_600] {
        for share in [0.2, 0.05, 0.02, 0.005, 1e-4, 1e-6, 1e-8] {
            let t = t_quantile(1.0 - share / 2.0, df);
            let tail = two_sided(t, df);
            assert!((tail - share).abs() <= 1e-6 * share, "{df} {share}: {tail}");
        }
    }
}

/// Days of a grid of 90 that are noted, with a subject and a measure on them.
fn days() -> impl Strategy<Value = (Vec<usize>, Vec<bool>, Vec<f64>)> {
    let day = (prop::bool::weighted(0.85), any::<bool>(), 1_u8..=5);
    prop::collection::vec(day, 90).prop_map(|days| {
        let noted = || days.iter().enumerate().filter(|(_, (noted, ..))| *noted);
        let at = noted().map(|(i, _)| i).collect();
        let done = noted().map(|(_, (_, done, _))| *done).collect();
        let y = noted().map(|(_, (.., y))| f64::from(*y)).collect();
        (at, done, y)
    })
}

fn on(at: &[usize]) -> Grid {
    Grid {
        first: day(739_000),
        days: at.last().map_or(0, |last| last + 1),
        at: at.to_vec(),
    }
}

fn sample(at: &[usize], done: &[bool], y: &[f64]) -> Sample {
    let x: Vec<f64> = done.iter().map(|done| u8::from(*done).into()).collect();
    Sample::new(on(at), x.clone(), y.to_vec(), Some([x, midranks(y)]))
}

/// Both fits, each day hanging on the ones before it as its own list says.
fn judged(sample: &Sample) -> Fitted {
    let ranks = &sample.ranks.as_ref().unwrap()[1];
    let noise = [&sample.y, ranks].map(|y| Noise::of(&sample.grid, &sample.background, y));
    let mut fitted = sample.fitted(noise, [1.0 / 12.0, hidden(&sample.y)], 1.0);
    fitted.judge(fitted.p, 0.0005, 0.02);
    fitted
}

fn close(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-7 * a.abs().max(b.abs()).max(1.0)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn with_and_without_exchanged_turn_the_gap_and_nothing_else((at, done, y) in days()) {
        let one = sample(&at, &done, &y);
        prop_assume!(one.why_not(false).is_none());
        let not: Vec<bool> = done.iter().map(|done| !done).collect();
        let (a, b) = (judged(&one), judged(&sample(&at, &not, &y)));
        prop_assert!(close(a.gap, -b.gap) && close(a.t, -b.t), "{a:?} {b:?}");
        prop_assert!(close(a.range[0], -b.range[1]) && close(a.would_show, b.would_show));
        prop_assert!(close(a.p, b.p) && a.grade == b.grade);
    }

    #[test]
    fn a_constant_added_to_a_measure_changes_nothing((at, done, y) in days(), more in -100_i8..100) {
        let one = sample(&at, &done, &y);
        prop_assume!(one.why_not(false).is_none());
        let more: Vec<f64> = y.iter().map(|y| y + f64::from(more)).collect();
        let (a, b) = (judged(&one), judged(&sample(&at, &done, &more)));
        prop_assert!(close(a.gap, b.gap) && close(a.t, b.t) && close(a.p, b.p), "{a:?} {b:?}");
    }

    #[test]
    fn a_rising_curve_keeps_the_ranks_and_doubling_doubles((at, done, y) in days()) {
        // Steps far above the floor.
        let y: Vec<f64> = y.iter().map(|y| 30.0 * y).collect();
        let one = sample(&at, &done, &y);
        prop_assume!(one.why_not(false).is_none());
        let curved: Vec<f64> = y.iter().map(|y| (y / 40.0).exp()).collect();
        let twice: Vec<f64> = y.iter().map(|y| 2.0 * y).collect();
        let (a, b) = (judged(&one), judged(&sample(&at, &done, &twice)));
        prop_assert_eq!(a.t_ranks, judged(&sample(&at, &done, &curved)).t_ranks);
        prop_assert!(close(2.0 * a.gap, b.gap) && close(2.0 * a.range[0], b.range[0]));
    }

    #[test]
    fn time_can_run_backwards((at, mut done, y) in days(), rho in 0.0..1.0_f64, share in 0.0..=1.0_f64) {
        prop_assume!(at.len() > 40);
        *done.last_mut().unwrap() = true;
        done[0] = true;
        let last = at[at.len() - 1];
        let turned: Vec<usize> = at.iter().rev().map(|d| last - d).collect();
        let (mut not_done, mut not_y) = (done.clone(), y.clone());
        not_done.reverse();
        not_y.reverse();
        // A background that has no weekday is its own mirror.
        let plain = |at: &[usize], done: &[bool], y: &[f64]| {
            let mut sample = sample(at, done, y);
            let days: Vec<f64> = at.iter().map(|d| *d as f64).collect();
            sample.background = Background::default();
            sample.background.add(vec![1.0; at.len()]);
            sample.background.add(days);
            sample.fit(noise(rho, share), 1.0 / 12.0)
        };
        let shifted: Vec<usize> = at.iter().map(|d| d - at[0]).collect();
        let (a, b) = (plain(&shifted, &done, &y), plain(&turned, &not_done, &not_y));
        prop_assert!(close(a.slope, b.slope) && close(a.se, b.se), "{a:?} {b:?}");
    }

    /// Whitening is exact whatever days lie between: held to the dense matrix of s·ρ^g.
    #[test]
    fn whitening_is_the_dense_matrix(
        gaps in prop::collection::vec(1_usize..9, 1..25),
        rho in 0.0..1.0_f64,
        share in 0.0..1.0_f64,
        seed in prop::collection::vec(-5.0..5.0_f64, 25),
    ) {
        let at: Vec<usize> = gaps.iter().scan(0, |d, gap| { *d += gap; Some(*d) }).collect();
        let y = &seed[..at.len()];
        let whitener = Whitener::new(&at, noise(rho, share));
        let white = whitener.whiten(y);
        let square: f64 = white.iter().map(|v| v * v).sum();
        let dense = |i: usize, j: usize| match i.abs_diff(j) {
            0 => 1.0,
            _ => share * rho.powi(at[i].abs_diff(at[j]) as i32),
        };
        let (product, log_det) = by_cholesky(&dense, y);
        prop_assert!((square - product).abs() <= 1e-7 * product.max(1.0), "{square} {product}");
        prop_assert!((whitener.log_f - log_det).abs() <= 1e-7 * log_det.abs().max(1.0));
    }

    #[test]
    fn days_apart_are_plain_least_squares((at, done, y) in days()) {
        prop_assume!(at.len() > 20);
        let whitener = Whitener::new(&at, super::model::APART);
        prop_assert_eq!(whitener.whiten(&y), y);
        prop_assert_eq!(whitener.log_f, 0.0);
        let _ = done;
    }

    #[test]
    fn adding_comparisons_never_makes_another_clearer((at, done, y) in days(), more in 1_usize..200) {
        let one = sample(&at, &done, &y);
        prop_assume!(one.why_not(false).is_none());
        let (few, many) = (Family::of(more, 0, 1), Family::of(more + 1, 0, 1));
        let (mut a, mut b) = (judged(&one), judged(&one));
        a.judge(a.p, few.clear_at.rituals, LEANING);
        b.judge(b.p, many.clear_at.rituals, LEANING);
        prop_assert!(a.grade <= b.grade && a.would_show < b.would_show);
    }

    /// Mood 5 on the days of a calendar and 1 on the others, among 20 comparisons.
    #[test]
    fn exact_separation_is_clear(done in prop::collection::vec(any::<bool>(), 40..150)) {
        let at: Vec<usize> = (0..done.len()).collect();
        let y: Vec<f64> = done.iter().map(|done| if *done { 5.0 } else { 1.0 }).collect();
        let one = sample(&at, &done, &y);
        prop_assume!(one.why_not(false).is_none());
        prop_assume!(one.background.own(&one.x) >= 0.6);
        let mut fitted = judged(&one);
        fitted.judge(fitted.p, Family::of(20, 0, 1).clear_at.rituals, LEANING);
        prop_assert_eq!(fitted.grade, Grade::Clear, "{:?}", fitted);
    }
}

/// yᵀV⁻¹y and log|V| of a dense matrix.
fn by_cholesky(v: &dyn Fn(usize, usize) -> f64, y: &[f64]) -> (f64, f64) {
    let n = y.len();
    let (mut l, mut z) = (vec![vec![0.0; n]; n], vec![0.0; n]);
    let mut log_det = 0.0;
    for i in 0..n {
        for j in 0..=i {
            let sum: f64 = (0..j).map(|k| l[i][k] * l[j][k]).sum();
            l[i][j] = match i == j {
                true => (v(i, i) - sum).sqrt(),
                false => (v(i, j) - sum) / l[j][j],
            };
        }
        log_det += 2.0 * l[i][i].ln();
        let sum: f64 = (0..i).map(|k| l[i][k] * z[k]).sum();
        z[i] = (y[i] - sum) / l[i][i];
    }
    (z.iter().map(|z| z * z).sum(), log_det)
}
