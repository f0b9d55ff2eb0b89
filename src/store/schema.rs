//! The schema, and bringing a file forward to it: forward only, in one transaction, after a copy.

mod from_2;

pub use from_2::is_part;

use super::error::{Error, Result};
use super::rows::Borrowed;
use super::{doctor, find, grants, image, open, rows, sync, undo};
use rusqlite::{Connection, TransactionBehavior};
use std::path::{Path, PathBuf};

/// What makes the next schema of the one before it.
type Step = fn(&Connection) -> Result<()>;

/// From schema 1 to 2, from 2 to 3, and so on.
const STEPS: &[Step] = &[
    |tx| Ok(tx.execute_batch(include_str!("schema/2.sql"))?),
    from_2::bring_forward,
    |tx| Ok(tx.execute_batch(include_str!("schema/4.sql"))?),
    |tx| {
        tx.execute_batch(include_str!("schema/5.sql"))?;
        undo::bring_forward(tx)?;
        sync::bring_forward(tx)
    },
    |tx| Ok(tx.execute_batch(include_str!("schema/6.sql"))?),
];

/// The schema this program writes.
pub const LATEST: i64 = STEPS.len() as i64 + 1;

/// What a fresh file begins with; it takes the later steps as every other file does.
const FRESH: &str = include_str!("schema/3.sql");
const FRESH_IS: i64 = 3;

/// An empty notebook that exists nowhere.
pub fn in_memory() -> Result<Connection> {
    brought_forward(Connection::open_in_memory()?)
}

/// An empty notebook of an earlier schema, for what is found of a file that has it.
pub fn in_memory_at(version: i64) -> Result<Connection> {
    let mut conn = Connection::open_in_memory()?;
    open::settle(&conn)?;
    let (sql, is) = match version {
        ..FRESH_IS => (include_str!("schema/1.sql"), 1),
        _ => (FRESH, FRESH_IS),
    };
    let tx = conn.transaction()?;
    tx.execute_batch(sql)?;
    for step in &STEPS[is as usize - 1..version as usize - 1] {
        step(&tx)?;
    }
    tx.pragma_update(None, "user_version", version)?;
    tx.commit()?;
    Ok(conn)
}

/// A copy of a file, brought forward in memory: reading never changes a file.
pub fn copy_in_memory(from: &Connection) -> Result<Connection> {
    brought_forward(image::open(&image::take(from)?)?)
}

/// An image in memory, brought forward there.
pub fn brought_forward(mut conn: Connection) -> Result<Connection> {
    open::settle(&conn)?;
    forward(&mut conn, None)?;
    Ok(conn)
}

/// Brings a file forward, one that is at `path` after a backup beside it, and says whether there was
/// anything to do: several first starts may meet here, and whoever comes second finds it done.
pub fn forward(conn: &mut Connection, path: Option<&Path>) -> Result<bool> {
    // A row that refers to one that is not there stays what it is: doctor names it.
    conn.execute_batch("PRAGMA foreign_keys = OFF")?;
    let mut in_one = || {
        let tx = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let older = version(&tx)? < LATEST;
        if older {
            rise(&tx, path)?;
            tx.commit()?;
        }
        Ok(older)
    };
    let done = in_one();
    conn.execute_batch("PRAGMA foreign_keys = ON")?;
    done
}

/// Does so within the transaction that is open, and says where the backup lies: a file that held
/// nothing has none.
pub fn rise(conn: &Connection, path: Option<&Path>) -> Result<Option<PathBuf>> {
    let found = version(conn)?;
    let copy = match path {
        Some(path) if found > 0 => Some(copy_before(conn, path, found)?),
        _ => None,
    };
    if let Err(error) = take(conn, found) {
        copy.map_or(Ok(()), std::fs::remove_file)?;
        return Err(error);
    }
    Ok(copy)
}

/// The backup before an upgrade: of a file too damaged for one there is none.
fn copy_before(conn: &Connection, path: &Path, found: i64) -> Result<PathBuf> {
    let was = image::within(conn)?;
    if let Some(damage) = damage(&image::open(&was)?).first() {
        let what = format!("the backup before the upgrade: {damage}");
        return Err(Error::Damaged(what));
    }
    image::put_beside(&was, path, &format!("schema-{found}"))
}

