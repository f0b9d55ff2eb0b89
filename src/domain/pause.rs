//! A time of rest. It has the same weight as doing.

use super::field::{Days, FieldError, Noun, RitualRef, field, fields, words};
use super::meta::{Extra, Meta};
use chrono::NaiveDate;

/// Resting days of one ritual, or of all of them.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Pause {
    pub meta: Meta,
    /// None rests all rituals.
    pub ritual: Option<RitualRef>,
    pub from: NaiveDate,
    /// The last resting day; none while it is open.
    pub until: Option<NaiveDate>,
    pub why: Option<String>,
    pub extra: Extra,
}

impl Pause {
    pub fn covers(&self, day: NaiveDate) -> bool {
        self.from <= day && self.until.is_none_or(|until| day <= until)
    }
}

impl Noun for Pause {
    fields! { Pause:
        ritual => field("ritual").leaves(),
        from => field("from").column("first_day").leaves().days(Days::From),
        until => field("until").leaves().days(Days::Until),
        why => words("why"),
    }

    fn check(&self) -> Result<(), FieldError> {
        in_order("from", self.from, "until", self.until)
    }
}

/// A last day lies on or after the first.
pub(super) fn in_order(
    first: &str,
    from: NaiveDate,
    last: &str,
    until: Option<NaiveDate>,
) -> Result<(), FieldError> {
    match until.is_some_and(|until| until < from) {
        true => Err(FieldError::new(
            last,
            &format!("a day on or after {first:?}"),
        )),
        false => Ok(()),
    }
}
