//! Choices of support.

use super::error::Result;
use super::row::{self, Cells, Put};
use super::term;
use crate::domain::support::Support;
use rusqlite::{Connection, params};

const SELECT: &str = "SELECT id, uid, visibility, extra, choice, since, until, closed FROM support";

fn read(cells: &Cells) -> Result<Support> {
    let (meta, extra) = cells.meta()?;
    Ok(Support {
        meta,
        choice: cells.get(4)?,
        term: term::read(cells, 5)?,
        extra,
    })
}

pub fn all(conn: &Connection) -> Result<Vec<Support>> {
    row::all(conn, "support", &format!("{SELECT} ORDER BY id"), [], read)
}

pub fn by_id(conn: &Connection, id: i64) -> Result<Option<Support>> {
    let sql = format!("{SELECT} WHERE id = ?");
    Ok(row::all(conn, "support", &sql, [id], read)?.pop())
}

pub fn put(conn: &Connection, noun: &Support, stamp: i64, how: Put) -> Result<()> {
    let (since, until, closed) = term::values(&noun.term);
    row::put(
        conn,
        "support",
        &format!("choice, {}", term::TERM),
        row::meta_values(&noun.meta, stamp, &noun.extra),
        params![noun.choice, since, until, closed],
        how,
    )
}

pub fn remove(conn: &Connection, noun: &Support) -> Result<()> {
    conn.execute("DELETE FROM support WHERE id = ?", [noun.meta.id])?;
    Ok(())
}
