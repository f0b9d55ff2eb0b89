//! Inverse changes: what a kept command is taken back by.

use super::error::Result;
use super::row;
use crate::domain::record::Record;
use rusqlite::{Connection, params};

/// One inverse change: rows `low` to `high` were added, or row `low` was `before`.
pub struct Change {
    pub low: i64,
    pub high: i64,
    pub before: Option<String>,
}

impl Change {
    pub fn added(id: i64) -> Self {
        Change {
            low: id,
            high: id,
            before: None,
        }
    }

    pub fn was(record: &Record) -> Self {
        let id = record.meta().id;
        let text = serde_json::to_string(record).expect("a record always has a text");
        Change {
            low: id,
            high: id,
            before: Some(text),
        }
    }
}

/// Writes the changes of a step in their order.
pub fn put_changes(conn: &Connection, step: i64, changes: &[Change]) -> Result<()> {
    let mut insert = conn.prepare_cached(
        "INSERT INTO undo_change (step, place, low, high, before) VALUES (?, ?, ?, ?, ?)",
    )?;
    for (place, change) in (0_i64..).zip(changes) {
        insert.execute(params![step, place, change.low, change.high, change.before])?;
    }
    Ok(())
}

/// What takes a kept command back, in order.
pub fn changes(conn: &Connection, step: i64) -> Result<Vec<Change>> {
    let sql = "SELECT low, high, before FROM undo_change WHERE step = ? ORDER BY place";
    row::all(conn, "undo_change", sql, [step], |c| {
        Ok(Change {
            low: c.id(),
            high: c.get(1)?,
            before: c.get(2)?,
        })
    })
}
