//! From rows to a file, a folder or stdout.

use super::super::reply::Reply;
use super::super::session::Globals;
use super::Args;
use super::rows::Rows;
use crate::domain::left::Left;
use crate::domain::record::{Kind, Record};
use crate::exchange::out::{Out, harsh, jrnl, loop_habits, obsidian};
use crate::exchange::{archive, csv, ics, jsonl};
use crate::failure::{Failure, Result};
use crate::file;
use crate::render::{json, markdown, voice};
use crate::report::import::NotCarried;
use crate::store::{self, Reader};
use serde::Serialize;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// What an export wrote, for `--json`.
#[derive(Serialize)]
struct Exported<'a> {
    format: &'a str,
    files: Vec<String>,
    rows: usize,
    /// For another program: what it has no place for.
    #[serde(skip_serializing_if = "Option::is_none")]
    not_carried: Option<Vec<NotCarried>>,
}

#[derive(Serialize)]
struct Document<'a> {
    rows: &'a [Record],
}

/// An export before it is anywhere.
pub struct Made {
    form: Form,
    rows: usize,
    /// For another program: what it has no place for.
    left: Option<BTreeMap<Left, u64>>,
}

enum Form {
    Text(Vec<u8>),
    Database(Vec<u8>),
    Files(Vec<(String, Vec<u8>)>),
}

impl Made {
    pub fn text(text: String, rows: usize) -> Made {
        let form = Form::Text(text.into_bytes());
        let left = None;
        Made { form, rows, left }
    }

    /// Puts it where it is to go, and says so.
    pub fn deliver(self, args: &Args, globals: &Globals) -> Result<Reply> {
        let left = self.left.iter().flatten();
        let notes = left
            .map(|(what, n)| format!("not carried over: {}", voice::left_behind(*what, *n)))
            .collect();
        let Some(path) = args.target() else {
            let Form::Text(bytes) = self.form else {
                return Err(needs_path(&args.format));
            };
            let text = String::from_utf8_lossy(&bytes).into_owned();
            return Ok(Reply::plain(text).notes(notes));
        };
        let files = match self.form {
            Form::Files(files) => place(path, &files, args.force)?,
            Form::Text(bytes) | Form::Database(bytes) => {
                put(path, &bytes, args.force)?;
                vec![path.clone()]
            }
        };
        let text = || {
            let place = match files.as_slice() {
                [one] => one,
                _ => path,
            };
            format!("{}\n", voice::exported(place, self.rows))
        };
        let not_carried = |left: &BTreeMap<Left, u64>| {
            let left = left.iter();
            left.map(|(&what, &count)| NotCarried { what, count })
                .collect()
        };
        let exported = Exported {
            format: &args.format,
            files: files.iter().map(|p| p.display().to_string()).collect(),
            rows: self.rows,
            not_carried: self.left.as_ref().map(not_carried),
        };
        let json = || json::report("export", &exported);
        Ok(Reply::confirmation(globals, text, json).notes(notes))
    }
}

fn needs_path(format: &str) -> Failure {
    match format {
        "csv" => {
            Failure::usage("csv is a table for each kind of row: PATH expects a folder or a .zip")
                .hint("`ritual export csv --kind completion` prints one table")
        }
        "sqlite" => Failure::usage("sqlite expects a PATH: a database is no text")
            .hint("`ritual export jsonl` prints every row"),
        "loop" => Failure::usage("loop expects a PATH: a database is no text")
            .hint("such as `ritual export loop ritual-for-loop.db`"),
        _ => Failure::usage(format!(
            "{format} is several files: PATH expects a folder or a .zip"
        ))
        .hint(format!("such as `ritual export {format} for-{format}`")),
    }
}

