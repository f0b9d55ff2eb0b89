//! What was taken back and forgotten.

use super::{after, by_handle, file, in_brackets, listed, quoted};
use crate::render::dates;
use crate::render::sanitise::line;
use chrono::{NaiveDate, NaiveTime};
use std::path::Path;

/// `` `log walk`, `mood 3 …` ``: lines as they were typed.
pub fn command_lines(typed: &[String]) -> String {
    listed(typed.iter().map(|typed| format!("`{}`", line(typed))))
}

/// What was taken back, or stands again.
pub fn turned(typed: &[String], back: bool) -> String {
    let said = match (back, typed.len()) {
        (true, 1) => "is taken back",
        (true, _) => "are taken back",
        (false, 1) => "stands again",
        (false, _) => "stand again",
    };
    format!("{} {said}.\n", command_lines(typed))
}

pub fn turn_again(back: bool) -> &'static str {
    match back {
        true => "`ritual redo` brings it back.",
        false => "`ritual undo` takes it back again.",
    }
}

/// A command that is kept, in a list of them; `n` is how many to take back to come before it.
pub fn step(
    n: Option<usize>,
    stays: bool,
    typed: &[String],
    row: Option<&str>,
    at: Option<&str>,
) -> String {
    let n = n.map_or(" ".repeat(2), |n| format!("{n:>2}"));
    let what = match (stays, n.trim().is_empty()) {
        (true, _) => STOPS_HERE.to_owned(),
        (false, true) => format!("{} (taken back)", command_lines(typed)),
        (false, false) => command_lines(typed),
    };
    let row = after(": ", row);
    format!("{n}  {what}{row}, {}\n", at.unwrap_or_default())
}

/// `the ritual walk and its 38 entries since 31 August`
pub fn whole_ritual(
    name: &str,
    entries: u64,
    first: Option<NaiveDate>,
    today: NaiveDate,
) -> String {
    let entries = match (entries, first) {
        (0, _) | (_, None) => String::new(),
        (1, Some(day)) => format!(" and its entry of {}", dates::day(day, today)),
        (n, Some(day)) => format!(" and its {n} entries since {}", dates::day(day, today)),
    };
    format!("the ritual {}{entries}", line(name))
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

pub const NOT_TAKEN_BACK: &str = "Nothing was taken back.";

/// What became of a row that was not simply taken back.
pub const IS_BACK: &str = ", here again";
pub const AS_BEFORE: &str = ", as before";
/// A ritual that is not taken back, where a device noted more of it.
pub const STAYS: &str = ", stays: more of it came from another device";

/// A field that a row is without: `not retired` of what it was, `no amount` of what it had.
pub fn unset(field: &str) -> String {
    match field {
        "as" => "no variation".to_owned(),
        "sacred" | "shared" | "retired" | "closed" | "reviewed" | "cleared" => {
            format!("not {field}")
        }
        "agreed" | "checked" => format!("no day {field}"),
        "enjoyed" => "no number for enjoyed".to_owned(),
        had => format!("no {had}"),
    }
}

/// `  walk, noted for today #12`, `  the ritual walk (intention), as before #3`
pub fn turned_row(what: &str, fields: &[String], now: &str, handle: i64) -> String {
    let fields = in_brackets(fields.iter().map(|field| line(field)));
    by_handle(&format!("  {what}{fields}{now}"), handle) + "\n"
}

pub fn and_more(rows: usize) -> String {
    format!("And {rows} more.")
}

/// Hits beyond those shown.
pub fn more_found(rows: usize) -> String {
    let rows = super::count(rows, "earlier row has", "earlier rows have");
    format!("{rows} it too; `--limit N` shows more.")
}

/// How large the file is, and who may look in.
pub fn file_and_folder(bytes: u64, modes: Option<(&str, &str)>) -> String {
    match modes {
        Some((file, folder)) => format!("{bytes} bytes, mode {file}, in a folder of mode {folder}"),
        None => format!("{}, readable by you alone", super::NOT_MADE),
    }
}

pub const NOT_SENT: &str = "No account, no network, nothing sent anywhere.";
pub const IN_PLAIN_WORDS: &str =
    "What you noted, in plain words. `ritual privacy --tables` says what lies where.";
pub const FORGET_LEAVES: &str = "`ritual forget ID` leaves no byte of a row's words in the file. A hash of its uid and the time it went stay, so that another copy of the notebook can learn that it went.";

pub fn page_written(path: &Path) -> String {
    format!("The page is in {}.", file(path))
}

pub const NOT_FORGOTTEN: &str = "Nothing was forgotten.";
pub const BEYOND_REACH: &str = "Beyond reach from here: exports, backups in other folders, copies made by system backups and snapshots, shell history, terminal scrollback, mail from cron.";

pub fn removed(path: &Path) -> String {
    format!("Removed {}.", file(path))
}

/// What was typed is what stands there.
pub fn as_it_was(what: &str) -> String {
    format!("{what}, as it was.")
}

/// A row as it is after an edit, with the words where those were changed:
/// `Now: walk, noted for today at 08:00: "cold".`
pub fn now(row: &str, at: Option<NaiveTime>, words: Option<&str>) -> String {
    let at = after(" at ", at.map(dates::time));
    match words {
        None => format!("Now: {row}{at}."),
        Some("") => format!("Now: {row}{at}, without words."),
        Some(words) => format!("Now: {row}{at}: {}.", quoted(words)),
    }
}

/// A file that stays, of which it is not known whose it is.
pub fn left(path: &Path) -> String {
    format!("Left in place: {}.", file(path))
}
