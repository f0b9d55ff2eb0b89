//! Rows of one noun, a line each, in the person's own words.

use super::sanitise::line;
use super::{dates, style, voice};
use crate::domain::record::Record;
use crate::report::rows::Rows;
use chrono::NaiveDate;

/// The rows, or `none` where the notebook has none of them.
#[must_use]
pub fn rows(report: &Rows, none: &str) -> String {
    match (report.rows.as_slice(), report.others) {
        ([], true) => format!("{}\n", voice::NONE_IN_WINDOW),
        ([], false) => format!("{none}\n"),
        (rows, _) => rows
            .iter()
            .map(|row| one(row, report.today) + "\n")
            .collect(),
    }
}

/// `4 March: "slept at last" #5`
#[must_use]
pub fn one(row: &Record, today: NaiveDate) -> String {
    let dated = |day, words: &str| format!("{}: {}", dates::day(day, today), voice::quoted(words));
    let text = match row {
        Record::Win(w) | Record::Vision(w) => dated(w.day, &w.text),
        Record::Phrase(w) | Record::Winddown(w) => voice::quoted(&w.text),
        Record::Thanks(t) => {
            let words = voice::quoted(&t.what);
            format!("{}, {}: {words}", dates::day(t.day, today), line(&t.to))
        }
        Record::Trial(t) => voice::trial(t, today),
        Record::Resource(r) => voice::resource(r),
        _ => String::new(),
    };
    format!("{text} {}", style::handle(row.meta().id))
}
