//! An offer: something the person is willing to give, until a day. Taken, left or let go of, it
//! leaves the same trace: none.

use super::field::{FieldError, Noun, Walk, at, beside, field};
use super::meta::{Extra, Meta};
use super::term::{Term, term};
use chrono::NaiveDate;

/// What an offer can be, presence first.
pub const KINDS: [&str; 6] = [
    "presence",
    "listen",
    "reflect",
    "accompany",
    "remind",
    "practical",
];

#[derive(Debug, Clone, Default, PartialEq)]
pub struct Offer {
    pub meta: Meta,
    /// What is offered, in the person's words.
    pub words: String,
    /// One of [`KINDS`].
    pub form: Option<String>,
    /// To whom, as a name in this notebook.
    pub to: Option<String>,
    pub term: Term,
    pub extra: Extra,
}

impl Noun for Offer {
    beside!();

    fn fields<W: Walk<Self>>(walk: &mut W) -> Result<(), W::Stop> {
        walk.field(&field("words").searched().leaves(), at!(words))?;
        walk.field(&field("form").searched().leaves(), at!(form))?;
        walk.field(&field("to").searched().leaves(), at!(to))?;
        term!(walk);
        Ok(())
    }

    fn check(&self) -> Result<(), FieldError> {
        match &self.form {
            Some(form) if !KINDS.contains(&form.as_str()) => {
                let expects = format!("one of {}; got {form:?}", KINDS.join(", "));
                Err(FieldError::new("form", &expects))
            }
            _ => self.term.check(),
        }
    }

    fn ended(&self, today: NaiveDate) -> bool {
        !self.term.live(today)
    }
}
