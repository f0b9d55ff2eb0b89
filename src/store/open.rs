//! Finding, creating and opening the file, with the settings it is always used with. Their evidence
//! stands in docs/storage.md.

use super::error::{Error, Result};
use super::schema;
use crate::file::{self, folder_of};
use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode, OpenFlags};
use rustix::fs::{FlockOperation, flock};
use rustix::io::Errno;
use std::fs::{File, Metadata, Permissions};
use std::io;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::time::{Duration, Instant};

/// "RTU1", in every file this program makes.
pub const APPLICATION_ID: i64 = 0x5254_5531;

/// How long a writer waits for the others.
pub const PATIENCE: Duration = Duration::from_secs(30);

/// What SQLite keeps beside a file, behind its name.
pub const SIDE: [&str; 3] = ["-journal", "-wal", "-shm"];

// EXTRA: under FULL an acknowledged row can be lost with the power.
// secure_delete: forgetting must leave no bytes. temp_store: no note in a temp file.
const SETTINGS: &str = "PRAGMA synchronous = EXTRA; PRAGMA secure_delete = ON;
    PRAGMA foreign_keys = ON; PRAGMA cell_size_check = ON; PRAGMA mmap_size = 0;
    PRAGMA temp_store = MEMORY;";

/// On macOS fsync leaves what was written in the disk's own memory; F_FULLFSYNC does not.
const FSYNC_FALLS_SHORT: bool = cfg!(target_vendor = "apple");

/// Opens for reading; a missing or empty file reads as an empty notebook and is not created.
pub fn read(path: &Path) -> Result<(Connection, Option<Found>)> {
    let Some(place) = Found::find(path)? else {
        return Ok((schema::in_memory()?, None));
    };
    let (conn, version) = maybe_empty(&place.path)?;
    match version {
        0 => Ok((schema::in_memory()?, None)),
        found if found < schema::LATEST => Ok((schema::copy_in_memory(&conn)?, None)),
        _ => Ok((conn, Some(place))),
    }
}

/// Opens the file at the schema it has; none where there is no file, or an empty one.
pub fn as_it_is(path: &Path) -> Result<Option<(Connection, Found)>> {
    let Some(place) = Found::find(path)? else {
        return Ok(None);
    };
    let (conn, version) = maybe_empty(&place.path)?;
    Ok((version > 0).then_some((conn, place)))
}

/// Opens a file at the schema it has, which is 0 for an empty one.
pub fn maybe_empty(path: &Path) -> Result<(Connection, i64)> {
    let conn = connect(path)?;
    let found = found_schema(&conn, path).map_err(|error| stuck(path, error))?;
    Ok((conn, found))
}

/// SQLite speaks of the disk where a journal cannot be rolled back.
fn stuck(path: &Path, error: Error) -> Error {
    let journal = with(path, "-journal");
    match error {
        Error::NotWritable(_) if journal.exists() => Error::NotWritable(format!(
            "{} was left by a killed command, and its place takes no writing to roll it back",
            journal.display()
        )),
        other => other,
    }
}

/// Opens for writing, creating the folder (0700) and the file (0600). One of an older schema stays it.
pub fn write(path: &Path) -> Result<(Connection, Found)> {
    loop {
        let Some(place) = Found::find(path)? else {
            create(path)?;
            continue;
        };
        place.owned()?;
        match begun(&place.path) {
            // Removed or replaced meanwhile: what is there now, or a new one.
            Err(_) if !place.holds() => {}
            opened => return opened.map(|conn| (conn, place)),
        }
    }
}

/// Opens a file that has a schema, or is given one.
fn begun(path: &Path) -> Result<Connection> {
    let (mut conn, found) = maybe_empty(path)?;
    if found == 0 {
        // Somebody else may have made the empty file; from here on it holds private words.
        std::fs::set_permissions(path, Permissions::from_mode(0o600))?;
        schema::forward(&mut conn, None)?;
    }
    Ok(conn)
}

