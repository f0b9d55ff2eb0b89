//! The rituals in columns.

use super::sanitise::line;
use super::{dates, style, voice};
use crate::domain::ritual::Ritual;
use crate::report::list::{List, Listed};
use crate::report::streaks::State;

#[must_use]
pub fn list(report: &List, width: Option<usize>) -> String {
    if report.rituals.is_empty() {
        let none = if report.others {
            voice::NONE_SHOWN
        } else {
            voice::NO_RITUALS
        };
        return format!("{none}\n");
    }
    let rows = report.rituals.iter().map(|l| row(l, report)).collect();
    style::table(&["ritual", "rhythm", "about", "noted"], rows, width)
}

fn row(listed: &Listed, report: &List) -> Vec<String> {
    let rhythm = listed
        .ritual
        .rhythms
        .on(report.today)
        .map(|r| r.to_string());
    let noted = match (listed.state, listed.last) {
        _ if listed.ritual.retired.is_some() => "retired".to_owned(),
        (State::Resting, _) => "resting".to_owned(),
        (State::Retired, _) => "retired".to_owned(),
        (State::Active, Some(day)) => dates::day(day, report.today),
        (State::Active, None) => String::new(),
    };
    vec![
        line(&listed.ritual.name),
        rhythm.unwrap_or_default(),
        about(&listed.ritual).join(", "),
        noted,
    ]
}

/// Intention, words and labels of a ritual.
#[must_use]
pub fn about(ritual: &Ritual) -> Vec<String> {
    let mut parts = Vec::new();
    parts.extend(ritual.intention.as_deref().map(voice::quoted));
    if !ritual.purposes.is_empty() {
        let words: Vec<String> = ritual.purposes.iter().map(|w| line(w)).collect();
        parts.push(format!("for {}", words.join(", ")));
    }
    parts.extend(
        ritual
            .around
            .as_deref()
            .map(|m| format!("around {}", line(m))),
    );
    parts.extend(
        ritual
            .unit
            .as_deref()
            .map(|u| format!("counted in {}", line(u))),
    );
    match (ritual.joint, ritual.with.as_deref()) {
        (_, Some(name)) => parts.push(format!("together with {}", line(name))),
        (true, None) => parts.push("together".to_owned()),
        _ => {}
    }
    if ritual.sacred {
        parts.push("sacred".to_owned());
    }
    parts
}
