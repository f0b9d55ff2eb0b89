//! A row of any noun. The one file that names them all.

#![deny(clippy::wildcard_enum_match_arm)]

use super::boundary::Boundary;
use super::completion::Completion;
use super::config::Config;
use super::consent::Consent;
use super::field::{Days, Field, FieldError, LocalTime, Noun, RitualRef, Shape};
use super::invite::Invite;
use super::meta::{Extra, Meta};
use super::month::MonthLine;
use super::mood::Mood;
use super::offer::Offer;
use super::pause::Pause;
use super::person::Person;
use super::reflection::Reflection;
use super::reminder::Reminder;
use super::resource::Resource;
use super::ritual::Ritual;
use super::small::{HardDays, Start, SupportOption, Talk, Thanks, Words};
use super::support::Support;
use super::trial::Trial;
use super::walk;
use chrono::NaiveDate;
use serde::{Serialize, Serializer};
use serde_json::Value as Json;
use std::any::Any;
use uuid::Uuid;

/// What is done with a row, whatever its noun.
pub trait OnRow {
    type Out;
    fn on<N: Noun>(self, noun: &N) -> Self::Out;
}

/// What is done for a kind, before there is a row.
pub trait OnKind {
    type Out;
    fn on<N: Noun>(self, kind: Kind, wrap: fn(N) -> Record) -> Self::Out;
}

macro_rules! nouns {
    ($($variant:ident $kind:literal $noun:ident $home:ident $order:literal),* $(,)?) => {
        /// One row.
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

            pub fn with<W: OnKind>(self, work: W) -> W::Out {
                match self {
                    $(Kind::$variant => work.on::<$noun>(self, Record::$variant),)*
                }
            }
        }

        impl Record {
            pub fn kind(&self) -> Kind {
                match self {
                    $(Record::$variant(_) => Kind::$variant,)*
                }
            }

            pub fn with<W: OnRow>(&self, work: W) -> W::Out {
                match self {
                    $(Record::$variant(noun) => work.on(noun),)*
                }
            }

            pub fn meta(&self) -> &Meta {
                match self {
                    $(Record::$variant(noun) => noun.meta(),)*
                }
            }

            pub fn meta_mut(&mut self) -> &mut Meta {
                match self {
                    $(Record::$variant(noun) => noun.meta_mut(),)*
                }
            }

            /// The ritual it speaks of.
            pub fn ritual(&self) -> Option<&RitualRef> {
                match self {
                    $(Record::$variant(noun) => walk::ritual(noun),)*
                }
            }

            /// Changes the ritual it speaks of, where it speaks of one.
            pub fn on_ritual(&mut self, with: &mut dyn FnMut(&mut RitualRef)) {
                match self {
                    $(Record::$variant(noun) => walk::ritual_mut(noun, with),)*
                }
            }

            /// See [`walk::keep_what_leaves`].
            pub fn keep_what_leaves(&mut self) {
                match self {
                    $(Record::$variant(noun) => walk::keep_what_leaves(noun),)*
                }
            }

            /// The words of a day it is, where its kind is one of those.
            pub fn words(&self) -> Option<&Words> {
                match self {
                    $(Record::$variant(noun) => (noun as &dyn Any).downcast_ref(),)*
                }
            }

            /// Says another text in a field.
            pub fn say(&mut self, field: &str, text: &str) {
                match self {
                    $(Record::$variant(noun) => walk::say(noun, field, text),)*
                }
            }

            /// Moves its one day, where it has one.
            pub fn move_to(&mut self, day: NaiveDate) {
                match self {
                    $(Record::$variant(noun) => walk::move_to(noun, day),)*
                }
            }

            /// Takes away what its owner wrote at length.
            pub fn clear_words(&mut self) {
                match self {
                    $(Record::$variant(noun) => walk::clear_words(noun),)*
                }
            }

            /// What its owner wrote at length, one text after the other.
            pub fn text(&self) -> Vec<&str> {
                match self {
                    $(Record::$variant(noun) => walk::long_text(noun),)*
                }
            }

            /// The texts that are searched, each with the name of its field.
            pub fn searchable_text(&self) -> Vec<(&str, &str)> {
                let mut found = Vec::new();
                let each = &mut |name, text| found.push((name, text));
                match self {
                    $(Record::$variant(noun) => walk::searchable_text(noun, each),)*
                }
                found
            }
        }

        impl Serialize for Record {
            fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                match self {
                    $(Record::$variant(noun) => walk::write(noun, Some($kind), to),)*
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

/// A row of a noun in a document that says elsewhere what it is.
macro_rules! serialized {
    ($($noun:ident),*) => {
        $(impl Serialize for $noun {
            fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                walk::write(self, None, to)
            }
        })*
    };
}
serialized!(
    Boundary,
    Completion,
    Config,
    Consent,
    HardDays,
    Invite,
    MonthLine,
    Mood,
    Offer,
    Pause,
    Person,
    Reflection,
    Reminder,
    Resource,
    Ritual,
    Start,
    Support,
    SupportOption,
    Talk,
    Thanks,
    Trial,
    Words
);

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
        self.any_field(|field, _| field.leaves)
    }

    /// Whether its rows speak of a ritual.
    pub fn speaks_of_a_ritual(self) -> bool {
        self.any_field(|_, shape| shape == Shape::Ritual)
    }

    /// The names of its fields, as JSON has them.
    pub fn field_names(self) -> Vec<&'static str> {
        struct Names;
        impl OnKind for Names {
            type Out = Vec<&'static str>;
            fn on<N: Noun>(self, _: Kind, _: fn(N) -> Record) -> Self::Out {
                walk::list::<N>()
                    .iter()
                    .map(|(field, _)| field.name)
                    .collect()
            }
        }
        self.with(Names)
    }

    fn any_field(self, is: fn(&Field, Shape) -> bool) -> bool {
        struct Any(fn(&Field, Shape) -> bool);
        impl OnKind for Any {
            type Out = bool;
            fn on<N: Noun>(self, _: Kind, _: fn(N) -> Record) -> bool {
                let fields = walk::list::<N>();
                fields.iter().any(|(field, shape)| (self.0)(field, *shape))
            }
        }
        self.with(Any(is))
    }

    /// The field that holds what its rows were written for.
    pub fn text_field(self) -> Option<&'static str> {
        struct Text;
        impl OnKind for Text {
            type Out = Option<&'static str>;
            fn on<N: Noun>(self, _: Kind, _: fn(N) -> Record) -> Self::Out {
                N::TEXT.first().copied()
            }
        }
        self.with(Text)
    }

    /// Whether its rows are noted of a day. What was given or taken back is an event: none is
    /// written anew.
    pub fn is_noted(self) -> bool {
        self.day_field().is_some() && self != Kind::Consent
    }

    /// The field that holds the one day of its rows.
    pub fn day_field(self) -> Option<&'static str> {
        struct Day;
        impl OnKind for Day {
            type Out = Option<&'static str>;
            fn on<N: Noun>(self, _: Kind, _: fn(N) -> Record) -> Self::Out {
                match N::DAYS {
                    Days::On(field) => Some(field),
                    Days::Between(..) | Days::None => None,
                }
            }
        }
        self.with(Day)
    }
}

