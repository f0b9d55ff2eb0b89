//! What `ritual log` says after it has written.

use super::calendar::Calendar;
use super::streaks::{Window, window};
use crate::domain::journal::Practice;
use chrono::{Days, NaiveDate, Weekday};

/// One logged ritual. Made from the few days that matter, however long the history.
#[derive(Debug, Clone, PartialEq)]
pub struct Logged {
    pub name: String,
    pub day: NaiveDate,
    pub today: NaiveDate,
    pub amount: Option<f64>,
    pub unit: Option<String>,
    pub variation: Option<String>,
    pub handle: i64,
    /// False when `--once` found the day already holding it.
    pub new: bool,
    /// Which entry of its day it is, from 1.
    pub nth: u32,
    /// Whether it was noted at an hour that people count to either day.
    pub small_hours: bool,
    /// None on a day that is past, and on the first day of all.
    pub last_7: Option<Window>,
    pub back: Option<Back>,
}

/// Taken up again after a gap.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Back {
    /// For the first time, with this many entries before it.
    First(u64),
    Again,
}

/// The first day the last week needs.
pub fn week_of(today: NaiveDate) -> NaiveDate {
    today - Days::new(6)
}

/// The last 7 days; `practice` holds them and the last day before them.
pub fn last_7(practice: &Practice, today: NaiveDate) -> Option<Window> {
    (practice.first() != Some(today))
        .then(|| window(&Calendar::new(practice, today, Weekday::Mon), 7))
}

/// Whether the gap before today could be one that a log comes back from; if so it is worth asking
/// [`back`].
pub fn may_be_back(before: NaiveDate, today: NaiveDate) -> bool {
    (today - before).num_days() > 3
}

/// The first day of the year that ends with a day.
pub fn year_of(day: NaiveDate) -> NaiveDate {
    day - Days::new(365)
}

/// Whether today's first entry took the ritual up again. `long_here` is whether anything was noted
/// before the year that ends with the gap; where nothing was, `practice` holds that year, and in
/// any case the last day before the gap and today.
pub fn back(
    practice: &Practice,
    long_here: bool,
    today: NaiveDate,
    week_start: Weekday,
) -> Option<Back> {
    let calendar = Calendar::new(practice, today, week_start);
    let [.., (before, _), (last, count)] = practice.days.as_slice() else {
        return None;
    };
    if *last != today || *count != 1 || !calendar.returned(*before, today) {
        return None;
    }
    if long_here || calendar.returns() > 1 {
        return Some(Back::Again);
    }
    let entries: u64 = practice.days.iter().map(|(_, n)| u64::from(*n)).sum();
    Some(Back::First(entries - 1))
}
