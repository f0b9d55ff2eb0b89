//! What a device that syncs keeps in the notebook, and how what other devices know gets in. The
//! tables are made when sync begins: nobody else's commands parse them.

use super::error::{Error, Result};
use super::forget::{self, Going};
use super::rows::{self, all};
use super::write::{Writer, uid_hash};
use super::{Reader, find};
use crate::domain::field::RITUAL_UID;
use crate::domain::merge::{Gone, Hash, Row, State, Value, essence, split};
use crate::domain::record::{Kind, Record};
use crate::domain::text::hex;
use rusqlite::{Connection, params};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use uuid::Uuid;

/// `sync` holds JSON by name: `self`, `file/NAME` for each file that was read or written, `into/HASH`
/// for each deleted row that goes on as another. `sync_row` holds, for each row, a keyed mark and a
/// stamp of each field as it was last seen: what differs from its mark was changed since.
const TABLES: &str = "
    CREATE TABLE sync (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
    CREATE TABLE sync_row (
      uid BLOB PRIMARY KEY,
      marks TEXT NOT NULL,         -- {\"note\":-81235…}; 0 where a value was taken away
      stamps TEXT NOT NULL         -- {\"\":…,\"note\":…}; under \"\" that of all others
    ) STRICT, WITHOUT ROWID;";

/// Their names: in a file where no sync has begun they are not there.
pub const NAMES: [&str; 2] = ["sync", "sync_row"];

const PART: &str = "self";
const INTO: &str = "into/";

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
    /// Whether something was deleted that files of other devices may still hold.
    pub sweep: bool,
}

/// What came from other devices.
#[derive(Debug, Default)]
pub struct Came {
    pub added: usize,
    pub changed: usize,
    pub gone: usize,
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
        self.added + self.changed + self.gone
    }
}

/// What a look at the notebook gave, and what came of it.
pub struct Exchanged {
    /// What this device now knows.
    pub state: State,
    pub came: Came,
    /// Rows that were changed or deleted here since the last time.
    pub went: usize,
}

/// A row's marks and stamps by field.
#[derive(Default)]
struct Known {
    marks: BTreeMap<String, i64>,
    stamps: BTreeMap<String, i64>,
}

impl Known {
    fn of(row: &Row, mark: Mark) -> Known {
        let of = |(field, v): (&String, &Value)| (field.clone(), marked(field, &v.value, mark));
        let common = row.stamp();
        let mut stamps: BTreeMap<String, i64> = BTreeMap::new();
        stamps.insert(String::new(), common);
        let others = row.fields.iter().filter(|(_, v)| v.stamp != common);
        stamps.extend(others.map(|(field, v)| (field.clone(), v.stamp)));
        Known {
            marks: row.fields.iter().map(of).collect(),
            stamps,
        }
    }

    fn stamp(&self, field: &str) -> i64 {
        let stamp = self.stamps.get(field).or_else(|| self.stamps.get(""));
        stamp.copied().unwrap_or_default()
    }

    /// A row as it is now. What differs from its mark has the stamp of the row.
    fn dated(
        &self,
        fields: BTreeMap<String, Json>,
        stamp: i64,
        mark: Mark,
    ) -> (BTreeMap<String, Value>, bool) {
        let mut changed = false;
        let mut dated = BTreeMap::new();
        for (field, value) in fields {
            let same = self.marks.get(&field) == Some(&marked(&field, &value, mark));
            changed |= !same;
            let stamp = if same { self.stamp(&field) } else { stamp };
            dated.insert(field, Value { value, stamp });
        }
        for (field, mark) in &self.marks {
            if !dated.contains_key(field) {
                changed |= *mark != 0;
                let stamp = if *mark == 0 { self.stamp(field) } else { stamp };
                let value = Json::Null;
                dated.insert(field.clone(), Value { value, stamp });
            }
        }
        (dated, changed)
    }

    /// The same of a row that nothing was written to since.
    fn as_before(&self, fields: BTreeMap<String, Json>) -> BTreeMap<String, Value> {
        let mut dated = BTreeMap::new();
        for (field, value) in fields {
            let stamp = self.stamp(&field);
            dated.insert(field, Value { value, stamp });
        }
        for field in self.marks.keys() {
            let stamp = self.stamp(field);
            let value = Json::Null;
            dated.entry(field.clone()).or_insert(Value { value, stamp });
        }
        dated
    }

    fn save(&self, conn: &Connection, uid: Uuid) -> Result<()> {
        conn.prepare_cached(
            "INSERT OR REPLACE INTO sync_row (uid, marks, stamps) VALUES (?, ?, ?)",
        )?
        .execute(params![
            uid.as_bytes(),
            text(&self.marks),
            text(&self.stamps)
        ])?;
        Ok(())
    }
}

fn marked(field: &str, value: &Json, mark: Mark) -> i64 {
    match value {
        Json::Null => 0,
        value => mark(&essence(field, value).to_string()),
    }
}

fn text(value: &impl Serialize) -> String {
    serde_json::to_string(value).expect("plain data has a JSON text")
}

fn hash(uid: Uuid) -> Hash {
    uid_hash(uid).try_into().expect("SHA-256 has 32 bytes")
}

/// Whether this notebook has what sync keeps.
fn begun(conn: &Connection) -> Result<bool> {
    let sql = "SELECT 1 FROM sqlite_schema WHERE name = 'sync' AND type = 'table'";
    Ok(conn.prepare_cached(sql)?.exists([])?)
}

/// Whether a deletion is known elsewhere: then it stays for good.
pub fn was_sent(conn: &Connection, uid: Uuid) -> Result<bool> {
    if !begun(conn)? {
        return Ok(false);
    }
    let sql = "SELECT 1 FROM gone, sync WHERE uid_hash = ?1 AND key = ?2
        AND stamp < value->>'stamped'";
    Ok(conn
        .prepare_cached(sql)?
        .exists(params![uid_hash(uid), PART])?)
}

/// A row that was deleted comes back, and no longer goes on as another.
pub fn comes_back(conn: &Connection, uid: Uuid) -> Result<()> {
    conn.prepare_cached("DELETE FROM gone WHERE uid_hash = ?")?
        .execute([uid_hash(uid)])?;
    if begun(conn)? {
        let key = format!("{INTO}{}", hex(&hash(uid)));
        conn.execute("DELETE FROM sync WHERE key = ?", [key])?;
    }
    Ok(())
}

/// Forgets what is kept of rows.
pub fn forget<'u>(conn: &Connection, uids: impl IntoIterator<Item = &'u Uuid>) -> Result<()> {
    if begun(conn)? {
        for uid in uids {
            conn.prepare_cached("DELETE FROM sync_row WHERE uid = ?")?
                .execute([uid.as_bytes()])?;
        }
    }
    Ok(())
}

