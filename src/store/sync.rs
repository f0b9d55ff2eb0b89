//! What a device that syncs keeps in the notebook, and how what other devices know gets in. Nobody but
//! `sync` writes to its table, and `forget`, which takes out what is kept of a row.

use super::error::{Error, Result};
use super::forget::Going;
use super::rows::{self, all, json, run};
use super::write::{Writer, bury, uid_hash};
use super::{Reader, find};
use crate::domain::merge::{Gone, Hash, Row, State, Value, essence, split};
use crate::domain::record::{Kind, Record};
use rusqlite::{Connection, ToSql, params};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::rc::Rc;
use uuid::Uuid;

/// The key of this device's part in a sync.
const PART: &str = "self";

/// The keyed hash of a value.
pub type Mark<'m> = &'m dyn Fn(&str) -> i64;

/// How this device takes part.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Part {
    /// Its name in the carrier, which says nothing.
    pub device: String,
    /// What its owner calls it.
    pub name: String,
    /// A folder, or `git URL`.
    pub place: String,
    /// By what the key is known again.
    pub key: String,
    /// What has a stamp below this one has its marks.
    pub stamped: i64,
    /// Rows that were changed here and that the carrier has not got so far.
    pub pending: usize,
    /// Whether the last sync ended before it had written its files.
    #[serde(default)]
    pub unwritten: bool,
    /// Whether something was deleted that files of other devices may still hold.
    pub sweep: bool,
}

/// What came from other devices.
#[derive(Debug, Default)]
pub struct Came {
    /// The rows it was, those that went among them.
    pub rows: BTreeSet<Uuid>,
    /// By kind: rows added, changed, gone.
    pub kinds: BTreeMap<Kind, [usize; 3]>,
    /// Rows that speak of a ritual no file has so far.
    pub waiting: BTreeSet<Uuid>,
    /// Rows a newer program wrote.
    pub unread: BTreeSet<Uuid>,
}

impl Came {
    pub fn count(&self) -> usize {
        self.kinds.values().flatten().sum()
    }

    /// Whether rows went.
    pub fn took(&self) -> bool {
        self.kinds.values().any(|[.., gone]| *gone > 0)
    }

    /// A row was added, changed, or went, by its place in `kinds`.
    fn note(&mut self, kind: Kind, uid: Uuid, what: usize) {
        self.kinds.entry(kind).or_default()[what] += 1;
        self.rows.insert(uid);
    }
}

/// What a look at the notebook gave, and what came of it.
pub struct Exchanged {
    /// What this device now knows.
    pub state: State,
    pub came: Came,
    /// Rows that were changed or deleted here since the last time.
    pub went: usize,
    pub touched: Touched,
}

/// The rows in which a state differs from the one of the last time, as they were and as they are; none
/// where some of them are not known.
pub type Touched = Option<Vec<Rc<Row>>>;

/// A row as it was last seen, by field: what differs from its mark was changed since.
#[derive(Default)]
struct Known(BTreeMap<String, Seen>);

/// A keyed mark of a value, 0 where it was taken away, and its stamp.
#[derive(Clone, Copy, PartialEq)]
struct Seen {
    mark: i64,
    stamp: i64,
}

/// End a field's name; no text has them. The second: the field has not the stamp of the others.
const ENDS: u8 = 0xfe;
const ENDS_STAMPED: u8 = 0xff;

impl Known {
    fn of(fields: &BTreeMap<String, Value>, mark: Mark) -> Known {
        let seen = |(field, v): (&String, &Value)| {
            let (mark, stamp) = (marked(field, &v.value, mark), v.stamp);
            (field.clone(), Seen { mark, stamp })
        };
        Known(fields.iter().map(seen).collect())
    }

    /// The stamp of fields that were not known.
    fn common(&self) -> i64 {
        self.0.values().map(|seen| seen.stamp).max().unwrap_or(0)
    }

    /// A row as it is now. What differs from its mark has the stamp of the row, where something was
    /// written to it since.
    fn dated(
        &self,
        fields: BTreeMap<String, Json>,
        written: Option<i64>,
        mark: Mark,
    ) -> (BTreeMap<String, Value>, bool) {
        let (common, mut changed) = (self.common(), false);
        let away = self.0.keys().filter(|field| !fields.contains_key(*field));
        let away: Vec<_> = away.map(|field| (field.clone(), Json::Null)).collect();
        let date = |(field, value): (String, Json)| {
            let stamp = match (self.0.get(&field), written) {
                (Some(seen), None) => seen.stamp,
                (None, None) => common,
                (Some(seen), Some(_)) if seen.mark == marked(&field, &value, mark) => seen.stamp,
                (_, Some(stamp)) => {
                    changed = true;
                    stamp
                }
            };
            (field, Value { value, stamp })
        };
        let dated = fields.into_iter().chain(away).map(date).collect();
        (dated, changed)
    }

