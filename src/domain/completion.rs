//! One time a ritual was done.

use super::fields::{FieldError, Fields, Place};
use super::json;
use super::meta::{Extra, Meta};
use super::moment::Moment;
use chrono::NaiveDate;
use serde::Serialize;

/// A completion. A variation (`as`) counts as much as any other.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Completion {
    #[serde(flatten)]
    pub meta: Meta,
    /// The name of the ritual.
    pub ritual: String,
    /// The local day it was given; never recomputed.
    pub day: NaiveDate,
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    pub moment: Option<Moment>,
    /// Not negative.
    #[serde(
        skip_serializing_if = "Option::is_none",
        serialize_with = "json::number"
    )]
    pub amount: Option<f64>,
    /// What the amount was counted in when it was noted; the ritual's unit where none is kept.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    #[serde(rename = "as", skip_serializing_if = "Option::is_none")]
    pub variation: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    #[serde(flatten)]
    pub extra: Extra,
}

impl Completion {
    pub(super) fn read(mut f: Fields, place: &dyn Place) -> Result<Self, FieldError> {
        let meta = f.meta()?;
        let ritual = f.required("ritual", Fields::name)?;
        let day = f.required("day", Fields::day)?;
        Ok(Completion {
            meta,
            ritual,
            day,
            moment: f.moment(day, place)?,
            amount: f.number("amount", 0.0, 1e12)?,
            unit: f.optional("unit", Fields::name)?,
            variation: f.words("as")?,
            note: f.words("note")?,
            extra: f.rest(),
        })
    }
}
