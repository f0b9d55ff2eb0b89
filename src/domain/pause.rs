//! A time of rest. It has the same weight as doing.

use super::fields::{FieldError, Fields, Place};
use super::meta::{Extra, Meta};
use chrono::NaiveDate;
use serde::Serialize;

/// Resting days of one ritual, or of all of them.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Pause {
    #[serde(flatten)]
    pub meta: Meta,
    /// The name of the ritual; none rests all rituals.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ritual: Option<String>,
    pub from: NaiveDate,
    /// The last resting day; none while it is open.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<NaiveDate>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
    #[serde(flatten)]
    pub extra: Extra,
}

impl Pause {
    pub fn covers(&self, day: NaiveDate) -> bool {
        self.from <= day && self.until.is_none_or(|until| day <= until)
    }

    pub(super) fn read(mut f: Fields, _: &dyn Place) -> Result<Self, FieldError> {
        let meta = f.meta()?;
        let ritual = f.optional("ritual", Fields::name)?;
        let from = f.required("from", Fields::day)?;
        let until = f.optional("until", Fields::day)?;
        if until.is_some_and(|until| until < from) {
            return Err(FieldError::new("until", "a day on or after \"from\""));
        }
        Ok(Pause {
            meta,
            ritual,
            from,
            until,
            why: f.words("why")?,
            extra: f.rest(),
        })
    }
}
