//! The list of fields: what a noun is made of, said once.
//!
//! [`Noun::fields`] walks a noun's fields in order. What reads and writes JSON, columns, checksums,
//! search, shares and exports are walks of that list; none of them names a field again.

use super::meta::{Extra, Meta, Visibility};
use super::moment::Moment;
use super::{config, json, text};
use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, Utc};
use serde::ser::SerializeMap;
use serde_json::Value as Json;
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
    /// The numbers it takes.
    pub range: (f64, f64),
    /// What one note of its number can tell apart.
    pub step: f64,
}

/// A field by its name. It is not searched and does not leave.
pub const fn field(name: &'static str) -> Field {
    Field {
        name,
        column: name,
        flag: name,
        unit: "",
        searched: false,
        leaves: false,
        gives_way: false,
        verbatim: false,
        beside: false,
        range: (f64::MIN, f64::MAX),
        step: 1.0,
    }
}

/// A field of free text. It is searched.
pub const fn words(name: &'static str) -> Field {
    Field {
        searched: true,
        verbatim: true,
        ..field(name)
    }
}

impl Field {
    pub const fn searched(self) -> Self {
        Field {
            searched: true,
            ..self
        }
    }

    pub const fn leaves(self) -> Self {
        Field {
            leaves: true,
            ..self
        }
    }

    pub const fn beside(self) -> Self {
        Field {
            beside: true,
            ..self
        }
    }

    pub const fn gives_way(self) -> Self {
        Field {
            gives_way: true,
            ..self
        }
    }

    pub const fn column(self, column: &'static str) -> Self {
        Field { column, ..self }
    }

    pub const fn flag(self, flag: &'static str) -> Self {
        Field { flag, ..self }
    }

    pub const fn unit(self, unit: &'static str) -> Self {
        Field { unit, ..self }
    }

    pub const fn step(self, step: f64) -> Self {
        Field { step, ..self }
    }

    pub const fn range(self, low: f64, high: f64) -> Self {
        Field {
            range: (low, high),
            ..self
        }
    }
}

/// The way from a noun to one of its values.
pub struct Lens<N, T> {
    pub get: fn(&N) -> &T,
    pub get_mut: fn(&mut N) -> &mut T,
}

/// `at!(term.until)`: the way to a value by its name in the struct.
macro_rules! at {
    ($($part:ident).+) => {
        $crate::domain::field::Lens {
            get: |noun| &noun.$($part).+,
            get_mut: |noun| &mut noun.$($part).+,
        }
    };
}
pub(super) use at;

/// Something done with each field of a noun in turn.
pub trait Walk<N> {
    /// Why it ends before the last field.
    type Stop;

    fn field<T: Value>(&mut self, field: &Field, at: Lens<N, T>) -> Result<(), Self::Stop>;
}

/// Which days a row is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Days {
    None,
    /// The field that holds its one day.
    On(&'static str),
    /// The fields that hold its first and its last day; without a last it goes on.
    Between(&'static str, &'static str),
}

/// A kind of row. The list, and what it is to the program, stand together.
pub trait Noun: Default + Clone + PartialEq + 'static {
    const DAYS: Days = Days::None;
    /// The fields that hold what its owner wrote at length, as a page shows them.
    const TEXT: &'static [&'static str] = &[];

    fn meta(&self) -> &Meta;
    fn meta_mut(&mut self) -> &mut Meta;
    /// Fields a newer version wrote.
    fn extra(&self) -> &Extra;
    fn extra_mut(&mut self) -> &mut Extra;

    /// # Errors
    /// What made the walk stop.
    fn fields<W: Walk<Self>>(walk: &mut W) -> Result<(), W::Stop>;

    /// What the fields have to be together.
    ///
    /// # Errors
    /// The field that does not go with the others.
    fn check(&self) -> Result<(), FieldError> {
        Ok(())
    }

    /// Whether it had an end that has passed or was brought forward. Then no view has it.
    fn ended(&self, _today: NaiveDate) -> bool {
        false
    }

    /// Whether it was put away. It is found again, and does not leave.
    fn put_away(&self) -> bool {
        false
    }

    /// Keeps of what changes by day what holds on this one.
    fn as_of(&mut self, _today: NaiveDate) {}

    /// Whether it holds on a day.
    fn holds(&self, today: NaiveDate) -> bool {
        !self.ended(today) && !self.put_away()
    }
}

