//! Which rows go out.

use crate::domain::field::iso_day;
use crate::domain::meta::Extra;
use crate::domain::record::{Kind, Record};
use crate::domain::text;
use chrono::NaiveDate;
use serde_json::Value;

/// What was asked for; everything where nothing was.
#[derive(Debug, Clone, Default)]
pub struct Selection {
    pub from: Option<NaiveDate>,
    pub to: Option<NaiveDate>,
    /// Names of rituals.
    pub only: Vec<String>,
    pub kinds: Vec<Kind>,
}

impl Selection {
    /// Whether rows of a noun may be among them.
    pub fn has_kind(&self, kind: Kind) -> bool {
        self.kinds.is_empty() || self.kinds.contains(&kind)
    }

    /// A row without a day of its own, such as a ritual, comes whatever the window.
    pub fn keeps(&self, record: &Record) -> bool {
        if !self.has_kind(record.kind()) {
            return false;
        }
        if self.only.is_empty() && self.from.is_none() && self.to.is_none() {
            return true;
        }
        let map = record.to_map();
        self.named(record, &map) && self.in_window(&map)
    }

    fn named(&self, record: &Record, map: &Extra) -> bool {
        if self.only.is_empty() {
            return true;
        }
        let name = match record {
            Record::Ritual(ritual) => Some(ritual.name.as_str()),
            _ => map.get("ritual").and_then(Value::as_str),
        };
        let key = name.map(text::key);
        key.is_some_and(|key| self.only.iter().any(|only| text::key(only) == key))
    }

    fn in_window(&self, map: &Extra) -> bool {
        let Some((first, last)) = span(map) else {
            return true;
        };
        self.from.is_none_or(|from| last >= from) && self.to.is_none_or(|to| first <= to)
    }
}

/// The days a row is about: its day, or from its first to its last, open ends included.
fn span(map: &Extra) -> Option<(NaiveDate, NaiveDate)> {
    let day = |field: &str| map.get(field).and_then(Value::as_str).and_then(iso_day);
    if let Some(day) = day("day").or_else(|| day("on")) {
        return Some((day, day));
    }
    let first = day("from").or_else(|| day("agreed"))?;
    let last = day("until").or_else(|| day("retired"));
    Some((first, last.unwrap_or(NaiveDate::MAX)))
}

/// The one day a row belongs to, where it has one.
pub fn day(record: &Record) -> Option<NaiveDate> {
    match record {
        Record::Completion(c) => Some(c.day),
        Record::Mood(m) => Some(m.day),
        Record::Ritual(_) | Record::Config(_) => None,
        other => span(&other.to_map()).map(|(first, _)| first),
    }
}
