//! Bringing a file forward to the schema this program knows: forward only, one transaction each.

use super::error::Result;
use super::{backup, find, open, sum};
use rusqlite::{Connection, Transaction, TransactionBehavior};
use std::path::Path;

/// From one schema to the next: statements, then what is worked out of the rows.
#[derive(Clone, Copy)]
struct Step {
    sql: &'static str,
    then: fn(&Transaction) -> Result<()>,
}

/// One schema after the other.
const STEPS: [Step; LATEST as usize] = [
    Step {
        sql: include_str!("migrations/0001_notebook.sql"),
        then: |_| Ok(()),
    },
    Step {
        // One schema in several files, a subject each.
        sql: concat!(
            include_str!("migrations/0002_index.sql"),
            include_str!("migrations/0002_sums.sql"),
            include_str!("migrations/0002_between.sql"),
            include_str!("migrations/0002_nouns.sql"),
        ),
        then: |tx| find::fill(tx),
    },
];

/// The schema this program writes.
pub const LATEST: i64 = 2;

/// An empty notebook that exists nowhere.
pub fn in_memory() -> Result<Connection> {
    let mut conn = Connection::open_in_memory()?;
    open::settle(&conn)?;
    forward(&mut conn, &STEPS)?;
    Ok(conn)
}

/// A copy of an older file, brought forward in memory: reading never changes a file.
pub fn copy_in_memory(from: &Connection) -> Result<Connection> {
    let mut conn = Connection::open_in_memory()?;
    backup::copy(from, &mut conn)?;
    brought_forward(conn)
}

/// An image in memory, brought forward there.
pub fn brought_forward(mut conn: Connection) -> Result<Connection> {
    open::settle(&conn)?;
    forward(&mut conn, &STEPS)?;
    Ok(conn)
}

/// Brings the file at `path` forward, with a backup beside it when it held anything.
pub fn upgrade(conn: &mut Connection, path: &Path, found: i64) -> Result<()> {
    upgrade_by(conn, path, found, &STEPS)
}

fn upgrade_by(conn: &mut Connection, path: &Path, found: i64, steps: &[Step]) -> Result<()> {
    if found > 0 {
        backup::beside(conn, path, &format!("schema-{found}"))?;
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

fn forward(conn: &mut Connection, steps: &[Step]) -> Result<()> {
    while version(conn)? < steps.len() as i64 {
        let tx = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
        // Several first starts may meet here: whoever comes second waits, and finds the step done.
        let at = version(&tx)?;
        if let Some(step) = usize::try_from(at).ok().and_then(|at| steps.get(at)) {
            tx.execute_batch(step.sql)?;
            (step.then)(&tx)?;
            tx.pragma_update(None, "user_version", at + 1)?;
        }
        tx.commit()?;
    }
    Ok(())
}

/// The schema an open file has.
pub fn version(conn: &Connection) -> Result<i64> {
    Ok(conn.pragma_query_value(None, "user_version", |row| row.get(0))?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::MetadataExt;

    /// The steps there are, and one more.
    fn with(sql: &'static str) -> Vec<Step> {
        let next = Step {
            sql,
            then: |_| Ok(()),
        };
        [&STEPS[..], &[next]].concat()
    }

    #[test]
    fn the_next_schema_leaves_a_backup_beside_the_file_first() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("ritual.db");
        let mut conn = open::write(&path).unwrap();
        conn.execute(
            "INSERT INTO ritual (uid, changed, name, key) VALUES ('u', 1, 'walk', 'walk')",
            [],
        )
        .unwrap();
        let steps = with("ALTER TABLE ritual ADD COLUMN later TEXT");
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
        let mut conn = open::write(&path).unwrap();
        let steps = with("CREATE TABLE half (a); SELECT nonsense FROM nowhere;");
        assert!(upgrade_by(&mut conn, &path, LATEST, &steps).is_err());
        assert_eq!(version(&conn).unwrap(), LATEST);
        assert!(conn.prepare("SELECT * FROM half").is_err());
    }
}
