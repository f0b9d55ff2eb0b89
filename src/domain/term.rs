//! From when until when something holds. After its end it is gone from every view, without a word.

use super::field::FieldError;
use super::pause;
use chrono::{Days, NaiveDate};

/// How many days something holds when nothing else is said.
pub const DAYS: u64 = 30;

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Term {
    /// The day it was given.
    pub since: NaiveDate,
    /// Its last day.
    pub until: NaiveDate,
    /// The day it was ended before that, for whatever reason.
    pub closed: Option<NaiveDate>,
}

impl Term {
    /// From a day on, for [`DAYS`] days.
    pub fn from(since: NaiveDate) -> Self {
        Term {
            since,
            until: since.checked_add_days(Days::new(DAYS)).unwrap_or(since),
            closed: None,
        }
    }

    /// Whether it holds on a day.
    pub fn live(&self, day: NaiveDate) -> bool {
        self.closed.is_none() && day <= self.until
    }

    pub(super) fn check(&self) -> Result<(), FieldError> {
        pause::in_order("since", self.since, "until", Some(self.until))
    }
}
