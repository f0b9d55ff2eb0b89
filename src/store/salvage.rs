//! Reading what can be read of a file in which not all can: each row by itself, by every way that
//! leads to it.

use super::doctor::integrity;
use super::error::{Error, Result};
use super::sum::{self, Fit};
use super::{Store, completion, pause, record};
use crate::domain::record::{Kind, Record};
use rusqlite::{Connection, OptionalExtension};
use std::collections::{BTreeSet, HashMap};

/// What came out of a file, and what did not.
#[derive(Debug, Default)]
pub struct Salvage {
    pub rows: Vec<Record>,
    /// Rows that do not read, by table and handle.
    pub unread: Vec<String>,
    /// Rows that read and are not as they were stored, by table and handle.
    pub differing: Vec<String>,
    /// Tables of which some page does not read: rows of theirs may be gone without a name.
    pub torn: Vec<&'static str>,
    /// Handles that have a checksum and no row in any table.
    pub gone: Vec<i64>,
}

impl Salvage {
    /// Rows that read, of one noun.
    #[must_use]
    pub fn count(&self, kind: Kind) -> usize {
        self.rows.iter().filter(|row| row.kind() == kind).count()
    }
}

impl Store {
    /// Every row that reads, in the order of an export.
    #[must_use]
    pub fn salvage(&self) -> Salvage {
        of(&self.conn, integrity(&self.conn).is_empty())
    }
}

/// Where the pages are not sound, a walk along a table may pass rows over that a way straight to
/// them finds: then each row is read by itself, as its checksum is.
pub fn of(conn: &Connection, sound: bool) -> Salvage {
    let mut salvage = Salvage::default();
    let mut met = BTreeSet::new();
    let names = names(conn);
    for kind in Kind::ALL.iter().copied() {
        let bulk = if sound {
            record::all(conn, kind)
        } else {
            Ok(Vec::new())
        };
        salvage.kind(conn, kind, bulk.unwrap_or_default(), &names, &mut met);
    }
    let (summed, _) = handles(conn, "SELECT id FROM row_sum");
    let missing: Vec<i64> = summed.difference(&met).copied().collect();
    match salvage.torn.as_slice() {
        [] => salvage.gone = missing,
        torn => {
            let of = torn.join(" or ");
            let named = |id: &i64| unread(&of, *id);
            salvage.unread.extend(missing.iter().map(named));
        }
    }
    salvage
}

fn unread(table: &str, id: i64) -> String {
    format!("{table} #{id} cannot be read")
}

impl Salvage {
    fn kind(
        &mut self,
        conn: &Connection,
        kind: Kind,
        bulk: Vec<Record>,
        names: &HashMap<i64, String>,
        met: &mut BTreeSet<i64>,
    ) {
        let table = kind.as_str();
        let (found, whole) = reached(conn, table);
        if !whole {
            self.torn.push(table);
        }
        let mut apart = found.clone();
        met.extend(found);
        // In the order of an export where all of them read; what is left by itself, by handle.
        for row in bulk {
            apart.remove(&row.meta().id);
            self.keep(conn, row);
        }
        for id in apart {
            match rescued(conn, kind, id, names) {
                Some(row) => self.keep(conn, row),
                None => self.unread.push(unread(table, id)),
            }
        }
    }

    fn keep(&mut self, conn: &Connection, row: Record) {
        let (kind, id) = (row.kind(), row.meta().id);
        // A row whose parts or checksum do not read is one that differs.
        if !matches!(sum::fits(conn, kind, id), Ok(Fit::Fits | Fit::Unknown)) {
            self.differing.push(format!("{} #{id}", kind.as_str()));
        }
        self.rows.push(row);
    }
}

/// A row as it reads, or under a name that stands in for a ritual that does not.
fn rescued(conn: &Connection, kind: Kind, id: i64, names: &HashMap<i64, String>) -> Option<Record> {
    if let Ok(Some(row)) = record::load(conn, kind, id) {
        return Some(row);
    }
    if !matches!(kind, Kind::Completion | Kind::Pause) {
        return None;
    }
    let sql = format!("SELECT ritual FROM {} WHERE id = ?", kind.as_str());
    let owner: Option<i64> = conn.query_row(&sql, [id], |r| r.get(0)).ok()?;
    let name = owner.map_or_else(String::new, |owner| {
        names
            .get(&owner)
            .cloned()
            .unwrap_or_else(|| format!("ritual {owner}"))
    });
    match kind {
        Kind::Pause => pause::adrift(conn, id, &name).ok()?.map(Record::Pause),
        _ => completion::adrift(conn, id, &name)
            .ok()?
            .map(Record::Completion),
    }
}

/// Names of rituals, from their rows or from the index over their names.
fn names(conn: &Connection) -> HashMap<i64, String> {
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
fn reached(conn: &Connection, table: &str) -> (BTreeSet<i64>, bool) {
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
fn handles(conn: &Connection, sql: &str) -> (BTreeSet<i64>, bool) {
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