/// The meta and the unknown fields, which every noun has under these names.
macro_rules! beside {
    () => {
        fn meta(&self) -> &Meta {
            &self.meta
        }
        fn meta_mut(&mut self) -> &mut Meta {
            &mut self.meta
        }
        fn extra(&self) -> &Extra {
            &self.extra
        }
        fn extra_mut(&mut self) -> &mut Extra {
            &mut self.extra
        }
    };
}
pub(super) use beside;

/// A type with `parse` and `as_str`, as a value of a field and in any JSON.
macro_rules! coded {
    ($of:ty, $expects:literal) => {
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
pub(super) use coded;

/// A stored value, as SQLite knows them.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell<'a> {
    Null,
    Int(i64),
    Real(f64),
    Text(Cow<'a, str>),
}

/// A stored value that is not what its column promises.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unfit;

/// The stored values of a row, in the order of the list.
pub trait Cells {
    fn next(&mut self) -> Result<Cell<'_>, Unfit>;

    /// The ritual a row speaks of, by the key it is stored under.
    fn ritual(&mut self) -> Result<Option<RitualRef>, Unfit>;

    fn text(&mut self) -> Result<Option<String>, Unfit> {
        match self.next()? {
            Cell::Null => Ok(None),
            Cell::Text(text) => Ok(Some(text.into_owned())),
            Cell::Int(_) | Cell::Real(_) => Err(Unfit),
        }
    }
}

/// Where the values of a row go, in the order of the list.
pub trait Bind<'a> {
    fn cell(&mut self, cell: Cell<'a>);
    fn ritual(&mut self, ritual: Option<&'a RitualRef>);
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

/// The type of a field: how it is read, written, stored and searched.
pub trait Value: 'static {
    const SHAPE: Shape;
    /// Columns of its own, where it takes other than the one of its field.
    const COLUMNS: &'static [&'static str] = &[];

    /// Takes it out of a JSON object.
    ///
    /// # Errors
    /// What the field expects.
    fn read(&mut self, field: &Field, from: &mut Fields) -> Result<(), FieldError>;

    /// Puts it into a JSON object; nothing where it is unset.
    ///
    /// # Errors
    /// Those of the serializer.
    fn write<M: SerializeMap>(&self, field: &Field, to: &mut M) -> Result<(), M::Error>;

    fn load(&mut self, from: &mut dyn Cells) -> Result<(), Unfit>;

    fn bind<'a>(&'a self, to: &mut dyn Bind<'a>);

    /// The texts it holds, one by one.
    fn texts<'a>(&'a self, _each: &mut dyn FnMut(&'a str)) {}

    /// Says another text; an empty one takes it away.
    fn say(&mut self, _: &str) {}

    /// The day it holds, to be moved.
    fn day_mut(&mut self) -> Option<&mut NaiveDate> {
        None
    }

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
    pub fn new(field: &str, expects: &str) -> Self {
        FieldError {
            field: field.to_owned(),
            expects: expects.to_owned(),
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
    map: Extra,
    place: &'p dyn LocalTime,
    uid: Uuid,
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

    /// What no field asked for.
    pub fn rest(self) -> Extra {
        self.map
    }

    fn string(&mut self, field: &str, expects: &str) -> Result<Option<String>, FieldError> {
        match self.take(field) {
            None => Ok(None),
            Some(Json::String(s)) => Ok(Some(s)),
            Some(_) => Err(FieldError::new(field, expects)),
        }
    }

    /// The identity it carries, or the one to give where it carries none.
    pub fn meta(&mut self, uid: Uuid) -> Result<Meta, FieldError> {
        let mut meta = Meta::new(uid);
        if let Some(uid) = self.coded("uid")? {
            meta.uid = uid;
        }
        let seen = self.coded::<Visibility>("visibility")?;
        meta.visibility = seen.unwrap_or_default();
        self.uid = meta.uid;
        Ok(meta)
    }

    /// The identity that [`Fields::meta`] read.
    pub fn uid(&self) -> Uuid {
        self.uid
    }

    pub fn required<T: Coded>(&mut self, field: &'static str) -> Result<T, FieldError> {
        self.coded(field)?.ok_or_else(|| missing(field))
    }

    pub fn coded<T: Coded>(&mut self, field: &str) -> Result<Option<T>, FieldError> {
        match self.string(field, T::EXPECTS)? {
            None => Ok(None),
            Some(s) => match T::parse(&s) {
                Some(value) => Ok(Some(value)),
                None => Err(FieldError::new(
                    field,
                    &format!("{}; got {s:?}", T::EXPECTS),
                )),
            },
        }
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
            Err(e) => Err(FieldError::new(field, &format!("a name; this one {e}"))),
        }
    }

    /// A note or other free text, verbatim; empty counts as unset.
    pub fn words(&mut self, field: &str) -> Result<Option<String>, FieldError> {
        match self.string(field, "text")? {
            Some(s) if s.len() > text::NOTE_MAX => Err(FieldError::new(
                field,
                &format!("at most {} bytes", text::NOTE_MAX),
            )),
            other => Ok(other.filter(|s| !s.is_empty())),
        }
    }

    pub fn number(&mut self, field: &str, low: f64, high: f64) -> Result<Option<f64>, FieldError> {
        match self.take(field) {
            None => Ok(None),
            Some(v) => match v.as_f64().filter(|n| (low..=high).contains(n)) {
                Some(n) => Ok(Some(n)),
                None => Err(FieldError::new(
                    field,
                    &format!("a number from {low} to {high}; got {v}"),
                )),
            },
        }
    }

    /// A list of words, each kept once.
    pub fn list(&mut self, field: &str) -> Result<Vec<String>, FieldError> {
        let expects = || FieldError::new(field, "a list of words");
        let Some(value) = self.take(field) else {
            return Ok(Vec::new());
        };
        let mut words = Vec::new();
        for item in value.as_array().ok_or_else(expects)? {
            let word = item.as_str().filter(|w| !w.is_empty());
            let word = word.ok_or_else(expects)?;
            if word.len() > text::NOTE_MAX {
                return Err(expects());
            }
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
    fn as_day_mut(&mut self) -> Option<&mut NaiveDate> {
        None
    }
}

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

    fn as_day_mut(&mut self) -> Option<&mut NaiveDate> {
        Some(self)
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

impl<T: Coded> Value for T {
    const SHAPE: Shape = Shape::Code;

    fn read(&mut self, field: &Field, from: &mut Fields) -> Result<(), FieldError> {
        *self = from.required(field.name)?;
        from.day = self.as_day().unwrap_or(from.day);
        Ok(())
    }

    fn write<M: SerializeMap>(&self, field: &Field, to: &mut M) -> Result<(), M::Error> {
        to.serialize_entry(field.name, &self.code())
    }

    fn load(&mut self, from: &mut dyn Cells) -> Result<(), Unfit> {
        *self = parsed(from.next()?)?.ok_or(Unfit)?;
        Ok(())
    }

    fn bind<'a>(&'a self, to: &mut dyn Bind<'a>) {
        to.cell(Cell::Text(self.code()));
    }

    fn texts<'a>(&'a self, _: &mut dyn FnMut(&'a str)) {}

    fn day(&self) -> Option<NaiveDate> {
        self.as_day()
    }

    fn day_mut(&mut self) -> Option<&mut NaiveDate> {
        self.as_day_mut()
    }
}

impl<T: Coded> Value for Option<T> {
    const SHAPE: Shape = Shape::Code;

    fn read(&mut self, field: &Field, from: &mut Fields) -> Result<(), FieldError> {
        *self = from.coded(field.name)?;
        Ok(())
    }

    fn write<M: SerializeMap>(&self, field: &Field, to: &mut M) -> Result<(), M::Error> {
        match self {
            Some(value) => value.write(field, to),
            None => Ok(()),
        }
    }

    fn load(&mut self, from: &mut dyn Cells) -> Result<(), Unfit> {
        *self = parsed(from.next()?)?;
        Ok(())
    }

    fn bind<'a>(&'a self, to: &mut dyn Bind<'a>) {
        match self {
            Some(value) => value.bind(to),
            None => to.cell(Cell::Null),
        }
    }

    fn day(&self) -> Option<NaiveDate> {
        self.as_ref()?.as_day()
    }
}

fn parsed<T: Coded>(cell: Cell) -> Result<Option<T>, Unfit> {
    match cell {
        Cell::Null => Ok(None),
        Cell::Text(text) => T::parse(&text).map(Some).ok_or(Unfit),
        Cell::Int(_) | Cell::Real(_) => Err(Unfit),
    }
}

impl Value for String {
    const SHAPE: Shape = Shape::Text;

    fn read(&mut self, field: &Field, from: &mut Fields) -> Result<(), FieldError> {
        let mut text = None;
        Option::<String>::read(&mut text, field, from)?;
        *self = text.ok_or_else(|| missing(field.name))?;
        Ok(())
    }

    fn write<M: SerializeMap>(&self, field: &Field, to: &mut M) -> Result<(), M::Error> {
        to.serialize_entry(field.name, self)
    }

    fn load(&mut self, from: &mut dyn Cells) -> Result<(), Unfit> {
        *self = from.text()?.ok_or(Unfit)?;
        Ok(())
    }

    fn bind<'a>(&'a self, to: &mut dyn Bind<'a>) {
        to.cell(Cell::Text(self.into()));
    }

    fn texts<'a>(&'a self, each: &mut dyn FnMut(&'a str)) {
        each(self);
    }

    fn say(&mut self, text: &str) {
        text.clone_into(self);
    }
}

impl Value for Option<String> {
    const SHAPE: Shape = Shape::Text;

    fn read(&mut self, field: &Field, from: &mut Fields) -> Result<(), FieldError> {
        *self = match field.verbatim {
            true => from.words(field.name)?,
            false => from.name(field.name)?,
        };
        Ok(())
    }

    fn write<M: SerializeMap>(&self, field: &Field, to: &mut M) -> Result<(), M::Error> {
        self.as_ref().map_or(Ok(()), |text| text.write(field, to))
    }

    fn load(&mut self, from: &mut dyn Cells) -> Result<(), Unfit> {
        *self = from.text()?;
        Ok(())
    }

    fn bind<'a>(&'a self, to: &mut dyn Bind<'a>) {
        to.cell(self.as_deref().map_or(Cell::Null, |t| Cell::Text(t.into())));
    }

    fn texts<'a>(&'a self, each: &mut dyn FnMut(&'a str)) {
        self.iter().for_each(|text| each(text));
    }

    fn say(&mut self, text: &str) {
        *self = Some(text.to_owned()).filter(|text| !text.is_empty());
    }
}

/// A whole number from 1 to 5.
impl Value for Option<u8> {
    const SHAPE: Shape = Shape::Step;

    fn read(&mut self, field: &Field, from: &mut Fields) -> Result<(), FieldError> {
        *self = match from.number(field.name, 1.0, 5.0) {
            Ok(Some(n)) if n.fract() == 0.0 => Some(n as u8),
            Ok(None) => None,
            _ => return Err(FieldError::new(field.name, "a whole number from 1 to 5")),
        };
        Ok(())
    }

    fn write<M: SerializeMap>(&self, field: &Field, to: &mut M) -> Result<(), M::Error> {
        self.map_or(Ok(()), |n| to.serialize_entry(field.name, &n))
    }

    fn load(&mut self, from: &mut dyn Cells) -> Result<(), Unfit> {
        *self = match from.next()? {
            Cell::Null => None,
            Cell::Int(n @ 1..=5) => Some(n as u8),
            _ => return Err(Unfit),
        };
        Ok(())
    }

    fn bind<'a>(&'a self, to: &mut dyn Bind<'a>) {
        to.cell(self.map_or(Cell::Null, |n| Cell::Int(n.into())));
    }

    fn number(&self) -> Option<f64> {
        self.map(f64::from)
    }
}

impl Value for Option<f64> {
    const SHAPE: Shape = Shape::Number;

    fn read(&mut self, field: &Field, from: &mut Fields) -> Result<(), FieldError> {
        *self = from.number(field.name, field.range.0, field.range.1)?;
        Ok(())
    }

    fn write<M: SerializeMap>(&self, field: &Field, to: &mut M) -> Result<(), M::Error> {
        self.map_or(Ok(()), |n| to.serialize_entry(field.name, &json::Number(n)))
    }

    fn load(&mut self, from: &mut dyn Cells) -> Result<(), Unfit> {
        *self = match from.next()? {
            Cell::Null => None,
            Cell::Real(n) => Some(n),
            _ => return Err(Unfit),
        };
        Ok(())
    }

    fn bind<'a>(&'a self, to: &mut dyn Bind<'a>) {
        to.cell(self.map_or(Cell::Null, Cell::Real));
    }

    fn number(&self) -> Option<f64> {
        *self
    }
}

impl Value for bool {
    const SHAPE: Shape = Shape::Flag;

    fn read(&mut self, field: &Field, from: &mut Fields) -> Result<(), FieldError> {
        *self = match from.take(field.name) {
            None => false,
            Some(Json::Bool(b)) => b,
            Some(_) => return Err(FieldError::new(field.name, "true or false")),
        };
        Ok(())
    }

    fn write<M: SerializeMap>(&self, field: &Field, to: &mut M) -> Result<(), M::Error> {
        match self {
            true => to.serialize_entry(field.name, self),
            false => Ok(()),
        }
    }

    fn load(&mut self, from: &mut dyn Cells) -> Result<(), Unfit> {
        *self = match from.next()? {
            Cell::Int(n @ 0..=1) => n == 1,
            _ => return Err(Unfit),
        };
        Ok(())
    }

    fn bind<'a>(&'a self, to: &mut dyn Bind<'a>) {
        to.cell(Cell::Int((*self).into()));
    }
}

/// A set: each word once, and two devices' words side by side.
impl Value for Vec<String> {
    const SHAPE: Shape = Shape::List;

    fn read(&mut self, field: &Field, from: &mut Fields) -> Result<(), FieldError> {
        *self = from.list(field.name)?;
        Ok(())
    }

    fn write<M: SerializeMap>(&self, field: &Field, to: &mut M) -> Result<(), M::Error> {
        match self.is_empty() {
            true => Ok(()),
            false => to.serialize_entry(field.name, self),
        }
    }

    fn load(&mut self, from: &mut dyn Cells) -> Result<(), Unfit> {
        *self = load_list(from)?;
        Ok(())
    }

    fn bind<'a>(&'a self, to: &mut dyn Bind<'a>) {
        bind_list(self, to);
    }

    fn texts<'a>(&'a self, each: &mut dyn FnMut(&'a str)) {
        self.iter().for_each(|word| each(word));
    }
}

