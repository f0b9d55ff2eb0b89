//! The whole notebook at one moment, looked into from all sides: what copies are made of.

use super::error::{Error, Result};
use super::rows::{self, Borrowed, Fit};
use super::strange::{self, Strange};
use super::{Reader, image, open, schema};
use crate::domain::record::{Kind, Record};
use rusqlite::Connection;
use std::path::Path;

/// A notebook as the bytes of a file, and what is in it.
pub struct Snapshot {
    pub bytes: Vec<u8>,
    /// Rows of each noun that has any.
    pub kinds: Vec<(Kind, usize)>,
    /// The mark by which the notebook's own backups are known; empty in a file from before marks.
    pub mark: String,
    /// Rows that are not as they were stored, by table and handle.
    pub differing: Vec<String>,
    /// What another program put into the schema.
    pub strange: Vec<Strange>,
}

impl Snapshot {
    /// The notebook at `path`, at the schema it has; none where there is nothing. Writers wait
    /// while it is copied, and it is whole whatever they do.
    ///
    /// # Errors
    /// [`Error::Damaged`]: no sound copy is to make room for it. [`Error::Busy`], those of opening.
    pub fn take(path: &Path) -> Result<Option<Snapshot>> {
        let Some((conn, place)) = open::as_it_is(path)? else {
            return Ok(None);
        };
        let bytes = image::take(&conn)?;
        drop((conn, place));
        Snapshot::of(bytes, path).map(Some)
    }

    /// A file's bytes: the one door to a copy, the one just made among them. `path` is what errors
    /// name.
    ///
    /// # Errors
    /// [`Error::NotOurs`], [`Error::Newer`], [`Error::Damaged`].
    pub fn of(mut bytes: Vec<u8>, path: &Path) -> Result<Snapshot> {
        let not_ours = || Error::NotOurs(path.to_owned());
        if !bytes.starts_with(b"SQLite format 3\0") {
            return Err(not_ours());
        }
        image::without_wal(&mut bytes);
        let conn = image::open(&bytes).map_err(|_| not_ours())?;
        let found = open::identity(&conn).map_err(|_| not_ours())?;
        open::known(found, path)?;
        look_into(conn, bytes)
    }

    /// Rows of all nouns.
    pub fn rows(&self) -> usize {
        self.kinds.iter().map(|(_, n)| n).sum()
    }
}

impl Reader {
    /// The notebook as it was opened.
    ///
    /// # Errors
    /// As [`Snapshot::take`].
    pub fn snapshot(&self) -> Result<Snapshot> {
        Snapshot::of(image::take(&self.conn)?, Path::new("the notebook"))
    }
}

/// Integrity, references, and every row read and decoded.
fn look_into(image: Connection, bytes: Vec<u8>) -> Result<Snapshot> {
    let integrity: String = image.query_row("PRAGMA integrity_check(1)", [], |r| r.get(0))?;
    if integrity != "ok" {
        return Err(Error::Damaged(integrity));
    }
    let dangling = "SELECT 1 FROM pragma_foreign_key_check";
    if image.prepare(dangling)?.exists([])? {
        let what = "a row refers to one that is not there";
        return Err(Error::Damaged(what.to_owned()));
    }
    let conn = schema::brought_forward(image)?;
    let mark = conn.query_row("SELECT mark FROM clock", [], |r| r.get(0));
    let strange = strange::objects(&conn)?;
    if let Some(lacking) = strange.iter().find(|s| s.lacking()) {
        return Err(Error::Damaged(lacking.to_string()));
    }
    let (mut kinds, mut differing) = (Vec::new(), Vec::new());
    for kind in Kind::ALL.iter().copied() {
        let found = rows::every::<Record>(&Borrowed::of(&conn), kind)?;
        for row in &found {
            if rows::fits(&conn, kind, row.meta().id)? == Fit::Differs {
                differing.push(format!("{} #{}", kind.as_str(), row.meta().id));
            }
        }
        if !found.is_empty() {
            kinds.push((kind, found.len()));
        }
    }
    Ok(Snapshot {
        bytes,
        kinds,
        mark: mark.unwrap_or_default(),
        differing,
        strange,
    })
}
