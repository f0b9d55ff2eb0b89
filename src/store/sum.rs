//! A checksum of each row as it lies in the file: a value that changed without this program, by a
//! flipped bit or by another hand, no longer fits it. SQLite's own checks pass such a value over.

use super::error::Result;
use super::row;
use crate::domain::record::Kind;
use rusqlite::types::ValueRef;
use rusqlite::{Connection, OptionalExtension, Row, params};

/// Where the parts that hang on a row lie: the noun, the table, the rows of one handle in order.
pub const PARTS: &[(Kind, &str, &str)] = &[
    (
        Kind::Ritual,
        "ritual_rhythm",
        "SELECT * FROM ritual_rhythm WHERE ritual = ? ORDER BY place",
    ),
    (
        Kind::Ritual,
        "ritual_word",
        "SELECT * FROM ritual_word WHERE ritual = ? ORDER BY place",
    ),
    (
        Kind::Ritual,
        "revision",
        "SELECT * FROM revision WHERE subject = (SELECT uid FROM ritual WHERE id = ?) ORDER BY id",
    ),
    (
        Kind::Mood,
        "mood_word",
        "SELECT * FROM mood_word WHERE mood = ? ORDER BY kind, place",
    ),
    (
        Kind::Person,
        "person_word",
        "SELECT * FROM person_word WHERE person = ? ORDER BY place",
    ),
    (
        Kind::Boundary,
        "revision",
        "SELECT * FROM revision WHERE subject = (SELECT uid FROM boundary WHERE id = ?) ORDER BY id",
    ),
];

/// How a row stands to the checksum kept for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fit {
    Fits,
    Differs,
    /// None is kept: the row is older than checksums, or another program added it.
    Unknown,
}

/// CRC-32 of a row and its parts; none where there is no such row.
pub fn of(conn: &Connection, kind: Kind, id: i64) -> Result<Option<u32>> {
    let mut hasher = crc32fast::Hasher::new();
    let sql = format!("SELECT * FROM {} WHERE id = ?", kind.as_str());
    if feed(conn, &sql, id, &mut hasher)? == 0 {
        return Ok(None);
    }
    for (_, table, sql) in PARTS.iter().filter(|(of, ..)| *of == kind) {
        hasher.update(table.as_bytes());
        feed(conn, sql, id, &mut hasher)?;
    }
    Ok(Some(hasher.finalize()))
}

fn feed(conn: &Connection, sql: &str, id: i64, hasher: &mut crc32fast::Hasher) -> Result<u64> {
    let mut statement = conn.prepare_cached(sql)?;
    let columns = statement.column_count();
    let mut rows = statement.query([id])?;
    let mut found = 0;
    while let Some(row) = rows.next()? {
        found += 1;
        for at in 0..columns {
            value(row, at, hasher)?;
        }
        hasher.update(b"\n");
    }
    Ok(found)
}

/// Nulls are passed over, so that a column a later schema adds changes no sum.
fn value(row: &Row, at: usize, hasher: &mut crc32fast::Hasher) -> Result<()> {
    let mut put = |tag: u8, bytes: &[u8]| {
        let length = u32::try_from(bytes.len()).unwrap_or(u32::MAX);
        hasher.update(&[at as u8, tag]);
        hasher.update(&length.to_le_bytes());
        hasher.update(bytes);
    };
    match row.get_ref(at)? {
        ValueRef::Null => {}
        ValueRef::Integer(n) => put(b'i', &n.to_le_bytes()),
        ValueRef::Real(n) => put(b'r', &n.to_bits().to_le_bytes()),
        ValueRef::Text(text) => put(b't', text),
        ValueRef::Blob(bytes) => put(b'b', bytes),
    }
    Ok(())
}

/// Keeps the checksum of a row as it lies there now.
pub fn keep(conn: &Connection, kind: Kind, id: i64) -> Result<()> {
    let Some(sum) = of(conn, kind, id)? else {
        return Ok(());
    };
    conn.prepare_cached("INSERT OR REPLACE INTO row_sum (id, sum) VALUES (?, ?)")?
        .execute(params![id, sum])?;
    Ok(())
}

/// Lets go of the checksum of a row that went.
pub fn let_go(conn: &Connection, id: i64) -> Result<()> {
    conn.prepare_cached("DELETE FROM row_sum WHERE id = ?")?
        .execute([id])?;
    Ok(())
}

/// Whether a row is as it was stored.
pub fn fits(conn: &Connection, kind: Kind, id: i64) -> Result<Fit> {
    let kept: Option<i64> = conn
        .prepare_cached("SELECT sum FROM row_sum WHERE id = ?")?
        .query_row([id], |r| r.get(0))
        .optional()?;
    Ok(match (kept, of(conn, kind, id)?) {
        (None, _) => Fit::Unknown,
        (Some(kept), Some(sum)) if kept == i64::from(sum) => Fit::Fits,
        _ => Fit::Differs,
    })
}

/// Keeps a checksum for every row that has none: those of a file from before there were any.
pub fn fill(conn: &Connection) -> Result<usize> {
    let mut filled = 0;
    for kind in Kind::ALL.iter().copied() {
        let table = kind.as_str();
        let sql = format!("SELECT id FROM {table} WHERE id NOT IN (SELECT id FROM row_sum)");
        for id in row::all(conn, table, &sql, [], |c| Ok(c.id()))? {
            keep(conn, kind, id)?;
            filled += 1;
        }
    }
    Ok(filled)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::migrate;

    /// What is no person's row: kept commands, the clock, what is made from the rows.
    const HOUSEKEEPING: &[&str] = &[
        "change_log",
        "clock",
        "notebook",
        // Up to when reminders have come on this machine.
        "reminder_told",
        "row_sum",
        "undo_change",
        "undo_step",
    ];

    /// A new table of parts belongs in PARTS, or its words are not summed.
    #[test]
    fn every_table_is_summed_or_holds_no_rows_of_a_person() {
        let conn = migrate::in_memory().unwrap();
        let sql = "SELECT 0, name FROM sqlite_schema WHERE type = 'table'
            AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'word_index%'";
        let tables = row::all(&conn, "sqlite_schema", sql, [], |c| c.get::<String>(1)).unwrap();
        for table in tables {
            let known = Kind::parse(&table).is_some()
                || PARTS.iter().any(|(_, part, _)| *part == table)
                || HOUSEKEEPING.contains(&table.as_str());
            assert!(known, "{table} is in no checksum");
        }
        for (_, _, sql) in PARTS {
            conn.prepare(sql).unwrap();
        }
    }
}
