//! A notebook made anew from the cells of a damaged one: each goes to the table it has the shape of.

use super::pages::{Cell, cells};
use crate::domain::boundary::Stance;
use crate::domain::config::KEYS;
use crate::domain::field::iso_day;
use crate::domain::record::Kind;
use crate::store::error::Result;
use crate::store::schema;
use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};
use std::collections::{BTreeSet, HashMap};

/// A table that cells may belong to.
struct Table {
    name: String,
    rowids: bool,
    /// The columns in the order they lie in a record: name, type, whether null is refused.
    columns: Vec<(String, String, bool)>,
}

/// What came out of the pages.
pub struct Rebuilt {
    pub conn: Connection,
    /// Handles that the indexes of uids know.
    pub indexed: BTreeSet<i64>,
}

/// Builds in memory what the bytes hold, at the schema they name, and brings it forward.
pub fn rebuild(bytes: &[u8]) -> Result<Rebuilt> {
    let found = cells(bytes);
    let logged = logged(&found);
    let before = if logged.is_empty() { schema::LATEST } else { 2 };
    let conn = schema::in_memory_at(version(bytes).unwrap_or(before))?;
    conn.execute_batch("PRAGMA foreign_keys = OFF; DELETE FROM clock; BEGIN")?;
    let tables = tables(&conn)?;
    let kind_of = |cell: &Cell| Some((indexed(cell)?, *logged.get(text(cell, 0)?)?));
    let kinds: HashMap<i64, Kind> = found.iter().filter_map(kind_of).collect();
    for cell in &found {
        // Of several tables of one shape the log of changes tells the right one, which schema 2 had
        // beside them.
        let kind = text(cell, 1).and_then(|uid| logged.get(uid));
        let mut fitting: Vec<&Table> = tables.iter().filter(|t| t.takes(cell)).collect();
        // A row written before its table had all its columns comes after one that has them all.
        fitting.sort_by_key(|t| t.columns.len());
        // Of several tables of parts the kind of the row they hang on.
        let owner = match cell.values.first() {
            Some(Value::Integer(id)) => kinds.get(id),
            _ => None,
        };
        let own = |t: &&&Table| {
            kind.is_some_and(|kind| t.name == kind.as_str())
                || owner.is_some_and(|kind| schema::is_part(&t.name, kind.as_str()))
        };
        if let Some(table) = fitting.iter().find(own).or(fitting.first()) {
            table.put(&conn, cell)?;
        }
    }
    conn.execute_batch("COMMIT")?;
    let indexed = found.iter().filter_map(indexed).collect();
    let conn = schema::brought_forward(conn)?;
    // What takes commands back is not looked for.
    conn.execute("UPDATE clock SET steps = '[]'", [])?;
    Ok(Rebuilt { conn, indexed })
}

/// The schema a file says it has (sqlite.org/fileformat2.html, 1.3: the user version at 60); none
/// where it says nothing that can be.
fn version(bytes: &[u8]) -> Option<i64> {
    let field = bytes.get(60..64)?.try_into().ok()?;
    let version = i64::from(i32::from_be_bytes(field));
    (1..=schema::LATEST).contains(&version).then_some(version)
}

/// The handle of an entry of an index of uids.
fn indexed(cell: &Cell) -> Option<i64> {
    match cell.values.as_slice() {
        [Value::Text(uid), Value::Integer(id)] if uid.len() == 36 && cell.rowid.is_none() => {
            Some(*id)
        }
        _ => None,
    }
}

/// The kind of each uid in the log of changes.
fn logged(found: &[Cell]) -> HashMap<&str, Kind> {
    let of = |cell: &Cell| match cell.values.as_slice() {
        [
            Value::Text(_),
            Value::Text(kind),
            Value::Integer(_),
            Value::Integer(_),
        ] => Kind::parse(kind),
        _ => None,
    };
    let pair = |cell| Some((text(cell, 0)?, of(cell)?));
    found.iter().filter_map(pair).collect()
}

fn text(cell: &Cell, at: usize) -> Option<&str> {
    match cell.values.get(at) {
        Some(Value::Text(text)) => Some(text),
        _ => None,
    }
}

