//! What went out of the notebook: exports, backups, and what came back from one.

use super::count;
use crate::domain::record::Kind;
use crate::render::sanitise::line;
use std::path::Path;

/// The heading of the notebook as a page to read.
pub const NOTEBOOK: &str = "Notebook";
/// A mood note that holds a text alone.
pub const OWN_WORDS: &str = "your words";

/// The heading over rows of a noun that have no day.
#[must_use]
pub fn heading(kind: Kind) -> String {
    match kind {
        Kind::Config => "Settings".to_owned(),
        Kind::Ritual => "Rituals".to_owned(),
        Kind::Boundary => "Boundaries".to_owned(),
        Kind::MonthLine => "Months".to_owned(),
        Kind::Person => "People".to_owned(),
        Kind::Resource => "Resources".to_owned(),
        other => {
            let name = other.as_str();
            let mut letters = name.chars();
            let first = letters.next().map(|c| c.to_ascii_uppercase());
            first.into_iter().chain(letters).collect()
        }
    }
}

fn shown(path: &Path) -> String {
    line(&path.display().to_string())
}

/// `Wrote PATH, 41 rows.`
#[must_use]
pub fn exported(path: &Path, rows: usize) -> String {
    match rows {
        0 => format!("Wrote {}; no row fits what was asked for.", shown(path)),
        n => format!("Wrote {}, {}.", shown(path), count(n as u64, "row", "rows")),
    }
}
