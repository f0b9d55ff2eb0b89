//! `ritual review --words`: a period's own words, day by day.

use super::history::{self, Change};
use crate::domain::completion::Completion;
use crate::domain::journal::{Journal, Needs, Span};
use crate::domain::moment::Moment;
use crate::domain::record::{Kind, Record};
use crate::domain::ritual::Rhythms;
use chrono::NaiveDate;
use serde::Serialize;
use std::collections::BTreeMap;
use uuid::{Uuid, Version};

/// What is asked for.
#[derive(Debug, Clone, Copy)]
pub struct Spec {
    pub from: NaiveDate,
    pub to: NaiveDate,
    /// Agreements and changes, without the notes of single days.
    pub timeline: bool,
    /// Rows without a day as well, for a view of two.
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
        keep(&mut self.days, |item| match item {
            Item::Changed { change, .. } => change.note.is_some(),
            Item::Row(row) => match row.as_ref() {
                Record::Mood(mood) => mood.has_words(),
                Record::Pause(pause) => pause.why.is_some(),
                _ => true,
            },
        });
    }
}

impl Item {
    /// In milliseconds since 1970, where it has a time.
    fn moment(&self) -> Option<i64> {
        let moment = match self {
            Item::Changed { .. } => None,
            Item::Row(row) => match row.as_ref() {
                Record::Completion(c) => c.moment.as_ref(),
                Record::Mood(m) => m.moment.as_ref(),
                _ => None,
            },
        };
        moment.map(Moment::utc_ms)
    }

    /// Its identity where that tells the order in which things were noted.
    fn noted(&self) -> Option<Uuid> {
        let uid = match self {
            Item::Changed { change, .. } => change.uid,
            Item::Row(row) => Some(row.meta().uid),
        };
        uid.filter(|uid| uid.get_version() == Some(Version::SortRand))
    }
}

/// Puts the items of a day in its order: by their moments. What has none stands behind what was noted
/// before it, or at the end where nothing tells; the order of noting is its owner's to see.
fn in_order(items: &mut Vec<Item>, owners: bool) {
    let mut noted: Vec<(Option<Uuid>, Item)> = Vec::new();
    for item in items.drain(..) {
        let mut uid = item.noted().filter(|_| owners);
        // What was changed in one go stays together.
        if let (None, Item::Changed { name, .. }, Some((before, Item::Changed { name: of, .. }))) =
            (uid, &item, noted.last())
            && name == of
        {
            uid = *before;
        }
        noted.push((uid, item));
    }
    noted.sort_by_key(|(uid, _)| (uid.is_none(), *uid));
    let mut latest = i64::MIN;
    let place = |(uid, item): (Option<Uuid>, Item)| {
        let place = item.moment().or(uid.map(|_| latest));
        latest = latest.max(item.moment().unwrap_or(i64::MIN));
        (place.unwrap_or(i64::MAX), item)
    };
    let mut placed: Vec<(i64, Item)> = noted.into_iter().map(place).collect();
    placed.sort_by_key(|(place, _)| *place);
    items.extend(placed.into_iter().map(|(_, item)| item));
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
    days.values_mut()
        .for_each(|items| in_order(items, !spec.undated));
    let days = days.into_iter().map(|(day, items)| Day { day, items });
    Revisit {
        from: spec.from,
        to: spec.to,
        today: journal.today,
        undated,
        days: days.collect(),
    }
}

fn rows(journal: &Journal, timeline: bool) -> impl Iterator<Item = Record> + '_ {
    let said = |c: &&Completion| c.note.is_some() || c.variation.is_some();
    let moods = journal.moods.iter().cloned().map(Record::Mood);
    let entries = journal.completions.iter().filter(said).cloned();
    let reflections = journal.reflections.iter().cloned();
    let of_days = moods.chain(entries.map(Record::Completion));
    let of_days = of_days.chain(reflections.map(Record::Reflection));
    let boundaries = journal.boundaries.iter().cloned().map(Record::Boundary);
    let pauses = journal.pauses.iter().cloned().map(Record::Pause);
    let of_days = of_days.filter(move |_| !timeline);
    of_days.chain(boundaries).chain(pauses)
}

/// Every change of a ritual or a boundary, with its name.
fn changes(journal: &Journal) -> Vec<(String, Change)> {
    let mut found = Vec::new();
    let mut add = |name: &str, row: Record, revisions: &[_], rhythms: &_| {
        let of = (row.meta().uid, name);
        let of = history::history(journal.today, of, &row.to_map(), revisions, rhythms);
        let changes = of.changes.into_iter();
        found.extend(changes.map(|change| (name.to_owned(), change)));
    };
    for r in journal.rituals() {
        add(&r.name, Record::Ritual(r.clone()), &r.history, &r.rhythms);
    }
    for b in &journal.boundaries {
        let no_rhythm = Rhythms::default();
        add(&b.area, Record::Boundary(b.clone()), &b.history, &no_rhythm);
    }
    found
}

/// The ritual a row is about.
fn of_ritual(row: &Record) -> Option<&str> {
    match row {
        Record::Reminder(reminder) => Some(reminder.about()),
        row => row.ritual_name(),
    }
}

/// Keeps what is about these rituals, and days with something left.
pub fn narrow(days: &mut Vec<Day>, names: &[String]) {
    keep(days, |item| match item {
        Item::Changed { name, .. } => names.contains(name),
        Item::Row(row) => is_of(row, names),
    });
}

/// Whether a row is about one of these rituals.
pub fn is_of(row: &Record, names: &[String]) -> bool {
    of_ritual(row).is_some_and(|name| names.iter().any(|one| one == name))
}

/// Keeps some of the items, and days with something left.
pub fn keep(days: &mut Vec<Day>, mut kept: impl FnMut(&Item) -> bool) {
    days.iter_mut().for_each(|day| day.items.retain(&mut kept));
    days.retain(|day| !day.items.is_empty());
}

impl Revisit {
    /// See [`narrow`].
    pub fn narrow(&mut self, names: &[String]) {
        self.undated.retain(|row| is_of(row, names));
        narrow(&mut self.days, names);
    }
}
