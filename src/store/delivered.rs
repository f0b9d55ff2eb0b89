//! Up to when the times of a reminder have been dealt with. Kept aside: no undo, no export.

use super::Reader;
use super::error::{Error, Result};
use super::rows::all;
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
    conn.prepare_cached(
        "INSERT INTO reminder_told (reminder, instant) VALUES (?, ?)
         ON CONFLICT (reminder) DO UPDATE SET instant = max(instant, excluded.instant)",
    )?
    .execute([reminder, instant])?;
    Ok(())
}

pub fn forget(conn: &Connection, reminder: i64) -> Result<()> {
    conn.execute("DELETE FROM reminder_told WHERE reminder = ?", [reminder])?;
    Ok(())
}

impl Reader {
    pub fn delivered(&self, reminder: i64) -> Result<Option<Delivered>> {
        let sql = "SELECT reminder, instant, day FROM reminder_told WHERE reminder = ?";
        let found = all(&self.conn, "reminder_told", sql, [reminder], |row| {
            Ok((row.get(1)?, row.get::<_, Option<String>>(2)?))
        })?;
        let Some((instant, day)) = found.into_iter().next() else {
            return Ok(None);
        };
        let damaged = || Error::row("reminder_told", reminder);
        let day = day.map(|day| iso_day(&day).ok_or_else(damaged));
        Ok(Some(Delivered {
            instant,
            day: day.transpose()?,
        }))
    }
}

impl Writer<'_> {
    /// Notes that the times of a reminder are dealt with, up to an instant and for a day.
    pub fn deliver(&mut self, reminder: i64, to: Delivered) -> Result<()> {
        self.conn
            .prepare_cached(
                "INSERT INTO reminder_told (reminder, instant, day) VALUES (?, ?, ?)
                 ON CONFLICT (reminder) DO UPDATE SET instant = excluded.instant, day = excluded.day",
            )?
            .execute(params![reminder, to.instant, to.day.map(|day| day.code())])?;
        Ok(())
    }
}
