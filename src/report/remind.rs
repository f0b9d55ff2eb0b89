//! `ritual remind`: what is invited, and what has come.

use super::streaks::resting_since;
use crate::domain::boundary::Boundary;
use crate::domain::journal::{Journal, Needs};
use crate::domain::record::Kind;
use crate::domain::reminder::{Reminder, kept_away};
use crate::domain::text;
use chrono::{Days, NaiveDate};
use serde::Serialize;
use uuid::Uuid;

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Reminders {
    pub today: NaiveDate,
    pub reminders: Vec<Listed>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Listed {
    #[serde(flatten)]
    pub reminder: Reminder,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub held: Option<Held>,
}

/// What holds a note back, whenever its time comes.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Held {
    Boundary(Box<Boundary>),
    Retired,
    Rests,
}

/// What holds a reminder back today.
pub fn held(journal: &Journal, reminder: &Reminder) -> Option<Held> {
    let rituals: Vec<String> = journal.rituals().map(|r| r.name.clone()).collect();
    if let Some(boundary) = kept_away(&journal.boundaries, reminder.about(), &rituals) {
        return Some(Held::Boundary(Box::new(boundary.clone())));
    }
    let about = text::key(reminder.about());
    let mut practices = journal.practices.iter();
    let practice = practices.find(|p| text::key(&p.ritual.name) == about)?;
    let rests = resting_since(practice, journal.today).is_some();
    match (practice.ritual.retired.is_some(), rests) {
        (true, _) => Some(Held::Retired),
        (false, true) => Some(Held::Rests),
        (false, false) => None,
    }
}

/// What keeps one away as well.
pub const NEEDS: Needs<'static> =
    Needs::of(&[Kind::Ritual, Kind::Pause, Kind::Reminder, Kind::Boundary]);

/// How long after its end a reminder can be seen, in days.
const ENDED: u64 = 30;

/// Those that hold today, by time of day, each with what holds it back, and with `ended` those that
/// ended lately. Those of a sacred ritual are left out.
pub fn reminders(journal: &Journal, ended: bool) -> Reminders {
    let lately = |r: &Reminder| {
        let end = r.term.closed.unwrap_or(r.term.until);
        ended && journal.today - Days::new(ENDED) <= end
    };
    let sacred = |name: &str| {
        let mut rituals = journal.rituals();
        rituals.any(|r| r.sacred && text::key(&r.name) == text::key(name))
    };
    let shown = |r: &Reminder| r.term.live(journal.today) || lately(r);
    let mut reminders = journal.reminders.some(|r| shown(r) && !sacred(r.about()));
    reminders.sort_by_key(|r| (r.at, r.meta.id));
    let listed = |reminder: Reminder| Listed {
        held: held(journal, &reminder).filter(|_| reminder.term.live(journal.today)),
        reminder,
    };
    Reminders {
        today: journal.today,
        reminders: reminders.into_iter().map(listed).collect(),
    }
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Come<'a> {
    pub today: NaiveDate,
    pub reminders: Vec<One<'a>>,
}

/// A reminder that has come, in the words the person chose.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct One<'a> {
    pub uid: Uuid,
    pub at: String,
    pub words: &'a str,
    /// Whether no other comes.
    pub last: bool,
}

pub fn come(today: NaiveDate, came: &[(Reminder, bool)]) -> Come<'_> {
    let reminders = came.iter().map(|(r, last)| One {
        last: *last,
        uid: r.meta.uid,
        at: r.at.format("%H:%M").to_string(),
        words: r.words.as_deref().unwrap_or_else(|| r.about()),
    });
    Come {
        today,
        reminders: reminders.collect(),
    }
}
