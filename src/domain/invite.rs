//! An invitation to a person around a ritual. Nobody takes part unasked.

use super::fields::{FieldError, Fields, Place};
use super::meta::{Extra, Meta};
use super::term::Term;
use serde::Serialize;

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Invite {
    #[serde(flatten)]
    pub meta: Meta,
    /// The name of the ritual.
    pub ritual: String,
    /// The person, as a name in this notebook.
    pub who: String,
    /// To what: a kind of support, or the words of an own option.
    pub to: String,
    #[serde(flatten)]
    pub term: Term,
    #[serde(flatten)]
    pub extra: Extra,
}

impl Invite {
    pub(super) fn read(mut f: Fields, _: &dyn Place) -> Result<Self, FieldError> {
        Ok(Invite {
            meta: f.meta()?,
            ritual: f.required("ritual", Fields::name)?,
            who: f.required("who", Fields::name)?,
            to: f.required("to", Fields::name)?,
            term: Term::read(&mut f)?,
            extra: f.rest(),
        })
    }
}
