//! An earlier wording, kept when a ritual or a boundary changes.

use super::field::{Cell, Field, FieldError, Fields, Noun, Shape, Unfit, Value, shapes};
use super::meta::Extra;
use super::walk::{self, Object};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;
use uuid::Uuid;

/// What was different before a day.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Revision {
    pub uid: Uuid,
    /// The day the change was made.
    pub on: NaiveDate,
    /// The earlier value of each field that changed; null where it was unset.
    pub was: Extra,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

shapes!(Vec<Revision>: Keyed);

/// Earlier wordings by their uid.
impl Value for Vec<Revision> {
    fn read(&mut self, field: &Field, from: &mut Fields) -> Result<(), FieldError> {
        let expects = || FieldError::new(field.name, "a list of {\"on\":DATE,\"was\":{…}}");
        self.clear();
        let Some(list) = from.take(field.name) else {
            return Ok(());
        };
        let list = list.as_array().cloned().ok_or_else(expects)?;
        for (i, item) in list.into_iter().enumerate() {
            let Json::Object(map) = item else {
                return Err(expects());
            };
            let mut part = from.within(map);
            let Some(Json::Object(was)) = part.take("was") else {
                return Err(expects());
            };
            let uid = Uuid::new_v5(&from.uid, format!("revision {i}").as_bytes());
            self.push(Revision {
                uid: part.meta(uid)?.uid,
                on: part.required("on")?,
                was,
                note: part.words("note")?,
            });
        }
        Ok(())
    }

    fn cell(&self) -> Cell<'_> {
        Cell::parts(self, self.is_empty())
    }

    fn set(&mut self, cell: Cell) -> Result<(), Unfit> {
        *self = cell.read()?;
        Ok(())
    }
}

/// The fields of `before` that `after` no longer has or has otherwise. Parts with keys of their
/// own keep their own earlier state.
pub fn difference<N: Noun>(before: &N, after: &N) -> Extra {
    let body = |noun| walk::object(&Object::body(noun, walk::no_ritual));
    let (before, after) = (body(before), body(after));
    let mut was = Extra::new();
    for field in N::declared() {
        let (old, new) = (before.get(field.name), after.get(field.name));
        if field.shape != Shape::Keyed && old != new {
            was.insert(field.name.to_owned(), old.cloned().unwrap_or_default());
        }
    }
    was
}
