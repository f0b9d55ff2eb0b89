//! The rituals in columns.

use super::marks::marks;
use super::sanitise::line;
use super::wrap::display_width;
use super::{dates, style, voice};
use crate::domain::ritual::Ritual;
use crate::report::list::{List, Listed};
use crate::report::streaks::State;

pub fn list(report: &List, width: Option<usize>, ascii: bool) -> String {
    if report.rituals.is_empty() {
        return voice::none_of(report.others, false, voice::NO_RITUALS).to_owned() + "\n";
    }
    let rows: Vec<Vec<String>> = report.rituals.iter().map(|l| row(l, report)).collect();
    let marks = marks(ascii);
    if width.is_some_and(|width| width < wide(&rows)) {
        let block = |(row, l): (&Vec<String>, &Listed)| {
            let said = voice::listed(row.iter().filter(|s| !s.is_empty()).cloned());
            match l.last_30.since {
                Some(_) => format!("{said}\n  {}\n", marks.strip(&l.last_30)),
                None => format!("{said}\n"),
            }
        };
        return rows.iter().zip(&report.rituals).map(block).collect();
    }
    let rows = rows.into_iter().zip(&report.rituals).map(|(mut row, l)| {
        row.push(marks.bare().strip(&l.last_30));
        row
    });
    style::table(&HEADER, rows.collect(), width)
}

const HEADER: [&str; 5] = ["ritual", "rhythm", "about", "noted", "30 days"];

/// Columns the table takes. On a terminal with fewer, the days of a ritual stand under it.
fn wide(rows: &[Vec<String>]) -> usize {
    let column = |at: usize| {
        let cells = rows.iter().map(|row| display_width(&row[at]));
        cells.max().unwrap_or(0).max(HEADER[at].len()) + 2
    };
    (0..4).map(column).sum::<usize>() + 32
}

fn row(listed: &Listed, report: &List) -> Vec<String> {
    let rhythm = listed.ritual.rhythms.on(report.today);
    let rhythm = rhythm.map(|rhythm| rhythm.to_string());
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
        voice::listed(about(&listed.ritual)),
        noted,
    ]
}

/// Intention, words and labels of a ritual.
pub fn about(ritual: &Ritual) -> Vec<String> {
    let purposes = voice::listed(ritual.purposes.iter().map(|w| line(w)));
    let (around, unit) = (ritual.around.as_deref(), ritual.unit.as_deref());
    let parts = [
        ritual.intention.as_deref().map(voice::quoted),
        (!purposes.is_empty()).then(|| format!("for {purposes}")),
        around.map(|moment| format!("around {}", line(moment))),
        unit.map(|unit| format!("counted in {}", line(unit))),
        voice::together(ritual.joint, ritual.with.as_deref()),
        ritual.sacred.then(|| "sacred".to_owned()),
    ];
    parts.into_iter().flatten().collect()
}
