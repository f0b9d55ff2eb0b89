//! Resources, in the order they were added.

use super::error::Result;
use super::row::{self, Cells, Put};
use crate::domain::resource::{Resource, Status};
use rusqlite::{Connection, params};

const SELECT: &str = "SELECT id, uid, visibility, extra, title, sort, status, note FROM resource";

fn read(cells: &Cells) -> Result<Resource> {
    let (meta, extra) = cells.meta()?;
    let status: Option<String> = cells.get(6)?;
    let status = match status {
        None => None,
        Some(text) => Some(Status::parse(&text).ok_or_else(|| cells.damaged())?),
    };
    Ok(Resource {
        meta,
        title: cells.get(4)?,
        sort: cells.get(5)?,
        status,
        note: cells.get(7)?,
        extra,
    })
}

pub fn all(conn: &Connection) -> Result<Vec<Resource>> {
    let sql = format!("{SELECT} ORDER BY id");
    row::all(conn, "resource", &sql, [], read)
}

pub fn by_id(conn: &Connection, id: i64) -> Result<Option<Resource>> {
    let sql = format!("{SELECT} WHERE id = ?");
    Ok(row::all(conn, "resource", &sql, [id], read)?.pop())
}

pub fn put(conn: &Connection, noun: &Resource, stamp: i64, how: Put) -> Result<()> {
    row::put(
        conn,
        "resource",
        "title, sort, status, note",
        row::meta_values(&noun.meta, stamp, &noun.extra),
        params![
            noun.title,
            noun.sort,
            noun.status.map(Status::as_str),
            noun.note
        ],
        how,
    )
}

pub fn remove(conn: &Connection, noun: &Resource) -> Result<()> {
    conn.execute("DELETE FROM resource WHERE id = ?", [noun.meta.id])?;
    Ok(())
}
