//! A trial: something tried for a while. What came of it is for its owner to say.

use super::fields::{FieldError, Fields, Place};
use super::meta::{Extra, Meta};
use chrono::NaiveDate;
use serde::Serialize;

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Trial {
    #[serde(flatten)]
    pub meta: Meta,
    /// What is tried.
    pub text: String,
    pub from: NaiveDate,
    /// The last day of it; none while it is open.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<NaiveDate>,
    /// What its owner found, and the day they wrote it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reviewed: Option<NaiveDate>,
    #[serde(flatten)]
    pub extra: Extra,
}

impl Trial {
    pub(super) fn read(mut f: Fields, _: &dyn Place) -> Result<Self, FieldError> {
        let meta = f.meta()?;
        let text = f.required("text", Fields::words)?;
        let from = f.required("from", Fields::day)?;
        let until = f.optional("until", Fields::day)?;
        if until.is_some_and(|until| until < from) {
            return Err(FieldError::new("until", "a day on or after \"from\""));
        }
        Ok(Trial {
            meta,
            text,
            from,
            until,
            note: f.words("note")?,
            reviewed: f.optional("reviewed", Fields::day)?,
            extra: f.rest(),
        })
    }
}
