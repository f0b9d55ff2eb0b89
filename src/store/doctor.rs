//! Looking at the file from all sides without changing it, counting what is in it, and putting right
//! what can be put right without guessing.

use super::erase::{beside, drafts, side};
use super::error::{Error, Result};
use super::rows::Borrowed;
use super::salvage::{self, Salvage};
use super::{Reader, find, image, open, rows, schema};
use crate::domain::completion::Completion;
use crate::domain::meta::Meta;
use crate::domain::record::{Kind, Record};
use crate::domain::ritual::Ritual;
use crate::domain::text;
use crate::file::{self, folder_of};
use rusqlite::{Connection, TransactionBehavior};
use std::collections::BTreeMap;
use std::fmt;
use std::fs::Permissions;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::{Path, PathBuf};
use uuid::Uuid;

/// Clocks of two machines may differ by so much (milliseconds).
const SLACK: i64 = 5 * 60 * 1000;

/// What was looked at and what was found.
#[derive(Debug, Default)]
pub struct Checks {
    /// The file does not open; what was looked at are its pages.
    pub unopened: bool,
    /// The file with its folder resolved; none when nothing is there.
    pub file: Option<PathBuf>,
    /// Lines of integrity_check other than "ok".
    pub integrity: Vec<String>,
    /// Rows that refer to one that is not there.
    pub dangling: Vec<String>,
    /// Rows read and decoded, by noun, and those that do not read.
    pub rows: Vec<(Kind, usize)>,
    pub unreadable: Vec<String>,
    /// Rows that read and are not as they were stored, by table and handle.
    pub differing: Vec<String>,
    /// Handles that stand in an index and have no row.
    pub gone: Vec<i64>,
    /// What of the schema is not as this program makes it.
    pub strange: Vec<Strange>,
    /// Why nothing can be written, where what is there reads.
    pub closed: Option<String>,
    /// Another program set the file to WAL mode.
    pub in_wal: bool,
    /// Bytes behind the last page, which nothing reads.
    pub beyond: u64,
    /// The user it belongs to, where that is another.
    pub owner: Option<String>,
    /// Tables of which some page does not read.
    pub torn: Vec<&'static str>,
    /// Permissions wider than 0600 for the file or 0700 for its folder, as octal modes.
    pub file_mode: Option<u32>,
    pub folder_mode: Option<u32>,
    /// Side files of a writer that was killed, and drafts of a command that was.
    pub leftovers: Vec<PathBuf>,
    pub drafts: Vec<PathBuf>,
    /// The latest clock stamp where it lies ahead of now, in milliseconds since 1970 UTC.
    pub ahead: Option<i64>,
    /// Rows of the same content, by noun and handles.
    pub alike: Vec<(Kind, Vec<i64>)>,
    /// The mark backups are known by, and when the first row was written (milliseconds).
    pub mark: String,
    pub since: Option<i64>,
}

impl Checks {
    /// Runs every check on the file at `path`. Reading alone; the file stays as it is. `now` is in
    /// milliseconds since 1970 UTC.
    ///
    /// # Errors
    /// Those of opening: a file that cannot be opened cannot be looked into.
    pub fn run(path: &Path, now: i64) -> Result<Checks> {
        let mut checks = Checks {
            file: open::existing(path)?,
            ..Checks::default()
        };
        if let Some(file) = checks.file.clone() {
            checks.look_around(&file)?;
        }
        match Reader::open(path) {
            Ok(store) => checks.look_inside(&store, now)?,
            // A file that does not open may have pages that read.
            Err(error) if error.is_of_content() => {
                let salvage = Reader::salvage(path).map_err(|_| error)?;
                checks.unopened = true;
                checks.integrity.extend(salvage.unopened.clone());
                checks.take(salvage);
            }
            Err(error) => return Err(error),
        }
        Ok(checks)
    }

    /// Whether the data itself is damaged.
    pub fn damaged(&self) -> bool {
        let lines = [
            &self.integrity,
            &self.dangling,
            &self.unreadable,
            &self.differing,
        ];
        lines.iter().any(|lines| !lines.is_empty())
            || !self.gone.is_empty()
            || !self.torn.is_empty()
            || self.closed.is_some()
            || self.strange.iter().any(Strange::lacking)
    }

