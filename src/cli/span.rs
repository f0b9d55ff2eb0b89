//! Stretches of days: the windows of the commands that look back, and until when something holds.

use super::session::Session;
use super::when::{self, Ahead};
use crate::clock::Clock;
use crate::domain::term::Term;
use crate::failure::{Failure, Result};
use chrono::{Datelike, Days, Months, NaiveDate};

/// The first and the last day of a stretch.
pub type Window = (NaiveDate, NaiveDate);

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
            when::given(flag, typed.as_deref(), clock, Ahead::Refused)
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
    pub fn within(&self, session: &Session, days: u64) -> Result<Window> {
        let (from, to) = self.read(&session.clock)?;
        let to = match (from, to) {
            (_, Some(to)) => to,
            (Some(_), None) => session.clock.today(),
            (None, None) => session.end()?,
        };
        let from = from.unwrap_or(to - Days::new(days - 1));
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
    pub fn read(&self, session: &Session) -> Result<Window> {
        let clock = &session.clock;
        if !self.when.is_empty() {
            return spoken(&self.when, session);
        }
        if [&self.week, &self.month, &self.year].contains(&&Some(None)) {
            session.tell_end()?;
        }
        match (&self.week, &self.month, &self.year) {
            (Some(typed), ..) => week(typed.as_deref(), session),
            (_, Some(typed), _) => month(typed.as_deref(), clock),
            (.., Some(typed)) => year(typed.as_deref(), clock),
            _ if self.span.given() => self.span.within(session, 31),
            _ => {
                let end = session.end()?;
                let (first, _) = month(Some(&end.format("%Y-%m").to_string()), clock)?;
                Ok((first, end))
            }
        }
    }

    /// First and last day: those named, or the last `days` days of notes.
    pub fn within(&self, session: &Session, days: u64) -> Result<Window> {
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
    pub fn read_after(&self, words: &[String], session: &Session) -> Result<Window> {
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
        spoken(words, session)
    }

    /// First and last day: those named, or the year up to today.
    fn read(&self, session: &Session) -> Result<Window> {
        match (&self.month, &self.year) {
            (Some(typed), _) => month(typed.as_deref(), &session.clock),
            (_, Some(typed)) => year(typed.as_deref(), &session.clock),
            _ => self.span.within(session, 365),
        }
    }
}

/// The days that words name.
fn spoken(words: &[String], session: &Session) -> Result<Window> {
    let words = words.join(" ");
    said(&words, session).unwrap_or_else(|| {
        Err(Failure::usage(format!("a week, a month or a year is expected; got '{words}'"))
            .hint("they read 'last week', november, 2026-03, 2025, '30 days'; --from and --to name the first and the last day"))
    })
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

/// First and last day of `2026-03`, `march` (the last one that began), or this month.
fn month(typed: Option<&str>, clock: &Clock) -> Result<Window> {
    let today = clock.today();
    let expects = |typed: &str| {
        Failure::usage(format!(
            "--month expects a month such as 2026-03; got '{typed}'"
        ))
        .hint("months read 2026-03, march, 'march 2025', this or last")
    };
    let first = match typed {
        None => today.with_day(1),
        Some(typed) => when::a_month(typed, clock, Ahead::Refused),
    };
    let first = first.ok_or_else(|| expects(typed.unwrap_or_default()))?;
    begun(first, today, "--month", &first.format("%Y-%m").to_string())?;
    let last = first
        .checked_add_months(Months::new(1))
        .and_then(|d| d.pred_opt());
    Ok((first, last.unwrap_or(first)))
}

/// First and last day of the week that holds a day, of this one, or of the `last` one.
fn week(typed: Option<&str>, session: &Session) -> Result<Window> {
    let today = session.clock.today();
    let day = match typed.map(|typed| typed.trim().to_lowercase()).as_deref() {
        None | Some("this") => today,
        Some("last") => today - Days::new(7),
        Some(typed) => when::day("--week", typed, &session.clock, Ahead::Refused)?,
    };
    let week = day.week(session.settings.week_start);
    Ok((week.first_day(), week.last_day()))
}

/// First and last day of a year.
fn year(typed: Option<&str>, clock: &Clock) -> Result<Window> {
    let today = clock.today();
    let year = match typed {
        None => Some(today.year()),
        Some(typed) => typed.trim().parse().ok(),
    };
    let year = year.filter(|year| (1900..=9000).contains(year));
    let day = |month, day| NaiveDate::from_ymd_opt(year?, month, day);
    let days = day(1, 1).zip(day(12, 31)).ok_or_else(|| {
        let typed = typed.unwrap_or_default();
        Failure::usage(format!("--year expects a year such as 2025; got '{typed}'"))
            .hint("four digits")
    })?;
    begun(days.0, today, "--year", &days.0.year().to_string())?;
    Ok(days)
}

/// First and last day of a stretch as it is said: `last week`, `november`, `2025`, `30 days`, or one
/// day. None where it is none.
pub fn said(typed: &str, session: &Session) -> Option<Result<Window>> {
    let clock = &session.clock;
    let (lower, today) = (typed.trim().to_lowercase(), clock.today());
    let (which, unit) = match lower.split_once(' ') {
        Some((which @ ("this" | "last"), unit)) => (Some(which), unit),
        _ => (None, lower.as_str()),
    };
    let last = which == Some("last");
    let four = |year: &str| year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit());
    match unit {
        "week" => return Some(week(which, session)),
        "month" => return Some(month(which, clock)),
        "year" => {
            let named = (today.year() - i32::from(last)).to_string();
            return Some(year(Some(&named), clock));
        }
        named if four(named) && which.is_none() => return Some(year(Some(named), clock)),
        _ => {}
    }
    if let Some(first) = lower.strip_prefix("since ") {
        let day = || when::day("the day", first, clock, Ahead::Refused);
        return when::names_past(first).then(|| Ok((day()?, today)));
    }
    if when::month_in_words(&lower, today, Ahead::Refused).is_some() {
        return Some(month(Some(&lower), clock));
    }
    // As many days, today among them.
    let after = when::length(unit, today).filter(|next| *next > today && which != Some("this"));
    if let Some(days) = after.map(|after| after - today) {
        return Some(Ok((today - days + Days::new(1), today)));
    }
    let named = when::names_past(&lower) || when::names_days(&lower);
    named.then(|| {
        let days = when::days("the day", typed, clock)?;
        Ok((days[0], days[days.len() - 1]))
    })
}

fn begun(first: NaiveDate, today: NaiveDate, flag: &str, said: &str) -> Result<()> {
    if first > today {
        return Err(
            Failure::usage(format!("{flag} {said} is in the future; today is {today}"))
                .hint("what was noted can be looked at"),
        );
    }
    Ok(())
}

/// Until when something is to hold.
#[derive(Debug, Clone, clap::Args)]
pub struct Until {
    /// The last day it holds; 30 days without it
    #[arg(long, value_name = "DATE")]
    until: Option<String>,
}

impl Until {
    pub fn given(&self) -> bool {
        self.until.is_some()
    }

    /// From today to the day that was given.
    pub fn term(&self, clock: &Clock) -> Result<Term> {
        term(self.until.as_deref(), clock).map(|given| given.unwrap_or(Term::from(clock.today())))
    }
}

/// From today to a day that was typed.
pub fn term(until: Option<&str>, clock: &Clock) -> Result<Option<Term>> {
    let since = clock.today();
    let Some(typed) = until else {
        return Ok(None);
    };
    let until = when::day("--until", typed, clock, Ahead::Allowed)?;
    if until < since {
        return Err(Failure::usage(format!(
            "--until {until} lies before {since}, where it begins"
        ))
        .hint("today, or a day to come"));
    }
    Ok(Some(Term {
        since,
        until,
        closed: None,
    }))
}
