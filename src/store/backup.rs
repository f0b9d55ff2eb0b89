//! Copies by SQLite's backup API, which is consistent while others write.

use super::error::{Error, Result};
use super::open;
use rusqlite::Connection;
use rusqlite::backup::{Backup, StepResult};
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
    let kept = as_it_is(from, path, tag)?;
    let to = Connection::open(&kept)?;
    let sound: String = to.query_row("PRAGMA integrity_check", [], |row| row.get(0))?;
    if sound != "ok" {
        return Err(Error::Damaged(format!(
            "the backup before the upgrade: {sound}"
        )));
    }
    Ok(kept)
}

/// The same without a check: a damaged file is kept as damaged as it is.
pub fn as_it_is(from: &Connection, path: &Path, tag: &str) -> Result<PathBuf> {
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
    Ok(kept)
}
