//! `ritual export`

mod out;
mod rows;
mod shareable;

use super::reply::Reply;
use super::session::Globals;
use crate::domain::record::Kind;
use crate::failure::{Failure, Result, code};
use clap::builder::PossibleValuesParser;
use std::path::{Path, PathBuf};

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
    #[command(flatten)]
    shareable: shareable::Asking,
}

fn kinds() -> PossibleValuesParser {
    PossibleValuesParser::new(Kind::ALL.iter().map(|kind| kind.as_str()))
}

impl Args {
    /// None for stdout.
    fn target(&self) -> Option<&PathBuf> {
        self.path.as_ref().filter(|path| path.as_os_str() != "-")
    }
}

pub fn run(args: Args, globals: &Globals) -> Result<Reply> {
    if args
        .target()
        .is_some_and(|path| path.as_os_str().is_empty())
    {
        return Err(Failure::usage("PATH expects a file; got nothing")
            .hint("without PATH the export goes to stdout"));
    }
    let notebook = globals.path()?;
    if args.target().is_some_and(|path| same(path, &notebook)) {
        return Err(
            Failure::refused(format!("{} is the notebook itself", notebook.display()))
                .hint("an export goes to a file of its own; nothing was written"),
        );
    }
    if args.format == "shareable" {
        return shareable::run(&args, globals);
    }
    if let Some(flag) = args.shareable.given() {
        return Err(Failure::usage(format!("{flag} goes with shareable"))
            .hint("`ritual export shareable` writes what is shared"));
    }
    if args.format == "sqlite" {
        return out::copy(&args, globals)?.deliver(&args, globals);
    }
    let (rows, notes) = match args.salvage {
        true => rows::salvaged(&args, globals)?,
        false => (rows::chosen(&args, globals)?, Vec::new()),
    };
    let mut reply = out::made(&args, &rows)?.deliver(&args, globals)?;
    if !notes.is_empty() {
        reply.code = code::DAMAGED;
    }
    Ok(reply.notes(notes))
}

/// Whether two paths lead to one place, or would. No file is opened for it.
pub fn same(a: &Path, b: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    match (a.metadata(), b.metadata()) {
        (Ok(a), Ok(b)) => (a.dev(), a.ino()) == (b.dev(), b.ino()),
        _ => a == b,
    }
}
