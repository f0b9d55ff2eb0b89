//! A boundary: what two people agreed on, in the words of the one who keeps this file.

use super::fields::{FieldError, Fields, Place};
use super::meta::{Extra, Meta};
use super::revision::Revision;
use chrono::NaiveDate;
use serde::Serialize;

/// Where a boundary stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stance {
    OffLimits,
    AskFirst,
    Offered,
}

impl Stance {
    /// In the order they are shown: off-limits first.
    pub const ALL: [Stance; 3] = [Stance::OffLimits, Stance::AskFirst, Stance::Offered];

    pub fn as_str(self) -> &'static str {
        match self {
            Stance::OffLimits => "off-limits",
            Stance::AskFirst => "ask-first",
            Stance::Offered => "offered",
        }
    }

    pub fn parse(text: &str) -> Option<Self> {
        Stance::ALL.into_iter().find(|s| s.as_str() == text)
    }
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Boundary {
    #[serde(flatten)]
    pub meta: Meta,
    /// Free text: what it is about.
    pub area: String,
    pub stance: Stance,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub with: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub agreed: Option<NaiveDate>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub revisit: Option<NaiveDate>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub retired: Option<NaiveDate>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub history: Vec<Revision>,
    #[serde(flatten)]
    pub extra: Extra,
}

impl Boundary {
    /// The fields whose earlier wording is kept.
    pub const KEPT: [&'static str; 7] = [
        "area", "stance", "with", "agreed", "revisit", "note", "retired",
    ];

    pub(super) fn read(mut f: Fields, _: &dyn Place) -> Result<Self, FieldError> {
        let meta = f.meta()?;
        let area = f.required("area", Fields::name)?;
        let stance = f.required("stance", |f, key| {
            f.choice(key, "off-limits, ask-first or offered", Stance::parse)
        })?;
        Ok(Boundary {
            area,
            stance,
            with: f.optional("with", Fields::name)?,
            agreed: f.optional("agreed", Fields::day)?,
            revisit: f.optional("revisit", Fields::day)?,
            note: f.words("note")?,
            retired: f.optional("retired", Fields::day)?,
            history: Revision::read_all(&mut f, meta.uid)?,
            meta,
            extra: f.rest(),
        })
    }
}
