//! Which rows hold which words. The index keeps no text; [`put`] and [`remove`] go with every row
//! that is written or deleted.

use super::error::Result;
use super::{Reader, row};
use crate::domain::fold;
use crate::domain::record::{Kind, Record};
use chrono::NaiveDate;
use rusqlite::{Connection, params_from_iter};

/// What is looked for. Everything named has to be there.
#[derive(Debug, Clone, Default)]
pub struct Query {
    /// Each is words that stand side by side, the last of them as a beginning.
    pub phrases: Vec<String>,
    /// Words of mood notes: the list they stand in, and the word in any spelling.
    pub words: Vec<(&'static str, String)>,
    pub kinds: Vec<Kind>,
}

/// Writes the words of a row that is new or `over` one that may be there.
pub fn put(conn: &Connection, record: &Record, over: bool) -> Result<()> {
    if over {
        remove(conn, record.meta().id)?;
    }
    let said: Vec<String> = record.said().iter().map(|s| fold::folded(&s.1)).collect();
    write(conn, record.meta().id, &said)
}

/// Stands between fields, so that no phrase runs from one into the next. Nobody types it.
const APART: &str = " \u{e000} ";

fn write(conn: &Connection, id: i64, said: &[String]) -> Result<()> {
    if said.iter().any(|s| !s.is_empty()) {
        conn.prepare_cached("INSERT INTO word_index (rowid, words) VALUES (?, ?)")?
            .execute(rusqlite::params![id, said.join(APART)])?;
    }
    Ok(())
}

pub fn remove(conn: &Connection, id: i64) -> Result<()> {
    conn.prepare_cached("DELETE FROM word_index WHERE rowid = ?")?
        .execute([id])?;
    Ok(())
}

/// Rewrites the index without what was deleted from it.
pub fn settle(conn: &Connection) -> Result<()> {
    conn.execute(
        "INSERT INTO word_index (word_index) VALUES ('optimize')",
        [],
    )?;
    Ok(())
}

/// The words of a file of schema 1, when it is brought forward. Its tables are read as they were
/// then, whatever later schemas make of them.
pub fn fill(conn: &Connection) -> Result<()> {
    let rows = "SELECT id, concat_ws(char(30), note, variation) FROM completion
            WHERE note IS NOT NULL OR variation IS NOT NULL
        UNION ALL SELECT id, concat_ws(char(30), note, (SELECT group_concat(word, char(30))
            FROM mood_word WHERE mood = mood.id)) FROM mood
        UNION ALL SELECT id, concat_ws(char(30), area, companion, note) FROM boundary
        UNION ALL SELECT id, why FROM pause WHERE why IS NOT NULL
        UNION ALL SELECT id, concat_ws(char(30), name, intention, around, companion, (SELECT
            group_concat(word, char(30)) FROM ritual_word WHERE ritual = ritual.id)) FROM ritual";
    row::all(conn, "word_index", rows, [], |cells| {
        let text: String = cells.get(1)?;
        let said: Vec<String> = text.split('\u{1e}').map(fold::folded).collect();
        write(conn, cells.id(), &said)
    })?;
    Ok(())
}

/// A row that fits: its kind, its handle and, where its table has one, its day.
pub type Place = (Kind, i64, Option<NaiveDate>);

/// From how many hits on a whole index is read instead of one row after the other.
const MANY: usize = 1000;

impl Reader {
    /// The rows a query fits.
    ///
    /// # Errors
    /// [`super::Error::Damaged`].
    pub fn find_words(&self, query: &Query) -> Result<Vec<Place>> {
        let hits = match query.phrases.is_empty() {
            true => None,
            false => Some(self.hits(&query.phrases)?),
        };
        let mut found = Vec::new();
        for kind in query.kinds.iter().copied() {
            let Some((mut conditions, mut values)) = self.with_words(kind, query)? else {
                continue;
            };
            if let Some(hits) = hits.as_ref().filter(|hits| hits.len() < MANY) {
                conditions.push("id IN (SELECT value FROM json_each(?))".to_owned());
                values.push(format!("{hits:?}"));
            }
            let table = kind.as_str();
            let day = match kind {
                Kind::Completion | Kind::Mood => "day",
                _ => "NULL",
            };
            let filter = match conditions.is_empty() {
                true => String::new(),
                false => format!(" WHERE {}", conditions.join(" AND ")),
            };
            let sql = format!("SELECT id, {day} FROM {table}{filter}");
            let rows = row::all(&self.conn, table, &sql, params_from_iter(values), |c| {
                let fits = hits
                    .as_ref()
                    .is_none_or(|hits| hits.binary_search(&c.id()).is_ok());
                fits.then(|| Ok((kind, c.id(), c.optional_day(1)?)))
                    .transpose()
            })?;
            found.extend(rows.into_iter().flatten());
        }
        Ok(found)
    }

    /// Handles of the rows that hold every phrase, in order.
    fn hits(&self, phrases: &[String]) -> Result<Vec<i64>> {
        let sql = "SELECT rowid FROM word_index WHERE word_index MATCH ? ORDER BY rowid";
        row::all(&self.conn, "word_index", sql, [expression(phrases)], |c| {
            Ok(c.id())
        })
    }

    /// Conditions on the words of mood notes; none where no row of a kind can meet them.
    fn with_words(&self, kind: Kind, query: &Query) -> Result<Option<(Vec<String>, Vec<String>)>> {
        let (mut conditions, mut values) = (Vec::new(), Vec::new());
        for (list, word) in &query.words {
            if kind != Kind::Mood {
                return Ok(None);
            }
            let wanted = fold::folded(word);
            let spelt: Vec<String> = self
                .words(list)?
                .into_iter()
                .filter(|known| fold::folded(known) == wanted)
                .collect();
            if spelt.is_empty() {
                return Ok(None);
            }
            let holes = vec!["?"; spelt.len()].join(", ");
            conditions.push(format!(
                "id IN (SELECT mood FROM mood_word WHERE kind = '{list}' AND word IN ({holes}))"
            ));
            values.extend(spelt);
        }
        Ok(Some((conditions, values)))
    }
}

/// An FTS5 expression (sqlite.org/fts5.html, "Full-text Query Syntax"). Folded words hold no quote.
fn expression(phrases: &[String]) -> String {
    let terms: Vec<String> = phrases
        .iter()
        .map(|p| format!("\"{}\" *", fold::folded(p)))
        .collect();
    terms.join(" AND ")
}
