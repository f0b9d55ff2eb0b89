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
    /// False when `--once` found the day already holding it.
    pub new: bool,
    /// None on a day that is past.
    pub last_7: Option<Window>,
    pub back: Option<Back>,
}

/// Taken up again after a gap.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Back {
    /// For the first time, with this many entries before it.
    First(u64),
    /// For the nth time.
    Times(usize),
}

/// The first day the last week needs.
pub fn week_of(today: NaiveDate) -> NaiveDate {
    today - Days::new(6)
}

/// The last 7 days; `practice` needs to hold no others.
pub fn last_7(practice: &Practice, today: NaiveDate) -> Window {
    window(&Calendar::new(practice, today, Weekday::Mon), today, 7)
}

/// Whether the gap before today could be one that a log comes back from; if so the whole history
/// is worth reading for [`back`].
pub fn may_be_back(before: Option<NaiveDate>, today: NaiveDate) -> bool {
    before.is_some_and(|before| (today - before).num_days() > 3)
}

/// Whether today's first entry took the ritual up again. `practice` holds its whole history.
pub fn back(practice: &Practice, today: NaiveDate, week_start: Weekday) -> Option<Back> {
    let calendar = Calendar::new(practice, today, week_start);
    let [.., (before, _), (last, count)] = practice.days.as_slice() else {
        return None;
    };
    if *last != today || *count != 1 || !calendar.returned(*before, today) {
        return None;
    }
    match calendar.runs().returns {
        1 => Some(Back::First(
            practice
                .days
                .iter()
                .map(|(_, n)| u64::from(*n))
                .sum::<u64>()
                - 1,
        )),
        n => Some(Back::Times(n)),
    }
}
