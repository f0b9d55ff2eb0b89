//! The list of fields: what a noun is made of, said once.
//!
//! [`Noun::declared`] has a noun's fields in order, and [`Noun::get`] the value of each. What reads and
//! writes JSON, columns, checksums, search, shares and exports goes through that list (`walk.rs`,
//! `store/rows.rs`); none of them names a field again.

use super::meta::{Extra, Meta};
use super::moment::Moment;
use super::term::Term;
use super::{config, json, text};
use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, SecondsFormat, Utc};
use serde::de::DeserializeOwned;
use serde::ser::{Error, Serialize, Serializer};
use serde_json::Value as Json;
use serde_json::value::RawValue;
use std::borrow::Cow;
use uuid::Uuid;

/// What a field is called, and where it may go.
#[derive(Debug, Clone, Copy)]
pub struct Field {
    /// Its name in JSON.
    pub name: &'static str,
    /// Its column; the name, but where SQL needs another.
    pub column: &'static str,
    /// One value of it, as the command line and a calendar say it.
    pub flag: &'static str,
    /// What its number counts, where it counts something.
    pub unit: &'static str,
    pub shape: Shape,
    /// Whether `find` looks into it.
    pub searched: bool,
    /// Whether it may leave the notebook when its row is shared.
    pub leaves: bool,
    /// Whether a ritual of its name goes before it, where a name is typed.
    pub gives_way: bool,
    /// Whether its text is kept verbatim, lines and all, rather than as a name.
    pub verbatim: bool,
    /// Whether it lies beside the unknown fields, in a kind with a table of its own: a field that
    /// few rows have needs no column.
    pub beside: bool,
    /// Whether it holds what its owner wrote at length, as a page shows it.
    pub long: bool,
    /// Whether its day is the one on which its row was put away.
    pub puts_away: bool,
    /// What it says of the days its row is about.
    pub days: Option<Days>,
    /// The numbers it takes.
    pub range: (f64, f64),
    /// What one note of its number can tell apart.
    pub step: f64,
}

/// Which days a row is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Days {
    /// Its one day.
    On,
    /// The first of several.
    From,
    /// The last of them; without it they go on.
    Until,
}

/// A field by its name. It is not searched and does not leave. [`fields!`] gives it its shape.
pub const fn field(name: &'static str) -> Field {
    Field {
        name,
        column: name,
        flag: name,
        unit: "",
        shape: Shape::Text,
        searched: false,
        leaves: false,
        gives_way: false,
        verbatim: false,
        beside: false,
        long: false,
        puts_away: false,
        days: None,
        range: (f64::MIN, f64::MAX),
        step: 1.0,
    }
}

/// A field of free text. It is searched.
pub const fn words(name: &'static str) -> Field {
    let mut field = field(name).searched();
    field.verbatim = true;
    field
}

