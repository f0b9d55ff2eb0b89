//! Dates and times as people type them.

use crate::clock::Clock;
use crate::domain::config;
use crate::domain::dates::{self, weekday};
use crate::domain::field::iso_day;
use crate::domain::moment::Moment;
use crate::failure::{Failure, Result};
use chrono::{Datelike, Days, Months, NaiveDate, NaiveTime, Weekday};

/// Whether a date may lie ahead, and which year a day without one is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ahead {
    /// It has come: the last one.
    Refused,
    /// It is to come: today or the next one.
    Allowed,
    /// It may be either: the nearer.
    Either,
    /// It is to come after a day: on that day or the next one.
    After(NaiveDate),
}

impl Ahead {
    /// Of days that differ by the year, the one that is meant.
    fn choose(self, days: impl Iterator<Item = NaiveDate>, today: NaiveDate) -> Option<NaiveDate> {
        match self {
            Ahead::Refused => days.filter(|day| *day <= today).max(),
            Ahead::Allowed => days.filter(|day| *day >= today).min(),
            Ahead::Either => days.min_by_key(|day| (*day - today).num_days().abs()),
            Ahead::After(first) => days.filter(|day| *day >= first).min(),
        }
    }
}

/// The day that was typed, where one was.
pub fn given(
    flag: &str,
    typed: Option<&str>,
    clock: &Clock,
    ahead: Ahead,
) -> Result<Option<NaiveDate>> {
    let day = |typed| day(flag, typed, clock, ahead);
    typed.map(day).transpose()
}

