//! `ritual import`

mod bring;

use super::context::Context;
use super::reply::Reply;
use crate::clock::Clock;
use crate::domain::record::Record;
use crate::exchange::jsonl::{self, Reading};
use crate::failure::{Failure, Result};
use crate::render::voice;
use bring::{Count, bring};
use serde::Serialize;
use std::fs::File;
use std::io::{self, BufReader};

/// Bring rows in from a file
///
/// One transaction: all of it or nothing. The same file twice adds nothing the second time. What
/// is here stays as it is; a ritual without any description takes the file's.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The format
    #[arg(value_name = "FORMAT", value_parser = ["jsonl"])]
    format: String,
    /// The file; `-` reads stdin
    #[arg(value_name = "FILE", value_hint = clap::ValueHint::FilePath)]
    file: String,
    /// Show what would come in, and write nothing
    #[arg(long)]
    dry_run: bool,
    /// Leave out lines that do not read, and list them
    #[arg(long)]
    skip_bad: bool,
}

/// What an import did, by noun.
#[derive(Debug, Default, Serialize)]
struct Imported {
    dry_run: bool,
    added: usize,
    here: usize,
    kinds: Vec<Count>,
    /// The rows that came in.
    rows: Vec<Record>,
    left_out: Vec<LeftOut>,
    #[serde(skip)]
    described: Vec<String>,
    /// Rows that had gone from here and are back.
    back: usize,
}

#[derive(Debug, Serialize)]
struct LeftOut {
    line: usize,
    why: String,
}

pub fn run(args: Args, context: &mut Context) -> Result<Reply> {
    debug_assert_eq!(args.format, "jsonl");
    // The notebook says when its day starts; times without an offset are read by that.
    context.read()?;
    let reading = read(&args, &context.clock)?;
    let left_out = reading.bad.iter().map(|(line, why)| LeftOut {
        line: *line,
        why: why.clone(),
    });
    let mut imported = Imported {
        dry_run: args.dry_run,
        left_out: left_out.collect(),
        ..Imported::default()
    };
    let mut brought = None;
    if args.dry_run {
        let rolled_back = context.rewrite("import", |writer, _, _| {
            brought = Some(bring(writer, reading)?);
            Err::<(), _>(Failure::refused("a dry run writes nothing"))
        });
        if let (None, Err(failure)) = (&brought, rolled_back) {
            return Err(failure);
        }
    } else if !reading.records.is_empty() {
        brought = Some(context.write("import", |writer, _, _| bring(writer, reading))?);
    }
    if let Some(brought) = brought {
        (imported.kinds, imported.rows) = (brought.kinds, brought.rows);
        (imported.described, imported.back) = (brought.described, brought.back);
    }
    imported.added = imported.kinds.iter().map(|k| k.added).sum();
    imported.here = imported.kinds.iter().map(|k| k.here).sum();
    Ok(said(&args.file, imported))
}

fn read(args: &Args, clock: &Clock) -> Result<Reading> {
    if args.file == "-" {
        return Ok(jsonl::read(
            io::stdin().lock(),
            "stdin",
            clock,
            args.skip_bad,
        )?);
    }
    let file = File::open(&args.file).map_err(|e| {
        Failure::refused(format!("{} cannot be read: {e}", args.file)).hint("`-` reads stdin")
    })?;
    Ok(jsonl::read(
        BufReader::new(file),
        &args.file,
        clock,
        args.skip_bad,
    )?)
}

fn said(file: &str, imported: Imported) -> Reply {
    let mut text = voice::imported(imported.added, imported.here, imported.dry_run) + "\n";
    for kind in imported.kinds.iter().filter(|k| k.added > 0) {
        text += &format!("  {:<11} {}\n", kind.kind, kind.added);
    }
    let left_out = imported
        .left_out
        .iter()
        .map(|l| format!("{file}, line {} left out: {}", l.line, l.why));
    let described = imported
        .described
        .iter()
        .map(|name| format!("{name} had no description here and takes the file's"));
    let back = (imported.back > 0).then(|| {
        let rows = voice::count(imported.back as u64, "row", "rows");
        format!("{rows} among them had been forgotten or taken back here; `ritual undo` takes the import back")
    });
    let notes = described.chain(back).chain(left_out).collect();
    Reply::confirmation(text, crate::render::json::report("import", &imported)).notes(notes)
}
