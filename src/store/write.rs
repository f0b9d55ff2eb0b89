//! One command, one durable transaction: rows, their stamps, and what takes them back.

use super::change::Change;
use super::error::Result;
use super::record::{delete, load, put};
use super::row::Put;
use super::{Store, boundary, completion, config, pause, ritual, row, undo};
use crate::domain::boundary::Boundary;
use crate::domain::completion::Completion;
use crate::domain::config::{Config, Settings};
use crate::domain::pause::Pause;
use crate::domain::record::Record;
use crate::domain::ritual::Ritual;
use chrono::NaiveDate;
use rusqlite::{Connection, Transaction, TransactionBehavior, params};

/// A command in the middle of writing. Dropped without [`Store::write_as`] ending well, it leaves
/// nothing behind.
pub struct Writer<'c> {
    tx: Transaction<'c>,
    wall_ms: i64,
    stamp: i64,
    handle: i64,
    pub(super) changes: Vec<Change>,
}

impl Store {
    /// Runs `work` in one immediate transaction and commits it; `wall_ms` is the clock, `command`
    /// the name under which undo keeps it. When this returns well, what was written survives kill
    /// and power loss.
    ///
    /// # Errors
    /// Those of `work`, or of the store; then nothing was written.
    pub fn write_as<T, E: From<super::Error>>(
        &mut self,
        wall_ms: i64,
        command: &str,
        work: impl FnOnce(&mut Writer) -> std::result::Result<T, E>,
    ) -> std::result::Result<T, E> {
        self.in_turn(wall_ms, |mut writer| {
            let done = work(&mut writer)?;
            writer.finish(command, false)?;
            Ok(done)
        })
    }

    /// Begins to write when those before have ended; where one of them removed or replaced the file,
    /// to what is there now.
    pub(super) fn in_turn<T, E: From<super::Error>>(
        &mut self,
        wall_ms: i64,
        work: impl FnOnce(Writer) -> std::result::Result<T, E>,
    ) -> std::result::Result<T, E> {
        let writer = loop {
            let writer = Writer::begin(&mut self.conn, wall_ms)?;
            match &self.place {
                Some(place) if !place.holds() => {}
                _ => break writer,
            }
            drop(writer);
            if let Some(place) = self.place.take() {
                *self = match self.makes {
                    true => Store::write(&place.path)?,
                    false => Store::write_if_there(&place.path)?,
                };
            }
        };
        work(writer)
    }
}

impl<'c> Writer<'c> {
    pub(super) fn begin(conn: &'c mut Connection, wall_ms: i64) -> Result<Self> {
        let tx = conn
            .transaction_with_behavior(TransactionBehavior::Immediate)
            .map_err(super::Error::from)?;
        let (last, handle): (i64, i64) = tx
            .prepare_cached("SELECT stamp, handle FROM clock")?
            .query_row([], |r| Ok((r.get(0)?, r.get(1)?)))?;
        Ok(Writer {
            // Hybrid logical clock: an edit never sorts before what its author had seen.
            stamp: (wall_ms << 16).max(last + 1),
            tx,
            wall_ms,
            handle,
            changes: Vec::new(),
        })
    }

    pub(super) fn finish(mut self, command: &str, undoes: bool) -> Result<()> {
        if self.changes.is_empty() {
            return Ok(()); // nothing to keep: the transaction rolls back
        }
        let changes = std::mem::take(&mut self.changes);
        undo::keep(&self.tx, self.wall_ms, command, undoes, &changes)?;
        self.settle()
    }

    /// Commits without leaving anything to take back.
    pub(super) fn settle(self) -> Result<()> {
        self.tx
            .prepare_cached("UPDATE clock SET stamp = ?, handle = ?")?
            .execute([self.stamp, self.handle])?;
        self.tx.commit()?;
        Ok(())
    }

    pub(super) fn conn(&self) -> &Connection {
        &self.tx
    }

    fn note_change(&mut self, record: &Record, gone: bool) -> Result<i64> {
        let stamp = self.stamp;
        self.stamp += 1;
        self.tx
            .prepare_cached(
                "INSERT INTO change_log (uid, kind, changed, gone) VALUES (?, ?, ?, ?)
                 ON CONFLICT (uid) DO UPDATE SET changed = excluded.changed, gone = excluded.gone",
            )?
            .execute(params![
                row::uid_text(record.meta().uid),
                record.kind().as_str(),
                stamp,
                gone
            ])?;
        Ok(stamp)
    }

