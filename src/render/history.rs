//! What changed, oldest first.

use super::sanitise::line;
use super::{dates, style, voice};
use crate::report::history::{Change, History};
use serde_json::Value;

#[must_use]
pub fn history(report: &History) -> String {
    let mut text = format!("{}\n", style::heading(&line(&report.name)));
    if report.changes.is_empty() {
        return text + "  as it was noted first\n";
    }
    for change in &report.changes {
        let note = change.note.as_deref().map_or(String::new(), |n| format!(": {}", voice::quoted(n)));
        text += &format!("  {}{}{note}\n", dates::day(change.on, report.today), what(change));
    }
    text
}

fn what(change: &Change) -> String {
    match &change.field {
        None => String::new(),
        Some(field) => format!(", {field} {} became {}", value(&change.was), value(&change.became)),
    }
}

fn value(value: &Value) -> String {
    match value {
        Value::Null => "unset".to_owned(),
        Value::Bool(true) => "yes".to_owned(),
        Value::Bool(false) => "no".to_owned(),
        Value::String(words) => voice::quoted(words),
        Value::Array(words) => {
            let words: Vec<String> = words.iter().filter_map(Value::as_str).map(voice::quoted).collect();
            words.join(", ")
        }
        other => line(&other.to_string()),
    }
}
