//! The whole notebook as the bytes of a file: what copies are made of, and what they are read from.

use super::error::{Error, Result};
use super::open;
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