/// A list as it lies in a column: a JSON array, null where it is empty.
pub fn bind_list<'a>(list: &[impl serde::Serialize], to: &mut dyn Bind<'a>) {
    to.cell(match list.is_empty() {
        true => Cell::Null,
        false => Cell::Text(serde_json::to_string(list).unwrap_or_default().into()),
    });
}

pub fn load_list<T: serde::de::DeserializeOwned>(from: &mut dyn Cells) -> Result<Vec<T>, Unfit> {
    match from.next()? {
        Cell::Null => Ok(Vec::new()),
        Cell::Text(text) => serde_json::from_str(&text).map_err(|_| Unfit),
        Cell::Int(_) | Cell::Real(_) => Err(Unfit),
    }
}

/// `at` as a full instant or as a time on the wall, and `zone`: two fields of JSON, three columns.
impl Value for Option<Moment> {
    const SHAPE: Shape = Shape::Moment;
    const COLUMNS: &'static [&'static str] = &["instant", "utc_offset", "zone"];

    fn read(&mut self, field: &Field, from: &mut Fields) -> Result<(), FieldError> {
        // Without `at` a zone says nothing of this row; it stays among the unknown fields.
        let Some(at) = from.string(field.name, "a time such as 07:30")? else {
            *self = None;
            return Ok(());
        };
        let zone = from.name("zone")?;
        *self = match (DateTime::parse_from_rfc3339(&at), config::time(&at)) {
            (Ok(at), _) => Some(Moment { at, zone }),
            (_, Some(wall)) => Some(from.place.moment(from.day, wall)),
            _ => {
                let expects = "a time such as 07:30 or 2026-03-02T07:30:00+01:00";
                return Err(FieldError::new(
                    field.name,
                    &format!("{expects}; got {at:?}"),
                ));
            }
        };
        Ok(())
    }

    fn write<M: SerializeMap>(&self, field: &Field, to: &mut M) -> Result<(), M::Error> {
        let Some(moment) = self else {
            return Ok(());
        };
        to.serialize_entry(field.name, &moment.at)?;
        match &moment.zone {
            Some(zone) => to.serialize_entry("zone", zone),
            None => Ok(()),
        }
    }

    fn load(&mut self, from: &mut dyn Cells) -> Result<(), Unfit> {
        let mut whole = || match from.next()? {
            Cell::Null => Ok(None),
            Cell::Int(n) => Ok(Some(n)),
            _ => Err(Unfit),
        };
        let (instant, offset) = (whole()?, whole()?);
        let zone = from.text()?;
        *self = match (instant, offset) {
            (Some(instant), Some(offset)) => {
                let offset = i32::try_from(offset).map_err(|_| Unfit)?;
                Some(Moment::from_parts(instant, offset, zone).ok_or(Unfit)?)
            }
            _ => None,
        };
        Ok(())
    }

    fn bind<'a>(&'a self, to: &mut dyn Bind<'a>) {
        let moment = self.as_ref();
        to.cell(moment.map_or(Cell::Null, |m| Cell::Int(m.utc_ms())));
        to.cell(moment.map_or(Cell::Null, |m| Cell::Int(m.offset().into())));
        let zone = moment.and_then(|m| m.zone.as_deref());
        to.cell(zone.map_or(Cell::Null, |z| Cell::Text(z.into())));
    }
}

