//! From what a person types (`412`, `#412`, a uid) to a row.

use super::Reader;
use super::error::{Error, Result};
use super::rows::{self, all};
use crate::domain::record::Record;

impl Reader {
    /// The row a handle or the beginning of a uid stands for. Handles are unique over all kinds.
    ///
    /// # Errors
    /// [`Error::NoHandle`] or [`Error::ManyHandles`].
    pub fn find(&self, typed: &str) -> Result<Record> {
        let none = || Error::NoHandle(typed.to_owned());
        let short = typed.strip_prefix('#').unwrap_or(typed);
        // A uid prefix takes at least eight characters, more than any handle is long.
        let uid = short.len() >= 8 && short.bytes().all(|b| b.is_ascii_hexdigit() || b == b'-');
        let id = match short.parse::<i64>() {
            Ok(id) => id,
            Err(_) if uid => match self.with_uid(&short.to_lowercase())?.as_slice() {
                [] => return Err(none()),
                [id] => *id,
                _ => return Err(Error::ManyHandles(typed.to_owned())),
            },
            Err(_) => return Err(none()),
        };
        self.by_handle(id)?.ok_or_else(none)
    }

    /// The row with this handle, of whatever kind.
    pub fn by_handle(&self, id: i64) -> Result<Option<Record>> {
        match rows::kind_of(self.conn(), id)? {
            Some(kind) => rows::load(self, kind, id),
            None => Ok(None),
        }
    }

    /// The row with this uid, of whatever kind.
    pub fn by_uid(&self, uid: uuid::Uuid) -> Result<Option<Record>> {
        match self.with_uid(&uid.hyphenated().to_string())?.first() {
            Some(id) => self.by_handle(*id),
            None => Ok(None),
        }
    }

    /// Whether an entry has this uid.
    pub fn has_entry(&self, uid: uuid::Uuid) -> Result<bool> {
        let sql = "SELECT 1 FROM completion WHERE uid = ?";
        Ok(self
            .conn()
            .prepare(sql)?
            .exists([uid.hyphenated().to_string()])?)
    }

    /// Handles of the first rows whose uid begins so.
    fn with_uid(&self, begin: &str) -> Result<Vec<i64>> {
        let mut found = Vec::new();
        for table in rows::tables() {
            let sql = format!("SELECT id FROM {table} WHERE uid BETWEEN ?1 AND ?1 || 'g' LIMIT 2");
            found.extend(all(self.conn(), table, &sql, [begin], |row| {
                row.get::<_, i64>(0)
            })?);
        }
        Ok(found)
    }
}
