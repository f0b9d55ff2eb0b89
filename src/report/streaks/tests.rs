//! Properties of runs on hand-built journals.

use super::{Streak, Window, streak};
use crate::domain::journal::{Journal, Part, Practice, Sum};
use crate::domain::meta::Meta;
use crate::domain::pause::Pause;
use crate::domain::rhythm::{Goal, Period, Rhythm, Step, Unit, Version, unit_of};
use crate::domain::ritual::{Rhythms, Ritual};
use crate::report::calendar::Run;
use chrono::{Datelike, Days, NaiveDate};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

#[derive(Debug, Clone)]
struct Notebook {
    days: BTreeSet<u64>,
    /// Tenths, in one of [`UNITS`], on days that are done.
    amounts: Vec<(u64, usize, u32)>,
    pauses: Vec<(u64, Option<u64>)>,
    versions: Vec<(u64, Option<Rhythm>)>,
    today: u64,
}

const SPAN: u64 = 150;

/// The ritual is counted in the first, which is meant where none is kept; the third is the first.
const UNITS: [Option<&str>; 4] = [Some("min"), None, Some("Minutes"), Some("km")];

fn start() -> NaiveDate {
    NaiveDate::from_ymd_opt(2025, 9, 1).expect("a day")
}

fn any_rhythm() -> impl Strategy<Value = Option<Rhythm>> {
    prop_oneof![
        Just(None),
        Just(Some(Rhythm::Daily)),
        (1..=7u32).prop_map(|n| Rhythm::per(n, Period::Week)),
        (1..=10u32).prop_map(|n| Rhythm::per(n, Period::Month)),
        (1..=10u32).prop_map(|n| Rhythm::per(n, Period::Quarter)),
        (1..=10u32).prop_map(|n| Rhythm::per(n, Period::Year)),
        (1..400u32, any::<bool>(), 0..4usize).prop_map(|(tenths, km, period)| {
            let unit = if km { "km" } else { "min" };
            let goal = Goal::Amount(f64::from(tenths) / 10.0, unit.to_owned());
            let periods = [Period::Week, Period::Month, Period::Quarter, Period::Year];
            Some(Rhythm::Per(goal, periods[period]))
        }),
        (2..6u16).prop_map(|k| Some(Rhythm::Every(k, Step::Weeks))),
        (2..4u16).prop_map(|k| Some(Rhythm::Every(k, Step::Months))),
        (1..128u8).prop_map(|set| Some(Rhythm::Named(set))),
        (1..12u16).prop_map(|k| Some(Rhythm::Every(k, Step::Days))),
    ]
}

fn notebook() -> impl Strategy<Value = Notebook> {
    notebook_of(SPAN)
}

/// Within so many days and some.
fn notebook_of(span: u64) -> impl Strategy<Value = Notebook> {
    let days = prop_oneof![
        prop::collection::btree_set(0..span, 0..12),
        prop::collection::btree_set(0..span, 40..120),
    ];
    let amounts = prop::collection::vec((0..span, 0..UNITS.len(), 1..300u32), 0..40);
    let pause = (0..span, prop::option::of(0..25u64))
        .prop_map(|(from, long)| (from, long.map(|n| from + n)));
    let pauses = prop::collection::vec(pause, 0..4);
    let later = prop::collection::vec((1..span, any_rhythm()), 0..3);
    let versions = (any_rhythm(), later).prop_map(|(first, later)| {
        let mut versions: BTreeMap<u64, Option<Rhythm>> = later.into_iter().collect();
        versions.insert(0, first);
        versions.into_iter().collect()
    });
    let all = (days, pauses, versions, 100..span + 20, amounts);
    all.prop_map(|(mut days, pauses, versions, today, amounts)| {
        days.extend(amounts.iter().map(|(n, ..)| *n));
        Notebook {
            days,
            amounts,
            pauses,
            versions,
            today,
        }
    })
}

