//! Reading what can be read of a file in which not all can: each row by itself, by every way that
//! leads to it.

mod pages;

use super::doctor::integrity;
use super::error::{Error, Result};
use super::rows::{self, Borrowed, Fit, Source};
use super::{Reader, names, open};
use crate::domain::record::{Kind, Record};
use rusqlite::{Connection, OptionalExtension};
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::path::Path;

/// What came out of a file, and what did not.
#[derive(Debug, Default)]
pub struct Salvage {
    pub rows: Vec<Record>,
    /// Rows that do not read: their kind, or the table they lie in, and their handle.
    pub unread: Vec<(String, i64)>,
    /// Rows that read and are not as they were stored.
    pub differing: Vec<(Kind, i64)>,
    /// Tables of which some page does not read: rows of theirs may be gone without a name.
    pub torn: Vec<&'static str>,
    /// Handles that stand in an index and have no row.
    pub gone: Vec<i64>,
    /// Handles of rows that speak of a ritual whose name does not read: they have another in its
    /// place.
    pub adrift: BTreeSet<i64>,
    /// Why the file could not be opened; the rows are from its pages then.
    pub unopened: Option<String>,
}

impl Salvage {
    /// Rows that read, of one kind.
    pub fn count(&self, kind: Kind) -> usize {
        self.rows.iter().filter(|row| row.kind() == kind).count()
    }

    /// A line for each row that does not read, and the name of each that differs.
    pub fn named(&self) -> (Vec<String>, Vec<String>) {
        let unread = |(of, id): &(String, i64)| format!("{of} #{id} cannot be read");
        let differing = |(kind, id): &(Kind, i64)| format!("{} #{id}", kind.as_str());
        (
            self.unread.iter().map(unread).collect(),
            self.differing.iter().map(differing).collect(),
        )
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
            Err(error) if error.is_of_content() => match from_pages(path) {
                Ok(found) if !found.rows.is_empty() => Ok(Salvage {
                    unopened: Some(error.to_string()),
                    ..found
                }),
                _ => Err(error),
            },
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
    let rebuilt = pages::rebuild(&bytes)?;
    let mut salvage = of(&rebuilt.conn, true);
    if pages::cut_short(&bytes) {
        salvage.torn.push("the file's end");
    }
    // Handles that an index of uids knows and no row has.
    let here: BTreeSet<i64> = salvage.rows.iter().map(|row| row.meta().id).collect();
    let missing = rebuilt.indexed.difference(&here).copied();
    let unread = |id: &i64| salvage.unread.iter().any(|(_, other)| other == id);
    salvage.gone = missing.filter(|id| !unread(id)).collect();
    Ok(salvage)
}

/// Where the pages are not sound, a walk along a table may pass rows over that a way straight to
/// them finds: then each row is read by itself.
pub fn of(conn: &Connection, sound: bool) -> Salvage {
    let mut salvage = Salvage::default();
    let mut handles: BTreeMap<Kind, BTreeSet<i64>> = BTreeMap::new();
    for table in rows::tables() {
        let (found, whole) = reached(conn, table);
        if !whole {
            salvage.torn.push(table);
        }
        for id in found {
            let kind = match table {
                "note" => kind_of_note(conn, id),
                _ => Kind::parse(table),
            };
            match kind {
                Some(kind) => drop(handles.entry(kind).or_default().insert(id)),
                None => salvage.unread.push((table.to_owned(), id)),
            }
        }
    }
    let rituals = handles.get(&Kind::Ritual).cloned();
    let from = Rescue::of(conn, rituals.unwrap_or_default());
    for kind in Kind::ALL.iter().copied() {
        let mut apart = handles.remove(&kind).unwrap_or_default();
        let bulk = match sound {
            true => rows::every::<Record>(&from.conn, kind).unwrap_or_default(),
            false => Vec::new(),
        };
        // In the order of an export where all of them read; what is left by itself, by handle.
        for row in bulk {
            apart.remove(&row.meta().id);
            salvage.keep(&from, row);
        }
        for id in apart {
            match rows::load(&from.conn, kind, id) {
                Ok(Some(row)) => salvage.keep(&from, row),
                _ => salvage.unread.push((kind.as_str().to_owned(), id)),
            }
        }
    }
    salvage
}

fn kind_of_note(conn: &Connection, id: i64) -> Option<Kind> {
    let sql = "SELECT kind FROM note WHERE id = ?";
    let kind: String = conn.query_row(sql, [id], |row| row.get(0)).ok()?;
    Kind::parse(&kind)
}

impl Salvage {
    /// Adds the rows that another way found.
    fn with(mut self, other: Salvage) -> Salvage {
        let here: BTreeSet<i64> = self.rows.iter().map(|row| row.meta().id).collect();
        let new = other.rows.into_iter();
        for row in new.filter(|row| !here.contains(&row.meta().id)) {
            let (kind, id) = (row.kind(), row.meta().id);
            self.unread.retain(|(_, other)| *other != id);
            self.adrift.extend(other.adrift.get(&id).copied());
            if other.differing.contains(&(kind, id)) {
                self.differing.push((kind, id));
            }
            self.rows.push(row);
        }
        let known = |id: &i64| {
            self.rows.iter().any(|row| row.meta().id == *id)
                || self.unread.iter().any(|(_, other)| other == id)
        };
        let missing: Vec<i64> = other.gone.iter().copied().filter(|id| !known(id)).collect();
        let of = self.torn.join(" or ");
        let unread = missing.into_iter().map(|id| (of.clone(), id));
        self.unread.extend(unread);
        self.rows.sort_by_key(Record::kind);
        self
    }

