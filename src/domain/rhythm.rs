//! How often a ritual comes round: a description, never a duty.

use super::amount::Amount;
use super::dates::{short, weekdays};
use super::text;
use chrono::{Datelike, NaiveDate, Weekday};
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// The unit in which runs of a rhythm are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Unit {
    Days,
    Weeks,
    Months,
    Quarters,
    Years,
    #[serde(rename = "named days")]
    NamedDays,
    Times,
}

/// A stretch of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Period {
    Week,
    Month,
    Quarter,
    Year,
}

/// What a distance between two times is counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    Days,
    Weeks,
    Months,
}

/// What reaches a period.
#[derive(Debug, Clone, PartialEq)]
pub enum Goal {
    /// At least so many days of it, 1 to as many as it can have.
    Days(u16),
    /// Entries in a unit that sum to at least so much, above 0.
    Amount(f64, String),
}

/// One rhythm. No rhythm at all is `Option::None` around it.
#[derive(Debug, Clone, PartialEq)]
pub enum Rhythm {
    Daily,
    Per(Goal, Period),
    /// The named weekdays, bit 0 Monday.
    Named(u8),
    /// Once in 1 to 366 days, 2 to 52 weeks, or 2 to 12 months.
    Every(u16, Step),
    /// What a newer version wrote: kept as it stands, and counted as no rhythm is.
    Other(String),
}

/// A rhythm and the day it starts; the first version has no start.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Version {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<NaiveDate>,
    #[serde(default, skip_serializing_if = "Option::is_none", with = "written")]
    pub rhythm: Option<Rhythm>,
}

/// A rhythm in a list that is stored as JSON.
pub mod written {
    use super::Rhythm;
    use serde::{Deserialize, Deserializer, Serializer};

    #[allow(clippy::ref_option)] // as serde asks
    pub fn serialize<S: Serializer>(rhythm: &Option<Rhythm>, to: S) -> Result<S::Ok, S::Error> {
        match rhythm {
            Some(rhythm) => to.collect_str(rhythm),
            None => to.serialize_none(),
        }
    }

    pub fn deserialize<'d, D: Deserializer<'d>>(from: D) -> Result<Option<Rhythm>, D::Error> {
        let text = Option::<String>::deserialize(from)?;
        Ok(text.as_deref().and_then(Rhythm::kept))
    }
}

/// The text is none of the forms a rhythm can have.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{EXPECTS}")]
pub struct RhythmError;

/// The forms a rhythm can have.
pub const EXPECTS: &str = "none, daily, 3/week (1 to 7), 2/month, 1/quarter, 2/year, '150 min/week', \
     mon,wed,fri, every 3 days (1 to 366), every 2 weeks or every 3 months";

impl Unit {
    /// The period whose runs are counted in it.
    pub fn period(self) -> Option<Period> {
        let mut periods = PERIODS.iter().map(|(period, ..)| *period);
        periods.find(|period| period.unit() == self)
    }
}

/// What `unit_of` says of a version: no rhythm is counted in days, as `daily` is.
pub fn unit_of(rhythm: Option<&Rhythm>) -> Unit {
    match rhythm {
        None | Some(Rhythm::Daily | Rhythm::Other(_)) => Unit::Days,
        Some(Rhythm::Per(_, period)) => period.unit(),
        Some(Rhythm::Named(_)) => Unit::NamedDays,
        Some(Rhythm::Every(..)) => Unit::Times,
    }
}

/// The version in force on a day: the last whose start has come.
pub fn in_force(versions: &[Version], day: NaiveDate) -> Option<&Rhythm> {
    let mut latest = versions.iter().rev();
    let begun = latest.find(|v| v.from.is_none_or(|from| from <= day));
    begun?.rhythm.as_ref()
}

/// The periods: the unit of the runs of each, the most days it can have, its name and what else people
/// call it.
const PERIODS: [(Period, Unit, u16, &str); 4] = [
    (Period::Week, Unit::Weeks, 7, "week w wk weekly"),
    (Period::Month, Unit::Months, 31, "month m mo monthly"),
    (Period::Quarter, Unit::Quarters, 92, "quarter q quarterly"),
    (Period::Year, Unit::Years, 366, "year y yr yearly annually"),
];

impl Period {
    fn name(self) -> &'static str {
        let mut names = PERIODS[self as usize].3.split(' ');
        names.next().unwrap_or_default()
    }

    pub fn unit(self) -> Unit {
        PERIODS[self as usize].1
    }

    /// The most days it can have.
    pub fn days(self) -> u16 {
        PERIODS[self as usize].2
    }

    /// `week`, `weeks`, `w`, and `weekly`.
    fn read(word: &str) -> Option<Period> {
        let one = word.strip_suffix('s').unwrap_or(word);
        let mut known = PERIODS.iter();
        let found = known.find(|(.., words)| text::among(words, one));
        found.map(|(period, ..)| *period)
    }
}

