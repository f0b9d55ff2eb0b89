//! A row of any noun, in the one JSON shape used by `--json`, exports and undo.

use super::boundary::Boundary;
use super::completion::Completion;
use super::config::Config;
use super::fields::{FieldError, Fields, Place};
use super::meta::{Extra, Meta};
use super::mood::Mood;
use super::pause::Pause;
use super::ritual::Ritual;
use serde::Serialize;
use serde_json::Value;
use uuid::Uuid;

/// One row. `kind` comes first in JSON.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum Record {
    Config(Config),
    Ritual(Ritual),
    Pause(Pause),
    Completion(Completion),
    Mood(Mood),
    Boundary(Boundary),
}

/// The nouns in the order they are exported: what others refer to comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    Config,
    Ritual,
    Pause,
    Completion,
    Mood,
    Boundary,
}

impl Kind {
    pub const ALL: [Kind; 6] = [
        Kind::Config,
        Kind::Ritual,
        Kind::Pause,
        Kind::Completion,
        Kind::Mood,
        Kind::Boundary,
    ];

    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Kind::Config => "config",
            Kind::Ritual => "ritual",
            Kind::Pause => "pause",
            Kind::Completion => "completion",
            Kind::Mood => "mood",
            Kind::Boundary => "boundary",
        }
    }

    #[must_use]
    pub fn parse(text: &str) -> Option<Kind> {
        Kind::ALL.into_iter().find(|k| k.as_str() == text)
    }
}

impl Record {
    #[must_use]
    pub fn kind(&self) -> Kind {
        match self {
            Record::Config(_) => Kind::Config,
            Record::Ritual(_) => Kind::Ritual,
            Record::Pause(_) => Kind::Pause,
            Record::Completion(_) => Kind::Completion,
            Record::Mood(_) => Kind::Mood,
            Record::Boundary(_) => Kind::Boundary,
        }
    }

    #[must_use]
    pub fn meta(&self) -> &Meta {
        match self {
            Record::Config(n) => &n.meta,
            Record::Ritual(n) => &n.meta,
            Record::Pause(n) => &n.meta,
            Record::Completion(n) => &n.meta,
            Record::Mood(n) => &n.meta,
            Record::Boundary(n) => &n.meta,
        }
    }

    pub fn meta_mut(&mut self) -> &mut Meta {
        match self {
            Record::Config(n) => &mut n.meta,
            Record::Ritual(n) => &mut n.meta,
            Record::Pause(n) => &mut n.meta,
            Record::Completion(n) => &mut n.meta,
            Record::Mood(n) => &mut n.meta,
            Record::Boundary(n) => &mut n.meta,
        }
    }

    /// Reads a JSON object; `uid` is given to a row that carries none.
    ///
    /// # Errors
    /// An unknown or missing `kind`, or the first field that does not fit.
    pub fn read(mut map: Extra, uid: Uuid, place: &dyn Place) -> Result<Record, FieldError> {
        let kinds: Vec<&str> = Kind::ALL.iter().map(|k| k.as_str()).collect();
        let expects = format!("one of {}", kinds.join(", "));
        let kind = match map.remove("kind") {
            Some(Value::String(kind)) => Kind::parse(&kind)
                .ok_or_else(|| FieldError::new("kind", &format!("{expects}; got {kind:?}")))?,
            _ => return Err(FieldError::new("kind", &expects)),
        };
        let fields = Fields::new(map, uid);
        Ok(match kind {
            Kind::Config => Record::Config(Config::read(fields)?),
            Kind::Ritual => Record::Ritual(Ritual::read(fields)?),
            Kind::Pause => Record::Pause(Pause::read(fields)?),
            Kind::Completion => Record::Completion(Completion::read(fields, place)?),
            Kind::Mood => Record::Mood(Mood::read(fields, place)?),
            Kind::Boundary => Record::Boundary(Boundary::read(fields)?),
        })
    }

    /// The row as a JSON object.
    #[must_use]
    pub fn to_map(&self) -> Extra {
        match serde_json::to_value(self) {
            Ok(Value::Object(map)) => map,
            _ => unreachable!("a record is an object"),
        }
    }
}
