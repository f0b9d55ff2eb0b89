//! What bringing in many rows asks of the file.

use super::Reader;
use super::error::Result;
use super::rows::{self, table};
use super::write::{Writer, uid_hash};
use crate::domain::record::{Kind, Record};
use std::collections::HashSet;
use uuid::Uuid;

impl Writer<'_> {
    /// Makes room in memory for many rows: their identities are spread over the whole index.
    pub fn expect_many(&self) -> Result<()> {
        // Negative: in KiB. What is not needed is not taken.
        self.conn().execute_batch("PRAGMA cache_size = -98304")?;
        Ok(())
    }
}

impl Reader {
    /// The row of a kind that has this uid.
    pub fn row_with_uid(&self, kind: Kind, uid: Uuid) -> Result<Option<Record>> {
        let uid = uid.hyphenated().to_string();
        Ok(rows::some::<Record>(self, kind, "AND uid = ?", [uid])?.pop())
    }

    /// Whether nothing is here that an import could find again.
    pub fn holds_no_entries(&self) -> Result<bool> {
        let tables = ["completion", "mood", "pause", "gone"];
        let any = tables.map(|table| format!("EXISTS (SELECT 1 FROM {table})"));
        let sql = format!("SELECT {}", any.join(" OR "));
        let any: bool = self.conn().query_row(&sql, [], |row| row.get(0))?;
        Ok(!any)
    }

    /// Whether a row with this uid was here once and went, by undo or by forgetting.
    pub fn went(&self, uid: Uuid) -> Result<bool> {
        let sql = "SELECT 1 FROM gone WHERE uid_hash = ?";
        Ok(self.conn().prepare_cached(sql)?.exists([uid_hash(uid)])?)
    }

    /// The identities of rows that undo took away and could bring back.
    pub fn taken_back(&self) -> Result<HashSet<Uuid>> {
        let sql = "SELECT before->>'uid' FROM undo_change WHERE before IS NOT NULL";
        let mut statement = self.conn().prepare(sql)?;
        let found = statement.query_map([], |row| row.get::<_, Option<String>>(0))?;
        let mut uids = HashSet::new();
        for uid in found {
            uids.extend(uid?.and_then(|uid| Uuid::parse_str(&uid).ok()));
        }
        Ok(uids)
    }

    /// Whether a row of a kind with this uid is here.
    pub fn has_uid(&self, kind: Kind, uid: Uuid) -> Result<bool> {
        let sql = format!("SELECT id FROM {} WHERE uid = ?", table(kind));
        let mut statement = self.conn().prepare_cached(&sql)?;
        Ok(statement.exists([uid.hyphenated().to_string()])?)
    }
}