/// Takes a file that another program set to a write-ahead log back to the journal it was made with.
/// False where somebody who has it open is in the way for as long as `patience`.
#[expect(
    clippy::disallowed_methods,
    reason = "how long to wait is no fact of the notebook"
)]
pub fn leave_wal(conn: &Connection, patience: Duration) -> Result<bool> {
    let since = Instant::now();
    if !in_wal(conn)? {
        return Ok(true);
    }
    loop {
        let asked = conn.query_row("PRAGMA journal_mode = DELETE", [], |r| {
            r.get::<_, String>(0)
        });
        match asked.map_err(Error::from) {
            Ok(mode) if mode == "delete" => return Ok(true),
            Err(error) if !matches!(error, Error::Busy) => return Err(error),
            _ if since.elapsed() > patience => return Ok(false),
            _ => std::thread::sleep(Duration::from_millis(5)),
        }
    }
}

/// Whether another program set the file to a write-ahead log.
pub fn in_wal(conn: &Connection) -> Result<bool> {
    let mode: String = conn.pragma_query_value(None, "journal_mode", |r| r.get(0))?;
    Ok(mode == "wal")
}

/// As [`leave_wal`], for what cannot be done otherwise.
pub fn out_of_wal(conn: &Connection) -> Result<()> {
    match leave_wal(conn, PATIENCE)? {
        true => Ok(()),
        false => Err(Error::InWal),
    }
}

/// Writes the file anew, so that what was deleted is in no corner of it.
pub fn rewrite(conn: &Connection) -> Result<()> {
    out_of_wal(conn)?;
    // VACUUM cuts the file after its commit, and syncs no more: the next commit does.
    Ok(conn.execute_batch("VACUUM; UPDATE clock SET handle = handle")?)
}

/// Tells those who work in a notebook from who puts another in its place, or none: SQLite finds a
/// journal by its name, so whoever had the earlier file open would roll back that of the new one. It
/// is a lock on the folder; where the disk knows none, everyone passes.
pub struct Gate {
    folder: Option<File>,
    /// Shut, or about to be: those who come now wait, so that a busy notebook gets quiet.
    sign: Option<(PathBuf, File)>,
}

impl Gate {
    /// Passes with everyone else who works there.
    fn pass(path: &Path) -> Result<Gate> {
        let sign = sign(path);
        patiently(|| file::locked(&sign))?;
        Gate::wait(path, FlockOperation::NonBlockingLockShared, None)
    }

    /// Waits until nobody works in the notebook, and keeps them out.
    pub fn shut(path: &Path) -> Result<Gate> {
        let name = sign(path);
        let sign = file::create(&name).or_else(|_| File::open(&name));
        let sign = sign.ok().map(|sign| (name, sign));
        if let Some((_, sign)) = &sign {
            let _ = flock(sign, FlockOperation::NonBlockingLockExclusive);
        }
        Gate::wait(path, FlockOperation::NonBlockingLockExclusive, sign)
    }

    fn wait(path: &Path, how: FlockOperation, sign: Option<(PathBuf, File)>) -> Result<Gate> {
        let folder = File::open(folder_of(path)).ok();
        let gate = Gate { folder, sign };
        if let Some(folder) = &gate.folder {
            patiently(|| flock(folder, how) == Err(Errno::WOULDBLOCK))?;
        }
        Ok(gate)
    }
}

impl Drop for Gate {
    fn drop(&mut self) {
        if let Some((name, _)) = &self.sign {
            let _ = file::remove(name);
        }
    }
}

/// `.NAME.shut` beside the notebook.
pub fn sign(path: &Path) -> PathBuf {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    path.with_file_name(format!(".{name}.shut"))
}

/// A file as it was found: its path with the folder resolved, and which file that was.
pub struct Found {
    pub path: PathBuf,
    meta: Metadata,
    _gate: Option<Gate>,
}

impl Found {
    /// What lies at a path, if something is there, which stays there as long as this lives; refuses
    /// links and what is no file.
    ///
    /// The last part is never followed: a planted link would let a file appear where it points.
    pub fn find(path: &Path) -> Result<Option<Found>> {
        let gate = Gate::pass(path)?;
        let found = Found::behind(path)?;
        Ok(found.map(|found| Found {
            _gate: Some(gate),
            ..found
        }))
    }