    fn look_inside(&mut self, store: &Reader, now: i64) -> Result<()> {
        let conn = &store.conn;
        self.integrity = integrity(conn);
        // An older schema is looked at in a copy brought forward, which has pages of its own.
        let itself = conn.path().is_some_and(|path| !path.is_empty());
        if let Some(file) = self.file.as_ref().filter(|_| itself) {
            self.in_wal = open::in_wal(conn)?;
            let bytes = file.metadata()?.len();
            let whole = pages(conn)?;
            // SQLite reads a last page that was cut short as if zeros stood there. Under WAL the
            // last pages may be in the log.
            if bytes < whole && bytes > 0 && !self.in_wal {
                let line = format!("the file has {bytes} bytes where its pages take {whole}");
                self.integrity.push(line);
            }
            self.beyond = bytes.saturating_sub(whole);
        }
        let sql =
            "SELECT coalesce(rowid, 0), \"table\" || coalesce(' #' || rowid, '') || ' refers to a '
            || parent || ' that is not there' FROM pragma_foreign_key_check";
        match rows::all(conn, "foreign keys", sql, [], |row| row.get(1)) {
            Ok(found) => self.dangling = found,
            Err(error) => self.dangling.push(error.to_string()),
        }
        self.strange = strange(conn)?;
        let salvage = salvage::of(conn, self.integrity.is_empty());
        self.look_at_content(conn, &salvage, now);
        self.take(salvage);
        if let (false, Some(file)) = (itself, &self.file)
            && let Some((earlier, _)) = open::as_it_is(file)?
        {
            self.unreadable.extend(schema::damage(&earlier));
        }
        if !self.damaged() {
            self.closed = write(conn, now).err().map(|error| error.to_string());
        }
        Ok(())
    }

    fn take(&mut self, salvage: Salvage) {
        let count = |kind: &Kind| (*kind, salvage.count(*kind));
        self.rows = Kind::ALL.iter().map(count).collect();
        (self.unreadable, self.differing) = salvage.named();
        self.gone = salvage.gone;
        self.torn = salvage.torn;
    }
}

/// Lines of integrity_check. A page too damaged for the check itself is a finding, not a failure.
pub fn integrity(conn: &Connection) -> Vec<String> {
    let lines = || -> rusqlite::Result<Vec<String>> {
        let mut statement = conn.prepare("PRAGMA integrity_check")?;
        statement.query_map([], |row| row.get(0))?.collect()
    };
    match lines() {
        Ok(found) => found.into_iter().filter(|l| l != "ok").collect(),
        Err(error) => vec![error.to_string()],
    }
}

/// How many bytes the pages of the file take.
pub fn pages(conn: &Connection) -> rusqlite::Result<u64> {
    let pragma = |name| conn.pragma_query_value(None, name, |row| row.get::<_, i64>(0));
    Ok(pragma("page_count")?.unsigned_abs() * pragma("page_size")?.unsigned_abs())
}

impl Checks {
    fn look_around(&mut self, notebook: &Path) -> Result<()> {
        let modes = modes(notebook)?.map(|mode| Some(mode).filter(|m| m & 0o077 != 0));
        [self.file_mode, self.folder_mode] = modes;
        let found = notebook.metadata()?;
        self.owner = (!file::owned(&found)).then(|| open::user(found.uid()));
        self.leftovers = beside(notebook, side);
        self.drafts = drafts(notebook).into_iter().map(|d| d.path).collect();
        Ok(())
    }