fn answer(notebook: &Notebook, shift: u64) -> Streak {
    let day = |n: u64| start() + Days::new(n + shift);
    let mut ritual = Ritual::new(Meta::new(Uuid::nil()), "walk".to_owned());
    let version = |(i, (n, rhythm)): (usize, &(u64, Option<Rhythm>))| Version {
        from: (i > 0).then(|| day(*n)),
        rhythm: rhythm.clone(),
    };
    let versions = notebook.versions.iter().enumerate().map(version);
    ritual.rhythms = Rhythms(versions.collect(), Vec::new());
    let pause = |(from, until): &(u64, Option<u64>)| Pause {
        from: day(*from),
        until: until.map(day),
        ..Pause::default()
    };
    ritual.unit = UNITS[0].map(str::to_owned);
    let sum = |(n, unit, tenths): &(u64, usize, u32)| Sum {
        day: day(*n),
        unit: UNITS[*unit].map(str::to_owned),
        n: f64::from(*tenths) / 10.0,
    };
    let mut amounts: Vec<Sum> = notebook.amounts.iter().map(sum).collect();
    amounts.sort_by_key(|sum| sum.day);
    let known = notebook.days.iter().filter(|n| **n <= notebook.today);
    let practice = Practice {
        ritual,
        days: known.map(|n| (day(*n), 1)).collect(),
        amounts: Part::read(amounts),
        pauses: notebook.pauses.iter().map(pause).collect(),
    };
    let mut journal = Journal::empty(day(notebook.today));
    journal.practices.push(practice.clone());
    streak(&journal, &practice, journal.today)
}

/// The definitions of docs/runs.md once more, day by day and in no hurry. A run is its length, its
/// first and its last day.
struct Slow<'n>(&'n Notebook);

type SlowRun = (usize, u64, u64);

