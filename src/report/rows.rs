//! Rows of one noun as they stand in the notebook: wins, thanks, phrases, visions, trials.

use crate::domain::record::Record;
use crate::domain::text;
use chrono::{Days, NaiveDate};
use serde::Serialize;

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Rows {
    pub today: NaiveDate,
    pub rows: Vec<Record>,
    /// Whether there are others that were not asked for.
    #[serde(skip)]
    pub others: bool,
}

impl Rows {
    /// Those whose words hold a text.
    pub fn holding(mut self, sought: &str) -> Rows {
        let (count, key) = (self.rows.len(), text::key(sought));
        let holds = |row: &Record| row.text().iter().any(|said| text::key(said).contains(&key));
        self.rows.retain(holds);
        self.others |= self.rows.len() < count;
        self
    }
}

/// Those of the last `days` days up to today, or every one.
pub fn rows(today: NaiveDate, all: Vec<Record>, days: Option<u32>) -> Rows {
    let count = all.len();
    let first = days.and_then(|days| today.checked_sub_days(Days::new(days.into())));
    let within = |row: &Record| match (first, day(row)) {
        (Some(first), Some(day)) => first < day && day <= today,
        _ => true,
    };
    let rows: Vec<Record> = all.into_iter().filter(within).collect();
    Rows {
        today,
        others: rows.len() < count,
        rows,
    }
}

fn day(row: &Record) -> Option<NaiveDate> {
    let dated = row.kind().day_field().is_some();
    row.day().filter(|_| dated)
}
