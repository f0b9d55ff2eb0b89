//! A month as two people set it up: one personal objective, one joint activity, what was learned.
//! Nothing of it goes on to the next month by itself, and nothing of it is met or unmet.

use super::field::{Coded, RitualRef, codes, field, iso_day, noun, words};
use super::meta::Meta;
use chrono::{Datelike, Months, NaiveDate};
use serde::{Serialize, Serializer};
use std::borrow::Cow;
use std::fmt;

/// A month of the calendar, held as its first day.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Month(NaiveDate);

impl Month {
    pub fn of(day: NaiveDate) -> Self {
        Month(day.with_day(1).unwrap_or(day))
    }

    /// Reads `2026-12` and nothing else.
    pub fn parse(text: &str) -> Option<Self> {
        iso_day(&format!("{text}-01")).map(Month)
    }

    pub fn first(self) -> NaiveDate {
        self.0
    }

    /// The month after it; the last one the calendar has is its own.
    pub fn next(self) -> Self {
        Month(self.0.checked_add_months(Months::new(1)).unwrap_or(self.0))
    }

    pub fn previous(self) -> Self {
        Month(self.0.checked_sub_months(Months::new(1)).unwrap_or(self.0))
    }
}

impl Coded for Month {
    const EXPECTS: &'static str = "a month such as 2026-12";

    fn parse(text: &str) -> Option<Self> {
        Month::parse(text)
    }

    fn code(&self) -> Cow<'static, str> {
        self.to_string().into()
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0.format("%Y-%m"))
    }
}

impl Serialize for Month {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

codes! {
    /// What a line of a month is. There is no other.
    pub enum Slot expects "personal, joint or learned" {
        Personal "personal",
        Joint "joint",
        Learned "learned",
    }
}

impl Slot {
    /// The slots that are set for a month; what was learned comes after.
    pub const SET: [Slot; 2] = [Slot::Personal, Slot::Joint];
}

codes! {
    /// What a person chose to do with a line when they looked back at its month.
    pub enum Choice expects "carry, change or let-go" {
        Carry "carry",
        Change "change",
        LetGo "let-go",
    }
}

noun! {
    /// One line of one month.
    pub struct MonthLine {
        month: Month = field("month").leaves(),
        slot: Slot = field("slot").leaves(),
        text: String = words("text").leaves().long(),
        with: Option<String> = field("with").searched().leaves(),
        /// The ritual whose entries say how often it was noted.
        ritual: Option<RitualRef> = field("ritual").leaves(),
        choice: Option<Choice> = field("choice"),
    }
}

impl MonthLine {
    pub fn new(meta: Meta, month: Month, slot: Slot, text: String) -> Self {
        MonthLine {
            meta,
            month,
            slot,
            text,
            ..MonthLine::default()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_day_is_in_its_month_and_in_no_other(days in 0_i64..1_000_000) {
            let day = NaiveDate::from_ymd_opt(1900, 1, 1).unwrap() + chrono::TimeDelta::days(days);
            let month = Month::of(day);
            prop_assert!(month.first() <= day && day < month.next().first());
            prop_assert_eq!(month.next().previous(), month);
            prop_assert_eq!(Month::parse(&month.to_string()), Some(month));
        }
    }

    #[test]
    fn months_begin_and_end_where_the_calendar_has_it() {
        let month = Month::parse("2024-02").unwrap();
        assert_eq!(month.next().first().to_string(), "2024-03-01");
        assert_eq!(month.next().to_string(), "2024-03");
        assert_eq!(
            Month::parse("2026-01").unwrap().previous().to_string(),
            "2025-12"
        );
        assert_eq!(month.next().previous(), month);
        for wrong in ["2026-13", "2026-1", "2026", "", "2026-12-01", "dec"] {
            assert_eq!(Month::parse(wrong), None, "{wrong}");
        }
    }
}
