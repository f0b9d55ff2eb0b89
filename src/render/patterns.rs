//! What came together, in sentences. Never p, q or a cause.

use super::voice;
use crate::report::patterns::{Patterns, Subject};
use chrono::NaiveDate;
use std::collections::BTreeMap;

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

/// What stood out from chance, in sentences, and how many comparisons did not.
pub fn passed(report: &Patterns) -> (Vec<String>, usize) {
    let pairs = report
        .pairs
        .iter()
        .map(|p| (p.compared.slides, voice::pair(p)));
    let between = report
        .correlations
        .iter()
        .map(|c| (c.slides, voice::correlation(c)));
    let words = report.words.iter().map(|w| (w.slides, voice::words(w)));
    let all: Vec<_> = pairs.chain(between).chain(words).collect();
    let count = all.len();
    let clear: Vec<String> = all
        .into_iter()
        .filter(|(slides, _)| voice::clear(*slides))
        .map(|(_, said)| said)
        .collect();
    let alike = count - clear.len();
    (clear, alike)
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
