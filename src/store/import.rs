//! What bringing in many rows asks of the file.

use super::error::Result;
use super::write::Writer;
use super::{Reader, row};
use crate::domain::record::Kind;

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
    pub fn went(&self, uid: uuid::Uuid) -> Result<bool> {
        let sql = "SELECT 1 FROM change_log WHERE uid = ? AND gone = 1";
        let mut statement = self.conn().prepare_cached(sql)?;
        Ok(statement.exists([row::uid_text(uid)])?)
    }

    /// Whether a row of a noun with this uid is here.
    ///
    /// # Errors
    /// Those of the file.
    pub fn has_uid(&self, kind: Kind, uid: uuid::Uuid) -> Result<bool> {
        let sql = format!("SELECT id FROM {} WHERE uid = ?", kind.as_str());
        let mut statement = self.conn().prepare_cached(&sql)?;
        Ok(statement.exists([row::uid_text(uid)])?)
    }
}
