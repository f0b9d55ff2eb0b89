//! What rows say of each other: stamps ahead of the clock, the same content twice.

use super::Checks;
use crate::domain::record::{Kind, Record};
use crate::domain::text;
use crate::store::salvage::Salvage;
use rusqlite::Connection;
use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};

/// Clocks of two machines may differ by so much (milliseconds).
const SLACK: i64 = 5 * 60 * 1000;

/// The tables that hold stamps.
const STAMPED: [&str; 8] = [
    "clock",
    "gone",
    "ritual",
    "completion",
    "mood",
    "boundary",
    "pause",
    "note",
];

impl Checks {
    pub(super) fn look_at_content(&mut self, conn: &Connection, salvage: &Salvage, now: i64) {
        let ask = |sql: &str| conn.query_row(sql, [], |r| r.get::<_, i64>(0)).ok();
        let stamps: Vec<i64> = STAMPED
            .iter()
            .filter_map(|table| ask(&format!("SELECT max(stamp) FROM {table}")))
            .collect();
        let stamp = stamps.into_iter().max();
        self.ahead = stamp
            .map(|stamp| stamp >> 16)
            .filter(|ms| *ms > now + SLACK);
        let first = STAMPED
            .iter()
            .filter(|table| **table != "clock")
            .filter_map(|table| ask(&format!("SELECT min(stamp) FROM {table}")));
        self.since = first.min().map(|stamp| stamp >> 16);
        let mark = conn.query_row("SELECT mark FROM clock", [], |r| r.get(0));
        self.mark = mark.unwrap_or_default();
        // By a hash of the content: the contents themselves would take the size of the notebook.
        let mut same: BTreeMap<(Kind, u64), Vec<i64>> = BTreeMap::new();
        for row in &salvage.rows {
            if let Some(content) = content(row) {
                let mut hasher = DefaultHasher::new();
                content.hash(&mut hasher);
                let key = (row.kind(), hasher.finish());
                same.entry(key).or_default().push(row.meta().id);
            }
        }
        let several = same.into_iter().filter(|(_, handles)| handles.len() > 1);
        self.alike = several
            .map(|((kind, _), handles)| (kind, handles))
            .collect();
        self.alike.sort_by_key(|(_, handles)| handles[0]);
    }
}

/// What makes two rows the same. A day may hold the same entry twice, so one without a time or
/// words of its own is not taken for another.
fn content(row: &Record) -> Option<String> {
    match row {
        Record::Ritual(ritual) => Some(text::key(&ritual.name)),
        Record::Config(config) => Some(config.key.clone()),
        Record::Completion(c) if c.moment.is_none() && c.note.is_none() => None,
        row => {
            let mut map = row.to_map();
            map.remove("uid");
            serde_json::to_string(&map).ok()
        }
    }
}
