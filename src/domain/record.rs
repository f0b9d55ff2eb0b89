//! A row of any noun, in the one JSON shape used by `--json`, exports and undo.

use super::fields::{FieldError, Fields, Place};
use super::meta::{Extra, Meta};
use super::reflection;
use super::{
    boundary, completion, config, consent, invite, mood, offer, pause, reminder, ritual, support,
    support_option,
};
use super::{month, person, phrase, resource, thanks, trial, vision, win, winddown};
use serde::Serialize;
use serde_json::Value;
use uuid::Uuid;

macro_rules! nouns {
    ($($noun:ident $kind:literal $module:ident),* $(,)?) => {
        /// One row. `kind` comes first in JSON.
        #[derive(Debug, Clone, PartialEq, Serialize)]
        #[serde(tag = "kind")]
        pub enum Record {
            $(#[serde(rename = $kind)] $noun($module::$noun),)*
        }

        /// The nouns in the order they are exported: what others refer to comes first.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Kind {
            $($noun,)*
        }

        impl Kind {
            pub const ALL: &'static [Kind] = &[$(Kind::$noun,)*];

            /// The kind in JSON, and the table it lives in.
            pub fn as_str(self) -> &'static str {
                match self {
                    $(Kind::$noun => $kind,)*
                }
            }
        }

        impl Record {
            pub fn kind(&self) -> Kind {
                match self {
                    $(Record::$noun(_) => Kind::$noun,)*
                }
            }

            pub fn meta(&self) -> &Meta {
                match self {
                    $(Record::$noun(n) => &n.meta,)*
                }
            }

            pub fn meta_mut(&mut self) -> &mut Meta {
                match self {
                    $(Record::$noun(n) => &mut n.meta,)*
                }
            }

            /// Fields this program does not know.
            pub fn extra(&self) -> &Extra {
                match self {
                    $(Record::$noun(n) => &n.extra,)*
                }
            }

            fn of(kind: Kind, fields: Fields, place: &dyn Place) -> Result<Record, FieldError> {
                Ok(match kind {
                    $(Kind::$noun => Record::$noun($module::$noun::read(fields, place)?),)*
                })
            }
        }
    };
}

// One line a noun: its type, its kind in JSON (and its table), its file.
nouns! {
    Config "config" config,
    Ritual "ritual" ritual,
    Pause "pause" pause,
    Completion "completion" completion,
    Mood "mood" mood,
    Boundary "boundary" boundary,
    SupportOption "support_option" support_option,
    Support "support" support,
    Offer "offer" offer,
    Invite "invite" invite,
    Reminder "reminder" reminder,
    Consent "consent" consent,
    Reflection "reflection" reflection,
    MonthLine "month" month,
    Win "win" win,
    Thanks "thanks" thanks,
    Phrase "phrase" phrase,
    Vision "vision" vision,
    Winddown "winddown" winddown,
    Trial "trial" trial,
    Person "person" person,
    Resource "resource" resource,
}

impl Kind {
    pub fn parse(text: &str) -> Option<Kind> {
        Kind::ALL.iter().copied().find(|k| k.as_str() == text)
    }

    /// Whether rows of other nouns refer to it, or are read by it.
    pub fn comes_first(self) -> bool {
        matches!(self, Kind::Config | Kind::Ritual)
    }
}

impl Record {
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
        Record::of(kind, Fields::new(map, uid), place)
    }

    /// The row as a JSON object.
    pub fn to_map(&self) -> Extra {
        match serde_json::to_value(self) {
            Ok(Value::Object(map)) => map,
            _ => unreachable!("a record is an object"),
        }
    }
}
