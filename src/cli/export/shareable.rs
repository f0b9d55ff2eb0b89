//! `ritual export shareable`

use super::out::Made;
use super::{Args, rows};
use crate::cli::consent;
use crate::cli::input;
use crate::cli::names;
use crate::cli::reply::Reply;
use crate::cli::session::{Globals, Session};
use crate::domain::record::Kind;
use crate::domain::text;
use crate::domain::view::{Sacred, View};
use crate::exchange::page;
use crate::failure::{Failure, Result, code};
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
    /// shareable: what is shared with this person
    #[arg(long, value_name = "NAME")]
    with: Option<String>,
}

impl Asking {
    /// The first of these that was given.
    pub fn given(&self) -> Option<&'static str> {
        [
            (self.preview, "--preview"),
            (self.yes, "--yes"),
            (self.with.is_some(), "--with"),
        ]
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
        let note =
            "nothing is shared here; `ritual share ITEM --with NAME` shares an item".to_owned();
        return Ok(Reply::plain(bytes).notes(vec![note]));
    }
    if args.shareable.preview {
        return Ok(Reply::plain(bytes));
    }
    if args.shareable.yes {
        return write(args, bytes, globals);
    }
    if input::interactive(globals) {
        input::show(&bytes);
    }
    let hint = "--preview shows the exact bytes, --yes writes them without asking";
    match input::agreed(globals, voice::SHARE_THESE)? {
        Some(true) => write(args, bytes, globals),
        // A file was promised, and none is made.
        Some(false) if args.target().is_some() => {
            Ok(Reply::plain(String::new()).code(code::REFUSED))
        }
        Some(false) => Ok(Reply::plain(String::new())),
        None => Err(input::asks_first("export shareable", hint)),
    }
}

fn write(args: &Args, bytes: String, globals: &Globals) -> Result<Reply> {
    // The first line is about the page.
    let rows = bytes.lines().count().saturating_sub(1);
    Made::text(bytes, rows).deliver(args, globals)
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
    let consents = reader.consents()?;
    let person = consent::reader(&consents, args.shareable.with.as_deref(), today)?;
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
    let first = std::iter::once(page::first_line(person.as_deref()));
    let lines = first.chain(lines.into_iter().map(|(_, line)| line));
    Ok(lines.map(|line| line + "\n").collect())
}
