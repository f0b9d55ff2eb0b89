//! From schema 2 to 3: forty tables become eleven. This reads the tables as schema 2 had them, and
//! is not touched by what later becomes of the nouns.

use crate::domain::field::RITUAL_UID;
use crate::store::error::Result;
use crate::store::rows::{Sum, plain};
use crate::store::undo::UPGRADE;
use rusqlite::types::Value as Sql;
use rusqlite::{Connection, params};
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;

/// The kinds that move into `note`: kind and table, then each column, with its name in JSON where that
/// is another.
const NOTES: &[(&str, &str)] = &[
    ("config", "key value"),
    ("support", "choice since until closed"),
    ("support_option", "words retired"),
    ("offer", "words form person:to since until closed"),
    ("invite", "person:who purpose:to since until closed"),
    (
        "reminder",
        "about:text wall:at days words since until closed",
    ),
    ("consent", "subject what event day until"),
    ("reflection", "day feels works works_not:not enjoyed"),
    ("win", WORDS),
    ("phrase", WORDS),
    ("vision", WORDS),
    ("winddown", WORDS),
    ("thanks", "day person:to words:for"),
    (
        "trial",
        "words:text first_day:from last_day:until note reviewed",
    ),
    ("month", "month slot words:text companion:with choice"),
    ("person", "name id:for reach checked care note retired"),
    ("resource", "title sort status note"),
];
const WORDS: &str = "day words:text";

/// Kinds that speak of a ritual.
const OF_RITUALS: [&str; 4] = ["invite", "reminder", "reflection", "month"];

/// Kinds that have a table of their own in the new schema too.
const TABLES: [&str; 5] = ["ritual", "completion", "mood", "boundary", "pause"];

/// The checksum of a row that was not as it had been stored: no row has it, so that the upgrade does
/// not make it look sound.
const DIFFERS: i64 = -1;

/// Others whose names the new schema takes.
const TAKEN: [&str; 4] = ["clock", "undo_step", "undo_change", "reminder_told"];

/// What else there was beside rows, and the parts of rows.
const BESIDE: [&str; 3] = ["change_log", "row_sum", "notebook"];

