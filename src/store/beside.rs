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

/// Drafts of commands that write a file beside the notebook (`.NAME.PID.draft`), and whether who
/// writes each is at work.
pub fn drafts(file: &Path) -> Vec<(PathBuf, bool)> {
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    let start = format!(".{name}.");
    let entries = file.parent().and_then(|folder| folder.read_dir().ok());
    let mut found: Vec<(PathBuf, bool)> = entries
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|entry| {
            let other = entry.file_name().to_string_lossy().into_owned();
            let pid = other.strip_prefix(&start)?.strip_suffix(".draft")?;
            let pid = pid.parse().ok().and_then(rustix::process::Pid::from_raw)?;
            let at_work = rustix::process::test_kill_process(pid).is_ok();
            Some((entry.path(), at_work))
        })
        .collect();
    found.sort();
    found
}