    /// The same for who has shut the gate.
    pub fn behind(path: &Path) -> Result<Option<Found>> {
        let Some(path) = spot(path)? else {
            return Ok(None);
        };
        let meta = match path.symlink_metadata() {
            Err(e) if missing(&e) => return Ok(None),
            Err(e) => return Err(refused(&path, e)),
            Ok(meta) if meta.is_symlink() => return Err(Error::Symlink(path)),
            Ok(meta) if !meta.is_file() => return Err(Error::NotOurs(path)),
            Ok(meta) => meta,
        };
        // SQLite would wait for whoever writes to a pipe, or follow a link.
        for suffix in SIDE {
            let side = with(&path, suffix);
            if side.symlink_metadata().is_ok_and(|m| !m.is_file()) {
                return Err(Error::InTheWay(side));
            }
        }
        Ok(Some(Found {
            path,
            meta,
            _gate: None,
        }))
    }

    /// Whether the file is still the one that its path leads to.
    pub fn holds(&self) -> bool {
        let there = self.path.symlink_metadata();
        there.is_ok_and(|now| (now.dev(), now.ino()) == (self.meta.dev(), self.meta.ino()))
    }

    /// Refuses a file of another user, who could read what is written to it.
    pub fn owned(&self) -> Result<()> {
        match file::owned(&self.meta) {
            true => Ok(()),
            false => Err(Error::Owner {
                path: self.path.clone(),
                owner: user(self.meta.uid()),
            }),
        }
    }
}

/// A user's name where the machine tells it, else the number.
pub fn user(id: u32) -> String {
    let users = std::fs::read_to_string("/etc/passwd").unwrap_or_default();
    let name = users.lines().find_map(|line| {
        let mut fields = line.split(':');
        let name = fields.next()?;
        (fields.nth(1)?.parse() == Ok(id)).then(|| name.to_owned())
    });
    name.unwrap_or_else(|| id.to_string())
}

/// The path with its folder resolved, if something is there, as by [`Found::find`].
pub fn existing(path: &Path) -> Result<Option<PathBuf>> {
    Ok(Found::find(path)?.map(|place| place.path))
}

/// The path with its folder resolved, whether or not a file is there; none where there is no folder.
pub fn spot(path: &Path) -> Result<Option<PathBuf>> {
    let name = path.file_name();
    let name = name.ok_or_else(|| Error::NotOurs(path.to_owned()))?;
    match folder_of(path).canonicalize() {
        Ok(folder) => Ok(Some(folder.join(name))),
        Err(e) if missing(&e) => Ok(None),
        Err(e) => Err(refused(path, e)),
    }
}

/// The path with `suffix` behind its name.
pub fn with(file: &Path, suffix: &str) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}

fn missing(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory
    )
}

/// An error of the disk, with what it is about.
pub fn refused(path: &Path, error: io::Error) -> Error {
    match Error::from(error) {
        Error::NotWritable(why) => Error::NotWritable(format!("{}: {why}", path.display())),
        other => other,
    }
}

fn create(path: &Path) -> Result<()> {
    make_folder(path)?;
    match file::create(path) {
        Err(e) if e.kind() != io::ErrorKind::AlreadyExists => Err(refused(path, e)),
        _ => Ok(()),
    }
}

/// Makes the folder of a file, 0700, where there is none.
pub fn make_folder(path: &Path) -> Result<()> {
    file::make_folders(folder_of(path)).map_err(|e| refused(path, e))
}

fn connect(path: &Path) -> Result<Connection> {
    // READ_WRITE falls back to reading where the file may not be written, and lets a reader
    // finish the roll-back a killed writer left behind.
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE
        | OpenFlags::SQLITE_OPEN_NOFOLLOW
        | OpenFlags::SQLITE_OPEN_NO_MUTEX
        | OpenFlags::SQLITE_OPEN_EXRESCODE;
    let conn = Connection::open_with_flags(path, flags)
        .map_err(|e| Error::NotWritable(format!("{} cannot be opened: {e}", path.display())))?;
    configure(&conn)?;
    Ok(conn)
}

