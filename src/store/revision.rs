//! Earlier wordings, by the identity of the ritual or boundary they belong to.

use super::error::Result;
use super::row;
use crate::domain::revision::Revision;
use rusqlite::{Connection, params};
use uuid::Uuid;

pub fn of(conn: &Connection, subject: Uuid) -> Result<Vec<Revision>> {
    let sql = "SELECT id, uid, visibility, extra, day, was, note FROM revision
        WHERE subject = ? ORDER BY id";
    row::all(conn, "revision", sql, [row::uid_text(subject)], |cells| {
        let was: String = cells.get(5)?;
        Ok(Revision {
            uid: cells.meta()?.0.uid,
            on: cells.day(4)?,
            was: serde_json::from_str(&was).map_err(|_| cells.damaged())?,
            note: cells.get(6)?,
        })
    })
}

/// Makes the stored wordings of a subject these.
pub fn put(conn: &Connection, subject: Uuid, history: &[Revision], stamp: i64) -> Result<()> {
    let subject = row::uid_text(subject);
    conn.prepare_cached("DELETE FROM revision WHERE subject = ?")?
        .execute([&subject])?;
    for revision in history {
        let was = serde_json::to_string(&revision.was).expect("a JSON map always has a text");
        conn.prepare_cached(
            "INSERT INTO revision (uid, changed, subject, day, was, note) VALUES (?, ?, ?, ?, ?, ?)",
        )?
        .execute(params![
            row::uid_text(revision.uid),
            stamp,
            subject,
            row::day_text(revision.on),
            was,
            revision.note
        ])?;
    }
    Ok(())
}
