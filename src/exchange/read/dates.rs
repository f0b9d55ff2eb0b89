//! Days and times as other programs write them.

use super::reading::When;
use super::table::short;
use crate::domain::field::iso_day;
use crate::domain::{config, dates};
use chrono::{
    DateTime, Datelike, Days, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, Timelike, Utc,
};

/// Which of the first two numbers of `3/4/2026` is the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    DayFirst,
    MonthFirst,
}

/// How the days of a file are written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Form {
    /// Whatever can be meant one way alone, and `3/4/2026` in the order given.
    Any(Option<Order>),
    /// Two-digit years first: `26-03-02`.
    YearFirst,
    /// A pattern such as `%d.%m.%Y`.
    Pattern(String),
    /// Numbers counted from a day that is 1.
    From(NaiveDate),
    /// Seconds or milliseconds since 1970 UTC.
    Epoch,
}

/// Why a text is no day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoDay {
    Unreadable,
    /// It could be two days.
    Either,
}

impl Form {
    /// Reads `iso`, `dmy`, `mdy`, `ymd`, a pattern with `%`, or `days from 2026-03-01`.
    pub fn parse(text: &str) -> Option<Form> {
        let text = text.trim();
        let lower = text.to_lowercase();
        if let Some(day) = lower.strip_prefix("days from ") {
            return Some(Form::From(iso_day(day.trim())?));
        }
        match lower.as_str() {
            "iso" => Some(Form::Pattern("%Y-%m-%d".to_owned())),
            "dmy" | "day-first" => Some(Form::Any(Some(Order::DayFirst))),
            "mdy" | "month-first" => Some(Form::Any(Some(Order::MonthFirst))),
            "ymd" | "year-first" => Some(Form::YearFirst),
            "epoch" | "unix" => Some(Form::Epoch),
            _ if text.contains('%') && pattern(text) => Some(Form::Pattern(text.to_owned())),
            _ => None,
        }
    }

    /// # Errors
    /// A text that is no day, or may be two.
    pub fn day(&self, text: &str) -> Result<NaiveDate, NoDay> {
        let text = text.trim();
        let found = match self {
            Form::Any(order) => any(text, *order)?,
            Form::YearFirst => numbers(text).and_then(|(a, b, c, _)| ymd(a.0, b.0, c.0, a.1)),
            Form::Pattern(pattern) => NaiveDate::parse_from_str(text, pattern).ok(),
            Form::Epoch => None,
            Form::From(first) => {
                let whole = text.strip_suffix(".0").unwrap_or(text);
                let n = whole.parse::<u32>().ok().filter(|n| *n > 0);
                n.and_then(|n| first.checked_add_days(Days::new(u64::from(n) - 1)))
            }
        };
        found.filter(|d| lived(*d)).ok_or(NoDay::Unreadable)
    }

    /// A day, the time after it if there is one, and the zone after that: `2026-03-02 22:00`,
    /// `2026-03-02T22:00:05.000Z`, `2026-03-02 22:00 +01:00`.
    ///
    /// # Errors
    /// As [`Form::day`].
    pub fn stamp(&self, text: &str) -> Result<When, NoDay> {
        let text = text.trim();
        // Nothing else has ten or thirteen digits.
        let long = [10, 13].contains(&text.len()) && matches!(self, Form::Any(_));
        if long && text.bytes().all(|b| b.is_ascii_digit()) || *self == Form::Epoch {
            return epoch(text).map(When::Utc).ok_or(NoDay::Unreadable);
        }
        if let Form::Pattern(pattern) = self {
            let zoned = ["%z", "%:z", "%::z", "%#z", "%Z", "%+"];
            let zoned = zoned.iter().any(|mark| pattern.contains(mark));
            let found = match DateTime::parse_from_str(text, pattern) {
                Ok(at) if text.ends_with(['Z', 'z']) => Some(When::Utc(at.to_utc())),
                Ok(at) => Some(When::Offset(at)),
                Err(_) => {
                    let wall = NaiveDateTime::parse_from_str(text, pattern).ok();
                    wall.map(When::Wall)
                }
            };
            return match found {
                Some(when) if lived(when.written()) => Ok(when),
                Some(_) => Err(NoDay::Unreadable),
                // Where instants have a zone, one that is written otherwise is read as well.
                None => match self.day(text) {
                    Err(_) if zoned => Form::Any(None).stamp(text),
                    day => day.map(When::Day),
                },
            };
        }
        let mark = |(_, c): &(usize, char)| c.is_whitespace() || *c == 'T';
        for (at, c) in text.char_indices().filter(mark) {
            let (day, rest) = (&text[..at], &text[at + c.len_utf8()..]);
            let (clock, zone) = zone(rest);
            match (self.day(day), time(clock)) {
                (Ok(day), Some(time)) => {
                    return placed(day.and_time(time), zone).ok_or(NoDay::Unreadable);
                }
                (Err(NoDay::Either), Some(_)) => return Err(NoDay::Either),
                _ => {}
            }
        }
        // A day may have an offset of its own: `2026-04-12-07:00`.
        let (alone, zone) = zone(text);
        match self.day(text) {
            Err(NoDay::Unreadable) if zone.is_some() => self.day(alone),
            day => day,
        }
        .map(When::Day)
    }
}