impl Slow<'_> {
    fn day(n: u64) -> NaiveDate {
        start() + Days::new(n)
    }

    fn done(&self, n: u64) -> bool {
        n <= self.0.today && self.0.days.contains(&n)
    }

    fn rests(&self, n: u64) -> bool {
        let covers = |(a, b): &(u64, Option<u64>)| *a <= n && b.is_none_or(|b| n <= b);
        self.0.pauses.iter().any(covers) && !self.done(n)
    }

    fn at(&self, n: u64) -> usize {
        self.0.versions.iter().rposition(|v| v.0 <= n).unwrap_or(0)
    }

    fn rhythm(&self, n: u64) -> Option<&Rhythm> {
        self.0.versions[self.at(n)].1.as_ref()
    }

    /// Which stretch of versions with one unit a day lies in.
    fn segment(&self, n: u64) -> usize {
        let unit = |at: usize| unit_of(self.0.versions[at].1.as_ref());
        (1..=self.at(n))
            .filter(|at| unit(*at) != unit(at - 1))
            .count()
    }

    fn same_period(&self, period: Period, a: u64, b: u64) -> bool {
        let key = |n: u64| {
            let day = Self::day(n);
            match period {
                // Day 0 is a Monday, and weeks begin with it.
                Period::Week => (0, (n / 7) as u32),
                Period::Month => (day.year(), day.month()),
                Period::Quarter => (day.year(), day.month().div_ceil(3)),
                Period::Year => (day.year(), 0),
            }
        };
        key(a) == key(b)
    }

    /// The days of the period that holds a day.
    fn period(&self, period: Period, n: u64) -> Vec<u64> {
        let near = n.saturating_sub(366)..n + 367;
        near.filter(|d| self.same_period(period, *d, n)).collect()
    }

    fn reached(&self, period: &[u64]) -> bool {
        let within = |n: &u64| period.contains(n) && *n <= self.0.today;
        match self.rhythm(period[0]) {
            Some(Rhythm::Per(Goal::Days(times), _)) => {
                period.iter().filter(|n| self.done(**n)).count() >= usize::from(*times)
            }
            Some(Rhythm::Per(Goal::Amount(least, unit), _)) => {
                let of = |at: usize| if at == 3 { "km" } else { "min" };
                let amounts = self.0.amounts.iter();
                let of_unit = amounts.filter(|(n, at, _)| within(n) && of(*at) == unit);
                let tenths: u32 = of_unit.map(|(.., tenths)| tenths).sum();
                tenths > 0 && tenths >= (least * 10.0).round() as u32
            }
            _ => false,
        }
    }

    /// Whether a run goes on from one of its days or periods to the next, or to today.
    fn goes_on(&self, unit: Unit, last: u64, to: u64) -> bool {
        let between = last + 1..to;
        if let Some(period) = unit.period() {
            let (last, to) = (self.period(period, last), self.period(period, to));
            let between = last[last.len() - 1] + 1..to[0];
            return between.clone().all(|n| {
                let whole = self.period(period, n);
                whole.contains(&self.0.today) || whole.iter().any(|n| self.rests(*n))
            });
        }
        match self.rhythm(last) {
            Some(rhythm) if unit == Unit::Times => {
                let rests = between.filter(|n| self.rests(*n)).count() as u64;
                (to - last - rests) as i64 <= rhythm.gap().unwrap()
            }
            _ if unit == Unit::NamedDays => between
                .filter(|n| self.rhythm(*n).is_some_and(|r| r.names(Self::day(*n))))
                .all(|n| self.rests(n)),
            _ => between.into_iter().all(|n| self.rests(n)),
        }
    }

    /// The runs of a segment, in order.
    fn runs(&self, segment: usize, unit: Unit) -> Vec<SlowRun> {
        let mut runs: Vec<SlowRun> = Vec::new();
        let mut last = None;
        for n in (0..=self.0.today).filter(|n| self.done(*n)) {
            let (first, end) = match unit.period() {
                Some(period) => {
                    let whole = self.period(period, n);
                    if self.segment(whole[0]) != segment || !self.reached(&whole) {
                        continue;
                    }
                    let mut done = whole.into_iter().filter(|n| self.done(*n));
                    let first = done.next().unwrap();
                    (first, done.next_back().unwrap_or(first))
                }
                None if self.segment(n) != segment => continue,
                None if unit == Unit::NamedDays
                    && !self.rhythm(n).is_some_and(|r| r.names(Self::day(n))) =>
                {
                    continue;
                }
                None => (n, n),
            };
            // A period is seen once, on its first day.
            if first != n {
                continue;
            }
            match runs.last_mut() {
                Some(run) if self.goes_on(unit, last.unwrap(), n) => {
                    (run.0, run.2) = (run.0 + 1, end);
                }
                _ => runs.push((1, n, end)),
            }
            last = Some(end);
        }
        runs
    }

    fn answer(&self) -> (Option<SlowRun>, Option<SlowRun>, usize) {
        let today = self.0.today;
        let unit = unit_of(self.rhythm(today));
        let mut longest: Option<SlowRun> = None;
        let mut run = None;
        for segment in 0..=self.segment(today) {
            let of = (0..=today).find(|n| self.segment(*n) == segment);
            if of.is_none_or(|n| unit_of(self.rhythm(n)) != unit) {
                continue;
            }
            let runs = self.runs(segment, unit);
            for found in &runs {
                if longest.is_none_or(|l| found.0 >= l.0) {
                    longest = Some(*found);
                }
            }
            if segment == self.segment(today) {
                run = runs.last().copied();
            }
        }
        let run = run.filter(|run| self.goes_on(unit, run.2, today));
        let done: Vec<u64> = (0..=today).filter(|n| self.done(*n)).collect();
        let returned = |pair: &&[u64]| self.returned(pair[0], pair[1]);
        (run, longest, done.windows(2).filter(returned).count())
    }

    fn returned(&self, before: u64, n: u64) -> bool {
        let between = before + 1..n;
        let open = between.clone().filter(|n| !self.rests(*n)).count();
        match self.rhythm(n) {
            Some(Rhythm::Per(_, period)) => between.clone().any(|n| {
                let whole = self.period(*period, n);
                whole.iter().all(|n| between.contains(n) && !self.rests(*n))
            }),
            Some(rhythm @ Rhythm::Named(_)) => {
                let named = |n: &u64| rhythm.names(Self::day(*n)) && !self.rests(*n);
                between.filter(named).count() >= 3
            }
            Some(rhythm) if rhythm.gap().is_some() => open as i64 + 1 > 3 * rhythm.gap().unwrap(),
            _ => open >= 3,
        }
    }
}

