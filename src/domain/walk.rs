//! What is done with the list of fields of any noun: JSON both ways, words, numbers, days.

use super::field::{
    Cell, Coded, Days, Field, FieldError, Fields, LocalTime, Noun, Nowhere, RitualRef, Shape, Value,
};
use super::json;
use super::meta::{Extra, Visibility};
use chrono::NaiveDate;
use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::Value as Json;
use uuid::Uuid;

/// One field with its value, seen without its type.
pub struct Seen<'a> {
    pub field: &'static Field,
    pub number: Option<f64>,
    pub texts: Vec<&'a str>,
}

/// Each field of a row with what stands in it.
pub fn look(noun: &dyn Noun) -> impl Iterator<Item = Seen<'_>> {
    noun.each().map(|(field, value)| Seen {
        field,
        number: value.number(),
        texts: texts(value),
    })
}

/// The value of the field of this name.
pub fn value<'a>(noun: &'a dyn Noun, name: &str) -> Option<&'a dyn Value> {
    let found = noun.each().find(|(field, _)| field.name == name);
    found.map(|(_, value)| value)
}

fn texts(value: &dyn Value) -> Vec<&str> {
    let mut texts = Vec::new();
    value.texts(&mut |text| texts.push(text));
    texts
}

/// Sets one field by its name, as JSON would.
///
/// # Errors
/// What the field expects.
pub fn set(noun: &mut dyn Noun, name: &str, value: Json) -> Result<(), FieldError> {
    let map = Extra::from_iter([(name.to_owned(), value)]);
    match noun.named(name) {
        Some((field, at)) => at.read(field, &mut Fields::new(map, &Nowhere)),
        None => Ok(()),
    }
}

/// A row as a JSON object, or some of it.
pub struct Object<'a> {
    pub noun: &'a dyn Noun,
    /// Its kind, where that is not said elsewhere.
    pub kind: Option<&'a str>,
    /// Whether its uid and its visibility go in.
    pub identity: bool,
    /// Whether its unknown fields do.
    pub unknown: bool,
    /// Which of its fields do.
    pub takes: fn(&Field) -> bool,
}

impl<'a> Object<'a> {
    /// All of it.
    pub fn whole(noun: &'a dyn Noun, kind: Option<&'a str>) -> Self {
        Object {
            noun,
            kind,
            identity: true,
            unknown: true,
            takes: |_| true,
        }
    }

    /// Fields of it with the unknown ones.
    pub fn body(noun: &'a dyn Noun, takes: fn(&Field) -> bool) -> Self {
        Object {
            identity: false,
            takes,
            ..Object::whole(noun, None)
        }
    }
}

impl Serialize for Object<'_> {
    /// `kind` first where it is given, identity, fields, unknown fields.
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let (noun, meta) = (self.noun, self.noun.meta());
        let mut map = to.serialize_map(None)?;
        if let Some(kind) = self.kind {
            map.serialize_entry("kind", kind)?;
        }
        // A row that is shown to another has none.
        if self.identity && !meta.uid.is_nil() {
            map.serialize_entry("uid", &meta.uid)?;
        }
        if self.identity && meta.visibility != Visibility::Private {
            map.serialize_entry("visibility", &meta.visibility)?;
        }
        let mut done = Ok(());
        for (field, value) in noun.each().filter(|(field, _)| (self.takes)(field)) {
            value.write(field, &mut |name, written| {
                if done.is_ok() {
                    done = map.serialize_entry(name, &written);
                }
            });
        }
        done?;
        for (name, value) in noun.extra().iter().filter(|_| self.unknown) {
            map.serialize_entry(name, value)?;
        }
        map.end()
    }
}

/// An object of plain data.
pub fn object(of: &impl Serialize) -> Extra {
    match serde_json::to_value(of) {
        Ok(Json::Object(map)) => map,
        _ => unreachable!("a row is an object"),
    }
}

/// Whether a field is other than the ritual its row speaks of.
pub fn no_ritual(field: &Field) -> bool {
    field.shape != Shape::Ritual
}

