//! A window of days, as the commands that look back take it.

use super::when::{self, Ahead};
use crate::clock::Clock;
use crate::failure::{Failure, Result};
use chrono::NaiveDate;

/// `--from` and `--to`; both ends belong to it.
#[derive(Debug, Clone, Default, clap::Args)]
pub struct Span {
    /// The first day
    #[arg(long, value_name = "DATE")]
    pub from: Option<String>,
    /// The last day
    #[arg(long, value_name = "DATE")]
    pub to: Option<String>,
}

impl Span {
    /// The days named. Neither lies ahead, and the first comes first.
    pub fn read(&self, clock: &Clock) -> Result<(Option<NaiveDate>, Option<NaiveDate>)> {
        let read = |flag, typed: &Option<String>| {
            typed
                .as_deref()
                .map(|typed| when::day(flag, typed, clock, Ahead::Refused))
                .transpose()
        };
        let (from, to) = (read("--from", &self.from)?, read("--to", &self.to)?);
        if let (Some(from), Some(to)) = (from, to) {
            in_order(from, to)?;
        }
        Ok((from, to))
    }

    /// The window named, to today and `days` long where it does not say.
    pub fn within(&self, clock: &Clock, days: u64) -> Result<(NaiveDate, NaiveDate)> {
        let (from, to) = self.read(clock)?;
        let to = to.unwrap_or(clock.today());
        let from = from.unwrap_or(to - chrono::Days::new(days - 1));
        in_order(from, to)?;
        Ok((from, to))
    }
}

/// A month or a window.
#[derive(Debug, Clone, Default, clap::Args)]
pub struct Month {
    #[command(flatten)]
    span: Span,
    /// A month, such as 2026-03 or march
    #[arg(long, value_name = "MONTH", conflicts_with_all = ["from", "to"])]
    month: Option<String>,
}

impl Month {
    /// First and last day: those named, or this month.
    pub fn read(&self, clock: &Clock) -> Result<(NaiveDate, NaiveDate)> {
        if self.span.from.is_some() || self.span.to.is_some() {
            return self.span.within(clock, 31);
        }
        when::month(self.month.as_deref(), clock)
    }
}

/// A window, a month or a year.
#[derive(Debug, Clone, Default, clap::Args)]
pub struct Period {
    #[command(flatten)]
    span: Span,
    /// A month, such as 2026-03 or march; this one without MONTH
    #[arg(long, value_name = "MONTH", num_args = 0..=1, conflicts_with_all = ["from", "to"])]
    month: Option<Option<String>>,
    /// A year, such as 2025; this one without YEAR
    #[arg(long, value_name = "YEAR", num_args = 0..=1, conflicts_with_all = ["from", "to", "month"])]
    year: Option<Option<String>>,
}

impl Period {
    /// First and last day: those named, or the year up to today.
    pub fn read(&self, clock: &Clock) -> Result<(NaiveDate, NaiveDate)> {
        match (&self.month, &self.year) {
            (Some(typed), _) => when::month(typed.as_deref(), clock),
            (_, Some(typed)) => when::year(typed.as_deref(), clock),
            _ => self.span.within(clock, 365),
        }
    }
}

fn in_order(from: NaiveDate, to: NaiveDate) -> Result<()> {
    if to < from {
        return Err(
            Failure::usage(format!("--to {to} lies before --from {from}"))
                .hint("the first day goes to --from"),
        );
    }
    Ok(())
}