/// Marks of a field, each of which sets what it is called.
macro_rules! marks {
    ($($mark:ident($($value:ident: $of:ty)?) $set:expr),* $(,)?) => {
        impl Field {
            $(pub const fn $mark(mut self $(, $value: $of)?) -> Self {
                self.$mark = $set;
                self
            })*
        }
    };
}
marks! {
    searched() true,
    leaves() true,
    beside() true,
    gives_way() true,
    long() true,
    puts_away() true,
    days(days: Days) Some(days),
    column(column: &'static str) column,
    flag(flag: &'static str) flag,
    unit(unit: &'static str) unit,
    step(step: f64) step,
    range(range: (f64, f64)) range,
}

impl Field {
    /// The field of its one day.
    pub const fn day(self) -> Self {
        self.days(Days::On)
    }

    /// The field with the shape of what it is the way to.
    pub const fn of<N, T: Shaped>(mut self, _: fn(&N) -> &T) -> Self {
        self.shape = T::SHAPE;
        self
    }
}

/// A kind of row. The list, and what it is to the program, stand together.
pub trait Noun: 'static {
    /// Its fields, in order.
    fn declared() -> &'static [Field]
    where
        Self: Sized;
    /// The same, of a row.
    fn fields(&self) -> &'static [Field];
    /// The value of the field at this place of the list.
    fn get(&self, at: usize) -> &dyn Value;
    fn get_mut(&mut self, at: usize) -> &mut dyn Value;
    fn copy(&self) -> Box<dyn Noun>;

    fn meta(&self) -> &Meta;
    fn meta_mut(&mut self) -> &mut Meta;
    /// Fields a newer version wrote.
    fn extra(&self) -> &Extra;
    fn extra_mut(&mut self) -> &mut Extra;

    /// From when until when it holds, where it has a term.
    fn term(&self) -> Option<&Term> {
        None
    }

    /// What the fields have to be together.
    ///
    /// # Errors
    /// The field that does not go with the others.
    fn check(&self) -> Result<(), FieldError> {
        self.term().map_or(Ok(()), Term::check)
    }

    /// Whether it had an end that has passed or was brought forward. Then no view has it.
    fn ended(&self, today: NaiveDate) -> bool {
        self.term().is_some_and(|term| !term.live(today))
    }

    /// Whether it was put away. It is found again, and does not leave.
    fn put_away(&self) -> bool {
        let mut fields = self.fields().iter().enumerate();
        fields.any(|(at, field)| field.puts_away && self.get(at).day().is_some())
    }

    /// Keeps of what changes by day what holds on this one.
    fn as_of(&mut self, _today: NaiveDate) {}

    /// Whether it holds on a day.
    fn holds(&self, today: NaiveDate) -> bool {
        !self.ended(today) && !self.put_away()
    }
}

/// The list of a noun: the way to each value by its name in the struct, and the field it is. The meta
/// and the unknown fields every noun has under these names.
macro_rules! fields {
    ($noun:ident: $($($part:ident).+ => $field:expr),* $(,)?) => {
        fn declared() -> &'static [$crate::domain::field::Field] {
            const LIST: &[$crate::domain::field::Field] =
                &[$($field.of(|noun: &$noun| &noun.$($part).+)),*];
            LIST
        }

        fn fields(&self) -> &'static [$crate::domain::field::Field] {
            <$noun>::declared()
        }

        fn get(&self, at: usize) -> &dyn $crate::domain::field::Value {
            const GET: &[fn(&$noun) -> &dyn $crate::domain::field::Value] =
                &[$(|noun| &noun.$($part).+),*];
            GET[at](self)
        }

        fn get_mut(&mut self, at: usize) -> &mut dyn $crate::domain::field::Value {
            const GET: &[fn(&mut $noun) -> &mut dyn $crate::domain::field::Value] =
                &[$(|noun| &mut noun.$($part).+),*];
            GET[at](self)
        }

        fn copy(&self) -> Box<dyn $crate::domain::field::Noun> {
            Box::new(self.clone())
        }

        fn meta(&self) -> &$crate::domain::meta::Meta {
            &self.meta
        }

        fn meta_mut(&mut self) -> &mut $crate::domain::meta::Meta {
            &mut self.meta
        }

        fn extra(&self) -> &$crate::domain::meta::Extra {
            &self.extra
        }

        fn extra_mut(&mut self) -> &mut $crate::domain::meta::Extra {
            &mut self.extra
        }
    };
}
pub(super) use fields;

