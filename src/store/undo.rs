//! Taking back the last commands, and forgetting without a trace.

use super::error::{Error, Result};
use super::write::{Writer, load};
use super::{Store, ritual, row};
use crate::domain::fields::Place;
use crate::domain::moment::Moment;
use crate::domain::record::{Kind, Record};
use crate::domain::text;
use chrono::{NaiveDate, NaiveTime};
use rusqlite::{Connection, params};
use uuid::Uuid;

/// How many commands are kept, and for how long (milliseconds).
const KEPT: i64 = 20;
const KEPT_MS: i64 = 7 * 24 * 3600 * 1000;

/// One inverse change: rows `low` to `high` were added, or row `low` was `before`.
pub struct Change {
    pub low: i64,
    pub high: i64,
    pub before: Option<String>,
}

/// A kept command.
#[derive(Debug, Clone)]
pub struct Step {
    pub id: i64,
    /// Milliseconds since 1970 UTC.
    pub at: i64,
    pub command: String,
    /// Whether it was itself an undo.
    pub undoes: bool,
}

/// What an undo did to one row.
#[derive(Debug, Clone)]
pub enum Undone {
    TookBack(Record),
    /// The row as it is again; `false` where it had been deleted and is back.
    Restored(Record, bool),
}

impl Change {
    pub fn added(id: i64) -> Self {
        Change { low: id, high: id, before: None }
    }

    pub fn was(record: &Record) -> Self {
        let id = record.meta().id;
        let text = serde_json::to_string(record).expect("a record always has a text");
        Change { low: id, high: id, before: Some(text) }
    }
}

/// Keeps what takes a command back, and lets go of what is old.
pub fn keep(conn: &Connection, at: i64, command: &str, undoes: bool, changes: &[Change]) -> Result<()> {
    let step: i64 = conn
        .prepare_cached("INSERT INTO undo_step (at, command, undoes) VALUES (?, ?, ?) RETURNING id")?
        .query_row(params![at, command, undoes], |r| r.get(0))?;
    let mut insert = conn.prepare_cached(
        "INSERT INTO undo_change (step, place, low, high, before) VALUES (?, ?, ?, ?, ?)",
    )?;
    for (place, change) in (0_i64..).zip(changes) {
        insert.execute(params![step, place, change.low, change.high, change.before])?;
    }
    let old = "SELECT id FROM undo_step WHERE id <= ?1 OR at < ?2";
    let bounds = [step - KEPT, at - KEPT_MS];
    conn.prepare_cached(&format!("DELETE FROM undo_change WHERE step IN ({old})"))?
        .execute(bounds)?;
    conn.prepare_cached("DELETE FROM undo_step WHERE id <= ?1 OR at < ?2")?
        .execute(bounds)?;
    Ok(())
}

/// Kept instants carry their offset, so no place is asked for.
struct Nowhere;

impl Place for Nowhere {
    fn moment(&self, day: NaiveDate, wall: NaiveTime) -> Moment {
        Moment { at: day.and_time(wall).and_utc().fixed_offset(), zone: None }
    }
}

fn parse(id: i64, text: &str) -> Result<Record> {
    let damaged = || Error::row("undo_change", id);
    let map = serde_json::from_str(text).map_err(|_| damaged())?;
    let mut record = Record::read(map, Uuid::nil(), &Nowhere).map_err(|_| damaged())?;
    record.meta_mut().id = id;
    Ok(record)
}

fn added(conn: &Connection, low: i64, high: i64) -> Result<Vec<Record>> {
    let mut found = Vec::new();
    for kind in Kind::ALL {
        let sql = format!("SELECT id FROM {} WHERE id BETWEEN ? AND ?", kind.as_str());
        for id in row::all(conn, kind.as_str(), &sql, [low, high], |c| Ok(c.id()))? {
            found.extend(load(conn, kind, id)?);
        }
    }
    // Rituals last: what hangs on them goes first.
    found.sort_by_key(|r| std::cmp::Reverse(r.kind()));
    Ok(found)
}

impl Store {
    /// The kept commands, newest first.
    ///
    /// # Errors
    /// [`Error::Damaged`].
    pub fn steps(&self) -> Result<Vec<Step>> {
        steps(&self.conn)
    }

