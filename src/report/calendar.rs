//! One ritual's days: done, resting, and the periods they fall in; and its runs and returns, in the
//! unit of its rhythm. docs/runs.md has the definitions.
//!
//! D are the days with a completion, P the resting days not in D, T today. A run lies inside one
//! segment: a stretch of rhythm versions with the same unit. Older days keep the rhythm they had.

use crate::domain::dates;
use crate::domain::journal::{Journal, Practice};
use crate::domain::rhythm::{Goal, Period, Rhythm, Unit, unit_of};
use chrono::{Datelike, Days, Months, NaiveDate, Weekday};
use serde::Serialize;

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

/// Days, or reached periods, that hold together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Run {
    pub length: usize,
    pub unit: Unit,
    /// First and last day of D that belong to it.
    pub from: NaiveDate,
    pub to: NaiveDate,
}

/// A stretch of versions with one unit: from a day, before another.
struct Segment {
    unit: Unit,
    from: NaiveDate,
    end: NaiveDate,
}

impl Segment {
    fn holds(&self, day: NaiveDate) -> bool {
        self.from <= day && day < self.end
    }
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

    /// The same up to a day, in the weeks of a journal.
    pub fn of(practice: &'a Practice, journal: &Journal, end: NaiveDate) -> Self {
        Calendar::new(practice, end, journal.settings.week_start)
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
        let days = dates::days(from, to.min(self.today));
        let (done, open): (Vec<_>, Vec<_>) = days.partition(|day| self.done(*day));
        let resting = open.iter().filter(|day| self.rested(**day));
        (done.len(), resting.count())
    }

    fn rhythm(&self, day: NaiveDate) -> Option<&Rhythm> {
        self.practice.ritual.rhythms.on(day)
    }