impl Record {
    /// Reads a JSON object; `uid` is given to a row that carries none.
    ///
    /// # Errors
    /// An unknown or missing `kind`, or the first field that does not fit.
    pub fn read(mut map: Extra, uid: Uuid, place: &dyn LocalTime) -> Result<Record, FieldError> {
        struct Read<'p>(Extra, Uuid, &'p dyn LocalTime);
        impl OnKind for Read<'_> {
            type Out = Result<Record, FieldError>;
            fn on<N: Noun>(self, _: Kind, wrap: fn(N) -> Record) -> Self::Out {
                walk::read(self.0, self.1, self.2).map(wrap)
            }
        }
        let expects = || {
            let kinds: Vec<&str> = Kind::ALL.iter().map(|k| k.as_str()).collect();
            format!("one of {}", kinds.join(", "))
        };
        let kind = match map.remove("kind") {
            Some(Json::String(kind)) => Kind::parse(&kind)
                .ok_or_else(|| FieldError::new("kind", &format!("{}; got {kind:?}", expects())))?,
            _ => return Err(FieldError::new("kind", &expects())),
        };
        kind.with(Read(map, uid, place))
    }

    /// The row as a JSON object.
    pub fn to_map(&self) -> Extra {
        match serde_json::to_value(self) {
            Ok(Json::Object(map)) => map,
            _ => unreachable!("a record is an object"),
        }
    }

    /// See [`Noun::ended`].
    pub fn ended(&self, today: NaiveDate) -> bool {
        struct Ended(NaiveDate);
        impl OnRow for Ended {
            type Out = bool;
            fn on<N: Noun>(self, noun: &N) -> bool {
                noun.ended(self.0)
            }
        }
        self.with(Ended(today))
    }

    /// See [`Noun::holds`].
    pub fn holds(&self, today: NaiveDate) -> bool {
        struct Holds(NaiveDate);
        impl OnRow for Holds {
            type Out = bool;
            fn on<N: Noun>(self, noun: &N) -> bool {
                noun.holds(self.0)
            }
        }
        self.with(Holds(today))
    }

    /// The days it is about, first and last; one that goes on has no last.
    pub fn span(&self) -> Option<(NaiveDate, Option<NaiveDate>)> {
        struct Span;
        impl OnRow for Span {
            type Out = Option<(NaiveDate, Option<NaiveDate>)>;
            fn on<N: Noun>(self, noun: &N) -> Self::Out {
                walk::span(noun)
            }
        }
        self.with(Span)
    }

    /// The first day it is about.
    pub fn day(&self) -> Option<NaiveDate> {
        self.span().map(|(first, _)| first)
    }

    /// The name of the ritual it is, or is of.
    pub fn ritual_name(&self) -> Option<&str> {
        if let Record::Ritual(ritual) = self {
            return Some(&ritual.name);
        }
        self.ritual().map(|ritual| ritual.name.as_str())
    }

    /// See [`walk::leaving`].
    pub fn leaving(&self, today: NaiveDate) -> Option<String> {
        struct Leaves(Kind, NaiveDate);
        impl OnRow for Leaves {
            type Out = Option<String>;
            fn on<N: Noun>(self, noun: &N) -> Self::Out {
                walk::leaving(noun, self.0, self.1)
            }
        }
        self.with(Leaves(self.kind(), today))
    }
}
