//! Reading what can be read of a file in which not all can: each row by itself, by every way that
//! leads to it.

mod pages;
mod reach;
mod rebuild;

use super::doctor::integrity;
use super::error::{Error, Result};
use super::sum::{self, Fit};
use super::{Reader, completion, open, pause, record};
use crate::domain::record::{Kind, Record};
use reach::{handles, names, reached};
use rebuild::rebuild;
use rusqlite::Connection;
use std::collections::{BTreeSet, HashMap};
use std::path::Path;

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
    /// Rows that belong to a ritual that does not read: they have another name in its place.
    pub adrift: usize,
    /// Why the file could not be opened; the rows are from its pages then.
    pub unopened: Option<String>,
}

impl Salvage {
    /// Rows that read, of one noun.
    pub fn count(&self, kind: Kind) -> usize {
        self.rows.iter().filter(|row| row.kind() == kind).count()
    }
}

impl Reader {
    /// Every row that reads of the file at `path`, in the order of an export: by the tables, and
    /// where some page of them does not read, from the pages themselves.
    ///
    /// # Errors
    /// Those of opening, where no row is found in the pages either.
    pub fn salvage(path: &Path) -> Result<Salvage> {
        let opened = Reader::open(path).map(|store| {
            let sound = integrity(&store.conn).is_empty();
            of(&store.conn, sound)
        });
        match opened {
            Ok(salvage) if salvage.torn.is_empty() => Ok(salvage),
            Ok(salvage) => Ok(salvage.with(from_pages(path)?)),
            Err(error @ (Error::Damaged(_) | Error::NotOurs(_) | Error::Other(_))) => {
                match from_pages(path) {
                    Ok(mut found) if !found.rows.is_empty() => {
                        found.unopened = Some(error.to_string());
                        Ok(found)
                    }
                    _ => Err(error),
                }
            }
            Err(error) => Err(error),
        }
    }
}

/// What the pages hold, whatever leads to them. No connection to the file may be open.
fn from_pages(path: &Path) -> Result<Salvage> {
    let Some(file) = open::existing(path)? else {
        return Ok(Salvage::default());
    };
    let bytes = std::fs::read(file)?;
    let rebuilt = rebuild(&bytes)?;
    let mut salvage = of(&rebuilt.conn, true);
    if pages::cut_short(&bytes) {
        salvage.torn.push("the file's end");
    }
    // Of a row that went with its page the index of uids may know the table.
    for id in std::mem::take(&mut salvage.gone) {
        match rebuilt.kinds.get(&id) {
            Some(kind) => salvage.unread.push(unread(kind.as_str(), id)),
            None => salvage.gone.push(id),
        }
    }
    Ok(salvage)
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
    /// Adds the rows that another way found.
    fn with(mut self, other: Salvage) -> Salvage {
        let here: BTreeSet<i64> = self.rows.iter().map(|row| row.meta().id).collect();
        for row in other
            .rows
            .into_iter()
            .filter(|row| !here.contains(&row.meta().id))
        {
            let named = format!(" #{} cannot be read", row.meta().id);
            self.unread.retain(|line| !line.ends_with(&named));
            let name = format!("{} #{}", row.kind().as_str(), row.meta().id);
            self.adrift = self.adrift.max(other.adrift);
            if other.differing.contains(&name) {
                self.differing.push(name);
            }
            self.rows.push(row);
        }
        self.rows.sort_by_key(Record::kind);
        self
    }

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
                Some((row, adrift)) => {
                    self.adrift += usize::from(adrift);
                    self.keep(conn, row);
                }
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

/// A row as it reads, or under a name that stands in for a ritual that does not; and which it is.
fn rescued(
    conn: &Connection,
    kind: Kind,
    id: i64,
    names: &HashMap<i64, String>,
) -> Option<(Record, bool)> {
    if let Ok(Some(row)) = record::load(conn, kind, id) {
        return Some((row, false));
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
    let row = match kind {
        Kind::Pause => pause::adrift(conn, id, &name).ok()?.map(Record::Pause),
        _ => completion::adrift(conn, id, &name)
            .ok()?
            .map(Record::Completion),
    };
    Some((row?, true))
}
