//! Removing the whole notebook.

use super::error::{Error, Result};
use super::open::Found;
use super::{beside, open};
use crate::file::{self, folder_of};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// A notebook that is about to be removed, with whoever else writes kept out.
pub struct Erasing {
    file: PathBuf,
    conn: Option<rusqlite::Connection>,
    /// The mark its backups are known by: empty where it does not read, none where the notebook
    /// itself is gone, as after a removal that was killed.
    pub mark: Option<String>,
}

impl Erasing {
    /// Holds the notebook. A file of another program is refused; a damaged one is ours by its mark.
    ///
    /// # Errors
    /// Those of opening; [`Error::Busy`], [`Error::Owner`].
    pub fn begin(path: &Path) -> Result<Erasing> {
        loop {
            let Some(place) = Found::find(path)? else {
                let file = open::spot(path)?.unwrap_or_else(|| path.to_owned());
                return Ok(Erasing {
                    file,
                    conn: None,
                    mark: None,
                });
            };
            place.owned()?;
            let conn = match open::as_it_is(path) {
                Err(Error::Damaged(_)) => None,
                other => other?,
            };
            let mut mark = String::new();
            if let Some(conn) = &conn {
                // Whoever writes now ends first; whoever comes later finds no file.
                match conn.execute_batch("BEGIN EXCLUSIVE").map_err(Error::from) {
                    Err(Error::Damaged(_)) | Ok(()) => {}
                    Err(error) => return Err(error),
                }
                let found = conn.query_row("SELECT mark FROM notebook", [], |r| r.get(0));
                mark = found.unwrap_or_default();
            }
            // It may have waited for one that removed this notebook and made another.
            if place.holds() {
                return Ok(Erasing {
                    file: place.path,
                    conn,
                    mark: Some(mark),
                });
            }
        }
    }

    /// What this program made beside the notebook: copies before an upgrade, a repair or a restore,
    /// and drafts. Side files of the notebook itself among them where it is gone.
    pub fn beside(&self) -> Vec<PathBuf> {
        let mut found = beside::beside(&self.file, beside::own);
        if self.mark.is_some() {
            found.retain(|path| !self.side_files().contains(path));
        }
        found.extend(beside::drafts(&self.file));
        found
    }

    fn side_files(&self) -> Vec<PathBuf> {
        beside::beside(&self.file, beside::side)
    }

    /// Removes what lies beside the notebook, and the notebook last: a removal that is killed can
    /// be run again. Says which went.
    ///
    /// # Errors
    /// A folder that may not be written or synced; what went before is gone.
    pub fn finish(self) -> Result<Vec<PathBuf>> {
        let beside = remove(self.beside())?;
        let mut gone = Vec::new();
        if self.mark.is_some() {
            // Its journal goes before it: one that stayed would be played into the next notebook.
            gone = remove([self.side_files(), vec![self.file.clone()]].concat())?;
            gone.rotate_right(1);
        }
        drop(self.conn);
        gone.extend(beside);
        Ok(gone)
    }
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
