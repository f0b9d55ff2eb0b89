//! Invited reminders.

use super::error::{Error, Result};
use super::row::{self, Cells, Put};
use super::{ritual, term, told};
use crate::domain::config;
use crate::domain::dates::{short, weekday};
use crate::domain::reminder::Reminder;
use crate::domain::text;
use rusqlite::{Connection, params};

const SELECT: &str = "SELECT m.id, m.uid, m.visibility, m.extra, r.name, m.about, m.wall, m.days,
    m.words, m.since, m.until, m.closed FROM reminder m LEFT JOIN ritual r ON r.id = m.ritual";

fn read(cells: &Cells) -> Result<Reminder> {
    let (meta, extra) = cells.meta()?;
    let (wall, days): (String, String) = (cells.get(6)?, cells.get(7)?);
    let names = days.split(',').filter(|name| !name.is_empty());
    let days: Option<Vec<_>> = names.map(weekday).collect();
    let reminder = Reminder {
        meta,
        ritual: cells.get(4)?,
        text: cells.get(5)?,
        at: config::time(&wall).ok_or_else(|| cells.damaged())?,
        days: days.ok_or_else(|| cells.damaged())?,
        words: cells.get(8)?,
        term: term::read(cells, 9)?,
        extra,
    };
    if reminder.ritual.is_some() == reminder.text.is_some() {
        return Err(cells.damaged());
    }
    Ok(reminder)
}

pub fn all(conn: &Connection) -> Result<Vec<Reminder>> {
    row::all(
        conn,
        "reminder",
        &format!("{SELECT} ORDER BY m.id"),
        [],
        read,
    )
}

pub fn by_id(conn: &Connection, id: i64) -> Result<Option<Reminder>> {
    let sql = format!("{SELECT} WHERE m.id = ?");
    Ok(row::all(conn, "reminder", &sql, [id], read)?.pop())
}

pub fn put(conn: &Connection, noun: &Reminder, stamp: i64, how: Put) -> Result<()> {
    let owner = match &noun.ritual {
        None => None,
        Some(name) => Some(
            ritual::id_by_key(conn, &text::key(name))?
                .ok_or_else(|| Error::NoRitual(name.clone()))?,
        ),
    };
    let days: Vec<String> = noun.days.iter().map(|day| short(*day)).collect();
    let (since, until, closed) = term::values(&noun.term);
    row::put(
        conn,
        "reminder",
        &format!("ritual, about, wall, days, words, {}", term::TERM),
        row::meta_values(&noun.meta, stamp, &noun.extra),
        params![
            owner,
            noun.text,
            noun.at.format("%H:%M").to_string(),
            days.join(","),
            noun.words,
            since,
            until,
            closed
        ],
        how,
    )?;
    // The upper part of a stamp is the clock: what lies before it was not asked for then.
    told::begin(conn, noun.meta.id, stamp >> 16)
}

pub fn remove(conn: &Connection, noun: &Reminder) -> Result<()> {
    told::forget(conn, noun.meta.id)?;
    conn.execute("DELETE FROM reminder WHERE id = ?", [noun.meta.id])?;
    Ok(())
}
