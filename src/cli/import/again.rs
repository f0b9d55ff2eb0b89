//! Rows of a file that are here from before: found, and brought to what the file says by now.

use super::importer::Importer;
use crate::domain::field::Nowhere;
use crate::domain::moment::Moment;
use crate::domain::mood::Mood;
use crate::domain::pause::Pause;
use crate::domain::record::Record;
use crate::failure::{Failure, Result};
use crate::report::import::{Change, FieldChange};
use serde_json::Value;
use uuid::Uuid;

/// How many of the rows that change are listed.
const LISTED: usize = 1000;

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

impl Importer<'_, '_> {
    /// A row here that a row of the file is, by its key there or by the identity that version 0.1
    /// gave its content.
    pub(super) fn by_identity(
        &self,
        record: &Record,
        content: Uuid,
    ) -> Result<Option<(Record, Stands)>> {
        let kind = record.kind();
        if let Some(here) = self.writer.row_with_uid(kind, record.meta().uid)? {
            return Ok(Some((here, Stands::File)));
        }
        let here = self.writer.row_with_uid(kind, content)?;
        Ok(here.map(|here| (here, Stands::Here)))
    }

    /// A row of the same ritual and day, or with a level of the same moment, that an import of 0.1
    /// brought before it was annotated there. Its identity was made of its content, so it is none of a
    /// person's own.
    pub(super) fn by_time(&self, record: &Record) -> Result<Option<Record>> {
        let imported = |uid: Uuid| uid.get_version_num() == 5;
        let instant = |moment: &Option<Moment>| moment.as_ref().map(|m| m.at);
        Ok(match record {
            Record::Completion(c) => {
                let Some(ritual) = self.writer.ritual_of(&c.ritual)? else {
                    return Ok(None);
                };
                let same = self.writer.completions_on(ritual.meta.id, c.day)?;
                let mut same = same.into_iter().filter(|here| imported(here.meta.uid));
                same.find(|here| instant(&here.moment) == instant(&c.moment))
                    .map(Record::Completion)
            }
            Record::Pause(p) => {
                let mut same = self.writer.pauses()?.into_iter();
                let ends = |p: &Pause| p.until.unwrap_or(p.from);
                same.find(|here| {
                    imported(here.meta.uid)
                        && here.ritual == p.ritual
                        && here.from <= ends(p)
                        && p.from <= ends(here)
                })
                .map(Record::Pause)
            }
            Record::Mood(m) => {
                let same = self.writer.moods(m.day, m.day)?;
                let at = instant(&m.moment);
                // Notes of a day alone are told apart by the ritual they speak of.
                let fits = |here: &Mood| match at {
                    Some(_) => here.mood.is_some() && m.mood.is_some(),
                    None => here.extra == m.extra && !m.extra.is_empty(),
                };
                let mut same = same.into_iter();
                same.find(|here| {
                    imported(here.meta.uid) && instant(&here.moment) == at && fits(here)
                })
                .map(Record::Mood)
            }
            _ => None,
        })
    }

    /// Brings a row here to what the file says.
    pub(super) fn bring(&mut self, here: Record, said: &Record, stands: Stands) -> Result<()> {
        let count = &mut self.kinds[here.kind() as usize];
        let fields = merged(&here, said, stands);
        if stands == Stands::Both {
            // The file's own first row: it was counted.
        } else if fields.is_empty() {
            count.here += 1;
        } else if self.with.keep_mine {
            self.kept += 1;
        } else {
            count.changed += 1;
        }
        if fields.is_empty() || self.with.keep_mine && stands != Stands::Both {
            return Ok(());
        }
        let record = changed(&here, &fields)?;
        if stands != Stands::Both && self.changes.len() < LISTED {
            self.changes.push(Change {
                kind: here.kind().as_str(),
                ritual: here.ritual_name().map(str::to_owned),
                day: here.day(),
                fields,
            });
        }
        if !self.dry_run {
            self.writer.change(&record)?;
        }
        self.keep(&record);
        Ok(())
    }
}

fn changed(here: &Record, fields: &[FieldChange]) -> Result<Record> {
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
fn merged(here: &Record, said: &Record, stands: Stands) -> Vec<FieldChange> {
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
