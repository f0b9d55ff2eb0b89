//! `ritual show --history NAME` and `ritual boundaries history ID`: what changed, and when.

use crate::domain::meta::Extra;
use crate::domain::revision::Revision;
use crate::domain::rhythm::Version;
use crate::domain::ritual::{Rhythms, Season};
use chrono::NaiveDate;
use serde::Serialize;
use serde_json::Value;
use uuid::Uuid;

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct History {
    pub today: NaiveDate,
    pub uid: Uuid,
    /// A ritual's name or a boundary's area.
    pub name: String,
    /// The day it was noted here, by the machine's clock; of boundaries.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub noted: Option<NaiveDate>,
    /// Whether it came here in a file that day.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub came: bool,
    pub changes: Vec<Change>,
}

/// One field that was otherwise before a day.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Change {
    pub on: NaiveDate,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    pub was: Value,
    pub became: Value,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// As [`History::noted`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub noted: Option<NaiveDate>,
    /// As [`History::came`].
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub came: bool,
    /// The identity of the change, where it has one.
    #[serde(skip)]
    pub uid: Option<Uuid>,
}

impl Change {
    /// What a field became that was not there before.
    fn of(on: NaiveDate, field: Option<String>, became: Value) -> Change {
        Change {
            on,
            field,
            was: Value::Null,
            became,
            note: None,
            noted: None,
            came: false,
            uid: None,
        }
    }
}

/// Puts revisions and rhythm versions into one order of days. `now` holds the fields as they are.
pub fn history(
    today: NaiveDate,
    (uid, name): (Uuid, &str),
    now: &Extra,
    revisions: &[Revision],
    rhythms: &Rhythms,
) -> History {
    let mut changes = Vec::new();
    // What a field became is what it was at the next change, or what it is now.
    let mut later = now.clone();
    for revision in revisions.iter().rev() {
        let mut note = revision.note.clone();
        for (field, was) in revision.was.iter().rev() {
            let became = later.get(field).cloned().unwrap_or_default();
            later.insert(field.clone(), was.clone());
            changes.push(Change {
                was: was.clone(),
                note: note.take(),
                uid: Some(revision.uid),
                ..Change::of(revision.on, Some(field.clone()), became)
            });
        }
        if let Some(note) = note {
            changes.push(Change {
                note: Some(note),
                uid: Some(revision.uid),
                ..Change::of(revision.on, None, Value::Null)
            });
        }
    }
    changes.reverse();
    let text = |v: &Version| match &v.rhythm {
        Some(rhythm) => Value::String(rhythm.to_string()),
        None => Value::Null,
    };
    for pair in rhythms.0.windows(2) {
        if let Some(on) = pair[1].from {
            changes.push(Change {
                was: text(&pair[0]),
                ..Change::of(on, Some("rhythm".to_owned()), text(&pair[1]))
            });
        }
    }
    let of_season = |season: &Season| {
        let field = format!("season {}", season.name);
        Change::of(season.since, Some(field), Value::String(season.to_string()))
    };
    changes.extend(rhythms.1.iter().map(of_season));
    changes.sort_by_key(|c| c.on);
    History {
        today,
        uid,
        name: name.to_owned(),
        noted: None,
        came: false,
        changes,
    }
}
