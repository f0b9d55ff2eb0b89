//! Putting another file in the notebook's place. What was there is kept under a name of its own.

use super::error::{Error, Result};
use super::open::{Found, Gate, PATIENCE, SIDE, with};
use super::{Reader, image, open};
use crate::file::{self, Draft, folder_of};
use rusqlite::Connection;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// What the file that was there is called from then on.
const BEFORE: &str = "before-restore";

impl Reader {
    /// Makes the notebook at `path` what `bytes` hold, and says where what it was is kept; none
    /// where nothing was there. Whoever is writing ends first, whoever waits writes to what is there
    /// then.
    ///
    /// # Errors
    /// [`Error::Busy`], [`Error::Full`], [`Error::Symlink`]; then it is as it was.
    pub fn restore(path: &Path, bytes: &[u8]) -> Result<Option<PathBuf>> {
        open::make_folder(path)?;
        if let Some(place) = Found::find(path)? {
            place.owned()?;
            if let Some(aside) = overwrite(&place.path, bytes)? {
                return Ok(Some(aside));
            }
        }
        let _gate = Gate::shut(path)?;
        let found = Found::behind(path)?;
        let draft = Draft::write(path, bytes).map_err(|e| open::refused(path, e))?;
        replace(path, draft, found)
    }
}

/// Writes into the notebook's own file, in one transaction. None where what is there is too damaged
/// to be held: nothing was done.
fn overwrite(path: &Path, bytes: &[u8]) -> Result<Option<PathBuf>> {
    let Some((mut conn, 1..)) = unless_damaged(open::maybe_empty(path))? else {
        return Ok(None);
    };
    match unless_damaged(open::leave_wal(&conn, PATIENCE))? {
        Some(true) => {}
        Some(false) => return Err(Error::InWal),
        None => return Ok(None),
    }
    // In this mode the lock outlives its transaction: the copy and what follows it are one. Set
    // before, it would keep a shared lock while it waits, and a writer would wait for that.
    let hold = "BEGIN EXCLUSIVE; PRAGMA locking_mode = EXCLUSIVE; COMMIT";
    if unless_damaged(conn.execute_batch(hold).map_err(Error::from))?.is_none() {
        return Ok(None);
    }
    let Some(was) = unless_damaged(image::take(&conn))? else {
        return Ok(None);
    };
    let aside = image::put_beside(&was, path, BEFORE)?;
    match unless_damaged(pour(bytes, &mut conn)) {
        Ok(Some(())) => Ok(Some(aside)),
        other => {
            fs::remove_file(&aside)?;
            other.map(|_| None)
        }
    }
}

fn pour(bytes: &[u8], conn: &mut Connection) -> Result<()> {
    image::copy(&image::open(bytes)?, conn)?;
    let let_go = "PRAGMA locking_mode = NORMAL; SELECT 1 FROM sqlite_schema LIMIT 1";
    Ok(conn.execute_batch(let_go)?)
}

/// Gives a draft the place of what cannot be held: nothing, or a file too damaged to be opened, which
/// is kept. Says where.
fn replace(path: &Path, draft: Draft, found: Option<Found>) -> Result<Option<PathBuf>> {
    let refused = |e| open::refused(path, e);
    let Some(Found { path: file, .. }) = found else {
        return match draft.place(path, false) {
            Err(e) if e.kind() == ErrorKind::AlreadyExists => Err(Error::Busy),
            placed => placed.map(|()| None).map_err(refused),
        };
    };
    let aside = set_aside(&file).map_err(refused)?;
    // A journal a killed writer left belongs to the file it was written for.
    for suffix in SIDE {
        match fs::rename(with(&file, suffix), with(&aside, suffix)) {
            Err(e) if e.kind() != ErrorKind::NotFound => return Err(refused(e)),
            _ => {}
        }
    }
    // The old file has its other name before the new one takes its place.
    file::sync_folder(folder_of(&file)).map_err(refused)?;
    draft.place(&file, true).map_err(refused)?;
    Ok(Some(aside))
}

/// None where a file is no notebook that opens, which is no reason not to restore one.
fn unless_damaged<T>(done: Result<T>) -> Result<Option<T>> {
    match done {
        Ok(done) => Ok(Some(done)),
        Err(Error::Damaged(_) | Error::NotOurs(_) | Error::Newer { .. } | Error::Other(_)) => {
            Ok(None)
        }
        Err(error) => Err(error),
    }
}

/// A second name for the file, one that nothing has.
fn set_aside(file: &Path) -> std::io::Result<PathBuf> {
    for aside in image::names(file, BEFORE) {
        match fs::hard_link(file, &aside) {
            Ok(()) => return Ok(aside),
            Err(_) if aside.symlink_metadata().is_ok() => {}
            // A disk without links: for a moment nothing is in the place.
            Err(_) => {
                fs::rename(file, &aside)?;
                return Ok(aside);
            }
        }
    }
    unreachable!("numbers do not end")
}
