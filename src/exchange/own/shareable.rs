//! A row as it may be shown to someone else: its current values, and nothing about the file.

use crate::domain::record::Record;
use chrono::NaiveDate;

/// One line of JSON without its end; none for what no longer holds.
pub fn line(record: &Record, today: NaiveDate) -> Option<String> {
    match record.holds(today) {
        true => record.leaving(today),
        false => None,
    }
}