impl Rhythm {
    /// Whether a rhythm of named weekdays names this day.
    pub fn names(&self, day: NaiveDate) -> bool {
        matches!(self, Rhythm::Named(set) if set & bit(day.weekday()) != 0)
    }

    pub fn is_other(&self) -> bool {
        matches!(self, Rhythm::Other(_))
    }

    /// The most days from one time to the next, of a rhythm that says it.
    pub fn gap(&self) -> Option<i64> {
        match self {
            Rhythm::Every(n, Step::Days) => Some(i64::from(*n)),
            Rhythm::Every(n, Step::Weeks) => Some(7 * i64::from(*n)),
            // The most days that so many months have.
            Rhythm::Every(n, Step::Months) => Some(((153 * i64::from(*n) + 4) / 5).min(366)),
            _ => None,
        }
    }

    /// How much it says of a period, where it says that in a unit.
    pub fn amount(&self) -> Option<f64> {
        match self {
            Rhythm::Per(Goal::Amount(n, _), _) => Some(*n),
            _ => None,
        }
    }

    /// So many days of a period, where it can have them.
    pub fn per(times: u32, period: Period) -> Option<Rhythm> {
        let times = u16::try_from(times).ok()?;
        let fits = (1..=period.days()).contains(&times);
        fits.then_some(Rhythm::Per(Goal::Days(times), period))
    }

    /// The rhythm of so many times in so many days, where one says it.
    pub fn times_in(times: u32, days: u32) -> Option<Rhythm> {
        match (times, days) {
            (0, _) | (_, 0) => None,
            (times, days) if times == days => Some(Rhythm::Daily),
            (times, days) if times > days => None,
            (times, 7) => Rhythm::per(times, Period::Week),
            (times, 28..=31) => Rhythm::per(times, Period::Month),
            (1, days @ 1..=366) => Some(Rhythm::Every(days as u16, Step::Days)),
            (times, 90..=92) => Rhythm::per(times, Period::Quarter),
            (times, 365 | 366) => Rhythm::per(times, Period::Year),
            (times, days) if days % 7 == 0 && times % (days / 7) == 0 => {
                Rhythm::per(times / (days / 7), Period::Week)
            }
            _ => None,
        }
    }

    /// Reads a rhythm as a person types it, or `none` for no rhythm.
    ///
    /// # Errors
    /// Any other text, and an amount that reads two ways.
    pub fn typed(typed: &str) -> Result<Option<Rhythm>, RhythmError> {
        match typed.trim().eq_ignore_ascii_case("none") {
            true => Ok(None),
            false => read(typed, |text| Amount::typed(text).ok()).map(Some),
        }
    }

    /// Reads a rhythm as a file has it; a form that is not known here is kept.
    pub fn kept(text: &str) -> Option<Rhythm> {
        match text {
            "none" => None,
            text => Some(text.parse().unwrap_or_else(|_| Rhythm::Other(text.into()))),
        }
    }
}

fn bit(day: Weekday) -> u8 {
    1 << day.num_days_from_monday()
}

/// `once`, `twice`, `three`, `3`; `other`, `third`, `3rd`.
fn count(word: &str) -> Option<u32> {
    const COUNTS: [&[&str]; 10] = [
        &["one", "once", "first"],
        &["two", "twice", "second", "other"],
        &["three", "thrice", "third"],
        &["four", "fourth"],
        &["five", "fifth"],
        &["six", "sixth"],
        &["seven", "seventh"],
        &["eight", "eighth"],
        &["nine", "ninth"],
        &["ten", "tenth"],
    ];
    if let Some(at) = COUNTS.iter().position(|names| names.contains(&word)) {
        return Some(at as u32 + 1);
    }
    let mut ends = ["st", "nd", "rd", "th"].iter();
    let bare = ends.find_map(|end| word.strip_suffix(end));
    bare.unwrap_or(word).parse().ok()
}

/// `3 days`, `other week`, `third month`: once in so many.
fn every(rest: &str) -> Option<Rhythm> {
    let one = rest.strip_suffix('s').unwrap_or(rest);
    let mut units = ["day", "week", "month", "quarter", "year"].into_iter();
    let (times, unit) = units.find_map(|unit| Some((one.strip_suffix(unit)?.trim_end(), unit)))?;
    let n = count(times)?;
    let (n, step, high) = match unit {
        "day" => (n, Step::Days, 366),
        "week" if n == 1 => (7, Step::Days, 366),
        "week" => (n, Step::Weeks, 52),
        "month" if n == 1 => return Rhythm::per(1, Period::Month),
        "month" => (n, Step::Months, 12),
        "quarter" => (n.checked_mul(3)?, Step::Months, 12),
        _ => (n.checked_mul(12)?, Step::Months, 12),
    };
    let fits = (1..=high).contains(&n);
    fits.then_some(Rhythm::Every(n as u16, step))
}

