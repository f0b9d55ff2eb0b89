//! What lies beside the notebook: side files, copies, and drafts of commands that were killed.

use super::{Reader, open};
use crate::file::{self, Left, folder_of};
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

/// Files in the same folder whose names begin with the notebook's, by what follows it.
pub fn beside(file: &Path, wanted: fn(&str) -> bool) -> Vec<PathBuf> {
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    let entries = folder_of(file).read_dir();
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

/// Octal permissions of a notebook and of its folder.
pub fn modes(file: &Path) -> std::io::Result<[u32; 2]> {
    let mode = |path: &Path| path.metadata().map(|meta| meta.mode() & 0o777);
    Ok([mode(file)?, mode(folder_of(file))?])
}

/// Drafts that killed commands left where this notebook's files are made.
pub fn drafts(file: &Path) -> Vec<Left> {
    let folders = [folder_of(file), &file::backups(file)];
    let found = folders.into_iter().flat_map(file::drafts);
    found.filter(|draft| !draft.at_work).collect()
}

/// What follows the notebook's name in those of its side files and copies.
pub fn own(rest: &str) -> bool {
    side(rest) || copy(rest)
}

/// What follows it in those of the copies made before an upgrade, a repair or a restore.
pub fn copy(rest: &str) -> bool {
    rest.rsplit_once(".bak").is_some_and(|(tag, after)| {
        let known = [".schema-", ".before-restore", ".before-repair"];
        known.iter().any(|k| tag.starts_with(k)) && (after.is_empty() || side(after))
    })
}

/// What SQLite keeps beside a file while it is written to.
pub fn side(rest: &str) -> bool {
    open::SIDE.contains(&rest)
}

impl Reader {
    /// What somebody put aside under the notebook's name, such as `ritual.db.bak`: nothing this program
    /// makes, and of no side file.
    pub fn put_aside(path: &Path) -> Vec<PathBuf> {
        let aside = |rest: &str| {
            let ends = [".bak", ".old", ".orig", "~"];
            !own(rest) && ends.iter().any(|end| rest.ends_with(end))
        };
        match open::spot(path) {
            Ok(Some(file)) => beside(&file, aside),
            _ => Vec::new(),
        }
    }

    /// Copies this program made beside the notebook before an upgrade, a repair or a restore.
    pub fn copies(path: &Path) -> Vec<PathBuf> {
        match open::spot(path) {
            Ok(Some(file)) => beside(&file, copy),
            _ => Vec::new(),
        }
    }
}
