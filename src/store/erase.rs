//! Removing the whole notebook.

use super::error::{Error, Result};
use super::{Store, open};
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
        going.extend(beside(&file));
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

fn beside(file: &Path) -> Vec<PathBuf> {
    let name = file
        .file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned();
    let ours = |other: &str| {
        other.strip_prefix(&name).is_some_and(|rest| {
            matches!(rest, "-journal" | "-wal" | "-shm")
                || (rest.starts_with(".schema-") && rest.ends_with(".bak"))
        })
    };
    let entries = file.parent().and_then(|folder| folder.read_dir().ok());
    let mut found: Vec<PathBuf> = entries
        .into_iter()
        .flatten()
        .flatten()
        .filter(|e| ours(&e.file_name().to_string_lossy()))
        .map(|e| e.path())
        .collect();
    found.sort();
    found
}
