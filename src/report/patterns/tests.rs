//! Golden vectors and properties of the parts.

#[path = "../../../tests/support/golden.rs"]
mod golden;

use super::days::Series;
use super::ranks::{benjamini_hochberg, spearman};
use super::{Comparison, Slider, compare};
use golden::{agree, read};
use proptest::prelude::*;
use serde_json::Value;

fn series(vector: &Value) -> Series {
    let list = |key: &str| vector[key].as_array().cloned().unwrap_or_default();
    let values: Vec<Option<f64>> = list("mood").iter().map(Value::as_f64).collect();
    let flags = |key: &str| {
        list(key)
            .iter()
            .map(|v| v.as_bool().expect("a flag"))
            .collect::<Vec<bool>>()
    };
    let resting = if vector["paused"].is_null() {
        vec![false; values.len()]
    } else {
        flags("paused")
    };
    Series {
        done: flags("done"),
        weekday: list("dow")
            .iter()
            .map(|d| d.as_u64().expect("a weekday") as u8)
            .collect(),
        resting,
        values,
    }
}

fn check(wanted: &Value, series: &Series, name: &str) {
    let got = compare(series, &mut Slider::default());
    let counts = |c: &Comparison| {
        serde_json::json!({
            "n_with": c.with, "n_without": c.without, "switches": c.switches, "median_with": c.median_with,
            "median_without": c.median_without, "higher": c.higher, "same": c.same, "lower": c.lower, "delta": c.delta,
            "delta_adj": c.delta_adjusted, "range_raw": c.range,
            "slides_adj": [c.slides.as_wide, c.slides.of, c.slides.p()],
        })
    };
    let mut wanted = wanted.clone();
    // Wide slides of the unadjusted values are used for the range alone.
    wanted.as_object_mut().expect("fields").remove("slides_raw");
    agree(&wanted, &counts(&got), name);
}

#[test]
fn the_parts_give_the_golden_vectors() {
    let golden = read("golden.json");
    for vector in golden["with_without"].as_array().expect("vectors") {
        let name = vector["name"].as_str().expect("a name");
        check(&vector["same_day"], &series(vector), name);
        check(
            &vector["next_day"],
            &series(vector).next_day(),
            &format!("{name}, next day"),
        );
    }
    let numbers = |v: &Value| {
        v.as_array()
            .expect("numbers")
            .iter()
            .filter_map(Value::as_f64)
            .collect::<Vec<f64>>()
    };
    let q = benjamini_hochberg(&numbers(&golden["bh"]["p"]));
    agree(&golden["bh"]["q"], &serde_json::json!(q), "bh");
    let s = &golden["spearman"];
    agree(
        &s["rho"],
        &serde_json::json!(spearman(&numbers(&s["x"]), &numbers(&s["y"]))),
        "spearman",
    );
}

fn any_series() -> impl Strategy<Value = Series> {
    let day = (
        prop::option::weighted(0.8, 1..=5u8),
        any::<bool>(),
        prop::bool::weighted(0.1),
    );
    prop::collection::vec(day, 10..90).prop_map(|days| Series {
        values: days.iter().map(|d| d.0.map(f64::from)).collect(),
        done: days.iter().map(|d| d.1).collect(),
        resting: days.iter().map(|d| d.2).collect(),
        weekday: (0..days.len()).map(|i| (i % 7) as u8).collect(),
    })
}

fn both_groups(series: &Series) -> bool {
    let (with, without, _) = series.counts();
    with > 0 && without > 0
}

fn compared(series: &Series) -> Comparison {
    compare(series, &mut Slider::default())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn done_and_not_done_change_places(series in any_series()) {
        prop_assume!(both_groups(&series));
        let mut other = series.clone();
        other.done.iter_mut().for_each(|d| *d = !*d);
        let (a, b) = (compared(&series), compared(&other));
        prop_assert!((a.delta + b.delta).abs() < 1e-12 && (a.delta_adjusted + b.delta_adjusted).abs() < 1e-12);
        prop_assert_eq!(a.slides, b.slides);
    }

    #[test]
    fn time_can_run_backwards(series in any_series()) {
        prop_assume!(both_groups(&series));
        let mut other = series.clone();
        other.values.reverse();
        other.done.reverse();
        other.resting.reverse();
        other.weekday.reverse();
        prop_assert_eq!(compared(&series).slides, compared(&other).slides);
    }

    #[test]
    fn a_measure_that_never_moves_says_nothing(mut series in any_series()) {
        prop_assume!(both_groups(&series));
        series.values.iter_mut().flatten().for_each(|v| *v = 3.0);
        let c = compared(&series);
        prop_assert_eq!((c.delta, c.same, c.slides.as_wide), (0.0, 1.0, c.slides.of));
    }

    #[test]
    fn rest_over_days_without_notes_changes_nothing(series in any_series()) {
        prop_assume!(both_groups(&series));
        let mut rested = series.clone();
        for (i, value) in series.values.iter().enumerate() {
            rested.resting[i] |= value.is_none();
        }
        prop_assert_eq!(compared(&series), compared(&rested));
    }

    /// Slides by the transform are slides by hand.
    #[test]
    fn slides_agree_with_moving_the_calendar_day_by_day(series in any_series()) {
        prop_assume!(both_groups(&series));
        let n = series.len();
        let square = |calendar: &[bool]| {
            let mut squares = Vec::new();
            for s in 0..n {
                let moved = Series { done: (0..n).map(|i| calendar[(i + n - s) % n]).collect(), ..series.clone() };
                if both_groups(&moved) {
                    squares.push(compared(&moved).delta.powi(2));
                }
            }
            squares
        };
        let mut all = square(&series.done);
        all.extend(square(&series.done.iter().rev().copied().collect::<Vec<_>>()));
        let reach = 1.644_853_626_951_472_2 * (all.iter().sum::<f64>() / all.len() as f64).sqrt();
        let c = compared(&series);
        prop_assert_eq!(c.slides.of, all.len());
        prop_assert!((c.range[1] - (c.delta + reach).min(1.0)).abs() < 1e-9);
    }
}
