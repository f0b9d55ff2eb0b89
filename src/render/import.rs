//! An import: how many rows of each noun, and for a dry run the rituals with their days.

use super::sanitise::line;
use super::{dates, record, style, voice};
use crate::domain::config::Settings;
use crate::report::import::{Import, Tally};

pub fn import(report: &Import, settings: &Settings, width: Option<usize>) -> String {
    let mut text = voice::imported(report.added, report.here, report.dry_run) + "\n";
    for kind in report.kinds.iter().filter(|k| k.added > 0) {
        text += &format!("  {:<11} {}\n", kind.kind, kind.added);
    }
    if report.bound_rows > 0 {
        text += &format!("{}\n", voice::BOUND);
    }
    for row in &report.bound {
        text += &format!("  {}\n", record::record(row, settings, report.today));
    }
    let more = report.bound_rows - report.bound.len() as u64;
    if more > 0 {
        text += &format!("  {}\n", voice::and_more(more as usize));
    }
    if !report.dry_run {
        return text;
    }
    let tallies = report.rituals.iter().chain(&report.moods);
    let rows: Vec<Vec<String>> = tallies.map(|tally| row(tally, report)).collect();
    if !rows.is_empty() {
        let header = ["ritual", "first day", "last day", "entries", "rests"];
        text += &format!("\n{}", style::table(&header, rows, width));
    }
    if !report.not_carried.is_empty() {
        text += &format!("\n{}\n", voice::LEFT);
        for left in &report.not_carried {
            text += &format!("  {}\n", voice::left_behind(left.what, left.count));
        }
    }
    text
}

fn row(tally: &Tally, report: &Import) -> Vec<String> {
    let day = |day| dates::day(day, report.today);
    let number = |n: u64| if n > 0 { n.to_string() } else { String::new() };
    let name = if tally.name.is_empty() {
        voice::MOOD_NOTES.to_owned()
    } else {
        line(&tally.name)
    };
    vec![
        name,
        tally.first.map(day).unwrap_or_default(),
        tally.last.map(day).unwrap_or_default(),
        number(tally.entries),
        number(tally.rests),
    ]
}