impl Reader {
    /// How this device takes part in sync; none where it does not.
    ///
    /// # Errors
    /// [`Error::Damaged`].
    pub fn part(&self) -> Result<Option<Part>> {
        if !begun(self.conn())? {
            return Ok(None);
        }
        Ok(self.noted("self")?.remove(""))
    }

    /// What was noted under names that begin so, by the rest of the name.
    ///
    /// # Errors
    /// [`Error::Damaged`].
    pub fn noted<T: DeserializeOwned>(&self, begin: &str) -> Result<BTreeMap<String, T>> {
        let sql = "SELECT 0, substr(key, length(?1) + 1), value FROM sync
            WHERE substr(key, 1, length(?1)) = ?1";
        let found = all(self.conn(), "sync", sql, [begin], |row| {
            Ok((row.get::<_, String>(1)?, row.get::<_, String>(2)?))
        })?;
        let read = |(key, value): (String, String)| {
            let value = serde_json::from_str(&value).map_err(|_| Error::row("sync", 0))?;
            Ok((key, value))
        };
        found.into_iter().map(read).collect()
    }

    /// Whether something may have been written since a sync.
    ///
    /// # Errors
    /// Those of the file.
    pub fn wrote_since(&self, part: &Part) -> Result<bool> {
        let sql = "SELECT 1 FROM clock WHERE stamp = ?";
        Ok(!self.conn().prepare(sql)?.exists([part.stamped])?)
    }

    /// How many rows were changed or deleted since a sync.
    ///
    /// # Errors
    /// Those of the file.
    pub fn changed_since(&self, part: &Part) -> Result<usize> {
        self.stamped_from(rows::tables().chain(["gone"]), part.stamped)
    }

    /// Rows of all nouns.
    ///
    /// # Errors
    /// Those of the file.
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
            let count = self
                .conn()
                .query_row(&sql, [stamp], |r| r.get::<_, u32>(0))?;
            Ok(count as usize)
        };
        tables.map(count).sum()
    }
}

/// What a notebook that another is restored over has of a sync.
pub struct Keeps {
    part: Part,
    /// The deletions that other devices have.
    gone: HashMap<Hash, i64>,
    into: BTreeMap<String, Uuid>,
}