    /// Takes back the last `count` commands as one, which can itself be taken back.
    ///
    /// # Errors
    /// [`Error::NothingToUndo`] when fewer are kept.
    pub fn undo(&mut self, wall_ms: i64, count: usize) -> Result<(Vec<Step>, Vec<Undone>)> {
        let mut writer = Writer::begin(&mut self.conn, wall_ms)?;
        let mut steps = steps(writer.conn())?;
        if steps.len() < count {
            return Err(Error::NothingToUndo);
        }
        steps.truncate(count);
        let mut undone = Vec::new();
        for step in &steps {
            let sql = "SELECT low, high, before FROM undo_change WHERE step = ? ORDER BY place DESC";
            let changes = row::all(writer.conn(), "undo_change", sql, [step.id], |c| {
                Ok((c.id(), c.get::<i64>(1)?, c.get::<Option<String>>(2)?))
            })?;
            for (low, high, before) in changes {
                if let Some(text) = before {
                    let record = parse(low, &text)?;
                    let existed = load(writer.conn(), record.kind(), low)?.is_some();
                    writer.change(&record)?;
                    undone.push(Undone::Restored(record, existed));
                } else {
                    for record in added(writer.conn(), low, high)? {
                        writer.remove(&record)?;
                        undone.push(Undone::TookBack(record));
                    }
                }
            }
            forget_step(writer.conn(), step.id)?;
        }
        let redoes = steps.len() == 1 && steps[0].undoes;
        let command = steps.iter().map(|s| s.command.as_str()).collect::<Vec<_>>().join(", ");
        writer.finish(&command, !redoes)?;
        Ok((steps, undone))
    }

    /// Deletes a row for good, with what hangs on it, its earlier wordings and every kept change
    /// of it, then rewrites the file so that no byte of it stays in a corner of a page. Returns
    /// how many rows went.
    ///
    /// # Errors
    /// Those of the file.
    pub fn forget(&mut self, wall_ms: i64, record: &Record) -> Result<usize> {
        let mut writer = Writer::begin(&mut self.conn, wall_ms)?;
        let mut going = vec![];
        if let Record::Ritual(ritual) = record {
            for id in ritual::dependents(writer.conn(), ritual.meta.id)? {
                for kind in [Kind::Completion, Kind::Pause] {
                    going.extend(load(writer.conn(), kind, id)?);
                }
            }
        }
        going.push(record.clone());
        for record in &going {
            writer.remove(record)?;
        }
        let handles: Vec<i64> = going.iter().map(|r| r.meta().id).collect();
        let ritual = match record {
            Record::Ritual(ritual) => Some(text::key(&ritual.name)),
            _ => None,
        };
        for step in steps(writer.conn())? {
            // A step that touches a forgotten row could bring it back, or its words: it goes whole.
            if touches(writer.conn(), step.id, &handles, ritual.as_deref())? {
                forget_step(writer.conn(), step.id)?;
            }
        }
        writer.settle()?;
        self.conn.execute_batch("VACUUM")?;
        Ok(handles.len())
    }
}

impl Store {
    /// Forgets the kept changes of a row that undo had already taken away. Returns whether there
    /// were any.
    ///
    /// # Errors
    /// Those of the file.
    pub fn forget_undone(&mut self, wall_ms: i64, handle: i64) -> Result<bool> {
        let writer = Writer::begin(&mut self.conn, wall_ms)?;
        let mut any = false;
        for step in steps(writer.conn())? {
            if touches(writer.conn(), step.id, &[handle], None)? {
                forget_step(writer.conn(), step.id)?;
                any = true;
            }
        }
        if any {
            writer.settle()?;
            self.conn.execute_batch("VACUUM")?;
        }
        Ok(any)
    }
}

fn steps(conn: &Connection) -> Result<Vec<Step>> {
    let sql = "SELECT id, at, command, undoes FROM undo_step ORDER BY id DESC";
    row::all(conn, "undo_step", sql, [], |c| {
        Ok(Step { id: c.id(), at: c.get(1)?, command: c.get(2)?, undoes: c.get(3)? })
    })
}

/// Whether a kept command holds a change of one of these rows, or of what hung on this ritual.
fn touches(conn: &Connection, step: i64, handles: &[i64], ritual: Option<&str>) -> Result<bool> {
    let sql = "SELECT low, high, before FROM undo_change WHERE step = ?";
    let changes = row::all(conn, "undo_change", sql, [step], |c| {
        Ok((c.id(), c.get::<i64>(1)?, c.get::<Option<String>>(2)?))
    })?;
    for (low, high, before) in changes {
        if handles.iter().any(|h| (low..=high).contains(h)) {
            return Ok(true);
        }
        let (Some(ritual), Some(before)) = (ritual, before) else {
            continue;
        };
        let owner = match parse(low, &before)? {
            Record::Completion(c) => Some(c.ritual),
            Record::Pause(p) => p.ritual,
            _ => None,
        };
        if owner.is_some_and(|name| text::key(&name) == ritual) {
            return Ok(true);
        }
    }
    Ok(false)
}

fn forget_step(conn: &Connection, step: i64) -> Result<()> {
    conn.execute("DELETE FROM undo_change WHERE step = ?", [step])?;
    conn.execute("DELETE FROM undo_step WHERE id = ?", [step])?;
    Ok(())
}

