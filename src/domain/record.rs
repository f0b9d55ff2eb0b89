//! A row of any noun. The one file that names them all.

#![deny(clippy::wildcard_enum_match_arm)]

use super::boundary::Boundary;
use super::completion::Completion;
use super::config::Config;
use super::consent::Consent;
use super::field::{Days, Field, FieldError, LocalTime, Noun, Shape};
use super::meta::Extra;
use super::month::MonthLine;
use super::mood::Mood;
use super::pause::Pause;
use super::reminder::Reminder;
use super::ritual::Ritual;
use super::small::{
    HardDays, Person, Reflection, Resource, Start, SupportOption, Talk, Thanks, Words,
};
use super::term::{Invite, Offer, Support};
use super::trial::Trial;
use super::walk;
use chrono::NaiveDate;
use serde::{Serialize, Serializer};
use serde_json::Value as Json;
use std::any::Any;
use std::ops::{Deref, DerefMut};
use uuid::Uuid;

macro_rules! nouns {
    ($($variant:ident $kind:literal $noun:ident $home:ident $order:literal),* $(,)?) => {
        /// One row. What is done with a row whatever its noun is done with the noun it derefs to.
        #[derive(Debug, Clone, PartialEq)]
        pub enum Record {
            $($variant($noun),)*
        }

        /// The kinds in the order they are exported: what others refer to comes first.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Kind {
            $($variant,)*
        }

        impl Kind {
            pub const ALL: &'static [Kind] = &[$(Kind::$variant,)*];

            /// The kind in JSON.
            pub fn as_str(self) -> &'static str {
                match self {
                    $(Kind::$variant => $kind,)*
                }
            }

            /// Where its rows are kept.
            pub fn home(self) -> Home {
                match self {
                    $(Kind::$variant => Home::$home,)*
                }
            }

            /// The field its rows are exported in the order of; none for the order they were added in.
            pub fn order(self) -> Option<&'static str> {
                let order = match self {
                    $(Kind::$variant => $order,)*
                };
                Some(order).filter(|field| !field.is_empty())
            }

            /// The fields of its rows, in order.
            pub fn fields(self) -> &'static [Field] {
                match self {
                    $(Kind::$variant => $noun::declared(),)*
                }
            }

            /// A row of it with nothing in it yet.
            pub fn blank(self) -> Record {
                match self {
                    $(Kind::$variant => Record::$variant($noun::default()),)*
                }
            }
        }

        impl Record {
            pub fn kind(&self) -> Kind {
                match self {
                    $(Record::$variant(_) => Kind::$variant,)*
                }
            }

            /// The noun it is, where it is this one.
            pub fn noun<N: Noun>(&self) -> Option<&N> {
                match self {
                    $(Record::$variant(noun) => (noun as &dyn Any).downcast_ref(),)*
                }
            }
        }

        impl Deref for Record {
            type Target = dyn Noun;

            fn deref(&self) -> &dyn Noun {
                match self {
                    $(Record::$variant(noun) => noun,)*
                }
            }
        }

        impl DerefMut for Record {
            fn deref_mut(&mut self) -> &mut dyn Noun {
                match self {
                    $(Record::$variant(noun) => noun,)*
                }
            }
        }
    };
}

/// A table of its own, or the one that small nouns share.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Home {
    Table,
    Note,
}

// One line a kind: its name here, its name in JSON, its noun, where its rows are kept, the field they
// are ordered by.
nouns! {
    Config "config" Config Note "",
    Ritual "ritual" Ritual Table "",
    Pause "pause" Pause Table "",
    Completion "completion" Completion Table "day",
    Mood "mood" Mood Table "day",
    Boundary "boundary" Boundary Table "",
    SupportOption "support_option" SupportOption Note "",
    Support "support" Support Note "",
    SupportLine "support_line" Words Note "day",
    Offer "offer" Offer Note "",
    Invite "invite" Invite Note "",
    Reminder "reminder" Reminder Note "",
    Consent "consent" Consent Note "",
    Reflection "reflection" Reflection Note "day",
    MonthLine "month" MonthLine Note "month",
    Win "win" Words Note "day",
    Thanks "thanks" Thanks Note "day",
    Phrase "phrase" Words Note "",
    Vision "vision" Words Note "day",
    Winddown "winddown" Words Note "",
    Trial "trial" Trial Note "from",
    Person "person" Person Note "",
    Resource "resource" Resource Note "",
    HardDays "hard" HardDays Note "",
    Talk "talk" Talk Note "",
    Start "start" Start Note "day",
}

