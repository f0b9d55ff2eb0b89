//! Reflections on rituals.

use super::error::{Error, Result};
use super::row::{self, Cells, Put};
use crate::domain::reflection::{Feel, Reflection};
use crate::domain::text;
use rusqlite::{Connection, params};

const SELECT: &str = "SELECT f.id, f.uid, f.visibility, f.extra, r.name, f.day, f.feels, f.works,
    f.works_not, f.enjoyed FROM reflection f JOIN ritual r ON r.id = f.ritual";

fn read(cells: &Cells) -> Result<Reflection> {
    let (meta, extra) = cells.meta()?;
    let feels: Option<String> = cells.get(6)?;
    let feels = match feels {
        None => None,
        Some(text) => Some(Feel::parse(&text).ok_or_else(|| cells.damaged())?),
    };
    Ok(Reflection {
        meta,
        ritual: cells.get(4)?,
        day: cells.day(5)?,
        feels,
        works: cells.get(7)?,
        not: cells.get(8)?,
        enjoyed: cells.get(9)?,
        extra,
    })
}

/// Every reflection, oldest day first.
pub fn all(conn: &Connection) -> Result<Vec<Reflection>> {
    let sql = format!("{SELECT} ORDER BY f.day, f.id");
    row::all(conn, "reflection", &sql, [], read)
}

pub fn by_id(conn: &Connection, id: i64) -> Result<Option<Reflection>> {
    let sql = format!("{SELECT} WHERE f.id = ?");
    Ok(row::all(conn, "reflection", &sql, [id], read)?.pop())
}

pub fn put(conn: &Connection, noun: &Reflection, stamp: i64, how: Put) -> Result<()> {
    let ritual = super::ritual::id_by_key(conn, &text::key(&noun.ritual))?
        .ok_or_else(|| Error::NoRitual(noun.ritual.clone()))?;
    row::put(
        conn,
        "reflection",
        "ritual, day, feels, works, works_not, enjoyed",
        row::meta_values(&noun.meta, stamp, &noun.extra),
        params![
            ritual,
            row::day_text(noun.day),
            noun.feels.map(Feel::as_str),
            noun.works,
            noun.not,
            noun.enjoyed
        ],
        how,
    )
}

pub fn remove(conn: &Connection, noun: &Reflection) -> Result<()> {
    conn.execute("DELETE FROM reflection WHERE id = ?", [noun.meta.id])?;
    Ok(())
}