    fn look_at_content(&mut self, conn: &Connection, salvage: &Salvage, now: i64) {
        let ask = |sql: &str| conn.query_row(sql, [], |r| r.get::<_, i64>(0)).ok();
        let stamped = || rows::tables().chain(["gone"]);
        let latest = |table| ask(&format!("SELECT max(stamp) >> 16 FROM {table}"));
        let latest = stamped().chain(["clock"]).filter_map(latest).max();
        self.ahead = latest.filter(|ms| *ms > now + SLACK);
        let first = |table| ask(&format!("SELECT min(stamp) >> 16 FROM {table}"));
        self.since = stamped().filter_map(first).min();
        self.mark = schema::mark(conn);
        // By a hash of the content: the contents themselves would take the size of the notebook.
        let mut same: BTreeMap<(Kind, u64), Vec<i64>> = BTreeMap::new();
        for row in &salvage.rows {
            if let Some(content) = content(row) {
                let mut hasher = DefaultHasher::new();
                content.hash(&mut hasher);
                let key = (row.kind(), hasher.finish());
                same.entry(key).or_default().push(row.meta().id);
            }
        }
        let same = same.into_iter().map(|((kind, _), handles)| (kind, handles));
        self.alike = same.filter(|(_, handles)| handles.len() > 1).collect();
        self.alike.sort_by_key(|(_, handles)| handles[0]);
    }
}

/// What makes two rows the same. A day may hold the same entry twice, so one without a time or
/// words of its own is not taken for another.
fn content(row: &Record) -> Option<String> {
    match row {
        Record::Ritual(ritual) => Some(text::key(&ritual.name)),
        Record::Config(config) => Some(config.key.clone()),
        Record::Completion(c) if c.moment.is_none() && c.note.is_none() => None,
        row => {
            let mut map = row.to_map();
            map.remove("uid");
            serde_json::to_string(&map).ok()
        }
    }
}

/// Writes a ritual and its first entry, to a copy in memory.
fn write(conn: &Connection, now: i64) -> Result<()> {
    let copy = schema::copy_in_memory(conn)?;
    let tried = Reader::in_memory(copy).write_as(now, "doctor", |writer| {
        // A name that no ritual has.
        let name = Uuid::now_v7().to_string();
        let ritual = Ritual::new(Meta::new(Uuid::now_v7()), name);
        let entry = Completion {
            meta: Meta::new(Uuid::now_v7()),
            ritual: ritual.to_ref(),
            ..Completion::default()
        };
        writer.add(&mut Record::Ritual(ritual))?;
        writer.add(&mut Record::Completion(entry))?;
        Ok::<_, Error>(())
    });
    tried.map(drop)
}

/// A table, index, trigger or view that is not as this program makes it. Triggers and views never run
/// here; they run in any other program that opens the file, so they are named.
#[derive(Debug, Clone)]
pub struct Strange {
    kind: String,
    name: String,
    /// Of one that was taken away, the statement that makes it; one that another program put there
    /// has none.
    sql: Option<String>,
    /// The kind of what has the name of one that was taken away.
    instead: Option<String>,
}

impl Strange {
    /// Whether the notebook goes without something it is made of.
    pub fn lacking(&self) -> bool {
        self.sql.is_some()
    }
}

impl fmt::Display for Strange {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "the {} {} is not ", self.kind, self.name)?;
        match (&self.sql, &self.instead) {
            (None, _) => write!(f, "of this program"),
            (_, Some(other)) => write!(f, "there; a {other} has its name"),
            _ => write!(f, "there"),
        }
    }
}

/// Compares the schema of a file at the latest one with one that was made anew.
///
/// # Errors
/// A schema that does not read.
pub fn strange(conn: &Connection) -> Result<Vec<Strange>> {
    let (mut found, known) = (objects(conn)?, objects(&schema::in_memory()?)?);
    let mut strange = Vec::new();
    for (name, (kind, sql)) in known {
        let instead = found.remove(&name).map(|(other, _)| other);
        if instead.as_ref() != Some(&kind) {
            let sql = Some(sql);
            strange.push(Strange {
                kind,
                name,
                sql,
                instead,
            });
        }
    }
    let added = |(name, (kind, _))| Strange {
        kind,
        name,
        sql: None,
        instead: None,
    };
    strange.extend(found.into_iter().map(added));
    Ok(strange)
}

