//! The words and the day of a row, whatever its kind.

use crate::domain::record::Record;
use chrono::NaiveDate;

/// The field that `--note` and `--edit` are about.
fn field(record: &Record) -> Option<&'static str> {
    match record {
        Record::Thanks(_) => Some("for"),
        other => other.kind().text_field(),
    }
}

/// Whether it has words that `--note` and `--edit` are about.
pub fn has(record: &Record) -> bool {
    field(record).is_some()
}

pub fn of(record: &Record) -> &str {
    match record {
        Record::Thanks(t) => &t.what,
        other => other.text().first().copied().unwrap_or_default(),
    }
}

pub fn put(record: &mut Record, words: &str) {
    if let Some(field) = field(record) {
        record.say(field, words);
    }
}

/// The first and the last day of a row that lasts for a while.
pub fn span(record: &mut Record) -> Option<(&mut NaiveDate, &mut Option<NaiveDate>)> {
    match record {
        Record::Pause(p) => Some((&mut p.from, &mut p.until)),
        Record::Trial(t) => Some((&mut t.from, &mut t.until)),
        _ => None,
    }
}

/// Whether nothing would be left to keep.
pub fn blank(record: &Record) -> bool {
    match record {
        Record::Mood(mood) => mood.is_blank(),
        Record::Reflection(reflection) => reflection.is_blank(),
        Record::Completion(_) => false,
        other => has(other) && of(other).is_empty(),
    }
}
