//! The words and the day of a row, whatever its kind.

use crate::domain::record::Record;
use chrono::NaiveDate;

/// Whether it has words that `--note` and `--edit` are about.
pub fn has(record: &Record) -> bool {
    match record {
        Record::Completion(_) | Record::Mood(_) | Record::Thanks(_) | Record::Trial(_) => true,
        other => other.words().is_some(),
    }
}

/// The words that `--note` and `--edit` are about.
pub fn of(record: &Record) -> &str {
    match record {
        Record::Completion(c) => c.note.as_deref().unwrap_or_default(),
        Record::Mood(m) => m.note.as_deref().unwrap_or_default(),
        Record::Thanks(t) => &t.what,
        Record::Trial(t) => &t.text,
        other => other.words().map_or("", |w| &w.text),
    }
}

pub fn put(record: &mut Record, words: Option<String>) {
    match record {
        Record::Completion(c) => c.note = words,
        Record::Mood(m) => m.note = words,
        Record::Thanks(t) => t.what = words.unwrap_or_default(),
        Record::Trial(t) => t.text = words.unwrap_or_default(),
        other => {
            if let Some(w) = other.words_mut() {
                w.text = words.unwrap_or_default();
            }
        }
    }
}

/// The day of a row that has a day and no time.
pub fn day(record: &mut Record) -> Option<&mut NaiveDate> {
    match record {
        Record::Reflection(r) => Some(&mut r.day),
        Record::Thanks(t) => Some(&mut t.day),
        other => other.words_mut().map(|w| &mut w.day),
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
        Record::Thanks(_) | Record::Trial(_) => of(record).is_empty(),
        other => other.words().is_some_and(|w| w.text.is_empty()),
    }
}
