//! One command, one durable transaction: rows, their stamps, and what takes them back.

use super::error::{Error, Result};
use super::open::{self, Found};
use super::rows::{self, Put};
use super::undo::{Kept, Line, Step};
use super::written::{Did, Written};
use super::{Lasting, Reader, schema, sync};
use crate::domain::field::Noun;
use crate::domain::merge::Hash;
use crate::domain::record::Record;
use rusqlite::{Connection, OptionalExtension, params};
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use std::ops::Deref;
use std::path::PathBuf;
use uuid::Uuid;

/// A command in the middle of writing. It asks what a [`Reader`] asks, and sees what it wrote.
/// Dropped without [`Reader::write_as`] ending well, it leaves nothing behind.
pub struct Writer<'r> {
    reader: &'r mut Reader,
    pub(super) wall_ms: i64,
    pub(super) stamp: i64,
    handle: i64,
    /// What takes the command back; none where nothing is to.
    pub(super) kept: Option<Kept>,
    /// The commands that are kept, the oldest first.
    pub(super) steps: Vec<Step>,
    /// Rows that came back under another identity, for those that speak of them.
    anew: HashMap<Uuid, Uuid>,
    /// What the file was before this transaction, where that is an older schema.
    rising: Option<Rising>,
}

impl Deref for Writer<'_> {
    type Target = Reader;

    fn deref(&self) -> &Reader {
        self.reader
    }
}

impl Drop for Writer<'_> {
    fn drop(&mut self) {
        if !self.conn.is_autocommit() {
            // What is not committed is taken back at the next opening, if not here.
            let _ = self.conn.execute_batch("ROLLBACK");
            self.names_unknown();
        }
        if let Some(Rising { memory, copy }) = self.rising.take() {
            let reader = &mut *self.reader;
            let stayed = schema::version(&reader.conn).is_ok_and(|found| found < schema::LATEST);
            (reader.conn, reader.place) = (memory, None);
            if let Some(copy) = copy.filter(|_| stayed) {
                let _ = std::fs::remove_file(copy);
            }
        }
    }
}

/// A file of an older schema, brought forward in the transaction of the command that writes to it:
/// where nothing comes of that, it stays as it was.
struct Rising {
    /// What stood in for the file until then, and does again.
    memory: Lasting,
    /// The backup beside it.
    copy: Option<PathBuf>,
}

impl Rising {
    /// Begins to write. None where somebody else came first.
    fn begin(reader: &mut Reader, conn: Connection, place: Found) -> Result<Option<Rising>> {
        conn.execute_batch("PRAGMA foreign_keys = OFF; BEGIN IMMEDIATE")?;
        if !place.holds() || schema::version(&conn)? >= schema::LATEST {
            return Ok(None);
        }
        let copy = schema::rise(&conn, Some(&place.path))?;
        reader.place = Some(place);
        let memory = std::mem::replace(&mut reader.conn, conn.into());
        Ok(Some(Rising { memory, copy }))
    }
}

impl Reader {
    /// Runs `work` in one immediate transaction and commits it; `wall_ms` is the clock, `command`
    /// what undo keeps it by. When this returns well, what was written survives kill
    /// and power loss. By what is given beside its result its rows can be read back.
    ///
    /// # Errors
    /// Those of `work`, or of the store; then nothing was written.
    pub fn write_as<T, E: From<Error>>(
        &mut self,
        wall_ms: i64,
        command: impl Into<Line>,
        work: impl FnOnce(&mut Writer) -> std::result::Result<T, E>,
    ) -> std::result::Result<(T, Written), E> {
        let mut writer = Writer::begin(self, wall_ms)?;
        let line = command.into();
        let step = line.step(writer.next_step());
        writer.kept = Some(Kept::of(step, Some(line)));
        let done = work(&mut writer)?;
        Ok((done, writer.finish()?))
    }

    /// The same for what is done for good: nothing takes it back, and undo does not reach past it by
    /// accident.
    ///
    /// # Errors
    /// As [`Reader::write_as`].
    pub fn for_good<T, E: From<Error>>(
        &mut self,
        wall_ms: i64,
        work: impl FnOnce(&mut Writer) -> std::result::Result<T, E>,
    ) -> std::result::Result<T, E> {
        let mut writer = Writer::begin(self, wall_ms)?;
        let done = work(&mut writer)?;
        writer.keep_barrier()?;
        writer.settle()?;
        Ok(done)
    }