/// A noun that is one kind of row: a struct, each value of which stands beside the field it is, or
/// beside the fields of its parts. The identity and the unknown fields every noun has. What else it is
/// as a [`Noun`] stands behind the struct.
macro_rules! noun {
    (
        $(#[$about:meta])*
        pub struct $noun:ident {
            $(
                $(#[$says:meta])*
                $value:ident: $of:ty $({ $($part:ident = $inner:expr),* $(,)? })? $(= $field:expr)?
            ),* $(,)?
        }
        $($rules:tt)*
    ) => {
        $(#[$about])*
        #[derive(Debug, Clone, Default, PartialEq)]
        pub struct $noun {
            pub meta: $crate::domain::meta::Meta,
            $($(#[$says])* pub $value: $of,)*
            pub extra: $crate::domain::meta::Extra,
        }

        impl $crate::domain::field::Noun for $noun {
            $crate::domain::field::fields! { $noun: $(
                $($($value.$part => $inner,)*)?
                $($value => $field,)?
            )* }

            $($rules)*
        }

        impl From<$noun> for $crate::domain::record::Record {
            fn from(noun: $noun) -> Self {
                Self::$noun(noun)
            }
        }

        /// A row in a document that says elsewhere what it is.
        impl serde::Serialize for $noun {
            fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                $crate::domain::walk::Object::whole(self, None).serialize(to)
            }
        }
    };
}
pub(super) use noun;

/// A stored value, as SQLite knows them.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell<'a> {
    Null,
    Int(i64),
    Real(f64),
    Text(Cow<'a, str>),
    /// A ritual, which is stored by its key.
    Ritual(Cow<'a, RitualRef>),
}

/// A stored value that is not what its column promises.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unfit;

/// The stored values of a row, in the order of the list.
pub type Cells<'r> = dyn Iterator<Item = Result<Cell<'r>, Unfit>> + 'r;

impl<'a> Cell<'a> {
    /// A list or a map as it lies in a column: JSON, null where it is empty.
    pub fn parts(parts: &impl Serialize, empty: bool) -> Cell<'a> {
        match empty {
            true => Cell::Null,
            false => Cell::Text(serde_json::to_string(parts).unwrap_or_default().into()),
        }
    }

    /// The list or the map that lies there.
    pub fn read<T: DeserializeOwned + Default>(self) -> Result<T, Unfit> {
        match self.text()? {
            None => Ok(T::default()),
            Some(text) => serde_json::from_str(&text).map_err(|_| Unfit),
        }
    }

    /// The text, if there is one.
    pub fn text(self) -> Result<Option<Cow<'a, str>>, Unfit> {
        match self {
            Cell::Null => Ok(None),
            Cell::Text(text) => Ok(Some(text)),
            Cell::Int(_) | Cell::Real(_) | Cell::Ritual(_) => Err(Unfit),
        }
    }
}

/// What kind of value a field holds, for whoever sees it without its type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    Text,
    /// One of a few words, a day, an identity.
    Code,
    /// A whole number from 1 to 5.
    Step,
    Number,
    Flag,
    Moment,
    /// Words, each once: a set.
    List,
    /// Parts with a key of their own: by day, or by uid.
    Keyed,
    /// The ritual a row speaks of.
    Ritual,
}

/// A type by its shape.
pub trait Shaped {
    const SHAPE: Shape;
}

/// Says the shape of each type.
macro_rules! shapes {
    ($($of:ty: $shape:ident),* $(,)?) => {
        $(impl $crate::domain::field::Shaped for $of {
            const SHAPE: $crate::domain::field::Shape = $crate::domain::field::Shape::$shape;
        })*
    };
}
pub(super) use shapes;
shapes! {
    String: Text,
    u8: Step,
    f64: Number,
    bool: Flag,
    Moment: Moment,
    Vec<String>: List,
    RitualRef: Ritual,
}

impl<T: Shaped> Shaped for Option<T> {
    const SHAPE: Shape = T::SHAPE;
}

/// What can be as where nothing was said.
pub trait Blank {
    fn clear(&mut self);
}

impl<T: Default> Blank for T {
    fn clear(&mut self) {
        *self = T::default();
    }
}

/// The type of a field: how it is read, written, stored and searched. What may be unset is an
/// [`Option`] of it.
pub trait Value: Blank {
    /// Takes it out of a JSON object.
    ///
    /// # Errors
    /// What the field expects.
    fn read(&mut self, field: &Field, from: &mut Fields) -> Result<(), FieldError>;

    /// As it lies in its column.
    fn cell(&self) -> Cell<'_> {
        Cell::Null
    }

    /// Takes what lies there.
    fn set(&mut self, _: Cell) -> Result<(), Unfit> {
        Err(Unfit)
    }

    /// Its cells; one, but where it has several columns.
    fn bind<'a>(&'a self, to: &mut Vec<Cell<'a>>) {
        to.push(self.cell());
    }

    fn load(&mut self, from: &mut Cells) -> Result<(), Unfit> {
        self.set(from.next().ok_or(Unfit)??)
    }

    /// Its entries in a JSON object, each with its name; none where it is unset.
    fn write<'a>(&'a self, field: &Field, to: &mut dyn FnMut(&'static str, Written<'a>)) {
        match self.cell() {
            Cell::Null => {}
            Cell::Int(0) if field.shape == Shape::Flag => {}
            cell => to(field.name, Written(field.shape, cell)),
        }
    }

    /// The texts it holds, one by one.
    fn texts<'a>(&'a self, _each: &mut dyn FnMut(&'a str)) {}

    /// Says another text; an empty one takes it away.
    fn say(&mut self, _: &str) {}

    fn day(&self) -> Option<NaiveDate> {
        None
    }

    fn number(&self) -> Option<f64> {
        None
    }

    fn ritual(&self) -> Option<&RitualRef> {
        None
    }

    fn ritual_mut(&mut self) -> Option<&mut RitualRef> {
        None
    }
}

