//! What was taken back, forgotten, brought in.

use super::count;
use crate::render::sanitise::line;
use std::path::Path;

#[must_use]
pub fn undo_hint(redo: bool) -> &'static str {
    if redo {
        "`ritual undo` takes it back again."
    } else {
        "`ritual undo` brings it back."
    }
}

#[must_use]
pub fn forgotten(rows: usize) -> String {
    format!(
        "Forgotten: {}, and every trace of them in the file.",
        count(rows as u64, "row", "rows")
    )
}

#[must_use]
pub fn imported(new: usize, here: usize, dry: bool) -> String {
    let rows = |n: usize| count(n as u64, "row", "rows");
    match (new, here, dry) {
        (0, 0, _) => "The file holds no rows.".to_owned(),
        (0, here, _) => format!("All {} are in the notebook.", rows(here)),
        (new, 0, false) => format!("Brought in {}.", rows(new)),
        (new, here, false) => format!("Brought in {}; {} were here before.", rows(new), rows(here)),
        (new, 0, true) => format!("{} would come in.", rows(new)),
        (new, here, true) => format!(
            "{} would come in; {} are here from before.",
            rows(new),
            rows(here)
        ),
    }
}
pub const NO_STEPS: &str = "Nothing is kept to take back.";
pub const SOUND: &str = "Every check came back sound.";

pub const TOOK_BACK: &str = "Took back";
pub const BROUGHT_BACK: &str = "Brought back";
pub const AS_BEFORE: &str = "As before";

#[must_use]
pub fn and_more(rows: usize) -> String {
    format!("And {rows} more.")
}

pub const NOT_FORGOTTEN: &str = "Nothing was forgotten.";
pub const BEYOND_REACH: &str = "Beyond reach from here: copies made by backups and snapshots, shell history, terminal scrollback, mail from cron.";

#[must_use]
pub fn removed(path: &Path) -> String {
    format!("Removed {}.", line(&path.display().to_string()))
}

/// A row as it is after an edit.
#[must_use]
pub fn now(row: &str) -> String {
    format!("Now: {row}.")
}
