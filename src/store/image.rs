//! The whole notebook at one moment, as the bytes of a file: what copies are made of, and what they are
//! read from, looked into from all sides.

use super::doctor::{self, Strange};
use super::error::{Error, Result};
use super::rows::{self, Fit};
use super::{Reader, open, schema};
use crate::domain::record::Kind;
use crate::file;
use rusqlite::backup::{Backup, StepResult};
use rusqlite::{Connection, MAIN_DB};
use std::io::{Cursor, ErrorKind};
use std::path::{Path, PathBuf};

/// Where a file says which journal it is written with, and what says the one that is deleted.
const VERSIONS: std::ops::Range<usize> = 18..20;
const ROLLBACK: u8 = 1;

/// Copies all of `from` over `to`, by SQLite's backup API: consistent while others write.
pub fn copy(from: &Connection, to: &mut Connection) -> Result<()> {
    let copy = Backup::new(from, to)?;
    loop {
        match copy.step(-1)? {
            StepResult::Done => return Ok(()),
            StepResult::More => {}
            _ => return Err(Error::Busy),
        }
    }
}

/// The bytes of a notebook as it is, damage and all.
pub fn take(from: &Connection) -> Result<Vec<u8>> {
    let mut image = Connection::open_in_memory()?;
    copy(from, &mut image)?;
    within(&image)
}

/// The same within a transaction that writes, to which the backup API is closed.
pub fn within(conn: &Connection) -> Result<Vec<u8>> {
    let mut bytes = conn.serialize(MAIN_DB)?.to_vec();
    without_wal(&mut bytes);
    Ok(bytes)
}

/// Bytes opened in memory.
pub fn open(bytes: &[u8]) -> Result<Connection> {
    let mut image = Connection::open_in_memory()?;
    open::configure(&image)?;
    image.deserialize_read_exact(MAIN_DB, Cursor::new(bytes), bytes.len(), false)?;
    Ok(image)
}

/// A whole file that says it has a write-ahead log needs none; and in memory it would not open.
pub fn without_wal(bytes: &mut [u8]) {
    if let Some(versions) = bytes.get_mut(VERSIONS) {
        versions.fill(ROLLBACK);
    }
}

/// Writes `FILE.TAG.bak` beside the file, under a name nothing has, and says where it is.
pub fn put_beside(bytes: &[u8], path: &Path, tag: &str) -> Result<PathBuf> {
    for kept in names(path, tag) {
        match file::write(&kept, bytes, false) {
            Err(e) if e.kind() == ErrorKind::AlreadyExists => {}
            other => return other.map(|()| kept).map_err(|e| open::refused(path, e)),
        }
    }
    unreachable!("numbers do not end")
}

/// `FILE.TAG.bak`, `FILE.TAG-1.bak` and so on, without end.
pub fn names(path: &Path, tag: &str) -> impl Iterator<Item = PathBuf> {
    let numbered = (1..).map(|number| format!("-{number}"));
    let tags = std::iter::once(String::new()).chain(numbered);
    tags.map(move |number| open::with(path, &format!(".{tag}{number}.bak")))
}

/// A notebook as the bytes of a file, and what is in it.
pub struct Snapshot {
    pub bytes: Vec<u8>,
    /// Rows of each noun that has any.
    pub kinds: Vec<(Kind, usize)>,
    /// The mark by which the notebook's own backups are known; empty in a file from before marks.
    pub mark: String,
    /// Rows that are not as they were stored, by table and handle.
    pub differing: Vec<String>,
    /// What another program put into the schema.
    pub strange: Vec<Strange>,
}

impl Snapshot {
    /// The notebook at `path`, at the schema it has; none where there is nothing. Writers wait
    /// while it is copied, and it is whole whatever they do.
    ///
    /// # Errors
    /// [`Error::Damaged`]: no sound copy is to make room for it. [`Error::Busy`], those of opening.
    pub fn take(path: &Path) -> Result<Option<Snapshot>> {
        let Some((conn, place)) = open::as_it_is(path)? else {
            return Ok(None);
        };
        let bytes = take(&conn)?;
        drop((conn, place));
        Snapshot::of(bytes, path).map(Some)
    }

    /// A file's bytes: the one door to a copy, the one just made among them. `path` is what errors
    /// name.
    ///
    /// # Errors
    /// [`Error::NotOurs`], [`Error::Newer`], [`Error::Damaged`].
    pub fn of(mut bytes: Vec<u8>, path: &Path) -> Result<Snapshot> {
        let not_ours = || Error::NotOurs(path.to_owned());
        if !bytes.starts_with(b"SQLite format 3\0") {
            return Err(not_ours());
        }
        without_wal(&mut bytes);
        let image = open(&bytes).map_err(|_| not_ours())?;
        let found = open::identity(&image).map_err(|_| not_ours())?;
        open::known(found, path)?;
        // Integrity, references, and every row read and decoded.
        let integrity: String = image.query_row("PRAGMA integrity_check(1)", [], |r| r.get(0))?;
        if integrity != "ok" {
            return Err(Error::Damaged(integrity));
        }
        let dangling = "SELECT 1 FROM pragma_foreign_key_check";
        if image.prepare(dangling)?.exists([])? {
            let what = "a row refers to one that is not there";
            return Err(Error::Damaged(what.to_owned()));
        }
        let reader = Reader::in_memory(schema::brought_forward(image)?);
        let strange = doctor::strange(&reader.conn)?;
        if let Some(lacking) = strange.iter().find(|s| s.lacking()) {
            return Err(Error::Damaged(lacking.to_string()));
        }
        let (mut kinds, mut differing) = (Vec::new(), Vec::new());
        for kind in Kind::ALL.iter().copied() {
            let found = reader.records(kind)?;
            for row in &found {
                if rows::fits(&reader.conn, kind, row.meta().id)? == Fit::Differs {
                    differing.push(format!("{} #{}", kind.as_str(), row.meta().id));
                }
            }
            if !found.is_empty() {
                kinds.push((kind, found.len()));
            }
        }
        Ok(Snapshot {
            bytes,
            kinds,
            mark: schema::mark(&reader.conn),
            differing,
            strange,
        })
    }

    /// Rows of all nouns.
    pub fn rows(&self) -> usize {
        self.kinds.iter().map(|(_, n)| n).sum()
    }
}

impl Reader {
    /// The notebook as it was opened.
    ///
    /// # Errors
    /// As [`Snapshot::take`].
    pub fn snapshot(&self) -> Result<Snapshot> {
        Snapshot::of(take(&self.conn)?, Path::new("the notebook"))
    }
}