    /// The same, leaving nothing to take back; it commits where `work` says that it wrote.
    ///
    /// # Errors
    /// Those of `work`, or of the file; then nothing was written.
    pub fn aside<T, E: From<Error>>(
        &mut self,
        wall_ms: i64,
        work: impl FnOnce(&mut Writer) -> std::result::Result<(T, bool), E>,
    ) -> std::result::Result<T, E> {
        let mut writer = Writer::begin(self, wall_ms)?;
        let (done, wrote) = work(&mut writer)?;
        if wrote {
            writer.settle()?;
        }
        Ok(done)
    }

    /// The last stamp and handle, and the kept commands, the oldest first.
    pub(super) fn clock(&self) -> Result<(i64, i64, Vec<Step>)> {
        let sql = "SELECT +stamp, +handle, +steps FROM clock";
        let mut statement = self.conn.prepare_cached(sql)?;
        let (stamp, handle, steps): (_, _, String) =
            statement.query_row([], |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?)))?;
        let steps = serde_json::from_str(&steps).map_err(|_| Error::row("clock", 1))?;
        Ok((stamp, handle, steps))
    }
}

impl<'r> Writer<'r> {
    /// Takes the reader's own connection to an immediate transaction.
    pub(super) fn begin(reader: &'r mut Reader, wall_ms: i64) -> Result<Self> {
        let mut rising = None;
        while rising.is_none() {
            if let Some((conn, place)) = reader.let_write()? {
                rising = Rising::begin(reader, conn, place)?;
                continue;
            }
            reader.conn.execute_batch("BEGIN IMMEDIATE")?;
            let there = reader.place.as_ref().is_none_or(Found::holds);
            if there && schema::version(&reader.conn)? == schema::LATEST {
                break;
            }
            // While this waited its turn, the file was removed or replaced, or a copy of another
            // schema was restored into it.
            reader.conn.execute_batch("ROLLBACK")?;
            reader.open_anew()?;
        }
        // Another command may have named a ritual since they were read.
        reader.names_unknown();
        let mut writer = Writer {
            reader,
            wall_ms,
            stamp: 0,
            handle: 0,
            kept: None,
            steps: Vec::new(),
            anew: HashMap::new(),
            rising,
        };
        let last;
        (last, writer.handle, writer.steps) = writer.clock()?;
        // Hybrid logical clock: an edit never sorts before what its author had seen.
        writer.stamp = (wall_ms << 16).max(last + 1);
        Ok(writer)
    }

    /// Commits what was written; where nothing was, the transaction rolls back.
    pub(super) fn finish(mut self) -> Result<Written> {
        let Some(kept) = self.kept.take().filter(|kept| !kept.is_empty()) else {
            return Ok(Written::default());
        };
        let (written, new) = kept.finish(self.reader, self.wall_ms)?;
        self.keep_step(written.step.clone(), new)?;
        self.settle()?;
        Ok(written)
    }

    /// Commits without leaving anything to take back.
    pub(super) fn settle(mut self) -> Result<()> {
        let sql = "UPDATE clock SET stamp = ?, handle = ?, steps = ?";
        let values = params![self.stamp, self.handle, rows::json(&self.steps)];
        rows::run(&self.conn, sql, values)?;
        open::commit(&self.conn)?;
        if self.rising.take().is_some() {
            let _ = self.conn.execute_batch("PRAGMA foreign_keys = ON");
            // What the old tables took is let go of. Where there is no room for that, or who keeps the
            // file in WAL mode is in the way, it stays free.
            if !self.in_wal {
                let _ = open::rewrite(&self.conn);
            }
        }
        Ok(())
    }

    /// Makes room in memory for many rows: their identities are spread over the whole index.
    pub fn expect_many(&self) -> Result<()> {
        // Negative: in KiB. What is not needed is not taken.
        Ok(self.conn.execute_batch("PRAGMA cache_size = -98304")?)
    }

    pub(super) fn next_stamp(&mut self) -> i64 {
        self.stamp += 1;
        self.stamp - 1
    }