    /// The common stamp; then of each field its name, what ends it, the mark, and the stamp where it is
    /// another. Integers are little-endian, of 8 bytes.
    fn bytes(&self) -> Vec<u8> {
        let common = self.common();
        let mut bytes = common.to_le_bytes().to_vec();
        for (field, seen) in &self.0 {
            let own = seen.stamp != common;
            bytes.extend(field.as_bytes());
            bytes.push(if own { ENDS_STAMPED } else { ENDS });
            bytes.extend(seen.mark.to_le_bytes());
            if own {
                bytes.extend(seen.stamp.to_le_bytes());
            }
        }
        bytes
    }

    fn read(bytes: &[u8]) -> Option<Known> {
        let number = |rest: &mut &[u8]| {
            let (first, then) = rest.split_first_chunk::<8>()?;
            *rest = then;
            Some(i64::from_le_bytes(*first))
        };
        let mut rest = bytes;
        let common = number(&mut rest)?;
        let mut known = Known::default();
        while !rest.is_empty() {
            let end = rest.iter().position(|byte| *byte >= ENDS)?;
            let name = std::str::from_utf8(&rest[..end]).ok()?.to_owned();
            let own = rest[end] == ENDS_STAMPED;
            rest = &rest[end + 1..];
            let mark = number(&mut rest)?;
            let stamp = if own { number(&mut rest)? } else { common };
            known.0.insert(name, Seen { mark, stamp });
        }
        Some(known)
    }

    fn save(&self, conn: &Connection, uid: Uuid) -> Result<()> {
        keep(conn, uid.as_bytes(), self.bytes())
    }
}

fn keep(conn: &Connection, key: impl ToSql, value: impl ToSql) -> Result<()> {
    let sql = "INSERT OR REPLACE INTO sync (key, value) VALUES (?, ?)";
    run(conn, sql, params![key, value])
}

fn let_go(conn: &Connection, key: impl ToSql) -> Result<()> {
    run(conn, "DELETE FROM sync WHERE key = ?", [key])
}

fn marked(field: &str, value: &Json, mark: Mark) -> i64 {
    match value {
        Json::Null => 0,
        value => mark(&essence(field, value).to_string()),
    }
}

/// What a notebook of schema 4 keeps of a sync, in tables that were made when it began.
pub fn bring_forward(conn: &Connection) -> Result<()> {
    let begun = "SELECT 1 FROM sqlite_schema WHERE name = 'sync_row' AND type = 'table'";
    let begun = conn.prepare(begun)?.exists([])?;
    if begun {
        conn.execute_batch("ALTER TABLE sync RENAME TO old_sync")?;
    }
    conn.execute_batch(include_str!("schema/sync_of_5.sql"))?;
    if !begun {
        return Ok(());
    }
    conn.execute_batch(
        "INSERT INTO sync SELECT key, value FROM old_sync WHERE key NOT LIKE 'into/%';
         UPDATE gone SET \"into\" = (SELECT value->>'$' FROM old_sync
            WHERE key = 'into/' || lower(hex(uid_hash)));
         DROP TABLE old_sync",
    )?;
    type Numbers = BTreeMap<String, i64>;
    let sql = "SELECT 0, uid, marks, stamps FROM sync_row";
    let texts = |row: &rusqlite::Row| Ok((row.get(1)?, row.get(2)?, row.get(3)?));
    for (uid, marks, stamps) in all::<(Vec<u8>, String, String)>(conn, "sync_row", sql, [], texts)?
    {
        let read = |text: &str| {
            serde_json::from_str::<Numbers>(text).map_err(|_| Error::row("sync_row", 0))
        };
        let (marks, stamps) = (read(&marks)?, read(&stamps)?);
        let seen = |(field, mark): (String, i64)| {
            let stamp = stamps.get(&field).or(stamps.get("")).copied().unwrap_or(0);
            (field, Seen { mark, stamp })
        };
        let known = Known(marks.into_iter().map(seen).collect());
        known.save(
            conn,
            Uuid::from_slice(&uid).map_err(|_| Error::row("sync_row", 0))?,
        )?;
    }
    Ok(conn.execute_batch("DROP TABLE sync_row")?)
}

