//! How often a ritual comes round: a description, never a duty.

use super::dates::{short, weekday};
use chrono::{Datelike, NaiveDate, Weekday};
use std::fmt;
use std::str::FromStr;

/// The unit in which runs of a rhythm are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Unit {
    Days,
    Weeks,
    Months,
    #[serde(rename = "named days")]
    NamedDays,
    Times,
}

/// One rhythm. No rhythm at all is `Option::None` around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rhythm {
    Daily,
    /// 1 to 7 days of a week.
    PerWeek(u8),
    /// 1 to 31 days of a month.
    PerMonth(u8),
    /// The named weekdays, bit 0 Monday.
    Named(u8),
    /// Once in 1 to 366 days.
    Every(u16),
}

/// A rhythm and the day it starts; the first version has no start.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Version {
    pub from: Option<NaiveDate>,
    pub rhythm: Option<Rhythm>,
}

/// The text is none of the forms a rhythm can have.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{EXPECTS}")]
pub struct RhythmError;

/// The forms a rhythm can have.
pub const EXPECTS: &str =
    "none, daily, 3/week (1 to 7), 2/month (1 to 31), mon,wed,fri or every 3 days (1 to 366)";

/// What `unit_of` says of a version: no rhythm is counted in days, as `daily` is.
pub fn unit_of(rhythm: Option<Rhythm>) -> Unit {
    match rhythm {
        None | Some(Rhythm::Daily) => Unit::Days,
        Some(Rhythm::PerWeek(_)) => Unit::Weeks,
        Some(Rhythm::PerMonth(_)) => Unit::Months,
        Some(Rhythm::Named(_)) => Unit::NamedDays,
        Some(Rhythm::Every(_)) => Unit::Times,
    }
}

/// The version in force on a day: the last whose start has come.
pub fn in_force(versions: &[Version], day: NaiveDate) -> Option<Rhythm> {
    versions
        .iter()
        .rev()
        .find(|v| v.from.is_none_or(|from| from <= day))
        .and_then(|v| v.rhythm)
}

impl Rhythm {
    /// Whether a rhythm of named weekdays names this day.
    pub fn names(self, day: NaiveDate) -> bool {
        matches!(self, Rhythm::Named(set) if set & bit(day.weekday()) != 0)
    }

    /// The rhythm of so many times in so many days, where one says it.
    pub fn times_in(times: u32, days: u32) -> Option<Rhythm> {
        let small = |n: u32, most: u32| (1..=most).contains(&n).then_some(n as u8);
        match (times, days) {
            (0, _) | (_, 0) => None,
            (times, days) if times == days => Some(Rhythm::Daily),
            (times, days) if times > days => None,
            (times, 7) => small(times, 7).map(Rhythm::PerWeek),
            (times, 28..=31) => small(times, 31).map(Rhythm::PerMonth),
            (1, days @ 1..=366) => Some(Rhythm::Every(days as u16)),
            (times, days) if days % 7 == 0 && times % (days / 7) == 0 => {
                small(times / (days / 7), 7).map(Rhythm::PerWeek)
            }
            _ => None,
        }
    }

    /// Parses a rhythm, or `none` for no rhythm.
    ///
    /// # Errors
    /// Any other text.
    pub fn parse(text: &str) -> Result<Option<Rhythm>, RhythmError> {
        if text.trim().eq_ignore_ascii_case("none") {
            return Ok(None);
        }
        text.parse().map(Some)
    }
}

fn bit(day: Weekday) -> u8 {
    1 << day.num_days_from_monday()
}

fn number<T: FromStr + PartialOrd>(text: &str, low: T, high: T) -> Result<T, RhythmError> {
    let n: T = text.trim().parse().map_err(|_| RhythmError)?;
    if n < low || n > high {
        return Err(RhythmError);
    }
    Ok(n)
}

/// `twice a week`, `3 times a week`, `3x/week` as `2/week` and `3/week`.
fn in_figures(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let (n, period) = match words.as_slice() {
        [n, "times" | "x" | "days", "a" | "per" | "each", period] => (*n, *period),
        [n, "a" | "per" | "each", period] => (*n, *period),
        _ => return text.replacen("x/", "/", 1),
    };
    const COUNTS: [&str; 7] = ["once", "twice", "three", "four", "five", "six", "seven"];
    let count = COUNTS
        .iter()
        .position(|word| *word == n)
        .map(|at| (at + 1).to_string());
    let one_two = ["one", "two"].iter().position(|word| *word == n);
    let count = count.or(one_two.map(|at| (at + 1).to_string()));
    format!(
        "{}/{period}",
        count.as_deref().unwrap_or(n).trim_end_matches('x')
    )
}

