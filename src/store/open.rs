//! Finding, creating and opening the file, with the settings it is always used with. Their evidence
//! stands in docs/storage.md.

use super::error::{Error, Result};
use super::schema;
use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode, OpenFlags};
use std::fs::{DirBuilder, File, OpenOptions, Permissions};
use std::io;
use std::os::unix::fs::{DirBuilderExt, MetadataExt, OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::time::{Duration, Instant};

/// "RTU1", in every file this program makes.
pub const APPLICATION_ID: i64 = 0x5254_5531;

/// How long a writer waits for the others.
const PATIENCE: Duration = Duration::from_secs(30);

// EXTRA: under FULL an acknowledged row can be lost with the power.
// secure_delete: forgetting must leave no bytes. temp_store: no note in a temp file.
const SETTINGS: &str = "PRAGMA synchronous = EXTRA; PRAGMA secure_delete = ON;
    PRAGMA foreign_keys = ON; PRAGMA cell_size_check = ON; PRAGMA mmap_size = 0;
    PRAGMA temp_store = MEMORY;";

/// Opens for reading; a missing or empty file reads as an empty notebook and is not created.
pub fn read(path: &Path) -> Result<Connection> {
    let Some(path) = existing(path)? else {
        return schema::in_memory();
    };
    let conn = connect(&path)?;
    match found_schema(&conn, &path)? {
        0 => schema::in_memory(),
        found if found < schema::LATEST => schema::copy_in_memory(&conn),
        _ => Ok(conn),
    }
}

/// Opens the file at the schema it has; none where there is no file, or an empty one.
pub fn as_it_is(path: &Path) -> Result<Option<Connection>> {
    let Some(path) = existing(path)? else {
        return Ok(None);
    };
    let conn = connect(&path)?;
    let found = found_schema(&conn, &path)?;
    Ok((found > 0).then_some(conn))
}

/// Opens for writing, creating the folder (0700) and the file (0600) and bringing the schema up.
pub fn write(path: &Path) -> Result<Connection> {
    let path = match existing(path)? {
        Some(path) => path,
        None => create(path)?,
    };
    let mut conn = connect(&path)?;
    let found = found_schema(&conn, &path)?;
    if found == 0 {
        // Somebody else may have made the empty file; from here on it holds private words.
        std::fs::set_permissions(&path, Permissions::from_mode(0o600))?;
    }
    if found < schema::LATEST {
        schema::upgrade(&mut conn, &path, found)?;
    }
    Ok(conn)
}

/// The path with its folder resolved, if something is there; refuses links and what is no file.
///
/// The last part is never followed: a planted link would let a file appear where it points.
pub fn existing(path: &Path) -> Result<Option<PathBuf>> {
    let folder = match folder_of(path).canonicalize() {
        Ok(folder) => folder,
        Err(e) if missing(&e) => return Ok(None),
        Err(e) => return Err(Error::NotWritable(format!("{}: {e}", path.display()))),
    };
    let full = folder.join(name_of(path)?);
    match full.symlink_metadata() {
        Err(e) if missing(&e) => Ok(None),
        Err(e) => Err(Error::NotWritable(format!("{}: {e}", full.display()))),
        Ok(found) if found.is_symlink() => Err(Error::Symlink(full)),
        Ok(found) if !found.is_file() => Err(Error::NotOurs(full)),
        Ok(_) => Ok(Some(full)),
    }
}

/// Which file a path leads to: one that was put in its place is another.
pub type FileId = (u64, u64);

pub fn file_id(path: &Path) -> Option<FileId> {
    let found = path.metadata().ok()?;
    Some((found.dev(), found.ino()))
}

fn missing(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory
    )
}

fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

fn name_of(path: &Path) -> Result<&std::ffi::OsStr> {
    path.file_name()
        .ok_or_else(|| Error::NotOurs(path.to_owned()))
}

/// Makes the folder of a file, 0700, where there is none.
pub fn make_folder(path: &Path) -> Result<()> {
    let folder = folder_of(path);
    if folder.exists() {
        return Ok(());
    }
    DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(folder)
        .map_err(|e| refused(path, e))?;
    // The new folder's own entry must survive a power loss too.
    if let Some(above) = folder.canonicalize()?.parent() {
        let _ = File::open(above).and_then(|dir| dir.sync_all());
    }
    Ok(())
}

fn refused(path: &Path, error: io::Error) -> Error {
    match Error::from(error) {
        Error::NotWritable(why) => Error::NotWritable(format!("{}: {why}", path.display())),
        other => other,
    }
}

fn create(path: &Path) -> Result<PathBuf> {
    make_folder(path)?;
    let refused = |e| refused(path, e);
    let folder = folder_of(path);
    let full = folder.canonicalize().map_err(refused)?.join(name_of(path)?);
    let made = OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(&full);
    match made {
        Err(e) if e.kind() != io::ErrorKind::AlreadyExists => Err(refused(e)),
        _ => existing(path)?.ok_or(Error::Busy),
    }
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
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_DQS_DML, false)?;
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_DQS_DDL, false)?;
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

/// The schema of an open file: 0 for one that is empty.
fn found_schema(conn: &Connection, path: &Path) -> Result<i64> {
    let not_ours = |e: rusqlite::Error| match e.sqlite_error_code() {
        Some(ErrorCode::NotADatabase) => Error::NotOurs(path.to_owned()),
        _ => e.into(),
    };
    let mut found = identity(conn).map_err(not_ours)?;
    if found.0 == 0 {
        // Another process may be making the file right now: look again from one snapshot.
        conn.execute_batch("BEGIN")?;
        found = identity(conn).map_err(not_ours)?;
        let pages = conn.pragma_query_value(None, "page_count", |r| r.get::<_, i64>(0))?;
        // A file of one byte has no pages either, and is none of ours.
        let bytes = path.metadata()?.len();
        conn.execute_batch("COMMIT")?;
        if found.0 == 0 && pages == 0 && bytes == 0 {
            conn.execute_batch(SETTINGS)?;
            return Ok(0);
        }
    }
    match found {
        (APPLICATION_ID, version) if version > schema::LATEST => Err(Error::Newer {
            path: path.to_owned(),
            found: version,
            known: schema::LATEST,
        }),
        (APPLICATION_ID, version) if version > 0 => {
            conn.execute_batch(SETTINGS)?;
            Ok(version)
        }
        _ => Err(Error::NotOurs(path.to_owned())),
    }
}

fn identity(conn: &Connection) -> rusqlite::Result<(i64, i64)> {
    let id = conn.pragma_query_value(None, "application_id", |r| r.get(0))?;
    let version = conn.pragma_query_value(None, "user_version", |r| r.get(0))?;
    Ok((id, version))
}

/// Creates a file nobody else may read, and fails if one is there.
pub fn create_private(path: &Path) -> io::Result<File> {
    OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(path)
}

/// Applies the per-connection settings to a database that is not behind [`read`] or [`write`].
pub fn settle(conn: &Connection) -> Result<()> {
    configure(conn)?;
    conn.execute_batch(SETTINGS)?;
    Ok(())
}
