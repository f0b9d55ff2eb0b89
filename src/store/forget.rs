//! Forgetting: no byte of a row stays in the file, nor in what undo keeps.

use super::change::{Change, changes, put_changes};
use super::error::{Error, Result};
use super::record::load;
use super::undo::{forget_step, parse, steps};
use super::{Store, Writer, consent, find, month, open, ritual, undo};
use crate::domain::record::{Kind, Record};
use crate::domain::ritual::Ritual;
use crate::domain::text;
use rusqlite::Connection;
use std::collections::HashSet;

/// What may hang on a ritual.
const HANGING: [Kind; 5] = [
    Kind::Completion,
    Kind::Pause,
    Kind::Invite,
    Kind::Reminder,
    Kind::Reflection,
];

/// What is to leave no trace: rows by handle, and whatever hung on a ritual by its names.
#[derive(Default)]
struct Going {
    handles: HashSet<i64>,
    names: HashSet<String>,
}

impl Store {
    /// Deletes a row for good, with what hangs on it, its earlier wordings and every kept change
    /// of it, then rewrites the file so that no byte of it stays in a corner of a page. Returns
    /// the rows that went.
    ///
    /// # Errors
    /// Those of the file; [`Error::Full`] before anything was written where there is no room to
    /// rewrite it.
    pub fn forget(&mut self, wall_ms: i64, record: &Record) -> Result<Vec<Record>> {
        // Rewriting needs room: better to find out before the row is half gone.
        self.rewrite()?;
        let mut writer = Writer::begin(&mut self.conn, wall_ms)?;
        let mut gone = vec![];
        let mut going = Going::default();
        if let Record::Ritual(ritual) = record {
            going.names = names(writer.conn(), ritual)?;
            // A month keeps its words and loses the ritual it counted by.
            for mut line in month::counting(writer.conn(), ritual.meta.id)? {
                line.ritual = None;
                writer.change(&Record::MonthLine(line))?;
            }
            for id in ritual::dependents(writer.conn(), ritual.meta.id)? {
                for kind in HANGING {
                    gone.extend(load(writer.conn(), kind, id)?);
                }
            }
        }
        gone.push(record.clone());
        // What was consented to about a row goes before the row.
        for subject in gone.clone() {
            let events = consent::about(writer.conn(), subject.meta().uid)?;
            gone.splice(0..0, events.into_iter().map(Record::Consent));
        }
        for record in &gone {
            writer.remove(record)?;
            going.handles.insert(record.meta().id);
        }
        sweep(writer.conn(), &going)?;
        find::settle(writer.conn())?;
        undo::keep(writer.conn(), wall_ms, undo::FORGET, false, &[])?;
        writer.settle()?;
        self.rewrite().map_err(unswept)?;
        Ok(gone)
    }

    /// Whether undo keeps something of a row that is no longer in the notebook.
    ///
    /// # Errors
    /// [`Error::Damaged`].
    pub fn undo_keeps(&self, handle: i64) -> Result<bool> {
        for step in steps(&self.conn)? {
            let kept = changes(&self.conn, step.id)?;
            if kept.iter().any(|c| (c.low..=c.high).contains(&handle)) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Forgets the kept changes of a row that undo had already taken away.
    ///
    /// # Errors
    /// As [`Store::forget`].
    pub fn forget_undone(&mut self, wall_ms: i64, handle: i64) -> Result<()> {
        self.rewrite()?;
        let writer = Writer::begin(&mut self.conn, wall_ms)?;
        let mut going = Going::default();
        going.handles.insert(handle);
        sweep(writer.conn(), &going)?;
        find::settle(writer.conn())?;
        writer.settle()?;
        self.rewrite().map_err(unswept)
    }

    fn rewrite(&self) -> Result<()> {
        open::rewrite(&self.conn)
    }
}

fn unswept(error: Error) -> Error {
    Error::Unswept(error.to_string())
}

/// Every name a ritual has had, as far as the file knows.
fn names(conn: &Connection, ritual: &Ritual) -> Result<HashSet<String>> {
    let mut names = HashSet::from([text::key(&ritual.name)]);
    let earlier = ritual
        .history
        .iter()
        .filter_map(|r| r.was.get("name")?.as_str());
    names.extend(earlier.map(text::key));
    for step in steps(conn)? {
        for change in changes(conn, step.id)? {
            if let (true, Some(before)) = (change.low == ritual.meta.id, &change.before)
                && let Record::Ritual(before) = parse(change.low, before)?
            {
                names.insert(text::key(&before.name));
            }
        }
    }
    Ok(names)
}

/// Takes what is going out of every kept command; the rest of the command can still be taken back.
fn sweep(conn: &Connection, going: &Going) -> Result<()> {
    for step in steps(conn)? {
        let before = changes(conn, step.id)?;
        let count = before.len();
        let mut after = Vec::with_capacity(count);
        let mut touched = false;
        for change in before {
            touched |= keep(change, going, &mut after)?;
        }
        if after.is_empty() && touched {
            forget_step(conn, step.id)?;
        } else if touched {
            conn.execute("DELETE FROM undo_change WHERE step = ?", [step.id])?;
            put_changes(conn, step.id, &after)?;
        }
    }
    Ok(())
}

/// Keeps what stays of a change; true when something of it went.
fn keep(change: Change, going: &Going, after: &mut Vec<Change>) -> Result<bool> {
    let Some(before) = &change.before else {
        let mut low = change.low;
        let mut gone: Vec<i64> = going
            .handles
            .iter()
            .copied()
            .filter(|h| (change.low..=change.high).contains(h))
            .collect();
        gone.sort_unstable();
        for handle in gone.iter().chain([&(change.high + 1)]) {
            if low < *handle {
                after.push(Change {
                    low,
                    high: handle - 1,
                    before: None,
                });
            }
            low = handle + 1;
        }
        return Ok(!gone.is_empty());
    };
    let owner = match parse(change.low, before)? {
        Record::Completion(c) => Some(c.ritual),
        Record::Pause(p) => p.ritual,
        Record::Invite(i) => Some(i.ritual),
        Record::Reminder(r) => r.ritual,
        Record::Reflection(r) => Some(r.ritual),
        Record::MonthLine(m) => m.ritual,
        _ => None,
    };
    let named = owner.is_some_and(|name| going.names.contains(&text::key(&name)));
    if named || going.handles.contains(&change.low) {
        return Ok(true);
    }
    after.push(change);
    Ok(false)
}