impl FromStr for Rhythm {
    type Err = RhythmError;

    fn from_str(text: &str) -> Result<Self, RhythmError> {
        let text = text.trim().to_lowercase();
        match text.as_str() {
            "daily" | "every day" => return Ok(Rhythm::Daily),
            "weekly" => return Ok(Rhythm::PerWeek(1)),
            "monthly" => return Ok(Rhythm::PerMonth(1)),
            "weekdays" => return Ok(Rhythm::Named(0b001_1111)),
            "weekends" => return Ok(Rhythm::Named(0b110_0000)),
            "every other day" => return Ok(Rhythm::Every(2)),
            "every week" => return Ok(Rhythm::PerWeek(1)),
            "every other week" => return Ok(Rhythm::Every(14)),
            "every month" => return Ok(Rhythm::PerMonth(1)),
            _ => {}
        }
        let text = in_figures(&text);
        if let Some((n, period)) = text.split_once('/') {
            return match period.trim() {
                "week" | "w" => Ok(Rhythm::PerWeek(number(n, 1, 7)?)),
                "month" | "m" => Ok(Rhythm::PerMonth(number(n, 1, 31)?)),
                _ => Err(RhythmError),
            };
        }
        if let Some(rest) = text.strip_prefix("every ") {
            let rest = rest.trim();
            if let Some(weeks) = rest.strip_suffix("weeks").or(rest.strip_suffix("week")) {
                return Ok(Rhythm::Every(7 * number(weeks, 1, 52)?));
            }
            let days = rest
                .strip_suffix("days")
                .or_else(|| rest.strip_suffix("day"));
            return Ok(Rhythm::Every(number(days.ok_or(RhythmError)?, 1, 366)?));
        }
        let mut set = 0;
        for word in text.split(',') {
            set |= bit(weekday(word).ok_or(RhythmError)?);
        }
        Ok(Rhythm::Named(set))
    }
}

impl fmt::Display for Rhythm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Rhythm::Daily => f.write_str("daily"),
            Rhythm::PerWeek(n) => write!(f, "{n}/week"),
            Rhythm::PerMonth(n) => write!(f, "{n}/month"),
            Rhythm::Every(n) => write!(f, "every {n} days"),
            Rhythm::Named(set) => {
                let week = (0..7).filter_map(|i| Weekday::try_from(i).ok());
                let named: Vec<String> = week.filter(|d| set & bit(*d) != 0).map(short).collect();
                f.write_str(&named.join(","))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_reads_back_as_it_was_written() {
        for text in [
            "daily",
            "3/week",
            "2/month",
            "mon,wed,fri",
            "every 3 days",
            "tue",
        ] {
            assert_eq!(text.parse::<Rhythm>().unwrap().to_string(), text);
        }
        assert_eq!(
            "Fri, monday".parse::<Rhythm>().unwrap().to_string(),
            "mon,fri"
        );
        assert_eq!(Rhythm::parse("none"), Ok(None));
        for (typed, kept) in [
            ("twice a week", "2/week"),
            ("once a month", "1/month"),
            ("3 times a week", "3/week"),
            ("three times per week", "3/week"),
            ("3x/week", "3/week"),
            ("weekdays", "mon,tue,wed,thu,fri"),
            ("weekends", "sat,sun"),
            ("every other day", "every 2 days"),
            ("every 2 weeks", "every 14 days"),
        ] {
            assert_eq!(
                typed.parse::<Rhythm>().unwrap().to_string(),
                kept,
                "{typed}"
            );
        }
    }

    #[test]
    fn what_cannot_be_is_refused() {
        for text in [
            "",
            "0/week",
            "8/week",
            "32/month",
            "every 0 days",
            "every 367 days",
            "mo",
            "mon,",
            "3/year",
            "often",
            "-1/week",
            "99999999999/week",
        ] {
            assert!(Rhythm::parse(text).is_err(), "{text}");
        }
    }
}
