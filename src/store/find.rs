//! Which rows hold which words. The index keeps no text; [`put`] and [`remove`] go with every row
//! that is written or deleted.

use super::error::Result;
use super::rows::Source;
use super::{Reader, rows};
use crate::domain::field::iso_day;
use crate::domain::mood::Mood;
use crate::domain::record::{Home, Kind, Record};
use crate::domain::text;
use chrono::NaiveDate;
use rusqlite::{Connection, params, params_from_iter};

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
    let texts = record.searchable_text();
    let folded: Vec<String> = texts.iter().map(|(_, text)| text::folded(text)).collect();
    if folded.iter().all(String::is_empty) {
        return Ok(());
    }
    let sql = "INSERT INTO word_index (rowid, words) VALUES (?, ?)";
    rows::run(conn, sql, params![record.meta().id, folded.join(APART)])
}

/// Stands between fields, so that no phrase runs from one into the next. Nobody types it.
const APART: &str = " \u{e000} ";

pub fn remove(conn: &Connection, id: i64) -> Result<()> {
    rows::run(conn, "DELETE FROM word_index WHERE rowid = ?", [id])
}

/// Rewrites the index without what was deleted from it.
pub fn settle(conn: &Connection) -> Result<()> {
    let sql = "INSERT INTO word_index (word_index) VALUES ('optimize')";
    rows::run(conn, sql, [])
}

/// Fills the index anew from every row that reads.
pub fn fill(from: &dyn Source) -> Result<()> {
    for kind in Kind::ALL.iter().copied() {
        for record in rows::every::<Record>(from, kind)? {
            put(from.conn(), &record, true)?;
        }
    }
    Ok(())
}

/// A row that fits: its kind, its handle and, where it has one of its own, its day.
pub type Hit = (Kind, i64, Option<NaiveDate>);

/// From how many hits on a whole index is read instead of one row after the other.
const MANY: usize = 1000;

impl Reader {
    /// The rows a query fits.
    pub fn find_words(&self, query: &Query) -> Result<Vec<Hit>> {
        let hits = match query.phrases.is_empty() {
            true => None,
            false => Some(self.hits(&query.phrases)?),
        };
        let Some((words, spelt)) = self.with_words(query)? else {
            return Ok(Vec::new());
        };
        let mut found = Vec::new();
        for kind in query.kinds.iter().copied() {
            // Mood notes alone have such words.
            if !query.words.is_empty() && kind != Kind::Mood {
                continue;
            }
            let (mut conditions, mut values) = (words.clone(), spelt.clone());
            if let Some(hits) = hits.as_ref().filter(|hits| hits.len() < MANY) {
                conditions.push("id IN (SELECT value FROM json_each(?))".to_owned());
                values.push(format!("{hits:?}"));
            }
            let day = match (kind.day_field(), kind.home()) {
                (None, _) => "NULL".to_owned(),
                (Some(field), Home::Table) => field.to_owned(),
                (Some(field), Home::Note) => format!("body->>'{field}'"),
            };
            conditions.push(rows::of_kind(kind));
            let (table, filter) = (rows::table(kind), conditions.join(" AND "));
            let sql = format!("SELECT id, {day} FROM {table} WHERE {filter}");
            let rows = rows::all(&self.conn, table, &sql, params_from_iter(values), |row| {
                let id = row.get(0)?;
                let fits = hits
                    .as_ref()
                    .is_none_or(|hits| hits.binary_search(&id).is_ok());
                let day: Option<String> = row.get(1)?;
                Ok(fits.then(|| (kind, id, day.as_deref().and_then(iso_day))))
            })?;
            found.extend(rows.into_iter().flatten());
        }
        Ok(found)
    }

    /// Handles of the rows that hold every phrase, in order.
    fn hits(&self, phrases: &[String]) -> Result<Vec<i64>> {
        let sql = "SELECT rowid FROM word_index WHERE word_index MATCH ? ORDER BY rowid";
        let expression = [expression(phrases)];
        rows::all(&self.conn, "word_index", sql, expression, |row| row.get(0))
    }

    /// Conditions on the words of mood notes; none where no row can meet them.
    fn with_words(&self, query: &Query) -> Result<Option<(Vec<String>, Vec<String>)>> {
        let (mut conditions, mut values) = (Vec::new(), Vec::new());
        for (list, word) in &query.words {
            let (wanted, mut spelt) = (text::folded(word), self.words(list)?);
            spelt.retain(|known| text::folded(known) == wanted);
            let (Some(list), false) = (Mood::list(list), spelt.is_empty()) else {
                return Ok(None);
            };
            let holes = vec!["?"; spelt.len()].join(", ");
            conditions.push(format!(
                "EXISTS (SELECT 1 FROM json_each(mood.{}) WHERE value IN ({holes}))",
                list.column
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
        .map(|p| format!("\"{}\" *", text::folded(p)))
        .collect();
    terms.join(" AND ")
}
