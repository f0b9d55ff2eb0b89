//! Removing the whole notebook.

use super::error::{Error, Result};
use super::{Reader, beside, open};
use std::fs::File;
use std::path::{Path, PathBuf};

/// A notebook that is about to be removed, with whoever else writes kept out.
pub struct Erasing {
    file: PathBuf,
    conn: Option<rusqlite::Connection>,
    /// The mark its backups are known by; empty where there is none, or it does not read.
    pub mark: String,
}

impl Erasing {
    /// Holds the notebook. A file of another program is refused; a damaged one is ours by its mark.
    ///
    /// # Errors
    /// Those of opening; [`Error::Busy`].
    pub fn begin(path: &Path) -> Result<Erasing> {
        let file = open::existing(path)?.ok_or_else(|| Error::NotOurs(path.to_owned()))?;
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
            let found = conn.query_row("SELECT mark FROM clock", [], |r| r.get(0));
            mark = found.unwrap_or_default();
        }
        Ok(Erasing { file, conn, mark })
    }

    /// Removes the file, its side files, and what this program made beside it: copies before an
    /// upgrade, a repair or a restore, and drafts. Says which went.
    ///
    /// # Errors
    /// A folder that may not be written; what went before is gone.
    pub fn finish(self) -> Result<Vec<PathBuf>> {
        let mut going = vec![self.file.clone()];
        going.extend(beside::beside(&self.file, own));
        going.extend(beside::drafts(&self.file).into_iter().map(|(path, _)| path));
        let mut gone = Vec::new();
        for path in going {
            match std::fs::remove_file(&path) {
                Ok(()) => gone.push(path),
                Err(e) if e.kind() == std::io::ErrorKind::NotFound => {}
                Err(e) => return Err(Error::NotWritable(format!("{}: {e}", path.display()))),
            }
        }
        drop(self.conn);
        if let Some(folder) = self.file.parent() {
            let _ = File::open(folder).and_then(|dir| dir.sync_all());
        }
        Ok(gone)
    }
}

impl Reader {
    /// Copies this program made beside the notebook before an upgrade, a repair or a restore.
    pub fn copies(path: &Path) -> Vec<PathBuf> {
        match open::existing(path) {
            Ok(Some(file)) => beside::beside(&file, |rest| own(rest) && rest.contains(".bak")),
            _ => Vec::new(),
        }
    }
}

/// What follows the notebook's name in those of its side files and copies.
fn own(rest: &str) -> bool {
    let side = |rest: &str| matches!(rest, "-journal" | "-wal" | "-shm");
    let copy = rest.rsplit_once(".bak").is_some_and(|(tag, after)| {
        let known = [".schema-", ".before-restore", ".before-repair"];
        known.iter().any(|k| tag.starts_with(k)) && (after.is_empty() || side(after))
    });
    side(rest) || copy
}
