//! From when until when, in three columns.

use super::error::Result;
use super::row::{Cells, day_text};
use crate::domain::term::Term;

/// The columns, in the order [`values`] gives them.
pub const TERM: &str = "since, until, closed";

/// Reads the three columns from `at`.
pub fn read(cells: &Cells, at: usize) -> Result<Term> {
    Ok(Term {
        since: cells.day(at)?,
        until: cells.day(at + 1)?,
        closed: cells.optional_day(at + 2)?,
    })
}

pub fn values(term: &Term) -> (String, String, Option<String>) {
    (
        day_text(term.since),
        day_text(term.until),
        term.closed.map(day_text),
    )
}
