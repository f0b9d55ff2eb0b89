//! What passes between people, read at once.

use super::error::Result;
use super::write::Writer;
use super::{Store, consent, invite, offer, reminder, support, support_option};
use crate::domain::between::Between;
use crate::domain::journal::Journal;
use rusqlite::Connection;

fn read(conn: &Connection) -> Result<Between> {
    Ok(Between {
        options: support_option::all(conn)?,
        supports: support::all(conn)?,
        offers: offer::all(conn)?,
        invites: invite::all(conn)?,
        reminders: reminder::all(conn)?,
        consents: consent::all(conn)?,
    })
}

impl Store {
    /// Adds choices of support, offers, invitations, reminders and consents.
    ///
    /// # Errors
    /// [`super::Error::Damaged`].
    pub fn fill_between(&self, journal: &mut Journal) -> Result<()> {
        journal.between = read(&self.conn)?;
        Ok(())
    }
}

impl Writer<'_> {
    /// Choices of support, offers, invitations, reminders and consents.
    ///
    /// # Errors
    /// [`super::Error::Damaged`].
    pub fn between(&self) -> Result<Between> {
        read(self.conn())
    }
}
