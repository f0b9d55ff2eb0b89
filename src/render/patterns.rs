//! What came together, in sentences. Never p, q or a cause.

use super::voice;
use crate::report::patterns::{Patterns, Subject};
use chrono::NaiveDate;
use std::collections::BTreeMap;

#[must_use]
pub fn patterns(report: &Patterns, today: NaiveDate) -> String {
    let mut lines = Vec::new();
    lines.extend(report.pairs.iter().map(voice::pair));
    lines.extend(report.correlations.iter().map(voice::correlation));
    lines.extend(report.words.iter().map(voice::words));
    let compared = !lines.is_empty();
    lines.extend(weekdays(report));
    lines.extend(report.spread.iter().map(voice::spread));
    lines.extend(not_yet(report));
    if lines.is_empty() {
        return format!("{}\n", voice::no_patterns(report.from, report.to, today));
    }
    if compared {
        lines.push(voice::NOT_WHY.to_owned());
    }
    lines.join("\n") + "\n"
}

fn weekdays(report: &Patterns) -> Vec<String> {
    let mut of: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for day in &report.weekdays {
        of.entry(day.measure).or_default().push(day);
    }
    of.into_iter()
        .map(|(measure, days)| voice::weekdays(measure, &days))
        .collect()
}

/// One line for each subject, whatever the number of measures it waits for.
fn not_yet(report: &Patterns) -> Vec<String> {
    let mut seen: Vec<&Subject> = Vec::new();
    let mut lines = Vec::new();
    for waiting in &report.not_yet {
        if !seen.contains(&&waiting.subject) {
            seen.push(&waiting.subject);
            lines.push(voice::not_yet(waiting));
        }
    }
    lines
}
