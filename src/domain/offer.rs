//! An offer: something the person is willing to give, until a day. Taken, left or let go of, it
//! leaves the same trace: none.

use super::field::{FieldError, Noun, field, fields};
use super::meta::{Extra, Meta};
use super::term::Term;

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
    fields! { Offer:
        words => field("words").searched().leaves(),
        form => field("form").searched().leaves(),
        to => field("to").searched().leaves(),
        term.since => field("since"),
        term.until => field("until").leaves(),
        term.closed => field("closed"),
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

    fn term(&self) -> Option<&Term> {
        Some(&self.term)
    }
}
