//! A trial: something tried for a while. What came of it is for its owner to say.

use super::field::{Days, FieldError, Noun, Walk, at, beside, field, words};
use super::meta::{Extra, Meta};
use super::pause::in_order;
use chrono::NaiveDate;

#[derive(Debug, Clone, Default, PartialEq)]
pub struct Trial {
    pub meta: Meta,
    /// What is tried.
    pub text: String,
    pub from: NaiveDate,
    /// The last day of it; none while it is open.
    pub until: Option<NaiveDate>,
    /// What its owner found, and the day they wrote it.
    pub note: Option<String>,
    pub reviewed: Option<NaiveDate>,
    pub extra: Extra,
}

impl Noun for Trial {
    const DAYS: Days = Days::Between("from", "until");
    const TEXT: &'static [&'static str] = &["text", "note"];
    beside!();

    fn fields<W: Walk<Self>>(walk: &mut W) -> Result<(), W::Stop> {
        walk.field(&words("text").leaves(), at!(text))?;
        walk.field(&field("from").leaves(), at!(from))?;
        walk.field(&field("until").leaves(), at!(until))?;
        walk.field(&words("note"), at!(note))?;
        walk.field(&field("reviewed"), at!(reviewed))
    }

    fn check(&self) -> Result<(), FieldError> {
        in_order("from", self.from, "until", self.until)
    }
}
