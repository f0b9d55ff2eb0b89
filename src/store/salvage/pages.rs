//! Cells straight from the pages of a file (SQLite's file format, sections 1.6 and 2): what is left
//! where the schema, or the way to a table, does not read. And a notebook made anew from them: each goes to
//! the table it has the shape of.

use crate::domain::boundary::Stance;
use crate::domain::config::KEYS;
use crate::domain::field::iso_day;
use crate::domain::record::Kind;
use crate::store::error::Result;
use crate::store::schema;
use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};
use std::collections::{BTreeSet, HashMap};

/// The size of a page in every file this program makes.
const PAGE: usize = 4096;
/// More than any row of this program takes.
const MOST: usize = 16 * 1024 * 1024;

/// One record: its rowid where its table has them, and its values as they lie there.
#[derive(Debug, PartialEq)]
struct Cell {
    rowid: Option<i64>,
    values: Vec<Value>,
}

impl Cell {
    fn text(&self, at: usize) -> Option<&str> {
        match self.values.get(at) {
            Some(Value::Text(text)) => Some(text),
            _ => None,
        }
    }
}

/// Every record that reads. Those of tables with rowids lie in leaves alone; an index, and a table
/// that is one, has some further up as well.
fn cells(bytes: &[u8]) -> Vec<Cell> {
    let mut found = Vec::new();
    for (number, page) in bytes.chunks(PAGE).enumerate() {
        // The first page begins with the header of the file.
        let start = if number == 0 { 100 } else { 0 };
        let (rowids, header, child) = match page.get(start) {
            Some(13) => (true, 8, 0),
            Some(10) => (false, 8, 0),
            // The number of the page below stands before each record.
            Some(2) => (false, 12, 4),
            _ => continue,
        };
        let count = word(page, start + 3).unwrap_or_default();
        for n in 0..count {
            let at = word(page, start + header + 2 * n);
            found.extend(at.and_then(|at| cell(bytes, page, at + child, rowids)));
        }
    }
    found
}

fn word(page: &[u8], at: usize) -> Option<usize> {
    let pair = page.get(at..at + 2)?;
    Some(usize::from(pair[0]) << 8 | usize::from(pair[1]))
}

fn cell(bytes: &[u8], page: &[u8], mut at: usize, rowids: bool) -> Option<Cell> {
    let length = usize::try_from(varint(page, &mut at)?)
        .ok()
        .filter(|n| *n <= MOST)?;
    // How much of a record lies in its page, and how much in a chain of others.
    let least = (PAGE - 12) * 32 / 255 - 23;
    let (rowid, most) = match rowids {
        true => (Some(varint(page, &mut at)?), PAGE - 35),
        false => (None, (PAGE - 12) * 64 / 255 - 23),
    };
    let here = match least + length.saturating_sub(least) % (PAGE - 4) {
        _ if length <= most => length,
        fits if fits <= most => fits,
        _ => least,
    };
    let mut record = page.get(at..at + here)?.to_vec();
    if here < length {
        let mut next = page.get(at + here..at + here + 4)?;
        for _ in 0..=length / (PAGE - 4) {
            let number = u32::from_be_bytes(next.try_into().ok()?) as usize;
            let begin = number.checked_sub(1)?.checked_mul(PAGE)?;
            let more = bytes.get(begin..begin.checked_add(PAGE)?)?;
            let rest = (length - record.len()).min(PAGE - 4);
            record.extend_from_slice(&more[4..4 + rest]);
            next = &more[..4];
            if record.len() == length {
                break;
            }
        }
        if record.len() != length {
            return None;
        }
    }
    Some(Cell {
        rowid,
        values: values(&record)?,
    })
}

/// The values of a record. Text that is no UTF-8 makes the whole one unreadable.
fn values(record: &[u8]) -> Option<Vec<Value>> {
    let mut at = 0;
    let head = usize::try_from(varint(record, &mut at)?)
        .ok()
        .filter(|n| *n <= record.len())?;
    let mut body = head;
    let mut values = Vec::new();
    while at < head {
        let kind = usize::try_from(varint(record, &mut at)?).ok()?;
        let length = match kind {
            0 | 8 | 9 => 0,
            1..=4 => kind,
            5 => 6,
            6 | 7 => 8,
            10 | 11 => return None,
            n => (n - 12) / 2,
        };
        let bytes = record.get(body..body.checked_add(length)?)?;
        body += length;
        values.push(match kind {
            0 => Value::Null,
            8 => Value::Integer(0),
            9 => Value::Integer(1),
            7 => Value::Real(f64::from_be_bytes(bytes.try_into().ok()?)),
            1..=6 => Value::Integer(integer(bytes)),
            n if n % 2 == 1 => Value::Text(std::str::from_utf8(bytes).ok()?.to_owned()),
            _ => Value::Blob(bytes.to_vec()),
        });
    }
    (at == head).then_some(values)
}

fn integer(bytes: &[u8]) -> i64 {
    let sign = bytes.first().map_or(0, |b| i64::from(*b as i8) >> 7);
    bytes.iter().fold(sign, |n, b| n << 8 | i64::from(*b))
}

