//! From rows to a file, a folder or stdout.

use super::super::reply::Reply;
use super::super::session::Globals;
use super::Args;
use super::peers;
use super::rows::Rows;
use crate::domain::left::Left;
use crate::domain::record::{Kind, Record};
use crate::exchange::out::Out;
use crate::exchange::{archive, csv, ics, jsonl};
use crate::failure::{Failure, Result};
use crate::file;
use crate::render::{json, markdown, voice};
use crate::report::import::NotCarried;
use crate::store::Reader;
use serde::Serialize;
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

pub fn write(args: &Args, rows: &Rows, globals: &Globals) -> Result<Reply> {
    if args.format == "csv" {
        return tables(args, &rows.records, globals);
    }
    if let Some(reply) = peers::write(args, rows, globals) {
        return reply;
    }
    let text = text(args, rows);
    match args.target() {
        None => Ok(Reply::plain(text)),
        Some(path) => {
            put(path, text.as_bytes(), args.force)?;
            Ok(said(
                globals,
                args,
                std::slice::from_ref(path),
                rows.records.len(),
            ))
        }
    }
}

fn text(args: &Args, rows: &Rows) -> String {
    let today = rows.clock.today();
    let dated = rows.records.iter().map(|row| (row.day(), row));
    match args.format.as_str() {
        "json" => json::report(
            "export",
            &Document {
                rows: &rows.records,
            },
        ),
        "markdown" => markdown::markdown(&dated.collect::<Vec<_>>(), &rows.settings, today),
        "ics" => ics::calendar(&rows.records, rows.clock.now().at.to_utc(), args.with_notes),
        _ => lines(&rows.records),
    }
}

#[derive(Serialize)]
struct Document<'a> {
    rows: &'a [Record],
}

fn lines(records: &[Record]) -> String {
    let mut text = String::new();
    for record in records {
        text += &jsonl::line(record);
        text.push('\n');
    }
    text
}

/// One table goes to stdout; several go into a folder or an archive.
fn tables(args: &Args, records: &[Record], globals: &Globals) -> Result<Reply> {
    let of = |kind: Kind| {
        let rows = records.iter().filter(|row| row.kind() == kind);
        rows.cloned().collect::<Vec<_>>()
    };
    let kinds = Kind::ALL.iter().copied();
    let tables = kinds
        .map(|kind| (kind, of(kind)))
        .filter(|(_, rows)| !rows.is_empty());
    let files: Vec<(String, Vec<u8>)> = tables
        .map(|(kind, rows)| (format!("{}.csv", kind.as_str()), csv::table(&rows)))
        .collect();
    let Some(path) = args.target() else {
        if args.kind.len() != 1 {
            return Err(Failure::usage(
                "csv is a table for each kind of row: PATH expects a folder or a .zip",
            )
            .hint("`ritual export csv --kind completion` prints one table"));
        }
        let table = files
            .into_iter()
            .next()
            .map(|(_, bytes)| bytes)
            .unwrap_or_default();
        return Ok(Reply::plain(String::from_utf8_lossy(&table).into_owned()));
    };
    let written = place(path, &files, args.force)?;
    let mut reply = said(globals, args, &written, records.len());
    if written.is_empty() {
        reply = said(globals, args, std::slice::from_ref(path), 0);
    }
    Ok(reply)
}

/// Puts files into a folder, or into an archive where the path is one's.
pub fn place(path: &Path, files: &[(String, Vec<u8>)], force: bool) -> Result<Vec<PathBuf>> {
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

/// The file itself, as it is, by SQLite's backup.
pub fn copy(args: &Args, globals: &Globals) -> Result<Reply> {
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
    let Some(path) = args.target() else {
        return Err(
            Failure::usage("sqlite expects a PATH: a database is no text")
                .hint("`ritual export jsonl` prints every row"),
        );
    };
    let snapshot = Reader::open(&globals.path()?)?.snapshot()?;
    put(path, &snapshot.bytes, args.force)?;
    Ok(said(
        globals,
        args,
        std::slice::from_ref(path),
        snapshot.rows(),
    ))
}

pub fn put(path: &Path, bytes: &[u8], force: bool) -> Result<()> {
    file::write(path, bytes, force).map_err(|e| Failure::unwritten(path, &e))
}

pub fn said(globals: &Globals, args: &Args, files: &[PathBuf], rows: usize) -> Reply {
    confirmed(globals, args, files, rows, None)
}

/// The same of an export to another program, with what it left.
pub fn said_of(globals: &Globals, args: &Args, files: &[PathBuf], account: &Out) -> Reply {
    confirmed(globals, args, files, account.rows, Some(account)).notes(left(account))
}

/// What an export to another program left, for stderr.
pub fn left(account: &Out) -> Vec<String> {
    let left = account.left.iter();
    left.map(|(what, n)| format!("not carried over: {}", voice::left_behind(*what, *n)))
        .collect()
}

fn confirmed(
    globals: &Globals,
    args: &Args,
    files: &[PathBuf],
    rows: usize,
    account: Option<&Out>,
) -> Reply {
    let not_carried = |(what, count): (&Left, &u64)| NotCarried {
        what: *what,
        count: *count,
    };
    let place = match files {
        [one] => one.as_path(),
        _ => args.target().map_or(Path::new("."), PathBuf::as_path),
    };
    let text = || format!("{}\n", voice::exported(place, rows));
    let exported = Exported {
        format: &args.format,
        files: files
            .iter()
            .map(|path| path.display().to_string())
            .collect(),
        rows,
        not_carried: account.map(|account| account.left.iter().map(not_carried).collect()),
    };
    Reply::confirmation(globals, text, || json::report("export", &exported))
}
