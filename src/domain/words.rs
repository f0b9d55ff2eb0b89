//! Words of a day: the shape that wins, phrases, visions and wind-down lines share.

use super::fields::{FieldError, Fields, Place};
use super::meta::{Extra, Meta};
use super::record::Record;
use chrono::NaiveDate;
use serde::Serialize;

/// What a person wrote, and the day they wrote it for. Each kind has its own name and its own table.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Words {
    #[serde(flatten)]
    pub meta: Meta,
    pub day: NaiveDate,
    pub text: String,
    #[serde(flatten)]
    pub extra: Extra,
}

impl Words {
    pub fn new(meta: Meta, day: NaiveDate, text: String) -> Self {
        Words {
            meta,
            day,
            text,
            extra: Extra::new(),
        }
    }

    pub(super) fn read(mut f: Fields, _: &dyn Place) -> Result<Self, FieldError> {
        Ok(Words {
            meta: f.meta()?,
            day: f.required("day", Fields::day)?,
            text: f.required("text", Fields::words)?,
            extra: f.rest(),
        })
    }
}

impl Record {
    /// The row as words of a day, where its kind is one of those.
    pub fn words(&self) -> Option<&Words> {
        match self {
            Record::Win(w) | Record::Phrase(w) | Record::Vision(w) | Record::Winddown(w) => Some(w),
            _ => None,
        }
    }

    pub fn words_mut(&mut self) -> Option<&mut Words> {
        match self {
            Record::Win(w) | Record::Phrase(w) | Record::Vision(w) | Record::Winddown(w) => Some(w),
            _ => None,
        }
    }
}