fn length(run: Option<Run>) -> usize {
    run.map_or(0, |r| r.length)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_rhythm_agrees_with_counting_by_hand(notebook in prop_oneof![notebook(), notebook_of(900)]) {
        let s = answer(&notebook, 0);
        let n = |day: NaiveDate| (day - start()).num_days() as u64;
        let of = |run: Option<Run>| run.map(|r| (r.length, n(r.from), n(r.to)));
        prop_assert_eq!((of(s.run), of(s.longest), s.returns), Slow(&notebook).answer());
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_run_is_never_longer_than_the_days_it_spans(notebook in notebook()) {
        let s = answer(&notebook, 0);
        for run in [s.run, s.longest].into_iter().flatten() {
            prop_assert!(run.length >= 1);
            prop_assert!(run.length as i64 <= (run.to - run.from).num_days() + 1);
            prop_assert!(run.to <= start() + Days::new(notebook.today));
        }
        prop_assert!(length(s.run) <= length(s.longest));
        for window in [s.last_7, s.last_30] {
            prop_assert!((window.done + window.resting) as u64 <= window.of);
        }
    }

    #[test]
    fn resting_over_empty_days_shortens_no_run_and_adds_no_return(
        mut notebook in notebook(), from in 0..SPAN, long in 0..30u64,
    ) {
        notebook.days.retain(|n| !(from..=from + long).contains(n));
        let before = answer(&notebook, 0);
        let mut rested = notebook.clone();
        rested.pauses.push((from, Some(from + long)));
        let after = answer(&rested, 0);
        prop_assert!(length(after.run) >= length(before.run));
        prop_assert!(length(after.longest) >= length(before.longest));
        prop_assert!(after.returns <= before.returns);
        prop_assert_eq!(after.entries, before.entries);
    }

    #[test]
    fn one_more_entry_never_shortens_the_longest_run_of_days(mut notebook in notebook(), extra in 0..SPAN) {
        notebook.versions = vec![(0, None)];
        let before = answer(&notebook, 0);
        notebook.days.insert(extra.min(notebook.today));
        let after = answer(&notebook, 0);
        prop_assert!(length(after.longest) >= length(before.longest));
    }

    #[test]
    fn a_week_later_everything_is_a_week_later(notebook in notebook()) {
        let months = |v: &(u64, Option<Rhythm>)| matches!(&v.1, Some(Rhythm::Per(_, period)) if *period != Period::Week);
        prop_assume!(!notebook.versions.iter().any(months));
        let (now, later) = (answer(&notebook, 0), answer(&notebook, 7));
        let week = Days::new(7);
        for (a, b) in [(now.run, later.run), (now.longest, later.longest)] {
            prop_assert_eq!(a.map(|r| (r.length, r.unit, r.from + week, r.to + week)), b.map(|r| (r.length, r.unit, r.from, r.to)));
        }
        let counts = |w: Window| (w.done, w.resting, w.since.map(|(_, resting)| resting));
        prop_assert_eq!((now.returns, counts(now.last_7), counts(now.last_30)), (later.returns, counts(later.last_7), counts(later.last_30)));
    }

    /// Days without a rhythm, straight from the definition, day by day.
    #[test]
    fn runs_of_days_agree_with_counting_by_hand(mut notebook in notebook()) {
        notebook.versions = vec![(0, Some(Rhythm::Daily))];
        let done = |n: u64| n <= notebook.today && notebook.days.contains(&n);
        let rested = |n: u64| notebook.pauses.iter().any(|(a, b)| *a <= n && b.is_none_or(|b| n <= b));
        let (mut run, mut longest, mut returns, mut open, mut any) = (0, 0, 0, 0, false);
        for n in 0..=notebook.today {
            if done(n) {
                returns += usize::from(any && open >= 3);
                run = if open == 0 { run + 1 } else { 1 };
                (open, any) = (0, true);
                longest = longest.max(run);
            } else if !rested(n) && any && n < notebook.today {
                open += 1;
            }
        }
        let current = if open == 0 { run } else { 0 };
        let s = answer(&notebook, 0);
        prop_assert_eq!((length(s.run), length(s.longest), s.returns), (current, longest, returns));
        if let Some(run) = s.run {
            prop_assert_eq!(run.unit, Unit::Days);
        }
    }
}
