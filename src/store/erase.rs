//! Removing the whole notebook.

use super::error::{Error, Result};
use super::{Store, beside, open};
use std::fs::File;
use std::path::{Path, PathBuf};

impl Store {
    /// Removes the file, its side files and the backups this program made beside it, and says which.
    /// A file of another program is refused.
    ///
    /// # Errors
    /// Those of opening, and of a folder that may not be written.
    pub fn erase(path: &Path) -> Result<Vec<PathBuf>> {
        let file = open::existing(path)?.ok_or_else(|| Error::NotOurs(path.to_owned()))?;
        let store = Store::write(path)?;
        // Whoever writes now ends first; whoever comes later finds no file.
        store.conn.execute_batch("BEGIN EXCLUSIVE")?;
        let mut going = vec![file.clone()];
        going.extend(own(&file));
        let mut gone = Vec::new();
        for path in going {
            match std::fs::remove_file(&path) {
                Ok(()) => gone.push(path),
                Err(e) if e.kind() == std::io::ErrorKind::NotFound => {}
                Err(e) => return Err(Error::NotWritable(format!("{}: {e}", path.display()))),
            }
        }
        drop(store);
        if let Some(folder) = file.parent() {
            let _ = File::open(folder).and_then(|dir| dir.sync_all());
        }
        Ok(gone)
    }
}

/// What this program itself makes beside a notebook: side files, and backups before an upgrade.
fn own(file: &Path) -> Vec<PathBuf> {
    beside::beside(file, |rest| {
        matches!(rest, "-journal" | "-wal" | "-shm")
            || (rest.starts_with(".schema-") && rest.ends_with(".bak"))
    })
}
