//! What is stored: rows by table, sizes and modes.

use super::error::Result;
use super::{Reader, beside, open, rows};
use std::path::{Path, PathBuf};

/// A count of everything in the file.
#[derive(Debug, Clone, Default)]
pub struct Census {
    /// The file with its folder resolved; none when nothing is there yet.
    pub file: Option<PathBuf>,
    pub bytes: u64,
    /// Octal permissions of file and folder.
    pub file_mode: Option<u32>,
    pub folder_mode: Option<u32>,
    /// Rows in every table that has any, by name; those of `note` by their kind.
    pub tables: Vec<(String, u64)>,
    /// The place of a sync it takes part in.
    pub synced: Option<String>,
    /// Files beside the notebook whose names begin with its own.
    pub beside: Vec<PathBuf>,
}

impl Census {
    /// # Errors
    /// Those of opening and reading.
    pub fn take(path: &Path) -> Result<Census> {
        let file = open::existing(path)?;
        let mut census = Census {
            file: file.clone(),
            ..Census::default()
        };
        if let Some(file) = file {
            census.bytes = file.metadata()?.len();
            [census.file_mode, census.folder_mode] = beside::modes(&file)?.map(Some);
            census.beside = beside::beside(&file, |rest| !rest.is_empty());
        }
        let store = Reader::open(path)?;
        if census.file.is_some() {
            census.synced = store.part()?.map(|part| part.place);
            census.count(&store)?;
        }
        Ok(census)
    }

    fn count(&mut self, store: &Reader) -> Result<()> {
        let sql =
            "SELECT 0, name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'
            AND name <> 'clock'
            AND name NOT LIKE 'word_index_%' ORDER BY name";
        let names = rows::all(&store.conn, "sqlite_schema", sql, [], |row| {
            row.get::<_, String>(1)
        })?;
        for name in names.into_iter().filter(|name| name != "note") {
            let sql = format!("SELECT count(*) FROM \"{name}\"");
            let rows: i64 = store.conn.query_row(&sql, [], |r| r.get(0))?;
            if rows > 0 {
                self.tables.push((name, rows.unsigned_abs()));
            }
        }
        // Kinds without a table of their own are told one by one all the same.
        let sql = "SELECT 0, kind, count(*) FROM note GROUP BY kind";
        let kinds = rows::all(&store.conn, "note", sql, [], |row| {
            Ok((row.get(1)?, row.get::<_, i64>(2)?.unsigned_abs()))
        })?;
        self.tables.extend(kinds);
        self.tables.sort();
        Ok(())
    }
}
