//! `ritual show`: the rituals, one of them with its counts and its latest entries, and those that go
//! with a moment.

use super::calendar::{Calendar, week_of};
use super::reflections;
use super::streaks::{self, State, Streak, state, streak};
use crate::domain::completion::Completion;
use crate::domain::dates::days;
use crate::domain::journal::{Done, Journal, Needs, Practice, Span};
use crate::domain::pause::Pause;
use crate::domain::record::Kind;
use crate::domain::ritual::Ritual;
use crate::domain::small::{Reflection, Start};
use crate::domain::text;
use chrono::{Days, NaiveDate};
use serde::Serialize;

/// The rituals and what their owner said of them.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct List {
    pub today: NaiveDate,
    pub rituals: Vec<Listed>,
    /// Whether there are retired ones that were not asked for.
    #[serde(skip)]
    pub others: bool,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Listed {
    #[serde(flatten)]
    pub ritual: Ritual,
    pub state: State,
    /// The last day it was noted on.
    pub last: Option<NaiveDate>,
    pub last_30: Strip,
}

/// Days up to today, few enough for one line.
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

/// How many days a strip holds before its last one.
const BEFORE: Days = Days::new(29);

/// `end` is the day up to which is counted.
pub fn needs_of_list(end: NaiveDate) -> Needs<'static> {
    Needs {
        nouns: &[Kind::Ritual],
        days: Done::Since(end - BEFORE),
        ..Needs::default()
    }
}

/// The rituals in the order they were added; retired ones on request.
pub fn list(journal: &Journal, retired: bool, end: NaiveDate) -> List {
    let listed = |practice: &Practice| Listed {
        ritual: practice.ritual.clone(),
        state: state(practice, journal.today),
        last: practice.days.last().map(|(day, _)| *day),
        last_30: strip(&Calendar::of(practice, journal, end)),
    };
    let shown = journal.practices.iter();
    let shown = shown.filter(|p| retired || p.ritual.retired.is_none());
    let rituals: Vec<Listed> = shown.map(listed).collect();
    List {
        today: journal.today,
        others: rituals.len() < journal.practices.len(),
        rituals,
    }
}

fn strip(calendar: &Calendar) -> Strip {
    let to = calendar.today;
    let from = to - BEFORE;
    let (noted, mut resting): (Vec<_>, Vec<_>) = days(from, to).partition(|d| calendar.done(*d));
    resting.retain(|day| calendar.rested(*day));
    Strip {
        from,
        to,
        noted,
        resting,
        since: calendar.practice.window(from),
    }
}

/// One ritual.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Show {
    pub today: NaiveDate,
    pub ritual: Ritual,
    pub streak: Streak,
    /// The last weeks, oldest first.
    pub weeks: Vec<Week>,
    pub pauses: Vec<Pause>,
    /// The latest reflections, newest first.
    pub reflections: Vec<Reflection>,
    /// The latest entries, newest first.
    pub latest: Vec<Completion>,
    /// The session that goes on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub started: Option<Start>,
}

/// One week: how many of its days were noted, and how many more were at rest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Week {
    pub from: NaiveDate,
    pub noted: usize,
    pub resting: usize,
}

/// How many entries the text shows.
pub const LATEST: usize = 7;

/// Of the ritual with this handle; `end` is the day up to which is counted.
pub fn needs(ritual: i64, end: NaiveDate) -> Needs<'static> {
    Needs {
        nouns: &[Kind::Reflection, Kind::Start],
        only: Some(ritual),
        completions: Span::All,
        ..streaks::needs(end)
    }
}

/// `end` is the day up to which is counted.
pub fn show(journal: &Journal, practice: &Practice, entries: usize, end: NaiveDate) -> Show {
    let of_it = |c: &&Completion| practice.ritual.is(&c.ritual);
    let latest = journal.completions.iter().filter(of_it).rev();
    let mut reflections = reflections::latest(journal, &practice.ritual.name, entries);
    reflections.reverse();
    Show {
        today: journal.today,
        ritual: practice.ritual.clone(),
        streak: streak(journal, practice, end),
        weeks: weeks(&Calendar::of(practice, journal, end)),
        pauses: practice.pauses.to_vec(),
        reflections,
        started: Start::latest(&journal.starts, &practice.ritual).cloned(),
        latest: latest.take(entries).cloned().collect(),
    }
}

/// How many weeks a line holds.
const WEEKS: u64 = 26;

/// The last weeks up to this one, from the first that was noted on.
fn weeks(calendar: &Calendar) -> Vec<Week> {
    let this = week_of(calendar.today, calendar.week_start);
    let Some(from) = calendar.practice.window(this - Days::new(7 * (WEEKS - 1))) else {
        return Vec::new();
    };
    let week = |from: NaiveDate| {
        let (noted, resting) = calendar.counts(from, from + Days::new(6));
        Week {
            from,
            noted,
            resting,
        }
    };
    let weeks = week_of(from, calendar.week_start).iter_weeks();
    weeks.take_while(|day| *day <= this).map(week).collect()
}

/// `ritual show --by moment`: rituals by the moment they go with. Sacred ones are not among them.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Anchors {
    pub anchors: Vec<Anchor>,
}

/// A moment with its rituals, in the order they were added.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Anchor {
    pub around: String,
    pub rituals: Vec<Anchored>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Anchored {
    pub name: String,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub joint: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub with: Option<String>,
}

pub const ANCHORS: Needs<'static> = Needs::of(&[Kind::Ritual]);

/// Moments in the order they were first named.
pub fn anchors(journal: &Journal) -> Anchors {
    let mut anchors: Vec<Anchor> = Vec::new();
    let shown = |ritual: &&Ritual| !ritual.sacred && ritual.retired.is_none();
    for ritual in journal.rituals().filter(shown) {
        let Some(around) = &ritual.around else {
            continue;
        };
        let anchored = Anchored {
            name: ritual.name.clone(),
            joint: ritual.joint,
            with: ritual.with.clone(),
        };
        let same = |a: &&mut Anchor| text::key(&a.around) == text::key(around);
        match anchors.iter_mut().find(same) {
            Some(anchor) => anchor.rituals.push(anchored),
            None => anchors.push(Anchor {
                around: around.clone(),
                rituals: vec![anchored],
            }),
        }
    }
    Anchors { anchors }
}
