//! A reflection: what a ritual is like for its owner at some time, in marks if wanted and in words.

use super::field::{Days, FieldError, Noun, RitualRef, Walk, at, beside, coded, field, words};
use super::meta::{Extra, Meta};
use chrono::NaiveDate;

/// How a ritual feels. None of them is above another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
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
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Reflection {
    pub meta: Meta,
    pub ritual: RitualRef,
    pub day: NaiveDate,
    pub feels: Option<Feel>,
    pub works: Option<String>,
    /// What does not work.
    pub not: Option<String>,
    /// 1 to 5.
    pub enjoyed: Option<u8>,
    /// In the person's own words, whatever was asked.
    pub note: Option<String>,
    pub extra: Extra,
}

impl Reflection {
    pub fn blank(meta: Meta, ritual: RitualRef, day: NaiveDate) -> Self {
        Reflection {
            meta,
            ritual,
            day,
            ..Reflection::default()
        }
    }

    /// True when there is nothing to keep.
    pub fn is_blank(&self) -> bool {
        let words = [&self.works, &self.not, &self.note];
        let marked = self.feels.is_some() || self.enjoyed.is_some();
        !marked && words.into_iter().all(Option::is_none)
    }
}

coded!(Feel, "reinforcing, burdensome, mixed or unsure");

impl Noun for Reflection {
    const DAYS: Days = Days::On("day");
    const TEXT: &'static [&'static str] = &["note"];
    beside!();

    fn fields<W: Walk<Self>>(walk: &mut W) -> Result<(), W::Stop> {
        walk.field(&field("ritual").leaves(), at!(ritual))?;
        walk.field(&field("day").leaves(), at!(day))?;
        walk.field(&field("feels").leaves(), at!(feels))?;
        walk.field(&words("works").leaves(), at!(works))?;
        walk.field(&words("not").leaves(), at!(not))?;
        walk.field(&field("enjoyed").leaves(), at!(enjoyed))?;
        walk.field(&words("note").leaves(), at!(note))
    }

    fn check(&self) -> Result<(), FieldError> {
        if self.is_blank() && self.extra.is_empty() {
            let expects = "something beside ritual and day, such as \"feels\" or \"works\"";
            return Err(FieldError::new("kind", expects));
        }
        Ok(())
    }
}
