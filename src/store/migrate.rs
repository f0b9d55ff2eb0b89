//! Bringing a file forward to the schema this program knows: forward only, one transaction each.

use super::error::{Error, Result};
use super::{find, image, open, sum};
use rusqlite::{Connection, Transaction, TransactionBehavior};
use rusqlite_migration::{HookError, M, Migrations};
use std::path::Path;

/// One schema after the other.
fn steps() -> [M<'static>; LATEST as usize] {
    [
        M::up(include_str!("migrations/0001_notebook.sql")),
        // One schema in several files, a subject each.
        M::up_with_hook(
            concat!(
                include_str!("migrations/0002_index.sql"),
                include_str!("migrations/0002_sums.sql"),
                include_str!("migrations/0002_between.sql"),
                include_str!("migrations/0002_nouns.sql"),
            ),
            |tx: &Transaction| find::fill(tx).map_err(|e| HookError::Hook(e.to_string())),
        ),
    ]
}

/// The schema this program writes.
pub const LATEST: i64 = 2;

/// An empty notebook that exists nowhere.
pub fn in_memory() -> Result<Connection> {
    let mut conn = Connection::open_in_memory()?;
    open::settle(&conn)?;
    forward(&mut conn, &steps())?;
    Ok(conn)
}

/// A copy of an older file, brought forward in memory: reading never changes a file.
pub fn copy_in_memory(from: &Connection) -> Result<Connection> {
    brought_forward(image::open(&image::take(from)?)?)
}

/// An image in memory, brought forward there.
pub fn brought_forward(mut conn: Connection) -> Result<Connection> {
    open::settle(&conn)?;
    forward(&mut conn, &steps())?;
    Ok(conn)
}

/// Brings the file at `path` forward, with a backup beside it when it held anything.
pub fn upgrade(conn: &mut Connection, path: &Path, found: i64) -> Result<()> {
    upgrade_by(conn, path, found, &steps())
}

fn upgrade_by(conn: &mut Connection, path: &Path, found: i64, steps: &[M<'static>]) -> Result<()> {
    if found > 0 {
        let was = image::take(conn)?;
        let sound: String =
            image::open(&was)?.query_row("PRAGMA integrity_check", [], |row| row.get(0))?;
        if sound != "ok" {
            let what = format!("the backup before the upgrade: {sound}");
            return Err(Error::Damaged(what));
        }
        image::put_beside(&was, path, &format!("schema-{found}"))?;
    }
    forward(conn, steps)?;
    if found > 0 {
        // Rows from before there were checksums. Those that cannot have one go without.
        let tx = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
        if sum::fill(&tx).is_ok() {
            tx.commit()?;
        }
    }
    Ok(())
}

fn forward(conn: &mut Connection, steps: &[M<'static>]) -> Result<()> {
    conn.set_transaction_behavior(TransactionBehavior::Immediate);
    let latest = steps.len() as i64;
    // Several first starts may meet here. Each step is one immediate transaction, so whoever comes
    // second finds the step done, fails on it, and sees the new version when it looks again.
    loop {
        let before = version(conn)?;
        if before >= latest {
            return Ok(());
        }
        if let Err(error) = Migrations::from_slice(steps).to_latest(conn)
            && version(conn)? == before
        {
            return Err(match error {
                rusqlite_migration::Error::RusqliteError { err, .. } => err.into(),
                other => Error::Other(other.to_string()),
            });
        }
    }
}

fn version(conn: &Connection) -> Result<i64> {
    Ok(conn.pragma_query_value(None, "user_version", |row| row.get(0))?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::MetadataExt;

    #[test]
    fn the_next_schema_leaves_a_backup_beside_the_file_first() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("ritual.db");
        let (mut conn, _) = open::write(&path).unwrap();
        conn.execute(
            "INSERT INTO ritual (uid, changed, name, key) VALUES ('u', 1, 'walk', 'walk')",
            [],
        )
        .unwrap();
        let next = M::up("ALTER TABLE ritual ADD COLUMN later TEXT");
        let steps = [&steps()[..], &[next]].concat();
        upgrade_by(&mut conn, &path, LATEST, &steps).unwrap();
        assert_eq!(version(&conn).unwrap(), LATEST + 1);
        let kept = format!("ritual.db.schema-{LATEST}.bak");
        let kept = folder.path().join(kept);
        assert_eq!(kept.metadata().unwrap().mode() & 0o777, 0o600);
        let old = Connection::open(&kept).unwrap();
        let (v, name): (i64, String) = (
            version(&old).unwrap(),
            old.query_row("SELECT name FROM ritual", [], |r| r.get(0))
                .unwrap(),
        );
        assert_eq!((v, name.as_str()), (LATEST, "walk"));
        assert!(old.prepare("SELECT later FROM ritual").is_err());
    }

    #[test]
    fn a_step_that_fails_leaves_the_file_at_the_schema_it_had() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("ritual.db");
        let (mut conn, _) = open::write(&path).unwrap();
        let next = M::up("CREATE TABLE half (a); SELECT nonsense FROM nowhere;");
        let steps = [&steps()[..], &[next]].concat();
        assert!(upgrade_by(&mut conn, &path, LATEST, &steps).is_err());
        assert_eq!(version(&conn).unwrap(), LATEST);
        assert!(conn.prepare("SELECT * FROM half").is_err());
    }
}
