//! Months and years as people type them.

use super::phrase;
use crate::clock::Clock;
use crate::failure::{Failure, Result};
use chrono::{Datelike, Days, Months, NaiveDate, Weekday};

/// First and last day of `2026-03`, `march` (the last one that began), or this month.
pub fn month(typed: Option<&str>, clock: &Clock) -> Result<(NaiveDate, NaiveDate)> {
    let today = clock.today();
    let expects = |typed: &str| {
        Failure::usage(format!(
            "--month expects a month such as 2026-03; got '{typed}'"
        ))
        .hint("months read 2026-03, march, 'march 2025', this or last")
    };
    let first = match typed {
        None => today.with_day(1),
        Some(typed) => phrase::month(&typed.trim().to_lowercase(), today),
    };
    let first = first.ok_or_else(|| expects(typed.unwrap_or_default()))?;
    begun(first, today, "--month", &first.format("%Y-%m").to_string())?;
    let last = first
        .checked_add_months(Months::new(1))
        .and_then(|d| d.pred_opt());
    Ok((first, last.unwrap_or(first)))
}

/// First and last day of the week that holds a day, of this one, or of the `last` one.
pub fn week(
    typed: Option<&str>,
    clock: &Clock,
    week_start: Weekday,
) -> Result<(NaiveDate, NaiveDate)> {
    let today = clock.today();
    let day = match typed.map(|typed| typed.trim().to_lowercase()).as_deref() {
        None | Some("this") => today,
        Some("last") => today - Days::new(7),
        Some(typed) => super::day("--week", typed, clock, super::Ahead::Refused)?,
    };
    let week = day.week(week_start);
    Ok((week.first_day(), week.last_day()))
}

/// First and last day of a year.
pub fn year(typed: Option<&str>, clock: &Clock) -> Result<(NaiveDate, NaiveDate)> {
    let today = clock.today();
    let year = match typed {
        None => Some(today.year()),
        Some(typed) => typed
            .trim()
            .parse()
            .ok()
            .filter(|y| (1900..=9000).contains(y)),
    };
    let days = year.and_then(|y| {
        Some((
            NaiveDate::from_ymd_opt(y, 1, 1)?,
            NaiveDate::from_ymd_opt(y, 12, 31)?,
        ))
    });
    let days = days.ok_or_else(|| {
        let typed = typed.unwrap_or_default();
        Failure::usage(format!("--year expects a year such as 2025; got '{typed}'"))
            .hint("four digits")
    })?;
    begun(days.0, today, "--year", &days.0.year().to_string())?;
    Ok(days)
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
