//! Grants and revocations.

use super::error::Result;
use super::row::{self, Cells, Put};
use crate::domain::consent::{Consent, Event, What};
use rusqlite::{Connection, params};
use uuid::Uuid;

const SELECT: &str =
    "SELECT id, uid, visibility, extra, subject, what, event, day, until FROM consent";

fn read(cells: &Cells) -> Result<Consent> {
    let (meta, extra) = cells.meta()?;
    let (subject, what, event): (String, String, String) =
        (cells.get(4)?, cells.get(5)?, cells.get(6)?);
    Ok(Consent {
        meta,
        subject: Uuid::parse_str(&subject).map_err(|_| cells.damaged())?,
        what: What::parse(&what).ok_or_else(|| cells.damaged())?,
        event: Event::parse(&event).ok_or_else(|| cells.damaged())?,
        day: cells.day(7)?,
        until: cells.optional_day(8)?,
        extra,
    })
}

pub fn all(conn: &Connection) -> Result<Vec<Consent>> {
    row::all(conn, "consent", &format!("{SELECT} ORDER BY id"), [], read)
}

pub fn by_id(conn: &Connection, id: i64) -> Result<Option<Consent>> {
    let sql = format!("{SELECT} WHERE id = ?");
    Ok(row::all(conn, "consent", &sql, [id], read)?.pop())
}

/// The events about one row.
pub fn about(conn: &Connection, subject: Uuid) -> Result<Vec<Consent>> {
    let sql = format!("{SELECT} WHERE subject = ? ORDER BY id");
    row::all(conn, "consent", &sql, [row::uid_text(subject)], read)
}

pub fn put(conn: &Connection, noun: &Consent, stamp: i64, how: Put) -> Result<()> {
    row::put(
        conn,
        "consent",
        "subject, what, event, day, until",
        row::meta_values(&noun.meta, stamp, &noun.extra),
        params![
            row::uid_text(noun.subject),
            noun.what.as_str(),
            noun.event.as_str(),
            row::day_text(noun.day),
            noun.until.map(row::day_text)
        ],
        how,
    )
}

pub fn remove(conn: &Connection, noun: &Consent) -> Result<()> {
    conn.execute("DELETE FROM consent WHERE id = ?", [noun.meta.id])?;
    Ok(())
}