/// How much, and of which period: `3/week`, `3x a week`, `150 min each month`, `twice yearly`. Case
/// is left as it is: a unit may have one.
fn parts(text: &str) -> Option<(&str, String)> {
    let known = |word: &str| word == "day" || Period::read(word).is_some();
    if let Some((much, period)) = text.rsplit_once('/') {
        let period = period.trim().to_ascii_lowercase();
        return known(&period).then_some((much.trim(), period));
    }
    let (rest, last) = text.rsplit_once(' ')?;
    let last = last.to_ascii_lowercase();
    let much = match rest.rsplit_once(' ') {
        Some((much, between)) if ["a", "an", "per", "each", "every"].contains(&between) => much,
        _ if last.ends_with("ly") => rest,
        _ => return None,
    };
    known(&last).then_some((much, last))
}

/// So many days, or so much.
fn goal<'t>(
    much: &'t str,
    period: Period,
    amount: impl Fn(&'t str) -> Option<Amount<'t>>,
) -> Option<Rhythm> {
    const TIMES: [&str; 5] = ["times", "time", "days", "day", "x"];
    let lower = much.to_ascii_lowercase();
    let times = TIMES.iter().find_map(|word| lower.strip_suffix(word));
    if let Some(times) = count(times.unwrap_or(&lower).trim_end()) {
        return Rhythm::per(times, period);
    }
    let Amount { n, unit } = amount(much)?;
    let unit = text::name(unit?).ok()?;
    let sound = n > 0.0 && n <= 1e12 && !TIMES.contains(&unit.to_ascii_lowercase().as_str());
    sound.then_some(Rhythm::Per(Goal::Amount(n, unit), period))
}

fn read<'t>(
    text: &'t str,
    amount: impl Fn(&'t str) -> Option<Amount<'t>>,
) -> Result<Rhythm, RhythmError> {
    let text = text.trim();
    let lower = text.to_ascii_lowercase();
    if let "daily" | "everyday" | "every night" | "every morning" | "every evening" = lower.as_str()
    {
        return Ok(Rhythm::Daily);
    }
    if let "fortnightly" | "every fortnight" = lower.as_str() {
        return Ok(Rhythm::Every(2, Step::Weeks));
    }
    let begins = ["every ", "each ", "once every ", "once in ", "on "];
    let each = begins.iter().find_map(|begin| lower.strip_prefix(begin));
    let one = each.unwrap_or(&lower);
    let alone = one.ends_with("ly") || each.is_some();
    if each == Some("day") {
        return Ok(Rhythm::Daily);
    }
    if let Some(period) = Period::read(one).filter(|_| alone && one.len() > 2) {
        return Rhythm::per(1, period).ok_or(RhythmError);
    }
    if let Some((much, period)) = parts(text) {
        return match Period::read(&period) {
            Some(period) => goal(much, period, amount).ok_or(RhythmError),
            // Of a day there is one rhythm.
            None if count(&much.to_ascii_lowercase()) == Some(1) => Ok(Rhythm::Daily),
            None => Err(RhythmError),
        };
    }
    if let Some(every) = each.and_then(every) {
        return Ok(every);
    }
    let named = weekdays(one).ok_or(RhythmError)?;
    let set = named.into_iter().fold(0, |set, day| set | bit(day));
    Ok(Rhythm::Named(set))
}

/// As a file has it: a point in an amount is one of decimals.
impl FromStr for Rhythm {
    type Err = RhythmError;

    fn from_str(text: &str) -> Result<Self, RhythmError> {
        read(text, |text| Amount::of_file(text).ok())
    }
}

