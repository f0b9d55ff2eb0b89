//! The names backups go by, the checksum beside each, and which of them are a notebook's own.

use crate::domain::text::sha256;
use crate::file::{self, folder_of, sync_folder};
use chrono::NaiveDateTime;
use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};

/// When a backup was made, in its name, UTC.
const TIME: &str = "%Y%m%dT%H%M%SZ";
/// So much of a notebook's mark stands in the names of its backups.
const MARK: usize = 8;

/// `ritual-1f2e3d4c-20261122T120000Z.db`: the notebook's name, the beginning of its mark, when.
pub fn name(notebook: &Path, mark: &str, at: NaiveDateTime, encrypted: bool) -> String {
    let age = if encrypted { ".age" } else { "" };
    format!("{}{}.db{age}", prefix(notebook, mark), at.format(TIME))
}

fn prefix(notebook: &Path, mark: &str) -> String {
    let stem = notebook.file_stem().unwrap_or_default().to_string_lossy();
    match mark.get(..MARK) {
        Some(mark) => format!("{stem}-{mark}-"),
        None => format!("{stem}-"),
    }
}

/// A backup by its name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Named {
    pub at: NaiveDateTime,
    /// The second of one second has a number.
    again: u32,
    pub path: PathBuf,
    /// The beginning of the mark of the notebook it is of; empty from before there were marks.
    pub mark: String,
}

/// The backups of all notebooks of one name in a folder, oldest first.
pub fn of_name(folder: &Path, notebook: &Path) -> Vec<Named> {
    let prefix = prefix(notebook, "");
    let entries = folder.read_dir().into_iter().flatten().flatten();
    let named = entries.filter_map(|entry| named(entry.path(), &prefix));
    BTreeSet::from_iter(named).into_iter().collect()
}

fn named(path: PathBuf, prefix: &str) -> Option<Named> {
    let rest = path.file_name()?.to_str()?.strip_prefix(prefix)?;
    let rest = rest.strip_suffix(".age").unwrap_or(rest);
    let rest = rest.strip_suffix(".db")?;
    let mut parts = rest.split('-');
    let (mut mark, mut time) = ("", parts.next()?);
    if time.len() == MARK && time.bytes().all(|b| b.is_ascii_hexdigit()) {
        (mark, time) = (time, parts.next()?);
    }
    let again = parts.next().map_or(Some(1), |n| n.parse().ok())?;
    parts.next().is_none().then_some(())?;
    Some(Named {
        at: NaiveDateTime::parse_from_str(time, TIME).ok()?,
        again,
        mark: mark.to_owned(),
        path,
    })
}

/// The backups of one notebook in a folder, oldest first.
pub fn own(folder: &Path, notebook: &Path, mark: &str) -> Vec<Named> {
    let mark = mark.get(..MARK).unwrap_or_default();
    let mut found = of_name(folder, notebook);
    found.retain(|backup| backup.mark == mark);
    found
}

/// The mark of the backups of a notebook's name, where they are all of one.
pub fn only_mark(folders: &[PathBuf], notebook: &Path) -> Option<String> {
    let found = folders.iter().flat_map(|folder| of_name(folder, notebook));
    let marks: BTreeSet<String> = found.map(|backup| backup.mark).collect();
    let first = marks.first()?;
    (marks.len() == 1 && !first.is_empty()).then(|| first.clone())
}

/// Removes what killed commands left of other backups like the one of this name.
///
/// # Errors
/// A draft that cannot be removed.
pub fn sweep(folder: &Path, name: &str) -> io::Result<()> {
    let alike = name.rsplit_once('-').map_or(name, |(before, _)| before);
    for draft in file::drafts(folder) {
        if draft.of.to_string_lossy().starts_with(alike) {
            draft.remove()?;
        }
    }
    Ok(())
}

/// Where the checksum of a file lies: `FILE.sha256`.
pub fn sidecar(path: &Path) -> PathBuf {
    file::with_suffix(path, ".sha256")
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
    Ok(Some(kept.eq_ignore_ascii_case(&sha256(bytes))))
}

/// Removes backups with their checksums, and says which went.
///
/// # Errors
/// The first that could not be removed.
pub fn remove(paths: impl IntoIterator<Item = PathBuf>) -> io::Result<Vec<PathBuf>> {
    let mut gone = Vec::new();
    for path in paths {
        file::remove(&sidecar(&path))?;
        let removed = file::remove(&path)?;
        sync_folder(folder_of(&path))?;
        if removed {
            gone.push(path);
        }
    }
    Ok(gone)
}
