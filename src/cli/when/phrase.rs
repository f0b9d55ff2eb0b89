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
        [short, "ago"] if ahead == Ahead::Refused => shorthand(short, today, ahead),
        ["in", n, unit] if ahead != Ahead::Refused => Distance::read(n, unit)?.after(today),
        [n, unit] if is_unit(unit) && ahead != Ahead::Refused => {
            Distance::read(n, unit)?.after(today)
        }
        [short] if short.starts_with('-') || short.ends_with(['d', 'w']) => {
            shorthand(short, today, ahead)
        }
        ["tonight"] | ["this", "morning" | "afternoon" | "evening"] => Some(today),
        ["last", "night"] => today.pred_opt(),
        ["the", rest @ ..] | rest if rest == ["day", "before", "yesterday"] => {
            today.checked_sub_days(Days::new(2))
        }
        _ => {
            let (day, month, year) = date(lower)?;
            let of = |year| NaiveDate::from_ymd_opt(year, month, day);
            // A 29 February comes round within eight years.
            let years = today.year() - 8..=today.year() + 8;
            year.map_or_else(|| ahead.choose(years.filter_map(of), today), of)
        }
    }
}

/// Whether a text is a date that no year has.
pub fn never(lower: &str) -> bool {
    const LEAP: i32 = 2024;
    date(lower).is_some_and(|(day, month, year)| {
        NaiveDate::from_ymd_opt(year.unwrap_or(LEAP), month, day).is_none()
    })
}

/// The day, the month and the year that a date names, whether there is such a day or not.
fn date(lower: &str) -> Option<(u32, u32, Option<i32>)> {
    // "1.sep" and "1-sep-2026" have marks between their parts.
    let marks: &[char] = match lower.contains(char::is_alphabetic) {
        true => &[' ', ',', '.', '-', '/'],
        false => &[' ', ','],
    };
    let words: Vec<&str> = lower.split(marks).filter(|w| !w.is_empty()).collect();
    match words.as_slice() {
        [day, month] | [month, day] if dates::month(month).is_some() => {
            Some((nth(day)?, dates::month(month)?, None))
        }
        [day, month, year] | [month, day, year] if dates::month(month).is_some() => {
            Some((nth(day)?, dates::month(month)?, Some(four_digits(year)?)))
        }
        [short] => numbers(short),
        _ => None,
    }
}

/// `-1` and `1d` for days ago, `3d` for days ahead.
fn shorthand(word: &str, today: NaiveDate, ahead: Ahead) -> Option<NaiveDate> {
    if let Some(back) = word.strip_prefix('-') {
        return Distance::read(back, "days")?.before(today);
    }
    let number = word.strip_suffix(['d', 'w'])?;
    let unit = if word.ends_with('d') { "days" } else { "weeks" };
    let far = Distance::read(number.parse::<u32>().ok().map(|_| number)?, unit)?;
    match ahead {
        Ahead::Refused => far.before(today),
        _ => far.after(today),
    }
}

/// The same of `1.9.2026`, `08-31`, `31/8` or `2026-08-31`, where they read one way.
fn numbers(word: &str) -> Option<(u32, u32, Option<i32>)> {
    let parts = |mark: char| -> Option<Vec<&str>> {
        let parts: Vec<&str> = word.split(mark).collect();
        let all = parts.len() >= 2 && parts.iter().all(|p| p.chars().all(|c| c.is_ascii_digit()));
        all.then_some(parts)
    };
    let small = |part: &str| part.parse::<u32>().ok().filter(|_| part.len() <= 2);
    if let Some(parts) = parts('.') {
        // A day comes before its month where points stand between.
        return match parts.as_slice() {
            [day, month, ""] => Some((small(day)?, small(month)?, None)),
            [day, month, year] => {
                let this_century = small(year)
                    .filter(|_| year.len() == 2)
                    .map(|y| 2000 + y as i32);
                let year = four_digits(year).or(this_century)?;
                Some((small(day)?, small(month)?, Some(year)))
            }
            _ => None,
        };
    }
    let parts = parts('-').or(parts('/'))?;
    let (one, other, year) = match parts.as_slice() {
        [year, month, day] if month.len() == 2 && day.len() == 2 => {
            return Some((small(day)?, small(month)?, Some(four_digits(year)?)));
        }
        [one, other] => (small(one)?, small(other)?, None),
        [one, other, year] => (small(one)?, small(other)?, Some(four_digits(year)?)),
        _ => return None,
    };
    match (one > 12, other > 12) {
        (true, false) => Some((one, other, year)),
        (false, true) => Some((other, one, year)),
        (false, false) if one == other => Some((one, other, year)),
        _ => None,
    }
}

/// Both days that `1/9` or `01-09` can be, each as it reads one way.
pub fn two_days(word: &str, today: NaiveDate) -> Option<(String, String)> {
    match word {
        "next week" => return Some(("in a week".to_owned(), "next monday".to_owned())),
        "next month" => {
            let next = dates::MONTHS[today.month() as usize % 12];
            return Some((
                "in a month".to_owned(),
                format!("1 {}", next.to_lowercase()),
            ));
        }
        _ => {}
    }
    let mark = ['-', '/'].into_iter().find(|mark| word.contains(*mark))?;
    let parts: Vec<&str> = word.split(mark).collect();
    let (one, other, year) = match parts.as_slice() {
        [one, other] => (*one, *other, String::new()),
        [one, other, year] if four_digits(year).is_some() => (*one, *other, format!(" {year}")),
        _ => return None,
    };
    let month = |part: &str| {
        part.parse::<usize>()
            .ok()
            .filter(|n| (1..=12).contains(n) && part.len() <= 2)
    };
    let (one, other) = (month(one)?, month(other)?);
    let said = |day: usize, month: usize| {
        format!("{day} {}{year}", dates::MONTHS[month - 1].to_lowercase())
    };
    (one != other).then(|| (said(one, other), said(other, one)))
}

/// First day of `2026-03`, `march`, `mar 2025`, `last month`.
pub fn month(lower: &str, today: NaiveDate, ahead: Ahead) -> Option<NaiveDate> {
    let words: Vec<&str> = lower.split_whitespace().collect();
    let year = |text: &str| four_digits(text).filter(|year| (1900..=9000).contains(year));
    let this = today.with_day(1)?;
    match words.as_slice() {
        ["this"] | ["this", "month"] => Some(this),
        ["last"] | ["last", "month"] => this.checked_sub_months(Months::new(1)),
        [name] if dates::month(name).is_some() => {
            let month = dates::month(name)?;
            let years = today.year() - 1..=today.year() + 1;
            let firsts = years.filter_map(|year| NaiveDate::from_ymd_opt(year, month, 1));
            ahead.choose(firsts, today)
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
fn nth(day: &str) -> Option<u32> {
    let mut endings = ["st", "nd", "rd", "th"].iter();
    let bare = endings.find_map(|end| day.strip_suffix(end));
    bare.unwrap_or(day).parse().ok().filter(|day| *day < 100)
}

fn four_digits(year: &str) -> Option<i32> {
    year.parse().ok().filter(|_| year.len() == 4)
}

/// The day after a stretch of this length.
pub fn length(lower: &str, from: NaiveDate) -> Option<NaiveDate> {
    match lower.split_whitespace().collect::<Vec<_>>().as_slice() {
        [n, unit] if is_unit(unit) => Distance::read(n, unit)?.after(from),
        [short] if short.ends_with(['d', 'w']) => shorthand(short, from, Ahead::Allowed),
        _ => None,
    }
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
