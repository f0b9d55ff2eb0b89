//! Looking at the file from all sides without changing it.

mod around;
mod attempt;
mod content;

use super::error::{Error, Result};
use super::salvage::{self, Salvage};
use super::strange::{self, Strange};
use super::{Reader, open, rows};
use crate::domain::record::Kind;
use rusqlite::Connection;
use std::path::{Path, PathBuf};

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
        if !self.damaged() {
            self.closed = attempt::closed(conn, now);
        }
        Ok(())
    }

    fn take(&mut self, salvage: Salvage) {
        let count = |kind: &Kind| (*kind, salvage.count(*kind));
        self.rows = Kind::ALL.iter().map(count).collect();
        self.unreadable = salvage.unread;
        self.differing = salvage.differing;
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
