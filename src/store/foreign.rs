//! Another program's SQLite file, read as plain rows. Its schema is not trusted: it is opened to be
//! read alone, views, triggers and virtual tables are never run, and values have a size.

use super::error::{Error, Result};
use super::open;
use super::rows::plain;
use rusqlite::limits::Limit;
use rusqlite::{Connection, MAIN_DB, OpenFlags, OptionalExtension, params_from_iter};
use serde_json::Value;
use std::fmt::Write;
use std::os::unix::ffi::OsStrExt;
use std::path::Path;

/// The longest value and statement, in bytes, and the most columns.
const LENGTH_MAX: i32 = 4 << 20;
const COLUMNS_MAX: i32 = 200;

/// Nothing of the file is run: no memory map, no checks and defaults, every page checked.
const SETTINGS: &str = "PRAGMA query_only = ON; PRAGMA cell_size_check = ON; PRAGMA mmap_size = 0;
    PRAGMA temp_store = MEMORY; PRAGMA ignore_check_constraints = ON;";

pub struct Foreign {
    conn: Connection,
}

impl Foreign {
    /// # Errors
    /// [`Error::NotWritable`] where it cannot be opened; [`Error::Damaged`] where it does not hold
    /// together.
    pub fn open(path: &Path) -> Result<Foreign> {
        // Immutable: no journal is rolled back, no lock taken, no side file looked at.
        let mut uri = String::from("file:");
        for byte in path.canonicalize()?.as_os_str().as_bytes() {
            if byte.is_ascii_alphanumeric() || b"/-_.".contains(byte) {
                uri.push(char::from(*byte));
            } else {
                let _ = write!(uri, "%{byte:02X}");
            }
        }
        uri += "?immutable=1";
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY
            | OpenFlags::SQLITE_OPEN_URI
            | OpenFlags::SQLITE_OPEN_NO_MUTEX
            | OpenFlags::SQLITE_OPEN_EXRESCODE;
        let conn = Connection::open_with_flags(&uri, flags)?;
        open::configure(&conn)?;
        conn.set_limit(Limit::SQLITE_LIMIT_LENGTH, LENGTH_MAX)?;
        conn.set_limit(Limit::SQLITE_LIMIT_SQL_LENGTH, LENGTH_MAX)?;
        conn.set_limit(Limit::SQLITE_LIMIT_COLUMN, COLUMNS_MAX)?;
        conn.execute_batch(SETTINGS)?;
        // A tree that leads to one page twice would be walked without end.
        let sound: String = conn.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
        if sound != "ok" {
            return Err(Error::Damaged(sound));
        }
        Ok(Foreign { conn })
    }

    /// The columns of a table; none where there is no real table of that name. A column that is
    /// computed is none of them.
    pub fn columns(&self, table: &str) -> Result<Option<Vec<String>>> {
        let sql =
            "SELECT rootpage FROM sqlite_schema WHERE type = 'table' AND name = ? COLLATE NOCASE";
        let root: Option<i64> = self
            .conn
            .query_row(sql, [table], |row| row.get(0))
            .optional()?;
        // A virtual table has no page of its own.
        if root.is_none_or(|page| page == 0) {
            return Ok(None);
        }
        let sql = "SELECT lower(name) FROM pragma_table_xinfo(?) WHERE hidden = 0";
        let mut statement = self.conn.prepare(sql)?;
        let names = statement.query_map([table], |row| row.get(0))?;
        Ok(Some(names.collect::<rusqlite::Result<_>>()?))
    }

    /// Hands over these columns of every row, with the row's number, in the order they are stored.
    ///
    /// # Errors
    /// [`Error::Damaged`], and what `row` gives.
    pub fn each<E: From<Error>>(
        &self,
        table: &str,
        columns: &[&str],
        mut row: impl FnMut(i64, &[Value]) -> std::result::Result<(), E>,
    ) -> std::result::Result<(), E> {
        let from = |e: rusqlite::Error| E::from(Error::from(e));
        let quoted = |name: &str| format!("\"{}\"", name.replace('"', "\"\""));
        let names: Vec<String> = columns.iter().map(|c| quoted(c)).collect();
        // No index: what one is computed from could be anything.
        let sql = format!(
            "SELECT rowid, {} FROM {} NOT INDEXED",
            names.join(", "),
            quoted(table)
        );
        let mut statement = self.conn.prepare(&sql).map_err(from)?;
        let mut rows = statement.query([]).map_err(from)?;
        let mut cells = Vec::with_capacity(columns.len());
        while let Some(found) = rows.next().map_err(from)? {
            cells.clear();
            for at in 1..=columns.len() {
                cells.push(plain(found.get_ref(at).map_err(from)?));
            }
            row(found.get(0).unwrap_or_default(), &cells)?;
        }
        Ok(())
    }
}

/// The bytes of a file for another program: its schema, then the rows of its tables, each with a value
/// for every column.
///
/// # Errors
/// What SQLite refuses.
pub fn made(schema: &str, tables: &[(&str, Vec<Vec<Value>>)]) -> Result<Vec<u8>> {
    let mut conn = Connection::open_in_memory()?;
    conn.execute_batch(schema)?;
    let writing = conn.transaction()?;
    for (table, rows) in tables {
        let columns = rows.first().map_or(0, Vec::len);
        let marks = vec!["?"; columns].join(", ");
        let sql = format!("INSERT INTO \"{table}\" VALUES ({marks})");
        for row in rows {
            let values = row.iter().map(stored);
            writing
                .prepare_cached(&sql)?
                .execute(params_from_iter(values))?;
        }
    }
    writing.commit()?;
    Ok(conn.serialize(MAIN_DB)?.to_vec())
}

fn stored(value: &Value) -> rusqlite::types::Value {
    use rusqlite::types::Value as Stored;
    match value {
        Value::Null => Stored::Null,
        Value::Bool(is) => Stored::Integer((*is).into()),
        Value::Number(n) => match n.as_i64() {
            Some(n) => Stored::Integer(n),
            None => n.as_f64().map_or(Stored::Null, Stored::Real),
        },
        Value::String(text) => Stored::Text(text.clone()),
        other => Stored::Text(other.to_string()),
    }
}
