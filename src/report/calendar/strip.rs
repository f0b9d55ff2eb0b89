//! The last days or weeks of one ritual, small enough for one line.

use super::{Calendar, week_of};
use chrono::{Days, NaiveDate};
use serde::Serialize;

/// Days up to today.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Strip {
    pub from: NaiveDate,
    pub to: NaiveDate,
    pub noted: Vec<NaiveDate>,
    /// At rest, and not noted.
    pub resting: Vec<NaiveDate>,
    /// Where it begins: with the first entry, if that lies within; nowhere before there is one.
    #[serde(skip)]
    pub since: Option<NaiveDate>,
}

impl Strip {
    pub fn of(calendar: &Calendar, days: u64) -> Strip {
        let to = calendar.today;
        let from = to - Days::new(days - 1);
        let window = from.iter_days().take_while(|day| *day <= to);
        let (noted, open): (Vec<_>, Vec<_>) = window.partition(|day| calendar.done(*day));
        Strip {
            from,
            to,
            noted,
            resting: open
                .into_iter()
                .filter(|day| calendar.rested(*day))
                .collect(),
            since: calendar.practice.window(from),
        }
    }
}

/// One week: how many of its days were noted, and how many more were at rest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Week {
    pub from: NaiveDate,
    pub noted: usize,
    pub resting: usize,
}

/// How many weeks a line holds.
const WEEKS: u64 = 26;

/// The last weeks up to this one, from the first that was noted on.
pub fn weeks(calendar: &Calendar) -> Vec<Week> {
    let this = week_of(calendar.today, calendar.week_start);
    let Some(from) = calendar.practice.window(this - Days::new(7 * (WEEKS - 1))) else {
        return Vec::new();
    };
    let from = week_of(from, calendar.week_start);
    let week = |from: NaiveDate| {
        let (noted, resting) = calendar.counts(from, from + Days::new(6));
        Week {
            from,
            noted,
            resting,
        }
    };
    let weeks = from.iter_weeks().take_while(|day| *day <= this);
    weeks.map(week).collect()
}
