//! The names backups go by, the checksum beside each, and which of them are a notebook's own.

use super::file::sync_folder;
use chrono::NaiveDateTime;
use sha2::{Digest, Sha256};
use std::io;
use std::path::{Path, PathBuf};

/// When a backup was made, in its name, UTC.
const TIME: &str = "%Y%m%dT%H%M%SZ";

/// `ritual-1f2e3d4c-20261122T120000Z.db`: the notebook's name, the beginning of its mark, when.
pub fn name(notebook: &Path, mark: &str, at: NaiveDateTime, encrypted: bool) -> String {
    let age = if encrypted { ".age" } else { "" };
    format!("{}{}.db{age}", prefix(notebook, mark), at.format(TIME))
}

fn prefix(notebook: &Path, mark: &str) -> String {
    let stem = notebook.file_stem().unwrap_or_default().to_string_lossy();
    match mark.get(..8) {
        Some(mark) => format!("{stem}-{mark}-"),
        None => format!("{stem}-"),
    }
}

/// The folder backups go to unless another is named.
pub fn usual_folder(notebook: &Path) -> PathBuf {
    notebook.with_file_name("backups")
}

/// The backups of one notebook in a folder with when each was made, oldest first.
pub fn own(folder: &Path, notebook: &Path, mark: &str) -> Vec<(NaiveDateTime, PathBuf)> {
    let prefix = prefix(notebook, mark);
    let made = |path: &Path| {
        let name = path.file_name()?.to_str()?;
        let (time, rest) = name.strip_prefix(&prefix)?.split_at_checked(16)?;
        let again = rest
            .strip_suffix(".age")
            .unwrap_or(rest)
            .strip_suffix(".db")?;
        // The second of one second has a number.
        let again: u32 = match again.strip_prefix('-') {
            Some(number) => number.parse().ok()?,
            None if again.is_empty() => 1,
            None => return None,
        };
        Some((NaiveDateTime::parse_from_str(time, TIME).ok()?, again))
    };
    let entries = folder.read_dir().into_iter().flatten().flatten();
    let mut found: Vec<_> = entries
        .map(|entry| entry.path())
        .filter_map(|path| Some((made(&path)?, path)))
        .collect();
    found.sort();
    found
        .into_iter()
        .map(|((at, _), path)| (at, path))
        .collect()
}

/// Where the checksum of a file lies: `FILE.sha256`.
pub fn sidecar(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".sha256");
    PathBuf::from(name)
}

/// SHA-256 in hexadecimal.
pub fn sum(bytes: &[u8]) -> String {
    Sha256::digest(bytes)
        .iter()
        .map(|b| format!("{b:02x}"))
        .collect()
}

/// A line as `sha256sum` writes and checks it.
pub fn line(path: &Path, sum: &str) -> String {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    format!("{sum}  {name}\n")
}

/// Whether a file is as its checksum has it; none where no checksum lies beside it.
///
/// # Errors
/// A checksum that is there and cannot be read.
pub fn verified(path: &Path, bytes: &[u8]) -> io::Result<Option<bool>> {
    let text = match std::fs::read_to_string(sidecar(path)) {
        Ok(text) => text,
        Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(e) => return Err(e),
    };
    let kept = text.split_whitespace().next().unwrap_or_default();
    Ok(Some(kept.eq_ignore_ascii_case(&sum(bytes))))
}

/// Removes backups with their checksums, and says which went.
///
/// # Errors
/// The first that could not be removed.
pub fn remove(paths: impl IntoIterator<Item = PathBuf>) -> io::Result<Vec<PathBuf>> {
    let mut gone = Vec::new();
    for path in paths {
        match std::fs::remove_file(sidecar(&path)) {
            Err(e) if e.kind() != io::ErrorKind::NotFound => return Err(e),
            _ => {}
        }
        std::fs::remove_file(&path)?;
        sync_folder(&path);
        gone.push(path);
    }
    Ok(gone)
}
