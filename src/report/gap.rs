//! `ritual gap NAME`: stretches of empty days, and the words noted around them. It counts and
//! quotes; it asks nothing.

use super::calendar::Calendar;
use crate::domain::journal::{Done, Journal, Needs, Practice, Span};
use crate::domain::mood::Mood;
use chrono::{Days, NaiveDate};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Gaps {
    pub name: String,
    /// The first entry, where it lies within the window asked for.
    pub from: NaiveDate,
    pub to: NaiveDate,
    pub today: NaiveDate,
    /// The first entry of all.
    #[serde(skip)]
    pub first: Option<NaiveDate>,
    /// Days noted in the window.
    pub noted: usize,
    /// Oldest first.
    pub gaps: Vec<Gap>,
}

/// A stretch after which the ritual was taken up again, or that is open today.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Gap {
    /// First and last empty day.
    pub from: NaiveDate,
    pub to: NaiveDate,
    /// Whether it goes on today.
    pub open: bool,
    /// Empty days that no rest covers.
    pub days: i64,
    pub resting: i64,
    pub changed: Vec<Noted>,
    pub triggers: Vec<Noted>,
}

/// A word, and on how many days it was noted in the stretch and up to [`AROUND`] days beside it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Noted {
    pub word: String,
    pub days: usize,
}

/// Days before and after a stretch that count as around it.
pub const AROUND: u64 = 3;

/// Of the ritual with this handle.
pub fn needs(ritual: i64) -> Needs<'static> {
    Needs {
        only: Some(ritual),
        days: Done::All,
        moods: Span::All,
        ..Needs::default()
    }
}

/// Stretches that touch a window. What counts as one is what counts as a return: three empty days
/// for a daily rhythm or none, three named days, a whole week or month, three times every n days.
pub fn gaps(journal: &Journal, practice: &Practice, from: NaiveDate, to: NaiveDate) -> Gaps {
    let calendar = Calendar::of(practice, journal, journal.today);
    let retired = practice.ritual.retired;
    // Today may be noted before it ends, so an open stretch ends before it.
    let end = retired.unwrap_or(journal.today).min(journal.today);
    let last = calendar.days.last().filter(|(last, _)| *last < end);
    let pairs = calendar.days.windows(2);
    let pairs = pairs.map(|pair| (pair[0].0, pair[1].0, false));
    let mut found: Vec<Gap> = pairs
        .chain(last.map(|(last, _)| (*last, end, retired.is_none())))
        .filter(|(before, after, _)| calendar.returned(*before, *after))
        .map(|(before, after, open)| gap(journal, &calendar, (before, after), open))
        .collect();
    let from = practice.window(from).unwrap_or(from).min(to);
    found.retain(|gap| gap.from <= to && from <= gap.to);
    let within = |day: NaiveDate| (from..=to).contains(&day);
    Gaps {
        name: practice.ritual.name.clone(),
        from,
        to,
        today: journal.today,
        first: practice.first(),
        noted: calendar.days.iter().filter(|(day, _)| within(*day)).count(),
        gaps: found,
    }
}

fn gap(
    journal: &Journal,
    calendar: &Calendar,
    (before, after): (NaiveDate, NaiveDate),
    open: bool,
) -> Gap {
    let (from, to) = (before + Days::new(1), after - Days::new(1));
    let days = calendar.open_days(before, after);
    let around = (from - Days::new(AROUND), to + Days::new(AROUND));
    Gap {
        from,
        to,
        open,
        days,
        resting: (to - from).num_days() + 1 - days,
        changed: words(journal, around, |m| &m.changed),
        triggers: words(journal, around, |m| &m.triggers),
    }
}

/// By name, so that none stands before another.
fn words(
    journal: &Journal,
    (from, to): (NaiveDate, NaiveDate),
    of: fn(&Mood) -> &Vec<String>,
) -> Vec<Noted> {
    let mut days: BTreeMap<&str, BTreeSet<NaiveDate>> = BTreeMap::new();
    let around = |mood: &&Mood| (from..=to).contains(&mood.day);
    for mood in journal.moods.iter().filter(around) {
        for word in of(mood) {
            days.entry(word).or_default().insert(mood.day);
        }
    }
    let noted = |(word, days): (&str, BTreeSet<NaiveDate>)| Noted {
        word: word.to_owned(),
        days: days.len(),
    };
    days.into_iter().map(noted).collect()
}
