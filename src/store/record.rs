//! A row of any noun, to the table it lives in.

use super::error::Result;
use super::row::Put;
use super::{boundary, completion, config, mood, pause, ritual};
use crate::domain::record::{Kind, Record};
use rusqlite::Connection;

pub fn put(conn: &Connection, record: &Record, stamp: i64, how: Put) -> Result<()> {
    match record {
        Record::Config(n) => config::put(conn, n, stamp, how),
        Record::Ritual(n) => ritual::put(conn, n, stamp, how),
        Record::Pause(n) => pause::put(conn, n, stamp, how),
        Record::Completion(n) => completion::put(conn, n, stamp, how),
        Record::Mood(n) => mood::put(conn, n, stamp, how),
        Record::Boundary(n) => boundary::put(conn, n, stamp, how),
    }
}

pub fn load(conn: &Connection, kind: Kind, id: i64) -> Result<Option<Record>> {
    Ok(match kind {
        Kind::Config => config::by_id(conn, id)?.map(Record::Config),
        Kind::Ritual => ritual::by_id(conn, id)?.map(Record::Ritual),
        Kind::Pause => pause::by_id(conn, id)?.map(Record::Pause),
        Kind::Completion => completion::by_id(conn, id)?.map(Record::Completion),
        Kind::Mood => mood::by_id(conn, id)?.map(Record::Mood),
        Kind::Boundary => boundary::by_id(conn, id)?.map(Record::Boundary),
    })
}

pub fn delete(conn: &Connection, record: &Record) -> Result<()> {
    let id = record.meta().id;
    match record {
        Record::Config(_) => config::remove(conn, id),
        Record::Ritual(n) => ritual::remove(conn, n),
        Record::Pause(_) => pause::remove(conn, id),
        Record::Completion(_) => completion::remove(conn, id),
        Record::Mood(_) => mood::remove(conn, id),
        Record::Boundary(n) => boundary::remove(conn, n),
    }
}
