//! Putting another file in the notebook's place. What was there is kept under a name of its own.

use super::error::{Error, Result};
use super::{Store, open};
use rusqlite::Connection;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

impl Store {
    /// Gives `draft`, a whole notebook in the same folder, the place of the notebook at `path`, and
    /// says where the present one is kept. At every moment one of the two is in the place. Whoever
    /// is writing ends first; whoever waits is told that nothing was written.
    ///
    /// # Errors
    /// [`Error::Busy`], [`Error::Symlink`], those of the folder; then nothing has moved.
    pub fn replace(path: &Path, draft: &Path) -> Result<Option<PathBuf>> {
        let Some(file) = open::existing(path)? else {
            match fs::hard_link(draft, path) {
                Err(e) if e.kind() == ErrorKind::AlreadyExists => return Err(Error::Busy),
                Err(_) => fs::rename(draft, path)?,
                Ok(()) => {}
            }
            sync(path);
            return Ok(None);
        };
        let held = hold(&file)?;
        let aside = set_aside(&file)?;
        // A journal a killed writer left belongs to the file it was written for.
        for suffix in ["-journal", "-wal", "-shm"] {
            let (from, to) = (with(&file, suffix), with(&aside, suffix));
            match fs::rename(from, to) {
                Err(e) if e.kind() != ErrorKind::NotFound => return Err(e.into()),
                _ => {}
            }
        }
        fs::rename(draft, &file)?;
        sync(&file);
        drop(held);
        Ok(Some(aside))
    }

    /// Makes the folder of a notebook, 0700, where there is none.
    ///
    /// # Errors
    /// Those of the disk.
    pub fn make_room(path: &Path) -> Result<()> {
        open::make_folder(path)
    }
}

/// Keeps writers out. A file too damaged to be locked is held by nobody.
fn hold(file: &Path) -> Result<Option<Connection>> {
    let held = open::as_it_is(file).and_then(|conn| {
        if let Some(conn) = &conn {
            conn.execute_batch("BEGIN EXCLUSIVE")?;
        }
        Ok(conn)
    });
    match held {
        Err(error @ (Error::Busy | Error::Full)) => Err(error),
        other => Ok(other.unwrap_or_default()),
    }
}

/// A second name for the file, one that nothing has.
fn set_aside(file: &Path) -> Result<PathBuf> {
    for number in 0.. {
        let suffix = match number {
            0 => ".before-restore.bak".to_owned(),
            n => format!(".before-restore-{n}.bak"),
        };
        let aside = with(file, &suffix);
        match fs::hard_link(file, &aside) {
            Ok(()) => return Ok(aside),
            Err(e) if e.kind() == ErrorKind::AlreadyExists => {}
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

fn with(file: &Path, suffix: &str) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}

fn sync(file: &Path) {
    if let Some(folder) = file.parent() {
        let _ = fs::File::open(folder).and_then(|dir| dir.sync_all());
    }
}
