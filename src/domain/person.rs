//! A person the owner of this file turns to, and what for. Nobody is told that they stand here.

use super::field::{Noun, Walk, at, beside, field, words};
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
    const TEXT: &'static [&'static str] = &["reach", "note"];
    beside!();

    // How to reach somebody is theirs to give, and what is noted about them is its owner's.
    fn fields<W: Walk<Self>>(walk: &mut W) -> Result<(), W::Stop> {
        walk.field(&field("name").searched().leaves(), at!(name))?;
        walk.field(&field("for").searched().leaves(), at!(kinds))?;
        walk.field(&words("reach"), at!(reach))?;
        walk.field(&field("checked"), at!(checked))?;
        walk.field(&field("care"), at!(care))?;
        walk.field(&words("note"), at!(note))?;
        walk.field(&field("retired"), at!(retired))
    }

    fn put_away(&self) -> bool {
        self.retired.is_some()
    }
}