/// Seven bits a byte, the ninth whole.
fn varint(bytes: &[u8], at: &mut usize) -> Option<i64> {
    let mut n: u64 = 0;
    for i in 0..9 {
        let byte = *bytes.get(*at)?;
        *at += 1;
        if i == 8 {
            return Some((n << 8 | u64::from(byte)) as i64);
        }
        n = n << 7 | u64::from(byte & 0x7f);
        if byte < 0x80 {
            return Some(n as i64);
        }
    }
    None
}

/// Whether there are fewer bytes than the header says there are pages (sqlite.org/fileformat2.html,
/// 1.3: page size at 16, page count at 28, both big-endian).
pub fn cut_short(bytes: &[u8]) -> bool {
    let at = |from: usize, count: usize| {
        let field = bytes.get(from..from + count).unwrap_or_default();
        field.iter().fold(0_u64, |n, b| (n << 8) | u64::from(*b))
    };
    let size = match at(16, 2) {
        1 => 65_536,
        size => size,
    };
    // A count is good where the two change counters agree, as SQLite has it; a size, where it is one.
    let counted =
        at(24, 4) == at(92, 4) && (512..=65_536).contains(&size) && size.is_power_of_two();
    counted && (bytes.len() as u64) < size * at(28, 4)
}

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
    let kind_of = |cell: &Cell| Some((indexed(cell)?, *logged.get(cell.text(0)?)?));
    let kinds: HashMap<i64, Kind> = found.iter().filter_map(kind_of).collect();
    for cell in &found {
        // Of several tables of one shape the log of changes tells the right one, which schema 2 had
        // beside them.
        let kind = cell.text(1).and_then(|uid| logged.get(uid));
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
fn logged<'c>(found: &'c [Cell]) -> HashMap<&'c str, Kind> {
    let of = |cell: &Cell| match cell.values.as_slice() {
        [
            Value::Text(_),
            Value::Text(kind),
            Value::Integer(_),
            Value::Integer(_),
        ] => Kind::parse(kind),
        _ => None,
    };
    let pair = |cell: &'c Cell| Some((cell.text(0)?, of(cell)?));
    found.iter().filter_map(pair).collect()
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
    }

    /// Whether identities have their length, days are days, and a setting is one there is.
    fn says_so(&self, cell: &Cell) -> bool {
        self.columns.iter().enumerate().all(|(at, (name, ..))| {
            match (self.name.as_str(), name.as_str(), cell.text(at)) {
                (_, "uid", uid) if at == 1 => uid.is_some_and(|uid| uid.len() == 36),
                ("config", "key", Some(key)) => KEYS.iter().any(|(known, _)| *known == key),
                ("note", "kind", Some(kind)) => Kind::parse(kind).is_some(),
                ("boundary", "stance", Some(stance)) => Stance::parse(stance).is_some(),
                (_, "day" | "first_day", Some(day)) => iso_day(day).is_some(),
                _ => true,
            }
        })
    }

    /// What the table itself refuses is passed over.
    fn put(&self, conn: &Connection, cell: &Cell) -> Result<()> {
        let columns = &self.columns[..cell.values.len()];
        let names: Vec<&str> = columns.iter().map(|(name, ..)| name.as_str()).collect();
        let (name, names) = (&self.name, names.join(", "));
        let holes = vec!["?"; columns.len()].join(", ");
        let sql = format!("INSERT OR IGNORE INTO {name} ({names}) VALUES ({holes})");
        let mut values = cell.values.clone();
        if let Some(rowid) = cell.rowid {
            values[0] = Value::Integer(rowid);
        }
        let _ = conn.prepare_cached(&sql)?.execute(params_from_iter(values));
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rusqlite::{Connection, MAIN_DB};

    /// What SQLite wrote is what is read, in pages, overflow and every size of number.
    #[test]
    fn cells_are_what_sqlite_wrote() {
        let conn = Connection::open_in_memory().unwrap();
        conn.execute_batch("PRAGMA page_size = 4096; CREATE TABLE t (a, b, c, d)")
            .unwrap();
        let mut wrote = Vec::new();
        for n in 0..300_i64 {
            let values = vec![
                Value::Integer((n - 150).pow(7)),
                Value::Text("é".repeat((n * n) as usize % 9_000)),
                if n % 3 == 0 {
                    Value::Null
                } else {
                    Value::Real(n as f64 / 7.0)
                },
                Value::Integer(n % 2),
            ];
            conn.execute(
                "INSERT INTO t VALUES (?, ?, ?, ?)",
                rusqlite::params_from_iter(&values),
            )
            .unwrap();
            wrote.push(Cell {
                rowid: Some(n + 1),
                values,
            });
        }
        let mut found = cells(&conn.serialize(MAIN_DB).unwrap());
        found.retain(|cell| cell.values.len() == 4);
        found.sort_by_key(|cell| cell.rowid);
        assert!(found == wrote, "{} of {}", found.len(), wrote.len());
    }

    proptest::proptest! {
        #[test]
        fn any_bytes_are_read_to_an_end(bytes in proptest::collection::vec(proptest::num::u8::ANY, 0..9_000), kind in 0..3_usize) {
            let mut bytes = bytes;
            if bytes.len() > 4096 {
                bytes[4096] = [2, 10, 13][kind];
            }
            cells(&bytes);
        }
    }
}
