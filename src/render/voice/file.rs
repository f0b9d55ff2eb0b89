//! What was taken back and forgotten.

use crate::render::sanitise::line;
use crate::render::style;
use std::path::Path;

pub fn undo_hint(redo: bool) -> &'static str {
    if redo {
        "`ritual undo` takes it back again."
    } else {
        "`ritual undo` brings it back."
    }
}

/// `what` names the row without its words.
pub fn forgotten(what: &str, rows: usize) -> String {
    match rows {
        1 => format!("Forgotten: {what}, and every trace of it in the file."),
        n => format!(
            "Forgotten: {what}, {n} rows with what hung on it, and every trace of them in the file."
        ),
    }
}

pub const NO_STEPS: &str = "Nothing is kept to take back.";
/// In the list of commands, for one that leaves nothing to take back, whatever it was.
pub const STOPS_HERE: &str = "(nothing to take back)";
pub const STEPS_UPGRADED: &str = "The commands before the upgrade are no longer kept.";

pub const TOOK_BACK: &str = "Took back";
pub const BROUGHT_BACK: &str = "Brought back";
pub const AS_BEFORE: &str = "As before";

/// `Took back: walk, noted for today. #12`, `As before: the ritual walk (intention). #3`
pub fn undone(did: &str, what: &str, fields: &[String], handle: i64) -> String {
    let fields = match fields {
        [] => String::new(),
        fields => format!(" ({})", line(&fields.join(", "))),
    };
    format!("{did}: {what}{fields}. {}\n", style::handle(handle))
}

pub fn and_more(rows: usize) -> String {
    format!("And {rows} more.")
}

/// Hits beyond those shown.
pub fn more_found(rows: usize) -> String {
    let rows = super::count(rows as u64, "earlier row has", "earlier rows have");
    format!("{rows} it too; `--limit N` shows more.")
}

pub fn page_written(path: &Path) -> String {
    format!("The page is in {}.", line(&path.display().to_string()))
}

pub const NOT_FORGOTTEN: &str = "Nothing was forgotten.";
pub const BEYOND_REACH: &str = "Beyond reach from here: exports, backups in other folders, copies made by system backups and snapshots, shell history, terminal scrollback, mail from cron.";

pub fn removed(path: &Path) -> String {
    format!("Removed {}.", line(&path.display().to_string()))
}

/// A row as it is after an edit.
pub fn now(row: &str) -> String {
    format!("Now: {row}.")
}

/// A file that stays, of which it is not known whose it is.
pub fn left(path: &Path) -> String {
    format!("Left in place: {}.", line(&path.display().to_string()))
}
