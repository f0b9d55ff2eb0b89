//! Trials, by the day they began.

use super::error::Result;
use super::row::{self, Cells, Put};
use crate::domain::trial::Trial;
use rusqlite::{Connection, params};

const SELECT: &str = "SELECT id, uid, visibility, extra, words, first_day, last_day, note, reviewed
    FROM trial";

fn read(cells: &Cells) -> Result<Trial> {
    let (meta, extra) = cells.meta()?;
    Ok(Trial {
        meta,
        text: cells.get(4)?,
        from: cells.day(5)?,
        until: cells.optional_day(6)?,
        note: cells.get(7)?,
        reviewed: cells.optional_day(8)?,
        extra,
    })
}

pub fn all(conn: &Connection) -> Result<Vec<Trial>> {
    let sql = format!("{SELECT} ORDER BY first_day, id");
    row::all(conn, "trial", &sql, [], read)
}

pub fn by_id(conn: &Connection, id: i64) -> Result<Option<Trial>> {
    let sql = format!("{SELECT} WHERE id = ?");
    Ok(row::all(conn, "trial", &sql, [id], read)?.pop())
}

pub fn put(conn: &Connection, noun: &Trial, stamp: i64, how: Put) -> Result<()> {
    row::put(
        conn,
        "trial",
        "words, first_day, last_day, note, reviewed",
        row::meta_values(&noun.meta, stamp, &noun.extra),
        params![
            noun.text,
            row::day_text(noun.from),
            noun.until.map(row::day_text),
            noun.note,
            noun.reviewed.map(row::day_text)
        ],
        how,
    )
}

pub fn remove(conn: &Connection, noun: &Trial) -> Result<()> {
    conn.execute("DELETE FROM trial WHERE id = ?", [noun.meta.id])?;
    Ok(())
}
