//! The floor: the least a durable log of one row can cost. One table, the store's own settings, and
//! nothing around it; no notebook is opened, so no notebook's schema is paid for. `ritual log` is
//! measured against it.
//!
//! `floor init FILE ROWS` makes a file with that many rows, `floor log FILE` adds one.

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags, TransactionBehavior};

const TABLE: &str = "CREATE TABLE completion (
    id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, stamp INTEGER NOT NULL,
    ritual INTEGER NOT NULL, day TEXT NOT NULL, note TEXT) STRICT;
  CREATE INDEX completion_ritual_day ON completion (ritual, day);";

fn main() -> rusqlite::Result<()> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    match args.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["init", file, rows] => init(file, rows.parse().expect("a number of rows")),
        ["log", file] => log(file),
        _ => panic!("usage: floor init FILE ROWS | floor log FILE"),
    }
}

fn open(file: &str) -> rusqlite::Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE
        | OpenFlags::SQLITE_OPEN_CREATE
        | OpenFlags::SQLITE_OPEN_NOFOLLOW
        | OpenFlags::SQLITE_OPEN_NO_MUTEX
        | OpenFlags::SQLITE_OPEN_EXRESCODE;
    let conn = Connection::open_with_flags(file, flags)?;
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false)?;
    conn.execute_batch(
        "PRAGMA synchronous = EXTRA; PRAGMA secure_delete = ON; PRAGMA foreign_keys = ON;
         PRAGMA cell_size_check = ON; PRAGMA mmap_size = 0; PRAGMA temp_store = MEMORY;",
    )?;
    Ok(conn)
}

/// Five rows a day up to the day before the one that is logged.
fn init(file: &str, rows: i64) -> rusqlite::Result<()> {
    let mut conn = open(file)?;
    conn.execute_batch(TABLE)?;
    let tx = conn.transaction()?;
    {
        let mut insert = tx.prepare(
            "INSERT INTO completion (uid, stamp, ritual, day)
             VALUES (lower(hex(randomblob(16))), ?1, ?1 % 5, date('2026-11-21', -(?1 / 5) || ' days'))",
        )?;
        for row in 0..rows {
            insert.execute([row])?;
        }
    }
    tx.commit()
}

fn log(file: &str) -> rusqlite::Result<()> {
    let mut conn = open(file)?;
    let tx = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
    tx.execute(
        "INSERT INTO completion (uid, stamp, ritual, day)
         VALUES (lower(hex(randomblob(16))), 1, 1, '2026-11-22')",
        [],
    )?;
    tx.commit()
}
