//! Invitations of a person around a ritual.

use super::error::{Error, Result};
use super::row::{self, Cells, Put};
use super::{ritual, term};
use crate::domain::invite::Invite;
use crate::domain::text;
use rusqlite::{Connection, params};

const SELECT: &str = "SELECT i.id, i.uid, i.visibility, i.extra, r.name, i.person, i.purpose,
    i.since, i.until, i.closed FROM invite i LEFT JOIN ritual r ON r.id = i.ritual";

fn read(cells: &Cells) -> Result<Invite> {
    let (meta, extra) = cells.meta()?;
    Ok(Invite {
        meta,
        ritual: cells.get(4)?,
        who: cells.get(5)?,
        to: cells.get(6)?,
        term: term::read(cells, 7)?,
        extra,
    })
}

pub fn all(conn: &Connection) -> Result<Vec<Invite>> {
    row::all(conn, "invite", &format!("{SELECT} ORDER BY i.id"), [], read)
}

pub fn by_id(conn: &Connection, id: i64) -> Result<Option<Invite>> {
    let sql = format!("{SELECT} WHERE i.id = ?");
    Ok(row::all(conn, "invite", &sql, [id], read)?.pop())
}

pub fn put(conn: &Connection, noun: &Invite, stamp: i64, how: Put) -> Result<()> {
    let owner = ritual::id_by_key(conn, &text::key(&noun.ritual))?
        .ok_or_else(|| Error::NoRitual(noun.ritual.clone()))?;
    let (since, until, closed) = term::values(&noun.term);
    row::put(
        conn,
        "invite",
        &format!("ritual, person, purpose, {}", term::TERM),
        row::meta_values(&noun.meta, stamp, &noun.extra),
        params![owner, noun.who, noun.to, since, until, closed],
        how,
    )
}

pub fn remove(conn: &Connection, noun: &Invite) -> Result<()> {
    conn.execute("DELETE FROM invite WHERE id = ?", [noun.meta.id])?;
    Ok(())
}
