//! A month as two people set it up: one personal objective, one joint activity, what was learned.
//! Nothing of it goes on to the next month by itself, and nothing of it is met or unmet.

use super::field::{Coded, Noun, RitualRef, Walk, at, beside, coded, field, iso_day, words};
use super::meta::{Extra, Meta};
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

/// What a line of a month is. There is no other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Slot {
    #[default]
    Personal,
    Joint,
    Learned,
}

impl Slot {
    /// The slots that are set for a month; what was learned comes after.
    pub const SET: [Slot; 2] = [Slot::Personal, Slot::Joint];

    pub fn as_str(self) -> &'static str {
        match self {
            Slot::Personal => "personal",
            Slot::Joint => "joint",
            Slot::Learned => "learned",
        }
    }

    pub fn parse(text: &str) -> Option<Self> {
        [Slot::Personal, Slot::Joint, Slot::Learned]
            .into_iter()
            .find(|s| s.as_str() == text)
    }
}

/// What a person chose to do with a line when they looked back at its month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Choice {
    Carry,
    Change,
    LetGo,
}

impl Choice {
    pub fn as_str(self) -> &'static str {
        match self {
            Choice::Carry => "carry",
            Choice::Change => "change",
            Choice::LetGo => "let-go",
        }
    }

    pub fn parse(text: &str) -> Option<Self> {
        [Choice::Carry, Choice::Change, Choice::LetGo]
            .into_iter()
            .find(|c| c.as_str() == text)
    }
}

/// One line of one month.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct MonthLine {
    pub meta: Meta,
    pub month: Month,
    pub slot: Slot,
    pub text: String,
    pub with: Option<String>,
    /// The ritual whose entries say how often it was noted.
    pub ritual: Option<RitualRef>,
    pub choice: Option<Choice>,
    pub extra: Extra,
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

coded!(Slot, "personal, joint or learned");
coded!(Choice, "carry, change or let-go");

impl Noun for MonthLine {
    const TEXT: &'static [&'static str] = &["text"];
    beside!();

    fn fields<W: Walk<Self>>(walk: &mut W) -> Result<(), W::Stop> {
        walk.field(&field("month").leaves(), at!(month))?;
        walk.field(&field("slot").leaves(), at!(slot))?;
        walk.field(&words("text").leaves(), at!(text))?;
        walk.field(&field("with").searched().leaves(), at!(with))?;
        walk.field(&field("ritual").leaves(), at!(ritual))?;
        walk.field(&field("choice"), at!(choice))
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
