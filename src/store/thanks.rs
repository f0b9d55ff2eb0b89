//! Thanks, oldest day first.

use super::error::Result;
use super::row::{self, Cells, Put};
use crate::domain::thanks::Thanks;
use rusqlite::{Connection, params};

const SELECT: &str = "SELECT id, uid, visibility, extra, day, person, words FROM thanks";

fn read(cells: &Cells) -> Result<Thanks> {
    let (meta, extra) = cells.meta()?;
    Ok(Thanks {
        meta,
        day: cells.day(4)?,
        to: cells.get(5)?,
        what: cells.get(6)?,
        extra,
    })
}

pub fn all(conn: &Connection) -> Result<Vec<Thanks>> {
    let sql = format!("{SELECT} ORDER BY day, id");
    row::all(conn, "thanks", &sql, [], read)
}

pub fn by_id(conn: &Connection, id: i64) -> Result<Option<Thanks>> {
    let sql = format!("{SELECT} WHERE id = ?");
    Ok(row::all(conn, "thanks", &sql, [id], read)?.pop())
}

pub fn put(conn: &Connection, noun: &Thanks, stamp: i64, how: Put) -> Result<()> {
    row::put(
        conn,
        "thanks",
        "day, person, words",
        row::meta_values(&noun.meta, stamp, &noun.extra),
        params![row::day_text(noun.day), noun.to, noun.what],
        how,
    )
}

pub fn remove(conn: &Connection, noun: &Thanks) -> Result<()> {
    conn.execute("DELETE FROM thanks WHERE id = ?", [noun.meta.id])?;
    Ok(())
}