/// A value on its way to JSON, of this shape and as it is stored.
pub struct Written<'a>(pub Shape, pub Cell<'a>);

impl Written<'_> {
    pub fn text(text: &str) -> Written<'_> {
        Written(Shape::Text, Cell::Text(text.into()))
    }
}

impl Serialize for Written<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match (self.0, &self.1) {
            (_, Cell::Null) => to.serialize_none(),
            (Shape::Flag, Cell::Int(n)) => to.serialize_bool(*n == 1),
            (_, Cell::Int(n)) => to.serialize_i64(*n),
            (_, Cell::Real(n)) => json::Number(*n).serialize(to),
            (Shape::List | Shape::Keyed, Cell::Text(parts)) => {
                let parts = RawValue::from_string(parts.to_string()).map_err(S::Error::custom)?;
                parts.serialize(to)
            }
            (_, Cell::Text(text)) => to.serialize_str(text),
            (_, Cell::Ritual(ritual)) => to.serialize_str(&ritual.name),
        }
    }
}

/// The ritual a row speaks of: found by its uid, and by its name where no uid is known.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct RitualRef {
    pub uid: Option<Uuid>,
    pub name: String,
}

impl RitualRef {
    /// A ritual by its name alone, as a file or a person gives it.
    pub fn named(name: impl Into<String>) -> Self {
        RitualRef {
            uid: None,
            name: name.into(),
        }
    }
}

/// A field that is missing or does not fit.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("\"{field}\" expects {expects}")]
pub struct FieldError {
    pub field: String,
    pub expects: String,
}

impl FieldError {
    pub fn new(field: &str, expects: impl Into<String>) -> Self {
        FieldError {
            field: field.to_owned(),
            expects: expects.into(),
        }
    }
}

/// Where a wall time without an offset is lived.
pub trait LocalTime {
    fn moment(&self, day: NaiveDate, wall: NaiveTime) -> Moment;

    /// The moment a calendar and a clock on the wall showed together.
    fn calendar(&self, at: NaiveDateTime) -> Moment {
        self.moment(at.date(), at.time())
    }

    /// An instant, as the wall showed it here.
    fn local(&self, at: DateTime<Utc>) -> Moment {
        Moment {
            at: at.fixed_offset(),
            zone: None,
        }
    }

    /// An instant, as the wall showed it in the zone of this name; none for a zone nobody knows.
    fn zoned(&self, _at: DateTime<Utc>, _zone: &str) -> Option<DateTime<FixedOffset>> {
        None
    }

    /// The day a calendar and a clock on the wall belong to.
    fn day_of(&self, at: NaiveDateTime) -> NaiveDate {
        at.date()
    }
}

/// A place of no zone, for texts whose instants carry their offset.
pub struct Nowhere;

impl LocalTime for Nowhere {
    fn moment(&self, day: NaiveDate, wall: NaiveTime) -> Moment {
        Moment {
            at: day.and_time(wall).and_utc().fixed_offset(),
            zone: None,
        }
    }
}

/// A JSON object whose fields are taken out one by one.
pub struct Fields<'p> {
    /// What no field asked for so far.
    pub(super) map: Extra,
    place: &'p dyn LocalTime,
    /// The identity that [`Fields::meta`] read.
    pub(super) uid: Uuid,
    /// The day that was read: a time on the wall belongs to it.
    day: NaiveDate,
}

impl<'p> Fields<'p> {
    pub fn new(map: Extra, place: &'p dyn LocalTime) -> Self {
        Fields {
            map,
            place,
            uid: Uuid::nil(),
            day: NaiveDate::MIN,
        }
    }