impl dyn Noun + '_ {
    /// Each field with its value, in order.
    pub fn each(&self) -> impl Iterator<Item = (&'static Field, &dyn Value)> {
        let fields = self.fields().iter().enumerate();
        fields.map(|(at, field)| (field, self.get(at)))
    }

    fn named(&mut self, name: &str) -> Option<(&'static Field, &mut dyn Value)> {
        let fields = self.fields();
        let at = fields.iter().position(|field| field.name == name)?;
        Some((&fields[at], self.get_mut(at)))
    }

    fn each_mut(&mut self, with: &mut dyn FnMut(&Field, &mut dyn Value)) {
        for (at, field) in self.fields().iter().enumerate() {
            with(field, self.get_mut(at));
        }
    }

    /// Reads it from a JSON object without its `kind`; `uid` is given to a row that carries none.
    ///
    /// # Errors
    /// The first field that does not fit.
    pub fn read(&mut self, map: Extra, uid: Uuid, place: &dyn LocalTime) -> Result<(), FieldError> {
        let mut from = Fields::new(map, place);
        *self.meta_mut() = from.meta(uid)?;
        self.take(from, |_| true)?;
        self.check()
    }

    /// Takes some of its fields out of a JSON object; what none of them asks for is kept.
    ///
    /// # Errors
    /// The first field that does not fit.
    pub fn take(&mut self, mut from: Fields, takes: fn(&Field) -> bool) -> Result<(), FieldError> {
        for (at, field) in self.fields().iter().enumerate() {
            if takes(field) {
                self.get_mut(at).read(field, &mut from)?;
            }
        }
        *self.extra_mut() = from.map;
        Ok(())
    }

    /// What leaves when it is shared, as a line of JSON: the fields that may, as they hold today.
    /// None where nothing of its kind may.
    pub fn leaving(&self, kind: &str, today: NaiveDate) -> Option<String> {
        if !self.fields().iter().any(|field| field.leaves) {
            return None;
        }
        let mut now = self.copy();
        // A uid tells when its row was made.
        now.on_ritual(&mut |ritual| ritual.uid = None);
        now.as_of(today);
        // As a map: the order of fields is the alphabet's, whatever becomes of the list.
        Some(json::document(&object(&Object {
            kind: Some(kind),
            unknown: false,
            ..Object::body(&*now, |field| field.leaves)
        })))
    }

    /// Takes from it all that does not leave: what its fields hold, fields this program does not
    /// know, identities, which tell when a row was made, and the mark of sharing.
    pub fn keep_what_leaves(&mut self) {
        self.each_mut(&mut |field, value| {
            if !field.leaves {
                value.clear();
            }
        });
        self.extra_mut().clear();
        self.meta_mut().uid = Uuid::nil();
        self.meta_mut().visibility = Visibility::Private;
        self.on_ritual(&mut |ritual| ritual.uid = None);
    }

    /// The texts that are searched, each with the name of its field, and those of unknown fields.
    pub fn searchable_text(&self) -> Vec<(&str, &str)> {
        let mut found = Vec::new();
        for (field, value) in self.each().filter(|(field, _)| field.searched) {
            value.texts(&mut |text| found.push((field.name, text)));
        }
        for (name, value) in self.extra() {
            match value {
                Json::String(text) => found.push((name, text)),
                Json::Array(list) => {
                    let texts = list.iter().filter_map(Json::as_str);
                    found.extend(texts.map(|text| (name.as_str(), text)));
                }
                _ => {}
            }
        }
        found
    }

    /// What its owner wrote at length, one text after the other.
    pub fn text(&self) -> Vec<&str> {
        let long = self.each().filter(|(field, _)| field.long);
        long.flat_map(|(_, value)| texts(value)).collect()
    }

    /// Says another text in a field.
    pub fn say(&mut self, name: &str, text: &str) {
        if let Some((_, value)) = self.named(name) {
            value.say(text);
        }
    }

    /// Takes away what was written at length, word for word.
    pub fn clear_words(&mut self) {
        self.each_mut(&mut |field, value| {
            if field.verbatim {
                value.say("");
            }
        });
    }

    /// Moves its one day, where it has one.
    pub fn move_to(&mut self, day: NaiveDate) {
        self.each_mut(&mut |field, value| {
            if field.days == Some(Days::On) {
                value.set(Cell::Text(day.code())).expect("a day is one");
            }
        });
    }

    /// The days it is about, first and last; one that goes on has no last.
    pub fn span(&self) -> Option<(NaiveDate, Option<NaiveDate>)> {
        let of = |days| {
            let found = self.each().find(|(field, _)| field.days == Some(days));
            found?.1.day()
        };
        let several = || Some((of(Days::From)?, of(Days::Until)));
        of(Days::On).map(|day| (day, Some(day))).or_else(several)
    }

    /// The first day it is about.
    pub fn day(&self) -> Option<NaiveDate> {
        self.span().map(|(first, _)| first)
    }

    /// The ritual it speaks of.
    pub fn ritual(&self) -> Option<&RitualRef> {
        self.each().find_map(|(_, value)| value.ritual())
    }

    /// Changes the ritual it speaks of, where it speaks of one.
    pub fn on_ritual(&mut self, with: &mut dyn FnMut(&mut RitualRef)) {
        self.each_mut(&mut |_, value| {
            if let Some(ritual) = value.ritual_mut() {
                with(ritual);
            }
        });
    }
}