/// What is damaged in a file of an earlier schema, where that is more than an upgrade makes anew:
/// indexes, the index of words, free pages. The words are those of SQLite's `integrity_check`.
pub fn damage(conn: &Connection) -> Vec<String> {
    let made_anew = |line: &str| {
        [" index ", "fts5", "FTS5", ": never used", "change_log"]
            .iter()
            .any(|words| line.contains(words))
    };
    let found = doctor::integrity(conn);
    let lines = found.iter().flat_map(|found| found.lines());
    lines
        .filter(|line| !line.starts_with("***") && !made_anew(line))
        .map(str::to_owned)
        .collect()
}

/// Takes the steps from a schema on.
fn take(tx: &Connection, found: i64) -> Result<()> {
    if found == 0 {
        tx.execute_batch(FRESH)?;
        tx.execute_batch(
            "INSERT INTO clock (only_row, stamp, handle, mark)
             VALUES (1, 0, 0, lower(hex(randomblob(16))))",
        )?;
        tx.pragma_update(None, "application_id", open::APPLICATION_ID)?;
    }
    let from = if found == 0 { FRESH_IS } else { found };
    for step in &STEPS[from as usize - 1..] {
        step(tx)?;
    }
    tx.pragma_update(None, "user_version", LATEST)?;
    if (1..3).contains(&found) {
        // What is made from the rows is made of them as they are now.
        rows::fill_sums(tx)?;
        find::fill(&Borrowed::of(tx))?;
    }
    if (1..4).contains(&found) {
        grants::name_words(tx)?;
    }
    Ok(())
}

/// The mark by which a notebook's own backups are known: empty where it does not read, and in a file from
/// before marks. Schema 2 had it in a table of its own.
pub fn mark(conn: &Connection) -> String {
    let in_table = |table| conn.query_row(&format!("SELECT mark FROM {table}"), [], |r| r.get(0));
    let mark = in_table("clock").or_else(|_| in_table("notebook"));
    mark.unwrap_or_default()
}

pub fn version(conn: &Connection) -> Result<i64> {
    Ok(conn.pragma_query_value(None, "user_version", |row| row.get(0))?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::MetadataExt;

    /// A notebook of the schema before this one, with a ritual in it.
    fn notebook(path: &Path) -> Connection {
        let conn = open::write(path).unwrap().0;
        let sql = format!(
            "INSERT INTO ritual (uid, stamp, sum, name, rhythms, joint, sacred)
                VALUES ('u', 1, 0, 'walk', '[{{}}]', 0, 0);
             ALTER TABLE mood DROP COLUMN measures; PRAGMA user_version = {}",
            LATEST - 1
        );
        conn.execute_batch(&sql).unwrap();
        conn
    }

    #[test]
    fn the_next_schema_leaves_a_backup_beside_the_file_first() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("ritual.db");
        let mut conn = notebook(&path);
        assert!(forward(&mut conn, Some(&path)).unwrap());
        assert_eq!(version(&conn).unwrap(), LATEST);
        let kept = open::with(&path, &format!(".schema-{}.bak", LATEST - 1));
        assert_eq!(kept.metadata().unwrap().mode() & 0o777, 0o600);
        let old = Connection::open(&kept).unwrap();
        assert_eq!(version(&old).unwrap(), LATEST - 1);
        let name = old.query_row("SELECT name FROM ritual", [], |r| r.get(0));
        assert_eq!(name, Ok("walk".to_owned()));
        assert!(old.prepare("SELECT measures FROM mood").is_err());
    }

    #[test]
    fn a_step_that_fails_leaves_the_file_at_the_schema_it_had() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("ritual.db");
        let mut conn = notebook(&path);
        conn.execute_batch("ALTER TABLE mood ADD COLUMN measures TEXT")
            .unwrap();
        assert!(forward(&mut conn, Some(&path)).is_err());
        assert_eq!(version(&conn).unwrap(), LATEST - 1);
        assert_eq!(folder.path().read_dir().unwrap().count(), 1);
    }

    /// Twenty-five objects: every command parses each of them.
    #[test]
    fn the_schema_is_small() {
        let conn = in_memory().unwrap();
        let count: i64 = conn
            .query_row("SELECT count(*) FROM sqlite_schema", [], |r| r.get(0))
            .unwrap();
        assert_eq!(count, 25);
    }
}
