//! An own kind of support, in the person's words.

use super::fields::{FieldError, Fields, Place};
use super::meta::{Extra, Meta};
use chrono::NaiveDate;
use serde::Serialize;

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SupportOption {
    #[serde(flatten)]
    pub meta: Meta,
    pub words: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub retired: Option<NaiveDate>,
    #[serde(flatten)]
    pub extra: Extra,
}

impl SupportOption {
    pub(super) fn read(mut f: Fields, _: &dyn Place) -> Result<Self, FieldError> {
        Ok(SupportOption {
            meta: f.meta()?,
            words: f.required("words", Fields::name)?,
            retired: f.optional("retired", Fields::day)?,
            extra: f.rest(),
        })
    }
}