    /// Days strictly between two, in order.
    fn between(from: NaiveDate, to: NaiveDate) -> impl Iterator<Item = NaiveDate> {
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
    fn period(&self, period: Period, day: NaiveDate) -> NaiveDate {
        let month = match period {
            Period::Week => return week_of(day, self.week_start),
            Period::Month => day.month(),
            Period::Quarter => day.month0() / 3 * 3 + 1,
            Period::Year => 1,
        };
        NaiveDate::from_ymd_opt(day.year(), month, 1).unwrap_or(day)
    }

    fn next_period(period: Period, first: NaiveDate) -> NaiveDate {
        match period {
            Period::Week => first + Days::new(7),
            Period::Month => first + Months::new(1),
            Period::Quarter => first + Months::new(3),
            Period::Year => first + Months::new(12),
        }
    }

    /// The periods strictly between those that hold two days, each by its first day.
    fn periods_between(
        &self,
        unit: Period,
        from: NaiveDate,
        to: NaiveDate,
    ) -> impl Iterator<Item = NaiveDate> {
        let next = move |first: &NaiveDate| Some(Self::next_period(unit, *first));
        let periods = std::iter::successors(Some(self.period(unit, from)), next).skip(1);
        let end = self.period(unit, to);
        periods.take_while(move |first| *first < end)
    }

    /// Whether a period holds a day of P: resting, and not done.
    fn holds_rest(&self, period: Period, first: NaiveDate) -> bool {
        let end = Self::next_period(period, first);
        let mut days = first.iter_days().take_while(|day| *day < end);
        days.any(|day| self.rested(day) && !self.done(day))
    }

    /// The run that holds today, in the segment in force today; and the longest in the unit in force
    /// today, the latest of equals.
    pub fn runs(&self) -> (Option<Run>, Option<Run>) {
        let unit = unit_of(self.rhythm(self.today));
        let reaches = |run: &Run| run.to >= self.today || self.joined(unit, run.to, self.today);
        let (mut current, mut longest) = (None, None);
        for segment in self.segments().iter().filter(|s| s.unit == unit) {
            let runs = self.runs_in(segment);
            if segment.holds(self.today) {
                current = runs.last().copied().filter(reaches);
            }
            longest = longest.into_iter().chain(runs).max_by_key(|run| run.length);
        }
        (current, longest)
    }

    fn segments(&self) -> Vec<Segment> {
        let mut segments: Vec<Segment> = Vec::new();
        for version in self.practice.ritual.rhythms.unrolled(self.today).iter() {
            let unit = unit_of(version.rhythm.as_ref());
            let from = version.from.unwrap_or(NaiveDate::MIN);
            if let Some(last) = segments.last_mut() {
                if last.unit == unit {
                    continue;
                }
                last.end = from;
            }
            segments.push(Segment {
                unit,
                from,
                end: NaiveDate::MAX,
            });
        }
        segments
    }

    fn runs_in(&self, segment: &Segment) -> Vec<Run> {
        let unit = segment.unit;
        let names = |day: &NaiveDate| unit != Unit::NamedDays || self.names(*day);
        let days = self.days.iter().map(|(day, _)| *day);
        let parts = match unit.period() {
            Some(period) => self.reached_periods(segment, period),
            None => days
                .filter(|day| segment.holds(*day) && names(day))
                .map(|day| (day, day))
                .collect(),
        };
        let mut runs: Vec<Run> = Vec::new();
        for (from, to) in parts {
            let last = runs.last_mut();
            match last.filter(|run| self.joined(unit, run.to, from)) {
                Some(run) => (run.length, run.to) = (run.length + 1, to),
                None => runs.push(Run {
                    length: 1,
                    unit,
                    from,
                    to,
                }),
            }
        }
        runs
    }

    /// Whether the rhythm of a day names it.
    fn names(&self, day: NaiveDate) -> bool {
        self.rhythm(day).is_some_and(|rhythm| rhythm.names(day))
    }

    /// Whether nothing but rest lies between two days of one run; of periods, whether every one between
    /// theirs is neutral; or whether the next time comes no later than the rhythm says.
    fn joined(&self, unit: Unit, from: NaiveDate, to: NaiveDate) -> bool {
        let within = |days| self.open_days(from, to) < days;
        match (unit, unit.period()) {
            (_, Some(period)) => {
                let now = self.period(period, self.today);
                let mut between = self.periods_between(period, from, to);
                between.all(|first| first == now || self.holds_rest(period, first))
            }
            (Unit::Times, _) => self.rhythm(from).and_then(Rhythm::gap).is_some_and(within),
            (Unit::NamedDays, _) => {
                Self::between(from, to).all(|day| !self.names(day) || self.rested(day))
            }
            _ => within(1),
        }
    }

    /// Whether the days and amounts of a period reach what its rhythm says.
    fn reached(&self, goal: &Goal, days: usize, (first, last): (NaiveDate, NaiveDate)) -> bool {
        match goal {
            Goal::Days(n) => days >= usize::from(*n),
            Goal::Amount(least, unit) => {
                let window = (first, last.min(self.today));
                let (sums, _) = self.practice.sums(Some(unit), window);
                // A sum of tenths may lie a hair below what it is.
                sums.iter().map(|sum| sum.n).sum::<f64>() >= least * (1.0 - 1e-12)
            }
        }
    }

    /// The first and the last day of D in each period that was reached.
    fn reached_periods(&self, segment: &Segment, unit: Period) -> Vec<(NaiveDate, NaiveDate)> {
        let mut reached = Vec::new();
        let mut days = self.days;
        while let Some((from, _)) = days.first() {
            let first = self.period(unit, *from);
            let end = Self::next_period(unit, first);
            let (within, later) = days.split_at(days.partition_point(|(day, _)| *day < end));
            days = later;
            if let Some(Rhythm::Per(goal, _)) = self.rhythm(first)
                && segment.holds(first)
                && self.reached(goal, within.len(), (first, end - Days::new(1)))
            {
                reached.push((*from, within[within.len() - 1].0));
            }
        }
        reached
    }

    /// How often the ritual was taken up again after a gap that rest does not account for.
    pub fn returns(&self) -> usize {
        let pairs = self.days.windows(2);
        let returned = |pair: &&[(NaiveDate, u32)]| self.returned(pair[0].0, pair[1].0);
        pairs.filter(returned).count()
    }

    /// Whether `day` takes the ritual up again after its neighbour `before`.
    pub fn returned(&self, before: NaiveDate, day: NaiveDate) -> bool {
        // No rhythm calls a gap this short a return.
        if (day - before).num_days() <= 3 {
            return false;
        }
        match self.rhythm(day) {
            Some(Rhythm::Per(_, period)) => {
                let mut between = self.periods_between(*period, before, day);
                between.any(|first| !self.holds_rest(*period, first))
            }
            Some(rhythm @ Rhythm::Named(_)) => {
                let open = |d: &NaiveDate| rhythm.names(*d) && !self.rested(*d);
                Self::between(before, day).filter(open).count() >= 3
            }
            rhythm => {
                let days = rhythm.and_then(Rhythm::gap).unwrap_or(1);
                self.open_days(before, day) >= 3 * days
            }
        }
    }
}
