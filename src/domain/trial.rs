//! A trial: something tried for a while. What came of it is for its owner to say; what it asked of
//! the notes beforehand, the notes answer.

use super::field::{
    Bind, Cell, Cells, Days, Field, FieldError, Fields, Noun, Shape, Unfit, Value, Walk, at,
    beside, field, words,
};
use super::meta::{Extra, Meta};
use super::pause::in_order;
use chrono::NaiveDate;
use serde::ser::SerializeMap;
use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct Trial {
    pub meta: Meta,
    /// What is tried.
    pub text: String,
    pub from: NaiveDate,
    /// The last day of it; none while it is open.
    pub until: Option<NaiveDate>,
    /// What its owner found, and the day they wrote it.
    pub note: Option<String>,
    pub reviewed: Option<NaiveDate>,
    /// What days with are told from days without by.
    pub subject: Option<Subject>,
    /// The measure that is watched, by name.
    pub watch: Option<String>,
    /// Whether a coin says of each day if it could be one with.
    pub coin: bool,
    pub extra: Extra,
}

/// A ritual, or a word noted of a day. What was typed may name another ritual later; names it bore
/// lead to it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Subject {
    pub kind: SubjectKind,
    pub name: String,
}

/// In the order views list them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SubjectKind {
    Ritual,
    Trigger,
    Coping,
    Changed,
}

impl Noun for Trial {
    const DAYS: Days = Days::Between("from", "until");
    const TEXT: &'static [&'static str] = &["text", "note"];
    beside!();

    fn fields<W: Walk<Self>>(walk: &mut W) -> Result<(), W::Stop> {
        walk.field(&words("text").leaves(), at!(text))?;
        walk.field(&field("from").leaves(), at!(from))?;
        walk.field(&field("until").leaves(), at!(until))?;
        walk.field(&words("note"), at!(note))?;
        walk.field(&field("reviewed"), at!(reviewed))?;
        walk.field(&field("subject").searched(), at!(subject))?;
        walk.field(&field("watch"), at!(watch))?;
        walk.field(&field("coin"), at!(coin))
    }

    fn check(&self) -> Result<(), FieldError> {
        if self.subject.is_some() != self.watch.is_some() {
            let missing = if self.watch.is_some() {
                "subject"
            } else {
                "watch"
            };
            return Err(FieldError::new(
                missing,
                "a value beside the other of the two",
            ));
        }
        if self.coin && self.subject.is_none() {
            return Err(FieldError::new(
                "coin",
                "a \"subject\" and a \"watch\" beside it",
            ));
        }
        in_order("from", self.from, "until", self.until)
    }
}

/// An object in JSON.
impl Value for Option<Subject> {
    const SHAPE: Shape = Shape::Code;

    fn read(&mut self, field: &Field, from: &mut Fields) -> Result<(), FieldError> {
        let expects = |_| FieldError::new(field.name, "{\"kind\":\"ritual\",\"name\":NAME}");
        let read = from.take(field.name).map(serde_json::from_value);
        *self = read.transpose().map_err(expects)?;
        Ok(())
    }

    fn write<M: SerializeMap>(&self, field: &Field, to: &mut M) -> Result<(), M::Error> {
        let subject = self.as_ref();
        subject.map_or(Ok(()), |subject| to.serialize_entry(field.name, subject))
    }

    fn load(&mut self, from: &mut dyn Cells) -> Result<(), Unfit> {
        let read = from.text()?.map(|text| serde_json::from_str(&text));
        *self = read.transpose().map_err(|_| Unfit)?;
        Ok(())
    }

    fn bind<'a>(&'a self, to: &mut dyn Bind<'a>) {
        let text = |subject| serde_json::to_string(subject).unwrap_or_default();
        let text = self.as_ref().map(text);
        to.cell(text.map_or(Cell::Null, |text| Cell::Text(text.into())));
    }

    fn texts<'a>(&'a self, each: &mut dyn FnMut(&'a str)) {
        self.iter().for_each(|subject| each(&subject.name));
    }
}
