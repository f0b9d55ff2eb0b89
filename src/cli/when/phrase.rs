//! English for days, in the few forms that cannot be read two ways.

use super::Ahead;
use crate::domain::dates;
use chrono::{Datelike, Days, Months, NaiveDate};

/// `3 days ago`, `in 2 weeks`, `5 march`, `march 5 2025`; whatever is not one of these in full is
/// not guessed at.
pub fn day(lower: &str, today: NaiveDate, ahead: Ahead) -> Option<NaiveDate> {
    let words: Vec<&str> = lower.split([' ', ',']).filter(|w| !w.is_empty()).collect();
    match words.as_slice() {
        [n, unit, "ago"] => Distance::read(n, unit)?.before(today),
        ["in", n, unit] if ahead == Ahead::Allowed => Distance::read(n, unit)?.after(today),
        [n, unit] if is_unit(unit) && ahead == Ahead::Allowed => {
            Distance::read(n, unit)?.after(today)
        }
        [day, month] | [month, day] if dates::month(month).is_some() => {
            let this_year = on(day, month, today.year())?;
            // Where it cannot lie ahead, it is the last one that came.
            if ahead == Ahead::Refused && this_year > today {
                return this_year.with_year(today.year() - 1);
            }
            Some(this_year)
        }
        [day, month, year] | [month, day, year] if dates::month(month).is_some() => {
            on(day, month, four_digits(year)?)
        }
        _ => None,
    }
}

/// First day of `2026-03`, `march`, `mar 2025`, `last month`. A name alone is the last one that began.
pub fn month(lower: &str, today: NaiveDate) -> Option<NaiveDate> {
    let words: Vec<&str> = lower.split_whitespace().collect();
    let year = |text: &str| four_digits(text).filter(|year| (1900..=9000).contains(year));
    let this = today.with_day(1)?;
    match words.as_slice() {
        ["this"] | ["this", "month"] => Some(this),
        ["last"] | ["last", "month"] => this.checked_sub_months(Months::new(1)),
        [name] if dates::month(name).is_some() => {
            let first = NaiveDate::from_ymd_opt(today.year(), dates::month(name)?, 1)?;
            Some(if first > today {
                first.with_year(today.year() - 1)?
            } else {
                first
            })
        }
        [name, y] | [y, name] if dates::month(name).is_some() => {
            NaiveDate::from_ymd_opt(year(y)?, dates::month(name)?, 1)
        }
        [dashed] => {
            let (y, m) = dashed.split_once('-')?;
            let m = m.parse().ok().filter(|_| m.len() == 2)?;
            NaiveDate::from_ymd_opt(year(y)?, m, 1)
        }
        _ => None,
    }
}

/// `5`, `5th` of a month.
fn on(day: &str, month: &str, year: i32) -> Option<NaiveDate> {
    let mut endings = ["st", "nd", "rd", "th"].iter();
    let bare = endings.find_map(|end| day.strip_suffix(end));
    let day = bare.unwrap_or(day).parse().ok()?;
    NaiveDate::from_ymd_opt(year, dates::month(month)?, day)
}

fn four_digits(year: &str) -> Option<i32> {
    year.parse().ok().filter(|_| year.len() == 4)
}

fn is_unit(word: &str) -> bool {
    let one = word.strip_suffix('s').unwrap_or(word);
    ["day", "week", "month", "year"].contains(&one)
}

/// How far away a day is. A month away is the same day of the other month, or the last it has.
enum Distance {
    Days(u64),
    Months(u32),
}

impl Distance {
    /// `3 days`, `a week`.
    fn read(number: &str, unit: &str) -> Option<Self> {
        const WORDS: [&str; 11] = [
            "a", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
        ];
        let n = match WORDS.iter().position(|word| *word == number) {
            Some(n) => n.max(1) as u32,
            None => number.parse().ok().filter(|n| *n <= 9999)?,
        };
        match unit.strip_suffix('s').unwrap_or(unit) {
            "day" => Some(Distance::Days(u64::from(n))),
            "week" => Some(Distance::Days(7 * u64::from(n))),
            "month" => Some(Distance::Months(n)),
            "year" => Some(Distance::Months(12 * n)),
            _ => None,
        }
    }

    fn before(self, day: NaiveDate) -> Option<NaiveDate> {
        match self {
            Distance::Days(n) => day.checked_sub_days(Days::new(n)),
            Distance::Months(n) => day.checked_sub_months(Months::new(n)),
        }
    }

    fn after(self, day: NaiveDate) -> Option<NaiveDate> {
        match self {
            Distance::Days(n) => day.checked_add_days(Days::new(n)),
            Distance::Months(n) => day.checked_add_months(Months::new(n)),
        }
    }
}
