//! The lines of months, by month.

use super::error::{Error, Result};
use super::row::{self, Cells, Put};
use crate::domain::month::{Choice, Month, MonthLine, Slot};
use crate::domain::text;
use rusqlite::{Connection, params};

const SELECT: &str = "SELECT m.id, m.uid, m.visibility, m.extra, m.month, m.slot, m.words,
    m.companion, r.name, m.choice, m.ritual FROM month m LEFT JOIN ritual r ON r.id = m.ritual";

fn read(cells: &Cells) -> Result<MonthLine> {
    let (meta, extra) = cells.meta()?;
    let (month, slot): (String, String) = (cells.get(4)?, cells.get(5)?);
    let choice: Option<String> = cells.get(9)?;
    let choice = match choice {
        None => None,
        Some(text) => Some(Choice::parse(&text).ok_or_else(|| cells.damaged())?),
    };
    let (ritual, owner): (Option<String>, Option<i64>) = (cells.get(8)?, cells.get(10)?);
    if ritual.is_none() && owner.is_some() {
        return Err(cells.damaged());
    }
    Ok(MonthLine {
        meta,
        month: Month::parse(&month).ok_or_else(|| cells.damaged())?,
        slot: Slot::parse(&slot).ok_or_else(|| cells.damaged())?,
        text: cells.get(6)?,
        with: cells.get(7)?,
        ritual,
        choice,
        extra,
    })
}

pub fn all(conn: &Connection) -> Result<Vec<MonthLine>> {
    let sql = format!("{SELECT} ORDER BY m.month, m.id");
    row::all(conn, "month", &sql, [], read)
}

/// The lines whose count comes from this ritual.
pub fn counting(conn: &Connection, ritual: i64) -> Result<Vec<MonthLine>> {
    let sql = format!("{SELECT} WHERE m.ritual = ? ORDER BY m.id");
    row::all(conn, "month", &sql, [ritual], read)
}

pub fn by_id(conn: &Connection, id: i64) -> Result<Option<MonthLine>> {
    let sql = format!("{SELECT} WHERE m.id = ?");
    Ok(row::all(conn, "month", &sql, [id], read)?.pop())
}

pub fn put(conn: &Connection, noun: &MonthLine, stamp: i64, how: Put) -> Result<()> {
    let ritual = match &noun.ritual {
        None => None,
        Some(name) => Some(
            super::ritual::id_by_key(conn, &text::key(name))?
                .ok_or_else(|| Error::NoRitual(name.clone()))?,
        ),
    };
    row::put(
        conn,
        "month",
        "month, slot, words, companion, ritual, choice",
        row::meta_values(&noun.meta, stamp, &noun.extra),
        params![
            noun.month.to_string(),
            noun.slot.as_str(),
            noun.text,
            noun.with,
            ritual,
            noun.choice.map(Choice::as_str)
        ],
        how,
    )
}

pub fn remove(conn: &Connection, noun: &MonthLine) -> Result<()> {
    conn.execute("DELETE FROM month WHERE id = ?", [noun.meta.id])?;
    Ok(())
}
