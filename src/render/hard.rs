//! The plan for hard days.

use super::voice::{self, quoted};
use super::{lines, style};
use crate::report::people::Plan;

/// Five lines at most, in the person's own words.
pub fn plan(report: &Plan) -> String {
    let Some(plan) = &report.plan else {
        return format!("{}\n", voice::NO_PLAN);
    };
    let heading = style::heading(voice::FOR_HARD_DAYS);
    let parts = voice::HARD_DAYS.iter().zip(plan.parts());
    let parts =
        parts.filter_map(|(what, words)| Some(format!("  {what}: {}", quoted(words.as_deref()?))));
    let first = voice::by_handle(&heading, plan.meta.id);
    lines(std::iter::once(first).chain(parts), voice::NO_PLAN)
}
