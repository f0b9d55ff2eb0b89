//! Shared pieces of reading and writing rows.

use super::error::{Error, Result};
use crate::domain::fields::iso_day;
use crate::domain::meta::{Extra, Meta, Visibility};
use crate::domain::moment::Moment;
use chrono::NaiveDate;
use rusqlite::types::FromSql;
use rusqlite::{Connection, Params, Row, ToSql};
use std::cell::RefCell;
use std::collections::HashMap;
use uuid::Uuid;

/// A row being read: every value that does not fit names its table and handle.
pub struct Cells<'a> {
    row: &'a Row<'a>,
    table: &'static str,
    handle: i64,
}

/// Runs a query whose first column is the id; `read` makes a noun of each row.
pub fn all<T>(
    conn: &Connection,
    table: &'static str,
    sql: &str,
    params: impl Params,
    mut read: impl FnMut(&Cells) -> Result<T>,
) -> Result<Vec<T>> {
    let mut statement = conn.prepare_cached(sql)?;
    let mut rows = statement.query(params)?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let handle = row.get(0).unwrap_or_default();
        found.push(read(&Cells { row, table, handle })?);
    }
    Ok(found)
}

impl Cells<'_> {
    pub fn damaged(&self) -> Error {
        Error::row(self.table, self.handle)
    }

    pub fn id(&self) -> i64 {
        self.handle
    }

    pub fn get<T: FromSql>(&self, at: usize) -> Result<T> {
        self.row.get(at).map_err(|_| self.damaged())
    }

    pub fn day(&self, at: usize) -> Result<NaiveDate> {
        self.optional_day(at)?.ok_or_else(|| self.damaged())
    }

    pub fn optional_day(&self, at: usize) -> Result<Option<NaiveDate>> {
        let text = self.row.get_ref(at).map_err(|_| self.damaged())?;
        match text.as_str_or_null().map_err(|_| self.damaged())? {
            None => Ok(None),
            Some(text) => iso_day(text).map(Some).ok_or_else(|| self.damaged()),
        }
    }

    /// Columns 0 to 3: id, uid, visibility, extra.
    pub fn meta(&self) -> Result<(Meta, Extra)> {
        let uid: String = self.get(1)?;
        let visibility: String = self.get(2)?;
        let extra: Option<String> = self.get(3)?;
        let meta = Meta {
            id: self.handle,
            uid: Uuid::parse_str(&uid).map_err(|_| self.damaged())?,
            visibility: Visibility::parse(&visibility).ok_or_else(|| self.damaged())?,
        };
        let extra = match extra {
            None => Extra::new(),
            Some(text) => serde_json::from_str(&text).map_err(|_| self.damaged())?,
        };
        Ok((meta, extra))
    }

    /// Instant, offset and zone in three columns from `at`.
    pub fn moment(&self, at: usize) -> Result<Option<Moment>> {
        let instant: Option<i64> = self.get(at)?;
        let offset: Option<i32> = self.get(at + 1)?;
        let (Some(instant), Some(offset)) = (instant, offset) else {
            return Ok(None);
        };
        Moment::from_parts(instant, offset, self.get(at + 2)?)
            .map(Some)
            .ok_or_else(|| self.damaged())
    }
}

/// The columns every noun has, in the order [`meta_values`] gives them.
pub const META: &str = "id, uid, changed, visibility, extra";

/// Values for [`META`]; text is made here so that it lives as long as the statement runs.
pub fn meta_values(meta: &Meta, stamp: i64, extra: &Extra) -> [Box<dyn ToSql>; 5] {
    let extra = (!extra.is_empty())
        .then(|| serde_json::to_string(extra).expect("a JSON map always has a text"));
    [
        Box::new(meta.id),
        Box::new(uid_text(meta.uid)),
        Box::new(stamp),
        Box::new(meta.visibility.as_str()),
        Box::new(extra),
    ]
}

pub fn uid_text(uid: Uuid) -> String {
    uid.hyphenated().to_string()
}

/// Every day a row can have lies between these, which compare as text.
pub const FIRST_DAY: NaiveDate = NaiveDate::from_ymd_opt(1, 1, 1).unwrap();
pub const LAST_DAY: NaiveDate = NaiveDate::from_ymd_opt(9999, 12, 31).unwrap();

pub fn day_text(day: NaiveDate) -> String {
    // Days are stored as text and compared as text.
    day.format("%Y-%m-%d").to_string()
}

pub fn moment_values(moment: Option<&Moment>) -> (Option<i64>, Option<i32>, Option<&str>) {
    (
        moment.map(Moment::utc_ms),
        moment.map(Moment::offset),
        moment.and_then(|m| m.zone.as_deref()),
    )
}

/// Inserts a row, or overwrites the one that has its id.
pub fn put(
    conn: &Connection,
    table: &'static str,
    columns: &str,
    meta: [Box<dyn ToSql>; 5],
    rest: &[&dyn ToSql],
    how: Put,
) -> Result<()> {
    let values: Vec<&dyn ToSql> = meta
        .iter()
        .map(AsRef::as_ref)
        .chain(rest.iter().copied())
        .collect();
    STATEMENTS.with_borrow_mut(|made| {
        let sql = made
            .entry((table, how))
            .or_insert_with(|| statement(table, columns, how));
        conn.prepare_cached(sql)?.execute(values.as_slice())?;
        Ok(())
    })
}

thread_local! {
    /// Texts of statements by table: a million rows ask for the same ones.
    static STATEMENTS: RefCell<HashMap<(&'static str, Put), String>> = RefCell::default();
}

fn statement(table: &str, columns: &str, how: Put) -> String {
    let names: Vec<&str> = columns.split(", ").collect();
    let holes = vec!["?"; names.len() + 5].join(", ");
    let mut sql = format!("INSERT INTO {table} ({META}, {columns}) VALUES ({holes})");
    if how == Put::Over {
        let all = META.split(", ").skip(1).chain(names);
        let set: Vec<String> = all.map(|c| format!("{c} = excluded.{c}")).collect();
        sql += &format!(" ON CONFLICT (id) DO UPDATE SET {}", set.join(", "));
    }
    sql
}

/// Whether a row is new or may be there. A new one costs less.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Put {
    New,
    Over,
}

/// Replaces the parts that hang on a row.
pub fn put_parts<T>(
    conn: &Connection,
    delete: &str,
    insert: &str,
    owner: i64,
    parts: impl Iterator<Item = T>,
    mut bind: impl FnMut(&mut rusqlite::CachedStatement<'_>, T, i64) -> rusqlite::Result<usize>,
) -> Result<()> {
    conn.prepare_cached(delete)?.execute([owner])?;
    let mut statement = conn.prepare_cached(insert)?;
    for (place, part) in (0_i64..).zip(parts) {
        bind(&mut statement, part, place)?;
    }
    Ok(())
}
