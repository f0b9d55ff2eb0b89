//! What lies beside the notebook under names that begin with its own.

use std::path::{Path, PathBuf};

/// Files in the same folder whose names begin with the notebook's, by what follows it.
pub fn beside(file: &Path, wanted: fn(&str) -> bool) -> Vec<PathBuf> {
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    let entries = file.parent().and_then(|folder| folder.read_dir().ok());
    let mut found: Vec<PathBuf> = entries
        .into_iter()
        .flatten()
        .flatten()
        .filter(|e| {
            let other = e.file_name().to_string_lossy().into_owned();
            other.strip_prefix(&*name).is_some_and(wanted)
        })
        .map(|e| e.path())
        .collect();
    found.sort();
    found
}
