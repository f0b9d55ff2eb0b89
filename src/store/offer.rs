//! Offers.

use super::error::Result;
use super::row::{self, Cells, Put};
use super::term;
use crate::domain::offer::Offer;
use rusqlite::{Connection, params};

const SELECT: &str = "SELECT id, uid, visibility, extra, words, form, person, since, until, closed
    FROM offer";

fn read(cells: &Cells) -> Result<Offer> {
    let (meta, extra) = cells.meta()?;
    Ok(Offer {
        meta,
        words: cells.get(4)?,
        form: cells.get(5)?,
        to: cells.get(6)?,
        term: term::read(cells, 7)?,
        extra,
    })
}

pub fn all(conn: &Connection) -> Result<Vec<Offer>> {
    row::all(conn, "offer", &format!("{SELECT} ORDER BY id"), [], read)
}

pub fn by_id(conn: &Connection, id: i64) -> Result<Option<Offer>> {
    let sql = format!("{SELECT} WHERE id = ?");
    Ok(row::all(conn, "offer", &sql, [id], read)?.pop())
}

pub fn put(conn: &Connection, noun: &Offer, stamp: i64, how: Put) -> Result<()> {
    let (since, until, closed) = term::values(&noun.term);
    row::put(
        conn,
        "offer",
        &format!("words, form, person, {}", term::TERM),
        row::meta_values(&noun.meta, stamp, &noun.extra),
        params![noun.words, noun.form, noun.to, since, until, closed],
        how,
    )
}

pub fn remove(conn: &Connection, noun: &Offer) -> Result<()> {
    conn.execute("DELETE FROM offer WHERE id = ?", [noun.meta.id])?;
    Ok(())
}
