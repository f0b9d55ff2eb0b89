//! Every way to the rows of a table of which some page does not read.

use crate::store::error::{Error, Result};
use rusqlite::{Connection, OptionalExtension};
use std::collections::{BTreeSet, HashMap};

/// Names of rituals, from their rows or from the index over their names.
pub fn names(conn: &Connection) -> HashMap<i64, String> {
    let mut names = HashMap::new();
    for sql in [
        "SELECT id, key FROM ritual ORDER BY key",
        "SELECT id, name FROM ritual",
    ] {
        let Ok(mut statement) = conn.prepare(sql) else {
            continue;
        };
        let Ok(mut rows) = statement.query([]) else {
            continue;
        };
        while let Ok(Some(row)) = rows.next() {
            if let (Ok(id), Ok(name)) = (row.get(0), row.get(1)) {
                names.insert(id, name);
            }
        }
    }
    names
}

/// Handles of a table by every way there is, and whether the straight one went to its end: along
/// the rows from both ends, along the index of uids from both ends, and where those stop, by asking
/// for each handle that was ever given out.
pub fn reached(conn: &Connection, table: &str) -> (BTreeSet<i64>, bool) {
    let (mut found, whole) = handles(conn, &format!("SELECT id FROM {table} ORDER BY id"));
    let by_uid = format!("SELECT id FROM {table} ORDER BY uid");
    found.extend(handles(conn, &by_uid).0);
    if whole {
        return (found, true);
    }
    found.extend(handles(conn, &format!("SELECT id FROM {table} ORDER BY id DESC")).0);
    found.extend(handles(conn, &format!("{by_uid} DESC")).0);
    let sql = format!("SELECT id FROM {table} WHERE id = ?");
    if let Ok(mut statement) = conn.prepare(&sql) {
        for id in 1..=last_handle(conn) {
            let there = statement.query_row([id], |r| r.get::<_, i64>(0)).optional();
            if there.is_ok_and(|id| id.is_some()) {
                found.insert(id);
            }
        }
    }
    (found, false)
}

/// As far as handles can have come; bounded, for the number itself may be damaged.
fn last_handle(conn: &Connection) -> i64 {
    const MOST: i64 = 5_000_000;
    let ask = |sql: &str| conn.query_row(sql, [], |r| r.get::<_, i64>(0));
    let clock = ask("SELECT handle FROM clock").unwrap_or_default();
    let summed = ask("SELECT max(id) FROM row_sum").unwrap_or_default();
    clock.max(summed).clamp(0, MOST)
}

/// Handles up to where the way stops, and whether it went to its end.
pub fn handles(conn: &Connection, sql: &str) -> (BTreeSet<i64>, bool) {
    let mut found = BTreeSet::new();
    let mut walk = || -> Result<()> {
        let mut statement = conn.prepare(sql)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            found.insert(row.get(0).map_err(|_| Error::row("handle", 0))?);
        }
        Ok(())
    };
    let whole = walk().is_ok();
    (found, whole)
}