/// Seconds since 1970, or milliseconds where seconds would lie beyond the year 5000.
fn epoch(text: &str) -> Option<DateTime<Utc>> {
    let n: f64 = text.strip_suffix(".0").unwrap_or(text).parse().ok()?;
    let millis = if n.abs() < 1e11 { n * 1000.0 } else { n };
    let at = DateTime::from_timestamp_millis(millis.round() as i64)?;
    lived(at.date_naive()).then_some(at)
}

/// An instant that says its zone, as programs write it: `2026-03-01T22:45:00Z`,
/// `20260301T224500Z`, `2026-03-01 22:45:00 +0100`.
///
/// # Errors
/// What is none, quoted, with the field it stands in.
pub fn instant(text: &str, field: &str) -> Result<DateTime<Utc>, String> {
    let compact = || NaiveDateTime::parse_from_str(text, "%Y%m%dT%H%M%SZ").map(|at| at.and_utc());
    let spaced = || DateTime::parse_from_str(text, "%Y-%m-%d %H:%M:%S %z");
    let found = DateTime::parse_from_rfc3339(text).or_else(|_| spaced());
    let found = found.map(|at| at.to_utc()).or_else(|_| compact());
    found.map_err(|_| {
        format!(
            "an instant such as 2026-03-01T22:45:00Z is expected as \"{field}\"; got \"{}\"",
            short(text)
        )
    })
}

/// What stands after a clock.
#[derive(Debug, Clone, Copy)]
enum Zone {
    Utc,
    Offset(FixedOffset),
}

/// A text without the zone at its end: `Z`, `UTC`, `+01:00`, `+0100`, `-05`.
fn zone(text: &str) -> (&str, Option<Zone>) {
    for mark in ["Z", "z", " UTC", " GMT"] {
        if let Some(before) = text.strip_suffix(mark)
            && before.ends_with(|c: char| c.is_ascii_digit())
        {
            return (before, Some(Zone::Utc));
        }
    }
    let found = text.rfind(['+', '-']).and_then(|at| {
        let (before, offset) = text.split_at(at);
        let digits = offset[1..].replace(':', "");
        let plain = [2, 4].contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
        let n: i32 = digits.parse().ok().filter(|_| plain)?;
        let minutes = match digits.len() {
            2 => n * 60,
            _ => n / 100 * 60 + n % 100,
        };
        let west = if offset.starts_with('-') { -1 } else { 1 };
        // A number after a hyphen may be the last part of a date.
        let clocked = before.contains(':') || offset.contains(':');
        let sound = clocked && minutes <= 14 * 60 && minutes % 15 == 0;
        let offset = FixedOffset::east_opt(west * minutes * 60).filter(|_| sound)?;
        Some((before.trim_end(), Zone::Offset(offset)))
    });
    found.map_or((text, None), |(before, zone)| (before, Some(zone)))
}

/// A time in its zone, or on whatever clock hung on the wall.
fn placed(at: NaiveDateTime, zone: Option<Zone>) -> Option<When> {
    Some(match zone {
        None => When::Wall(at),
        Some(Zone::Utc) => When::Utc(at.and_utc()),
        Some(Zone::Offset(offset)) => When::Offset(at.and_local_timezone(offset).single()?),
    })
}

/// What the days of a file say about the order they are written in.
#[derive(Debug, Default)]
pub struct Evidence {
    day_first: bool,
    month_first: bool,
}

impl Evidence {
    pub fn see(&mut self, text: &str) {
        let date = text.split(['T', ' ']).find(|part| !part.is_empty());
        let Some((a, b, c, dotted)) = date.and_then(numbers) else {
            return;
        };
        if a.1 == 4 || dotted || c.1 > 4 {
            return;
        }
        match (a.0 > 12, b.0 > 12) {
            (true, false) => self.day_first = true,
            (false, true) => self.month_first = true,
            _ => {}
        }
    }

