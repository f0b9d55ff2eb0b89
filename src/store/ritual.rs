//! Rituals with their rhythms, words and earlier wordings.

use super::error::{Error, Result};
use super::revision;
use super::row::{self, Cells, Put};
use crate::domain::rhythm::{Rhythm, Version};
use crate::domain::ritual::{Rhythms, Ritual};
use crate::domain::text;
use rusqlite::{Connection, OptionalExtension, params};

const SELECT: &str = "SELECT id, uid, visibility, extra, name, intention, around, unit, joint,
    companion, sacred, retired FROM ritual";

fn read(cells: &Cells) -> Result<Ritual> {
    let (meta, extra) = cells.meta()?;
    Ok(Ritual {
        meta,
        name: cells.get(4)?,
        intention: cells.get(5)?,
        rhythms: Rhythms(Vec::new()),
        around: cells.get(6)?,
        purposes: Vec::new(),
        unit: cells.get(7)?,
        joint: cells.get(8)?,
        with: cells.get(9)?,
        sacred: cells.get(10)?,
        retired: cells.optional_day(11)?,
        history: Vec::new(),
        extra,
    })
}

fn parts(conn: &Connection, ritual: &mut Ritual) -> Result<()> {
    let id = ritual.meta.id;
    let sql = "SELECT ritual, starts, rhythm FROM ritual_rhythm WHERE ritual = ? ORDER BY place";
    ritual.rhythms.0 = row::all(conn, "ritual_rhythm", sql, [id], |cells| {
        let rhythm: Option<String> = cells.get(2)?;
        let rhythm = match rhythm {
            None => None,
            Some(text) => Some(text.parse::<Rhythm>().map_err(|_| cells.damaged())?),
        };
        Ok(Version {
            from: cells.optional_day(1)?,
            rhythm,
        })
    })?;
    if ritual.rhythms.0.first().is_none_or(|v| v.from.is_some()) {
        return Err(Error::row("ritual", id));
    }
    let sql = "SELECT ritual, word FROM ritual_word WHERE ritual = ? ORDER BY place";
    ritual.purposes = row::all(conn, "ritual_word", sql, [id], |cells| cells.get(1))?;
    ritual.history = revision::of(conn, ritual.meta.uid)?;
    Ok(())
}

fn whole(conn: &Connection, mut found: Vec<Ritual>) -> Result<Vec<Ritual>> {
    for ritual in &mut found {
        parts(conn, ritual)?;
    }
    Ok(found)
}

/// Every ritual in the order they were added.
pub fn all(conn: &Connection) -> Result<Vec<Ritual>> {
    let found = row::all(conn, "ritual", &format!("{SELECT} ORDER BY id"), [], read)?;
    whole(conn, found)
}

pub fn by_id(conn: &Connection, id: i64) -> Result<Option<Ritual>> {
    let found = row::all(
        conn,
        "ritual",
        &format!("{SELECT} WHERE id = ?"),
        [id],
        read,
    )?;
    Ok(whole(conn, found)?.pop())
}

/// The ritual of this name in any case and Unicode form.
pub fn by_name(conn: &Connection, name: &str) -> Result<Option<Ritual>> {
    match id_by_key(conn, &text::key(name))? {
        Some(id) => by_id(conn, id),
        None => Ok(None),
    }
}

pub fn id_by_key(conn: &Connection, key: &str) -> Result<Option<i64>> {
    let sql = "SELECT id FROM ritual WHERE key = ? ORDER BY id LIMIT 1";
    Ok(conn
        .prepare_cached(sql)?
        .query_row([key], |r| r.get(0))
        .optional()?)
}

/// Names with their handles, in the order they were added.
pub fn names(conn: &Connection) -> Result<Vec<String>> {
    row::all(
        conn,
        "ritual",
        "SELECT id, name FROM ritual ORDER BY id",
        [],
        |cells| cells.get(1),
    )
}

pub fn put(conn: &Connection, noun: &Ritual, stamp: i64, how: Put) -> Result<()> {
    let id = noun.meta.id;
    row::put(
        conn,
        "ritual",
        "name, key, intention, around, unit, joint, companion, sacred, retired",
        row::meta_values(&noun.meta, stamp, &noun.extra),
        params![
            noun.name,
            text::key(&noun.name),
            noun.intention,
            noun.around,
            noun.unit,
            noun.joint,
            noun.with,
            noun.sacred,
            noun.retired.map(row::day_text)
        ],
        how,
    )?;
    row::put_parts(
        conn,
        "DELETE FROM ritual_rhythm WHERE ritual = ?",
        "INSERT INTO ritual_rhythm (ritual, place, starts, rhythm) VALUES (?, ?, ?, ?)",
        id,
        noun.rhythms.0.iter(),
        |s, v, place| {
            s.execute(params![
                id,
                place,
                v.from.map(row::day_text),
                v.rhythm.map(|r| r.to_string())
            ])
        },
    )?;
    row::put_parts(
        conn,
        "DELETE FROM ritual_word WHERE ritual = ?",
        "INSERT INTO ritual_word (ritual, place, word) VALUES (?, ?, ?)",
        id,
        noun.purposes.iter(),
        |s, word, place| s.execute(params![id, place, word]),
    )?;
    revision::put(conn, noun.meta.uid, &noun.history, stamp)
}

pub fn remove(conn: &Connection, noun: &Ritual) -> Result<()> {
    let id = noun.meta.id;
    revision::put(conn, noun.meta.uid, &[], 0)?;
    conn.execute("DELETE FROM ritual_rhythm WHERE ritual = ?", [id])?;
    conn.execute("DELETE FROM ritual_word WHERE ritual = ?", [id])?;
    conn.execute("DELETE FROM ritual WHERE id = ?", [id])?;
    Ok(())
}

/// Handles of the completions, pauses, invitations, reminders and reflections that hang on a ritual.
pub fn dependents(conn: &Connection, id: i64) -> Result<Vec<i64>> {
    let sql =
        "SELECT id FROM completion WHERE ritual = ?1 UNION SELECT id FROM pause WHERE ritual = ?1
        UNION SELECT id FROM invite WHERE ritual = ?1
        UNION SELECT id FROM reminder WHERE ritual = ?1
        UNION SELECT id FROM reflection WHERE ritual = ?1";
    row::all(conn, "completion", sql, [id], |cells| Ok(cells.id()))
}