const TYPED: &str = "
INSERT INTO ritual (id, uid, stamp, sum, visibility, extra, name, intention, rhythms, around, \"for\",
    unit, joint, \"with\", sacred, retired, history)
SELECT id, uid, changed, 0, visibility, extra, name, intention,
    coalesce((SELECT json_group_array(json_patch('{}', json_object('from', starts, 'rhythm', rhythm))
        ORDER BY place) FROM ritual_rhythm WHERE ritual = r.id), '[]'),
    around,
    (SELECT nullif(json_group_array(word ORDER BY place), '[]') FROM ritual_word WHERE ritual = r.id),
    unit, joint, companion, sacred, retired,
    (SELECT nullif(json_group_array(json(iif(note IS NULL,
        json_object('uid', uid, 'on', day, 'was', json(was)),
        json_object('uid', uid, 'on', day, 'was', json(was), 'note', note))) ORDER BY id), '[]')
        FROM revision WHERE subject = r.uid)
FROM old_ritual r;

INSERT INTO completion (id, uid, stamp, sum, visibility, extra, ritual, day, instant, utc_offset,
    zone, amount, unit, variation, note)
SELECT id, uid, changed, 0, visibility, extra, ritual, day, instant, utc_offset, zone, amount, unit,
    variation, note
FROM old_completion;

INSERT INTO mood (id, uid, stamp, sum, visibility, extra, day, instant, utc_offset, zone, mood,
    energy, sleep, giving, feelings, triggers, coping, changed, note)
SELECT id, uid, changed, 0, visibility, extra, day, instant, utc_offset, zone, mood, energy, sleep,
    giving,
    (SELECT nullif(json_group_array(word ORDER BY place), '[]') FROM mood_word
        WHERE mood = m.id AND kind = 'feeling'),
    (SELECT nullif(json_group_array(word ORDER BY place), '[]') FROM mood_word
        WHERE mood = m.id AND kind = 'trigger'),
    (SELECT nullif(json_group_array(word ORDER BY place), '[]') FROM mood_word
        WHERE mood = m.id AND kind = 'coping'),
    (SELECT nullif(json_group_array(word ORDER BY place), '[]') FROM mood_word
        WHERE mood = m.id AND kind = 'changed'),
    note
FROM old_mood m;

INSERT INTO boundary (id, uid, stamp, sum, visibility, extra, area, stance, \"with\", agreed, revisit,
    note, retired, history)
SELECT id, uid, changed, 0, visibility, extra, area, stance, companion, agreed, revisit, note,
    retired,
    (SELECT nullif(json_group_array(json(iif(note IS NULL,
        json_object('uid', uid, 'on', day, 'was', json(was)),
        json_object('uid', uid, 'on', day, 'was', json(was), 'note', note))) ORDER BY id), '[]')
        FROM revision WHERE subject = b.uid)
FROM old_boundary b;

INSERT INTO pause (id, uid, stamp, sum, visibility, extra, ritual, first_day, until, why)
SELECT id, uid, changed, 0, visibility, extra, ritual, first_day, last_day, why
FROM old_pause;

INSERT INTO clock (only_row, stamp, handle, mark)
SELECT 1, stamp, handle, (SELECT mark FROM notebook) FROM old_clock;
";

pub fn bring_forward(tx: &Connection) -> Result<()> {
    let mut differed = Vec::new();
    for table in TABLES {
        differed.push((table, differing(tx, table)?));
    }
    for (kind, _) in NOTES {
        differed.push(("note", differing(tx, kind)?));
    }
    tx.execute_batch(
        "DROP TABLE word_index; DROP INDEX completion_ritual_day; DROP INDEX mood_day;",
    )?;
    let renamed = || TABLES.into_iter().chain(TAKEN);
    for table in renamed() {
        tx.execute_batch(&format!("ALTER TABLE {table} RENAME TO old_{table}"))?;
    }
    tx.execute_batch(include_str!("3.sql"))?;
    tx.execute_batch(TYPED)?;
    for (kind, columns) in NOTES {
        notes(tx, kind, columns)?;
    }
    tx.execute_batch("INSERT INTO reminder_told SELECT * FROM old_reminder_told")?;
    // 0.1 keeps what it does not know: who rows of another notebook belonged to there.
    for table in ["completion", "pause"] {
        tx.execute(
            &format!(
                "UPDATE {table} SET extra = nullif(json_remove(extra, '$.' || ?1), '{{}}')
                 WHERE json_valid(extra) AND json_type(extra, '$.' || ?1) IS NOT NULL"
            ),
            [RITUAL_UID],
        )?;
    }
    tombstones(tx)?;
    for (table, handles) in differed {
        let sql = format!("UPDATE {table} SET sum = ? WHERE id = ?");
        for id in handles {
            tx.prepare_cached(&sql)?.execute([DIFFERS, id])?;
        }
    }
    // Kept commands speak of the old tables and end here, which is told for as long as the last of
    // them would have been kept.
    tx.execute(
        "INSERT INTO undo_step (at, command)
         SELECT max(at), ? FROM old_undo_step HAVING count(*) > 0",
        [UPGRADE],
    )?;
    // No reference is looked at on the way: the caller has them off.
    let kinds = NOTES.iter().map(|(kind, _)| *kind).chain(BESIDE);
    let parts: BTreeSet<&str> = PARTS.iter().map(|(_, part, _)| *part).collect();
    let old = renamed().map(|table| format!("old_{table}"));
    for table in old.chain(kinds.chain(parts).map(str::to_owned)) {
        tx.execute_batch(&format!("DROP TABLE {table}"))?;
    }
    Ok(())
}

fn notes(tx: &Connection, kind: &str, columns: &str) -> Result<()> {
    let named = |column| str::split_once(column, ':').unwrap_or((column, column));
    let (columns, names): (Vec<&str>, Vec<&str>) = columns.split(' ').map(named).unzip();
    let ritual = match OF_RITUALS.contains(&kind) {
        true => "ritual",
        false => "NULL",
    };
    let insert = format!(
        "INSERT INTO note (id, uid, stamp, sum, visibility, kind, ritual, body)
         SELECT id, uid, changed, 0, visibility, '{kind}', {ritual}, ?2 FROM {kind} WHERE id = ?1"
    );
    let columns = columns.join(", ");
    let sql = format!("SELECT id, extra, {columns} FROM {kind} ORDER BY id");
    let mut statement = tx.prepare(&sql)?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let mut body = Map::new();
        for (at, name) in names.iter().enumerate() {
            let value = plain(row.get_ref(2 + at)?);
            let value = match (kind, *name) {
                ("reminder", "days") => names_of_days(&value),
                ("person", "for") => words_of(tx, row.get(0)?)?,
                ("person", "care") => Value::Bool(value == 1),
                _ => value,
            };
            let unset = value.is_null()
                || value == Value::Bool(false)
                || value.as_array().is_some_and(Vec::is_empty);
            if !unset {
                body.insert((*name).to_owned(), value);
            }
        }
        if let Value::String(extra) = plain(row.get_ref(1)?) {
            match serde_json::from_str(&extra) {
                Ok(Value::Object(mut extra)) => {
                    if ritual != "NULL" {
                        extra.remove(RITUAL_UID);
                    }
                    body.extend(extra);
                }
                // Damaged as it is, it is kept.
                _ => drop(body.insert("extra".to_owned(), extra.into())),
            }
        }
        let values = params![row.get::<_, i64>(0)?, Value::Object(body).to_string()];
        tx.prepare_cached(&insert)?.execute(values)?;
    }
    Ok(())
}

