//! `ritual talk`: what there is to bring up, and boundaries that come up again by themselves.

use crate::domain::boundary::Boundary;
use crate::domain::journal::{Journal, Needs};
use crate::domain::record::Kind;
use crate::domain::small::Talk;
use crate::domain::text;
use chrono::{Days, NaiveDate};
use serde::Serialize;

/// How far ahead a boundary's day to revisit it is among the things to talk about.
const AHEAD: Days = Days::new(30);

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Talks {
    pub today: NaiveDate,
    pub rows: Vec<Talk>,
    /// Those to be revisited by a day at most 30 days away.
    pub boundaries: Vec<Boundary>,
}

pub fn needs() -> Needs<'static> {
    Needs::of(&[Kind::Talk, Kind::Boundary])
}

/// What holds `words`, each of them, the earliest day first; a boundary that was put on the list is
/// there once.
pub fn talks(journal: &Journal, words: &[String]) -> Talks {
    let words: Vec<String> = words.iter().map(|word| text::key(word)).collect();
    let found = |said: &str, with: Option<&str>| {
        let said = text::key(&format!("{said} {}", with.unwrap_or_default()));
        words.iter().all(|word| said.contains(word.as_str()))
    };
    let talks = &journal.talks;
    let mut rows =
        talks.some(|talk| talk.closed.is_none() && found(&talk.text, talk.with.as_deref()));
    rows.sort_by_key(|talk| talk.by.unwrap_or(NaiveDate::MAX));
    let listed = |area: &str| rows.iter().any(|t| text::key(&t.text) == text::key(area));
    let soon = journal.today + AHEAD;
    let mut boundaries = journal.boundaries.some(|b| {
        b.retired.is_none()
            && b.revisit.is_some_and(|day| day <= soon)
            && found(&b.area, b.with.as_deref())
            && !listed(&b.area)
    });
    boundaries.sort_by_key(|b| b.revisit);
    Talks {
        today: journal.today,
        rows,
        boundaries,
    }
}
