//! The steps of a picture, from light to dark, and what each stands for.

use crate::domain::json;
use serde::Serialize;

/// Both ends belong to a step.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Step {
    #[serde(serialize_with = "json::plain")]
    pub from: f64,
    #[serde(serialize_with = "json::plain")]
    pub to: f64,
}

impl Step {
    /// Of one value.
    pub fn of(value: f64) -> Step {
        Step {
            from: value,
            to: value,
        }
    }
}

/// The most steps there are.
pub const STEPS: usize = 5;

/// A step for each value while there are few of them, else five of the same width.
pub fn steps(values: impl Iterator<Item = f64>) -> Vec<Step> {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    values.dedup();
    let (Some(&low), Some(&high)) = (values.first(), values.last()) else {
        return Vec::new();
    };
    if values.len() <= STEPS {
        return values.into_iter().map(Step::of).collect();
    }
    let width = (high - low) / STEPS as f64;
    // What a step says it holds is what was noted, so it names values that are there.
    let mut steps: Vec<Step> = Vec::new();
    let mut bin = None;
    for value in values {
        let at = (((value - low) / width) as usize).min(STEPS - 1);
        match steps.last_mut() {
            Some(step) if bin == Some(at) => step.to = value,
            _ => steps.push(Step::of(value)),
        }
        bin = Some(at);
    }
    steps
}

pub fn place(steps: &[Step], value: f64) -> usize {
    // A middle between two levels belongs to the lower one.
    let at = steps.iter().rposition(|step| step.from <= value);
    at.unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_values_are_a_step_each_and_many_share_five() {
        let of = |values: &[f64]| steps(values.iter().copied());
        assert_eq!(of(&[]), []);
        assert_eq!(of(&[2.0, 1.0, 2.0]).len(), 2);
        let many = of(&[1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 60.0]);
        assert_eq!(many.len(), 2, "steps that hold nothing are left out");
        assert_eq!((many[0].from, many[0].to), (1.0, 6.0));
        assert_eq!(place(&many, 60.0), 1);
        assert_eq!(place(&many, 3.5), 0);
    }
}
