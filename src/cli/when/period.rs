//! Months and years as people type them.

use super::{Ahead, phrase};
use crate::clock::Clock;
use crate::failure::{Failure, Result};
use chrono::{Datelike, Days, Months, NaiveDate, Weekday};

/// First day of `2026-03`, `march`, `3`, `this` or `last`; of which year where none is named, `ahead` says.
pub fn a_month(typed: &str, clock: &Clock, ahead: Ahead) -> Option<NaiveDate> {
    let today = clock.today();
    let Ok(month) = typed.trim().parse() else {
        return phrase::month(&typed.trim().to_lowercase(), today, ahead);
    };
    let years = today.year() - 1..=today.year() + 1;
    let firsts = years.filter_map(|year| NaiveDate::from_ymd_opt(year, month, 1));
    ahead.choose(firsts, today)
}

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
        Some(typed) => a_month(typed, clock, Ahead::Refused),
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
        Some(typed) => super::day("--week", typed, clock, Ahead::Refused)?,
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

/// First and last day of a stretch as it is said: `last week`, `november`, `2025`, `30 days`, or one
/// day. None where it is none.
pub fn window(
    typed: &str,
    clock: &Clock,
    week_start: Weekday,
) -> Option<Result<(NaiveDate, NaiveDate)>> {
    let (lower, today) = (typed.trim().to_lowercase(), clock.today());
    let (which, unit) = match lower.split_once(' ') {
        Some((which @ ("this" | "last"), unit)) => (Some(which), unit),
        _ => (None, lower.as_str()),
    };
    let last = which == Some("last");
    let four = |year: &str| year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit());
    match unit {
        "week" => return Some(week(which, clock, week_start)),
        "month" => return Some(month(which, clock)),
        "year" => {
            let named = (today.year() - i32::from(last)).to_string();
            return Some(year(Some(&named), clock));
        }
        named if four(named) && which.is_none() => return Some(year(Some(named), clock)),
        _ => {}
    }
    if let Some(first) = lower.strip_prefix("since ") {
        let first = super::names_past(first, clock)
            .then(|| super::day("the day", first, clock, Ahead::Refused))?;
        return Some(first.map(|first| (first, today)));
    }
    if phrase::month(&lower, today, Ahead::Refused).is_some() {
        return Some(month(Some(&lower), clock));
    }
    // As many days, today among them.
    let after = phrase::length(unit, today).filter(|next| *next > today && which != Some("this"));
    if let Some(days) = after.map(|after| after - today) {
        return Some(Ok((today - days + Days::new(1), today)));
    }
    let named = super::names_past(&lower, clock) || super::names_days(&lower, clock);
    let days = named.then(|| super::days("the day", typed, clock))?;
    days.map(|days| days.first().copied().zip(days.last().copied()))
        .transpose()
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
