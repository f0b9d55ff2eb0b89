//! Completions: the rows there are most of.

use super::error::{Error, Result};
use super::row::{self, Cells, Put};
use crate::domain::completion::Completion;
use crate::domain::text;
use chrono::NaiveDate;
use rusqlite::{Connection, params};
use std::collections::HashMap;

const SELECT: &str = "SELECT c.id, c.uid, c.visibility, c.extra, r.name, c.day, c.instant,
    c.utc_offset, c.zone, c.amount, c.variation, c.note, c.unit
    FROM completion c JOIN ritual r ON r.id = c.ritual";

fn read(cells: &Cells) -> Result<Completion> {
    let (meta, extra) = cells.meta()?;
    Ok(Completion {
        meta,
        ritual: cells.get(4)?,
        day: cells.day(5)?,
        moment: cells.moment(6)?,
        amount: cells.get(9)?,
        variation: cells.get(10)?,
        note: cells.get(11)?,
        unit: cells.get(12)?,
        extra,
    })
}

pub fn by_id(conn: &Connection, id: i64) -> Result<Option<Completion>> {
    let sql = format!("{SELECT} WHERE c.id = ?");
    Ok(row::all(conn, "completion", &sql, [id], read)?.pop())
}

/// The same where the ritual's own row cannot be read, or is not there: `name` stands in for it.
pub fn adrift(conn: &Connection, id: i64, name: &str) -> Result<Option<Completion>> {
    let alone = SELECT
        .replace("r.name", "?2")
        .replace("JOIN ritual r ON r.id = c.ritual", "");
    let sql = format!("{alone} WHERE c.id = ?1");
    Ok(row::all(conn, "completion", &sql, params![id, name], read)?.pop())
}

/// Every completion, oldest day first.
pub fn all(conn: &Connection) -> Result<Vec<Completion>> {
    let sql = format!("{SELECT} ORDER BY c.day, c.instant IS NULL, c.instant, c.id");
    row::all(conn, "completion", &sql, [], read)
}

/// The completions of a window, of one ritual or of all, oldest first.
pub fn between(
    conn: &Connection,
    ritual: Option<i64>,
    from: NaiveDate,
    to: NaiveDate,
) -> Result<Vec<Completion>> {
    // One index serves: (ritual, day), sought once for each ritual.
    let sql = format!(
        "{SELECT} WHERE c.ritual IN (SELECT id FROM ritual WHERE ?1 IS NULL OR id = ?1)
         AND c.day BETWEEN ?2 AND ?3 ORDER BY c.day, c.instant IS NULL, c.instant, c.id"
    );
    let window = params![ritual, row::day_text(from), row::day_text(to)];
    row::all(conn, "completion", &sql, window, read)
}

/// Every completion of one ritual, oldest first.
pub fn of(conn: &Connection, ritual: i64) -> Result<Vec<Completion>> {
    let sql =
        format!("{SELECT} WHERE c.ritual = ? ORDER BY c.day, c.instant IS NULL, c.instant, c.id");
    row::all(conn, "completion", &sql, [ritual], read)
}

/// Each day a ritual was done on up to `to`, in order, with how many completions it has.
pub fn days(
    conn: &Connection,
    ritual: i64,
    from: NaiveDate,
    to: NaiveDate,
) -> Result<Vec<(NaiveDate, u32)>> {
    let sql = "SELECT 0, day, count(*) FROM completion WHERE ritual = ? AND day BETWEEN ? AND ?
        GROUP BY day ORDER BY day";
    row::all(
        conn,
        "completion",
        sql,
        params![ritual, row::day_text(from), row::day_text(to)],
        |cells| Ok((cells.day(1)?, cells.get(2)?)),
    )
}

/// The days of every ritual, by the ritual's id.
pub fn all_days(conn: &Connection) -> Result<HashMap<i64, Vec<(NaiveDate, u32)>>> {
    let mut days: HashMap<i64, Vec<(NaiveDate, u32)>> = HashMap::new();
    let sql =
        "SELECT ritual, day, count(*) FROM completion GROUP BY ritual, day ORDER BY ritual, day";
    row::all(conn, "completion of ritual", sql, [], |cells| {
        days.entry(cells.id())
            .or_default()
            .push((cells.day(1)?, cells.get(2)?));
        Ok(())
    })?;
    Ok(days)
}

pub fn put(conn: &Connection, noun: &Completion, stamp: i64, how: Put) -> Result<()> {
    let key = text::key(&noun.ritual);
    let ritual: Option<i64> = super::ritual::id_by_key(conn, &key)?;
    let Some(ritual) = ritual else {
        return Err(Error::NoRitual(noun.ritual.clone()));
    };
    let (instant, offset, zone) = row::moment_values(noun.moment.as_ref());
    row::put(
        conn,
        "completion",
        "ritual, day, instant, utc_offset, zone, amount, variation, note, unit",
        row::meta_values(&noun.meta, stamp, &noun.extra),
        params![
            ritual,
            row::day_text(noun.day),
            instant,
            offset,
            zone,
            noun.amount,
            noun.variation,
            noun.note,
            noun.unit
        ],
        how,
    )
}

pub fn remove(conn: &Connection, noun: &Completion) -> Result<()> {
    conn.execute("DELETE FROM completion WHERE id = ?", [noun.meta.id])?;
    Ok(())
}
