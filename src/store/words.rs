//! Words of a day, in whichever table they live.

use super::error::Result;
use super::row::{self, Cells, Put};
use crate::domain::words::Words;
use rusqlite::{Connection, params};

fn read(cells: &Cells) -> Result<Words> {
    let (meta, extra) = cells.meta()?;
    Ok(Words {
        meta,
        day: cells.day(4)?,
        text: cells.get(5)?,
        extra,
    })
}

fn select(table: &str) -> String {
    format!("SELECT id, uid, visibility, extra, day, words FROM {table}")
}

pub fn all(conn: &Connection, table: &'static str, order: &str) -> Result<Vec<Words>> {
    let sql = format!("{} ORDER BY {order}", select(table));
    row::all(conn, table, &sql, [], read)
}

pub fn by_id(conn: &Connection, table: &'static str, id: i64) -> Result<Option<Words>> {
    let sql = format!("{} WHERE id = ?", select(table));
    Ok(row::all(conn, table, &sql, [id], read)?.pop())
}

pub fn put(
    conn: &Connection,
    table: &'static str,
    noun: &Words,
    stamp: i64,
    how: Put,
) -> Result<()> {
    row::put(
        conn,
        table,
        "day, words",
        row::meta_values(&noun.meta, stamp, &noun.extra),
        params![row::day_text(noun.day), noun.text],
        how,
    )
}

pub fn remove(conn: &Connection, table: &str, noun: &Words) -> Result<()> {
    let sql = format!("DELETE FROM {table} WHERE id = ?");
    conn.execute(&sql, [noun.meta.id])?;
    Ok(())
}

/// The four ways to a table of words.
macro_rules! table {
    ($table:literal, $order:literal) => {
        use super::error::Result;
        use super::row::Put;
        use super::words;
        use crate::domain::words::Words;
        use rusqlite::Connection;

        pub fn all(conn: &Connection) -> Result<Vec<Words>> {
            words::all(conn, $table, $order)
        }

        pub fn by_id(conn: &Connection, id: i64) -> Result<Option<Words>> {
            words::by_id(conn, $table, id)
        }

        pub fn put(conn: &Connection, noun: &Words, stamp: i64, how: Put) -> Result<()> {
            words::put(conn, $table, noun, stamp, how)
        }

        pub fn remove(conn: &Connection, noun: &Words) -> Result<()> {
            words::remove(conn, $table, noun)
        }
    };
}
pub(super) use table;
