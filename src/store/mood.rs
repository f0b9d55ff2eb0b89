//! Mood notes and their words.

use super::error::Result;
use super::row::{self, Cells, Put};
use crate::domain::mood::Mood;
use chrono::NaiveDate;
use rusqlite::{Connection, params};
use std::collections::HashMap;

const SELECT: &str = "SELECT id, uid, visibility, extra, day, instant, utc_offset, zone, mood,
    energy, sleep, note, giving FROM mood";

fn read(cells: &Cells) -> Result<Mood> {
    let (meta, extra) = cells.meta()?;
    let mut mood = Mood::blank(meta, cells.day(4)?, cells.moment(5)?);
    mood.mood = step(cells, 8)?;
    mood.energy = step(cells, 9)?;
    mood.sleep = cells.get(10)?;
    mood.note = cells.get(11)?;
    mood.giving = step(cells, 12)?;
    mood.extra = extra;
    Ok(mood)
}

fn step(cells: &Cells, at: usize) -> Result<Option<u8>> {
    let step: Option<u8> = cells.get(at)?;
    match step {
        Some(n) if !(1..=5).contains(&n) => Err(cells.damaged()),
        other => Ok(other),
    }
}

/// Hangs the words on their notes; `window` narrows what is read of them.
fn with_words(conn: &Connection, mut moods: Vec<Mood>, low: i64, high: i64) -> Result<Vec<Mood>> {
    let at: HashMap<i64, usize> = moods
        .iter()
        .enumerate()
        .map(|(i, m)| (m.meta.id, i))
        .collect();
    let sql = "SELECT mood, kind, word FROM mood_word WHERE mood BETWEEN ? AND ?
        ORDER BY mood, kind, place";
    row::all(conn, "mood_word", sql, [low, high], |cells| {
        let (kind, word): (String, String) = (cells.get(1)?, cells.get(2)?);
        if let Some(&i) = at.get(&cells.id()) {
            moods[i]
                .words_mut(&kind)
                .ok_or_else(|| cells.damaged())?
                .push(word);
        }
        Ok(())
    })?;
    Ok(moods)
}

fn span(moods: &[Mood]) -> (i64, i64) {
    let ids = || moods.iter().map(|m| m.meta.id);
    (ids().min().unwrap_or(0), ids().max().unwrap_or(0))
}

fn some(conn: &Connection, sql: &str, params: impl rusqlite::Params) -> Result<Vec<Mood>> {
    let moods = row::all(conn, "mood", sql, params, read)?;
    let (low, high) = span(&moods);
    with_words(conn, moods, low, high)
}

const ORDER: &str = "ORDER BY day, instant IS NULL, instant, id";

/// Every mood note, oldest first.
pub fn all(conn: &Connection) -> Result<Vec<Mood>> {
    some(conn, &format!("{SELECT} {ORDER}"), [])
}

/// The mood notes of a window of days, oldest first.
pub fn between(conn: &Connection, from: NaiveDate, to: NaiveDate) -> Result<Vec<Mood>> {
    let sql = format!("{SELECT} WHERE day BETWEEN ? AND ? {ORDER}");
    some(conn, &sql, params![row::day_text(from), row::day_text(to)])
}

pub fn by_id(conn: &Connection, id: i64) -> Result<Option<Mood>> {
    Ok(some(conn, &format!("{SELECT} WHERE id = ?"), [id])?.pop())
}

/// Words used in one list, each once, by name.
pub fn words(conn: &Connection, kind: &str) -> Result<Vec<String>> {
    let sql = "SELECT DISTINCT 0, word FROM mood_word WHERE kind = ? ORDER BY word";
    row::all(conn, "mood_word", sql, [kind], |cells| cells.get(1))
}

pub fn put(conn: &Connection, noun: &Mood, stamp: i64, how: Put) -> Result<()> {
    let (instant, offset, zone) = row::moment_values(noun.moment.as_ref());
    row::put(
        conn,
        "mood",
        "day, instant, utc_offset, zone, mood, energy, sleep, note, giving",
        row::meta_values(&noun.meta, stamp, &noun.extra),
        params![
            row::day_text(noun.day),
            instant,
            offset,
            zone,
            noun.mood,
            noun.energy,
            noun.sleep,
            noun.note,
            noun.giving
        ],
        how,
    )?;
    let id = noun.meta.id;
    let words = noun
        .word_lists()
        .into_iter()
        .flat_map(|(kind, words)| words.iter().map(move |w| (kind, w)));
    row::put_parts(
        conn,
        "DELETE FROM mood_word WHERE mood = ?",
        "INSERT INTO mood_word (mood, place, kind, word) VALUES (?, ?, ?, ?)",
        id,
        words,
        |s, (kind, word), place| s.execute(params![id, place, kind, word]),
    )
}

pub fn remove(conn: &Connection, noun: &Mood) -> Result<()> {
    conn.execute("DELETE FROM mood_word WHERE mood = ?", [noun.meta.id])?;
    conn.execute("DELETE FROM mood WHERE id = ?", [noun.meta.id])?;
    Ok(())
}
