//! Putting another file in the notebook's place. What was there is kept under a name of its own.

use super::error::{Error, Result};
use super::{Reader, backup, open};
use rusqlite::{Connection, MAIN_DB};
use std::fs;
use std::io::{Cursor, ErrorKind};
use std::path::{Path, PathBuf};

impl Reader {
    /// Makes the notebook at `path` what `bytes` hold, in its own file and in one transaction, and
    /// says where a copy of what it was is kept. Whoever is writing ends first, whoever waits writes
    /// to what is there then. None where there is no notebook to be held: nothing was done.
    ///
    /// # Errors
    /// [`Error::Busy`], [`Error::Full`], [`Error::Symlink`]; then it is as it was.
    pub fn overwrite(path: &Path, bytes: &[u8]) -> Result<Option<PathBuf>> {
        let Some(file) = open::existing(path)? else {
            return Ok(None);
        };
        let Some(mut conn) = unless_damaged(open::as_it_is(path))?.flatten() else {
            return Ok(None);
        };
        // In this mode the lock outlives its transaction: the copy and what follows it are one. Set
        // before, it would keep a shared lock while it waits, and a writer would wait for that.
        let hold = "BEGIN EXCLUSIVE; PRAGMA locking_mode = EXCLUSIVE; COMMIT";
        if unless_damaged(conn.execute_batch(hold).map_err(Error::from))?.is_none() {
            return Ok(None);
        }
        let mut image = Connection::open_in_memory()?;
        image.deserialize_read_exact(MAIN_DB, Cursor::new(bytes), bytes.len(), true)?;
        let Some(aside) = unless_damaged(backup::as_it_is(&conn, &file, "before-restore"))? else {
            return Ok(None);
        };
        let copied = backup::copy(&image, &mut conn).and_then(|()| {
            let let_go = "PRAGMA locking_mode = NORMAL; SELECT 1 FROM sqlite_schema LIMIT 1";
            Ok(conn.execute_batch(let_go)?)
        });
        match unless_damaged(copied) {
            Ok(Some(())) => Ok(Some(aside)),
            other => {
                fs::remove_file(&aside)?;
                other.map(|_| None)
            }
        }
    }

    /// Gives `draft`, a whole notebook in the same folder, the place of what is at `path` and cannot
    /// be held: nothing, or a file too damaged to be opened, which is kept. Says where.
    ///
    /// # Errors
    /// [`Error::Symlink`], those of the folder.
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
