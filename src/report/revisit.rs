//! `ritual review --words`: a period's own words, day by day, and how rituals and boundaries changed.

use crate::domain::completion::Completion;
use crate::domain::journal::{Journal, Needs, Span};
use crate::domain::moment::Moment;
use crate::domain::record::{Kind, Record};
use crate::domain::revision::Revision;
use crate::domain::rhythm::Version;
use chrono::NaiveDate;
use serde::Serialize;
use serde_json::Value;
use std::collections::BTreeMap;
use uuid::Uuid;

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
        uid.filter(|uid| uid.get_version() == Some(uuid::Version::SortRand))
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
fn changes(journal: &Journal) -> impl Iterator<Item = (String, Change)> + '_ {
    let rituals = journal.rituals().cloned().map(Record::Ritual);
    let boundaries = journal.boundaries.iter().cloned().map(Record::Boundary);
    rituals.chain(boundaries).flat_map(|row| {
        let History { name, changes, .. } = history(journal.today, &row);
        changes
            .into_iter()
            .map(move |change| (name.clone(), change))
    })
}

/// `ritual show --history NAME` and `ritual boundaries history ID`: what changed, and when.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct History {
    pub today: NaiveDate,
    pub uid: Uuid,
    /// A ritual's name or a boundary's area.
    pub name: String,
    /// The day it was noted here, by the machine's clock; of boundaries.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub noted: Option<NaiveDate>,
    /// Whether it came here in a file that day.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub came: bool,
    pub changes: Vec<Change>,
}

/// One field that was otherwise before a day.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Change {
    pub on: NaiveDate,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    pub was: Value,
    pub became: Value,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// As [`History::noted`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub noted: Option<NaiveDate>,
    /// As [`History::came`].
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub came: bool,
    /// The identity of the change, where it has one.
    #[serde(skip)]
    pub uid: Option<Uuid>,
}

/// Of a ritual or a boundary: its revisions and the versions of its rhythm in one order of days.
pub fn history(today: NaiveDate, row: &Record) -> History {
    let (name, revisions, rhythms) = match row {
        Record::Ritual(r) => (r.name.as_str(), r.history.as_slice(), Some(&r.rhythms)),
        Record::Boundary(b) => (b.area.as_str(), b.history.as_slice(), None),
        _ => Default::default(),
    };
    let mut changes = Vec::new();
    // What a field became is what it was at the next change, or what it is now.
    let mut later = row.to_map();
    for Revision { uid, on, was, note } in revisions.iter().rev() {
        let mut note = note.clone();
        for (field, was) in was.iter().rev() {
            let became = later.insert(field.clone(), was.clone());
            changes.push(Change {
                on: *on,
                field: Some(field.clone()),
                was: was.clone(),
                became: became.unwrap_or_default(),
                note: note.take(),
                uid: Some(*uid),
                ..Change::default()
            });
        }
        if note.is_some() {
            changes.push(Change {
                on: *on,
                note,
                uid: Some(*uid),
                ..Change::default()
            });
        }
    }
    changes.reverse();
    let text = |v: &Version| v.rhythm.as_ref().map(|rhythm| rhythm.to_string()).into();
    let pairs = rhythms.iter().flat_map(|rhythms| rhythms.0.windows(2));
    changes.extend(pairs.filter_map(|pair| {
        Some(Change {
            on: pair[1].from?,
            field: Some("rhythm".to_owned()),
            was: text(&pair[0]),
            became: text(&pair[1]),
            ..Change::default()
        })
    }));
    let seasons = rhythms.iter().flat_map(|rhythms| &rhythms.1);
    changes.extend(seasons.map(|season| Change {
        on: season.since,
        field: Some(format!("season {}", season.name)),
        became: season.to_string().into(),
        ..Change::default()
    }));
    changes.sort_by_key(|c| c.on);
    History {
        today,
        uid: row.meta().uid,
        name: name.to_owned(),
        noted: None,
        came: false,
        changes,
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
    let about = match row {
        Record::Reminder(reminder) => Some(reminder.about()),
        row => row.ritual_name(),
    };
    about.is_some_and(|name| names.iter().any(|one| one == name))
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
