//! What is done with the list of fields of any noun: JSON both ways, words, numbers, days.

use super::field::{
    Days, Field, FieldError, Fields, Lens, LocalTime, Noun, Nowhere, RitualRef, Shape, Value, Walk,
};
use super::json;
use super::meta::{Extra, Visibility};
use super::record::Kind;
use chrono::NaiveDate;
use serde::ser::{SerializeMap, Serializer};
use serde_json::Value as Json;
use std::convert::Infallible;
use uuid::Uuid;

/// Reads a noun from a JSON object without its `kind`; `uid` is given to a row that carries none.
///
/// # Errors
/// The first field that does not fit.
pub fn read<N: Noun>(map: Extra, uid: Uuid, place: &dyn LocalTime) -> Result<N, FieldError> {
    let mut from = Fields::new(map, place);
    let mut noun = N::default();
    *noun.meta_mut() = from.meta(uid)?;
    N::fields(&mut Read {
        noun: &mut noun,
        from: &mut from,
        ritual: true,
    })?;
    *noun.extra_mut() = from.rest();
    noun.check()?;
    Ok(noun)
}

/// Reads the fields of a noun but for the ritual it speaks of, which is kept beside them.
///
/// # Errors
/// The first field that does not fit.
pub fn read_body<N: Noun>(
    noun: &mut N,
    map: Extra,
    place: &dyn LocalTime,
) -> Result<(), FieldError> {
    let mut from = Fields::new(map, place);
    N::fields(&mut Read {
        noun,
        from: &mut from,
        ritual: false,
    })?;
    *noun.extra_mut() = from.rest();
    Ok(())
}

/// Sets one field by its name, as JSON would.
///
/// # Errors
/// What the field expects.
pub fn set<N: Noun>(noun: &mut N, name: &str, value: Json) -> Result<(), FieldError> {
    struct Set<'a, 'p, N>(&'a mut N, &'a str, Fields<'p>);
    impl<N> Walk<N> for Set<'_, '_, N> {
        type Stop = FieldError;
        fn field<T: Value>(&mut self, field: &Field, at: Lens<N, T>) -> Result<(), FieldError> {
            match field.name == self.1 {
                true => (at.get_mut)(self.0).read(field, &mut self.2),
                false => Ok(()),
            }
        }
    }
    let map = Extra::from_iter([(name.to_owned(), value)]);
    N::fields(&mut Set(noun, name, Fields::new(map, &Nowhere)))
}

struct Read<'a, 'p, N> {
    noun: &'a mut N,
    from: &'a mut Fields<'p>,
    ritual: bool,
}

impl<N> Walk<N> for Read<'_, '_, N> {
    type Stop = FieldError;

    fn field<T: Value>(&mut self, field: &Field, at: Lens<N, T>) -> Result<(), FieldError> {
        if T::SHAPE == Shape::Ritual && !self.ritual {
            return Ok(());
        }
        (at.get_mut)(self.noun).read(field, self.from)
    }
}

/// Writes a noun as JSON: `kind` first where it is given, identity, fields, unknown fields.
///
/// # Errors
/// Those of the serializer.
pub fn write<N: Noun, S: Serializer>(
    noun: &N,
    kind: Option<&str>,
    to: S,
) -> Result<S::Ok, S::Error> {
    let mut map = to.serialize_map(None)?;
    if let Some(kind) = kind {
        map.serialize_entry("kind", kind)?;
    }
    // A row that is shown to another has none.
    if !noun.meta().uid.is_nil() {
        map.serialize_entry("uid", &noun.meta().uid)?;
    }
    if noun.meta().visibility != Visibility::Private {
        map.serialize_entry("visibility", &noun.meta().visibility)?;
    }
    N::fields(&mut Write {
        noun,
        map: &mut map,
        takes: |_, _| true,
    })?;
    for (name, value) in noun.extra() {
        map.serialize_entry(name, value)?;
    }
    map.end()
}

/// What leaves when a row is shared, as a line of JSON: the fields that may, as they hold today.
/// None where nothing of its kind may.
pub fn leaving<N: Noun>(noun: &N, kind: Kind, today: NaiveDate) -> Option<String> {
    if !kind.leaves() {
        return None;
    }
    let mut now = noun.clone();
    // A uid tells when its row was made.
    ritual_mut(&mut now, &mut |ritual| ritual.uid = None);
    now.as_of(today);
    // As a map: the order of fields is the alphabet's, whatever becomes of the list.
    let map = serde_json::to_value(Leaving(&now, kind.as_str())).ok()?;
    Some(json::document(&map))
}

/// The fields that leave, under their kind.
struct Leaving<'a, N>(&'a N, &'static str);

impl<N: Noun> serde::Serialize for Leaving<'_, N> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut map = to.serialize_map(None)?;
        map.serialize_entry("kind", self.1)?;
        N::fields(&mut Write {
            noun: self.0,
            map: &mut map,
            takes: |field, _| field.leaves,
        })?;
        map.end()
    }
}

/// The fields of a row that have no column of their own, with its unknown fields.
pub struct Beside<'a, N>(pub &'a N);