impl Serialize for Record {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        walk::Object::whole(&**self, Some(self.kind().as_str())).serialize(to)
    }
}

impl Kind {
    pub fn parse(text: &str) -> Option<Kind> {
        Kind::ALL.iter().copied().find(|k| k.as_str() == text)
    }

    /// Whether its rows speak for a person, or to one, later on: what comes from elsewhere does not
    /// get to by itself.
    pub fn binds(self) -> bool {
        matches!(
            self,
            Kind::Config
                | Kind::Boundary
                | Kind::Offer
                | Kind::Invite
                | Kind::Reminder
                | Kind::Consent
        )
    }

    /// Whether rows of other kinds refer to it, or are read by it.
    pub fn comes_first(self) -> bool {
        matches!(self, Kind::Config | Kind::Ritual)
    }

    /// Whether something of its rows may leave when they are shared.
    pub fn leaves(self) -> bool {
        self.fields().iter().any(|field| field.leaves)
    }

    /// Whether its rows speak of a ritual.
    pub fn speaks_of_a_ritual(self) -> bool {
        self.fields()
            .iter()
            .any(|field| field.shape == Shape::Ritual)
    }

    /// The names of its fields, as JSON has them.
    pub fn field_names(self) -> Vec<&'static str> {
        self.fields().iter().map(|field| field.name).collect()
    }

    /// The field that holds what its rows were written for.
    pub fn text_field(self) -> Option<&'static str> {
        self.field_that(|field| field.long)
    }

    /// Whether its rows are noted of a day. What was given or taken back is an event: none is
    /// written anew.
    pub fn is_noted(self) -> bool {
        self.day_field().is_some() && self != Kind::Consent
    }

    /// The field that holds the one day of its rows.
    pub fn day_field(self) -> Option<&'static str> {
        self.field_that(|field| field.days == Some(Days::On))
    }

    fn field_that(self, is: impl Fn(&&Field) -> bool) -> Option<&'static str> {
        self.fields().iter().find(is).map(|field| field.name)
    }
}

impl Record {
    /// Reads a JSON object; `uid` is given to a row that carries none.
    ///
    /// # Errors
    /// An unknown or missing `kind`, or the first field that does not fit.
    pub fn read(mut map: Extra, uid: Uuid, place: &dyn LocalTime) -> Result<Record, FieldError> {
        let expects = || {
            let kinds: Vec<&str> = Kind::ALL.iter().map(|k| k.as_str()).collect();
            format!("one of {}", kinds.join(", "))
        };
        let kind = match map.remove("kind") {
            Some(Json::String(kind)) => Kind::parse(&kind)
                .ok_or_else(|| FieldError::new("kind", format!("{}; got {kind:?}", expects())))?,
            _ => return Err(FieldError::new("kind", expects())),
        };
        let mut record = kind.blank();
        record.deref_mut().read(map, uid, place)?;
        Ok(record)
    }

    /// The row as a JSON object.
    pub fn to_map(&self) -> Extra {
        walk::object(self)
    }

    /// The name of the ritual it is, or is of.
    pub fn ritual_name(&self) -> Option<&str> {
        if let Record::Ritual(ritual) = self {
            return Some(&ritual.name);
        }
        self.ritual().map(|ritual| ritual.name.as_str())
    }

    /// What leaves when it is shared, as a line of JSON; see [`Noun`]'s.
    pub fn leaving(&self, today: NaiveDate) -> Option<String> {
        self.deref().leaving(self.kind().as_str(), today)
    }
}
