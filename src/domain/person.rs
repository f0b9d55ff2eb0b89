//! A person the owner of this file turns to, and what for. Nobody is told that they stand here.

use super::fields::{FieldError, Fields, Place};
use super::meta::{Extra, Meta};
use chrono::NaiveDate;
use serde::Serialize;

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Person {
    #[serde(flatten)]
    pub meta: Meta,
    pub name: String,
    /// Kinds of support, in the owner's words.
    #[serde(rename = "for", skip_serializing_if = "Vec::is_empty")]
    pub kinds: Vec<String>,
    /// How to reach them: a number, an address, a place.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reach: Option<String>,
    /// The day the owner saw that this is how to reach them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub checked: Option<NaiveDate>,
    /// Whether they stand on the page `ritual care` prints.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub care: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub retired: Option<NaiveDate>,
    #[serde(flatten)]
    pub extra: Extra,
}

impl Person {
    pub fn new(meta: Meta, name: String) -> Self {
        Person {
            meta,
            name,
            kinds: Vec::new(),
            reach: None,
            checked: None,
            care: false,
            note: None,
            retired: None,
            extra: Extra::new(),
        }
    }

    pub(super) fn read(mut f: Fields, _: &dyn Place) -> Result<Self, FieldError> {
        let mut person = Person::new(f.meta()?, f.required("name", Fields::name)?);
        person.kinds = f.list("for")?;
        person.reach = f.words("reach")?;
        person.checked = f.optional("checked", Fields::day)?;
        person.care = f.flag("care")?;
        person.note = f.words("note")?;
        person.retired = f.optional("retired", Fields::day)?;
        person.extra = f.rest();
        Ok(person)
    }
}
