//! The checksums of schema 2: CRC-32 of a row and of the parts that hung on it, each as `SELECT *`
//! gives it, in a table of their own.

use crate::store::error::Result;
use crc32fast::Hasher;
use rusqlite::Connection;
use rusqlite::types::ValueRef;

/// The parts of a row: its kind, their table, and which of them are of one handle, in order.
const PARTS: [(&str, &str, &str); 6] = [
    ("ritual", "ritual_rhythm", "ritual = ? ORDER BY place"),
    ("ritual", "ritual_word", "ritual = ? ORDER BY place"),
    (
        "ritual",
        "revision",
        "subject = (SELECT uid FROM ritual WHERE id = ?) ORDER BY id",
    ),
    ("mood", "mood_word", "mood = ? ORDER BY kind, place"),
    ("person", "person_word", "person = ? ORDER BY place"),
    (
        "boundary",
        "revision",
        "subject = (SELECT uid FROM boundary WHERE id = ?) ORDER BY id",
    ),
];

/// Whether a table holds parts of the rows of a kind.
pub fn is_part(table: &str, kind: &str) -> bool {
    PARTS
        .iter()
        .any(|(of, part, _)| *of == kind && *part == table)
}

/// Handles of the rows of a kind that are not as they were stored.
pub fn differing(conn: &Connection, kind: &str) -> Result<Vec<i64>> {
    let sql = format!("SELECT id, sum FROM {kind} JOIN row_sum USING (id)");
    let mut statement = conn.prepare(&sql)?;
    let mut rows = statement.query([])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let (id, kept): (i64, i64) = (row.get(0)?, row.get(1)?);
        if kept != sum(conn, kind, id)? {
            found.push(id);
        }
    }
    Ok(found)
}

fn sum(conn: &Connection, kind: &str, id: i64) -> Result<i64> {
    let mut hasher = Hasher::new();
    feed(
        conn,
        &format!("SELECT * FROM {kind} WHERE id = ?"),
        id,
        &mut hasher,
    )?;
    for (_, table, of_row) in PARTS.iter().filter(|(of, ..)| *of == kind) {
        hasher.update(table.as_bytes());
        feed(
            conn,
            &format!("SELECT * FROM {table} WHERE {of_row}"),
            id,
            &mut hasher,
        )?;
    }
    Ok(hasher.finalize().into())
}

fn feed(conn: &Connection, sql: &str, id: i64, hasher: &mut Hasher) -> Result<()> {
    let mut statement = conn.prepare_cached(sql)?;
    let columns = statement.column_count();
    let mut rows = statement.query([id])?;
    while let Some(row) = rows.next()? {
        for at in 0..columns {
            value(at, row.get_ref(at)?, hasher);
        }
        hasher.update(b"\n");
    }
    Ok(())
}

/// Nulls were passed over.
fn value(at: usize, value: ValueRef, hasher: &mut Hasher) {
    let mut put = |tag: u8, bytes: &[u8]| {
        let length = u32::try_from(bytes.len()).unwrap_or(u32::MAX);
        hasher.update(&[at as u8, tag]);
        hasher.update(&length.to_le_bytes());
        hasher.update(bytes);
    };
    match value {
        ValueRef::Null => {}
        ValueRef::Integer(n) => put(b'i', &n.to_le_bytes()),
        ValueRef::Real(n) => put(b'r', &n.to_bits().to_le_bytes()),
        ValueRef::Text(text) => put(b't', text),
        ValueRef::Blob(bytes) => put(b'b', bytes),
    }
}
