//! An earlier wording, kept when a ritual or a boundary changes.

use super::meta::Extra;
use chrono::NaiveDate;
use serde::Serialize;
use uuid::Uuid;

/// What was different before a day.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Revision {
    pub uid: Uuid,
    /// The day the change was made.
    pub on: NaiveDate,
    /// The earlier value of each field that changed; null where it was unset.
    pub was: Extra,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// The fields of `before` that `after` no longer has or has otherwise.
#[must_use]
pub fn difference(before: &Extra, after: &Extra, fields: &[&str]) -> Extra {
    let mut was = Extra::new();
    for &field in fields {
        if before.get(field) != after.get(field) {
            let value = before.get(field).cloned().unwrap_or_default();
            was.insert(field.to_owned(), value);
        }
    }
    was
}
