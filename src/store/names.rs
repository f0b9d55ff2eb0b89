//! The names of rituals: from a name or a uid to the key a ritual is stored under, in one place.

use super::Reader;
use super::error::{Error, Result};
use super::rows::with_names;
use crate::domain::field::RitualRef;
use crate::domain::record::Kind;
use crate::domain::ritual::Ritual;
use crate::domain::text;
use rusqlite::Connection;
use std::collections::{BTreeSet, HashMap, HashSet};
use uuid::Uuid;

/// Every ritual's handle, identity and name.
#[derive(Default)]
pub struct Names {
    by_id: HashMap<i64, RitualRef>,
    by_uid: HashMap<Uuid, i64>,
    /// By the form in which two spellings are the same. Of two of one name the first counts.
    by_key: HashMap<String, i64>,
}

pub fn read(conn: &Connection) -> Result<Names> {
    let mut names = Names::default();
    let mut statement = conn.prepare_cached("SELECT id, +uid, +name FROM ritual ORDER BY id")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let id = row.get(0)?;
        let damaged = |_| Error::row("ritual", id);
        let uid: String = row.get(1).map_err(damaged)?;
        let uid = Uuid::parse_str(&uid).map_err(|_| Error::row("ritual", id))?;
        names.insert(id, uid, row.get(2).map_err(damaged)?);
    }
    Ok(names)
}

/// The names of these rituals as far as they read. One whose name does not has another in its
/// place; those are given beside.
pub fn read_what_reads(conn: &Connection, ids: &BTreeSet<i64>) -> (Names, HashSet<String>) {
    let (mut names, mut made_up) = (Names::default(), HashSet::new());
    for id in ids.iter().copied() {
        let column = |column: &str| -> Option<String> {
            let sql = format!("SELECT {column} FROM ritual WHERE id = ?");
            conn.query_row(&sql, [id], |row| row.get(0)).ok()
        };
        let name = column("name").unwrap_or_else(|| {
            let name = format!("ritual {id}");
            made_up.insert(name.clone());
            name
        });
        match column("uid").map(|uid| Uuid::parse_str(&uid)) {
            Some(Ok(uid)) => names.insert(id, uid, name),
            _ => drop(names.by_id.insert(id, RitualRef::named(name))),
        }
    }
    (names, made_up)
}

impl Names {
    fn insert(&mut self, id: i64, uid: Uuid, name: String) {
        let first = self.by_key.entry(text::key(&name)).or_insert(id);
        *first = id.min(*first);
        self.by_uid.insert(uid, id);
        let uid = Some(uid);
        self.by_id.insert(id, RitualRef { uid, name });
    }

    /// A ritual as it now is.
    pub fn put(&mut self, ritual: &Ritual) {
        self.remove(ritual.meta.id);
        self.insert(ritual.meta.id, ritual.meta.uid, ritual.name.clone());
    }

    pub fn remove(&mut self, id: i64) {
        let Some(gone) = self.by_id.remove(&id) else {
            return;
        };
        let key = text::key(&gone.name);
        if self.by_key.get(&key) == Some(&id) {
            self.by_key.remove(&key);
            // Another of the same name takes its place.
            let same = self.by_id.iter().filter(|(_, r)| text::key(&r.name) == key);
            if let Some(next) = same.map(|(id, _)| *id).min() {
                self.by_key.insert(key, next);
            }
        }
        if let Some(uid) = gone.uid {
            self.by_uid.remove(&uid);
        }
    }

    pub fn by_id(&self, id: i64) -> Option<RitualRef> {
        self.by_id.get(&id).cloned()
    }

    /// By its uid, and by its name only where no uid is given.
    pub fn id_of(&self, ritual: &RitualRef) -> Option<i64> {
        match &ritual.uid {
            Some(uid) => self.by_uid.get(uid).copied(),
            None => self.by_key.get(&text::key(&ritual.name)).copied(),
        }
    }

    /// Whether a ritual bears this name.
    pub fn knows(&self, name: &str) -> bool {
        self.by_key.contains_key(&text::key(name))
    }

    fn in_order(&self) -> Vec<String> {
        let mut ids: Vec<&i64> = self.by_id.keys().collect();
        ids.sort_unstable();
        ids.iter().map(|id| self.by_id[id].name.clone()).collect()
    }
}

impl Reader {
    /// The ritual of this name in any case and Unicode form: one that bears it, else one that bore
    /// it earlier.
    pub fn ritual(&self, name: &str) -> Result<Option<Ritual>> {
        match self.ritual_now_named(name)? {
            Some(ritual) => Ok(Some(ritual)),
            None => self.ritual_once_named(name),
        }
    }

    /// The ritual a row speaks of.
    pub fn ritual_of(&self, named: &RitualRef) -> Result<Option<Ritual>> {
        match with_names(self, |names| Ok(names.id_of(named)))? {
            Some(id) => Ok(self.some(Kind::Ritual, "AND id = ?", [id])?.pop()),
            None => Ok(None),
        }
    }

    /// The ritual that bears this name now.
    pub fn ritual_now_named(&self, name: &str) -> Result<Option<Ritual>> {
        self.ritual_of(&RitualRef::named(name))
    }

    /// The ritual that bore a name earlier; of several the one that bore it last.
    fn ritual_once_named(&self, name: &str) -> Result<Option<Ritual>> {
        let key = text::key(name);
        let mut found: Option<((chrono::NaiveDate, Uuid), Ritual)> = None;
        for ritual in self.some::<Ritual>(Kind::Ritual, "AND history IS NOT NULL", [])? {
            let bore = |r: &&crate::domain::revision::Revision| {
                let was = r.was.get("name").and_then(|was| was.as_str());
                was.is_some_and(|was| text::key(was) == key)
            };
            // Within a day, uids tell which came last.
            let last = ritual.history.iter().rev().find(bore);
            if let Some(last) = last.map(|r| (r.on, r.uid))
                && found.as_ref().is_none_or(|(before, _)| *before < last)
            {
                found = Some((last, ritual));
            }
        }
        Ok(found.map(|(_, ritual)| ritual))
    }

    /// The ritual with this uid.
    pub fn ritual_by_uid(&self, uid: Uuid) -> Result<Option<Ritual>> {
        let uid = uid.to_string();
        Ok(self.some(Kind::Ritual, "AND uid = ?", [uid])?.pop())
    }

    /// Names of all rituals, in the order they were added.
    pub fn ritual_names(&self) -> Result<Vec<String>> {
        with_names(self, |names| Ok(names.in_order()))
    }
}
