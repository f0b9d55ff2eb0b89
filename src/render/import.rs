//! An import: how many rows of each noun, and for a dry run the rituals with their days.

use super::sanitise::line;
use super::{dates, record, style, voice};
use crate::domain::config::Settings;
use crate::report::import::{Change, Import, Tally};
use serde_json::Value;

pub fn import(report: &Import, settings: &Settings, width: Option<usize>) -> String {
    let mut text = voice::imported(report) + "\n";
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
        if let Some(command) = voice::look_at(report) {
            text += &format!("{command}\n");
        }
        return text;
    }
    let tallies = report.rituals.iter().chain(&report.moods);
    let rows: Vec<Vec<String>> = tallies.map(|tally| row(tally, report)).collect();
    if !rows.is_empty() {
        let header = ["ritual", "first day", "last day", "entries", "rests"];
        text += &format!("\n{}", style::table(&header, rows, width));
    }
    if !report.changes.is_empty() {
        text += &format!("\n{}\n", voice::CHANGES);
        for change in &report.changes {
            text += &changed(change, report);
        }
        let more = report.changed - report.changes.len();
        if more > 0 {
            text += &format!("  {}\n", voice::and_more(more));
        }
    }
    if !report.not_carried.is_empty() {
        text += &format!("\n{}\n", voice::LEFT);
        for left in &report.not_carried {
            text += &format!("  {}\n", voice::left_behind(left.what, left.count));
        }
    }
    text
}

/// `  Walk, 2 March: amount 20 to 25; note "cold"`.
fn changed(change: &Change, report: &Import) -> String {
    let name = line(change.ritual.as_deref().unwrap_or(change.kind));
    let day = change.day.map(|day| dates::day(day, report.today));
    let day = voice::after(", ", day);
    let fields = change.fields.iter().map(|field| {
        let after = value(&field.after);
        match &field.before {
            Value::Null => format!("{} {after}", field.field),
            before => format!("{} {} to {after}", field.field, value(before)),
        }
    });
    let fields: Vec<String> = fields.collect();
    format!("  {name}{day}: {}\n", fields.join("; "))
}

fn value(value: &Value) -> String {
    match value {
        Value::Array(words) => voice::listed(words.iter().map(self::value)),
        other => line(&other.to_string()),
    }
}

fn row(tally: &Tally, report: &Import) -> Vec<String> {
    let day = |day| dates::day(day, report.today);
    let number = |n: u64| if n > 0 { n.to_string() } else { String::new() };
    let name = match tally.name.as_str() {
        "" => voice::MOOD_NOTES.to_owned(),
        name => line(name),
    };
    vec![
        name,
        tally.first.map(day).unwrap_or_default(),
        tally.last.map(day).unwrap_or_default(),
        number(tally.entries),
        number(tally.rests),
    ]
}
