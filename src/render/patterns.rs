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

/// How many findings a page of other things may say.
const FEW: usize = 3;

/// The lines a review may print: what is clear of chance, a few at most, or one line that nothing
/// stands out. None where nothing was compared.
pub fn for_review(report: &Patterns) -> Vec<String> {
    let pairs = report.pairs.iter().map(|p| (p.stands_out, voice::pair(p)));
    let between = report
        .correlations
        .iter()
        .map(|c| (c.stands_out, voice::correlation(c)));
    let words = report.words.iter().map(|w| (w.stands_out, voice::words(w)));
    let all: Vec<_> = pairs.chain(between).chain(words).collect();
    let count = all.len();
    let clear = all.into_iter().filter(|(clear, _)| *clear);
    let mut lines: Vec<String> = clear.map(|(_, said)| said).take(FEW).collect();
    match (lines.is_empty(), count) {
        (true, 0) => {}
        (true, count) => lines.push(voice::none_stands_out(count)),
        (false, _) => lines.push(voice::NOT_WHY.to_owned()),
    }
    lines
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
