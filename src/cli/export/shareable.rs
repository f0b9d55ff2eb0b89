//! `ritual export shareable`

use crate::cli::context::Context;
use crate::cli::input;
use crate::cli::names;
use crate::cli::reply::Reply;
use crate::cli::when::{self, Ahead};
use crate::domain::consent::{What, shared};
use crate::domain::record::{Kind, Record};
use crate::domain::text;
use crate::exchange::shareable;
use crate::failure::{Failure, Result};
use crate::render::voice;
use chrono::NaiveDate;
use std::collections::HashSet;

/// What `ritual export shareable` takes beside its format.
#[derive(Debug, Clone, Default, clap::Args)]
pub struct Picks {
    /// shareable: what is shared of this ritual alone; may be given again
    #[arg(long, value_name = "NAME")]
    only: Vec<String>,
    /// shareable: nothing of a day before this one
    #[arg(long, value_name = "DATE")]
    from: Option<String>,
    /// shareable: show the exact bytes, and write nothing
    #[arg(long, conflicts_with = "yes")]
    preview: bool,
    /// shareable: write without asking, as a script does
    #[arg(long)]
    yes: bool,
}

impl Picks {
    /// The first of these that was given.
    pub fn given(&self) -> Option<&'static str> {
        [
            (!self.only.is_empty(), "--only"),
            (self.from.is_some(), "--from"),
            (self.preview, "--preview"),
            (self.yes, "--yes"),
        ]
        .into_iter()
        .find_map(|(given, flag)| given.then_some(flag))
    }
}

pub fn run(args: &Picks, context: &mut Context) -> Result<Reply> {
    let bytes = gather(args, context)?;
    if bytes.is_empty() {
        let note = "nothing is shared here; `ritual share ITEM` marks an item".to_owned();
        return Ok(Reply::plain(bytes).notes(vec![note]));
    }
    if args.preview || args.yes {
        return Ok(Reply::plain(bytes));
    }
    if !input::interactive(&context.globals) {
        return Err(Failure::usage(
            "sharing shows the exact bytes and asks first, and nobody is here to answer",
        )
        .hint("--preview shows them, --yes writes them without asking"));
    }
    input::show(&bytes);
    Ok(match input::ask(voice::SHARE_THESE)? {
        input::Answer::Words(answer) if matches!(answer.to_lowercase().as_str(), "y" | "yes") => {
            Reply::plain(bytes)
        }
        _ => Reply::plain(String::new()),
    })
}

fn gather(args: &Picks, context: &mut Context) -> Result<String> {
    let (store, _) = context.read()?;
    let today = context.clock.today();
    let from = args
        .from
        .as_deref()
        .map(|typed| when::day("--from", typed, &context.clock, Ahead::Refused))
        .transpose()?;
    let only = args
        .only
        .iter()
        .map(|name| names::known_name(&store, name).map(|name| text::key(&name)))
        .collect::<Result<Vec<_>>>()?;
    let mut journal = store.journal(today)?;
    store.fill_between(&mut journal)?;
    let sacred: Vec<String> = journal
        .practices
        .iter()
        .filter(|p| p.ritual.sacred)
        .map(|p| text::key(&p.ritual.name))
        .collect();
    let mut subjects = HashSet::new();
    let mut lines: Vec<(Kind, String)> = Vec::new();
    for consent in &journal.between.consents {
        if consent.what != What::Share || !subjects.insert(consent.subject) {
            continue;
        }
        // What was granted may be gone since.
        let Ok(record) = store.find(&consent.subject.to_string()) else {
            continue;
        };
        let of = ritual_of(&record).map(|name| text::key(&name));
        let fits = shared(record.meta(), &journal.between.consents, today)
            && of.as_ref().is_none_or(|name| !sacred.contains(name))
            && (only.is_empty() || of.as_ref().is_some_and(|name| only.contains(name)))
            && from.is_none_or(|from| day_of(&record).is_none_or(|day| from <= day));
        if fits {
            lines.extend(shareable::line(&record, today).map(|line| (record.kind(), line)));
        }
    }
    // An order of its own: not the one in which things were noted.
    lines.sort();
    Ok(lines.into_iter().map(|(_, line)| line + "\n").collect())
}

/// The ritual a row is, or is of.
fn ritual_of(record: &Record) -> Option<String> {
    match record {
        Record::Ritual(ritual) => Some(ritual.name.clone()),
        other => Some(other.to_map().get("ritual")?.as_str()?.to_owned()),
    }
}

fn day_of(record: &Record) -> Option<NaiveDate> {
    record.to_map().get("day")?.as_str()?.parse().ok()
}