    /// None when nothing tells, or two rows tell two things.
    pub fn order(&self) -> Option<Order> {
        match (self.day_first, self.month_first) {
            (true, false) => Some(Order::DayFirst),
            (false, true) => Some(Order::MonthFirst),
            _ => None,
        }
    }
}

/// Reads `2026-03-02` where somebody could have noted that day.
pub fn iso(text: &str) -> Option<NaiveDate> {
    iso_day(text).filter(|day| lived(*day))
}

/// A day somebody could have noted.
pub fn lived(day: NaiveDate) -> bool {
    (1900..=2999).contains(&day.year())
}

fn pattern(text: &str) -> bool {
    use chrono::format::{Item, StrftimeItems};
    text.len() < 100 && !StrftimeItems::new(text).any(|item| matches!(item, Item::Error))
}

type Number = (u32, usize);

/// Three numbers with one sort of mark between them, their widths, and whether the mark is a dot.
fn numbers(text: &str) -> Option<(Number, Number, Number, bool)> {
    let mark = text.chars().find(|c| !c.is_ascii_digit())?;
    if !matches!(mark, '-' | '/' | '.') {
        return None;
    }
    let mut parts = text.trim_end_matches(mark).split(mark).map(str::trim);
    let mut next = || {
        let part = parts.next()?;
        let digits = (1..=4).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
        digits.then(|| Some((part.parse().ok()?, part.len())))?
    };
    let found = (next()?, next()?, next()?, mark == '.');
    parts.next().is_none().then_some(found)
}

fn ymd(year: u32, month: u32, day: u32, width: usize) -> Option<NaiveDate> {
    let year = match (width, year) {
        (4, year) => year,
        (2, year @ 0..70) => 2000 + year,
        (2, year) => 1900 + year,
        _ => return None,
    };
    NaiveDate::from_ymd_opt(year as i32, month, day)
}

fn any(text: &str, order: Option<Order>) -> Result<Option<NaiveDate>, NoDay> {
    if text.len() == 8 && text.bytes().all(|b| b.is_ascii_digit()) {
        return Ok(NaiveDate::parse_from_str(text, "%Y%m%d").ok());
    }
    let Some((a, b, c, dotted)) = numbers(text) else {
        return Ok(words(text).and_then(|w| ymd(w.year?, w.month, w.day, 4)));
    };
    if a.1 == 4 {
        return Ok(ymd(a.0, b.0, c.0, 4));
    }
    let day_first = || ymd(c.0, b.0, a.0, c.1);
    let month_first = || ymd(c.0, a.0, b.0, c.1);
    Ok(match order {
        _ if dotted => day_first(),
        Some(Order::DayFirst) => day_first(),
        Some(Order::MonthFirst) => month_first(),
        None => match (day_first(), month_first()) {
            (Some(one), Some(other)) if one != other => return Err(NoDay::Either),
            (one, other) => one.or(other),
        },
    })
}

/// Reads `22:00`, `22.00`, `7:05:30`, `10:00 pm`, `10:00 p. m.`.
pub fn time(text: &str) -> Option<NaiveTime> {
    let half = text.chars().filter(|c| c.is_alphabetic());
    let half: String = half.flat_map(char::to_lowercase).collect();
    let half = match half.as_str() {
        "" | "h" | "uhr" => "",
        "am" | "pm" => &half,
        _ => return None,
    };
    let digits = text.trim().trim_end_matches(|c: char| !c.is_ascii_digit());
    // Parts of a second are passed over.
    let digits = match digits.rsplit_once(['.', ',']) {
        Some((whole, _)) if whole.matches(':').count() == 2 => whole,
        _ => digits,
    };
    let wall = digits.replace('.', ":");
    let number = |part: &str| part.len() <= 2 && part.bytes().all(|b| b.is_ascii_digit());
    let clean = !text.contains('%') && wall.contains(':') && wall.split(':').all(number);
    let found = config::time(&format!("{wall}{half}")).filter(|_| clean);
    // No second is the 60th here.
    found.filter(|time| time.nanosecond() == 0)
}

/// A date in words: `2026 Sun May 17 3:39 PM`, `28 September`, `17. Mai 2026`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Worded {
    pub year: Option<u32>,
    pub month: u32,
    pub day: u32,
    pub time: Option<NaiveTime>,
}