/// Whether a deletion is known elsewhere: then it stays for good.
pub fn was_sent(conn: &Connection, uid: Uuid) -> Result<bool> {
    let sql = "SELECT 1 FROM gone, sync WHERE uid_hash = ?1 AND key = ?2
        AND stamp < value->>'stamped'";
    let mut statement = conn.prepare_cached(sql)?;
    Ok(statement.exists(params![uid_hash(uid), PART])?)
}

/// Forgets what is kept of rows.
pub fn forget<'u>(conn: &Connection, uids: impl IntoIterator<Item = &'u Uuid>) -> Result<()> {
    uids.into_iter()
        .try_for_each(|uid| let_go(conn, uid.as_bytes()))
}

impl Reader {
    /// How this device takes part in sync; none where it does not.
    pub fn part(&self) -> Result<Option<Part>> {
        Ok(self.noted(PART)?.remove(""))
    }

    /// What was noted under names that begin so, by the rest of the name.
    pub fn noted<T: DeserializeOwned>(&self, begin: &str) -> Result<BTreeMap<String, T>> {
        let sql = "SELECT 0, substr(key, length(?1) + 1), value FROM sync
            WHERE key >= ?1 AND key < x'' AND substr(key, 1, length(?1)) = ?1";
        let found = all(&self.conn, "sync", sql, [begin], |row| {
            Ok((row.get::<_, String>(1)?, row.get::<_, String>(2)?))
        })?;
        let read = |(key, value): (String, String)| {
            let value = serde_json::from_str(&value).map_err(|_| Error::row("sync", 0))?;
            Ok((key, value))
        };
        found.into_iter().map(read).collect()
    }

    /// Whether something may have been written since a sync.
    pub fn wrote_since(&self, stamped: i64) -> Result<bool> {
        let sql = "SELECT 1 FROM clock WHERE stamp = ?";
        Ok(!self.conn.prepare(sql)?.exists([stamped])?)
    }

    /// How many rows were changed or deleted since a sync.
    pub fn changed_since(&self, part: &Part) -> Result<usize> {
        self.stamped_from(rows::tables().chain(["gone"]), part.stamped)
    }

    /// Rows of all nouns.
    pub fn row_count(&self) -> Result<usize> {
        self.stamped_from(rows::tables(), i64::MIN)
    }

    fn stamped_from(
        &self,
        tables: impl Iterator<Item = &'static str>,
        stamp: i64,
    ) -> Result<usize> {
        let count = |table| {
            let sql = format!("SELECT count(*) FROM {table} WHERE stamp >= ?");
            let count: u32 = self.conn.query_row(&sql, [stamp], |r| r.get(0))?;
            Ok(count as usize)
        };
        tables.map(count).sum()
    }

    /// The deletions.
    pub(super) fn gone(&self) -> Result<HashMap<Hash, Gone>> {
        let sql = "SELECT 0, uid_hash, stamp, \"into\" FROM gone";
        let found = all(&self.conn, "gone", sql, [], |row| {
            let (stamp, into) = (row.get(2)?, row.get::<_, Option<String>>(3)?);
            let into = into.and_then(|uid| Uuid::parse_str(&uid).ok());
            Ok((row.get(1)?, Gone { stamp, into }))
        })?;
        Ok(found.into_iter().collect())
    }
}