/// What a format makes of the rows.
pub fn made(args: &Args, rows: &Rows) -> Result<Made> {
    let (records, today) = (&rows.records, rows.clock.today());
    let text = |text| Ok(Made::text(text, records.len()));
    let of = |mut out: Out| {
        if rows.sacred > 0 {
            out.left.insert(Left::Sacred, rows.sacred);
        }
        Made {
            form: Form::Files(out.files),
            rows: out.rows,
            left: Some(out.left),
        }
    };
    match args.format.as_str() {
        "csv" => Ok(tables(args, records)),
        "json" => text(json::report("export", &Document { rows: records })),
        "markdown" => {
            let dated: Vec<_> = records.iter().map(|row| (row.day(), row)).collect();
            text(markdown::markdown(&dated, &rows.settings, today))
        }
        "ics" => {
            let now = rows.clock.now().at.to_utc();
            text(ics::calendar(records, now, args.with_notes))
        }
        "loop" => {
            let (tables, out) = loop_habits::tables(records, today);
            let form = Form::Database(store::made(loop_habits::SCHEMA, &tables)?);
            Ok(Made { form, ..of(out) })
        }
        "harsh" => Ok(of(harsh::files(records, today))),
        "obsidian" => Ok(of(obsidian::notes(records))),
        "jrnl" => {
            let (journal, out) = jrnl::journal(records);
            let form = Form::Text(journal.into_bytes());
            Ok(Made { form, ..of(out) })
        }
        _ => text(records.iter().map(|row| jsonl::line(row) + "\n").collect()),
    }
}

/// A table for each kind of row; where one is asked for by itself, its text.
fn tables(args: &Args, records: &[Record]) -> Made {
    let of = |kind: &Kind| {
        let rows = records.iter().filter(|row| row.kind() == *kind);
        let rows: Vec<Record> = rows.cloned().collect();
        let name = format!("{}.csv", kind.as_str());
        (!rows.is_empty()).then(|| (name, csv::table(&rows)))
    };
    let mut files: Vec<(String, Vec<u8>)> = Kind::ALL.iter().filter_map(of).collect();
    let form = match args.target().is_none() && args.kind.len() == 1 {
        true => Form::Text(files.pop().map(|(_, table)| table).unwrap_or_default()),
        false => Form::Files(files),
    };
    Made {
        form,
        rows: records.len(),
        left: None,
    }
}

/// Puts files into a folder, or into an archive where the path is one's.
fn place(path: &Path, files: &[(String, Vec<u8>)], force: bool) -> Result<Vec<PathBuf>> {
    let zipped = path
        .extension()
        .is_some_and(|e| e.eq_ignore_ascii_case("zip"));
    if zipped {
        let bytes = archive::zip(files).map_err(|e| Failure::unwritten(path, &e))?;
        put(path, &bytes, force)?;
        return Ok(vec![path.to_owned()]);
    }
    file::write_folder(path, files, force).map_err(|(path, e)| Failure::unwritten(&path, &e))
}

fn put(path: &Path, bytes: &[u8], force: bool) -> Result<()> {
    file::write(path, bytes, force).map_err(|e| Failure::unwritten(path, &e))
}

/// The file itself, as it is, by SQLite's backup.
pub fn copy(args: &Args, globals: &Globals) -> Result<Made> {
    if args.salvage {
        return Err(
            Failure::usage("sqlite copies the file as it is, damage and all")
                .hint("`ritual export jsonl --salvage` writes every row that reads"),
        );
    }
    let picked = args.from.is_some() || args.to.is_some();
    if picked || !args.only.is_empty() || !args.kind.is_empty() {
        return Err(
            Failure::usage("sqlite copies the whole file, and takes no choice of rows")
                .hint("jsonl, json, csv, markdown and ics take one"),
        );
    }
    if args.target().is_none() {
        return Err(needs_path(&args.format));
    }
    let snapshot = Reader::open(&globals.path()?)?.snapshot()?;
    Ok(Made {
        rows: snapshot.rows(),
        form: Form::Database(snapshot.bytes),
        left: None,
    })
}
