//! What a look into the file found, and what a repair did.

use super::{count, days, listed};
use crate::render::dates;
use crate::render::sanitise::line;
use chrono::NaiveDate;
use std::path::Path;

/// What became of reading every row.
pub fn rows_read(rows: u64, sound: bool) -> String {
    match (sound, rows) {
        (true, 1) => "Its row is sound.".to_owned(),
        (true, rows) => format!("All {rows} rows are sound."),
        (false, rows) => format!("{} read", count(rows, "row", "rows")),
    }
}

/// Of a notebook that is no file so far.
pub const NOT_MADE: &str = "not made so far; the first entry makes it";
/// Where nothing was found.
pub const SOUND: &str = "Every check came back sound.";
/// The remedy for what a repair leaves as it is.
pub const SALVAGE: &str = "`ritual export jsonl --salvage` writes every row that reads, `ritual restore` brings a backup back";
/// What a repair can put right.
pub const REPAIR: &str = "`ritual doctor --repair` makes indexes anew and takes rows that read as they are, after a copy of the file";

/// `row` names the table and the handle.
pub fn differs(row: &str) -> String {
    format!("{row} does not match its checksum: it changed without this program")
}

pub fn gone(handle: i64) -> String {
    format!("#{handle} stands in an index, and its row cannot be read")
}

pub fn torn(table: &str) -> String {
    format!("some page of {table} cannot be read; rows on it may have gone without a name")
}

pub fn wide_mode(what: &str, mode: u32) -> String {
    format!("{what} has mode {mode:o}: others on this machine may look in")
}

/// On stderr, where a reader is in the way of a write.
pub const STAYS_IN_WAL: &str = "another program set the notebook to WAL mode and has it open; it was written as it is, and goes back when that has ended";
pub const IN_WAL: &str = "another program set the file to WAL mode";

pub fn owner(name: &str) -> String {
    format!("the file belongs to {name}")
}

pub fn beyond(bytes: u64) -> String {
    let lie = count(bytes, "byte lies", "bytes lie");
    format!("{lie} behind the last page, and nothing reads them")
}

/// `why` is what a write was refused with.
pub fn closed(why: &str) -> String {
    format!("nothing can be written: {why}")
}

pub fn side_file(path: &Path) -> String {
    let path = path.display();
    format!("{path} is beside it, from a writer at work or one that was killed")
}

pub fn draft(path: &Path) -> String {
    let path = path.display();
    format!("{path} is the draft of a command that was killed")
}

pub fn words_left(path: &Path) -> String {
    let path = path.display();
    format!("words from an editor whose command was ended are in {path}")
}

/// What a repair did with them.
pub const WORDS_REMOVED: &str = "words left by an editor, removed";

pub fn ahead(day: NaiveDate, today: NaiveDate) -> String {
    let day = dates::day(day, today);
    format!("the latest change is stamped {day}, ahead of this machine's clock")
}

/// `completion #4, #9: the same in everything`.
pub fn alike(kind: &str, handles: &[i64]) -> String {
    let handles = listed(handles.iter().map(|id| format!("#{id}")));
    format!("{kind} {handles} have the same content")
}

pub fn last_backup(day: NaiveDate, today: NaiveDate, file: &str) -> String {
    format!("last backup {}: {}", dates::day(day, today), line(file))
}

pub fn old_backup(day: NaiveDate, today: NaiveDate) -> String {
    let ago = days((today - day).num_days().abs());
    format!("the latest is of {}, {ago} ago", dates::day(day, today))
}

pub const OTHERS: &str =
    "those beside it are of another notebook that had this name; this one was begun after it";

pub fn no_backup(day: NaiveDate, today: NaiveDate) -> String {
    let day = dates::day(day, today);
    format!("none is beside it, and its first row is of {day}")
}

/// `Repaired: indexes made anew (1).`
pub fn repaired(what: &str, times: usize) -> String {
    format!("Repaired: {what} ({times}).")
}

pub const NOTHING_REPAIRED: &str = "There is nothing here that a repair changes.";

pub fn copy_before(copy: &str) -> String {
    format!("The file as it was is kept in {}.", line(copy))
}
