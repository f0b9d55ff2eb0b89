//! The plan for hard days.

use super::{style, voice};
use crate::report::hard::Plan;

/// Five lines at most, in the person's own words.
pub fn plan(report: &Plan) -> String {
    let Some(plan) = &report.plan else {
        return format!("{}\n", voice::NO_PLAN);
    };
    let mut text = format!(
        "{} {}\n",
        style::heading(voice::FOR_HARD_DAYS),
        style::handle(plan.meta.id)
    );
    for (what, words) in voice::HARD_DAYS.iter().zip(plan.parts()) {
        if let Some(words) = words {
            text += &format!("  {what}: {}\n", voice::quoted(words));
        }
    }
    text
}