/// Every table of the notebook but the index of words, which is made from the rows.
fn tables(conn: &Connection) -> Result<Vec<Table>> {
    let sql = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'
        AND name NOT LIKE 'word_index%' AND name NOT LIKE 'undo_%' AND name <> 'sync' ORDER BY rootpage";
    let mut statement = conn.prepare(sql)?;
    let names = statement.query_map([], |row| row.get::<_, String>(0))?;
    let names = names.collect::<rusqlite::Result<Vec<String>>>()?;
    names.iter().map(|name| table(conn, name)).collect()
}

fn table(conn: &Connection, name: &str) -> Result<Table> {
    let sql = "SELECT name, type, \"notnull\", pk FROM pragma_table_info(?)";
    let mut statement = conn.prepare_cached(sql)?;
    let rows = statement.query_map([name], |r| {
        Ok((r.get::<_, i64>(3)?, (r.get(0)?, r.get(1)?, r.get(2)?)))
    })?;
    let mut columns: Vec<(i64, (String, String, bool))> = rows.collect::<rusqlite::Result<_>>()?;
    let sql = "SELECT wr FROM pragma_table_list(?)";
    let rowids = !conn.query_row(sql, [name], |r| r.get::<_, bool>(0))?;
    if !rowids {
        // The key lies first there, in its own order.
        columns.sort_by_key(|(key, _)| if *key > 0 { *key } else { i64::MAX });
    }
    Ok(Table {
        name: name.to_owned(),
        rowids,
        columns: columns.into_iter().map(|(_, column)| column).collect(),
    })
}

impl Table {
    /// Whether a cell has the shape of this table's. A row may be older than the last columns.
    fn takes(&self, cell: &Cell) -> bool {
        let count = cell.values.len();
        let fits = |(at, (_, kind, required)): (usize, &(String, String, bool))| {
            let value = cell.values.get(at).unwrap_or(&Value::Null);
            match (kind.as_str(), value) {
                // The rowid stands for it.
                _ if at == 0 && self.rowids => *value == Value::Null,
                (_, Value::Null) => !required,
                ("INTEGER", Value::Integer(_)) | ("TEXT", Value::Text(_)) => true,
                // Whole numbers are kept as such.
                ("REAL", Value::Integer(_) | Value::Real(_)) => true,
                _ => false,
            }
        };
        // Without rowids there is no shorter row, but there are indexes that look like one.
        let long = if self.rowids { 2 } else { self.columns.len() };
        cell.rowid.is_some() == self.rowids
            && (long..=self.columns.len()).contains(&count)
            && self.columns.iter().enumerate().all(fits)
            && self.says_so(cell)
            && (!self.has_uid() || text(cell, 1).is_some_and(|uid| uid.len() == 36))
    }

    /// Whether days are days, and a setting is one there is.
    fn says_so(&self, cell: &Cell) -> bool {
        self.columns.iter().enumerate().all(|(at, (name, ..))| {
            match (self.name.as_str(), name.as_str(), text(cell, at)) {
                ("config", "key", Some(key)) => KEYS.iter().any(|(known, _)| *known == key),
                ("note", "kind", Some(kind)) => Kind::parse(kind).is_some(),
                ("boundary", "stance", Some(stance)) => Stance::parse(stance).is_some(),
                (_, "day" | "first_day", Some(day)) => iso_day(day).is_some(),
                _ => true,
            }
        })
    }

    fn has_uid(&self) -> bool {
        self.columns.get(1).is_some_and(|(name, ..)| name == "uid")
    }

    /// What the table itself refuses is passed over.
    fn put(&self, conn: &Connection, cell: &Cell) -> Result<()> {
        let names: Vec<&str> = self
            .columns
            .iter()
            .map(|(name, ..)| name.as_str())
            .collect();
        let names = &names[..cell.values.len()];
        let holes = vec!["?"; names.len()].join(", ");
        let sql = format!(
            "INSERT OR IGNORE INTO {} ({}) VALUES ({holes})",
            self.name,
            names.join(", ")
        );
        let mut values = cell.values.clone();
        if let Some(rowid) = cell.rowid {
            values[0] = Value::Integer(rowid);
        }
        let _ = conn.prepare_cached(&sql)?.execute(params_from_iter(values));
        Ok(())
    }
}
