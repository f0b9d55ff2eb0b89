//! One ritual's days: done, resting, and the periods they fall in.

pub mod heat;
pub mod runs;
pub mod steps;
pub mod strip;

use crate::domain::journal::Practice;
use crate::domain::rhythm::{Period, Rhythm};
use chrono::{Datelike, Days, Months, NaiveDate, Weekday};

/// First day of the week that holds a day.
pub fn week_of(day: NaiveDate, week_start: Weekday) -> NaiveDate {
    day.week(week_start).first_day()
}

/// A calendar of one ritual: D, and its pauses merged into stretches that do not touch.
pub struct Calendar<'a> {
    pub practice: &'a Practice,
    /// Days of D up to today. A flight east can leave some beyond it.
    pub days: &'a [(NaiveDate, u32)],
    rests: Vec<(NaiveDate, NaiveDate)>,
    pub today: NaiveDate,
    pub week_start: Weekday,
}

impl<'a> Calendar<'a> {
    pub fn new(practice: &'a Practice, today: NaiveDate, week_start: Weekday) -> Self {
        let spans = practice.pauses.iter();
        let spans = spans.map(|p| (p.from, p.until.unwrap_or(NaiveDate::MAX)));
        let mut spans: Vec<_> = spans.collect();
        spans.sort_unstable();
        let mut rests: Vec<(NaiveDate, NaiveDate)> = Vec::new();
        for (from, to) in spans {
            match rests.last_mut() {
                Some(last) if from <= last.1 => last.1 = last.1.max(to),
                _ => rests.push((from, to)),
            }
        }
        let known = practice.days.partition_point(|(day, _)| *day <= today);
        Calendar {
            practice,
            days: &practice.days[..known],
            rests,
            today,
            week_start,
        }
    }

    /// Whether a pause covers the day, done or not.
    pub fn rested(&self, day: NaiveDate) -> bool {
        let after = self.rests.partition_point(|(from, _)| *from <= day);
        after > 0 && day <= self.rests[after - 1].1
    }

    pub fn done(&self, day: NaiveDate) -> bool {
        self.days.binary_search_by_key(&day, |(d, _)| *d).is_ok()
    }

    /// How many days from one to another were done, and how many more were at rest; none after today.
    pub fn counts(&self, from: NaiveDate, to: NaiveDate) -> (usize, usize) {
        let days = from
            .iter_days()
            .take_while(|day| *day <= to.min(self.today));
        let (done, open): (Vec<_>, Vec<_>) = days.partition(|day| self.done(*day));
        (
            done.len(),
            open.iter().filter(|day| self.rested(**day)).count(),
        )
    }

    pub fn rhythm(&self, day: NaiveDate) -> Option<&Rhythm> {
        self.practice.ritual.rhythms.on(day)
    }

    /// Days strictly between two, in order.
    pub fn between(from: NaiveDate, to: NaiveDate) -> impl Iterator<Item = NaiveDate> {
        from.iter_days().skip(1).take_while(move |day| *day < to)
    }

    /// Days strictly between two neighbours of D that no pause covers.
    pub fn open_days(&self, from: NaiveDate, to: NaiveDate) -> i64 {
        let gap = (to - from).num_days() - 1;
        let covered = self.rests.iter().map(|&(a, b)| {
            let first = a.max(from + Days::new(1));
            let last = b.min(to - Days::new(1));
            ((last - first).num_days() + 1).max(0)
        });
        gap - covered.sum::<i64>()
    }

    /// First day of the period that holds a day.
    pub fn period(&self, period: Period, day: NaiveDate) -> NaiveDate {
        let month = match period {
            Period::Week => return week_of(day, self.week_start),
            Period::Month => day.month(),
            Period::Quarter => day.month0() / 3 * 3 + 1,
            Period::Year => 1,
        };
        NaiveDate::from_ymd_opt(day.year(), month, 1).unwrap_or(day)
    }

    pub fn next_period(period: Period, first: NaiveDate) -> NaiveDate {
        match period {
            Period::Week => first + Days::new(7),
            Period::Month => first + Months::new(1),
            Period::Quarter => first + Months::new(3),
            Period::Year => first + Months::new(12),
        }
    }

    /// Whether a period holds a day of P: resting, and not done.
    pub fn holds_rest(&self, period: Period, first: NaiveDate) -> bool {
        let end = Self::next_period(period, first);
        let mut days = first.iter_days().take_while(|day| *day < end);
        days.any(|day| self.rested(day) && !self.done(day))
    }
}
