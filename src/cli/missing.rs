//! A notebook that is not there, or empty, while its copies are: no fresh start.

use super::remind::program::shell_line;
use super::session::Globals;
use crate::exchange::backup;
use crate::file;
use crate::store::Reader;
use std::path::{Path, PathBuf};

/// Commands that are about copies themselves, or about no notebook.
const SILENT: [&str; 4] = ["restore", "forget", "completions", "man"];

/// Says so, before a command makes a notebook anew.
pub fn note(command: &str, globals: &Globals) {
    let Ok(path) = globals.path() else {
        return; // the command says it
    };
    let lack = match path.metadata() {
        Ok(found) if found.len() > 0 => return,
        Ok(_) => "is empty",
        Err(_) => "is not there",
    };
    let copy = newest(&path).filter(|_| !SILENT.contains(&command));
    if let Some(copy) = copy {
        let db = globals.db.iter();
        let db = db.flat_map(|db| ["--db".to_owned(), db.display().to_string()]);
        let words = ["ritual", "restore"].map(str::to_owned).into_iter();
        let words = words.chain(db).chain([copy.display().to_string()]);
        globals.notes.say(format!(
            "{} {lack}, and copies lie beside it; `{}` brings the newest back",
            path.display(),
            shell_line(&words.collect::<Vec<_>>())
        ));
    }
}

/// The newest backup; where there is none, a copy made before an upgrade, a repair or a restore, or one
/// that somebody put aside.
fn newest(path: &Path) -> Option<PathBuf> {
    let folders = [file::backups(path), file::folder_of(path).to_owned()];
    let backups = folders.iter().flat_map(|f| backup::of_name(f, path)).max();
    let copies = Reader::copies(path).into_iter();
    let aside = Reader::put_aside(path);
    let whole = copies.filter(|copy| copy.extension().is_some_and(|e| e == "bak"));
    let changed = |copy: &PathBuf| copy.metadata().and_then(|m| m.modified()).ok();
    backups
        .map(|b| b.path)
        .or_else(|| whole.max_by_key(changed))
        .or_else(|| aside.into_iter().max_by_key(changed))
}