    fn keep(&mut self, from: &Rescue, row: Record) {
        let (kind, id) = (row.kind(), row.meta().id);
        self.adrift.extend(from.is_adrift(&row).then_some(id));
        // A row whose checksum does not read is one that differs.
        if !matches!(
            rows::fits(from.conn.conn(), kind, id),
            Ok(Fit::Fits | Fit::Unknown)
        ) {
            self.differing.push((kind, id));
        }
        self.rows.push(row);
    }
}

/// A connection whose rituals may not all read: a row that speaks of one that does not gets another
/// name in its place.
struct Rescue<'c> {
    conn: Borrowed<'c>,
    made_up: HashSet<String>,
}

impl<'c> Rescue<'c> {
    /// `ids` are the rituals there are; those that rows speak of are added.
    fn of(conn: &'c Connection, mut ids: BTreeSet<i64>) -> Self {
        let from = Borrowed::of(conn);
        for table in ["completion", "pause", "note"] {
            let sql = format!("SELECT DISTINCT ritual FROM {table} WHERE ritual IS NOT NULL");
            ids.extend(handles(conn, &sql).0);
        }
        let (names, made_up) = names::read_what_reads(conn, &ids);
        *from.names().borrow_mut() = Some(names);
        Rescue {
            conn: from,
            made_up,
        }
    }

    /// Whether a row speaks of a ritual whose name does not read.
    fn is_adrift(&self, row: &Record) -> bool {
        row.ritual()
            .is_some_and(|ritual| self.made_up.contains(&ritual.name))
    }
}

/// Handles of a table by every way there is, and whether the straight ones went to their end: along
/// the rows from both ends, along the index of uids from both ends, and where those stop, by asking
/// for each handle that was ever given out.
fn reached(conn: &Connection, table: &str) -> (BTreeSet<i64>, bool) {
    let (mut found, whole) = handles(conn, &format!("SELECT id FROM {table} ORDER BY id"));
    let by_uid = format!("SELECT id FROM {table} ORDER BY uid");
    let (of_uids, to_its_end) = handles(conn, &by_uid);
    found.extend(of_uids);
    if whole && to_its_end {
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
    ask("SELECT handle FROM clock")
        .unwrap_or(MOST)
        .clamp(0, MOST)
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
