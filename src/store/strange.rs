//! What of a file's schema is not as this program makes it. Triggers and views never run here; they
//! run in any other program that opens the file, so they are named.

use super::error::Result;
use super::schema;
use rusqlite::Connection;
use std::collections::BTreeMap;
use std::fmt;

/// A table, index, trigger or view.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Strange {
    /// Put there by another program.
    Added { kind: String, name: String },
    /// Taken away by one, with the statement that makes it; another kind may stand in its place.
    Lacking {
        kind: String,
        name: String,
        sql: String,
        instead: Option<String>,
    },
}

impl Strange {
    /// Whether the notebook goes without something it is made of.
    pub fn lacking(&self) -> bool {
        matches!(self, Strange::Lacking { .. })
    }

    pub fn is_table(&self) -> bool {
        let (Strange::Added { kind, .. } | Strange::Lacking { kind, .. }) = self;
        kind == "table"
    }
}

impl fmt::Display for Strange {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Strange::Added { kind, name } => {
                write!(f, "the {kind} {name} is not of this program")
            }
            Strange::Lacking {
                kind,
                name,
                instead: Some(other),
                ..
            } => write!(f, "the {kind} {name} is not there; a {other} has its name"),
            Strange::Lacking { kind, name, .. } => write!(f, "the {kind} {name} is not there"),
        }
    }
}

/// Every object by its name: its kind and what makes it. Those SQLite makes by itself have none.
type Objects = BTreeMap<String, (String, String)>;

fn made_by_hand(conn: &Connection) -> rusqlite::Result<Objects> {
    let sql = "SELECT name, type, sql FROM sqlite_schema
        WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite!_%' ESCAPE '!'";
    let mut statement = conn.prepare(sql)?;
    let rows = statement.query_map([], |r| Ok((r.get(0)?, (r.get(1)?, r.get(2)?))))?;
    rows.collect()
}

/// Compares a file at the latest schema with one that was made anew.
///
/// # Errors
/// A schema that does not read.
pub fn objects(conn: &Connection) -> Result<Vec<Strange>> {
    let (found, known) = (made_by_hand(conn)?, made_by_hand(&schema::in_memory()?)?);
    let lacking = known.iter().filter_map(|(name, (kind, sql))| {
        let instead = found.get(name).map(|(other, _)| other.clone());
        (instead.as_ref() != Some(kind)).then(|| Strange::Lacking {
            kind: kind.clone(),
            name: name.clone(),
            sql: sql.clone(),
            instead,
        })
    });
    let added = found
        .iter()
        .filter(|(name, _)| !known.contains_key(*name))
        .map(|(name, (kind, _))| Strange::Added {
            kind: kind.clone(),
            name: name.clone(),
        });
    Ok(lacking.chain(added).collect())
}
