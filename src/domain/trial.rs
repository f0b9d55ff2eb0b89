//! A trial: something tried for a while. What came of it is for its owner to say; what it asked of
//! the notes beforehand, the notes answer.

use super::field::{
    Cell, Days, Field, FieldError, Fields, Noun, Shape, Unfit, Value, Written, field, fields,
    shapes, words,
};
use super::meta::{Extra, Meta};
use super::pause::in_order;
use chrono::NaiveDate;
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
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Subject {
    pub kind: SubjectKind,
    pub name: String,
}

/// In the order views list them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SubjectKind {
    #[default]
    Ritual,
    Trigger,
    Coping,
    Changed,
}

impl Noun for Trial {
    fields! { Trial:
        text => words("text").leaves().long(),
        from => field("from").leaves().days(Days::From),
        until => field("until").leaves().days(Days::Until),
        note => words("note").long(),
        reviewed => field("reviewed"),
        subject => field("subject").searched(),
        watch => field("watch"),
        coin => field("coin"),
    }

    fn check(&self) -> Result<(), FieldError> {
        let other = "a value beside the other of the two";
        let both = "a \"subject\" and a \"watch\" beside it";
        match (&self.subject, &self.watch) {
            (None, Some(_)) => Err(FieldError::new("subject", other)),
            (Some(_), None) => Err(FieldError::new("watch", other)),
            (None, None) if self.coin => Err(FieldError::new("coin", both)),
            _ => in_order("from", self.from, "until", self.until),
        }
    }
}

shapes!(Subject: Code);

/// An object in JSON.
impl Value for Subject {
    fn read(&mut self, field: &Field, from: &mut Fields) -> Result<(), FieldError> {
        let expects = |_| FieldError::new(field.name, "{\"kind\":\"ritual\",\"name\":NAME}");
        let read = from.take(field.name).unwrap_or_default();
        *self = serde_json::from_value(read).map_err(expects)?;
        Ok(())
    }

    fn cell(&self) -> Cell<'_> {
        Cell::parts(self, false)
    }

    fn set(&mut self, cell: Cell) -> Result<(), Unfit> {
        let text = cell.text()?.ok_or(Unfit)?;
        *self = serde_json::from_str(&text).map_err(|_| Unfit)?;
        Ok(())
    }

    fn write<'a>(&'a self, field: &Field, to: &mut dyn FnMut(&'static str, Written<'a>)) {
        to(field.name, Written(Shape::Keyed, self.cell()));
    }

    fn texts<'a>(&'a self, each: &mut dyn FnMut(&'a str)) {
        each(&self.name);
    }
}
