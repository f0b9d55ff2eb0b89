//! Days and times as other programs write them.

mod worded;

pub use worded::{Worded, words};

use chrono::{Datelike, Days, NaiveDate, NaiveDateTime, NaiveTime};

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
            return Some(Form::From(crate::domain::field::iso_day(day.trim())?));
        }
        match lower.as_str() {
            "iso" => Some(Form::Pattern("%Y-%m-%d".to_owned())),
            "dmy" | "day-first" => Some(Form::Any(Some(Order::DayFirst))),
            "mdy" | "month-first" => Some(Form::Any(Some(Order::MonthFirst))),
            "ymd" | "year-first" => Some(Form::YearFirst),
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
            Form::From(first) => {
                let whole = text.strip_suffix(".0").unwrap_or(text);
                let n = whole.parse::<u32>().ok().filter(|n| *n > 0);
                n.and_then(|n| first.checked_add_days(Days::new(u64::from(n) - 1)))
            }
        };
        found.filter(|d| lived(*d)).ok_or(NoDay::Unreadable)
    }

    /// A day and the time after it, if there is one: `2026-03-02 22:00`, `2026-03-02T22:00:05`.
    ///
    /// # Errors
    /// As [`Form::day`].
    pub fn stamp(&self, text: &str) -> Result<(NaiveDate, Option<NaiveTime>), NoDay> {
        let text = text.trim();
        if let Form::Pattern(pattern) = self
            && let Ok(at) = NaiveDateTime::parse_from_str(text, pattern)
        {
            let sound = lived(at.date()).then_some((at.date(), Some(at.time())));
            return sound.ok_or(NoDay::Unreadable);
        }
        for (at, c) in text
            .char_indices()
            .filter(|(_, c)| c.is_whitespace() || *c == 'T')
        {
            let (day, rest) = (&text[..at], &text[at + c.len_utf8()..]);
            if let (Ok(day), Some(time)) = (self.day(day), time(rest)) {
                return Ok((day, Some(time)));
            }
        }
        self.day(text).map(|day| (day, None))
    }
}

/// What the days of a file say about the order they are written in.
#[derive(Debug, Default)]
pub struct Evidence {
    day_first: bool,
    month_first: bool,
    pub either: bool,
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
            (false, false) if a.0 != b.0 => self.either = true,
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
    let letters = |c: &char| c.is_alphabetic();
    let half: String = text
        .chars()
        .filter(letters)
        .flat_map(char::to_lowercase)
        .collect();
    let digits = text.trim().trim_end_matches(|c: char| !c.is_ascii_digit());
    let clean = !text.contains('%')
        && digits
            .bytes()
            .all(|b| b.is_ascii_digit() || b":.".contains(&b));
    let mut parts = digits.split([':', '.']).map(|p| {
        let sound = clean && (1..=2).contains(&p.len());
        sound.then(|| p.parse::<u32>().ok()).flatten()
    });
    let (hour, minute) = (parts.next()??, parts.next()??);
    let second = parts.next().map_or(Some(0), |s| s)?;
    if parts.next().is_some() {
        return None;
    }
    let hour = match half.as_str() {
        "" | "h" | "uhr" => hour,
        "am" if (1..=12).contains(&hour) => hour % 12,
        "pm" if (1..=12).contains(&hour) => hour % 12 + 12,
        _ => return None,
    };
    NaiveTime::from_hms_opt(hour, minute, second)
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
            let (day, time) = Form::Any(None).stamp(text).expect(text);
            assert_eq!(day.to_string(), "2026-01-22", "{text}");
            assert_eq!(
                time.map(|t| t.to_string()).as_deref(),
                Some("07:00:00"),
                "{text}"
            );
        }
        let alone = Form::Any(None).stamp("22 Jan 2026").expect("a day");
        assert_eq!(alone.1, None);
    }
}
