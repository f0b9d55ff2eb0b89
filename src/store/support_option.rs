//! Own kinds of support.

use super::error::Result;
use super::row::{self, Cells, Put};
use crate::domain::support_option::SupportOption;
use rusqlite::{Connection, params};

const SELECT: &str = "SELECT id, uid, visibility, extra, words, retired FROM support_option";

fn read(cells: &Cells) -> Result<SupportOption> {
    let (meta, extra) = cells.meta()?;
    Ok(SupportOption {
        meta,
        words: cells.get(4)?,
        retired: cells.optional_day(5)?,
        extra,
    })
}

pub fn all(conn: &Connection) -> Result<Vec<SupportOption>> {
    let sql = format!("{SELECT} ORDER BY id");
    row::all(conn, "support_option", &sql, [], read)
}

pub fn by_id(conn: &Connection, id: i64) -> Result<Option<SupportOption>> {
    let sql = format!("{SELECT} WHERE id = ?");
    Ok(row::all(conn, "support_option", &sql, [id], read)?.pop())
}

pub fn put(conn: &Connection, noun: &SupportOption, stamp: i64, how: Put) -> Result<()> {
    row::put(
        conn,
        "support_option",
        "words, retired",
        row::meta_values(&noun.meta, stamp, &noun.extra),
        params![noun.words, noun.retired.map(row::day_text)],
        how,
    )
}

pub fn remove(conn: &Connection, noun: &SupportOption) -> Result<()> {
    conn.execute("DELETE FROM support_option WHERE id = ?", [noun.meta.id])?;
    Ok(())
}