/// `ritual` and `ritual_uid` in JSON, the ritual's key in SQL.
impl Value for Option<RitualRef> {
    const SHAPE: Shape = Shape::Ritual;

    fn read(&mut self, field: &Field, from: &mut Fields) -> Result<(), FieldError> {
        let name = from.name(field.name)?;
        *self = match name {
            Some(name) => Some(RitualRef {
                uid: from.coded(RITUAL_UID)?,
                name,
            }),
            None => None,
        };
        Ok(())
    }

    fn write<M: SerializeMap>(&self, field: &Field, to: &mut M) -> Result<(), M::Error> {
        self.as_ref().map_or(Ok(()), |r| r.write(field, to))
    }

    fn load(&mut self, from: &mut dyn Cells) -> Result<(), Unfit> {
        *self = from.ritual()?;
        Ok(())
    }

    fn bind<'a>(&'a self, to: &mut dyn Bind<'a>) {
        to.ritual(self.as_ref());
    }

    fn ritual(&self) -> Option<&RitualRef> {
        self.as_ref()
    }

    fn ritual_mut(&mut self) -> Option<&mut RitualRef> {
        self.as_mut()
    }
}

/// The field beside a ritual's name that holds its identity.
pub const RITUAL_UID: &str = "ritual_uid";

impl Value for RitualRef {
    const SHAPE: Shape = Shape::Ritual;

    fn read(&mut self, field: &Field, from: &mut Fields) -> Result<(), FieldError> {
        let mut read: Option<RitualRef> = None;
        read.read(field, from)?;
        *self = read.ok_or_else(|| missing(field.name))?;
        Ok(())
    }

    fn write<M: SerializeMap>(&self, field: &Field, to: &mut M) -> Result<(), M::Error> {
        to.serialize_entry(field.name, &self.name)?;
        match &self.uid {
            Some(uid) => to.serialize_entry(RITUAL_UID, uid),
            None => Ok(()),
        }
    }

    fn load(&mut self, from: &mut dyn Cells) -> Result<(), Unfit> {
        *self = from.ritual()?.ok_or(Unfit)?;
        Ok(())
    }

    fn bind<'a>(&'a self, to: &mut dyn Bind<'a>) {
        to.ritual(Some(self));
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
