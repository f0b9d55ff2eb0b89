//! `ritual remind`: what is invited, and what has come.

use crate::domain::journal::{Journal, Needs};
use crate::domain::record::Kind;
use crate::domain::reminder::Reminder;
use crate::domain::text;
use chrono::{Days, NaiveDate};
use serde::Serialize;
use uuid::Uuid;

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Reminders {
    pub today: NaiveDate,
    pub reminders: Vec<Reminder>,
}

pub fn needs() -> Needs<'static> {
    Needs::of(&[Kind::Ritual, Kind::Reminder])
}

/// For the times at which they come: what keeps one away as well.
pub fn needs_of_times() -> Needs<'static> {
    Needs::of(&[Kind::Ritual, Kind::Pause, Kind::Reminder, Kind::Boundary])
}

/// How long after its end a reminder can be seen, in days.
const ENDED: u64 = 30;

/// Those that hold today, by time of day, and with `ended` those that ended lately. Those of a
/// sacred ritual are left out.
pub fn reminders(journal: &Journal, ended: bool) -> Reminders {
    let lately = |r: &Reminder| {
        let end = r.term.closed.unwrap_or(r.term.until);
        ended && journal.today - Days::new(ENDED) <= end
    };
    let sacred = |name: &str| {
        let mut rituals = journal.rituals();
        rituals.any(|r| r.sacred && text::key(&r.name) == text::key(name))
    };
    let held = |r: &Reminder| r.term.live(journal.today) || lately(r);
    let mut reminders = journal.reminders.some(|r| held(r) && !sacred(r.about()));
    reminders.sort_by_key(|r| (r.at, r.meta.id));
    Reminders {
        today: journal.today,
        reminders,
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
