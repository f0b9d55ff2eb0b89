//! A window of days, as the commands that look back take it.

use super::session::Session;
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

    pub fn given(&self) -> bool {
        self.from.is_some() || self.to.is_some()
    }

    /// The window named, to the last notes and `days` long where it does not say.
    pub fn within(&self, session: &Session, days: u64) -> Result<(NaiveDate, NaiveDate)> {
        let (from, to) = self.read(&session.clock)?;
        let to = match (from, to) {
            (_, Some(to)) => to,
            (Some(_), None) => session.clock.today(),
            (None, None) => session.end()?,
        };
        let from = from.unwrap_or(to - chrono::Days::new(days - 1));
        in_order(from, to)?;
        Ok((from, to))
    }
}

/// A week, a month, a year or a window.
#[derive(Debug, Clone, Default, clap::Args)]
pub struct Page {
    /// As it is said: last week, november, 2025, yesterday
    #[arg(value_name = "WHEN", conflicts_with_all = ["from", "to", "week", "month", "year"])]
    when: Vec<String>,
    #[command(flatten)]
    span: Span,
    /// The week of a day, or `last`; this one without it
    #[arg(long, value_name = "DAY", num_args = 0..=1, conflicts_with_all = ["from", "to"])]
    week: Option<Option<String>>,
    /// A month: 2026-03 or march; this one without it
    #[arg(long, value_name = "MONTH", num_args = 0..=1, conflicts_with_all = ["from", "to", "week"])]
    month: Option<Option<String>>,
    /// A year, such as 2025; this one without it
    #[arg(long, value_name = "YEAR", num_args = 0..=1, conflicts_with_all = ["from", "to", "week", "month"])]
    year: Option<Option<String>>,
}

impl Page {
    /// First and last day: those named, or the month of the last notes.
    pub fn read(&self, session: &Session) -> Result<(NaiveDate, NaiveDate)> {
        let clock = &session.clock;
        if !self.when.is_empty() {
            return said(&self.when, session).unwrap_or_else(|| Err(no_window(&self.when)));
        }
        if [&self.week, &self.month, &self.year].contains(&&Some(None)) {
            session.tell_end()?;
        }
        match (&self.week, &self.month, &self.year) {
            (Some(typed), ..) => when::week(typed.as_deref(), clock, session.settings.week_start),
            (_, Some(typed), _) => when::month(typed.as_deref(), clock),
            (.., Some(typed)) => when::year(typed.as_deref(), clock),
            _ if self.span.given() => self.span.within(session, 31),
            _ => {
                let end = session.end()?;
                let (first, _) = when::month(Some(&end.format("%Y-%m").to_string()), clock)?;
                Ok((first, end))
            }
        }
    }

    /// First and last day: those named, or the last `days` days of notes.
    pub fn within(&self, session: &Session, days: u64) -> Result<(NaiveDate, NaiveDate)> {
        match (&self.week, &self.month, &self.year) {
            (None, None, None) if self.when.is_empty() => self.span.within(session, days),
            _ => self.read(session),
        }
    }
}

/// A window, a month or a year.
#[derive(Debug, Clone, Default, clap::Args)]
pub struct Period {
    #[command(flatten)]
    span: Span,
    /// A month: 2026-03 or march; this one without it
    #[arg(long, value_name = "MONTH", num_args = 0..=1, conflicts_with_all = ["from", "to"])]
    month: Option<Option<String>>,
    /// A year, such as 2025; this one without it
    #[arg(long, value_name = "YEAR", num_args = 0..=1, conflicts_with_all = ["from", "to", "month"])]
    year: Option<Option<String>>,
}

impl Period {
    /// The same, where words say it; those that do not are refused.
    pub fn read_after(
        &self,
        words: &[String],
        session: &Session,
    ) -> Result<(NaiveDate, NaiveDate)> {
        if words.is_empty() {
            return self.read(session);
        }
        if self.span.given() || self.month.is_some() || self.year.is_some() {
            return Err(Failure::usage(format!(
                "the days come twice; got '{}' too",
                words.join(" ")
            ))
            .hint("one of them is enough"));
        }
        said(words, session).unwrap_or_else(|| Err(no_window(words)))
    }

    /// First and last day: those named, or the year up to today.
    fn read(&self, session: &Session) -> Result<(NaiveDate, NaiveDate)> {
        match (&self.month, &self.year) {
            (Some(typed), _) => when::month(typed.as_deref(), &session.clock),
            (_, Some(typed)) => when::year(typed.as_deref(), &session.clock),
            _ => self.span.within(session, 365),
        }
    }
}

/// The days that words name, where they do.
pub fn said(words: &[String], session: &Session) -> Option<Result<(NaiveDate, NaiveDate)>> {
    when::window(
        &words.join(" "),
        &session.clock,
        session.settings.week_start,
    )
}

fn no_window(words: &[String]) -> Failure {
    Failure::usage(format!(
        "a week, a month or a year is expected; got '{}'",
        words.join(" ")
    ))
    .hint("they read 'last week', november, 2026-03, 2025, '30 days'; --from and --to name the first and the last day")
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
