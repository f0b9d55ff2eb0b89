//! Settings.

use super::error::{Error, Result};
use super::row::{self, Cells, Put};
use crate::domain::config::{Config, Settings};
use rusqlite::{Connection, params};

const SELECT: &str = "SELECT id, uid, visibility, extra, key, value FROM config";

fn read(cells: &Cells) -> Result<Config> {
    let (meta, extra) = cells.meta()?;
    Ok(Config {
        meta,
        key: cells.get(4)?,
        value: cells.get(5)?,
        extra,
    })
}

pub fn all(conn: &Connection) -> Result<Vec<Config>> {
    row::all(conn, "config", &format!("{SELECT} ORDER BY id"), [], read)
}

pub fn by_id(conn: &Connection, id: i64) -> Result<Option<Config>> {
    Ok(row::all(
        conn,
        "config",
        &format!("{SELECT} WHERE id = ?"),
        [id],
        read,
    )?
    .pop())
}

pub fn by_key(conn: &Connection, key: &str) -> Result<Option<Config>> {
    let sql = format!("{SELECT} WHERE key = ? ORDER BY id LIMIT 1");
    Ok(row::all(conn, "config", &sql, [key], read)?.pop())
}

/// All settings, read; the defaults where nothing is stored.
pub fn settings(conn: &Connection) -> Result<Settings> {
    let mut settings = Settings::default();
    for stored in all(conn)? {
        settings
            .apply(&stored.key, &stored.value)
            .map_err(|_| Error::row("config", stored.meta.id))?;
    }
    Ok(settings)
}

pub fn put(conn: &Connection, noun: &Config, stamp: i64, how: Put) -> Result<()> {
    row::put(
        conn,
        "config",
        "key, value",
        row::meta_values(&noun.meta, stamp, &noun.extra),
        params![noun.key, noun.value],
        how,
    )
}

pub fn remove(conn: &Connection, noun: &Config) -> Result<()> {
    conn.execute("DELETE FROM config WHERE id = ?", [noun.meta.id])?;
    Ok(())
}
