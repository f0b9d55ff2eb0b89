//! Up to when the times of a reminder have been dealt with. Kept aside: no undo, no export.

use super::Store;
use super::error::{Error, Result};
use super::row;
use super::write::Writer;
use chrono::NaiveDate;
use rusqlite::{Connection, params};

/// Where a reminder stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Told {
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

fn of(conn: &Connection, reminder: i64) -> Result<Option<Told>> {
    let sql = "SELECT reminder, instant, day FROM reminder_told WHERE reminder = ?";
    let found = row::all(conn, "reminder_told", sql, [reminder], |c| {
        Ok(Told {
            instant: c.get(1)?,
            day: c.optional_day(2)?,
        })
    })?;
    Ok(found.into_iter().next())
}

impl Store {
    /// Runs `work` in one immediate transaction that leaves nothing to take back, and commits it
    /// where `work` says that it wrote.
    ///
    /// # Errors
    /// Those of `work`, or of the file; then nothing was written.
    pub fn aside<T, E: From<Error>>(
        &mut self,
        wall_ms: i64,
        work: impl FnOnce(&mut Writer) -> std::result::Result<(T, bool), E>,
    ) -> std::result::Result<T, E> {
        self.in_turn(wall_ms, |mut writer| {
            let (done, wrote) = work(&mut writer)?;
            if wrote {
                writer.settle()?;
            }
            Ok(done)
        })
    }

    /// # Errors
    /// [`Error::Damaged`].
    pub fn told(&self, reminder: i64) -> Result<Option<Told>> {
        of(&self.conn, reminder)
    }
}

impl Writer<'_> {
    /// # Errors
    /// [`Error::Damaged`].
    pub fn told(&self, reminder: i64) -> Result<Option<Told>> {
        of(self.conn(), reminder)
    }

    /// Notes that the times of a reminder are dealt with, up to an instant and for a day.
    ///
    /// # Errors
    /// Those of the file.
    pub fn tell(&mut self, reminder: i64, told: Told) -> Result<()> {
        self.conn()
            .prepare_cached(
                "INSERT INTO reminder_told (reminder, instant, day) VALUES (?, ?, ?)
                 ON CONFLICT (reminder) DO UPDATE SET instant = excluded.instant, day = excluded.day",
            )?
            .execute(params![reminder, told.instant, told.day.map(row::day_text)])?;
        Ok(())
    }
}
