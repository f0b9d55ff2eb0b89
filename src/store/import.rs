//! What bringing in many rows asks of the file.

use super::Reader;
use super::error::Result;
use super::rows::{all, table};
use super::write::{Writer, uid_hash};
use crate::domain::record::Kind;
use std::collections::HashSet;
use uuid::Uuid;

impl Writer<'_> {
    /// Makes room in memory for many rows: their identities are spread over the whole index.
    ///
    /// # Errors
    /// Those of the file.
    pub fn expect_many(&self) -> Result<()> {
        // Negative: in KiB. What is not needed is not taken.
        self.conn().execute_batch("PRAGMA cache_size = -98304")?;
        Ok(())
    }
}

impl Reader {
    /// Whether a row with this uid was here once and went, by undo or by forgetting.
    ///
    /// # Errors
    /// Those of the file.
    pub fn went(&self, uid: Uuid) -> Result<bool> {
        let sql = "SELECT 1 FROM gone WHERE uid_hash = ?";
        Ok(self.conn().prepare_cached(sql)?.exists([uid_hash(uid)])?)
    }

    /// The identities of rows that undo took away and could bring back.
    ///
    /// # Errors
    /// Those of the file.
    pub fn taken_back(&self) -> Result<HashSet<Uuid>> {
        let sql = "SELECT 0, before->>'uid' FROM undo_change WHERE before IS NOT NULL";
        let uid = |row: &rusqlite::Row| row.get::<_, Option<String>>(1);
        let found = all(self.conn(), "undo_change", sql, [], uid)?;
        let uids = found.into_iter().flatten();
        Ok(uids.filter_map(|uid| Uuid::parse_str(&uid).ok()).collect())
    }

    /// Whether a row of a kind with this uid is here.
    ///
    /// # Errors
    /// Those of the file.
    pub fn has_uid(&self, kind: Kind, uid: Uuid) -> Result<bool> {
        let sql = format!("SELECT id FROM {} WHERE uid = ?", table(kind));
        let mut statement = self.conn().prepare_cached(&sql)?;
        Ok(statement.exists([uid.hyphenated().to_string()])?)
    }
}
