//! Looking at the file from all sides without changing it.

use super::error::{Error, Result};
use super::salvage::{self, Salvage};
use super::strange::{self, Strange};
use super::{Reader, beside, open, rows, schema};
use crate::domain::completion::Completion;
use crate::domain::meta::Meta;
use crate::domain::record::{Kind, Record};
use crate::domain::ritual::Ritual;
use crate::domain::text;
use crate::file;
use rusqlite::Connection;
use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::os::unix::fs::MetadataExt;
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
            Err(error @ (Error::Damaged(_) | Error::NotOurs(_) | Error::Other(_))) => {
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
        self.strange = strange::objects(conn)?;
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
        let modes = beside::modes(notebook)?.map(|mode| Some(mode).filter(|m| m & 0o077 != 0));
        [self.file_mode, self.folder_mode] = modes;
        let found = notebook.metadata()?;
        self.owner = (!file::owned(&found)).then(|| open::user(found.uid()));
        self.leftovers = beside::beside(notebook, beside::side);
        let drafts = beside::drafts(notebook).into_iter();
        self.drafts = drafts.map(|draft| draft.path).collect();
        Ok(())
    }

    fn look_at_content(&mut self, conn: &Connection, salvage: &Salvage, now: i64) {
        let ask = |sql: &str| conn.query_row(sql, [], |r| r.get::<_, i64>(0)).ok();
        let stamped = || rows::tables().chain(["gone"]);
        let stamp = stamped()
            .chain(["clock"])
            .filter_map(|table| ask(&format!("SELECT max(stamp) FROM {table}")))
            .max();
        self.ahead = stamp
            .map(|stamp| stamp >> 16)
            .filter(|ms| *ms > now + SLACK);
        let first = stamped().filter_map(|table| ask(&format!("SELECT min(stamp) FROM {table}")));
        self.since = first.min().map(|stamp| stamp >> 16);
        let mark = conn.query_row("SELECT mark FROM clock", [], |r| r.get(0));
        self.mark = mark.unwrap_or_default();
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
        let several = same.into_iter().filter(|(_, handles)| handles.len() > 1);
        self.alike = several
            .map(|((kind, _), handles)| (kind, handles))
            .collect();
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
    Reader::in_memory(copy).write_as(now, "doctor", |writer| {
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
    })
}
