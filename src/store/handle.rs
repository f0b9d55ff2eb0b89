//! From what a person types (`412`, `#412`, a uid) to a row.

use super::Reader;
use super::error::{Error, Result};
use crate::domain::record::{Kind, Record};
use rusqlite::Connection;

/// The row a handle stands for. Handles are unique over all nouns.
fn find(conn: &Connection, typed: &str) -> Result<Record> {
    let none = || Error::NoHandle(typed.to_owned());
    let short = typed.strip_prefix('#').unwrap_or(typed);
    // A uid prefix takes at least eight characters, more than any handle is long.
    let uid = short.len() >= 8 && short.bytes().all(|b| b.is_ascii_hexdigit() || b == b'-');
    let mut found = Vec::new();
    for kind in Kind::ALL.iter().copied() {
        let table = kind.as_str();
        let ids: Vec<i64> = if let Ok(id) = short.parse::<i64>() {
            let sql = format!("SELECT id FROM {table} WHERE id = ?");
            ids(conn, &sql, id)?
        } else if uid {
            let sql = format!("SELECT id FROM {table} WHERE uid BETWEEN ?1 AND ?1 || 'g' LIMIT 2");
            ids(conn, &sql, short.to_lowercase())?
        } else {
            return Err(none());
        };
        found.extend(ids.into_iter().map(|id| (kind, id)));
    }
    match found.as_slice() {
        [] => Err(none()),
        [(kind, id)] => super::record::load(conn, *kind, *id)?.ok_or_else(none),
        _ => Err(Error::ManyHandles(typed.to_owned())),
    }
}

fn ids(conn: &Connection, sql: &str, by: impl rusqlite::ToSql) -> Result<Vec<i64>> {
    super::row::all(conn, "handle", sql, [by], |cells| Ok(cells.id()))
}

impl Reader {
    /// # Errors
    /// [`Error::NoHandle`] or [`Error::ManyHandles`].
    pub fn find(&self, typed: &str) -> Result<Record> {
        find(&self.conn, typed)
    }
}
