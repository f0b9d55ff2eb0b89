//! `ritual import`

use super::context::Context;
use super::reply::Reply;
use crate::clock::Clock;
use crate::domain::meta::Meta;
use crate::domain::record::{Kind, Record};
use crate::domain::ritual::{Rhythms, Ritual};
use crate::domain::text;
use crate::exchange::jsonl::{self, Reading};
use crate::failure::{Failure, Result};
use crate::render::voice;
use crate::store::Writer;
use indicatif::{ProgressBar, ProgressDrawTarget};
use serde::Serialize;
use std::collections::HashSet;
use std::fs::File;
use std::io::{self, BufReader};
use uuid::Uuid;

/// Bring rows in from a file
///
/// One transaction: all of it or nothing. The same file twice adds nothing the second time. What
/// is here stays as it is.
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
    rows: Vec<Count>,
    left_out: Vec<LeftOut>,
}

#[derive(Debug, Serialize)]
struct Count {
    kind: &'static str,
    added: usize,
    here: usize,
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
    if args.dry_run {
        let mut rows = None;
        let rolled_back = context.rewrite("import", |writer, _, _| {
            rows = Some(bring(writer, reading)?);
            Err::<(), _>(Failure::refused("a dry run writes nothing"))
        });
        imported.rows = match (rows, rolled_back) {
            (Some(rows), _) => rows,
            (None, Err(failure)) => return Err(failure),
            (None, Ok(())) => Vec::new(),
        };
    } else if !reading.records.is_empty() {
        imported.rows = context.write("import", |writer, _, _| bring(writer, reading))?;
    }
    imported.added = imported.rows.iter().map(|r| r.added).sum();
    imported.here = imported.rows.iter().map(|r| r.here).sum();
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

/// Adds what is not here yet. Rituals and settings come first, whatever their place in the file:
/// the others refer to them.
fn bring(writer: &mut Writer, reading: Reading) -> Result<Vec<Count>> {
    let (first, rest): (Vec<_>, Vec<_>) = reading
        .records
        .into_iter()
        .partition(|(_, r)| matches!(r, Record::Config(_) | Record::Ritual(_)));
    let progress = ProgressBar::with_draw_target(
        Some((first.len() + rest.len()) as u64),
        ProgressDrawTarget::stderr(),
    );
    let mut rows: Vec<Count> = Kind::ALL
        .iter()
        .map(|k| Count {
            kind: k.as_str(),
            added: 0,
            here: 0,
        })
        .collect();
    let mut known: HashSet<String> = HashSet::new();
    for (_, mut record) in first.into_iter().chain(rest) {
        progress.inc(1);
        let count = &mut rows[record.kind() as usize];
        if here(writer, &record)? {
            count.here += 1;
            continue;
        }
        count.added += 1;
        if let Some(name) = refers_to(&record)
            && known.insert(text::key(name))
            && declare(writer, name)?
        {
            rows[Kind::Ritual as usize].added += 1;
        }
        writer.add(&mut record)?;
    }
    progress.finish_and_clear();
    rows.retain(|r| r.added + r.here > 0);
    Ok(rows)
}

/// Whether a row is in the notebook: by its uid, a ritual also by its name, a setting by its key.
/// A ritual that is here without any description takes the one the file brings.
fn here(writer: &mut Writer, record: &Record) -> Result<bool> {
    if writer.has_uid(record.kind(), record.meta().uid)? {
        return Ok(true);
    }
    match record {
        Record::Config(config) => Ok(writer.config(&config.key)?.is_some()),
        Record::Ritual(ritual) => {
            let Some(present) = writer.ritual(&ritual.name)? else {
                return Ok(false);
            };
            if bare(&present) && !bare(ritual) {
                let mut described = ritual.clone();
                described.meta = present.meta;
                described.name = present.name;
                writer.change(&Record::Ritual(described))?;
            }
            Ok(true)
        }
        _ => Ok(false),
    }
}

fn bare(ritual: &Ritual) -> bool {
    *ritual
        == Ritual {
            extra: ritual.extra.clone(),
            ..Ritual::new(ritual.meta.clone(), ritual.name.clone())
        }
        && ritual.rhythms == Rhythms::one(None)
}

fn refers_to(record: &Record) -> Option<&str> {
    match record {
        Record::Completion(c) => Some(&c.ritual),
        Record::Pause(p) => p.ritual.as_deref(),
        _ => None,
    }
}

/// Adds a ritual that no line declares. Its uid comes from its name, so that a second file with the
/// same name means the same ritual.
fn declare(writer: &mut Writer, name: &str) -> Result<bool> {
    if writer.ritual(name)?.is_some() {
        return Ok(false);
    }
    let uid = Uuid::new_v5(
        &Uuid::NAMESPACE_OID,
        format!("ritual named {}", text::key(name)).as_bytes(),
    );
    writer.add(&mut Record::Ritual(Ritual::new(
        Meta::new(uid),
        name.to_owned(),
    )))?;
    Ok(true)
}

fn said(file: &str, imported: Imported) -> Reply {
    let mut text = voice::imported(imported.added, imported.here, imported.dry_run) + "\n";
    for row in imported.rows.iter().filter(|r| r.added > 0) {
        text += &format!("  {:<11} {}\n", row.kind, row.added);
    }
    let notes = imported
        .left_out
        .iter()
        .map(|l| format!("{file}, line {} left out: {}", l.line, l.why))
        .collect();
    Reply::confirmation(text, crate::render::json::report("import", &imported)).notes(notes)
}