/// What every connection is set to before its first statement.
pub fn configure(conn: &Connection) -> Result<()> {
    conn.busy_handler(Some(wait))?;
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false)?;
    // The schema has none; what another program planted is never run.
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_TRIGGER, false)?;
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_VIEW, false)?;
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_DQS_DML, false)?;
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_DQS_DDL, false)?;
    if FSYNC_FALLS_SHORT {
        conn.pragma_update(None, "fullfsync", true)?;
    }
    Ok(())
}

/// Sleeps 2–10 ms with jitter: SQLite's own back-off starves writers when many wait.
#[expect(clippy::disallowed_methods, reason = "patience is a stretch of time")]
fn wait(tries: i32) -> bool {
    static SINCE: OnceLock<Instant> = OnceLock::new();
    let since = SINCE.get_or_init(Instant::now);
    if since.elapsed() > PATIENCE {
        return false;
    }
    let noise = since.elapsed().subsec_nanos() ^ std::process::id().wrapping_mul(2_654_435_761);
    let micros = 2_000 + u64::from(noise.wrapping_add(tries as u32) % 8_000);
    std::thread::sleep(Duration::from_micros(micros));
    true
}

/// Waits for as long as others hold something.
fn patiently(held: impl Fn() -> bool) -> Result<()> {
    let mut tries = 0..;
    while held() {
        if !tries.next().is_some_and(wait) {
            return Err(Error::Busy);
        }
    }
    Ok(())
}

/// Commits for good. A commit is the removal of the journal, and SQLite syncs its folder by fsync,
/// `fullfsync` or not; Rust's sync of a folder is the full one.
pub fn commit(conn: &Connection) -> Result<()> {
    conn.execute_batch("COMMIT")?;
    let path = conn.path().filter(|path| !path.is_empty());
    let Some(path) = path.filter(|_| FSYNC_FALLS_SHORT).map(Path::new) else {
        return Ok(());
    };
    file::sync_folder(folder_of(path)).map_err(|e| refused(path, e))
}

/// The schema of an open file: 0 for one that is empty.
fn found_schema(conn: &Connection, path: &Path) -> Result<i64> {
    let not_ours = |e: rusqlite::Error| match e.sqlite_error_code() {
        Some(ErrorCode::NotADatabase) => Error::NotOurs(path.to_owned()),
        _ => e.into(),
    };
    let (mut found, mut empty) = (identity(conn).map_err(not_ours)?, false);
    if found.0 == 0 {
        // Another process may be making the file right now: look again from one snapshot.
        conn.execute_batch("BEGIN")?;
        found = identity(conn).map_err(not_ours)?;
        let pages = conn.pragma_query_value(None, "page_count", |r| r.get::<_, i64>(0))?;
        // A file of one byte has no pages either, and is none of ours.
        let bytes = path.metadata()?.len();
        conn.execute_batch("COMMIT")?;
        empty = found.0 == 0 && pages == 0 && bytes == 0;
    }
    let version = if empty { 0 } else { known(found, path)? };
    conn.execute_batch(SETTINGS)?;
    Ok(version)
}

/// The schema of a file by its identity, where it is one of this program's and one it knows.
pub fn known(found: (i64, i64), path: &Path) -> Result<i64> {
    match found {
        (APPLICATION_ID, version) if version > schema::LATEST => Err(Error::Newer {
            path: path.to_owned(),
            found: version,
            known: schema::LATEST,
        }),
        (APPLICATION_ID, version) if version > 0 => Ok(version),
        _ => Err(Error::NotOurs(path.to_owned())),
    }
}

/// The application's mark and the schema that a file says it has.
pub fn identity(conn: &Connection) -> rusqlite::Result<(i64, i64)> {
    let id = conn.pragma_query_value(None, "application_id", |r| r.get(0))?;
    let version = conn.pragma_query_value(None, "user_version", |r| r.get(0))?;
    Ok((id, version))
}

/// Applies the per-connection settings to a database that is not behind [`read`] or [`write`].
pub fn settle(conn: &Connection) -> Result<()> {
    configure(conn)?;
    conn.execute_batch(SETTINGS)?;
    Ok(())
}