impl<N: Noun> serde::Serialize for Beside<'_, N> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut map = to.serialize_map(None)?;
        N::fields(&mut Write {
            noun: self.0,
            map: &mut map,
            takes: |field, _| field.beside,
        })?;
        for (name, value) in self.0.extra() {
            map.serialize_entry(name, value)?;
        }
        map.end()
    }
}

/// Takes the fields that have no column of their own out of the unknown ones.
///
/// # Errors
/// The first field that does not fit.
pub fn read_beside<N: Noun>(noun: &mut N, map: Extra) -> Result<(), FieldError> {
    struct Take<'a, 'p, N>(&'a mut N, Fields<'p>);
    impl<N> Walk<N> for Take<'_, '_, N> {
        type Stop = FieldError;
        fn field<T: Value>(&mut self, field: &Field, at: Lens<N, T>) -> Result<(), FieldError> {
            match field.beside {
                true => (at.get_mut)(self.0).read(field, &mut self.1),
                false => Ok(()),
            }
        }
    }
    let mut take = Take(noun, Fields::new(map, &Nowhere));
    N::fields(&mut take)?;
    *take.0.extra_mut() = take.1.rest();
    Ok(())
}

/// What a row is besides its identity and its ritual, with its unknown fields.
pub struct Body<'a, N>(pub &'a N);

impl<N: Noun> serde::Serialize for Body<'_, N> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut map = to.serialize_map(None)?;
        N::fields(&mut Write {
            noun: self.0,
            map: &mut map,
            takes: |_, shape| shape != Shape::Ritual,
        })?;
        for (name, value) in self.0.extra() {
            map.serialize_entry(name, value)?;
        }
        map.end()
    }
}

/// The fields of a row as a JSON object, without its identity and its ritual.
pub fn body<N: Noun>(noun: &N) -> Extra {
    match serde_json::to_value(Body(noun)) {
        Ok(Json::Object(map)) => map,
        _ => unreachable!("a row is an object"),
    }
}

struct Write<'a, N, M> {
    noun: &'a N,
    map: &'a mut M,
    /// Whether a field goes in.
    takes: fn(&Field, Shape) -> bool,
}

impl<N, M: SerializeMap> Walk<N> for Write<'_, N, M> {
    type Stop = M::Error;

    fn field<T: Value>(&mut self, field: &Field, at: Lens<N, T>) -> Result<(), M::Error> {
        match (self.takes)(field, T::SHAPE) {
            true => (at.get)(self.noun).write(field, self.map),
            false => Ok(()),
        }
    }
}

/// A look at each field of a row in turn.
struct Look<'a, N, F> {
    noun: &'a N,
    each: F,
}

/// One field with its value, seen without its type.
pub struct Seen<'a> {
    pub field: Field,
    pub shape: Shape,
    pub number: Option<f64>,
    pub day: Option<NaiveDate>,
    pub texts: Vec<&'a str>,
    pub ritual: Option<&'a RitualRef>,
}

impl<'a> Seen<'a> {
    fn of<T: Value>(field: &Field, value: &'a T) -> Self {
        let mut texts = Vec::new();
        value.texts(&mut |text| texts.push(text));
        Seen {
            field: *field,
            shape: T::SHAPE,
            number: value.number(),
            day: value.day(),
            texts,
            ritual: value.ritual(),
        }
    }
}

impl<'a, N, F: FnMut(Seen<'a>)> Walk<N> for Look<'a, N, F> {
    type Stop = Infallible;

    fn field<T: Value>(&mut self, field: &Field, at: Lens<N, T>) -> Result<(), Infallible> {
        (self.each)(Seen::of(field, (at.get)(self.noun)));
        Ok(())
    }
}

/// Each field of a row with what stands in it.
pub fn look<'a, N: Noun>(noun: &'a N, each: impl FnMut(Seen<'a>)) {
    let Ok(()) = N::fields(&mut Look { noun, each });
}

/// The field of this name; the others are passed by unseen.
pub fn look_at<'a, N: Noun>(noun: &'a N, name: &str) -> Option<Seen<'a>> {
    struct At<'a, 'n, N>(&'a N, &'n str);
    impl<'a, N> Walk<N> for At<'a, '_, N> {
        type Stop = Seen<'a>;
        fn field<T: Value>(&mut self, field: &Field, at: Lens<N, T>) -> Result<(), Seen<'a>> {
            match field.name == self.1 {
                true => Err(Seen::of(field, (at.get)(self.0))),
                false => Ok(()),
            }
        }
    }
    N::fields(&mut At(noun, name)).err()
}

/// The fields that are searched, each with its texts, and the texts of unknown fields.
pub fn searchable_text<'a, N: Noun>(noun: &'a N, each: &mut dyn FnMut(&'a str, &'a str)) {
    look(noun, |seen| {
        for text in seen.texts.into_iter().filter(|_| seen.field.searched) {
            each(seen.field.name, text);
        }
    });
    for (name, value) in noun.extra() {
        match value {
            Json::String(text) => each(name, text),
            Json::Array(list) => list
                .iter()
                .filter_map(Json::as_str)
                .for_each(|t| each(name, t)),
            _ => {}
        }
    }
}

