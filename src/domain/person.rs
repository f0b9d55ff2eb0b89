//! A person the owner of this file turns to, and what for. Nobody is told that they stand here.

use super::field::{Noun, field, fields, words};
use super::meta::{Extra, Meta};
use chrono::NaiveDate;

#[derive(Debug, Clone, Default, PartialEq)]
pub struct Person {
    pub meta: Meta,
    pub name: String,
    /// Kinds of support, in the owner's words.
    pub kinds: Vec<String>,
    /// How to reach them: a number, an address, a place.
    pub reach: Option<String>,
    /// The day the owner saw that this is how to reach them.
    pub checked: Option<NaiveDate>,
    /// Whether they stand on the page `ritual care` prints.
    pub care: bool,
    pub note: Option<String>,
    pub retired: Option<NaiveDate>,
    pub extra: Extra,
}

impl Person {
    pub fn new(meta: Meta, name: String) -> Self {
        Person {
            meta,
            name,
            ..Person::default()
        }
    }
}

impl Noun for Person {
    // How to reach somebody is theirs to give, and what is noted about them is its owner's.
    fields! { Person:
        name => field("name").searched().leaves(),
        kinds => field("for").searched().leaves(),
        reach => words("reach").long(),
        checked => field("checked"),
        care => field("care"),
        note => words("note").long(),
        retired => field("retired").puts_away(),
    }
}