pub fn words(text: &str) -> Option<Worded> {
    let (mut year, mut month, mut day, mut clock) = (None, None, None, Vec::new());
    for word in text.split(|c: char| c.is_whitespace() || c == ',') {
        let bare = ordinal(word.trim_matches('.'));
        let number = bare
            .bytes()
            .all(|b| b.is_ascii_digit())
            .then(|| bare.parse::<u32>());
        match number {
            _ if bare.is_empty() => {}
            _ if !clock.is_empty() || bare.contains(':') => clock.push(word),
            Some(Ok(n)) if bare.len() == 4 && year.is_none() => year = Some(n),
            Some(Ok(n)) if (1..=31).contains(&n) && day.is_none() => day = Some(n),
            Some(_) => return None,
            None if month.is_none() => month = named_month(bare),
            None => {}
        }
    }
    let time = match clock.as_slice() {
        [] => None,
        clock => Some(time(&clock.join(" "))?),
    };
    Some(Worded {
        year,
        month: month?,
        day: day?,
        time,
    })
}

/// `22nd` as 22.
fn ordinal(word: &str) -> &str {
    let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let after = word[digits.len()..].to_lowercase();
    let number = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
    match after.as_str() {
        "st" | "nd" | "rd" | "th" | "er" if number => digits,
        _ => word,
    }
}

/// Names of the months in other languages than English.
const MONTHS: [&str; 12] = [
    "januar janvier enero gennaio januari jänner janeiro",
    "februar février fevrier febrero febbraio februari fevereiro",
    "märz maerz mars marzo maart março marco",
    "avril abril aprile",
    "mai mayo maggio mei maio maj",
    "juni juin junio giugno junho",
    "juli juillet julio luglio julho",
    "août aout agosto augustus augusti",
    "septembre septiembre settembre setembro",
    "oktober octobre octubre ottobre outubro",
    "novembre noviembre novembro",
    "dezember décembre decembre diciembre dicembre dezembro",
];

/// By the first letters where those tell the months apart.
fn named_month(word: &str) -> Option<u32> {
    let word = word.to_lowercase();
    if word.chars().count() < 3 {
        return None;
    }
    let english = dates::month(&word);
    let names = |month: &u32| {
        let mut others = MONTHS[*month as usize - 1].split(' ');
        english == Some(*month) || others.any(|name| name.starts_with(&word))
    };
    let mut found = (1..=12).filter(names);
    match (found.next(), found.next()) {
        (Some(month), None) => Some(month),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_after_any_date_is_kept() {
        for text in [
            "2026-01-22 07:00",
            "22 Jan 2026 07:00",
            "2026-01-22T07:00",
            "Jan 22 2026 7:00 AM",
        ] {
            let when = Form::Any(None).stamp(text).expect(text);
            assert_eq!(format!("{when:?}"), "Wall(2026-01-22T07:00:00)", "{text}");
        }
        let alone = Form::Any(None).stamp("22 Jan 2026").expect("a day");
        assert_eq!(format!("{alone:?}"), "Day(2026-01-22)");
    }

    #[test]
    fn a_zone_is_kept_and_a_day_has_none() {
        for case in [
            "2026-01-03T23:30:00Z is Utc(2026-01-03T23:30:00Z)",
            "2026-01-05T23:30:00.000Z is Utc(2026-01-05T23:30:00Z)",
            "2026-01-07T20:30:00-05:00 is Offset(2026-01-07T20:30:00-05:00)",
            "2026-01-09 22:45:00 +0100 is Offset(2026-01-09T22:45:00+01:00)",
            "Sat, 21 Nov 2026 18:00:00 +0100 is Offset(2026-11-21T18:00:00+01:00)",
            "2026-01-11 23:50 is Wall(2026-01-11T23:50:00)",
            "2026-04-12-07:00 is Day(2026-04-12)",
            "2026-04-12Z is Day(2026-04-12)",
            "22nd Sep 2026 is Day(2026-09-22)",
            "1st September 2026 is Day(2026-09-01)",
            "21-11-2026 is Day(2026-11-21)",
            "%+ reads 2026-01-03T23:30:00Z is Utc(2026-01-03T23:30:00Z)",
            "%+ reads 2026-01-11 23:50 is Wall(2026-01-11T23:50:00)",
            "%d.%m.%Y %H:%M %z reads 03.01.2026 23:30 -0500 is Offset(2026-01-03T23:30:00-05:00)",
        ] {
            let (text, expected) = case.split_once(" is ").expect("a case");
            let (form, text) = match text.split_once(" reads ") {
                Some((pattern, text)) => (Form::Pattern(pattern.to_owned()), text),
                None => (Form::Any(None), text),
            };
            let when = form.stamp(text).expect(text);
            assert_eq!(format!("{when:?}"), expected, "{case}");
        }
    }
}
