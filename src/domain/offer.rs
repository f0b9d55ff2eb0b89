//! An offer: something the person is willing to give, until a day. Taken, left or let go of, it
//! leaves the same trace: none.

use super::fields::{FieldError, Fields, Place};
use super::meta::{Extra, Meta};
use super::term::Term;
use serde::Serialize;

/// What an offer can be, presence first.
pub const KINDS: [&str; 6] = [
    "presence",
    "listen",
    "reflect",
    "accompany",
    "remind",
    "practical",
];

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Offer {
    #[serde(flatten)]
    pub meta: Meta,
    /// What is offered, in the person's words.
    pub words: String,
    /// One of [`KINDS`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub form: Option<String>,
    /// To whom, as a name in this notebook.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
    #[serde(flatten)]
    pub term: Term,
    #[serde(flatten)]
    pub extra: Extra,
}

impl Offer {
    pub(super) fn read(mut f: Fields, _: &dyn Place) -> Result<Self, FieldError> {
        Ok(Offer {
            meta: f.meta()?,
            words: f.required("words", Fields::name)?,
            form: f.choice("form", &format!("one of {}", KINDS.join(", ")), |s| {
                KINDS.contains(&s).then(|| s.to_owned())
            })?,
            to: f.optional("to", Fields::name)?,
            term: Term::read(&mut f)?,
            extra: f.rest(),
        })
    }
}
