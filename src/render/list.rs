//! The rituals in columns.

use super::marks::marks;
use super::sanitise::line;
use super::wrap::{display_width, fold};
use super::{dates, style, voice};
use crate::domain::ritual::Ritual;
use crate::report::show::{List, Listed};
use crate::report::streaks::State;

pub fn list(report: &List, width: Option<usize>, ascii: bool) -> String {
    if report.rituals.is_empty() {
        return voice::none_of(report.others, false, voice::NO_RITUALS).to_owned() + "\n";
    }
    let mut rows: Vec<Vec<String>> = report.rituals.iter().map(|l| row(l, report)).collect();
    let marks = marks(ascii);
    let room = width.map(|width| width.saturating_sub(beside(&rows)));
    if room.is_some_and(|room| room < column(&rows, ABOUT).min(FEW)) {
        let block = |(row, l): (&Vec<String>, &Listed)| {
            let said = voice::listed(row.iter().filter(|s| !s.is_empty()).cloned());
            match l.last_30.since {
                Some(_) => format!("{said}\n  {}\n", marks.strip(&l.last_30)),
                None => format!("{said}\n"),
            }
        };
        return rows.iter().zip(&report.rituals).map(block).collect();
    }
    for (row, l) in rows.iter_mut().zip(&report.rituals) {
        if let Some(room) = room {
            row[ABOUT] = fold(&row[ABOUT], room, "", "");
        }
        row.push(marks.bare().strip(&l.last_30));
    }
    style::table(&HEADER, rows, width)
}

const HEADER: [&str; 5] = ["ritual", "rhythm", "about", "noted", "30 days"];

/// The column that is folded, and how few columns it may have left: on a terminal with fewer, the days of
/// a ritual stand under it.
const ABOUT: usize = 2;
const FEW: usize = 16;

fn column(rows: &[Vec<String>], at: usize) -> usize {
    let cells = rows.iter().map(|row| display_width(&row[at]));
    cells.max().unwrap_or(0).max(HEADER[at].len())
}

/// What the other columns take, with the space behind each.
fn beside(rows: &[Vec<String>]) -> usize {
    let others = [0, 1, 3].map(|at| column(rows, at) + 2);
    others.iter().sum::<usize>() + 2 + 30 + 2
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
