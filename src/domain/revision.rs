//! An earlier wording, kept when a ritual or a boundary changes.

use super::fields::{FieldError, Fields};
use super::meta::Extra;
use chrono::NaiveDate;
use serde::Serialize;
use serde_json::Value;
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

impl Revision {
    pub(super) fn read_all(f: &mut Fields, of: Uuid) -> Result<Vec<Self>, FieldError> {
        let expects = || FieldError::new("history", "a list of {\"on\":DATE,\"was\":{…}}");
        let Some(list) = f.take("history") else {
            return Ok(Vec::new());
        };
        let list = list.as_array().cloned().ok_or_else(expects)?;
        let mut history = Vec::new();
        for (i, item) in list.into_iter().enumerate() {
            let Value::Object(map) = item else {
                return Err(expects());
            };
            let uid = Uuid::new_v5(&of, format!("revision {i}").as_bytes());
            let mut f = Fields::new(map, uid);
            let Some(Value::Object(was)) = f.take("was") else {
                return Err(expects());
            };
            history.push(Revision {
                uid: f.meta()?.uid,
                on: f.required("on", Fields::day)?,
                was,
                note: f.words("note")?,
            });
        }
        Ok(history)
    }
}

/// The fields of `before` that `after` no longer has or has otherwise.
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
