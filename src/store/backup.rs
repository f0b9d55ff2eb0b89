//! Copies by SQLite's backup API, which is consistent while others write.

use super::error::{Error, Result};
use super::{Store, open};
use crate::domain::record::Kind;
use rusqlite::backup::{Backup, StepResult};
use rusqlite::{Connection, MAIN_DB};
use std::path::{Path, PathBuf};

/// Copies all of `from` over `to`.
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

/// Writes `FILE.TAG.bak` (0600) beside the file, checks it, and says where it is.
pub fn beside(from: &Connection, path: &Path, tag: &str) -> Result<PathBuf> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let mut number = 0;
    let kept = loop {
        let suffix = if number == 0 {
            String::new()
        } else {
            format!("-{number}")
        };
        let candidate = path.with_file_name(format!("{name}.{tag}{suffix}.bak"));
        match open::create_private(&candidate) {
            Ok(_) => break candidate,
            Err(e) if e.kind() == std::io::ErrorKind::AlreadyExists => number += 1,
            Err(e) => return Err(e.into()),
        }
    };
    let mut to = Connection::open(&kept)?;
    to.execute_batch("PRAGMA synchronous = EXTRA")?;
    copy(from, &mut to)?;
    let sound: String = to.query_row("PRAGMA integrity_check", [], |row| row.get(0))?;
    if sound != "ok" {
        return Err(Error::Damaged(format!(
            "the backup before the upgrade: {sound}"
        )));
    }
    Ok(kept)
}

/// The whole notebook at one moment, as the bytes of a file.
pub struct Snapshot {
    pub bytes: Vec<u8>,
    /// Rows of each noun that has any.
    pub kinds: Vec<(Kind, usize)>,
    /// The mark by which the notebook's own backups are known; empty in a file from before marks.
    pub mark: String,
}

impl Snapshot {
    /// Rows of all nouns.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.kinds.iter().map(|(_, n)| n).sum()
    }

    /// Looks into an image from all sides, and leaves it as it is.
    pub(super) fn of(conn: &Connection) -> Result<Snapshot> {
        let sound: String = conn.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))?;
        if sound != "ok" {
            return Err(Error::Damaged(sound));
        }
        if conn
            .prepare("SELECT 1 FROM pragma_foreign_key_check")?
            .exists([])?
        {
            return Err(Error::Damaged(
                "a row refers to one that is not there".to_owned(),
            ));
        }
        let mut kinds = Vec::new();
        for kind in Kind::ALL.iter().copied() {
            let sql = format!("SELECT count(*) FROM {}", kind.as_str());
            // A table a later schema brings is not there in an older file.
            if let Ok(rows) = conn.query_row(&sql, [], |row| row.get::<_, i64>(0))
                && rows > 0
            {
                kinds.push((kind, usize::try_from(rows).unwrap_or_default()));
            }
        }
        let mark = conn.query_row("SELECT mark FROM notebook", [], |row| row.get(0));
        Ok(Snapshot {
            bytes: conn.serialize(MAIN_DB)?.to_vec(),
            kinds,
            mark: mark.unwrap_or_default(),
        })
    }
}

impl Store {
    /// The notebook as it is now, checked: a damaged one is refused, so that no sound copy is
    /// pushed out by it.
    ///
    /// # Errors
    /// [`Error::Damaged`]; [`Error::Busy`].
    pub fn snapshot(&self) -> Result<Snapshot> {
        let mut image = Connection::open_in_memory()?;
        copy(&self.conn, &mut image)?;
        Snapshot::of(&image)
    }
}
