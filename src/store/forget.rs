//! Forgetting: no byte of a row stays in the file, nor in what undo keeps.

use super::error::Result;
use super::record::load;
use super::undo::{forget_step, parse, steps};
use super::{Store, Writer, ritual, row};
use crate::domain::record::{Kind, Record};
use crate::domain::text;
use rusqlite::Connection;

impl Store {
    /// Deletes a row for good, with what hangs on it, its earlier wordings and every kept change
    /// of it, then rewrites the file so that no byte of it stays in a corner of a page. Returns
    /// the rows that went.
    ///
    /// # Errors
    /// Those of the file.
    pub fn forget(&mut self, wall_ms: i64, record: &Record) -> Result<Vec<Record>> {
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
        Ok(going)
    }

    /// Whether undo keeps something of a row that is no longer in the notebook.
    ///
    /// # Errors
    /// [`super::Error::Damaged`].
    pub fn undo_keeps(&self, handle: i64) -> Result<bool> {
        for step in steps(&self.conn)? {
            if touches(&self.conn, step.id, &[handle], None)? {
                return Ok(true);
            }
        }
        Ok(false)
    }

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
