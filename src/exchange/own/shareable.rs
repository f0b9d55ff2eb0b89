//! A row as it may be shown to someone else: its current values, and nothing about the file.

use crate::domain::json;
use crate::domain::record::Record;
use chrono::NaiveDate;

/// What tells of the file rather than of the row: identities (a uid holds the time it was made),
/// instants, earlier wordings, when something was given.
const KEPT_BACK: [&str; 8] = [
    "uid",
    "visibility",
    "at",
    "zone",
    "history",
    "rhythms",
    "since",
    "closed",
];

/// One line of JSON without its end; none for what no longer holds.
pub fn line(record: &Record, today: NaiveDate) -> Option<String> {
    let mut map = record.to_map();
    // Put away, or ended: no current value.
    if record.ended(today) || map.contains_key("retired") {
        return None;
    }
    for field in KEPT_BACK
        .iter()
        .copied()
        .chain(record.extra().keys().map(String::as_str))
    {
        map.remove(field);
    }
    if let Record::Ritual(ritual) = record
        && let Some(rhythm) = ritual.rhythms.on(today)
    {
        map.insert("rhythm".to_owned(), rhythm.to_string().into());
    }
    Some(json::document(&map))
}
