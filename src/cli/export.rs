//! `ritual export`

use super::consent;
use super::input;
use super::names;
use super::reply::Reply;
use super::session::{Globals, Session};
use super::when::{self, Ahead};
use crate::clock::Clock;
use crate::domain::config::Settings;
use crate::domain::json::document;
use crate::domain::left::Left;
use crate::domain::record::{Kind, Record};
use crate::domain::ritual::Ritual;
use crate::domain::text;
use crate::domain::view::{Sacred, View};
use crate::exchange::Selection;
use crate::exchange::out::{Out, harsh, jrnl, loop_habits, obsidian};
use crate::exchange::{archive, csv, ics, jsonl};
use crate::failure::{Failure, Result, code};
use crate::file;
use crate::render::{json, markdown, voice};
use crate::report::import::NotCarried;
use crate::store::{self, Reader};
use clap::builder::PossibleValuesParser;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use uuid::Uuid;

/// Write the notebook out, whole or in part
///
/// jsonl, json and sqlite are whole, and `ritual import` reads them back. The others are seen by
/// others: they leave out sacred rituals, and rows that say their names, unless --only names them or
/// --with-sacred is given. `ritual help exports` shows each, `ritual help formats` what goes into it.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The format
    #[arg(value_name = "FORMAT", value_parser = ["jsonl", "json", "csv", "markdown", "ics", "sqlite", "shareable", "loop", "harsh", "jrnl", "obsidian"])]
    format: String,
    /// The file, for csv, harsh and obsidian a folder or a .zip; stdout without it, or with `-`
    #[arg(value_name = "PATH", value_hint = clap::ValueHint::AnyPath)]
    path: Option<PathBuf>,
    /// The first day; rows without a day come along
    #[arg(long, value_name = "DATE")]
    from: Option<String>,
    /// The last day
    #[arg(long, value_name = "DATE")]
    to: Option<String>,
    /// This ritual, with its entries and rests; may be given several times
    #[arg(long, value_name = "NAME")]
    only: Vec<String>,
    /// Rows of this kind, such as mood or win; may be given several times
    #[arg(long, value_name = "KIND", value_parser = kinds(), hide_possible_values = true)]
    kind: Vec<String>,
    /// Of a damaged notebook, write every row that reads, and name those that do not
    #[arg(long)]
    salvage: bool,
    /// Write over a file that is there
    #[arg(long)]
    force: bool,
    /// Sacred rituals as well, and rows that say their names
    #[arg(long)]
    with_sacred: bool,
    /// ics: the words of entries and mood notes as well
    #[arg(long)]
    with_notes: bool,
    /// shareable: show the exact bytes, and write nothing
    #[arg(long, conflicts_with = "yes")]
    preview: bool,
    /// shareable: write without asking, as a script does
    #[arg(long)]
    yes: bool,
    /// shareable: what is shared with this person
    #[arg(long, value_name = "NAME")]
    with: Option<String>,
}

fn kinds() -> PossibleValuesParser {
    PossibleValuesParser::new(Kind::ALL.iter().map(|kind| kind.as_str()))
}

impl Args {
    /// The first that was given of those about shareable.
    fn of_shareable(&self) -> Option<&'static str> {
        let flags = [
            (self.preview, "--preview"),
            (self.yes, "--yes"),
            (self.with.is_some(), "--with"),
        ];
        let mut flags = flags.into_iter();
        flags.find_map(|(given, flag)| given.then_some(flag))
    }

    /// None for stdout.
    fn target(&self) -> Option<&PathBuf> {
        self.path.as_ref().filter(|path| path.as_os_str() != "-")
    }
}

pub fn run(args: Args, globals: &Globals) -> Result<Reply> {
    let target = args.target();
    if target.is_some_and(|path| path.as_os_str().is_empty()) {
        return Err(Failure::usage("PATH expects a file; got nothing")
            .hint("without PATH the export goes to stdout"));
    }
    let notebook = globals.path()?;
    if target.is_some_and(|path| same(path, &notebook)) {
        return Err(
            Failure::refused(format!("{} is the notebook itself", notebook.display()))
                .hint("an export goes to a file of its own; nothing was written"),
        );
    }
    if args.format == "shareable" {
        return shareable(&args, globals);
    }
    if let Some(flag) = args.of_shareable() {
        return Err(Failure::usage(format!("{flag} goes with shareable"))
            .hint("`ritual export shareable` writes what is shared"));
    }
    if args.format == "sqlite" {
        return copy(&args, globals)?.deliver(&args, globals);
    }
    let rows = match args.salvage {
        true => salvaged(&args, globals)?,
        false => chosen(&args, globals)?,
    };
    let mut reply = made(&args, &rows)?.deliver(&args, globals)?;
    if !rows.notes.is_empty() {
        reply.code = code::DAMAGED;
    }
    Ok(reply.notes(rows.notes))
}

