//! People, in the order they were added.

use super::error::Result;
use super::row::{self, Cells, Put};
use crate::domain::person::Person;
use rusqlite::{Connection, params};

const SELECT: &str = "SELECT id, uid, visibility, extra, name, reach, checked, care, note, retired
    FROM person";

fn read(cells: &Cells) -> Result<Person> {
    let (meta, extra) = cells.meta()?;
    Ok(Person {
        meta,
        name: cells.get(4)?,
        kinds: Vec::new(),
        reach: cells.get(5)?,
        checked: cells.optional_day(6)?,
        care: cells.get(7)?,
        note: cells.get(8)?,
        retired: cells.optional_day(9)?,
        extra,
    })
}

fn some(conn: &Connection, sql: &str, params: impl rusqlite::Params) -> Result<Vec<Person>> {
    let mut found = row::all(conn, "person", sql, params, read)?;
    let sql = "SELECT person, word FROM person_word WHERE person = ? ORDER BY place";
    for person in &mut found {
        let words = row::all(conn, "person_word", sql, [person.meta.id], |c| c.get(1))?;
        person.kinds = words;
    }
    Ok(found)
}

pub fn all(conn: &Connection) -> Result<Vec<Person>> {
    some(conn, &format!("{SELECT} ORDER BY id"), [])
}

pub fn by_id(conn: &Connection, id: i64) -> Result<Option<Person>> {
    Ok(some(conn, &format!("{SELECT} WHERE id = ?"), [id])?.pop())
}

pub fn put(conn: &Connection, noun: &Person, stamp: i64, how: Put) -> Result<()> {
    let id = noun.meta.id;
    row::put(
        conn,
        "person",
        "name, reach, checked, care, note, retired",
        row::meta_values(&noun.meta, stamp, &noun.extra),
        params![
            noun.name,
            noun.reach,
            noun.checked.map(row::day_text),
            noun.care,
            noun.note,
            noun.retired.map(row::day_text)
        ],
        how,
    )?;
    row::put_parts(
        conn,
        "DELETE FROM person_word WHERE person = ?",
        "INSERT INTO person_word (person, place, word) VALUES (?, ?, ?)",
        id,
        noun.kinds.iter(),
        |s, word, place| s.execute(params![id, place, word]),
    )
}

pub fn remove(conn: &Connection, noun: &Person) -> Result<()> {
    let id = noun.meta.id;
    conn.execute("DELETE FROM person_word WHERE person = ?", [id])?;
    conn.execute("DELETE FROM person WHERE id = ?", [id])?;
    Ok(())
}
