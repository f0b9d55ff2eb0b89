//! Taking back the last commands.

use super::change::{Change, changes, put_changes};
use super::error::{Error, Result};
use super::record::load;
use super::write::Writer;
use super::{Reader, find, row};
use crate::domain::fields::Place;
use crate::domain::moment::Moment;
use crate::domain::record::{Kind, Record};
use chrono::{NaiveDate, NaiveTime};
use rusqlite::{Connection, params};
use uuid::Uuid;

/// How many commands are kept, and for how long (milliseconds).
const KEPT: i64 = 20;
const KEPT_MS: i64 = 7 * 24 * 3600 * 1000;

/// The name under which forgetting is remembered: it cannot be taken back.
pub const FORGET: &str = "forget";

/// A kept command.
#[derive(Debug, Clone)]
pub struct Step {
    pub id: i64,
    /// Milliseconds since 1970 UTC.
    pub at: i64,
    pub command: String,
    /// Whether it was itself an undo.
    pub undoes: bool,
    /// A row it wrote, where one can be shown.
    pub about: Option<Record>,
}

/// What an undo did to one row.
#[derive(Debug, Clone)]
pub enum Undone {
    TookBack(Record),
    /// The row as it is again, and as it was until now; none where it had been deleted.
    Restored(Record, Option<Box<Record>>),
}

/// Keeps what takes a command back, and lets go of what is old.
pub fn keep(
    conn: &Connection,
    at: i64,
    command: &str,
    undoes: bool,
    changes: &[Change],
) -> Result<()> {
    let step: i64 = conn
        .prepare_cached(
            "INSERT INTO undo_step (at, command, undoes) VALUES (?, ?, ?) RETURNING id",
        )?
        .query_row(params![at, command, undoes], |r| r.get(0))?;
    put_changes(conn, step, changes)?;
    let old = "SELECT id FROM undo_step WHERE id <= ?1 OR at < ?2";
    let bounds = [step - KEPT, at - KEPT_MS];
    let wordings =
        format!("SELECT 1 FROM undo_change WHERE step IN ({old}) AND before IS NOT NULL LIMIT 1");
    let aged = conn.prepare_cached(&wordings)?.exists(bounds)?;
    conn.prepare_cached(&format!("DELETE FROM undo_change WHERE step IN ({old})"))?
        .execute(bounds)?;
    conn.prepare_cached("DELETE FROM undo_step WHERE id <= ?1 OR at < ?2")?
        .execute(bounds)?;
    // When an earlier wording leaves, the index lets go of its words too.
    if aged {
        find::settle(conn)?;
    }
    Ok(())
}

/// Kept instants carry their offset, so no place is asked for.
struct Nowhere;

impl Place for Nowhere {
    fn moment(&self, day: NaiveDate, wall: NaiveTime) -> Moment {
        Moment {
            at: day.and_time(wall).and_utc().fixed_offset(),
            zone: None,
        }
    }
}

pub fn parse(id: i64, text: &str) -> Result<Record> {
    let damaged = || Error::row("undo_change", id);
    let map = serde_json::from_str(text).map_err(|_| damaged())?;
    let mut record = Record::read(map, Uuid::nil(), &Nowhere).map_err(|_| damaged())?;
    record.meta_mut().id = id;
    Ok(record)
}

fn added(conn: &Connection, low: i64, high: i64) -> Result<Vec<Record>> {
    let mut found = Vec::new();
    for kind in Kind::ALL.iter().copied() {
        let sql = format!("SELECT id FROM {} WHERE id BETWEEN ? AND ?", kind.as_str());
        for id in row::all(conn, kind.as_str(), &sql, [low, high], |c| Ok(c.id()))? {
            found.extend(load(conn, kind, id)?);
        }
    }
    // Rituals last: what hangs on them goes first.
    found.sort_by_key(|r| std::cmp::Reverse(r.kind()));
    Ok(found)
}

impl Reader {
    /// The kept commands, newest first.
    ///
    /// # Errors
    /// [`Error::Damaged`].
    pub fn steps(&self, wall_ms: i64) -> Result<Vec<Step>> {
        let mut kept = fresh(steps(&self.conn)?, wall_ms);
        for step in &mut kept {
            step.about = about(&self.conn, step.id)?;
        }
        Ok(kept)
    }

    /// Takes back the last `count` commands as one, which can itself be taken back.
    ///
    /// # Errors
    /// [`Error::NothingToUndo`], or [`Error::FewToUndo`] when fewer are kept.
    pub fn undo(&mut self, wall_ms: i64, count: usize) -> Result<(Vec<Step>, Vec<Undone>)> {
        let mut writer = Writer::begin(self, wall_ms)?;
        let mut steps = fresh(steps(writer.conn())?, wall_ms);
        if count == 1 && steps.first().is_some_and(|s| s.command == FORGET) {
            return Err(Error::AfterForget);
        }
        if steps.is_empty() {
            return Err(Error::NothingToUndo);
        }
        if steps.len() < count {
            return Err(Error::FewToUndo {
                asked: count,
                kept: steps.len(),
            });
        }
        steps.truncate(count);
        let mut undone = Vec::new();
        for (i, step) in steps.iter().enumerate() {
            // Going back past an undo, neither it nor what it took back leaves anything to do.
            if step.undoes && i + 1 < steps.len() {
                forget_step(writer.conn(), step.id)?;
                continue;
            }
            for change in changes(writer.conn(), step.id)?.into_iter().rev() {
                let Change { low, high, before } = change;
                if let Some(text) = before {
                    let record = parse(low, &text)?;
                    let until_now = load(writer.conn(), record.kind(), low)?;
                    writer.change(&record)?;
                    undone.push(Undone::Restored(record, until_now.map(Box::new)));
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
        let command = steps
            .iter()
            .map(|s| s.command.as_str())
            .collect::<Vec<_>>()
            .join(", ");
        writer.finish(&command, !redoes)?;
        Ok((steps, undone))
    }
}

pub fn steps(conn: &Connection) -> Result<Vec<Step>> {
    let sql = "SELECT id, at, command, undoes FROM undo_step ORDER BY id DESC";
    row::all(conn, "undo_step", sql, [], |c| {
        Ok(Step {
            id: c.id(),
            at: c.get(1)?,
            command: c.get(2)?,
            undoes: c.get(3)?,
            about: None,
        })
    })
}

/// Steps are let go of at the next write; until then the old ones are passed over.
fn fresh(mut steps: Vec<Step>, wall_ms: i64) -> Vec<Step> {
    steps.retain(|step| step.at >= wall_ms - KEPT_MS);
    steps
}

/// The first row a step wrote: as it is, or as it was before.
fn about(conn: &Connection, step: i64) -> Result<Option<Record>> {
    for Change { low, high, before } in changes(conn, step)? {
        let found = match before {
            Some(text) => Some(parse(low, &text)?),
            // An event of consent goes with the row it is about.
            None => {
                let mut found = added(conn, low, high.min(low + 3))?;
                found.sort_by_key(|r| r.kind() == Kind::Consent);
                found.into_iter().next()
            }
        };
        if found.is_some() {
            return Ok(found);
        }
    }
    Ok(None)
}

pub fn forget_step(conn: &Connection, step: i64) -> Result<()> {
    conn.execute("DELETE FROM undo_change WHERE step = ?", [step])?;
    conn.execute("DELETE FROM undo_step WHERE id = ?", [step])?;
    Ok(())
}