    /// Adds a row and gives it its handle.
    ///
    /// # Errors
    /// [`super::Error::NoRitual`] where it names none; those of the file.
    pub fn add(&mut self, record: &mut Record) -> Result<()> {
        self.handle += 1;
        record.meta_mut().id = self.handle;
        let stamp = self.note_change(record, false)?;
        put(&self.tx, record, stamp, Put::New)?;
        match self.changes.last_mut() {
            Some(change) if change.before.is_none() && change.high == self.handle - 1 => {
                change.high = self.handle;
            }
            _ => self.changes.push(Change::added(self.handle)),
        }
        Ok(())
    }

    /// Overwrites the row that has this record's handle.
    ///
    /// # Errors
    /// Those of the file.
    pub fn change(&mut self, record: &Record) -> Result<()> {
        let id = record.meta().id;
        let before = load(&self.tx, record.kind(), id)?;
        let stamp = self.note_change(record, false)?;
        put(&self.tx, record, stamp, Put::Over)?;
        self.changes.push(match before {
            Some(before) => Change::was(&before),
            None => Change::added(id),
        });
        Ok(())
    }

    /// Deletes a row; undo can bring it back, [`Store::forget`] cannot be undone.
    ///
    /// # Errors
    /// Those of the file.
    pub fn remove(&mut self, record: &Record) -> Result<()> {
        self.note_change(record, true)?;
        delete(&self.tx, record)?;
        self.changes.push(Change::was(record));
        Ok(())
    }

    /// # Errors
    /// A stored setting that no longer reads.
    pub fn settings(&self) -> Result<Settings> {
        config::settings(&self.tx)
    }

    /// # Errors
    /// [`super::Error::Damaged`].
    pub fn config(&self, key: &str) -> Result<Option<Config>> {
        config::by_key(&self.tx, key)
    }

    /// # Errors
    /// [`super::Error::Damaged`].
    pub fn ritual(&self, name: &str) -> Result<Option<Ritual>> {
        ritual::by_name(&self.tx, name)
    }

    /// # Errors
    /// [`super::Error::Damaged`].
    pub fn ritual_names(&self) -> Result<Vec<String>> {
        ritual::names(&self.tx)
    }

    /// The pauses that rest one ritual, those of all rituals among them.
    ///
    /// # Errors
    /// [`super::Error::Damaged`].
    pub fn pauses_resting(&self, ritual: i64) -> Result<Vec<Pause>> {
        pause::resting(&self.tx, ritual)
    }

    /// # Errors
    /// [`super::Error::Damaged`].
    pub fn pauses(&self) -> Result<Vec<Pause>> {
        pause::all(&self.tx)
    }

    /// # Errors
    /// [`super::Error::Damaged`].
    pub fn boundaries(&self) -> Result<Vec<Boundary>> {
        boundary::all(&self.tx)
    }

    /// Days of a ritual in a window, with counts.
    ///
    /// # Errors
    /// [`super::Error::Damaged`].
    pub fn days(
        &self,
        ritual: i64,
        from: NaiveDate,
        to: NaiveDate,
    ) -> Result<Vec<(NaiveDate, u32)>> {
        completion::days(&self.tx, ritual, from, to)
    }

    /// The last day before `day` on which a ritual was done.
    ///
    /// # Errors
    /// [`super::Error::Damaged`].
    pub fn day_before(&self, ritual: i64, day: NaiveDate) -> Result<Option<NaiveDate>> {
        let sql = "SELECT 0, max(day) FROM completion WHERE ritual = ? AND day < ?";
        let found = row::all(
            &self.tx,
            "completion",
            sql,
            params![ritual, row::day_text(day)],
            |c| c.optional_day(1),
        )?;
        Ok(found.into_iter().flatten().next())
    }

    /// The completions of a ritual on one day.
    ///
    /// # Errors
    /// [`super::Error::Damaged`].
    pub fn completions_on(&self, ritual: i64, day: NaiveDate) -> Result<Vec<Completion>> {
        completion::between(&self.tx, Some(ritual), day, day)
    }
}
