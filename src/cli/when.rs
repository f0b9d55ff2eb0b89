//! Dates and times as people type them.

use crate::clock::Clock;
use crate::domain::config;
use crate::domain::fields::iso_day;
use crate::domain::rhythm::weekday;
use crate::failure::{Failure, Result};
use chrono::{Datelike, Days, NaiveDate, NaiveTime, TimeZone, Utc};
use interim::{Dialect, parse_date_string};

/// Whether a date may lie ahead.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ahead {
    Refused,
    Allowed,
}

/// Reads `2026-03-02`, `today`, `yesterday`, `tomorrow`, `monday`, `3 days ago`, `5 march`.
///
/// A weekday is the last one up to today, or the next one after today where dates may lie ahead.
pub fn day(flag: &str, typed: &str, clock: &Clock, ahead: Ahead) -> Result<NaiveDate> {
    let today = clock.today();
    let example = match ahead {
        Ahead::Refused => "a date such as 2026-03-02 or yesterday",
        Ahead::Allowed => "a date such as 2026-03-02 or 'in 2 weeks'",
    };
    let expects = || {
        Failure::usage(format!("{flag} expects {example}; got '{typed}'"))
            .hint("dates read 2026-03-02, today, yesterday, monday, '3 days ago', '5 march'")
    };
    let found = read(typed.trim(), today, ahead).ok_or_else(|| match shaped(typed.trim()) {
        true => Failure::usage(format!("{flag} {typed}: there is no such day"))
            .hint("months have 28 to 31 days"),
        false => expects(),
    })?;
    if !(1900..=9000).contains(&found.year()) {
        return Err(expects());
    }
    if ahead == Ahead::Refused && found > today {
        return Err(
            Failure::usage(format!("{flag} {found} is in the future; today is {today}"))
                .hint("a day is noted when it has come"),
        );
    }
    Ok(found)
}

fn read(typed: &str, today: NaiveDate, ahead: Ahead) -> Option<NaiveDate> {
    let lower = typed.to_lowercase();
    match lower.as_str() {
        "today" => return Some(today),
        "yesterday" => return today.pred_opt(),
        "tomorrow" => return today.succ_opt(),
        _ => {}
    }
    if let Some(day) = iso_day(typed) {
        return Some(day);
    }
    if let Some(named) = weekday(&lower) {
        let into = |a: chrono::Weekday, b: chrono::Weekday| {
            u64::from((7 + a.num_days_from_monday() - b.num_days_from_monday()) % 7)
        };
        return match ahead {
            Ahead::Refused => today.checked_sub_days(Days::new(into(today.weekday(), named))),
            Ahead::Allowed => {
                today.checked_add_days(Days::new((into(named, today.weekday()) + 6) % 7 + 1))
            }
        };
    }
    // What is left is English ("3 days ago", "5 march"): it holds a word and no time of day.
    let phrase = lower.strip_prefix("in ").unwrap_or(&lower);
    let plain = phrase.len() <= 40
        && phrase
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || " ,-".contains(c));
    if !plain || !phrase.chars().any(|c| c.is_ascii_alphabetic()) || !small_numbers(phrase) {
        return None;
    }
    let noon = Utc.from_utc_datetime(&today.and_hms_opt(12, 0, 0)?);
    let found = parse_date_string(phrase, noon, Dialect::Uk)
        .ok()?
        .date_naive();
    // A month and day without a year is the last one where the future is refused.
    let has_year = phrase
        .split([' ', ',', '-'])
        .any(|w| w.len() == 4 && w.parse::<u16>().is_ok());
    if ahead == Ahead::Refused
        && found > today
        && !has_year
        && !phrase.contains("day")
        && !phrase.contains("week")
    {
        return found.with_year(found.year() - 1);
    }
    Some(found)
}

/// Whether a text has the shape of `2026-02-30`.
fn shaped(typed: &str) -> bool {
    let digit = |(i, b): (usize, u8)| {
        if matches!(i, 4 | 7) {
            b == b'-'
        } else {
            b.is_ascii_digit()
        }
    };
    typed.len() == 10 && typed.bytes().enumerate().all(digit)
}

fn small_numbers(phrase: &str) -> bool {
    phrase
        .split(|c: char| !c.is_ascii_digit())
        .all(|digits| digits.len() <= 5)
}

/// A window's end must not lie before its start.
pub fn in_order(from: NaiveDate, until: NaiveDate, flag: &str) -> Result<()> {
    if until < from {
        return Err(Failure::usage(format!("{flag} {until} lies before {from}"))
            .hint("--from names the first day, and it comes first"));
    }
    Ok(())
}

/// Reads `07:30`.
pub fn time(flag: &str, typed: &str) -> Result<NaiveTime> {
    config::time(typed).ok_or_else(|| {
        Failure::usage(format!(
            "{flag} expects a time such as 07:30; got '{typed}'"
        ))
        .hint("hours 00 to 23, minutes 00 to 59")
    })
}