/// Whether two paths lead to one place, or would. No file is opened for it.
pub fn same(a: &Path, b: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    match (a.metadata(), b.metadata()) {
        (Ok(a), Ok(b)) => (a.dev(), a.ino()) == (b.dev(), b.ino()),
        _ => a == b,
    }
}

/// What goes out, in the order of the nouns.
struct Rows {
    clock: Clock,
    settings: Settings,
    records: Vec<Record>,
    /// How many stayed, for what is sacred.
    sacred: u64,
    /// What there is to say of those that do not read.
    notes: Vec<String>,
}

fn chosen(args: &Args, globals: &Globals) -> Result<Rows> {
    let Session {
        clock,
        settings,
        reader,
        ..
    } = Session::read(globals)?;
    let selection = selection(args, only(args, &reader)?, &clock)?;
    let mut records = Vec::new();
    for kind in Kind::ALL.iter().filter(|kind| selection.has_kind(**kind)) {
        let found = reader.records(*kind)?.into_iter();
        records.extend(found.filter(|row| selection.keeps(row)));
    }
    let sacred = keep_from_others(args, &selection, reader.rituals()?, &mut records);
    Ok(Rows {
        clock,
        settings,
        records,
        sacred,
        notes: Vec::new(),
    })
}

/// Every row that reads, and what there is to say of the others. Names are taken as they were
/// typed: the list of them may be what does not read.
fn salvaged(args: &Args, globals: &Globals) -> Result<Rows> {
    let found = Reader::salvage(&globals.path()?)?;
    let clock = globals.clock()?;
    let selection = selection(args, args.only.clone(), &clock)?;
    let (unread, differing) = found.named();
    let notes = voice::salvaged(
        found.unopened.as_deref(),
        found.rows.len(),
        &unread,
        &differing,
        &found.gone,
        &found.torn,
        found.adrift.len(),
    );
    let ritual = |row: &Record| match row {
        Record::Ritual(ritual) => Some(ritual.clone()),
        _ => None,
    };
    let rituals = found.rows.iter().filter_map(ritual).collect();
    let mut records = found.rows;
    records.retain(|row| selection.keeps(row));
    Ok(Rows {
        clock,
        settings: Settings::default(),
        sacred: keep_from_others(args, &selection, rituals, &mut records),
        records,
        notes,
    })
}

/// The names of the rituals that are asked for.
fn only(args: &Args, reader: &Reader) -> Result<Vec<String>> {
    let name = |typed: &String| names::known_name(reader, typed);
    args.only.iter().map(name).collect()
}

fn selection(args: &Args, only: Vec<String>, clock: &Clock) -> Result<Selection> {
    let day =
        |flag, typed: &Option<String>| when::given(flag, typed.as_deref(), clock, Ahead::Either);
    let (from, to) = (day("--from", &args.from)?, day("--to", &args.to)?);
    if let (Some(from), Some(to)) = (from, to) {
        when::in_order(from, to, "--to")?;
    }
    Ok(Selection {
        from,
        to,
        only,
        kinds: args.kind.iter().filter_map(|k| Kind::parse(k)).collect(),
    })
}

