//! What two rows say together: one here, and one of a file that is the same.

use crate::domain::field::Nowhere;
use crate::domain::record::Record;
use crate::failure::{Failure, Result};
use crate::report::import::FieldChange;
use serde_json::Value;

/// Which of two sayings stands where both say something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stands {
    /// That of the file, which has changed since.
    File,
    /// The one here: the file has not changed, so a person did.
    Here,
    /// That of the file, with the words here beside its own: it may be another's row.
    Near,
    /// The first in the file; words are kept side by side.
    Both,
}

pub fn changed(here: &Record, fields: &[FieldChange]) -> Result<Record> {
    let mut map = here.to_map();
    for change in fields {
        map.insert(change.field.clone(), change.after.clone());
    }
    let mut record = Record::read(map, here.meta().uid, &Nowhere).map_err(|e| {
        Failure::refused(format!("{} cannot be changed: {e}", here.kind().as_str()))
    })?;
    *record.meta_mut() = here.meta().clone();
    Ok(record)
}

/// What two rows of one day say together.
pub fn both(first: &Record, more: &Record) -> Result<Record> {
    changed(first, &merged(first, more, Stands::Both))
}

/// Whether the words of a row are some of the words here.
pub fn is_part(said: &Record, here: &Record) -> bool {
    let words = |record: &Record| record.to_map().remove("note");
    match (words(said), words(here)) {
        (Some(Value::String(said)), Some(Value::String(here))) => {
            said.len() < here.len() && here.contains(&said)
        }
        _ => false,
    }
}

/// Fields that tell which row it is, or are reckoned anew wherever a file is read.
const SETTLED: [&str; 8] = [
    "kind",
    "uid",
    "visibility",
    "ritual",
    "ritual_uid",
    "day",
    "at",
    "zone",
];

/// What becomes of the fields of a row here. What the file does not say stays as it is.
pub fn merged(here: &Record, said: &Record, stands: Stands) -> Vec<FieldChange> {
    let before = here.to_map();
    let mut changes = Vec::new();
    for (field, new) in said.to_map() {
        if SETTLED.contains(&field.as_str()) {
            continue;
        }
        let after = match (before.get(&field), new) {
            (None, new) => new,
            (Some(Value::Array(old)), Value::Array(new)) => {
                let more = new.into_iter().filter(|word| !old.contains(word));
                old.iter().cloned().chain(more).collect()
            }
            (Some(Value::Object(old)), Value::Object(new)) => {
                let mut both = old.clone();
                for (name, value) in new {
                    if matches!(stands, Stands::File | Stands::Near) || !both.contains_key(&name) {
                        both.insert(name, value);
                    }
                }
                both.into()
            }
            (Some(Value::String(old)), Value::String(new))
                if matches!(stands, Stands::Both | Stands::Near) && field == "note" =>
            {
                match (old.contains(&new), new.contains(old)) {
                    (true, _) => old.clone().into(),
                    (_, true) => new.into(),
                    _ => format!("{old}\n{new}").into(),
                }
            }
            (Some(_), new) if matches!(stands, Stands::File | Stands::Near) => new,
            (Some(old), _) => old.clone(),
        };
        let old = before.get(&field).cloned().unwrap_or(Value::Null);
        if old != after {
            changes.push(FieldChange {
                field,
                before: old,
                after,
            });
        }
    }
    changes
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;
    use uuid::Uuid;

    fn record(fields: Value) -> Record {
        let mut map = fields.as_object().expect("an object").clone();
        map.insert("kind".to_owned(), "mood".into());
        map.insert("day".to_owned(), "2026-03-02".into());
        Record::read(map, Uuid::from_u128(1), &Nowhere).expect("a row")
    }

    fn changed(here: Value, said: Value, stands: Stands) -> Value {
        let changes = merged(&record(here), &record(said), stands).into_iter();
        changes
            .map(|c| (c.field, c.after))
            .collect::<serde_json::Map<_, _>>()
            .into()
    }

    #[test]
    fn what_the_file_does_not_say_stays_and_what_it_says_depends() {
        let here = json!({"mood": 3, "note": "mine", "feelings": ["calm"]});
        let said = json!({"mood": 4, "sleep": 7.5, "note": "theirs", "feelings": ["tired"]});
        assert_eq!(
            changed(here.clone(), said.clone(), Stands::File),
            json!({"mood": 4, "sleep": 7.5, "note": "theirs", "feelings": ["calm", "tired"]})
        );
        assert_eq!(
            changed(here.clone(), said.clone(), Stands::Here),
            json!({"sleep": 7.5, "feelings": ["calm", "tired"]})
        );
        assert_eq!(
            changed(here.clone(), said, Stands::Both),
            json!({"sleep": 7.5, "note": "mine\ntheirs", "feelings": ["calm", "tired"]})
        );
        assert_eq!(changed(here.clone(), here, Stands::File), json!({}));
        let (here, said) = (
            json!({"mood": 3, "daylio": {"a": 1, "b": 2}}),
            json!({"mood": 3, "daylio": {"a": 5}}),
        );
        assert_eq!(
            changed(here.clone(), said.clone(), Stands::File),
            json!({"daylio": {"a": 5, "b": 2}})
        );
        assert_eq!(changed(here, said, Stands::Here), json!({}));
    }
}
