//! Thanks: what one person did that another valued, said in that other's words. It stays here.

use super::fields::{FieldError, Fields, Place};
use super::meta::{Extra, Meta};
use chrono::NaiveDate;
use serde::Serialize;

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Thanks {
    #[serde(flatten)]
    pub meta: Meta,
    pub day: NaiveDate,
    /// The name of the one thanked.
    pub to: String,
    /// The specific thing.
    #[serde(rename = "for")]
    pub what: String,
    #[serde(flatten)]
    pub extra: Extra,
}

impl Thanks {
    pub(super) fn read(mut f: Fields, _: &dyn Place) -> Result<Self, FieldError> {
        Ok(Thanks {
            meta: f.meta()?,
            day: f.required("day", Fields::day)?,
            to: f.required("to", Fields::name)?,
            what: f.required("for", Fields::words)?,
            extra: f.rest(),
        })
    }
}
