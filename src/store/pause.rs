//! Pauses.

use super::error::{Error, Result};
use super::row::{self, Cells, Put};
use crate::domain::pause::Pause;
use crate::domain::text;
use rusqlite::{Connection, params};

const SELECT: &str = "SELECT p.id, p.uid, p.visibility, p.extra, r.name, p.first_day, p.last_day,
    p.why, p.ritual FROM pause p LEFT JOIN ritual r ON r.id = p.ritual";

fn read(cells: &Cells) -> Result<Pause> {
    let (meta, extra) = cells.meta()?;
    let (ritual, owner): (Option<String>, Option<i64>) = (cells.get(4)?, cells.get(8)?);
    if ritual.is_none() && owner.is_some() {
        return Err(cells.damaged());
    }
    Ok(Pause {
        meta,
        ritual,
        from: cells.day(5)?,
        until: cells.optional_day(6)?,
        why: cells.get(7)?,
        extra,
    })
}

pub fn all(conn: &Connection) -> Result<Vec<Pause>> {
    row::all(conn, "pause", &format!("{SELECT} ORDER BY p.id"), [], read)
}

/// The pauses that rest one ritual, those of all rituals among them.
pub fn resting(conn: &Connection, ritual: i64) -> Result<Vec<Pause>> {
    let sql = format!("{SELECT} WHERE p.ritual = ? OR p.ritual IS NULL ORDER BY p.id");
    row::all(conn, "pause", &sql, [ritual], read)
}

pub fn by_id(conn: &Connection, id: i64) -> Result<Option<Pause>> {
    Ok(row::all(
        conn,
        "pause",
        &format!("{SELECT} WHERE p.id = ?"),
        [id],
        read,
    )?
    .pop())
}

/// The same where the ritual's own row cannot be read, or is not there: `name` stands in for it.
pub fn adrift(conn: &Connection, id: i64, name: &str) -> Result<Option<Pause>> {
    let alone = SELECT
        .replace("r.name", "iif(p.ritual IS NULL, NULL, ?2)")
        .replace("LEFT JOIN ritual r ON r.id = p.ritual", "");
    let sql = format!("{alone} WHERE p.id = ?1");
    Ok(row::all(conn, "pause", &sql, params![id, name], read)?.pop())
}

pub fn put(conn: &Connection, noun: &Pause, stamp: i64, how: Put) -> Result<()> {
    let ritual = match &noun.ritual {
        None => None,
        Some(name) => Some(
            super::ritual::id_by_key(conn, &text::key(name))?
                .ok_or_else(|| Error::NoRitual(name.clone()))?,
        ),
    };
    row::put(
        conn,
        "pause",
        "ritual, first_day, last_day, why",
        row::meta_values(&noun.meta, stamp, &noun.extra),
        params![
            ritual,
            row::day_text(noun.from),
            noun.until.map(row::day_text),
            noun.why
        ],
        how,
    )
}

pub fn remove(conn: &Connection, noun: &Pause) -> Result<()> {
    conn.execute("DELETE FROM pause WHERE id = ?", [noun.meta.id])?;
    Ok(())
}