/// Every object by its name: its kind and what makes it. Those SQLite makes by itself have none.
fn objects(conn: &Connection) -> rusqlite::Result<BTreeMap<String, (String, String)>> {
    let sql = "SELECT name, type, sql FROM sqlite_schema
        WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite!_%' ESCAPE '!'";
    let mut statement = conn.prepare(sql)?;
    let rows = statement.query_map([], |r| Ok((r.get(0)?, (r.get(1)?, r.get(2)?))))?;
    rows.collect()
}

/// Octal permissions of a notebook and of its folder.
fn modes(file: &Path) -> std::io::Result<[u32; 2]> {
    let mode = |path: &Path| path.metadata().map(|meta| meta.mode() & 0o777);
    Ok([mode(file)?, mode(folder_of(file))?])
}

/// A count of everything in the file.
#[derive(Debug, Clone, Default)]
pub struct Census {
    /// The file with its folder resolved; none when nothing is there yet.
    pub file: Option<PathBuf>,
    pub bytes: u64,
    /// Octal permissions of file and folder.
    pub file_mode: Option<u32>,
    pub folder_mode: Option<u32>,
    /// Rows in every table that has any, by name; those of `note` by their kind.
    pub tables: Vec<(String, u64)>,
    /// The place of a sync it takes part in.
    pub synced: Option<String>,
    /// Files beside the notebook whose names begin with its own.
    pub beside: Vec<PathBuf>,
}

impl Census {
    /// # Errors
    /// Those of opening and reading.
    pub fn take(path: &Path) -> Result<Census> {
        let file = open::existing(path)?;
        let mut census = Census {
            file: file.clone(),
            ..Census::default()
        };
        if let Some(file) = file {
            census.bytes = file.metadata()?.len();
            [census.file_mode, census.folder_mode] = modes(&file)?.map(Some);
            census.beside = beside(&file, |rest| !rest.is_empty());
        }
        let store = Reader::open(path)?;
        if census.file.is_some() {
            census.synced = store.part()?.map(|part| part.place);
            census.count(&store)?;
        }
        Ok(census)
    }

    fn count(&mut self, store: &Reader) -> Result<()> {
        let sql =
            "SELECT 0, name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'
            AND name <> 'clock'
            AND name NOT LIKE 'word_index_%' ORDER BY name";
        let names = rows::all(&store.conn, "sqlite_schema", sql, [], |row| {
            row.get::<_, String>(1)
        })?;
        for name in names.into_iter().filter(|name| name != "note") {
            let sql = format!("SELECT count(*) FROM \"{name}\"");
            let rows: i64 = store.conn.query_row(&sql, [], |r| r.get(0))?;
            if rows > 0 {
                self.tables.push((name, rows.unsigned_abs()));
            }
        }
        // Kinds without a table of their own are told one by one all the same.
        let sql = "SELECT 0, kind, count(*) FROM note GROUP BY kind";
        let kinds = rows::all(&store.conn, "note", sql, [], |row| {
            Ok((row.get(1)?, row.get::<_, i64>(2)?.unsigned_abs()))
        })?;
        self.tables.extend(kinds);
        self.tables.sort();
        Ok(())
    }
}

