//! `ritual review --words`: a period's own words, day by day.

use super::history::{self, Change};
use crate::domain::journal::{Journal, Needs, Span};
use crate::domain::moment::Moment;
use crate::domain::record::{Kind, Record};
use crate::domain::ritual::Rhythms;
use chrono::NaiveDate;
use serde::Serialize;
use std::collections::BTreeMap;

/// What is asked for.
#[derive(Debug, Clone, Copy)]
pub struct Spec {
    pub from: NaiveDate,
    pub to: NaiveDate,
    /// Agreements and changes, without the notes of single days.
    pub timeline: bool,
    /// Rows without a day as well.
    pub undated: bool,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Revisit {
    pub from: NaiveDate,
    pub to: NaiveDate,
    pub today: NaiveDate,
    /// Rows that have no day, where they are asked for.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub undated: Vec<Record>,
    /// Oldest first; days with nothing to say are left out.
    pub days: Vec<Day>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Day {
    pub day: NaiveDate,
    pub items: Vec<Item>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Item {
    /// A ritual or a boundary as it changed that day.
    Changed {
        name: String,
        change: Change,
    },
    Row(Box<Record>),
}

/// Whether the journal of [`needs`] holds the rows of a kind that are said by themselves.
pub fn in_journal(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Mood | Kind::Completion | Kind::Reflection | Kind::Boundary | Kind::Pause
    )
}

impl Spec {
    /// The notes of days and what changed.
    pub fn of(from: NaiveDate, to: NaiveDate) -> Spec {
        Spec {
            from,
            to,
            timeline: false,
            undated: false,
        }
    }
}

impl Revisit {
    /// Of a day, with nothing in it yet.
    pub fn of(today: NaiveDate, day: NaiveDate) -> Revisit {
        Revisit {
            from: day,
            to: day,
            today,
            undated: Vec::new(),
            days: Vec::new(),
        }
    }

    /// Keeps what was written: what was done or changed without a word goes.
    pub fn keep_words(&mut self) {
        for day in &mut self.days {
            day.items.retain(|item| match item {
                Item::Changed { change, .. } => change.note.is_some(),
                Item::Row(row) => match row.as_ref() {
                    Record::Mood(mood) => {
                        let said = |(_, words): &(_, Vec<&str>)| !words.is_empty();
                        mood.note.is_some() || mood.word_lists().iter().any(said)
                    }
                    Record::Pause(pause) => pause.why.is_some(),
                    _ => true,
                },
            });
        }
        self.days.retain(|day| !day.items.is_empty());
    }
}

impl Item {
    /// Where it stands in its day: by its moment, what has none after that.
    fn place(&self) -> i64 {
        let moment = match self {
            Item::Changed { .. } => None,
            Item::Row(row) => match row.as_ref() {
                Record::Completion(c) => c.moment.as_ref(),
                Record::Mood(m) => m.moment.as_ref(),
                _ => None,
            },
        };
        moment.map_or(i64::MAX, Moment::utc_ms)
    }
}

pub fn needs(from: NaiveDate, to: NaiveDate) -> Needs<'static> {
    Needs {
        nouns: &[
            Kind::Ritual,
            Kind::Pause,
            Kind::Boundary,
            Kind::Reflection,
            Kind::Consent,
        ],
        completions: Span::Within(from, to),
        moods: Span::Within(from, to),
        ..Needs::default()
    }
}

/// The journal holds the entries and mood notes of the period. Rows without a day are not in it.
pub fn revisit(journal: &Journal, others: &[Record], spec: Spec) -> Revisit {
    let mut days: BTreeMap<NaiveDate, Vec<Item>> = BTreeMap::new();
    let mut put = |day: NaiveDate, item: Item| {
        if (spec.from..=spec.to).contains(&day) {
            days.entry(day).or_default().push(item);
        }
    };
    let mut undated = Vec::new();
    for record in rows(journal, spec.timeline).chain(others.iter().cloned()) {
        match record.day() {
            Some(day) => put(day, Item::Row(Box::new(record))),
            None if spec.undated => undated.push(record),
            None => {}
        }
    }
    for (name, change) in changes(journal) {
        put(change.on, Item::Changed { name, change });
    }
    for items in days.values_mut() {
        items.sort_by_key(Item::place);
    }
    Revisit {
        from: spec.from,
        to: spec.to,
        today: journal.today,
        undated,
        days: days
            .into_iter()
            .map(|(day, items)| Day { day, items })
            .collect(),
    }
}

fn rows(journal: &Journal, timeline: bool) -> impl Iterator<Item = Record> + '_ {
    let said = move |c: &&crate::domain::completion::Completion| {
        !timeline && (c.note.is_some() || c.variation.is_some())
    };
    let moods = journal.moods.iter().filter(move |_| !timeline);
    moods
        .cloned()
        .map(Record::Mood)
        .chain(
            journal
                .completions
                .iter()
                .filter(said)
                .cloned()
                .map(Record::Completion),
        )
        .chain(
            journal
                .reflections
                .iter()
                .filter(move |_| !timeline)
                .cloned()
                .map(Record::Reflection),
        )
        .chain(journal.boundaries.iter().cloned().map(Record::Boundary))
        .chain(journal.pauses.iter().cloned().map(Record::Pause))
}

/// Every change of a ritual or a boundary, with its name.
fn changes(journal: &Journal) -> Vec<(String, Change)> {
    let mut found = Vec::new();
    let mut add = |name: &str, record: Record, revisions: &[_], rhythms: &_| {
        let uid = record.meta().uid;
        let of = history::history(
            journal.today,
            (uid, name),
            &record.to_map(),
            revisions,
            rhythms,
        );
        found.extend(
            of.changes
                .into_iter()
                .map(|change| (of.name.clone(), change)),
        );
    };
    for ritual in journal.practices.iter().map(|p| &p.ritual) {
        let rhythms = &ritual.rhythms;
        add(
            &ritual.name,
            Record::Ritual(ritual.clone()),
            &ritual.history,
            rhythms,
        );
    }
    for boundary in &journal.boundaries {
        add(
            &boundary.area,
            Record::Boundary(boundary.clone()),
            &boundary.history,
            &Rhythms::default(),
        );
    }
    found
}

/// The ritual a row is about.
pub fn of_ritual(row: &Record) -> Option<&str> {
    match row {
        Record::Reminder(reminder) => Some(reminder.about()),
        row => row.ritual_name(),
    }
}

/// Keeps what is about these rituals, and days with something left.
pub fn narrow(days: &mut Vec<Day>, names: &[String]) {
    let of = |name: &str| names.iter().any(|one| one == name);
    for day in days.iter_mut() {
        day.items.retain(|item| match item {
            Item::Changed { name, .. } => of(name),
            Item::Row(row) => of_ritual(row).is_some_and(of),
        });
    }
    days.retain(|day| !day.items.is_empty());
}

impl Revisit {
    /// See [`narrow`].
    pub fn narrow(&mut self, names: &[String]) {
        self.undated
            .retain(|row| of_ritual(row).is_some_and(|name| names.iter().any(|n| n == name)));
        narrow(&mut self.days, names);
    }

    pub fn items(&self) -> usize {
        let dated: usize = self.days.iter().map(|d| d.items.len()).sum();
        self.undated.len() + dated
    }
}
