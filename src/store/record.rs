//! A row of any noun, to the table it lives in.

use super::error::Result;
use super::row::Put;
use super::{
    boundary, completion, config, consent, find, invite, mood, offer, pause, reminder, ritual, sum,
    support, support_option,
};
use super::{month, person, phrase, reflection, resource, thanks, trial, vision, win, winddown};
use crate::domain::record::{Kind, Record};
use rusqlite::Connection;

macro_rules! nouns {
    ($($noun:ident $module:ident),* $(,)?) => {
        fn put_row(conn: &Connection, record: &Record, stamp: i64, how: Put) -> Result<()> {
            match record {
                $(Record::$noun(n) => $module::put(conn, n, stamp, how),)*
            }
        }

        pub fn load(conn: &Connection, kind: Kind, id: i64) -> Result<Option<Record>> {
            Ok(match kind {
                $(Kind::$noun => $module::by_id(conn, id)?.map(Record::$noun),)*
            })
        }

        pub fn all(conn: &Connection, kind: Kind) -> Result<Vec<Record>> {
            Ok(match kind {
                $(Kind::$noun => $module::all(conn)?.into_iter().map(Record::$noun).collect(),)*
            })
        }

        fn delete_row(conn: &Connection, record: &Record) -> Result<()> {
            match record {
                $(Record::$noun(n) => $module::remove(conn, n),)*
            }
        }
    };
}

// One line a noun: its type, its file.
nouns! {
    Config config,
    Ritual ritual,
    Pause pause,
    Completion completion,
    Mood mood,
    Boundary boundary,
    SupportOption support_option,
    Support support,
    Offer offer,
    Invite invite,
    Reminder reminder,
    Consent consent,
    Reflection reflection,
    MonthLine month,
    Win win,
    Thanks thanks,
    Phrase phrase,
    Vision vision,
    Winddown winddown,
    Trial trial,
    Person person,
    Resource resource,
}

/// Writes a row and what is kept beside it: its checksum, and the words it can be found by.
pub fn put(conn: &Connection, record: &Record, stamp: i64, how: Put) -> Result<()> {
    put_row(conn, record, stamp, how)?;
    sum::keep(conn, record.kind(), record.meta().id)?;
    find::put(conn, record, how == Put::Over)
}

pub fn delete(conn: &Connection, record: &Record) -> Result<()> {
    delete_row(conn, record)?;
    sum::let_go(conn, record.meta().id)?;
    find::remove(conn, record.meta().id)
}