/// What a repair did.
#[derive(Debug)]
pub struct Repaired {
    /// The file as it was; none where it is as it was.
    pub copy: Option<PathBuf>,
    /// Each thing that was put right, and how many of it.
    pub done: Vec<(&'static str, usize)>,
}

/// Puts one thing right, and says how many of it.
type Step = fn(&Connection) -> Result<usize>;

/// The repairs in the file, in the order they are made. Whoever keeps a table that is made from the
/// rows adds its making here, after the parts and before the checksums.
const STEPS: &[(&str, Step)] = &[
    ("tables and indexes that were gone, made", lacking),
    ("the counter of handles set from the rows", counter),
    ("indexes made anew", indexes),
    ("checksums taken from the rows as they are", checksums),
];

impl Reader {
    /// Repairs the file at `path`; none where there is no file. What does not read stays as it is.
    ///
    /// # Errors
    /// Those of opening and of writing; a step that fails is taken back whole.
    pub fn repair(path: &Path) -> Result<Option<Repaired>> {
        let Some(file) = open::existing(path)? else {
            return Ok(None);
        };
        let (mut conn, place) = open::write(path)?;
        if schema::forward(&mut conn, Some(&place.path))? {
            let _ = open::rewrite(&conn);
        }
        let copy = image::put_beside(&image::take(&conn)?, &file, "before-repair")?;
        let mut done = Vec::new();
        for (what, step) in STEPS {
            let tx = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
            // What one cannot do the next may: each by itself, each whole.
            if let Ok(count @ 1..) = step(&tx)
                && tx.commit().is_ok()
            {
                done.push((*what, count));
            }
        }
        if file.metadata()?.len() > pages(&conn)? && open::rewrite(&conn).is_ok() {
            done.push(("bytes behind the last page cut off", 1));
        }
        drop(conn);
        let copy = if done.is_empty() {
            std::fs::remove_file(copy)?;
            None
        } else {
            Some(copy)
        };
        around(&file, &mut done)?;
        Ok(Some(Repaired { copy, done }))
    }
}

/// Modes and drafts.
fn around(file: &Path, done: &mut Vec<(&'static str, usize)>) -> Result<()> {
    if file.metadata()?.mode() & 0o077 != 0 {
        std::fs::set_permissions(file, Permissions::from_mode(0o600))?;
        done.push(("modes narrowed to 600", 1));
    }
    let mut removed = 0;
    for draft in drafts(file) {
        if draft.remove().map_err(|e| open::refused(&draft.path, e))? {
            removed += 1;
        }
    }
    if removed > 0 {
        done.push(("drafts of killed commands removed", removed));
    }
    Ok(())
}

/// Nothing but the schema is put back: a table that held rows stays without them.
fn lacking(conn: &Connection) -> Result<usize> {
    let mut made = 0;
    let mut lacking = strange(conn)?;
    lacking.retain(|object| object.instead.is_none());
    // Tables before their indexes.
    lacking.sort_by_key(|object| object.kind != "table");
    for Strange { name, sql, .. } in lacking {
        let Some(sql) = sql else { continue };
        // The index of words brings tables of its own.
        made += usize::from(conn.execute_batch(&sql).is_ok());
        if name == "word_index" {
            find::fill(&Borrowed::of(conn))?;
        }
    }
    Ok(made)
}

/// The row that gives out handles and stamps, from the highest of each that were given.
fn counter(conn: &Connection) -> Result<usize> {
    let highest = |column: &str| {
        let tables = rows::tables();
        let each = tables.map(|table| format!("SELECT max({column}) AS n FROM {table}"));
        each.collect::<Vec<_>>().join(" UNION ALL ")
    };
    let sql = format!(
        "INSERT OR IGNORE INTO clock (only_row, stamp, handle, mark) SELECT 1,
            (SELECT coalesce(max(n), 0) FROM ({} UNION ALL SELECT max(stamp) FROM gone)),
            (SELECT coalesce(max(n), 0) FROM ({} UNION ALL SELECT max(high) FROM undo_change)),
            lower(hex(randomblob(16)))",
        highest("stamp"),
        highest("id")
    );
    let mut made = conn.execute(&sql, [])?;
    // What is kept of commands that nothing names any more could not be forgotten.
    let kept = "UPDATE clock SET steps = '[]' WHERE NOT json_valid(steps)";
    made += conn.execute(kept, [])?;
    if made > 0 {
        conn.execute("DELETE FROM undo_change", [])?;
    }
    Ok(made)
}

fn indexes(conn: &Connection) -> Result<usize> {
    if integrity(conn).is_empty() {
        return Ok(0);
    }
    conn.execute_batch("REINDEX")?;
    Ok(1)
}

/// Rows that read are taken as they are.
fn checksums(conn: &Connection) -> Result<usize> {
    let differing = salvage::of(conn, integrity(conn).is_empty()).differing;
    for (kind, id) in &differing {
        rows::take_as_it_is(conn, *kind, *id)?;
    }
    // Those that another program added have none.
    rows::fill_sums(conn)?;
    Ok(differing.len())
}
