//! Looking at the file from all sides without changing it.

use super::error::{Error, Result};
use super::sum::{self, Fit};
use super::{Store, open, record, row};
use crate::domain::record::Kind;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

/// What was looked at and what was found.
#[derive(Debug, Clone)]
pub struct Checks {
    /// The file with its folder resolved; none when nothing is there.
    pub file: Option<PathBuf>,
    /// Lines of integrity_check other than "ok".
    pub integrity: Vec<String>,
    /// Rows that refer to one that is not there.
    pub dangling: Vec<String>,
    /// Rows read and decoded, by noun.
    pub rows: Vec<(Kind, usize)>,
    /// Rows that do not read, by table and handle.
    pub unreadable: Vec<String>,
    /// Rows that read and are not as they were stored, by table and handle.
    pub differing: Vec<String>,
    /// Permissions wider than 0600 for the file or 0700 for its folder, as octal modes.
    pub file_mode: Option<u32>,
    pub folder_mode: Option<u32>,
    /// Side files of a writer that was killed.
    pub leftovers: Vec<PathBuf>,
}

impl Checks {
    /// Runs every check on the file at `path`. Reading alone; the file stays as it is.
    ///
    /// # Errors
    /// Those of opening: a file that cannot be opened cannot be looked into.
    pub fn run(path: &Path) -> Result<Checks> {
        let mut checks = Checks {
            file: open::existing(path)?,
            integrity: Vec::new(),
            dangling: Vec::new(),
            rows: Vec::new(),
            unreadable: Vec::new(),
            differing: Vec::new(),
            file_mode: None,
            folder_mode: None,
            leftovers: Vec::new(),
        };
        if let Some(file) = checks.file.clone() {
            checks.look_around(&file)?;
        }
        let store = Store::read(path)?;
        checks.look_inside(&store)?;
        Ok(checks)
    }

    /// Whether the data itself is damaged.
    #[must_use]
    pub fn damaged(&self) -> bool {
        !(self.integrity.is_empty()
            && self.dangling.is_empty()
            && self.unreadable.is_empty()
            && self.differing.is_empty())
    }

    fn look_around(&mut self, file: &Path) -> Result<()> {
        let mode = |path: &Path| path.metadata().map(|m| m.mode() & 0o777);
        self.file_mode = Some(mode(file)?).filter(|m| m & 0o077 != 0);
        let folder = file.parent().unwrap_or(Path::new("/"));
        self.folder_mode = Some(mode(folder)?).filter(|m| m & 0o077 != 0);
        for suffix in ["-journal", "-wal", "-shm"] {
            let mut side = file.as_os_str().to_owned();
            side.push(suffix);
            let side = PathBuf::from(side);
            if side.exists() {
                self.leftovers.push(side);
            }
        }
        Ok(())
    }

    fn look_inside(&mut self, store: &Store) -> Result<()> {
        let conn = &store.conn;
        // A page too damaged for the check itself is a finding, not a failure.
        match lines(conn, "PRAGMA integrity_check") {
            Ok(found) => self.integrity = found.into_iter().filter(|l| l != "ok").collect(),
            Err(error) => self.integrity.push(error.to_string()),
        }
        // An older schema is looked at in a copy brought forward, which has pages of its own.
        let itself = conn.path().is_some_and(|path| !path.is_empty());
        if let Some(file) = self.file.as_ref().filter(|_| itself) {
            let bytes = file.metadata()?.len();
            let whole = pragma(conn, "page_count")? * pragma(conn, "page_size")?;
            // SQLite reads a last page that was cut short as if zeros stood there.
            if bytes != whole && bytes > 0 {
                let line = format!("the file has {bytes} bytes where its pages take {whole}");
                self.integrity.push(line);
            }
        }
        let sql =
            "SELECT coalesce(rowid, 0), \"table\" || ' #' || coalesce(rowid, 0) || ' refers to a '
            || parent || ' that is not there' FROM pragma_foreign_key_check";
        match row::all(conn, "foreign keys", sql, [], |c| c.get::<String>(1)) {
            Ok(found) => self.dangling = found,
            Err(error) => self.dangling.push(error.to_string()),
        }
        for kind in Kind::ALL.iter().copied() {
            match store.records(kind) {
                Ok(rows) => {
                    self.rows.push((kind, rows.len()));
                    for row in &rows {
                        self.compare(store, kind, row.meta().id);
                    }
                }
                Err(_) => self.one_by_one(store, kind),
            }
        }
        Ok(())
    }

    fn one_by_one(&mut self, store: &Store, kind: Kind) {
        let table = kind.as_str();
        let sql = format!("SELECT id FROM {table}");
        let ids = match row::all(&store.conn, table, &sql, [], |c| Ok(c.id())) {
            Ok(ids) => ids,
            Err(error) => {
                self.unreadable.push(format!("{table}: {error}"));
                return;
            }
        };
        let mut read = 0;
        for id in ids {
            match record::load(&store.conn, kind, id) {
                Ok(Some(_)) => {
                    read += 1;
                    self.compare(store, kind, id);
                }
                Ok(None) => self.unreadable.push(Error::row(table, id).to_string()),
                Err(error) => self.unreadable.push(error.to_string()),
            }
        }
        self.rows.push((kind, read));
    }

    /// A row whose parts or checksum do not read is one that differs.
    fn compare(&mut self, store: &Store, kind: Kind, id: i64) {
        if !matches!(
            sum::fits(&store.conn, kind, id),
            Ok(Fit::Fits | Fit::Unknown)
        ) {
            self.differing.push(format!("{} #{id}", kind.as_str()));
        }
    }
}

fn lines(conn: &rusqlite::Connection, sql: &str) -> rusqlite::Result<Vec<String>> {
    let mut statement = conn.prepare(sql)?;
    statement.query_map([], |row| row.get(0))?.collect()
}

fn pragma(conn: &rusqlite::Connection, name: &str) -> rusqlite::Result<u64> {
    conn.pragma_query_value(None, name, |row| row.get::<_, i64>(0))
        .map(i64::unsigned_abs)
}
