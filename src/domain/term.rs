//! From when until when something holds. After its end it is gone from every view, without a word.

use super::fields::{FieldError, Fields};
use chrono::{Days, NaiveDate};
use serde::Serialize;

/// How many days something holds when nothing else is said.
pub const DAYS: u64 = 30;

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Term {
    /// The day it was given.
    pub since: NaiveDate,
    /// Its last day.
    pub until: NaiveDate,
    /// The day it was ended before that, for whatever reason.
    #[serde(skip_serializing_if = "Option::is_none")]
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

    pub(super) fn read(f: &mut Fields) -> Result<Self, FieldError> {
        let since = f.required("since", Fields::day)?;
        let until = f.required("until", Fields::day)?;
        if until < since {
            return Err(FieldError::new("until", "a day on or after \"since\""));
        }
        Ok(Term {
            since,
            until,
            closed: f.optional("closed", Fields::day)?,
        })
    }
}
