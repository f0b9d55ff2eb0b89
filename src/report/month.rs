//! `ritual month`: what was set for a month, and how often it was noted.

use crate::domain::journal::{Done, Journal, Needs, Practice};
use crate::domain::month::{Month, MonthLine};
use crate::domain::record::Kind;
use crate::domain::text;
use chrono::NaiveDate;
use serde::Serialize;
use std::collections::BTreeSet;

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct MonthPage {
    pub today: NaiveDate,
    pub month: Month,
    /// The personal one first, then the joint one, then what was learned.
    pub lines: Vec<Line>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Line {
    #[serde(flatten)]
    pub line: MonthLine,
    /// Entries in the month of the ritual it names, or that is called as it is; none where there
    /// is no such ritual, for then nothing says how often.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub noted: Option<u64>,
}

/// Of a month, or of every one.
pub fn needs(month: Option<Month>) -> Needs<'static> {
    Needs {
        nouns: &[Kind::Ritual, Kind::MonthLine],
        days: month.map_or(Done::All, |month| Done::Since(month.first())),
        ..Needs::default()
    }
}

pub fn month(journal: &Journal, month: Month) -> MonthPage {
    let line = |line: MonthLine| Line {
        noted: noted(journal, &line),
        line,
    };
    let set = journal.months.some(|line| line.month == month);
    let mut lines: Vec<Line> = set.into_iter().map(line).collect();
    lines.sort_by_key(|l| l.line.slot);
    MonthPage {
        today: journal.today,
        month,
        lines,
    }
}

/// The months with a line that holds a text, in their order.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Found {
    pub today: NaiveDate,
    /// Each with the lines that hold it.
    pub months: Vec<MonthPage>,
}

pub fn holding(journal: &Journal, sought: &str) -> Found {
    let key = text::key(sought);
    let holds = |line: &MonthLine| {
        let mut said = std::iter::once(&line.text).chain(&line.with);
        said.any(|said| text::key(said).contains(&key))
    };
    let of = journal.months.iter().filter(|line| holds(line));
    let months: BTreeSet<Month> = of.map(|line| line.month).collect();
    let page = |of: Month| {
        let mut page = month(journal, of);
        page.lines.retain(|line| holds(&line.line));
        page
    };
    Found {
        today: journal.today,
        months: months.into_iter().map(page).collect(),
    }
}

fn noted(journal: &Journal, line: &MonthLine) -> Option<u64> {
    let counted = |p: &&Practice| match &line.ritual {
        Some(ritual) => p.ritual.is(ritual),
        None => text::key(&p.ritual.name) == text::key(&line.text),
    };
    let practice = journal.practices.iter().find(counted)?;
    let days = practice.days.iter();
    let within = days.filter(|(day, _)| Month::of(*day) == line.month);
    Some(within.map(|(_, times)| u64::from(*times)).sum())
}
