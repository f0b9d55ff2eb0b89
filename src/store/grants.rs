//! Shares of 0.1 name no words: those that hold become grants to the present ones, for whoever is
//! handed the page, until their day.

use super::error::Result;
use super::rows::{self, Borrowed, Fit, Source};
use super::write::Writer;
use crate::domain::consent::{Consent, Event, What};
use crate::domain::meta::Visibility;
use crate::domain::record::{Kind, Record};
use crate::domain::text::sha256;
use chrono::NaiveDate;
use rusqlite::{Connection, params};
use uuid::Uuid;

/// Gives every such grant the digest of its row as it is.
pub fn name_words(conn: &Connection) -> Result<()> {
    let sql = "SELECT date('now', 'localtime')";
    let today = conn.query_row(sql, [], |row| row.get::<_, String>(0))?;
    let today = today.parse().unwrap_or_default();
    for mut grant in unnamed(conn)? {
        // One that another hand changed is not made to look sound.
        let id = grant.meta.id;
        let sound = matches!(rows::fits(conn, Kind::Consent, id)?, Fit::Fits);
        if sound && name(&Borrowed::of(conn), &mut grant, today)? {
            let sql = "UPDATE note SET body = json_set(body, '$.digest', ?) WHERE id = ?";
            rows::run(conn, sql, params![grant.digest, id])?;
            rows::take_as_it_is(conn, Kind::Consent, id)?;
        }
    }
    Ok(())
}

impl Writer<'_> {
    /// The same for grants among these rows, which an import brought.
    pub fn name_words(&mut self, brought: &[Uuid], today: NaiveDate) -> Result<()> {
        for mut grant in unnamed(&self.conn)? {
            if brought.contains(&grant.meta.uid) && name(&**self, &mut grant, today)? {
                self.change(&Record::Consent(grant))?;
            }
        }
        Ok(())
    }
}

fn unnamed(conn: &Connection) -> Result<Vec<Consent>> {
    let tail = "AND body->>'digest' IS NULL";
    let mut found: Vec<Consent> = rows::some(&Borrowed::of(conn), Kind::Consent, tail, [])?;
    found.retain(|c| c.what == What::Share && c.event == Event::Granted);
    Ok(found)
}

/// Whether it was given one: its row is there, and was marked as shared.
fn name(from: &dyn Source, grant: &mut Consent, today: NaiveDate) -> Result<bool> {
    let row = rows::by_uid(from, grant.subject)?;
    let row = row.filter(|row| row.meta().visibility == Visibility::Shared);
    let line = row.and_then(|row| row.leaving(today));
    grant.digest = line.map(|line| sha256(&line));
    Ok(grant.digest.is_some())
}
