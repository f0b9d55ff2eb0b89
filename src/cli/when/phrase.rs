//! English for days, in the few forms that cannot be read two ways.

use super::Ahead;
use chrono::{Datelike, Months, NaiveDate};

pub const UNITS: [&str; 4] = ["day", "week", "month", "year"];
const NUMBERS: [&str; 11] = [
    "a", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
];

/// `3 days ago`, `in 2 weeks`, `5 march`, `march 5 2025`, in the words the parser knows; whatever is
/// not one of these in full is not guessed at.
pub fn known(lower: &str, ahead: Ahead) -> Option<String> {
    let words: Vec<&str> = lower.split([' ', ',']).filter(|w| !w.is_empty()).collect();
    let small = |word: &str| word.parse::<u16>().ok();
    let count = |word: &str| {
        small(word).or_else(|| Some(NUMBERS.iter().position(|n| *n == word)?.max(1) as u16))
    };
    let unit = |word: &&str| UNITS.contains(&word.trim_end_matches('s'));
    let month = |word: &str| number(word).is_some();
    let day = |word: &str| {
        let bare = ["st", "nd", "rd", "th"]
            .iter()
            .find_map(|end| word.strip_suffix(end));
        small(bare.unwrap_or(word))
    };
    match words.as_slice() {
        [n, u, "ago"] if unit(u) => Some(format!("{} {u} ago", count(n)?)),
        ["in", n, u] if unit(u) && ahead == Ahead::Allowed => Some(format!("{} {u}", count(n)?)),
        [n, u] if unit(u) && ahead == Ahead::Allowed => Some(format!("{} {u}", count(n)?)),
        [d, m] | [m, d] if month(m) && day(d).is_some() => Some(format!("{} {m}", day(d)?)),
        [d, m, y] | [m, d, y] if month(m) && y.len() == 4 => {
            Some(format!("{} {m} {}", day(d)?, small(y)?))
        }
        _ => None,
    }
}

/// First day of `2026-03`, `march`, `mar 2025`, `last month`. A name alone is the last one that began.
pub fn month(lower: &str, today: NaiveDate) -> Option<NaiveDate> {
    let words: Vec<&str> = lower.split_whitespace().collect();
    let year = |text: &str| {
        text.parse::<i32>()
            .ok()
            .filter(|y| text.len() == 4 && (1900..=9000).contains(y))
    };
    let this = today.with_day(1)?;
    match words.as_slice() {
        ["this"] | ["this", "month"] => Some(this),
        ["last"] | ["last", "month"] => this.checked_sub_months(Months::new(1)),
        [name] if number(name).is_some() => {
            let first = NaiveDate::from_ymd_opt(today.year(), number(name)?, 1)?;
            Some(if first > today {
                first.with_year(today.year() - 1)?
            } else {
                first
            })
        }
        [name, y] | [y, name] if number(name).is_some() => {
            NaiveDate::from_ymd_opt(year(y)?, number(name)?, 1)
        }
        [dashed] => {
            let (y, m) = dashed.split_once('-')?;
            let m = m.parse().ok().filter(|_| m.len() == 2)?;
            NaiveDate::from_ymd_opt(year(y)?, m, 1)
        }
        _ => None,
    }
}

/// Which month a name or the beginning of one is, from 1.
fn number(word: &str) -> Option<u32> {
    let at = MONTHS
        .iter()
        .position(|m| word.len() >= 3 && m.starts_with(word));
    at.map(|i| i as u32 + 1)
}

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];