    /// Another object within this one.
    pub fn within(&self, map: Extra) -> Fields<'p> {
        Fields::new(map, self.place)
    }

    pub fn take(&mut self, field: &str) -> Option<Json> {
        self.map.remove(field).filter(|v| !v.is_null())
    }

    /// Whether it holds something for a field; an empty text counts as unset where lines are kept.
    fn gives(&mut self, field: &Field) -> bool {
        let unset = |value: &Json| value.is_null() || field.verbatim && value == "";
        let value = self.map.get(field.name);
        if value.is_some_and(unset) {
            self.map.remove(field.name);
            return false;
        }
        value.is_some()
    }

    pub(super) fn string(
        &mut self,
        field: &str,
        expects: &str,
    ) -> Result<Option<String>, FieldError> {
        match self.take(field) {
            None => Ok(None),
            Some(Json::String(s)) => Ok(Some(s)),
            Some(_) => Err(FieldError::new(field, expects)),
        }
    }

    /// The identity it carries, or the one to give where it carries none.
    pub fn meta(&mut self, uid: Uuid) -> Result<Meta, FieldError> {
        self.uid = self.coded("uid")?.unwrap_or(uid);
        let visibility = self.coded("visibility")?.unwrap_or_default();
        Ok(Meta {
            visibility,
            ..Meta::new(self.uid)
        })
    }

    pub fn required<T: Coded>(&mut self, field: &'static str) -> Result<T, FieldError> {
        self.coded(field)?.ok_or_else(|| missing(field))
    }

    pub fn coded<T: Coded>(&mut self, field: &str) -> Result<Option<T>, FieldError> {
        let Some(text) = self.string(field, T::EXPECTS)? else {
            return Ok(None);
        };
        let expects = || FieldError::new(field, format!("{}; got {text:?}", T::EXPECTS));
        T::parse(&text).map(Some).ok_or_else(expects)
    }

    pub fn name(&mut self, field: &str) -> Result<Option<String>, FieldError> {
        let Some(raw) = self.string(field, "text")? else {
            return Ok(None);
        };
        // Imported names may hold control characters: they are kept, and made visible when shown.
        let plain: String = raw.chars().filter(|c| !c.is_control()).collect();
        match text::name(&plain) {
            Ok(name) if plain.len() == raw.len() => Ok(Some(name)),
            Ok(_) => Ok(Some(raw)),
            Err(e) => Err(FieldError::new(field, format!("a name; this one {e}"))),
        }
    }

    /// A note or other free text, verbatim; empty counts as unset.
    pub fn words(&mut self, field: &str) -> Result<Option<String>, FieldError> {
        match self.string(field, "text")? {
            Some(s) if s.len() > text::NOTE_MAX => {
                let expects = format!("at most {} bytes", text::NOTE_MAX);
                Err(FieldError::new(field, expects))
            }
            other => Ok(other.filter(|s| !s.is_empty())),
        }
    }

    pub fn number(
        &mut self,
        field: &str,
        (low, high): (f64, f64),
    ) -> Result<Option<f64>, FieldError> {
        let Some(v) = self.take(field) else {
            return Ok(None);
        };
        let expects = || FieldError::new(field, format!("a number from {low} to {high}; got {v}"));
        let n = v.as_f64().filter(|n| (low..=high).contains(n));
        n.map(Some).ok_or_else(expects)
    }

    /// A list of words, each kept once.
    pub fn list(&mut self, field: &str) -> Result<Vec<String>, FieldError> {
        let expects = || FieldError::new(field, "a list of words");
        let Some(value) = self.take(field) else {
            return Ok(Vec::new());
        };
        let mut words = Vec::new();
        for item in value.as_array().ok_or_else(expects)? {
            let word = item.as_str();
            let word = word.filter(|w| (1..=text::NOTE_MAX).contains(&w.len()));
            let word = word.ok_or_else(expects)?;
            if !words.iter().any(|w| w == word) {
                words.push(word.to_owned());
            }
        }
        Ok(words)
    }
}

/// What a required field says where it is not there.
fn missing(field: &str) -> FieldError {
    FieldError::new(field, "a value; it is missing or empty")
}

/// A value written as one word or code: `off-limits`, `2026-12`, a uid.
pub trait Coded: Sized + 'static {
    const EXPECTS: &'static str;
    fn parse(text: &str) -> Option<Self>;
    fn code(&self) -> Cow<'static, str>;
    fn as_day(&self) -> Option<NaiveDate> {
        None
    }
}

