//! A trial: something tried for a while. What came of it is for its owner to say; what it asked of
//! the notes beforehand, the notes answer.

use super::field::{
    Cell, Days, Field, FieldError, Fields, Shape, Unfit, Value, Written, field, noun, shapes, words,
};
use super::term::in_order;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

noun! {
    pub struct Trial {
        /// What is tried.
        text: String = words("text").leaves().long(),
        from: NaiveDate = field("from").leaves().days(Days::From),
        /// The last day of it; none while it is open.
        until: Option<NaiveDate> = field("until").leaves().days(Days::Until),
        /// What its owner found, and the day they wrote it.
        note: Option<String> = words("note").long(),
        reviewed: Option<NaiveDate> = field("reviewed"),
        /// What days with are told from days without by.
        subject: Option<Subject> = field("subject").searched(),
        /// The measure that is watched, by name.
        watch: Option<String> = field("watch"),
        /// Whether a coin says of each day if it could be one with.
        coin: bool = field("coin"),
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
