//! Putting right what can be put right without guessing, after a copy of the file as it is.

use super::doctor::{integrity, pages};
use super::error::Result;
use super::rows::Borrowed;
use super::strange::{self, Strange};
use super::{Reader, beside, find, image, open, rows, salvage, schema};
use rusqlite::{Connection, TransactionBehavior};
use std::fs::Permissions;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

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
        let found = schema::version(&conn)?;
        schema::upgrade(&mut conn, &place.path, found)?;
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
    let wide = |path: &Path| path.metadata().map(|m| m.permissions().mode() & 0o077 != 0);
    if wide(file)? {
        std::fs::set_permissions(file, Permissions::from_mode(0o600))?;
        done.push(("modes narrowed to 600", 1));
    }
    let mut removed = 0;
    for draft in beside::drafts(file) {
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
    let mut objects = strange::objects(conn)?;
    // Tables before their indexes.
    objects.sort_by_key(|object| !object.is_table());
    for object in objects {
        if let Strange::Lacking {
            name,
            sql,
            instead: None,
            ..
        } = object
        {
            // The index of words brings tables of its own.
            made += usize::from(conn.execute_batch(&sql).is_ok());
            if name == "word_index" {
                find::fill(&Borrowed::of(conn))?;
            }
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
