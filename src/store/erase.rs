//! What lies beside the notebook: side files, copies, and drafts of commands that were killed. And
//! removing all of it.

use super::error::{Error, Result};
use super::open::{Found, Gate};
use super::{Reader, open, schema};
use crate::file::{self, Left, folder_of};
use rusqlite::Connection;
use std::collections::BTreeSet;
use std::fs::DirEntry;
use std::path::{Path, PathBuf};

/// A notebook that is about to be removed, with whoever else works in it kept out.
pub struct Erasing {
    file: PathBuf,
    /// The mark its backups are known by: empty where it does not read, none where the notebook
    /// itself was gone, as after a removal that was killed, or empty.
    pub mark: Option<String>,
    conn: Option<Connection>,
    _gate: Gate,
}

impl Erasing {
    /// Holds the notebook. A file of another program is refused; a damaged one is ours by its mark.
    ///
    /// # Errors
    /// Those of opening; [`Error::Busy`], [`Error::Owner`].
    pub fn begin(path: &Path) -> Result<Erasing> {
        let mut erasing = Erasing {
            _gate: Gate::shut(path)?,
            file: open::spot(path)?.unwrap_or_else(|| path.to_owned()),
            mark: None,
            conn: None,
        };
        let Some(place) = Found::behind(path)? else {
            return Ok(erasing);
        };
        place.owned()?;
        let (conn, version) = match open::maybe_empty(&place.path) {
            Err(Error::Damaged(_)) => {
                erasing.mark = Some(String::new());
                return Ok(erasing);
            }
            opened => opened?,
        };
        // Another program may be writing.
        match conn.execute_batch("BEGIN EXCLUSIVE").map_err(Error::from) {
            Err(Error::Damaged(_)) | Ok(()) => {}
            Err(error) => return Err(error),
        }
        erasing.mark = (version > 0).then(|| schema::mark(&conn));
        erasing.conn = Some(conn);
        Ok(erasing)
    }

    /// Removes what this program made beside the notebook (copies before an upgrade, a repair or a
    /// restore, and drafts), and the notebook last: a removal that is killed can be run again. Says
    /// which went.
    ///
    /// # Errors
    /// A folder that may not be written or synced; what went before is gone.
    pub fn finish(self) -> Result<Vec<PathBuf>> {
        let mut others = beside(&self.file, copy);
        others.extend(drafts(&self.file).into_iter().map(|draft| draft.path));
        let others = remove(others)?;
        let mut gone = self.go()?;
        gone.extend(others);
        Ok(gone)
    }

    /// Removes the notebook, and says what of it was there, the file itself first.
    fn go(self) -> Result<Vec<PathBuf>> {
        // Its journal goes before it: one that stayed would be played into the next notebook.
        let mut whole = beside(&self.file, side);
        let sign = open::sign(&self.file);
        whole.extend([self.file.clone(), sign.clone()]);
        let mut gone = remove(whole)?;
        gone.retain(|path| *path != sign);
        if gone.last() == Some(&self.file) {
            gone.rotate_right(1);
        }
        drop(self.conn);
        Ok(gone)
    }
}

impl Reader {
    /// What somebody put aside under the notebook's name, such as `ritual.db.bak`: nothing this program
    /// makes, and of no side file.
    pub fn put_aside(path: &Path) -> Vec<PathBuf> {
        let ends = |rest: &str| {
            [".bak", ".old", ".orig", "~"]
                .iter()
                .any(|end| rest.ends_with(end))
        };
        beside(path, |rest| !own(rest) && ends(rest))
    }

    /// Copies this program made beside the notebook before an upgrade, a repair or a restore.
    pub fn copies(path: &Path) -> Vec<PathBuf> {
        beside(path, copy)
    }

    /// Removes the file that this made, and that nobody has written a row to.
    ///
    /// # Errors
    /// [`Error::Busy`] while others work in it; those of the file. Then an empty notebook stays.
    pub fn unmake(&mut self) -> Result<()> {
        (self.conn, self.place) = (schema::in_memory()?.into(), None);
        self.names_unknown();
        let erasing = Erasing::begin(&self.path)?;
        let handle =
            |conn: &Connection| conn.query_row("SELECT handle FROM clock", [], |r| r.get(0));
        match erasing.conn.as_ref().map(handle).transpose()? {
            Some(0) => erasing.go().map(drop),
            _ => Ok(()),
        }
    }
}

/// Files in the same folder whose names begin with the notebook's, by what follows it.
pub fn beside(path: &Path, wanted: impl Fn(&str) -> bool + Copy) -> Vec<PathBuf> {
    let Ok(Some(file)) = open::spot(path) else {
        return Vec::new();
    };
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    let follows = |entry: &DirEntry| {
        let other = entry.file_name().to_string_lossy().into_owned();
        other.strip_prefix(&*name).is_some_and(wanted)
    };
    let entries = folder_of(&file).read_dir().into_iter().flatten().flatten();
    let mut found: Vec<PathBuf> = entries.filter(follows).map(|e| e.path()).collect();
    found.sort();
    found
}

/// Drafts that killed commands left where this notebook's files are made.
pub fn drafts(file: &Path) -> Vec<Left> {
    let folders = [folder_of(file), &file::backups(file)];
    let found = folders.into_iter().flat_map(file::drafts);
    found.filter(|draft| !draft.at_work).collect()
}

/// What follows the notebook's name in those of its side files and copies.
fn own(rest: &str) -> bool {
    side(rest) || copy(rest)
}

/// What follows it in those of the copies made before an upgrade, a repair or a restore.
fn copy(rest: &str) -> bool {
    rest.rsplit_once(".bak").is_some_and(|(tag, after)| {
        let known = [".schema-", ".before-restore", ".before-repair"];
        known.iter().any(|k| tag.starts_with(k)) && (after.is_empty() || side(after))
    })
}

/// What SQLite keeps beside a file while it is written to.
pub fn side(rest: &str) -> bool {
    open::SIDE.contains(&rest)
}

/// What lies beside a notebook that is gone: its side files, its copies and drafts.
pub fn left(path: &Path) -> Vec<PathBuf> {
    let mut found = beside(path, own);
    if let Ok(Some(file)) = open::spot(path) {
        found.extend(drafts(&file).into_iter().map(|draft| draft.path));
    }
    found
}

/// Removes files for good, and says which were there.
fn remove(paths: Vec<PathBuf>) -> Result<Vec<PathBuf>> {
    let mut gone = Vec::new();
    for path in paths {
        if file::remove(&path).map_err(|e| open::refused(&path, e))? {
            gone.push(path);
        }
    }
    let folders: BTreeSet<&Path> = gone.iter().map(|path| folder_of(path)).collect();
    for folder in folders {
        file::sync_folder(folder).map_err(|e| open::refused(folder, e))?;
    }
    Ok(gone)
}
