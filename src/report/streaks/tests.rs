//! Properties of runs on hand-built journals.

use super::{Streak, Window, streak};
use crate::domain::journal::{Journal, Part, Practice};
use crate::domain::meta::{Extra, Meta};
use crate::domain::pause::Pause;
use crate::domain::rhythm::{Rhythm, Unit, Version};
use crate::domain::ritual::{Rhythms, Ritual};
use crate::report::calendar::runs::Run;
use chrono::{Days, NaiveDate};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

#[derive(Debug, Clone)]
struct Notebook {
    days: BTreeSet<u64>,
    pauses: Vec<(u64, Option<u64>)>,
    versions: Vec<(u64, Option<Rhythm>)>,
    today: u64,
}

const SPAN: u64 = 150;

fn start() -> NaiveDate {
    NaiveDate::from_ymd_opt(2025, 9, 1).expect("a day")
}

fn any_rhythm() -> impl Strategy<Value = Option<Rhythm>> {
    prop_oneof![
        Just(None),
        Just(Some(Rhythm::Daily)),
        (1..=7u8).prop_map(|n| Some(Rhythm::PerWeek(n))),
        (1..=10u8).prop_map(|n| Some(Rhythm::PerMonth(n))),
        (1..128u8).prop_map(|set| Some(Rhythm::Named(set))),
        (1..12u16).prop_map(|k| Some(Rhythm::Every(k))),
    ]
}

fn notebook() -> impl Strategy<Value = Notebook> {
    let days = prop_oneof![
        prop::collection::btree_set(0..SPAN, 0..12),
        prop::collection::btree_set(0..SPAN, 40..120),
    ];
    let pause = (0..SPAN, prop::option::of(0..25u64))
        .prop_map(|(from, long)| (from, long.map(|n| from + n)));
    let versions = (
        any_rhythm(),
        prop::collection::vec((1..SPAN, any_rhythm()), 0..3),
    )
        .prop_map(|(first, later)| {
            let mut versions: BTreeMap<u64, Option<Rhythm>> = later.into_iter().collect();
            versions.insert(0, first);
            versions.into_iter().collect()
        });
    (
        days,
        prop::collection::vec(pause, 0..4),
        versions,
        100..SPAN + 20,
    )
        .prop_map(|(days, pauses, versions, today)| Notebook {
            days,
            pauses,
            versions,
            today,
        })
}

fn answer(notebook: &Notebook, shift: u64) -> Streak {
    let day = |n: u64| start() + Days::new(n + shift);
    let mut ritual = Ritual::new(Meta::new(Uuid::nil()), "walk".to_owned());
    let version = |(i, (n, rhythm)): (usize, &(u64, Option<Rhythm>))| Version {
        from: (i > 0).then(|| day(*n)),
        rhythm: *rhythm,
    };
    let versions = notebook.versions.iter().enumerate().map(version);
    ritual.rhythms = Rhythms(versions.collect(), Vec::new());
    let pause = |(from, until): &(u64, Option<u64>)| Pause {
        meta: Meta::new(Uuid::nil()),
        ritual: None,
        from: day(*from),
        until: until.map(day),
        why: None,
        extra: Extra::new(),
    };
    let known = notebook.days.iter().filter(|n| **n <= notebook.today);
    let practice = Practice {
        ritual,
        days: known.map(|n| (day(*n), 1)).collect(),
        amounts: Part::default(),
        pauses: notebook.pauses.iter().map(pause).collect(),
    };
    let mut journal = Journal::empty(day(notebook.today));
    journal.practices.push(practice.clone());
    streak(&journal, &practice, journal.today)
}

fn length(run: Option<Run>) -> usize {
    run.map_or(0, |r| r.length)
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
        let months = |v: &(u64, Option<Rhythm>)| matches!(v.1, Some(Rhythm::PerMonth(_)));
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
