//! A reflection: what a ritual is like for its owner at some time, in marks if wanted and in words.

use super::fields::{FieldError, Fields, Place};
use super::meta::{Extra, Meta};
use chrono::NaiveDate;
use serde::Serialize;

/// How a ritual feels. None of them is above another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Feel {
    Reinforcing,
    Burdensome,
    Mixed,
    Unsure,
}

impl Feel {
    pub const ALL: [Feel; 4] = [
        Feel::Reinforcing,
        Feel::Burdensome,
        Feel::Mixed,
        Feel::Unsure,
    ];

    pub fn as_str(self) -> &'static str {
        match self {
            Feel::Reinforcing => "reinforcing",
            Feel::Burdensome => "burdensome",
            Feel::Mixed => "mixed",
            Feel::Unsure => "unsure",
        }
    }

    pub fn parse(text: &str) -> Option<Self> {
        Feel::ALL.into_iter().find(|f| f.as_str() == text)
    }
}

/// Any one field alone is enough.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Reflection {
    #[serde(flatten)]
    pub meta: Meta,
    /// The name of the ritual.
    pub ritual: String,
    pub day: NaiveDate,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub feels: Option<Feel>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub works: Option<String>,
    /// What does not work.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub not: Option<String>,
    /// 1 to 5.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub enjoyed: Option<u8>,
    #[serde(flatten)]
    pub extra: Extra,
}

impl Reflection {
    pub fn blank(meta: Meta, ritual: String, day: NaiveDate) -> Self {
        Reflection {
            meta,
            ritual,
            day,
            feels: None,
            works: None,
            not: None,
            enjoyed: None,
            extra: Extra::new(),
        }
    }

    /// True when there is nothing to keep.
    pub fn is_blank(&self) -> bool {
        self.feels.is_none() && self.works.is_none() && self.not.is_none() && self.enjoyed.is_none()
    }

    pub(super) fn read(mut f: Fields, _: &dyn Place) -> Result<Self, FieldError> {
        let meta = f.meta()?;
        let ritual = f.required("ritual", Fields::name)?;
        let mut read = Reflection::blank(meta, ritual, f.required("day", Fields::day)?);
        let marks = "reinforcing, burdensome, mixed or unsure";
        read.feels = f.choice("feels", marks, Feel::parse)?;
        read.works = f.words("works")?;
        read.not = f.words("not")?;
        read.enjoyed = f.step("enjoyed")?;
        read.extra = f.rest();
        if read.is_blank() && read.extra.is_empty() {
            return Err(FieldError::new(
                "kind",
                "something beside ritual and day, such as \"feels\" or \"works\"",
            ));
        }
        Ok(read)
    }
}
