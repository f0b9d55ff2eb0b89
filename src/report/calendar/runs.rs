//! Runs and returns of one ritual, in the unit of its rhythm. docs/runs.md has the definitions.
//!
//! D are the days with a completion, P the resting days not in D, T today. A run lies inside one
//! segment: a stretch of rhythm versions with the same unit. Older days keep the rhythm they had.

use super::Calendar;
use crate::domain::rhythm::{Goal, Period, Rhythm, Unit, unit_of};
use chrono::{Days, NaiveDate};
use serde::Serialize;

/// Days, or reached periods, that hold together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Run {
    pub length: usize,
    pub unit: Unit,
    /// First and last day of D that belong to it.
    pub from: NaiveDate,
    pub to: NaiveDate,
}

impl Run {
    fn new(unit: Unit, from: NaiveDate, to: NaiveDate) -> Run {
        let length = 1;
        Run {
            length,
            unit,
            from,
            to,
        }
    }

    /// Takes in the next day, or the next period with its last day.
    fn take(&mut self, to: NaiveDate) {
        self.length += 1;
        self.to = to;
    }
}

/// What there is to say of a ritual's runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Runs {
    /// The run that holds today, in the segment in force today.
    pub run: Option<Run>,
    /// The longest in the unit in force today; the latest of equals.
    pub longest: Option<Run>,
    pub returns: usize,
}

impl Calendar<'_> {
    /// Runs and returns as of today.
    pub fn runs(&self) -> Runs {
        let unit = unit_of(self.rhythm(self.today));
        let mut longest: Option<Run> = None;
        let mut run = None;
        for segment in self.segments() {
            if segment.unit != unit {
                continue;
            }
            let runs = self.runs_in(&segment);
            for found in &runs {
                if longest.is_none_or(|l| found.length >= l.length) {
                    longest = Some(*found);
                }
            }
            if segment.holds(self.today) {
                run = runs.last().copied().filter(|r| self.current(r));
            }
        }
        Runs {
            run,
            longest,
            returns: self.returns(),
        }
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
        if let Some(period) = segment.unit.period() {
            return self.period_runs(segment, period);
        }
        let days = self.days.iter().map(|(day, _)| *day).filter(|day| {
            segment.holds(*day) && (segment.unit != Unit::NamedDays || self.names(*day))
        });
        let mut runs: Vec<Run> = Vec::new();
        for day in days {
            let last = runs.last_mut();
            let joined = last.filter(|run| self.joined(segment.unit, run.to, day));
            match joined {
                Some(run) => run.take(day),
                None => runs.push(Run::new(segment.unit, day, day)),
            }
        }
        runs
    }

    /// Whether the rhythm of a day names it.
    fn names(&self, day: NaiveDate) -> bool {
        self.rhythm(day).is_some_and(|rhythm| rhythm.names(day))
    }

    /// Whether nothing but rest lies between two days of one run.
    fn joined(&self, unit: Unit, from: NaiveDate, to: NaiveDate) -> bool {
        match (unit, self.rhythm(from)) {
            (Unit::Times, rhythm) => self.within_gap(rhythm, from, to),
            (Unit::NamedDays, _) => {
                Self::between(from, to).all(|day| !self.names(day) || self.rested(day))
            }
            _ => self.open_days(from, to) == 0,
        }
    }

    /// Whether the next time comes no later than the rhythm says.
    fn within_gap(&self, rhythm: Option<&Rhythm>, from: NaiveDate, to: NaiveDate) -> bool {
        let gap = rhythm.and_then(Rhythm::gap);
        gap.is_some_and(|days| self.open_days(from, to) < days)
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

    fn period_runs(&self, segment: &Segment, unit: Period) -> Vec<Run> {
        let days = self.days;
        let mut runs: Vec<Run> = Vec::new();
        let mut at = 0;
        let mut last_reached = None;
        while at < days.len() {
            let first = self.period(unit, days[at].0);
            let end = Self::next_period(unit, first);
            let next = at + days[at..].partition_point(|(day, _)| *day < end);
            let within = &days[at..next];
            at = next;
            let Some(Rhythm::Per(goal, _)) = self.rhythm(first) else {
                continue;
            };
            if !segment.holds(first)
                || !self.reached(goal, within.len(), (first, end - Days::new(1)))
            {
                continue;
            }
            let (from, to) = (within[0].0, within[within.len() - 1].0);
            match (runs.last_mut(), last_reached) {
                (Some(run), Some(before)) if self.neutral_between(unit, before, first) => {
                    run.take(to);
                }
                _ => runs.push(Run::new(segment.unit, from, to)),
            }
            last_reached = Some(first);
        }
        runs
    }

    /// Whether every period strictly between two is neutral; none of them was reached.
    fn neutral_between(&self, unit: Period, before: NaiveDate, after: NaiveDate) -> bool {
        let now = self.period(unit, self.today);
        let mut first = Self::next_period(unit, before);
        while first < after {
            if first != now && !self.holds_rest(unit, first) {
                return false;
            }
            first = Self::next_period(unit, first);
        }
        true
    }

    /// Whether the last run of the segment in force reaches today.
    fn current(&self, run: &Run) -> bool {
        if let Some(period) = run.unit.period() {
            let last = self.period(period, run.to);
            return self.neutral_between(period, last, self.period(period, self.today));
        }
        run.to >= self.today || self.joined(run.unit, run.to, self.today)
    }

    /// How often the ritual was taken up again after a gap that rest does not account for.
    pub fn returns(&self) -> usize {
        let pairs = self.days.windows(2);
        pairs
            .filter(|pair| self.returned(pair[0].0, pair[1].0))
            .count()
    }

    /// Whether `day` takes the ritual up again after its neighbour `before`.
    pub fn returned(&self, before: NaiveDate, day: NaiveDate) -> bool {
        // No rhythm calls a gap this short a return.
        if (day - before).num_days() <= 3 {
            return false;
        }
        match self.rhythm(day) {
            Some(Rhythm::Per(_, period)) => self.whole_period_open(*period, before, day),
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

    fn whole_period_open(&self, unit: Period, before: NaiveDate, day: NaiveDate) -> bool {
        let mut first = Self::next_period(unit, self.period(unit, before));
        while Self::next_period(unit, first) <= day {
            if !self.holds_rest(unit, first) {
                return true;
            }
            first = Self::next_period(unit, first);
        }
        false
    }
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
