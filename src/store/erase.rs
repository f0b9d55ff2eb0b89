//! Removing the whole notebook.

use super::error::{Error, Result};
use super::open::{Found, Gate};
use super::{Reader, beside, open, schema};
use crate::file::{self, folder_of};
use rusqlite::Connection;
use std::collections::BTreeSet;
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
        let (conn, schema) = match open::maybe_empty(&place.path) {
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
        let mark = conn
            .query_row("SELECT mark FROM clock", [], |r| r.get(0))
            .or_else(|_| conn.query_row("SELECT mark FROM notebook", [], |r| r.get(0)));
        erasing.mark = (schema > 0).then(|| mark.unwrap_or_default());
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
        let mut others = beside::beside(&self.file, beside::copy);
        for draft in beside::drafts(&self.file) {
            others.push(draft.path);
        }
        let others = remove(others)?;
        let mut gone = self.go()?;
        gone.extend(others);
        Ok(gone)
    }

    /// Removes the notebook, and says what of it was there, the file itself first.
    fn go(self) -> Result<Vec<PathBuf>> {
        // Its journal goes before it: one that stayed would be played into the next notebook.
        let mut whole = beside::beside(&self.file, beside::side);
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
    /// Removes the file that this made, and that nobody has written a row to.
    ///
    /// # Errors
    /// [`Error::Busy`] while others work in it; those of the file. Then an empty notebook stays.
    pub fn unmake(&mut self) -> Result<()> {
        (self.conn, self.place) = (schema::in_memory()?, None);
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

/// What lies beside a notebook that is gone: its side files, its copies and drafts.
pub fn left(path: &Path) -> Vec<PathBuf> {
    let Ok(Some(file)) = open::spot(path) else {
        return Vec::new();
    };
    let mut found = beside::beside(&file, beside::own);
    found.extend(beside::drafts(&file).into_iter().map(|draft| draft.path));
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