/// An enum of words, each as it is written: as a value of a field and in any JSON. Where nothing was
/// said it is the first.
macro_rules! codes {
    (
        $(#[$about:meta])*
        pub enum $of:ident expects $expects:literal {
            $(#[$first_is:meta])*
            $first:ident $first_code:literal,
            $($(#[$is:meta])* $variant:ident $code:literal,)*
        }
    ) => {
        $(#[$about])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
        pub enum $of {
            #[default]
            $(#[$first_is])*
            $first,
            $($(#[$is])* $variant,)*
        }

        impl $of {
            /// In the order they are shown.
            pub const ALL: [$of; 1 + [$($code),*].len()] = [$of::$first, $($of::$variant,)*];

            pub fn as_str(self) -> &'static str {
                match self {
                    $of::$first => $first_code,
                    $($of::$variant => $code,)*
                }
            }

            /// Reads a word; spaces stand for its hyphens as well.
            pub fn parse(text: &str) -> Option<Self> {
                let hyphened = |b| if b == b' ' { b'-' } else { b };
                let is = |code: &$of| code.as_str().bytes().eq(text.bytes().map(hyphened));
                $of::ALL.into_iter().find(is)
            }
        }

        impl $crate::domain::field::Coded for $of {
            const EXPECTS: &'static str = $expects;

            fn parse(text: &str) -> Option<Self> {
                <$of>::parse(text)
            }

            fn code(&self) -> std::borrow::Cow<'static, str> {
                self.as_str().into()
            }
        }

        impl serde::Serialize for $of {
            fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                to.serialize_str(self.as_str())
            }
        }
    };
}
pub(super) use codes;

impl Coded for Uuid {
    const EXPECTS: &'static str = "a UUID";

    fn parse(text: &str) -> Option<Self> {
        Uuid::parse_str(text).ok()
    }

    fn code(&self) -> Cow<'static, str> {
        self.hyphenated().to_string().into()
    }
}

impl Coded for NaiveDate {
    const EXPECTS: &'static str = "a date such as 2026-03-02";

    fn parse(text: &str) -> Option<Self> {
        iso_day(text)
    }

    fn code(&self) -> Cow<'static, str> {
        // Days are stored as text and compared as text.
        self.format("%Y-%m-%d").to_string().into()
    }

    fn as_day(&self) -> Option<NaiveDate> {
        Some(*self)
    }
}

impl Coded for NaiveTime {
    const EXPECTS: &'static str = "a time such as 21:00";

    fn parse(text: &str) -> Option<Self> {
        config::time(text)
    }

    fn code(&self) -> Cow<'static, str> {
        self.format("%H:%M").to_string().into()
    }
}

impl<T: Coded> Shaped for T {
    const SHAPE: Shape = Shape::Code;
}

impl<T: Coded + Default> Value for T {
    fn read(&mut self, field: &Field, from: &mut Fields) -> Result<(), FieldError> {
        *self = from.required(field.name)?;
        from.day = self.as_day().unwrap_or(from.day);
        Ok(())
    }

    fn cell(&self) -> Cell<'_> {
        Cell::Text(self.code())
    }

    fn set(&mut self, cell: Cell) -> Result<(), Unfit> {
        *self = T::parse(&cell.text()?.ok_or(Unfit)?).ok_or(Unfit)?;
        Ok(())
    }

    fn day(&self) -> Option<NaiveDate> {
        self.as_day()
    }
}

impl<T: Value + Shaped + Default> Value for Option<T> {
    fn read(&mut self, field: &Field, from: &mut Fields) -> Result<(), FieldError> {
        *self = None;
        match from.gives(field) {
            true => self.insert(T::default()).read(field, from),
            false => Ok(()),
        }
    }

    fn cell(&self) -> Cell<'_> {
        self.as_ref().map_or(Cell::Null, Value::cell)
    }

    fn set(&mut self, cell: Cell) -> Result<(), Unfit> {
        *self = None;
        match cell {
            Cell::Null => Ok(()),
            cell => self.insert(T::default()).set(cell),
        }
    }

    fn write<'a>(&'a self, field: &Field, to: &mut dyn FnMut(&'static str, Written<'a>)) {
        if let Some(value) = self {
            value.write(field, to);
        }
    }

    fn texts<'a>(&'a self, each: &mut dyn FnMut(&'a str)) {
        if let Some(value) = self {
            value.texts(each);
        }
    }

    fn say(&mut self, text: &str) {
        if T::SHAPE == Shape::Text {
            *self = None;
            if !text.is_empty() {
                self.insert(T::default()).say(text);
            }
        }
    }

    fn day(&self) -> Option<NaiveDate> {
        self.as_ref()?.day()
    }

    fn number(&self) -> Option<f64> {
        self.as_ref()?.number()
    }

    fn ritual(&self) -> Option<&RitualRef> {
        self.as_ref()?.ritual()
    }

    fn ritual_mut(&mut self) -> Option<&mut RitualRef> {
        self.as_mut()?.ritual_mut()
    }
}