/// `mon,wed` as a list.
fn names_of_days(value: &Value) -> Value {
    let names = value.as_str().unwrap_or_default().split(',');
    names.filter(|name| !name.is_empty()).collect()
}

fn words_of(tx: &Connection, person: i64) -> Result<Value> {
    let sql = "SELECT word FROM person_word WHERE person = ? ORDER BY place";
    let mut statement = tx.prepare_cached(sql)?;
    let words = statement.query_map([person], |row| Ok(plain(row.get_ref(0)?)))?;
    Ok(Value::Array(words.collect::<rusqlite::Result<_>>()?))
}

fn tombstones(tx: &Connection) -> Result<()> {
    let mut statement = tx.prepare("SELECT uid, changed FROM change_log WHERE gone = 1")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let hash = Sha256::digest(row.get_ref(0)?.as_bytes().unwrap_or_default());
        tx.prepare_cached("INSERT OR IGNORE INTO gone (uid_hash, stamp) VALUES (?, ?)")?
            .execute(params![hash.as_slice(), row.get::<_, Sql>(1)?])?;
    }
    Ok(())
}

/// The parts of a row: its kind, their table, and which of them are of one handle, in order. Its checksum,
/// which lay in a table of its own, was the CRC-32 of the row and of these, each as `SELECT *` gives it.
const PARTS: [(&str, &str, &str); 6] = [
    ("ritual", "ritual_rhythm", "ritual = ? ORDER BY place"),
    ("ritual", "ritual_word", "ritual = ? ORDER BY place"),
    (
        "ritual",
        "revision",
        "subject = (SELECT uid FROM ritual WHERE id = ?) ORDER BY id",
    ),
    ("mood", "mood_word", "mood = ? ORDER BY kind, place"),
    ("person", "person_word", "person = ? ORDER BY place"),
    (
        "boundary",
        "revision",
        "subject = (SELECT uid FROM boundary WHERE id = ?) ORDER BY id",
    ),
];

/// Whether a table holds parts of the rows of a kind.
pub fn is_part(table: &str, kind: &str) -> bool {
    PARTS
        .iter()
        .any(|(of, part, _)| *of == kind && *part == table)
}

/// Handles of the rows of a kind that are not as they were stored.
fn differing(conn: &Connection, kind: &str) -> Result<Vec<i64>> {
    let sql = format!("SELECT id, sum FROM {kind} JOIN row_sum USING (id)");
    let mut statement = conn.prepare(&sql)?;
    let mut rows = statement.query([])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let (id, kept): (i64, i64) = (row.get(0)?, row.get(1)?);
        if kept != sum(conn, kind, id)? {
            found.push(id);
        }
    }
    Ok(found)
}

fn sum(conn: &Connection, kind: &str, id: i64) -> Result<i64> {
    let mut sum = Sum::new();
    let mut feed = |begin: &str, table: &str, of_row: &str| -> Result<()> {
        sum.bytes(begin.as_bytes());
        let sql = format!("SELECT * FROM {table} WHERE {of_row}");
        let mut statement = conn.prepare_cached(&sql)?;
        let columns = statement.column_count();
        let mut rows = statement.query([id])?;
        while let Some(row) = rows.next()? {
            for at in 0..columns {
                sum.value(at, row.get_ref(at)?);
            }
            sum.bytes(b"\n");
        }
        Ok(())
    };
    feed("", kind, "id = ?")?;
    for (_, table, of_row) in PARTS.iter().filter(|(of, ..)| *of == kind) {
        feed(table, table, of_row)?;
    }
    Ok(sum.end())
}
