//! `ritual import`: what came in, by noun and by ritual, and what did not.

use crate::domain::json::OneByOne;
use crate::domain::left::{Left, LeftOut};
use crate::domain::record::Record;
use chrono::NaiveDate;
use serde::Serialize;
use serde_json::Value;
use std::collections::BTreeMap;

#[derive(Default, Serialize)]
pub struct Import {
    pub format: &'static str,
    pub dry_run: bool,
    pub added: usize,
    /// Rows that were here from before, as they are in the file.
    pub here: usize,
    /// Rows here that took what the file says now.
    pub changed: usize,
    /// Rows here that stayed though the file says something else, since that was asked for.
    pub kept: usize,
    /// Rows that were forgotten here, and stay so.
    pub forgotten: u64,
    /// The days that the rows that come in are about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<NaiveDate>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<NaiveDate>,
    pub kinds: Vec<Count>,
    /// What comes in for each ritual, by name.
    pub rituals: Vec<Tally>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub moods: Option<Tally>,
    pub not_carried: Vec<NotCarried>,
    /// The columns of a table whose header says what they mean.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub columns: Vec<Column>,
    /// The rows that came in.
    pub rows: OneByOne<Record>,
    /// The first lines that do not read.
    pub left_out: Vec<LeftOut>,
    pub left_out_lines: u64,
    /// The first rows that bind a person and stay out, and how many they are.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub bound: Vec<Record>,
    #[serde(skip_serializing_if = "none")]
    pub bound_rows: u64,
    /// The first words that stay beside the notes they were noted with.
    pub beside: Vec<String>,
    /// The first rows that change.
    pub changes: Vec<Change>,
    /// Rows that had gone from here and are back.
    pub back: usize,
    /// Measures that notes hold, and no setting here gives a range.
    #[serde(skip)]
    pub rangeless: Vec<String>,
    #[serde(skip)]
    pub described: Vec<String>,
    /// Rituals that were here under another identity.
    #[serde(skip)]
    pub joined: Vec<String>,
    /// Rituals here that took the name they have in the file, for another to have theirs: from, to.
    #[serde(skip)]
    pub renamed: Vec<(String, String)>,
    #[serde(skip)]
    pub today: NaiveDate,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "as serde asks")]
fn none(count: &u64) -> bool {
    *count == 0
}

#[derive(Debug, Serialize)]
pub struct Count {
    pub kind: &'static str,
    pub added: usize,
    pub here: usize,
    pub changed: usize,
}

/// A row here, and what becomes of its fields.
#[derive(Debug, Serialize)]
pub struct Change {
    pub kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ritual: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub day: Option<NaiveDate>,
    pub fields: Vec<FieldChange>,
}

#[derive(Debug, Serialize)]
pub struct FieldChange {
    pub field: String,
    pub before: Value,
    pub after: Value,
}

/// Entries from a first to a last day.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Tally {
    #[serde(skip_serializing_if = "String::is_empty")]
    pub name: String,
    pub entries: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first: Option<NaiveDate>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last: Option<NaiveDate>,
    pub rests: u64,
}

/// A column and what it was taken for; none where it is kept beside its row.
#[derive(Debug, Serialize)]
pub struct Column {
    pub column: String,
    pub meaning: Option<String>,
}

#[derive(Debug, Serialize)]
pub struct NotCarried {
    pub what: Left,
    pub count: u64,
}

impl NotCarried {
    pub fn each(counted: BTreeMap<Left, u64>) -> Vec<NotCarried> {
        let one = |(what, count)| NotCarried { what, count };
        counted.into_iter().map(one).collect()
    }
}

impl Tally {
    pub fn named(name: &str) -> Tally {
        Tally {
            name: name.to_owned(),
            ..Tally::default()
        }
    }

    pub fn see(&mut self, day: NaiveDate) {
        self.entries += 1;
        self.first = Some(self.first.map_or(day, |first| first.min(day)));
        self.last = Some(self.last.map_or(day, |last| last.max(day)));
    }
}