/// Reads `2026-03-02`, `today`, `yesterday`, `tomorrow`, `monday`, `3 days ago`, `5 march`.
///
/// A weekday is the last one up to today, or the next one after today where dates may lie ahead.
pub fn day(flag: &str, typed: &str, clock: &Clock, ahead: Ahead) -> Result<NaiveDate> {
    let today = clock.today();
    let example = match ahead {
        Ahead::Refused => "a date such as 2026-03-02 or yesterday",
        _ => "a date such as 2026-03-02 or 'in 2 weeks'",
    };
    let lower = typed.trim().to_lowercase();
    let comes = ahead != Ahead::Refused || !lower.starts_with("next ");
    if let Some((one, other)) = two_days(&lower, today).filter(|_| comes) {
        return Err(Failure::usage(format!("{flag} {typed} reads two ways"))
            .hint(format!("'{one}' or '{other}' reads one way")));
    }
    let expects = || {
        Failure::usage(format!("{flag} expects {example}; got '{typed}'"))
            .hint("dates read 2026-03-02, today, yesterday, monday, '3 days ago', '5 march'")
    };
    let found = read(typed.trim(), today, ahead).ok_or_else(|| match is_never(&lower) {
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
    if let Some(named) = weekday(lower.strip_prefix("this ").unwrap_or(&lower)) {
        return match ahead {
            Ahead::Refused => latest(named, today),
            _ => latest(named, today)?.checked_add_days(Days::new(7)),
        };
    }
    if let Some(named) = lower.strip_prefix("last ").and_then(weekday) {
        return latest(named, today.pred_opt()?);
    }
    let next = lower.strip_prefix("next ").and_then(weekday);
    if let Some(named) = next.filter(|_| ahead != Ahead::Refused) {
        return latest(named, today)?.checked_add_days(Days::new(7));
    }
    worded(&lower, today, ahead)
}

/// The day on which it is asked whether a text names one: whether it does hangs on no day.
const ANY_DAY: NaiveDate = NaiveDate::from_ymd_opt(2026, 3, 6).unwrap();

/// Whether a text is a day that has come.
pub fn is_past(typed: &str) -> bool {
    read(typed.trim(), ANY_DAY, Ahead::Refused).is_some()
}

/// Whether a text names a day that has come, two of which one is to be told, or one there is not.
pub fn names_past(typed: &str) -> bool {
    let lower = typed.trim().to_lowercase();
    is_past(typed) || two_days(&lower, ANY_DAY).is_some() || is_never(&lower)
}

/// The same of a day that has come, or is to come.
pub fn is_day(typed: &str) -> bool {
    names_past(typed) || read(typed, ANY_DAY, Ahead::Allowed).is_some()
}

/// Whether a word names a day, or several.
pub fn names_days(word: &str) -> bool {
    let day = |word: &str| read(word.trim(), ANY_DAY, Ahead::Allowed).is_some();
    let marks = ["..", ",", " to ", "-"];
    day(word) || (marks.iter()).any(|mark| word.contains(mark) && word.split(mark).all(day))
}

/// Reads a day that has come, or several: `monday,tuesday`, `mon..wed`, `mon to wed`, `mon-wed`; oldest
/// first.
///
/// # Errors
/// As [`day`]; a stretch of more than a year.
pub fn days(flag: &str, typed: &str, clock: &Clock) -> Result<Vec<NaiveDate>> {
    const MOST: usize = 366;
    let one = |typed: &str| day(flag, typed, clock, Ahead::Refused);
    let stretch = typed.split_once("..").or(typed.split_once(" to "));
    let of_words = |(first, last): &(&str, &str)| is_day_word(first) && is_day_word(last);
    let mut days = match stretch.or(typed.split_once('-').filter(of_words)) {
        Some((first, last)) => {
            let (mut from, until) = (one(first)?, one(last)?);
            // The weekday that comes first was before the one that comes last.
            if from > until && is_day_word(first.trim()) {
                from = from.checked_sub_days(Days::new(7)).unwrap_or(from);
            }
            in_order(from, until, flag)?;
            from.iter_days()
                .take_while(|day| *day <= until)
                .take(MOST + 1)
                .collect()
        }
        // "march 5, 2025" is one day.
        None if typed.contains(',')
            && read(typed.trim(), clock.today(), Ahead::Refused).is_none() =>
        {
            typed.split(',').map(one).collect::<Result<Vec<_>>>()?
        }
        None => vec![one(typed)?],
    };
    days.sort_unstable();
    days.dedup();
    if days.len() > MOST {
        return Err(
            Failure::usage(format!("{flag} {typed} is more than a year")).hint("a year at a time"),
        );
    }
    Ok(days)
}

/// Whether a word is the name of a day.
pub fn is_day_word(word: &str) -> bool {
    let word = word.to_lowercase();
    matches!(word.as_str(), "today" | "yesterday" | "tomorrow") || weekday(&word).is_some()
}

/// The last day of this name up to a day.
fn latest(named: Weekday, day: NaiveDate) -> Option<NaiveDate> {
    day.checked_sub_days(Days::new(u64::from(day.weekday().days_since(named))))
}

/// The last day of a stretch of this length that begins on a day: `3 days`, `2 weeks`, `3d`.
pub fn last_of(typed: &str, from: NaiveDate) -> Result<NaiveDate> {
    let bare = typed.strip_prefix("for ").unwrap_or(typed).to_lowercase();
    let length = length(&bare, from).filter(|next| *next > from);
    length.and_then(|next| next.pred_opt()).ok_or_else(|| {
        Failure::usage(format!("how long is a number of days or weeks; got '{typed}'"))
            .hint("as in `ritual pause walk 3 days`; --until names the last day; a name of several words stands in quotes")
    })
}

/// A window's end must not lie before its start.
pub fn in_order(from: NaiveDate, until: NaiveDate, flag: &str) -> Result<()> {
    if until < from {
        return Err(Failure::usage(format!("{flag} {until} lies before {from}"))
            .hint("--from names the first day, and it comes first"));
    }
    Ok(())
}

/// Reads `07:30`, `7`, `9pm`, `7:30 am`, `7.30`, `7h30`, `0730`, `noon`.
pub fn time(flag: &str, typed: &str) -> Result<NaiveTime> {
    clock_time(typed).ok_or_else(|| {
        Failure::usage(format!(
            "{flag} expects a time such as 07:30; got '{typed}'"
        ))
        .hint("hours 00 to 23, minutes 00 to 59")
    })
}

/// A time of day, in the marks of any country.
pub fn clock_time(typed: &str) -> Option<NaiveTime> {
    let lower = typed.trim().to_lowercase();
    let lower = lower.replace("a.m.", "am").replace("p.m.", "pm");
    let wall = lower.replace(['.', 'h'], ":");
    let wall = wall.strip_suffix(':').unwrap_or(&wall);
    match wall {
        "noon" => config::time("12"),
        wall if wall.len() == 4 && wall.bytes().all(|b| b.is_ascii_digit()) => {
            config::time(&format!("{}:{}", &wall[..2], &wall[2..]))
        }
        wall => config::time(wall),
    }
}

/// The day typed after `--on`, or today.
pub fn on(typed: Option<&str>, clock: &Clock) -> Result<NaiveDate> {
    let given = given("--on", typed, clock, Ahead::Refused)?;
    Ok(given.unwrap_or(clock.today()))
}

/// The day and the instant a row is given. A past day without a time has no instant.
pub fn day_and_moment(
    on: Option<&str>,
    at: Option<&str>,
    clock: &Clock,
) -> Result<(NaiveDate, Option<Moment>)> {
    let day = self::on(on, clock)?;
    Ok((day, moment(day, at, clock)?))
}

/// The instant a row of a day is given.
pub fn moment(day: NaiveDate, at: Option<&str>, clock: &Clock) -> Result<Option<Moment>> {
    let Some(typed) = at else {
        return Ok((day == clock.today()).then(|| clock.now()));
    };
    let moment = clock.at(day, time("--at", typed)?)?;
    if moment.at > clock.now().at {
        return Err(
            Failure::usage(format!("--at {typed} is in the future for {day}"))
                .hint(format!("`--on yesterday --at {typed}` for the day before")),
        );
    }
    Ok(Some(moment))
}

/// `3 days ago`, `in 2 weeks`, `5 march`, `march 5 2025`; whatever is not one of these in full is
/// not guessed at.
fn worded(lower: &str, today: NaiveDate, ahead: Ahead) -> Option<NaiveDate> {
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
fn is_never(lower: &str) -> bool {
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
        [short] => match numbers(short)? {
            Numbers::Date(day, month, year) => Some((day, month, year)),
            Numbers::Either(..) => None,
        },
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

/// What numbers with marks between them are.
enum Numbers {
    Date(u32, u32, Option<i32>),
    /// Either of them may be the day.
    Either(u32, u32, Option<i32>),
}

/// Reads `1.9.2026`, `08-31`, `31/8` or `2026-08-31`.
fn numbers(word: &str) -> Option<Numbers> {
    let parts = |mark: char| -> Option<Vec<&str>> {
        let parts: Vec<&str> = word.split(mark).collect();
        let all = parts.len() >= 2 && parts.iter().all(|p| p.chars().all(|c| c.is_ascii_digit()));
        all.then_some(parts)
    };
    let small = |part: &str| part.parse::<u32>().ok().filter(|_| part.len() <= 2);
    if let Some(parts) = parts('.') {
        // A day comes before its month where points stand between.
        let (day, month, year) = match parts.as_slice() {
            [day, month, ""] => (day, month, None),
            [day, month, year] => {
                let short = small(year).filter(|_| year.len() == 2);
                let this_century = short.map(|year| 2000 + year as i32);
                (day, month, Some(four_digits(year).or(this_century)?))
            }
            _ => return None,
        };
        return Some(Numbers::Date(small(day)?, small(month)?, year));
    }
    let parts = parts('-').or(parts('/'))?;
    let (one, other, year) = match parts.as_slice() {
        [year, month, day] if month.len() == 2 && day.len() == 2 => {
            let year = four_digits(year)?;
            return Some(Numbers::Date(small(day)?, small(month)?, Some(year)));
        }
        [one, other] => (small(one)?, small(other)?, None),
        [one, other, year] => (small(one)?, small(other)?, Some(four_digits(year)?)),
        _ => return None,
    };
    match (one > 12, other > 12) {
        (true, false) => Some(Numbers::Date(one, other, year)),
        (false, true) => Some(Numbers::Date(other, one, year)),
        (false, false) if one == other => Some(Numbers::Date(one, other, year)),
        (false, false) if one > 0 && other > 0 => Some(Numbers::Either(one, other, year)),
        _ => None,
    }
}

/// Both days that `1/9` or `01-09` can be, each as it reads one way.
fn two_days(word: &str, today: NaiveDate) -> Option<(String, String)> {
    match word {
        "next week" => return Some(("in a week".to_owned(), "next monday".to_owned())),
        "next month" => {
            let next = dates::MONTHS[today.month() as usize % 12];
            let first = format!("1 {}", next.to_lowercase());
            return Some(("in a month".to_owned(), first));
        }
        _ => {}
    }
    let Numbers::Either(one, other, year) = numbers(word)? else {
        return None;
    };
    let year = year.map_or(String::new(), |year| format!(" {year}"));
    let said = |day: u32, month: u32| {
        format!(
            "{day} {}{year}",
            dates::MONTHS[month as usize - 1].to_lowercase()
        )
    };
    Some((said(one, other), said(other, one)))
}

/// First day of `2026-03`, `march`, `3`, `this` or `last`; of which year where none is named, `ahead` says.
pub fn a_month(typed: &str, clock: &Clock, ahead: Ahead) -> Option<NaiveDate> {
    let today = clock.today();
    let Ok(month) = typed.trim().parse() else {
        return month_in_words(&typed.trim().to_lowercase(), today, ahead);
    };
    first_of(month, today, ahead)
}

/// First day of a month whose year was not named.
fn first_of(month: u32, today: NaiveDate, ahead: Ahead) -> Option<NaiveDate> {
    let years = today.year() - 1..=today.year() + 1;
    let firsts = years.filter_map(|year| NaiveDate::from_ymd_opt(year, month, 1));
    ahead.choose(firsts, today)
}

/// First day of `2026-03`, `march`, `mar 2025`, `last month`.
pub fn month_in_words(lower: &str, today: NaiveDate, ahead: Ahead) -> Option<NaiveDate> {
    let words: Vec<&str> = lower.split_whitespace().collect();
    let year = |text: &str| four_digits(text).filter(|year| (1900..=9000).contains(year));
    let this = today.with_day(1)?;
    match words.as_slice() {
        ["this"] | ["this", "month"] => Some(this),
        ["last"] | ["last", "month"] => this.checked_sub_months(Months::new(1)),
        [name] if dates::month(name).is_some() => first_of(dates::month(name)?, today, ahead),
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

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Friday 6 March 2026.
    fn reads(typed: &str, ahead: Ahead) -> Option<String> {
        let today = NaiveDate::from_ymd_opt(2026, 3, 6)?;
        read(typed, today, ahead).map(|day| day.to_string())
    }

    #[test]
    fn times_in_the_marks_of_any_country() {
        for (typed, time) in [
            ("7", "07:00:00"),
            ("7:30", "07:30:00"),
            ("7.30", "07:30:00"),
            ("19h", "19:00:00"),
            ("19h30", "19:30:00"),
            ("0730", "07:30:00"),
            ("7:30 p.m.", "19:30:00"),
            ("Noon", "12:00:00"),
        ] {
            let read = clock_time(typed).map(|time| time.to_string());
            assert_eq!(read.as_deref(), Some(time), "{typed}");
        }
        for typed in ["", "h", ".", "2530", "7.60", "25h", "morning", "73", "éé"] {
            assert_eq!(clock_time(typed), None, "{typed}");
        }
    }

    #[test]
    fn days_that_were() {
        for (typed, day) in [
            ("today", "2026-03-06"),
            ("Yesterday", "2026-03-05"),
            ("friday", "2026-03-06"),
            ("mon", "2026-03-02"),
            ("last friday", "2026-02-27"),
            ("last monday", "2026-03-02"),
            ("3 days ago", "2026-03-03"),
            ("two days ago", "2026-03-04"),
            ("a week ago", "2026-02-27"),
            ("1 month ago", "2026-02-06"),
            ("1 march 2026", "2026-03-01"),
            ("5 march", "2026-03-05"),
            ("1.3.", "2026-03-01"),
            ("1.9.", "2025-09-01"),
            ("1.9.2024", "2024-09-01"),
            ("08-31", "2025-08-31"),
            ("31/8", "2025-08-31"),
            ("-1", "2026-03-05"),
            ("-7", "2026-02-27"),
            ("1d", "2026-03-05"),
            ("2w", "2026-02-20"),
            ("29 feb", "2024-02-29"),
            ("4th march", "2026-03-04"),
            ("march 4", "2026-03-04"),
            ("7 march", "2025-03-07"),
            ("5 dec", "2025-12-05"),
            ("24 december 2024", "2024-12-24"),
            ("2026-03-02", "2026-03-02"),
            ("31-1-2026", "2026-01-31"),
            ("the day before yesterday", "2026-03-04"),
            ("last night", "2026-03-05"),
            ("this morning", "2026-03-06"),
            ("tonight", "2026-03-06"),
            ("this monday", "2026-03-02"),
            ("3d ago", "2026-03-03"),
            ("1.sep", "2025-09-01"),
            ("1-sep-2025", "2025-09-01"),
            ("1. march", "2026-03-01"),
            ("1.3.26", "2026-03-01"),
        ] {
            assert_eq!(
                reads(typed, Ahead::Refused).as_deref(),
                Some(day),
                "{typed}"
            );
        }
    }

    #[test]
    fn days_to_come() {
        for (typed, day) in [
            ("tomorrow", "2026-03-07"),
            ("friday", "2026-03-13"),
            ("next monday", "2026-03-09"),
            ("mon", "2026-03-09"),
            ("in 2 weeks", "2026-03-20"),
            ("10 days", "2026-03-16"),
            ("in a month", "2026-04-06"),
            ("ten years", "2036-03-06"),
            ("12 march 2027", "2027-03-12"),
            ("1 june", "2026-06-01"),
            ("6 march", "2026-03-06"),
            ("2 jan", "2027-01-02"),
            ("2.1.", "2027-01-02"),
            ("01-31", "2027-01-31"),
            ("3d", "2026-03-09"),
        ] {
            assert_eq!(
                reads(typed, Ahead::Allowed).as_deref(),
                Some(day),
                "{typed}"
            );
        }
    }

    #[test]
    fn a_day_of_either_side_is_the_nearer() {
        let first: NaiveDate = "2025-12-01".parse().unwrap();
        for (typed, ahead, day) in [
            ("2 jan", Ahead::Either, "2026-01-02"),
            ("2 sep", Ahead::Either, "2026-09-02"),
            ("10 sep", Ahead::Either, "2025-09-10"),
            ("24 dec", Ahead::After(first), "2025-12-24"),
            ("30 nov", Ahead::After(first), "2026-11-30"),
        ] {
            assert_eq!(reads(typed, ahead).as_deref(), Some(day), "{typed}");
        }
    }

    #[test]
    fn what_could_be_two_days_is_neither() {
        let today = NaiveDate::from_ymd_opt(2026, 12, 6).unwrap();
        let month = two_days("next month", today).map(|(_, first)| first);
        assert_eq!(month.as_deref(), Some("1 january"));
        for typed in ["1/9", "01-09", "1/9/2026", "1-9-2026"] {
            assert!(two_days(typed, today).is_some(), "{typed}");
            assert_eq!(reads(typed, Ahead::Refused), None, "{typed}");
        }
        for typed in ["9/9", "31/8", "08-31", "1.9.", "2026-09-01"] {
            assert_eq!(two_days(typed, today), None, "{typed}");
        }
    }

    #[test]
    fn a_day_that_no_year_has_is_told_from_what_is_no_day() {
        for typed in [
            "31.11.",
            "30 february",
            "2026-11-31",
            "31-11-2026",
            "29.2.2026",
            "1.13.",
        ] {
            assert!(is_never(typed), "{typed}");
        }
        for typed in [
            "31.10.",
            "29 feb",
            "march 2025",
            "2026-3-40",
            "99.99",
            "often",
            "",
        ] {
            assert!(!is_never(typed), "{typed}");
        }
    }

    #[test]
    fn what_is_no_day_is_not_guessed_at() {
        for typed in [
            "",
            "y",
            "yest",
            "yesteday",
            "march",
            "last week",
            "3 days",
            "99999 years ago",
            "12:00",
            "now",
            "1/2/3",
            "30 february",
            "2026-3-2",
            "🌧",
            "ago",
            "-1 days ago",
        ] {
            assert_eq!(reads(typed, Ahead::Refused), None, "{typed}");
        }
    }

    proptest! {
        #[test]
        fn whatever_is_typed_is_a_day_or_none(typed in ".{0,40}", n in 0_u64..u64::MAX) {
            for ahead in [Ahead::Refused, Ahead::Allowed] {
                let _ = reads(&typed, ahead);
                let _ = reads(&format!("{n} days ago"), ahead);
                let _ = reads(&format!("in {n} weeks"), ahead);
            }
        }

        #[test]
        fn a_date_reads_in_every_order(days in 0_u64..40_000) {
            let day = NaiveDate::from_ymd_opt(1950, 1, 1).unwrap() + Days::new(days);
            for form in ["%Y-%m-%d", "%-d %B %Y", "%B %-d, %Y", "%-dth %b %Y", "%b %d %Y"] {
                let typed = day.format(form).to_string();
                prop_assert_eq!(reads(&typed, Ahead::Refused), Some(day.to_string()), "{}", typed);
            }
        }

        #[test]
        fn a_distance_is_counted_in_its_unit(n in 0_u64..10_000) {
            let today = NaiveDate::from_ymd_opt(2026, 3, 6).unwrap();
            let ago = |unit: &str| reads(&format!("{n} {unit} ago"), Ahead::Refused);
            let ahead = |unit: &str| reads(&format!("in {n} {unit}"), Ahead::Allowed);
            prop_assert_eq!(ago("days"), Some((today - Days::new(n)).to_string()));
            prop_assert_eq!(ago("weeks"), Some((today - Days::new(7 * n)).to_string()));
            prop_assert_eq!(ago("years"), ago("year"));
            prop_assert_eq!(ahead("day"), Some((today + Days::new(n)).to_string()));
            prop_assert_eq!(ahead("months"), ahead("month"));
        }

        #[test]
        fn a_weekday_is_within_a_week(named in 0_u8..7, offset in 0_u64..400) {
            let today = NaiveDate::from_ymd_opt(2026, 3, 6).unwrap() + Days::new(offset);
            let named = Weekday::try_from(named).unwrap();
            let read = |typed: String, ahead| read(&typed, today, ahead).unwrap();
            let was = read(format!("{named}"), Ahead::Refused);
            let last = read(format!("last {named}"), Ahead::Refused);
            let comes = read(format!("next {named}"), Ahead::Allowed);
            prop_assert_eq!(comes, read(format!("{named}"), Ahead::Allowed));
            prop_assert!([was, last, comes].iter().all(|day| day.weekday() == named));
            prop_assert!((0..7).contains(&(today - was).num_days()));
            prop_assert!((1..=7).contains(&(today - last).num_days()));
            prop_assert!((1..=7).contains(&(comes - today).num_days()));
        }
    }
}
