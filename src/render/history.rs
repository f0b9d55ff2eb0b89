//! What changed, oldest first.

use super::sanitise::line;
use super::{dates, style, voice};
use crate::domain::field::iso_day;
use crate::report::history::{Change, History};
use chrono::NaiveDate;
use serde_json::Value;

pub fn history(report: &History) -> String {
    let heading = format!("{}\n", style::heading(&line(&report.name)));
    if report.changes.is_empty() {
        return format!("{heading}  {}\n", voice::AS_FIRST);
    }
    heading + &changes(report)
}

/// The same with a line before the changes.
pub fn with_first(report: &History, first: &str) -> String {
    let heading = style::heading(&line(&report.name));
    format!("{heading}\n  {first}\n{}", changes(report))
}

fn changes(report: &History) -> String {
    let line = |entry: &Change| {
        let day = dates::day(entry.on, report.today);
        let noted = entry.noted.filter(|noted| *noted != entry.on);
        let here = |noted| voice::noted_here(Some(noted), entry.came, None, report.today);
        let noted = voice::in_brackets(noted.map(here));
        format!("  {day}{}{noted}\n", change(entry, report.today))
    };
    report.changes.iter().map(line).collect()
}

/// `, rhythm "daily" became "3/week": "evenings"`
pub fn change(change: &Change, today: NaiveDate) -> String {
    let note = change.note.as_deref().map(voice::quoted);
    what(change, today) + &voice::after(": ", note)
}

fn what(change: &Change, today: NaiveDate) -> String {
    let Some(field) = change.field.as_deref() else {
        return String::new();
    };
    let (was, became) = (value(&change.was, today), value(&change.became, today));
    let said = match (field, was, became) {
        ("retired", None, _) => "retired".to_owned(),
        ("retired", _, None) => "brought back".to_owned(),
        ("joint" | "sacred", None, _) => format!("now {field}"),
        ("joint" | "sacred", _, _) => format!("no longer {field}"),
        (_, None, Some(became)) => format!("{field} {became}"),
        (_, Some(was), None) => format!("{field} no longer {was}"),
        (_, Some(was), Some(became)) => format!("{field} {was} became {became}"),
        (_, None, None) => field.to_owned(),
    };
    format!(", {said}")
}

/// A field as it is shown; none where it was unset.
fn value(value: &Value, today: NaiveDate) -> Option<String> {
    match value {
        Value::Null | Value::Bool(false) => None,
        Value::String(words) => Some(match iso_day(words) {
            Some(day) => dates::day(day, today),
            None => voice::quoted(words),
        }),
        Value::Array(words) => {
            let words = words.iter().filter_map(Value::as_str);
            Some(voice::listed(words.map(voice::quoted)))
        }
        other => Some(line(&other.to_string())),
    }
}
