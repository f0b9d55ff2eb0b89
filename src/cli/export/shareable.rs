//! `ritual export shareable`

use super::{Args, out, rows};
use crate::cli::input;
use crate::cli::names;
use crate::cli::reply::Reply;
use crate::cli::session::{Globals, Session};
use crate::domain::consent::shared;
use crate::domain::record::Kind;
use crate::domain::text;
use crate::exchange::shareable;
use crate::failure::{Failure, Result};
use crate::render::voice;
use std::collections::BTreeSet;
use uuid::Uuid;

/// How `ritual export shareable` is agreed to.
#[derive(Debug, Clone, Default, clap::Args)]
pub struct Asking {
    /// shareable: show the exact bytes, and write nothing
    #[arg(long, conflicts_with = "yes")]
    preview: bool,
    /// shareable: write without asking, as a script does
    #[arg(long)]
    yes: bool,
}

impl Asking {
    /// The first of these that was given.
    pub fn given(&self) -> Option<&'static str> {
        [(self.preview, "--preview"), (self.yes, "--yes")]
            .into_iter()
            .find_map(|(given, flag)| given.then_some(flag))
    }
}

pub fn run(args: &Args, globals: &Globals) -> Result<Reply> {
    if args.salvage {
        return Err(Failure::usage("--salvage does not go with shareable")
            .hint("`ritual export jsonl --salvage` writes every row that reads"));
    }
    let bytes = gather(args, globals)?;
    if bytes.is_empty() {
        let note = "nothing is shared here; `ritual share ITEM` marks an item".to_owned();
        return Ok(Reply::plain(bytes).notes(vec![note]));
    }
    if args.shareable.preview {
        return Ok(Reply::plain(bytes));
    }
    if args.shareable.yes {
        return write(args, bytes, globals);
    }
    if !input::interactive(globals) {
        return Err(Failure::usage(
            "sharing shows the exact bytes and asks first, and nobody is here to answer",
        )
        .hint("--preview shows them, --yes writes them without asking"));
    }
    input::show(&bytes);
    match input::ask(voice::SHARE_THESE)? {
        input::Answer::Words(answer) if input::is_yes(&answer) => write(args, bytes, globals),
        _ => Ok(Reply::plain(String::new())),
    }
}

fn write(args: &Args, bytes: String, globals: &Globals) -> Result<Reply> {
    match args.target() {
        None => Ok(Reply::plain(bytes)),
        Some(path) => {
            let rows = bytes.lines().count();
            out::put(path, bytes.as_bytes(), args.force)?;
            Ok(out::said(globals, args, std::slice::from_ref(path), rows))
        }
    }
}

fn gather(args: &Args, globals: &Globals) -> Result<String> {
    let Session { clock, reader, .. } = Session::read(globals)?;
    let today = clock.today();
    let only = args
        .only
        .iter()
        .map(|name| names::known_name(&reader, name).map(|name| text::key(&name)))
        .collect::<Result<Vec<_>>>()?;
    let selection = rows::selection(args, Vec::new(), &clock)?;
    let sacred = reader.rituals()?.into_iter().filter(|ritual| ritual.sacred);
    let sacred: Vec<String> = sacred.map(|ritual| text::key(&ritual.name)).collect();
    let consents = reader.consents()?;
    let mut lines: Vec<(Kind, String)> = Vec::new();
    // Nothing leaves without a grant, so the grants lead to all that may.
    let subjects: BTreeSet<Uuid> = consents.iter().map(|c| c.subject).collect();
    for subject in subjects {
        let Some(record) = reader.by_uid(subject)? else {
            continue;
        };
        let of = record.ritual_name().map(text::key);
        let fits = shared(record.meta(), &consents, today)
            && selection.keeps(&record)
            && of.as_ref().is_none_or(|name| !sacred.contains(name))
            && !record.says(&sacred)
            && (only.is_empty() || of.as_ref().is_some_and(|name| only.contains(name)));
        if fits {
            let line = shareable::line(&record, today);
            lines.extend(line.map(|line| (record.kind(), line)));
        }
    }
    // An order of its own: not the one in which things were noted.
    lines.sort();
    Ok(lines.into_iter().map(|(_, line)| line + "\n").collect())
}
