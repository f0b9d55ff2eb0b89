//! Boundaries with their earlier wordings.

use super::error::Result;
use super::revision;
use super::row::{self, Cells, Put};
use crate::domain::boundary::{Boundary, Stance};
use rusqlite::{Connection, params};

const SELECT: &str = "SELECT id, uid, visibility, extra, area, stance, companion, agreed, revisit,
    note, retired FROM boundary";

fn read(cells: &Cells) -> Result<Boundary> {
    let (meta, extra) = cells.meta()?;
    let stance: String = cells.get(5)?;
    Ok(Boundary {
        meta,
        area: cells.get(4)?,
        stance: Stance::parse(&stance).ok_or_else(|| cells.damaged())?,
        with: cells.get(6)?,
        agreed: cells.optional_day(7)?,
        revisit: cells.optional_day(8)?,
        note: cells.get(9)?,
        retired: cells.optional_day(10)?,
        history: Vec::new(),
        extra,
    })
}

fn some(conn: &Connection, sql: &str, params: impl rusqlite::Params) -> Result<Vec<Boundary>> {
    let mut found = row::all(conn, "boundary", sql, params, read)?;
    for boundary in &mut found {
        boundary.history = revision::of(conn, boundary.meta.uid)?;
    }
    Ok(found)
}

pub fn all(conn: &Connection) -> Result<Vec<Boundary>> {
    some(conn, &format!("{SELECT} ORDER BY id"), [])
}

pub fn by_id(conn: &Connection, id: i64) -> Result<Option<Boundary>> {
    Ok(some(conn, &format!("{SELECT} WHERE id = ?"), [id])?.pop())
}

pub fn put(conn: &Connection, noun: &Boundary, stamp: i64, how: Put) -> Result<()> {
    row::put(
        conn,
        "boundary",
        "area, stance, companion, agreed, revisit, note, retired",
        row::meta_values(&noun.meta, stamp, &noun.extra),
        params![
            noun.area,
            noun.stance.as_str(),
            noun.with,
            noun.agreed.map(row::day_text),
            noun.revisit.map(row::day_text),
            noun.note,
            noun.retired.map(row::day_text)
        ],
        how,
    )?;
    revision::put(conn, noun.meta.uid, &noun.history, stamp)
}

pub fn remove(conn: &Connection, noun: &Boundary) -> Result<()> {
    revision::put(conn, noun.meta.uid, &[], 0)?;
    conn.execute("DELETE FROM boundary WHERE id = ?", [noun.meta.id])?;
    Ok(())
}
