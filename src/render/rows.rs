//! Rows of one noun, a line each, in the person's own words.

use super::sanitise::line;
use super::{dates, lines, record, voice};
use crate::domain::config::Settings;
use crate::domain::record::Record;
use crate::domain::small::Words;
use crate::report::rows::Rows;
use chrono::NaiveDate;

/// The rows, or `none` where the notebook has none of them.
pub fn rows(report: &Rows, none: &str) -> String {
    listed(report, none, |row| one(row, report.today))
}

/// The rows, each by what it is and its words.
pub fn of_kinds(report: &Rows, settings: &Settings, none: &str) -> String {
    listed(report, none, |row| {
        let said = under_day(row, settings, report.today);
        voice::by_handle(&said.unwrap_or_default(), row.meta().id)
    })
}

fn listed(report: &Rows, none: &str, line: impl Fn(&Record) -> String) -> String {
    let none = match report.others {
        true => voice::NONE_IN_WINDOW,
        false => none,
    };
    lines(report.rows.iter().map(line), none)
}

/// A row that has a day and words, where its day stands above it: `win "slept at last"`.
pub fn under_day(row: &Record, settings: &Settings, today: NaiveDate) -> Option<String> {
    let what = record::noun(row);
    Some(match row {
        Record::Reflection(r) => format!("{what}: {}", voice::reflection(r, settings)),
        Record::Thanks(t) => format!("{what} for {}", voice::quoted(&t.what)),
        Record::Trial(t) => format!("{what} {}", voice::trial(t, today)),
        other => format!("{what} {}", voice::quoted(&other.noun::<Words>()?.text)),
    })
}

/// `4 March: "slept at last" #5`
pub fn one(row: &Record, today: NaiveDate) -> String {
    let text = match row {
        Record::Phrase(w) | Record::Winddown(w) => voice::quoted(&w.text),
        Record::Thanks(t) => {
            let words = voice::quoted(&t.what);
            format!("{}, {}: {words}", dates::day(t.day, today), line(&t.to))
        }
        Record::Trial(t) => voice::trial(t, today),
        Record::Resource(r) => voice::resource(r),
        other => {
            let words = voice::listed(other.text().into_iter().map(voice::quoted));
            match other.span() {
                Some((day, _)) => format!("{}: {words}", dates::day(day, today)),
                None => words,
            }
        }
    };
    voice::by_handle(&text, row.meta().id)
}