/// What its owner wrote at length: see [`Noun::TEXT`].
pub fn long_text<N: Noun>(noun: &N) -> Vec<&str> {
    let mut found = Vec::new();
    look(noun, |seen| {
        if N::TEXT.contains(&seen.field.name) {
            found.extend(seen.texts);
        }
    });
    found
}

/// Says another text in a field.
pub fn say<N: Noun>(noun: &mut N, name: &str, text: &str) {
    struct Say<'a, N>(&'a mut N, &'a str, &'a str);
    impl<N> Walk<N> for Say<'_, N> {
        type Stop = Infallible;
        fn field<T: Value>(&mut self, field: &Field, at: Lens<N, T>) -> Result<(), Infallible> {
            if field.name == self.1 {
                (at.get_mut)(self.0).say(self.2);
            }
            Ok(())
        }
    }
    let Ok(()) = N::fields(&mut Say(noun, name, text));
}

/// Moves the one day of a row, where it has one.
pub fn move_to<N: Noun>(noun: &mut N, day: NaiveDate) {
    struct Move<'a, N>(&'a mut N, &'a str, NaiveDate);
    impl<N> Walk<N> for Move<'_, N> {
        type Stop = Infallible;
        fn field<T: Value>(&mut self, field: &Field, at: Lens<N, T>) -> Result<(), Infallible> {
            match (at.get_mut)(self.0).day_mut() {
                Some(day) if field.name == self.1 => *day = self.2,
                _ => {}
            }
            Ok(())
        }
    }
    if let Days::On(name) = N::DAYS {
        let Ok(()) = N::fields(&mut Move(noun, name, day));
    }
}

/// Takes away what was written at length, word for word.
pub fn clear_words<N: Noun>(noun: &mut N) {
    struct Clear<'a, N>(&'a mut N);
    impl<N> Walk<N> for Clear<'_, N> {
        type Stop = Infallible;
        fn field<T: Value>(&mut self, field: &Field, at: Lens<N, T>) -> Result<(), Infallible> {
            if field.verbatim {
                (at.get_mut)(self.0).say("");
            }
            Ok(())
        }
    }
    let Ok(()) = N::fields(&mut Clear(noun));
}

/// The ritual a row speaks of.
pub fn ritual<N: Noun>(noun: &N) -> Option<&RitualRef> {
    let mut found = None;
    look(noun, |seen| found = found.or(seen.ritual));
    found
}

/// The same, to be changed.
pub fn ritual_mut<N: Noun>(noun: &mut N, with: &mut dyn FnMut(&mut RitualRef)) {
    struct Reach<'a, N>(&'a mut N, &'a mut dyn FnMut(&mut RitualRef));
    impl<N> Walk<N> for Reach<'_, N> {
        type Stop = Infallible;
        fn field<T: Value>(&mut self, _: &Field, at: Lens<N, T>) -> Result<(), Infallible> {
            if let Some(ritual) = (at.get_mut)(self.0).ritual_mut() {
                (self.1)(ritual);
            }
            Ok(())
        }
    }
    let Ok(()) = N::fields(&mut Reach(noun, with));
}

/// Takes from a row all that does not leave: what its fields hold, fields this program does not
/// know, identities, which tell when a row was made, and the mark of sharing.
pub fn keep_what_leaves<N: Noun>(noun: &mut N) {
    struct Blank<'a, N>(&'a mut N, N);
    impl<N> Walk<N> for Blank<'_, N> {
        type Stop = Infallible;
        fn field<T: Value>(&mut self, field: &Field, at: Lens<N, T>) -> Result<(), Infallible> {
            if !field.leaves {
                std::mem::swap((at.get_mut)(self.0), (at.get_mut)(&mut self.1));
            }
            Ok(())
        }
    }
    let Ok(()) = N::fields(&mut Blank(noun, N::default()));
    noun.extra_mut().clear();
    noun.meta_mut().uid = Uuid::nil();
    noun.meta_mut().visibility = Visibility::Private;
    ritual_mut(noun, &mut |ritual| ritual.uid = None);
}

/// The days a row is about, first and last; one that goes on has no last.
pub fn span<N: Noun>(noun: &N) -> Option<(NaiveDate, Option<NaiveDate>)> {
    let on = |name: &str| look_at(noun, name)?.day;
    match N::DAYS {
        Days::None => None,
        Days::On(name) => on(name).map(|day| (day, Some(day))),
        Days::Between(first, last) => on(first).map(|day| (day, on(last))),
    }
}

/// The fields of a noun, in order.
pub fn list<N: Noun>() -> Vec<(Field, Shape)> {
    struct List(Vec<(Field, Shape)>);
    impl<N> Walk<N> for List {
        type Stop = Infallible;
        fn field<T: Value>(&mut self, field: &Field, _: Lens<N, T>) -> Result<(), Infallible> {
            self.0.push((*field, T::SHAPE));
            Ok(())
        }
    }
    let mut found = List(Vec::new());
    let Ok(()) = N::fields(&mut found);
    found.0
}
