//! An invitation to a person around a ritual. Nobody takes part unasked.

use super::field::{FieldError, Noun, RitualRef, Walk, at, beside, field};
use super::meta::{Extra, Meta};
use super::term::{Term, term};
use chrono::NaiveDate;

#[derive(Debug, Clone, Default, PartialEq)]
pub struct Invite {
    pub meta: Meta,
    pub ritual: RitualRef,
    /// The person, as a name in this notebook.
    pub who: String,
    /// To what: a kind of support, or the words of an own option.
    pub to: String,
    pub term: Term,
    pub extra: Extra,
}

impl Noun for Invite {
    beside!();

    fn fields<W: Walk<Self>>(walk: &mut W) -> Result<(), W::Stop> {
        walk.field(&field("ritual").leaves(), at!(ritual))?;
        walk.field(&field("who").searched().leaves(), at!(who))?;
        walk.field(&field("to").searched().leaves(), at!(to))?;
        term!(walk);
        Ok(())
    }

    fn check(&self) -> Result<(), FieldError> {
        self.term.check()
    }

    fn ended(&self, today: NaiveDate) -> bool {
        !self.term.live(today)
    }
}