impl Value for String {
    fn read(&mut self, field: &Field, from: &mut Fields) -> Result<(), FieldError> {
        let text = match field.verbatim {
            true => from.words(field.name)?,
            false => from.name(field.name)?,
        };
        *self = text.ok_or_else(|| missing(field.name))?;
        Ok(())
    }

    fn cell(&self) -> Cell<'_> {
        Cell::Text(self.into())
    }

    fn set(&mut self, cell: Cell) -> Result<(), Unfit> {
        *self = cell.text()?.ok_or(Unfit)?.into_owned();
        Ok(())
    }

    fn texts<'a>(&'a self, each: &mut dyn FnMut(&'a str)) {
        each(self);
    }

    fn say(&mut self, text: &str) {
        text.clone_into(self);
    }
}

/// A whole number from 1 to 5.
impl Value for u8 {
    fn read(&mut self, field: &Field, from: &mut Fields) -> Result<(), FieldError> {
        let read = from.number(field.name, (1.0, 5.0)).ok().flatten();
        let whole = read.filter(|n| n.fract() == 0.0);
        let expects = || FieldError::new(field.name, "a whole number from 1 to 5");
        *self = whole.ok_or_else(expects)? as u8;
        Ok(())
    }

    fn cell(&self) -> Cell<'_> {
        Cell::Int((*self).into())
    }

    fn set(&mut self, cell: Cell) -> Result<(), Unfit> {
        *self = match cell {
            Cell::Int(n @ 1..=5) => n as u8,
            _ => return Err(Unfit),
        };
        Ok(())
    }

    fn number(&self) -> Option<f64> {
        Some((*self).into())
    }
}

impl Value for f64 {
    fn read(&mut self, field: &Field, from: &mut Fields) -> Result<(), FieldError> {
        let read = from.number(field.name, field.range)?;
        *self = read.ok_or_else(|| missing(field.name))?;
        Ok(())
    }

    fn cell(&self) -> Cell<'_> {
        Cell::Real(*self)
    }

    fn set(&mut self, cell: Cell) -> Result<(), Unfit> {
        let Cell::Real(n) = cell else {
            return Err(Unfit);
        };
        *self = n;
        Ok(())
    }

    fn number(&self) -> Option<f64> {
        Some(*self)
    }
}

impl Value for bool {
    fn read(&mut self, field: &Field, from: &mut Fields) -> Result<(), FieldError> {
        *self = match from.take(field.name) {
            None => false,
            Some(Json::Bool(b)) => b,
            Some(_) => return Err(FieldError::new(field.name, "true or false")),
        };
        Ok(())
    }

    fn cell(&self) -> Cell<'_> {
        Cell::Int((*self).into())
    }

    fn set(&mut self, cell: Cell) -> Result<(), Unfit> {
        *self = match cell {
            Cell::Int(n @ 0..=1) => n == 1,
            _ => return Err(Unfit),
        };
        Ok(())
    }
}

/// A set: each word once, and two devices' words side by side.
impl Value for Vec<String> {
    fn read(&mut self, field: &Field, from: &mut Fields) -> Result<(), FieldError> {
        *self = from.list(field.name)?;
        Ok(())
    }

    fn cell(&self) -> Cell<'_> {
        Cell::parts(self, self.is_empty())
    }

    fn set(&mut self, cell: Cell) -> Result<(), Unfit> {
        *self = cell.read()?;
        Ok(())
    }

    fn texts<'a>(&'a self, each: &mut dyn FnMut(&'a str)) {
        self.iter().for_each(|word| each(word));
    }
}

/// The columns of a moment.
pub const OF_MOMENT: [&str; 3] = ["instant", "utc_offset", ZONE];
const ZONE: &str = "zone";

