//! An invitation to a person around a ritual. Nobody takes part unasked.

use super::field::{Noun, RitualRef, field, fields};
use super::meta::{Extra, Meta};
use super::term::Term;

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
    fields! { Invite:
        ritual => field("ritual").leaves(),
        who => field("who").searched().leaves(),
        to => field("to").searched().leaves(),
        term.since => field("since"),
        term.until => field("until").leaves(),
        term.closed => field("closed"),
    }

    fn term(&self) -> Option<&Term> {
        Some(&self.term)
    }
}