/// The notebook's own whole exports keep everything. What is made to be read, on a screen, on paper or
/// by another program, is seen by others: what is sacred stays out unless it is asked for, and so does
/// what was consented to. Gives how many rows stayed for being sacred.
fn keep_from_others(
    args: &Args,
    selection: &Selection,
    mut rituals: Vec<Ritual>,
    records: &mut Vec<Record>,
) -> u64 {
    for row in records.iter_mut() {
        if let Record::Boundary(boundary) = row {
            boundary.leave_marks_out();
        }
    }
    if matches!(args.format.as_str(), "jsonl" | "json") {
        return 0;
    }
    records.retain(|row| row.kind() != Kind::Consent);
    for ritual in &mut rituals {
        ritual.sacred &= !args.with_sacred && !selection.names(&ritual.name);
    }
    let (sacred, all) = (Sacred::of(&rituals), records.len());
    records.retain(|row| !sacred.said_in_record(row));
    for row in records.iter_mut() {
        match row {
            Record::Ritual(ritual) => sacred.strike(&mut ritual.history),
            Record::Boundary(boundary) => sacred.strike(&mut boundary.history),
            _ => {}
        }
    }
    (all - records.len()) as u64
}

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
struct Made {
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
    fn text(text: String, rows: usize) -> Made {
        let form = Form::Text(text.into_bytes());
        let left = None;
        Made { form, rows, left }
    }

    /// Puts it where it is to go, and says so.
    fn deliver(self, args: &Args, globals: &Globals) -> Result<Reply> {
        let left = self.left.iter().flatten();
        let note = |(what, n): (&Left, &u64)| voice::not_carried(*what, *n);
        let notes: Vec<String> = left.map(note).collect();
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
        let exported = Exported {
            format: &args.format,
            files: files.iter().map(|p| p.display().to_string()).collect(),
            rows: self.rows,
            not_carried: self.left.map(NotCarried::each),
        };
        Ok(Reply::done(globals, "export", &exported, text).notes(notes))
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
fn made(args: &Args, rows: &Rows) -> Result<Made> {
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
        _ => text(records.iter().map(|row| document(row) + "\n").collect()),
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
    let ending = path.extension();
    if ending.is_some_and(|ending| ending.eq_ignore_ascii_case("zip")) {
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
fn copy(args: &Args, globals: &Globals) -> Result<Made> {
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

fn shareable(args: &Args, globals: &Globals) -> Result<Reply> {
    if args.salvage {
        return Err(Failure::usage("--salvage does not go with shareable")
            .hint("`ritual export jsonl --salvage` writes every row that reads"));
    }
    let bytes = gather(args, globals)?;
    if bytes.is_empty() {
        let note =
            "nothing is shared here; `ritual share ITEM --with NAME` shares an item".to_owned();
        return Ok(Reply::plain(bytes).notes([note]));
    }
    if args.preview {
        return Ok(Reply::plain(bytes));
    }
    let hint = "--preview shows the exact bytes, --yes writes them without asking";
    let otherwise = ("export shareable", hint);
    if args.yes || input::agrees(globals, &bytes, voice::SHARE_THESE, otherwise)? {
        // The first line is about the page.
        let rows = bytes.lines().count().saturating_sub(1);
        return Made::text(bytes, rows).deliver(args, globals);
    }
    // Where a file was promised, none is made.
    Ok(Reply::default().code(match args.target() {
        Some(_) => code::REFUSED,
        None => code::DONE,
    }))
}

fn gather(args: &Args, globals: &Globals) -> Result<String> {
    let Session { clock, reader, .. } = Session::read(globals)?;
    let today = clock.today();
    let only = only(args, &reader)?;
    let only: Vec<String> = only.iter().map(|name| text::key(name)).collect();
    let selection = selection(args, Vec::new(), &clock)?;
    let consents = reader.consents()?;
    let person = consent::reader(&consents, args.with.as_deref(), today)?;
    let sacred = Sacred::of(&reader.rituals()?);
    let view = View::new(&consents, sacred, today, person.as_deref());
    let mut lines: Vec<(Kind, String)> = Vec::new();
    // Nothing leaves without a grant, so the grants lead to all that may.
    let subjects: BTreeSet<Uuid> = view.subjects().collect();
    for subject in subjects {
        let Some(record) = reader.by_uid(subject)? else {
            continue;
        };
        let of = record.ritual_name().map(text::key);
        let fits = selection.keeps(&record)
            && (only.is_empty() || of.is_some_and(|name| only.contains(&name)));
        if fits && view.shows_record(&record) {
            let line = record.leaving(today);
            lines.extend(line.map(|line| (record.kind(), line)));
        }
    }
    if lines.is_empty() {
        return Ok(String::new());
    }
    // An order of its own: not the one in which things were noted.
    lines.sort();
    let first = std::iter::once(jsonl::page(person.as_deref()));
    let lines = first.chain(lines.into_iter().map(|(_, line)| line));
    Ok(lines.map(|line| line + "\n").collect())
}