    /// Adds a row and gives it its handle.
    ///
    /// # Errors
    /// [`Error::NoRitual`] where it speaks of none; those of the file.
    pub fn add(&mut self, record: &mut Record) -> Result<()> {
        self.handle += 1;
        record.meta_mut().id = self.handle;
        self.put(record, Put::New)?;
        self.keep(|kept, reader| kept.added(reader, record.meta().id, None))
    }

    /// Adds a noun that has no handle yet, or overwrites the row that has its handle; gives it as it
    /// stands then.
    pub fn save<T: Noun + Clone + Into<Record>>(&mut self, mut noun: T) -> Result<T> {
        let mut record = noun.clone().into();
        match record.meta().id {
            0 => self.add(&mut record)?,
            _ => drop(self.change(&record)?),
        }
        noun.meta_mut().clone_from(record.meta());
        Ok(noun)
    }

    /// Overwrites the row that has this record's handle. One that is as it was is not written, and
    /// leaves nothing to take back; whether it was written is given back.
    pub fn change(&mut self, record: &Record) -> Result<bool> {
        let before = rows::load(self.reader, record.kind(), record.meta().id)?;
        if before.as_ref() == Some(record) {
            return Ok(false);
        }
        let into = self.put_over(&mut record.clone(), before.as_ref())?;
        self.replaced(record.meta().id, before.as_ref(), into)?;
        Ok(true)
    }

    /// Overwrites a row and gives what it was; one that is not there comes back, and what it had gone on
    /// as is given.
    pub(super) fn replace(
        &mut self,
        record: &mut Record,
    ) -> Result<(Option<Record>, Option<Uuid>)> {
        let before = rows::load(self.reader, record.kind(), record.meta().id)?;
        let into = self.put_over(record, before.as_ref())?;
        Ok((before, into))
    }

    fn put_over(&mut self, record: &mut Record, before: Option<&Record>) -> Result<Option<Uuid>> {
        self.follow_anew(record);
        let Some(before) = before else {
            let into = self.comes_back(record)?;
            self.put(record, Put::New)?;
            return Ok(into);
        };
        let words_differ = before.searchable_text() != record.searchable_text();
        self.put(record, Put::There { words_differ })?;
        Ok(None)
    }

    /// A row that was deleted comes back. Its tombstone goes; where other devices have that, the row
    /// gets another identity. Gives what it had gone on as.
    pub fn comes_back(&mut self, record: &mut Record) -> Result<Option<Uuid>> {
        let uid = record.meta().uid;
        let sql = "SELECT \"into\" FROM gone WHERE uid_hash = ?";
        let into = self
            .conn
            .prepare_cached(sql)?
            .query_row([uid_hash(uid)], |r| r.get(0));
        let into: Option<Option<String>> = into.optional()?;
        if sync::was_sent(&self.conn, uid)? {
            record.meta_mut().uid = Uuid::now_v7();
            self.anew.insert(uid, record.meta().uid);
        } else {
            let sql = "DELETE FROM gone WHERE uid_hash = ?";
            rows::run(&self.conn, sql, [uid_hash(uid)])?;
        }
        Ok(into.flatten().and_then(|into| Uuid::parse_str(&into).ok()))
    }

    /// Remembers what takes a replaced row back.
    pub(super) fn replaced(
        &mut self,
        id: i64,
        before: Option<&Record>,
        into: Option<Uuid>,
    ) -> Result<()> {
        self.keep(|kept, reader| match before {
            Some(before) => kept.was(reader, before, Did::Changed),
            None => kept.added(reader, id, into),
        })
    }

    /// Deletes a row; undo can bring it back, [`Reader::forget`] cannot be undone.
    pub fn remove(&mut self, record: &Record) -> Result<()> {
        self.remove_into(record, None)
    }

    /// As [`Writer::remove`]; what other devices say of it goes on as said of another.
    pub fn remove_into(&mut self, record: &Record, into: Option<Uuid>) -> Result<()> {
        rows::delete(self.reader, record)?;
        self.removed(record, into)
    }

