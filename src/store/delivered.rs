//! Up to when the times of a reminder have been dealt with. Kept aside: no undo, no export.

use super::Reader;
use super::error::{Error, Result};
use super::rows::{all, run};
use super::write::Writer;
use crate::domain::field::{Coded, iso_day};
use chrono::NaiveDate;
use rusqlite::{Connection, params};

/// Where a reminder stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Delivered {
    /// Milliseconds since 1970 UTC; times up to it are dealt with.
    pub instant: i64,
    /// The last day it came for.
    pub day: Option<NaiveDate>,
}

/// Times before `instant` lie before the reminder as it now is.
pub fn begin(conn: &Connection, reminder: i64, instant: i64) -> Result<()> {
    let sql = "INSERT INTO reminder_told (reminder, instant) VALUES (?, ?)
        ON CONFLICT (reminder) DO UPDATE SET instant = max(instant, excluded.instant)";
    run(conn, sql, [reminder, instant])
}

pub fn forget(conn: &Connection, reminder: i64) -> Result<()> {
    let sql = "DELETE FROM reminder_told WHERE reminder = ?";
    run(conn, sql, [reminder])
}

impl Reader {
    pub fn delivered(&self, reminder: i64) -> Result<Option<Delivered>> {
        let sql = "SELECT reminder, instant, day FROM reminder_told WHERE reminder = ?";
        let found = all(&self.conn, "reminder_told", sql, [reminder], |row| {
            Ok((row.get(1)?, row.get(2)?))
        })?;
        let damaged = || Error::row("reminder_told", reminder);
        let read = |(instant, day): (i64, Option<String>)| {
            let day = day.map(|day| iso_day(&day).ok_or_else(damaged));
            let day = day.transpose()?;
            Ok(Delivered { instant, day })
        };
        found.into_iter().next().map(read).transpose()
    }
}

impl Writer<'_> {
    /// Notes that the times of a reminder are dealt with, up to an instant and for a day.
    pub fn deliver(&mut self, reminder: i64, to: Delivered) -> Result<()> {
        let sql = "INSERT INTO reminder_told (reminder, instant, day) VALUES (?, ?, ?)
            ON CONFLICT (reminder) DO UPDATE SET instant = excluded.instant, day = excluded.day";
        let day = to.day.map(|day| day.code());
        run(&self.conn, sql, params![reminder, to.instant, day])
    }
}
