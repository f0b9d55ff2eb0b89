//! What went out of the notebook: exports, backups, and what came back from one.

use super::{after, count};
use crate::domain::record::Kind;
use crate::render::sanitise::line;
use crate::render::streaks::capital;
use std::path::Path;

/// The heading of the notebook as a page to read.
pub const NOTEBOOK: &str = "Notebook";
/// A mood note that holds a text alone.
pub const OWN_WORDS: &str = "your words";

/// The heading over rows of a noun that have no day.
pub fn heading(kind: Kind) -> String {
    match kind {
        Kind::Config => "Settings".to_owned(),
        Kind::Ritual => "Rituals".to_owned(),
        Kind::Boundary => "Boundaries".to_owned(),
        Kind::MonthLine => "Months".to_owned(),
        Kind::Person => "People".to_owned(),
        Kind::Resource => "Resources".to_owned(),
        other => capital(other.as_str()),
    }
}

/// Where a file is, as it is said.
pub fn file(path: &Path) -> String {
    line(&path.display().to_string())
}

/// `Wrote PATH, 41 rows.`
pub fn exported(path: &Path, rows: usize) -> String {
    match rows {
        0 => format!("Wrote {}; no row fits what was asked for.", file(path)),
        n => format!("Wrote {}, {}.", file(path), count(n, "row", "rows")),
    }
}

/// `Backed up 41 rows to PATH (61440 bytes, read back and compared).`
pub fn backed_up(path: &Path, rows: usize, bytes: usize) -> String {
    let rows = match rows {
        0 => "the notebook".to_owned(),
        n => count(n, "row", "rows"),
    };
    let path = file(path);
    format!("Backed up {rows} to {path} ({bytes} bytes, read back and compared).")
}

/// `Restored from PATH: 41 rows.`
pub fn restored(path: &Path, rows: usize, dry: bool) -> String {
    let came = if dry { "Would restore" } else { "Restored" };
    let rows = (rows > 0).then(|| count(rows, "row", "rows"));
    format!("{came} from {}{}.", file(path), after(": ", rows))
}

pub fn set_aside(path: &Path) -> String {
    format!("What was here is kept in {}.", file(path))
}

/// On stderr, after a restore.
pub fn ended_again(consents: usize) -> String {
    count(
        consents,
        "consent that ended since stays ended",
        "consents that ended since stay ended",
    )
}

/// On stderr, after a restore.
pub fn held_unknown(consents: usize) -> String {
    let consents = count(
        consents,
        "consent holds that is known from it alone",
        "consents hold that are known from it alone",
    );
    format!("{consents}; `ritual consent` shows what holds")
}

/// Rows that came from the pages of a file that does not open.
fn from_pages(why: &str) -> String {
    format!("{why}; the rows are from its pages, one by one")
}

/// What there is to say of rows that were not as they had been stored; nothing where all were and
/// the file opened.
pub fn salvaged(
    unopened: Option<&str>,
    read: usize,
    unread: &[String],
    differing: &[String],
    gone: &[i64],
    torn: &[&str],
    adrift: usize,
) -> Vec<String> {
    let mut notes: Vec<String> = unopened.map(from_pages).into_iter().collect();
    notes.extend(unread.iter().cloned());
    if adrift > 0 {
        let rows = count(adrift, "row belongs", "rows belong");
        notes.push(format!(
            "{rows} to a ritual that does not read; another name stands in its place"
        ));
    }
    notes.extend(torn.iter().map(|table| super::torn(table)));
    notes.extend(gone.iter().map(|id| super::gone(*id)));
    notes.extend(differing.iter().map(|row| super::differs(row)));
    if !notes.is_empty() {
        let mut counts = vec![format!("{} read", count(read, "row", "rows"))];
        for (n, what) in [
            (unread.len() + gone.len(), "not"),
            (differing.len(), "differing from their checksums"),
        ] {
            if n > 0 {
                counts.push(format!("{n} {what}"));
            }
        }
        notes.push(counts.join(", "));
    }
    notes
}
