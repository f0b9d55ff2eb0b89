//! Putting right what can be put right without guessing, after a copy of the file as it is.

use super::doctor::{integrity, pages};
use super::error::Result;
use super::strange::{self, Strange};
use super::{Store, beside, find, image, open, salvage, sum};
use crate::domain::record::Kind;
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
    ("parts of rows that are gone, removed", parts),
    ("checksums taken from the rows as they are", checksums),
];

impl Store {
    /// Repairs the file at `path`; none where there is no file. What does not read stays as it is.
    ///
    /// # Errors
    /// Those of opening and of writing; a step that fails is taken back whole.
    pub fn repair(path: &Path) -> Result<Option<Repaired>> {
        let Some(file) = open::existing(path)? else {
            return Ok(None);
        };
        let (mut conn, _place) = open::write(path)?;
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
                find::fill(conn)?;
            }
        }
    }
    Ok(made)
}

/// The row that gives out handles and stamps, from the highest of each that were given.
fn counter(conn: &Connection) -> Result<usize> {
    let rows = Kind::ALL.iter().map(|kind| kind.as_str());
    let ids = rows.map(|table| format!("SELECT max(id) AS id FROM {table}"));
    let ids = ids.collect::<Vec<_>>().join(" UNION ALL ");
    let sql = format!(
        "INSERT OR IGNORE INTO clock (only_row, stamp, handle) SELECT 1,
            (SELECT coalesce(max(changed), 0) FROM change_log),
            (SELECT coalesce(max(id), 0) FROM ({ids} UNION ALL SELECT max(id) FROM row_sum
                UNION ALL SELECT max(high) FROM undo_change))"
    );
    Ok(conn.execute(&sql, [])?)
}

fn indexes(conn: &Connection) -> Result<usize> {
    if integrity(conn).is_empty() {
        return Ok(0);
    }
    conn.execute_batch("REINDEX")?;
    Ok(1)
}

/// Words and rhythms whose row is gone, and wordings of rituals and boundaries that are.
fn parts(conn: &Connection) -> Result<usize> {
    let mut removed = 0;
    for (kind, table, _) in sum::PARTS {
        let owner = kind.as_str();
        let orphan = match *table {
            "revision" => {
                "subject NOT IN (SELECT uid FROM ritual UNION ALL SELECT uid FROM boundary)"
                    .to_owned()
            }
            _ => format!("{owner} NOT IN (SELECT id FROM {owner})"),
        };
        removed += conn.execute(&format!("DELETE FROM {table} WHERE {orphan}"), [])?;
    }
    Ok(removed)
}

/// Rows that read are taken as they are; checksums of rows that are gone go.
fn checksums(conn: &Connection) -> Result<usize> {
    let mut taken = 0;
    let found = salvage::of(conn, integrity(conn).is_empty());
    for named in &found.differing {
        let (table, id) = named.split_once(" #").unwrap_or_default();
        if let (Some(kind), Ok(id)) = (Kind::parse(table), id.parse()) {
            sum::keep(conn, kind, id)?;
            taken += 1;
        }
    }
    for id in &found.gone {
        sum::let_go(conn, *id)?;
        taken += 1;
    }
    // Those from before there were checksums.
    sum::fill(conn)?;
    Ok(taken)
}