impl fmt::Display for Rhythm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Rhythm::Daily => f.write_str("daily"),
            Rhythm::Per(Goal::Days(n), period) => write!(f, "{n}/{}", period.name()),
            Rhythm::Per(Goal::Amount(n, unit), period) => {
                write!(f, "{n} {unit}/{}", period.name())
            }
            Rhythm::Every(n, Step::Days) => write!(f, "every {n} days"),
            Rhythm::Every(n, Step::Weeks) => write!(f, "every {n} weeks"),
            Rhythm::Every(n, Step::Months) => write!(f, "every {n} months"),
            Rhythm::Named(set) => {
                let week = (0..7).filter_map(|i| Weekday::try_from(i).ok());
                let named: Vec<String> = week.filter(|d| set & bit(*d) != 0).map(short).collect();
                f.write_str(&named.join(","))
            }
            Rhythm::Other(text) => f.write_str(text),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::Months;

    #[test]
    fn every_form_reads_back_as_it_was_written() {
        for text in [
            "daily",
            "3/week",
            "2/month",
            "1/quarter",
            "92/quarter",
            "2/year",
            "150 min/week",
            "1.125 km/month",
            "10 km/h/year",
            "2.5 h/quarter",
            "mon,wed,fri",
            "every 3 days",
            "every 7 days",
            "every 14 days",
            "every 2 weeks",
            "every 3 months",
            "tue",
        ] {
            assert_eq!(text.parse::<Rhythm>().unwrap().to_string(), text);
        }
        assert_eq!(Rhythm::typed("none"), Ok(None));
        let newer = Rhythm::kept("at full moon");
        assert_eq!(newer.unwrap().to_string(), "at full moon");
    }

    #[test]
    fn people_say_it_in_many_ways() {
        for (typed, kept) in [
            ("Fri, monday", "mon,fri"),
            ("twice a week", "2/week"),
            ("Twice a Year", "2/year"),
            ("once a month", "1/month"),
            ("once a quarter", "1/quarter"),
            ("once a day", "daily"),
            ("3 times a week", "3/week"),
            ("three times per week", "3/week"),
            ("3x/week", "3/week"),
            ("3x a week", "3/week"),
            ("3 days/week", "3/week"),
            ("3 / week", "3/week"),
            ("five days each month", "5/month"),
            ("twice yearly", "2/year"),
            ("weekly", "1/week"),
            ("every month", "1/month"),
            ("quarterly", "1/quarter"),
            ("every year", "1/year"),
            ("weekdays", "mon,tue,wed,thu,fri"),
            ("weekends", "sat,sun"),
            ("every other day", "every 2 days"),
            ("every other week", "every 2 weeks"),
            ("fortnightly", "every 2 weeks"),
            ("every 2 weeks", "every 2 weeks"),
            ("once every three weeks", "every 3 weeks"),
            ("every 6 weeks", "every 6 weeks"),
            ("once in 6 weeks", "every 6 weeks"),
            ("every third day", "every 3 days"),
            ("every 2nd week", "every 2 weeks"),
            ("every 3 months", "every 3 months"),
            ("every other month", "every 2 months"),
            ("once every six months", "every 6 months"),
            ("every 1 month", "1/month"),
            ("every 12 months", "every 12 months"),
            ("every 2 quarters", "every 6 months"),
            ("each quarter", "1/quarter"),
            ("each day", "daily"),
            ("every evening", "daily"),
            ("every monday", "mon"),
            ("on mondays and thursdays", "mon,thu"),
            ("mon wed fri", "mon,wed,fri"),
            ("mon-fri", "mon,tue,wed,thu,fri"),
            ("friday to monday", "mon,fri,sat,sun"),
            ("every weekday", "mon,tue,wed,thu,fri"),
            ("5 boxes of x/week", "5 boxes of x/week"),
            ("5 box/week", "5 box/week"),
            ("150 min a week", "150 min/week"),
            ("150min/week", "150 min/week"),
            ("150 minutes per week", "150 min/week"),
            ("2 hours/week", "2 h/week"),
            ("1h30 a week", "90 min/week"),
            ("2,5 h every month", "2.5 h/month"),
            ("100 km monthly", "100 km/month"),
            ("5 cups of tea a week", "5 cups of tea/week"),
            ("30 L/month", "30 L/month"),
        ] {
            let read = Rhythm::typed(typed).map(|r| r.map(|r| r.to_string()));
            assert_eq!(read, Ok(Some(kept.to_owned())), "{typed}");
        }
    }

    #[test]
    fn so_many_months_are_as_long_as_the_longest_of_them() {
        for n in 2..=12 {
            let from = |year, month| NaiveDate::from_ymd_opt(year, month, 1);
            let days = (2023..2028).flat_map(|year| (1..=12).map(move |month| (year, month)));
            let most = days.filter_map(|(year, month)| {
                let first = from(year, month)?;
                Some((first.checked_add_months(Months::new(n))? - first).num_days())
            });
            assert_eq!(
                Rhythm::Every(n as u16, Step::Months).gap(),
                most.max(),
                "{n}"
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
            "93/quarter",
            "367/year",
            "2.5/week",
            "0 min/week",
            "-5 min/week",
            "1.000 steps/week",
            "150/week",
            "min/week",
            "150 min/day",
            "3 times a day",
            "/week",
            "a week",
            "every 0 days",
            "every 367 days",
            "every 53 weeks",
            "every 0 months",
            "every 13 months",
            "every 2 years",
            "every 999999999 quarters",
            "biweekly",
            "every",
            "on",
            "each",
            "mon-",
            "mon and",
            "mo",
            "mon,",
            "w",
            "often",
            "-1/week",
            "99999999999/week",
        ] {
            assert!(Rhythm::typed(text).is_err(), "{text}");
        }
    }
}
