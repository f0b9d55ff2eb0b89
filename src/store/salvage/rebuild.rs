//! A notebook made anew from the cells of a damaged one: each goes to the table it has the shape of.

use super::pages::{Cell, cells};
use crate::domain::config::KEYS;
use crate::domain::fields::iso_day;
use crate::domain::record::Kind;
use crate::store::error::Result;
use crate::store::{migrate, sum};
use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};
use std::collections::HashMap;

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
    /// The noun of a handle, as far as the indexes of uids and the log of changes tell.
    pub kinds: HashMap<i64, Kind>,
}

/// Builds in memory what the bytes hold.
pub fn rebuild(bytes: &[u8]) -> Result<Rebuilt> {
    let conn = migrate::in_memory()?;
    conn.execute_batch(
        "PRAGMA foreign_keys = OFF; DELETE FROM clock; DELETE FROM notebook; BEGIN",
    )?;
    let tables = tables(&conn)?;
    let found = cells(bytes);
    let logged = logged(&found);
    let handle = |cell: &Cell| match cell.values.as_slice() {
        [Value::Text(uid), Value::Integer(id)] => Some((*id, *logged.get(uid.as_str())?)),
        _ => None,
    };
    let kinds: HashMap<i64, Kind> = found.iter().filter_map(handle).collect();
    for cell in &found {
        // Of several tables of one shape the log of changes tells the right one.
        let kind = text(cell, 1)
            .and_then(|uid| logged.get(uid))
            .map(|k| k.as_str());
        let mut fitting: Vec<&Table> = tables.iter().filter(|t| t.takes(cell)).collect();
        // A row written before its table had all its columns comes after one that has them all.
        fitting.sort_by_key(|t| t.columns.len());
        // Of several tables of parts the noun of the row they hang on.
        let owner = match cell.values.first() {
            Some(Value::Integer(id)) => kinds.get(id),
            _ => None,
        };
        let part = |t: &Table| {
            let mut of = sum::PARTS.iter().filter(|(_, table, _)| *table == t.name);
            of.any(|(kind, ..)| Some(kind) == owner)
        };
        let table = fitting
            .iter()
            .find(|t| Some(t.name.as_str()) == kind || part(t));
        if let Some(table) = table.or(fitting.first()) {
            table.put(&conn, cell)?;
        }
    }
    conn.execute_batch("COMMIT")?;
    Ok(Rebuilt { kinds, conn })
}

/// The noun of each uid in the log of changes.
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

/// The nouns, their parts and what belongs to them.
fn tables(conn: &Connection) -> Result<Vec<Table>> {
    let nouns = Kind::ALL.iter().map(|kind| kind.as_str());
    let parts = sum::PARTS.iter().map(|(_, table, _)| *table);
    let mut names: Vec<&str> = nouns
        .chain(parts)
        .chain(["change_log", "clock", "row_sum"])
        .collect();
    // A table that several nouns have their parts in stands there once.
    let mut seen = std::collections::HashSet::new();
    names.retain(|name| seen.insert(*name));
    names.into_iter().map(|name| table(conn, name)).collect()
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
                (_, "day", Some(day)) => iso_day(day).is_some(),
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
