//! One command, one durable transaction: rows, their stamps, and what takes them back.

use super::change::Change;
use super::error::Result;
use super::record::{delete, load, put};
use super::row::Put;
use super::{Reader, migrate, row, undo};
use crate::domain::record::Record;
use rusqlite::params;
use std::ops::Deref;

/// A command in the middle of writing. It asks what a [`Reader`] asks, and sees what it wrote.
/// Dropped without [`Reader::write_as`] ending well, it leaves nothing behind.
pub struct Writer<'r> {
    reader: &'r Reader,
    wall_ms: i64,
    stamp: i64,
    handle: i64,
    pub(super) changes: Vec<Change>,
}

impl Deref for Writer<'_> {
    type Target = Reader;

    fn deref(&self) -> &Reader {
        self.reader
    }
}

impl Drop for Writer<'_> {
    fn drop(&mut self) {
        if !self.conn().is_autocommit() {
            // What is not committed is taken back at the next opening, if not here.
            let _ = self.conn().execute_batch("ROLLBACK");
        }
    }
}

impl Reader {
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
        let mut writer = Writer::begin(self, wall_ms)?;
        let done = work(&mut writer)?;
        writer.finish(command, false)?;
        Ok(done)
    }
}

impl<'r> Writer<'r> {
    /// Takes the reader's own connection to an immediate transaction.
    pub(super) fn begin(reader: &'r mut Reader, wall_ms: i64) -> Result<Self> {
        loop {
            reader.let_write()?;
            reader.conn.execute_batch("BEGIN IMMEDIATE")?;
            if migrate::version(&reader.conn)? == migrate::LATEST {
                break;
            }
            // A copy of another schema was restored since it was opened: it is opened anew.
            reader.conn.execute_batch("ROLLBACK")?;
            reader.file = None;
        }
        let mut writer = Writer {
            reader,
            wall_ms,
            stamp: 0,
            handle: 0,
            changes: Vec::new(),
        };
        let clock = "SELECT stamp, handle FROM clock";
        let (last, handle): (i64, i64) = writer
            .conn()
            .prepare_cached(clock)?
            .query_row([], |r| Ok((r.get(0)?, r.get(1)?)))?;
        // Hybrid logical clock: an edit never sorts before what its author had seen.
        writer.stamp = (wall_ms << 16).max(last + 1);
        writer.handle = handle;
        Ok(writer)
    }

    pub(super) fn finish(mut self, command: &str, undoes: bool) -> Result<()> {
        if self.changes.is_empty() {
            return Ok(()); // nothing to keep: the transaction rolls back
        }
        let changes = std::mem::take(&mut self.changes);
        undo::keep(self.conn(), self.wall_ms, command, undoes, &changes)?;
        self.settle()
    }

    /// Commits without leaving anything to take back.
    pub(super) fn settle(self) -> Result<()> {
        self.conn()
            .prepare_cached("UPDATE clock SET stamp = ?, handle = ?")?
            .execute([self.stamp, self.handle])?;
        self.conn().execute_batch("COMMIT")?;
        Ok(())
    }

    fn note_change(&mut self, record: &Record, gone: bool) -> Result<i64> {
        let stamp = self.stamp;
        self.stamp += 1;
        self.conn()
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
        put(self.conn(), record, stamp, Put::New)?;
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
        let before = load(self.conn(), record.kind(), id)?;
        let stamp = self.note_change(record, false)?;
        put(self.conn(), record, stamp, Put::Over)?;
        self.changes.push(match before {
            Some(before) => Change::was(&before),
            None => Change::added(id),
        });
        Ok(())
    }

    /// Deletes a row; undo can bring it back, [`Reader::forget`] cannot be undone.
    ///
    /// # Errors
    /// Those of the file.
    pub fn remove(&mut self, record: &Record) -> Result<()> {
        self.note_change(record, true)?;
        delete(self.conn(), record)?;
        self.changes.push(Change::was(record));
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::meta::Meta;
    use crate::domain::ritual::Ritual;
    use crate::store::Error;
    use std::fs;
    use std::path::Path;
    use uuid::Uuid;

    fn add(reader: &mut Reader, name: &str) -> Result<()> {
        let mut record = Record::Ritual(Ritual::new(Meta::new(Uuid::now_v7()), name.to_owned()));
        reader.write_as(1, "add", |writer| writer.add(&mut record))
    }

    fn written(path: &Path, name: &str) -> Reader {
        let mut reader = Reader::open(path).unwrap();
        reader.create().unwrap();
        add(&mut reader, name).unwrap();
        reader
    }

    fn names(path: &Path) -> Vec<String> {
        Reader::open(path).unwrap().ritual_names().unwrap()
    }

    #[test]
    fn a_writer_sees_what_it_wrote_and_leaves_nothing_when_dropped() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("ritual.db");
        let mut reader = written(&path, "walk");
        reader.hold_still().unwrap();
        let refused: Result<()> = reader.write_as(1, "add", |writer| {
            let tea = Ritual::new(Meta::new(Uuid::now_v7()), "tea".to_owned());
            writer.add(&mut Record::Ritual(tea))?;
            assert_eq!(writer.ritual_names()?.len(), 2);
            Err(Error::NothingToUndo)
        });
        assert!(refused.is_err());
        assert_eq!(reader.ritual_names().unwrap(), ["walk"]);
        add(&mut reader, "run").unwrap();
        assert_eq!(names(&path), ["walk", "run"]);
    }

    #[test]
    fn a_file_put_in_the_place_of_the_one_that_was_read_is_written_to() {
        let folder = tempfile::tempdir().unwrap();
        let (path, other) = (
            folder.path().join("ritual.db"),
            folder.path().join("other.db"),
        );
        let mut reader = written(&path, "walk");
        drop(written(&other, "swim"));
        fs::rename(&other, &path).unwrap();
        add(&mut reader, "run").unwrap();
        assert_eq!(names(&path), ["swim", "run"]);
    }

    #[test]
    fn an_older_copy_restored_since_the_opening_is_brought_forward() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("ritual.db");
        let mut reader = written(&path, "walk");
        let older = folder.path().join("older.db");
        let sql = include_str!("../../tests/fixtures/schema-1.sql");
        let conn = rusqlite::Connection::open(&older).unwrap();
        conn.execute_batch(sql).unwrap();
        drop(conn);
        let kept = Reader::overwrite(&path, &fs::read(&older).unwrap()).unwrap();
        assert!(kept.is_some());
        add(&mut reader, "a new one").unwrap();
        let now = names(&path);
        assert!(
            now.len() > 1 && now.contains(&"a new one".to_owned()),
            "{now:?}"
        );
    }

    #[test]
    fn a_file_that_went_away_is_not_written_to_in_silence() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("ritual.db");
        let mut reader = written(&path, "walk");
        fs::remove_file(&path).unwrap();
        assert!(matches!(add(&mut reader, "run"), Err(Error::Busy)));
    }
}