    /// As [`Writer::remove`], in the course of a command that can be taken back: this cannot.
    pub fn remove_for_good(&mut self, record: &Record) -> Result<()> {
        let kept = self.kept.take();
        let removed = self.remove(record);
        self.kept = kept;
        removed
    }

    /// Remembers that a row went, and what takes that back.
    pub(super) fn removed(&mut self, record: &Record, into: Option<Uuid>) -> Result<()> {
        let stamp = self.next_stamp();
        bury(&self.conn, &uid_hash(record.meta().uid), stamp, into)?;
        self.keep(|kept, reader| kept.was(reader, record, Did::Removed))
    }

    /// A row that was taken out is put in again under another identity.
    pub(super) fn comes_back_as_another(&mut self, record: &mut Record) -> Result<()> {
        let uid = record.meta().uid;
        record.meta_mut().uid = Uuid::now_v7();
        self.anew.insert(uid, record.meta().uid);
        self.follow_anew(record);
        self.put(record, Put::New)
    }

    /// Lets a row speak of those that came back as what they are now.
    fn follow_anew(&self, record: &mut Record) {
        if self.anew.is_empty() {
            return;
        }
        let follow = |uid: &mut Uuid| *uid = self.anew.get(uid).copied().unwrap_or(*uid);
        record.on_ritual(&mut |ritual| ritual.uid.iter_mut().for_each(follow));
        if let Record::Consent(consent) = record {
            follow(&mut consent.subject);
        }
    }

    fn put(&mut self, record: &Record, how: Put) -> Result<()> {
        let stamp = self.next_stamp();
        rows::put(self.reader, record, stamp, how)
    }

    fn keep(&mut self, with: impl FnOnce(&mut Kept, &Reader) -> Result<()>) -> Result<()> {
        match &mut self.kept {
            Some(kept) => with(kept, self.reader),
            None => Ok(()),
        }
    }
}

/// Writes a tombstone: the hash of a uid, when its row went, and what that goes on as.
pub fn bury(conn: &Connection, hash: &[u8], stamp: i64, into: Option<Uuid>) -> Result<()> {
    let into = into.map(|uid| uid.to_string());
    let sql = "INSERT OR REPLACE INTO gone (uid_hash, stamp, \"into\") VALUES (?, ?, ?)";
    rows::run(conn, sql, params![hash, stamp, into])
}

/// What a tombstone holds of a row: its uid would tell when it was made.
pub fn uid_hash(uid: Uuid) -> Hash {
    Sha256::digest(uid.to_string()).into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::meta::Meta;
    use crate::domain::ritual::Ritual;
    use crate::store::Restoring;
    use chrono::NaiveDate;
    use std::fs;
    use std::path::Path;
    use uuid::Uuid;

    fn add(reader: &mut Reader, name: &str) -> Result<()> {
        let mut record = Record::Ritual(Ritual::new(Meta::new(Uuid::now_v7()), name.to_owned()));
        let added = reader.write_as(1, "add", |writer| writer.add(&mut record));
        added.map(drop)
    }

    fn written(path: &Path, name: &str) -> Reader {
        let mut reader = Reader::open(path).unwrap();
        reader.makes = true;
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
        let refused = reader.write_as(1, "add", |writer| {
            let tea = Ritual::new(Meta::new(Uuid::now_v7()), "tea".to_owned());
            writer.add(&mut Record::Ritual(tea))?;
            assert_eq!(writer.ritual_names()?.len(), 2);
            Err::<(), _>(Error::NothingToUndo)
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
        let how = Restoring {
            wall_ms: 1,
            today: NaiveDate::default(),
            anew: false,
        };
        let restored = Reader::restore(&path, &fs::read(&older).unwrap(), how).unwrap();
        assert!(restored.aside.is_some());
        add(&mut reader, "a new one").unwrap();
        let now = names(&path);
        assert!(
            now.len() > 1 && now.contains(&"a new one".to_owned()),
            "{now:?}"
        );
    }

    #[test]
    fn what_is_written_to_a_file_that_went_away_is_in_the_one_that_is_made_then() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("ritual.db");
        let mut reader = written(&path, "walk");
        fs::remove_file(&path).unwrap();
        add(&mut reader, "run").unwrap();
        assert_eq!(names(&path), ["run"]);
    }
}