impl Reader {
    /// What is to be kept of a sync where another notebook is put in the place of this one; none where
    /// it takes part in none.
    ///
    /// # Errors
    /// [`Error::Damaged`].
    pub fn keeps(&self) -> Result<Option<Keeps>> {
        let Some(part) = self.part()? else {
            return Ok(None);
        };
        let sql = "SELECT 0, uid_hash, stamp FROM gone WHERE stamp < ?";
        let gone = all(self.conn(), "gone", sql, [part.stamped], |row| {
            Ok((row.get(1)?, row.get(2)?))
        })?;
        Ok(Some(Keeps {
            part,
            gone: gone.into_iter().collect(),
            into: self.noted(INTO)?,
        }))
    }
}

impl Writer<'_> {
    /// Lets a restored notebook take part as the one before it did. Rows whose deletion other devices
    /// have go again, or come `anew` under another identity. Gives their number.
    ///
    /// # Errors
    /// Those of the file.
    pub fn take_over(&mut self, keeps: &Keeps, anew: bool) -> Result<usize> {
        let stamped = self.part()?.map_or(0, |part| part.stamped);
        self.begin_sync(&Part {
            stamped,
            sweep: true,
            ..keeps.part.clone()
        })?;
        // Every file of the place is read again, this device's own among them.
        self.conn()
            .execute("DELETE FROM sync WHERE key LIKE 'file/%'", [])?;
        let mut going = Going::default();
        let mut again = 0;
        let mut kinds = Kind::ALL.to_vec();
        if !anew {
            kinds.reverse();
        }
        for kind in kinds {
            for mut record in rows::records(&**self, kind)? {
                let (id, uid) = (record.meta().id, record.meta().uid);
                let hash = hash(uid);
                // One that goes on as another does so at the next sync.
                if !keeps.gone.contains_key(&hash) || keeps.into.contains_key(&hex(&hash)) {
                    continue;
                }
                again += 1;
                let hangs = kind == Kind::Ritual && !self.speaking_of_any(id)?.is_empty();
                // What hangs on it goes with it at the next sync.
                if hangs && !anew {
                    continue;
                }
                rows::delete(&**self, &record)?;
                forget(self.conn(), [&uid])?;
                if anew {
                    self.comes_back_as_another(&mut record)?;
                } else {
                    going.handles.insert(id);
                    going.rituals.extend((kind == Kind::Ritual).then_some(uid));
                }
            }
        }
        for (hash, stamp) in &keeps.gone {
            self.conn()
                .prepare_cached("INSERT OR REPLACE INTO gone (uid_hash, stamp) VALUES (?, ?)")?
                .execute(params![hash, stamp])?;
        }
        for (hash, into) in &keeps.into {
            self.note(&format!("{INTO}{hash}"), into)?;
        }
        forget::sweep(self.conn(), &going)?;
        Ok(again)
    }

    /// The handles of rows that speak of a ritual.
    fn speaking_of_any(&self, ritual: i64) -> Result<Vec<i64>> {
        let mut found = Vec::new();
        for table in ["completion", "pause", "note"] {
            let sql = format!("SELECT id FROM {table} WHERE ritual = ?");
            found.extend(all(self.conn(), table, &sql, [ritual], |row| {
                row.get::<_, i64>(0)
            })?);
        }
        Ok(found)
    }

    /// Makes what sync keeps.
    ///
    /// # Errors
    /// Those of the file.
    pub fn begin_sync(&mut self, part: &Part) -> Result<()> {
        if !begun(self.conn())? {
            self.conn().execute_batch(TABLES)?;
        }
        self.note(PART, part)
    }

    /// Takes it away.
    ///
    /// # Errors
    /// Those of the file.
    pub fn end_sync(&mut self) -> Result<()> {
        let drop = "DROP TABLE IF EXISTS sync; DROP TABLE IF EXISTS sync_row";
        Ok(self.conn().execute_batch(drop)?)
    }

    /// # Errors
    /// Those of the file.
    pub fn note_part(&mut self, part: &Part) -> Result<()> {
        self.note(PART, part)
    }

    /// # Errors
    /// Those of the file.
    pub fn note(&mut self, key: &str, value: &impl Serialize) -> Result<()> {
        self.conn()
            .prepare_cached("INSERT OR REPLACE INTO sync (key, value) VALUES (?, ?)")?
            .execute([key, &text(value)])?;
        Ok(())
    }

    /// # Errors
    /// Those of the file.
    pub fn unnote(&mut self, key: &str) -> Result<()> {
        self.conn()
            .prepare_cached("DELETE FROM sync WHERE key = ?")?
            .execute([key])?;
        Ok(())
    }

    /// The stamp up to which everything has its marks, once this commits: where nobody else wrote
    /// since `stamped`, all there is.
    ///
    /// # Errors
    /// Those of the file.
    pub fn quiet_since(&self, stamped: i64) -> Result<i64> {
        let sql = "SELECT 1 FROM clock WHERE stamp = ?";
        match self.conn().prepare_cached(sql)?.exists([stamped])? {
            true => Ok(self.stamp),
            false => Ok(stamped),
        }
    }

    /// Gives each field that was changed here its stamp, and takes in what other devices know.
    ///
    /// # Errors
    /// Those of the file.
    pub fn exchange(&mut self, part: &mut Part, others: State, mark: Mark) -> Result<Exchanged> {
        self.expect_many()?;
        let hashes: RefCell<HashMap<Uuid, Hash>> = RefCell::default();
        let hash = |uid| *hashes.borrow_mut().entry(uid).or_insert_with(|| hash(uid));
        let (before, went) = self.known(part, mark, &hash)?;
        self.stamp = self.stamp.max(others.stamp() + 1);
        let mut state = before.clone();
        state.merge(others);
        state.settle(&hash);
        let came = self.take(&before, &mut state, mark)?;
        part.sweep |= state
            .gone
            .keys()
            .any(|gone| !before.gone.contains_key(gone))
            || before.gone.values().any(|gone| gone.stamp >= part.stamped);
        part.pending += went;
        part.stamped = self.stamp;
        self.note_part(part)?;
        Ok(Exchanged { state, came, went })
    }

    /// What this notebook knows, and how much of it is new.
    fn known(
        &mut self,
        part: &Part,
        mark: Mark,
        hash: &dyn Fn(Uuid) -> Hash,
    ) -> Result<(State, usize)> {
        let stamps = self.row_stamps()?;
        let mut known = self.marks()?;
        let (mut state, mut went) = (State::default(), 0);
        // Rituals that rows spoke of, by their marks, and those they speak of now.
        let mut moved: HashMap<i64, Uuid> = HashMap::new();
        for kind in Kind::ALL.iter().copied() {
            for record in rows::records(&**self, kind)? {
                let uid = record.meta().uid;
                let fields = split(&record, mark);
                let stamp = stamps.get(&uid).copied().unwrap_or_default();
                let fields = match known.remove(&uid) {
                    Some(known) if stamp < part.stamped => known.as_before(fields),
                    before => {
                        let new = before.is_none();
                        let before = before.unwrap_or_default();
                        let was = before.marks.get(RITUAL_UID).copied();
                        let now = record.ritual().and_then(|ritual| ritual.uid);
                        moved.extend(was.zip(now));
                        let (fields, changed) = before.dated(fields, stamp, mark);
                        if new || changed {
                            went += 1;
                            let row = Row {
                                kind: String::new(),
                                fields,
                            };
                            Known::of(&row, mark).save(self.conn(), uid)?;
                            row.fields
                        } else {
                            fields
                        }
                    }
                };
                let kind = kind.as_str().to_owned();
                state.rows.insert(uid, Row { kind, fields });
            }
        }
        // A ritual that went, and whose rows speak of another now, goes on as that one.
        for uid in known.keys() {
            let was = marked(RITUAL_UID, &serde_json::json!(uid), mark);
            if let Some(into) = moved.get(&was) {
                self.note(&format!("{INTO}{}", hex(&hash(*uid))), into)?;
            }
        }
        forget(self.conn(), known.keys())?;
        went += self.known_gone(&mut state, part, hash)?;
        Ok((state, went))
    }

    /// The deletions. One that no other device knows of says nothing of a row that came back.
    fn known_gone(
        &mut self,
        state: &mut State,
        part: &Part,
        hash: &dyn Fn(Uuid) -> Hash,
    ) -> Result<usize> {
        let sql = "SELECT 0, uid_hash, stamp FROM gone";
        let gone = all(self.conn(), "gone", sql, [], |row| {
            Ok((row.get::<_, Hash>(1)?, row.get::<_, i64>(2)?))
        })?;
        let into: BTreeMap<String, Uuid> = self.noted(INTO)?;
        let fresh = gone.iter().any(|(_, stamp)| *stamp >= part.stamped);
        let here: HashSet<Hash> = match fresh {
            true => state.rows.keys().map(|uid| hash(*uid)).collect(),
            false => HashSet::new(),
        };
        let mut went = 0;
        for (hash, stamp) in gone {
            if stamp >= part.stamped {
                if here.contains(&hash) {
                    self.conn()
                        .execute("DELETE FROM gone WHERE uid_hash = ?", [hash])?;
                    continue;
                }
                went += 1;
            }
            let into = into.get(&hex(&hash)).copied();
            state.gone.insert(hash, Gone { stamp, into });
        }
        Ok(went)
    }

    fn row_stamps(&self) -> Result<HashMap<Uuid, i64>> {
        let mut stamps = HashMap::new();
        for table in rows::tables() {
            let sql = format!("SELECT id, uid, stamp FROM {table}");
            let found = all(self.conn(), table, &sql, [], |row| {
                Ok((row.get_ref(1)?.as_str().map(Uuid::parse_str)?, row.get(2)?))
            })?;
            stamps.extend(
                found
                    .into_iter()
                    .filter_map(|(uid, stamp)| Some((uid.ok()?, stamp))),
            );
        }
        Ok(stamps)
    }

    fn marks(&self) -> Result<HashMap<Uuid, Known>> {
        let sql = "SELECT 0, uid, marks, stamps FROM sync_row";
        let found = all(self.conn(), "sync_row", sql, [], |row| {
            Ok((
                row.get::<_, [u8; 16]>(1)?,
                row.get::<_, String>(2)?,
                row.get::<_, String>(3)?,
            ))
        })?;
        let read = |(uid, marks, stamps): ([u8; 16], String, String)| {
            let known = Known {
                marks: serde_json::from_str(&marks)?,
                stamps: serde_json::from_str(&stamps)?,
            };
            Ok((Uuid::from_bytes(uid), known))
        };
        let read = found
            .into_iter()
            .map(read)
            .collect::<serde_json::Result<_>>();
        read.map_err(|_| Error::row("sync_row", 0))
    }

    /// Writes what differs from what was here. What cannot be written is left out of the state: its
    /// own device's file has it.
    fn take(&mut self, before: &State, state: &mut State, mark: Mark) -> Result<Came> {
        let (mut came, mut going) = (Came::default(), Going::default());
        for (hash, gone) in &state.gone {
            if before.gone.get(hash) != Some(gone) {
                self.conn()
                    .prepare_cached("INSERT OR REPLACE INTO gone (uid_hash, stamp) VALUES (?, ?)")?
                    .execute(params![hash, gone.stamp])?;
                if let Some(into) = gone.into {
                    self.note(&format!("{INTO}{}", hex(hash)), &into)?;
                }
            }
        }
        let differs = |(uid, row): &(&Uuid, &Row)| before.rows.get(*uid) != Some(*row);
        let differing = state.rows.iter().filter(differs);
        let mut differing: Vec<(Option<Kind>, Uuid)> = differing
            .map(|(uid, row)| (Kind::parse(&row.kind), *uid))
            .collect();
        // What others speak of comes first.
        differing.sort_unstable();
        for (kind, uid) in differing {
            let name = |ritual| Some(state.rows.get(&ritual)?.text("name")?.to_owned());
            let read = state.rows[&uid].record(uid, &name).ok();
            let Some((kind, record)) = kind.zip(read) else {
                came.unread.insert(uid);
                state.rows.remove(&uid);
                continue;
            };
            let of = record.ritual().cloned();
            if let Some(ritual) = of
                && self.ritual_of(&ritual)?.is_none()
            {
                came.waiting.insert(uid);
                state.rows.remove(&uid);
                continue;
            }
            self.take_row(
                kind,
                record,
                before.rows.contains_key(&uid),
                &mut came,
                &mut going,
            )?;
            let kept = self
                .row_by_uid(kind, uid)?
                .map(|record| split(&record, mark));
            let row = state.rows.entry(uid).or_default();
            // What the notebook has no place for is as if it had been taken away then.
            let kept = kept.unwrap_or_default();
            for (field, value) in &mut row.fields {
                value.value = kept.get(field).cloned().unwrap_or_default();
            }
            Known::of(row, mark).save(self.conn(), uid)?;
        }
        // What went comes last: what hung on it speaks of another by now.
        let mut gone: Vec<(Option<Kind>, Uuid)> = Vec::new();
        for (uid, row) in &before.rows {
            if !state.rows.contains_key(uid)
                && !came.unread.contains(uid)
                && !came.waiting.contains(uid)
            {
                gone.push((Kind::parse(&row.kind), *uid));
            }
        }
        gone.sort_unstable_by(|a, b| b.cmp(a));
        for (kind, uid) in gone {
            let Some(record) = kind
                .map(|kind| self.row_by_uid(kind, uid))
                .transpose()?
                .flatten()
            else {
                continue;
            };
            rows::delete(&**self, &record)?;
            forget(self.conn(), [&uid])?;
            going.handles.insert(record.meta().id);
            going
                .rituals
                .extend((record.kind() == Kind::Ritual).then_some(uid));
            came.gone += 1;
            came.kinds.entry(record.kind()).or_default()[2] += 1;
            came.rows.insert(uid);
        }
        // What could be taken back would take back what another device did.
        forget::sweep(self.conn(), &going)?;
        if came.gone > 0 {
            find::settle(self.conn())?;
        }
        Ok(came)
    }

    fn take_row(
        &mut self,
        kind: Kind,
        mut record: Record,
        here: bool,
        came: &mut Came,
        going: &mut Going,
    ) -> Result<()> {
        let uid = record.meta().uid;
        let was = match here {
            true => self.row_by_uid(kind, uid)?,
            false => None,
        };
        let place = match was {
            None => {
                self.add(&mut record)?;
                came.added += 1;
                0
            }
            Some(was) => {
                record.meta_mut().id = was.meta().id;
                if record == was {
                    return Ok(());
                }
                self.change(&record)?;
                going.handles.insert(record.meta().id);
                came.changed += 1;
                1
            }
        };
        came.kinds.entry(kind).or_default()[place] += 1;
        came.rows.insert(uid);
        Ok(())
    }

    fn row_by_uid(&self, kind: Kind, uid: Uuid) -> Result<Option<Record>> {
        let uid = uid.hyphenated().to_string();
        Ok(rows::selected(&**self, kind, "AND uid = ?", [uid])?.pop())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::completion::Completion;
    use crate::domain::meta::Meta;
    use crate::domain::ritual::Ritual;

    fn mark(text: &str) -> i64 {
        text.bytes()
            .fold(7_i64, |n, b| n.wrapping_mul(31) + i64::from(b))
    }

    fn exchange(reader: &mut Reader) -> State {
        let exchange = |writer: &mut Writer| {
            let mut part = writer.part()?.unwrap_or_default();
            writer.begin_sync(&part)?;
            let exchanged = writer.exchange(&mut part, State::default(), &mark)?;
            Ok::<_, Error>((exchanged.state, true))
        };
        reader.aside(1, exchange).unwrap()
    }

    /// What another device notes under a ritual that was merged here goes where its rows went.
    #[test]
    fn a_merged_ritual_goes_on_as_the_one_its_rows_speak_of() {
        let folder = tempfile::tempdir().unwrap();
        let mut reader = Reader::open(&folder.path().join("ritual.db")).unwrap();
        reader.create();
        let ritual = |name: &str| Ritual::new(Meta::new(Uuid::now_v7()), name.to_owned());
        let (keep, other, alone) = (ritual("walk"), ritual("stroll"), ritual("swim"));
        let mut entry = Completion {
            meta: Meta::new(Uuid::now_v7()),
            ritual: other.to_ref(),
            ..Completion::default()
        };
        let add = |writer: &mut Writer| {
            let rituals = [&keep, &other, &alone].map(|r| Record::Ritual(r.clone()));
            let entry = Record::Completion(entry.clone());
            rituals
                .into_iter()
                .chain([entry])
                .try_for_each(|mut row| writer.add(&mut row))
        };
        reader.write_as(1, "add", add).unwrap();
        assert_eq!(exchange(&mut reader).rows.len(), 4);
        entry.ritual = keep.to_ref();
        let merge = |writer: &mut Writer| {
            entry.meta.id = writer
                .row_by_uid(Kind::Completion, entry.meta.uid)?
                .unwrap()
                .meta()
                .id;
            writer.change(&Record::Completion(entry.clone()))?;
            for gone in [other.meta.uid, alone.meta.uid] {
                let row = writer.row_by_uid(Kind::Ritual, gone)?.unwrap();
                writer.remove(&row)?;
            }
            Ok::<_, Error>(())
        };
        reader.write_as(2, "merge", merge).unwrap();
        let state = exchange(&mut reader);
        assert_eq!(state.gone[&hash(other.meta.uid)].into, Some(keep.meta.uid));
        assert_eq!(state.gone[&hash(alone.meta.uid)].into, None);
    }
}