impl Writer<'_> {
    /// Takes away what sync keeps.
    pub fn end_sync(&mut self) -> Result<()> {
        Ok(self.conn.execute_batch("DELETE FROM sync")?)
    }

    /// Notes how this device takes part, from the first sync on.
    pub fn note_part(&mut self, part: &Part) -> Result<()> {
        self.note(PART, part)
    }

    pub fn note(&mut self, key: &str, value: &impl Serialize) -> Result<()> {
        keep(&self.conn, key, json(value))
    }

    pub fn unnote(&mut self, key: &str) -> Result<()> {
        let_go(&self.conn, key)
    }

    /// The stamp up to which everything has its marks, once this commits: where nobody else wrote
    /// since `stamped`, all there is.
    pub fn quiet_since(&self, stamped: i64) -> Result<i64> {
        match self.wrote_since(stamped)? {
            false => Ok(self.stamp),
            true => Ok(stamped),
        }
    }

    /// Gives each field that was changed here its stamp, and takes in what other devices know.
    pub fn exchange(&mut self, part: &mut Part, others: State, mark: Mark) -> Result<Exchanged> {
        self.expect_many()?;
        let hashes: RefCell<HashMap<Uuid, Hash>> = RefCell::default();
        let hash = |uid| {
            *hashes
                .borrow_mut()
                .entry(uid)
                .or_insert_with(|| uid_hash(uid))
        };
        let (before, went, mut touched) = self.known(part, mark, &hash)?;
        self.stamp = self.stamp.max(others.stamp() + 1);
        let mut state = before.clone();
        state.merge(others);
        state.settle(&hash);
        let came = self.take(&before, &mut state, mark)?;
        if let Some(touched) = &mut touched {
            let rows = before.beyond(&state).chain(state.beyond(&before));
            touched.extend(rows.map(|(_, row)| Rc::clone(row)));
        }
        part.sweep |= state
            .gone
            .keys()
            .any(|gone| !before.gone.contains_key(gone))
            || before.gone.values().any(|gone| gone.stamp >= part.stamped);
        part.pending += went;
        part.unwritten = true;
        part.stamped = self.stamp;
        self.note_part(part)?;
        Ok(Exchanged {
            state,
            came,
            went,
            touched,
        })
    }

    /// What this notebook knows, and how much of it is new.
    fn known(
        &mut self,
        part: &Part,
        mark: Mark,
        hash: &dyn Fn(Uuid) -> Hash,
    ) -> Result<(State, usize, Touched)> {
        let stamps = self.row_stamps()?;
        let mut known = self.marks()?;
        let (mut state, mut went) = (State::default(), 0);
        let (mut touched, mut elsewhere) = (Vec::new(), false);
        for kind in Kind::ALL.iter().copied() {
            for record in rows::every::<Record>(&**self, kind)? {
                let uid = record.meta().uid;
                let stamp = stamps.get(&uid).copied().unwrap_or_default();
                let before = known.remove(&uid);
                let written = (before.is_none() || stamp >= part.stamped).then_some(stamp);
                let before = before.unwrap_or_default();
                let (fields, changed) = before.dated(split(&record, mark), written, mark);
                let kind = kind.as_str().to_owned();
                let row = Rc::new(Row { kind, fields });
                if changed {
                    went += 1;
                    let now = Known::of(&row.fields, mark);
                    let was = |day: &&str| before.0.get(*day);
                    let same = |day: &&str| was(day).is_none_or(|was| now.0.get(*day) == Some(was));
                    elsewhere |= !Row::DAYS.iter().all(same);
                    now.save(&self.conn, uid)?;
                    touched.push(Rc::clone(&row));
                }
                state.rows.insert(uid, row);
            }
        }
        forget(&self.conn, known.keys())?;
        // Which year they were of is not known any more.
        elsewhere |= !known.is_empty();
        let gone = self.known_gone(&mut state, part, hash)?;
        elsewhere |= gone > 0;
        went += gone;
        Ok((state, went, (!elsewhere).then_some(touched)))
    }

    /// The deletions. One that no other device knows of says nothing of a row that came back.
    fn known_gone(
        &mut self,
        state: &mut State,
        part: &Part,
        hash: &dyn Fn(Uuid) -> Hash,
    ) -> Result<usize> {
        let gone = self.gone()?;
        let fresh = gone.values().any(|gone| gone.stamp >= part.stamped);
        let here = state.rows.keys().filter(|_| fresh);
        let here: HashSet<Hash> = here.map(|uid| hash(*uid)).collect();
        let mut went = 0;
        for (hash, gone) in gone {
            if gone.stamp >= part.stamped {
                if here.contains(&hash) {
                    run(&self.conn, "DELETE FROM gone WHERE uid_hash = ?", [hash])?;
                    continue;
                }
                went += 1;
            }
            state.gone.insert(hash, gone);
        }
        Ok(went)
    }

    fn row_stamps(&self) -> Result<HashMap<Uuid, i64>> {
        let mut stamps = HashMap::new();
        for table in rows::tables() {
            let sql = format!("SELECT id, uid, stamp FROM {table}");
            let found = all(&self.conn, table, &sql, [], |row| {
                Ok((row.get_ref(1)?.as_str().map(Uuid::parse_str)?, row.get(2)?))
            })?;
            let read = |(uid, stamp): (std::result::Result<_, _>, _)| Some((uid.ok()?, stamp));
            stamps.extend(found.into_iter().filter_map(read));
        }
        Ok(stamps)
    }

    fn marks(&self) -> Result<HashMap<Uuid, Known>> {
        let sql = "SELECT 0, key, value FROM sync WHERE key >= x''";
        let found = all(&self.conn, "sync", sql, [], |row| {
            let uid = Uuid::from_bytes(row.get(1)?);
            Ok((uid, Known::read(row.get_ref(2)?.as_blob()?)))
        })?;
        let read =
            |(uid, known): (_, Option<Known>)| Ok((uid, known.ok_or(Error::row("sync", 0))?));
        found.into_iter().map(read).collect()
    }

    /// Writes what differs from what was here. What cannot be written is left out of the state: its
    /// own device's file has it.
    fn take(&mut self, before: &State, state: &mut State, mark: Mark) -> Result<Came> {
        let (mut came, mut going) = (Came::default(), Going::default());
        for (hash, gone) in &state.gone {
            if before.gone.get(hash) != Some(gone) {
                bury(&self.conn, hash, gone.stamp, gone.into)?;
            }
        }
        let of_kind = |(uid, row): (&Uuid, &Rc<Row>)| (Kind::parse(&row.kind), *uid);
        let mut differing: Vec<(Option<Kind>, Uuid)> = state.beyond(before).map(of_kind).collect();
        // What others speak of comes first.
        differing.sort_unstable();
        for (kind, uid) in differing {
            let name = |ritual| Some(state.rows.get(&ritual)?.text("name")?.to_owned());
            let read = state.rows[&uid].record(uid, &name).ok();
            let Some((kind, mut record)) = kind.zip(read) else {
                came.unread.insert(uid);
                state.rows.remove(&uid);
                continue;
            };
            if let Some(ritual) = record.ritual()
                && self.ritual_of(ritual)?.is_none()
            {
                came.waiting.insert(uid);
                state.rows.remove(&uid);
                continue;
            }
            let was = match before.rows.contains_key(&uid) {
                true => self.row_with_uid(kind, uid)?,
                false => None,
            };
            if let Some(was) = was {
                record.meta_mut().id = was.meta().id;
                if self.change(&record)? {
                    going.handles.insert(record.meta().id);
                    came.note(kind, uid, 1);
                }
            } else {
                self.add(&mut record)?;
                came.note(kind, uid, 0);
            }
            let kept = self.row_with_uid(kind, uid)?;
            let row = Rc::make_mut(state.rows.entry(uid).or_default());
            // What the notebook has no place for is as if it had been taken away then.
            let kept = kept.map(|row| split(&row, mark)).unwrap_or_default();
            for (field, value) in &mut row.fields {
                value.value = kept.get(field).cloned().unwrap_or_default();
            }
            Known::of(&row.fields, mark).save(&self.conn, uid)?;
        }
        // What went comes last: what hung on it speaks of another by now.
        let went = |(_, uid): &(Option<Kind>, Uuid)| {
            let left = came.unread.contains(uid) || came.waiting.contains(uid);
            !left && !state.rows.contains_key(uid)
        };
        let mut gone: Vec<(Option<Kind>, Uuid)> = before.beyond(state).map(of_kind).collect();
        gone.retain(went);
        gone.sort_unstable_by(|a, b| b.cmp(a));
        for (kind, uid) in gone {
            let row = kind.map(|kind| self.row_with_uid(kind, uid)).transpose()?;
            let Some(record) = row.flatten() else {
                continue;
            };
            rows::delete(&**self, &record)?;
            forget(&self.conn, [&uid])?;
            going.add(&record);
            came.note(record.kind(), uid, 2);
        }
        // What could be taken back would take back what another device did.
        self.let_go_of(&going)?;
        if came.took() {
            find::settle(&self.conn)?;
        }
        Ok(came)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_known_of_a_row_is_read_as_it_was_written() {
        let fields = [
            ("at", 7, 3),
            ("feelings/0a", 0, 9),
            ("note", i64::MIN, 9),
            ("", -1, 9),
        ];
        let seen = fields.map(|(field, mark, stamp)| (field.to_owned(), Seen { mark, stamp }));
        let known = Known(BTreeMap::from(seen));
        let bytes = known.bytes();
        assert!(Known::read(&bytes).is_some_and(|read| read.0 == known.0));
        assert_eq!(bytes.len(), 8 + 17 + 4 * 9 + 8);
        for end in [7, 9, bytes.len() - 1] {
            assert!(Known::read(&bytes[..end]).is_none(), "{end}");
        }
        assert!(Known::read(&Known::default().bytes()).is_some_and(|read| read.0.is_empty()));
    }
}