/// `at` as a full instant or as a time on the wall, and `zone`: two fields of JSON, three columns.
impl Value for Option<Moment> {
    fn read(&mut self, field: &Field, from: &mut Fields) -> Result<(), FieldError> {
        // Without `at` a zone says nothing of this row; it stays among the unknown fields.
        let Some(at) = from.string(field.name, "a time such as 07:30")? else {
            *self = None;
            return Ok(());
        };
        let zone = from.name(ZONE)?;
        *self = match (DateTime::parse_from_rfc3339(&at), config::time(&at)) {
            (Ok(at), _) => Some(Moment { at, zone }),
            (_, Some(wall)) => Some(from.place.moment(from.day, wall)),
            _ => {
                let expects = "a time such as 07:30 or 2026-03-02T07:30:00+01:00";
                return Err(FieldError::new(
                    field.name,
                    format!("{expects}; got {at:?}"),
                ));
            }
        };
        Ok(())
    }

    fn bind<'a>(&'a self, to: &mut Vec<Cell<'a>>) {
        let Some(moment) = self else {
            return to.extend([Cell::Null, Cell::Null, Cell::Null]);
        };
        let zone = moment.zone.as_deref();
        to.extend([
            Cell::Int(moment.utc_ms()),
            Cell::Int(moment.offset().into()),
            zone.map_or(Cell::Null, |zone| Cell::Text(zone.into())),
        ]);
    }

    fn load(&mut self, from: &mut Cells) -> Result<(), Unfit> {
        let mut next = || from.next().ok_or(Unfit)?;
        let (instant, offset, zone) = (next()?, next()?, next()?.text()?);
        *self = match (instant, offset) {
            (Cell::Int(instant), Cell::Int(offset)) => {
                let offset = i32::try_from(offset).map_err(|_| Unfit)?;
                let zone = zone.map(Cow::into_owned);
                Some(Moment::from_parts(instant, offset, zone).ok_or(Unfit)?)
            }
            (Cell::Null | Cell::Int(_), Cell::Null | Cell::Int(_)) => None,
            _ => return Err(Unfit),
        };
        Ok(())
    }

    fn write<'a>(&'a self, field: &Field, to: &mut dyn FnMut(&'static str, Written<'a>)) {
        let Some(Moment { at, zone }) = self else {
            return;
        };
        // As serde has it: Z where the wall showed UTC.
        let at = at.to_rfc3339_opts(SecondsFormat::AutoSi, true).into();
        to(field.name, Written(Shape::Moment, Cell::Text(at)));
        if let Some(zone) = zone {
            to(ZONE, Written::text(zone));
        }
    }
}

/// The field beside a ritual's name that holds its identity.
pub const RITUAL_UID: &str = "ritual_uid";

/// `ritual` and `ritual_uid` in JSON, the ritual's key in SQL.
impl Value for RitualRef {
    fn read(&mut self, field: &Field, from: &mut Fields) -> Result<(), FieldError> {
        let name = from.name(field.name)?;
        *self = RitualRef {
            name: name.ok_or_else(|| missing(field.name))?,
            uid: from.coded(RITUAL_UID)?,
        };
        Ok(())
    }

    fn cell(&self) -> Cell<'_> {
        Cell::Ritual(Cow::Borrowed(self))
    }

    fn set(&mut self, cell: Cell) -> Result<(), Unfit> {
        *self = match cell {
            Cell::Ritual(ritual) => ritual.into_owned(),
            _ => return Err(Unfit),
        };
        Ok(())
    }

    fn write<'a>(&'a self, field: &Field, to: &mut dyn FnMut(&'static str, Written<'a>)) {
        to(field.name, Written::text(&self.name));
        if let Some(uid) = self.uid {
            to(RITUAL_UID, Written(Shape::Code, Cell::Text(uid.code())));
        }
    }

    fn ritual(&self) -> Option<&RitualRef> {
        Some(self)
    }

    fn ritual_mut(&mut self) -> Option<&mut RitualRef> {
        Some(self)
    }
}

/// Reads `2026-03-02` and nothing else.
pub fn iso_day(text: &str) -> Option<NaiveDate> {
    let bytes = text.as_bytes();
    let shaped = bytes.len() == 10 && bytes[4] == b'-' && bytes[7] == b'-';
    let number = |part: &[u8]| -> Option<u32> {
        part.iter().try_fold(0, |n, b| {
            b.is_ascii_digit().then(|| n * 10 + u32::from(b - b'0'))
        })
    };
    if !shaped {
        return None;
    }
    NaiveDate::from_ymd_opt(
        number(&bytes[..4])? as i32,
        number(&bytes[5..7])?,
        number(&bytes[8..])?,
    )
}
