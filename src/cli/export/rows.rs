//! The rows an export is made of.

use super::super::context::Context;
use super::super::names;
use super::super::when::{self, Ahead};
use super::Args;
use crate::domain::config::Settings;
use crate::domain::record::{Kind, Record};
use crate::exchange::select::Selection;
use crate::failure::Result;

/// What goes out, in the order of the nouns.
pub struct Rows {
    pub settings: Settings,
    pub records: Vec<Record>,
}

pub fn chosen(args: &Args, context: &mut Context) -> Result<Rows> {
    let (store, settings) = context.read()?;
    let day = |flag, typed: &Option<String>| {
        let read = |typed: &String| when::day(flag, typed, &context.clock, Ahead::Allowed);
        typed.as_ref().map(read).transpose()
    };
    let (from, to) = (day("--from", &args.from)?, day("--to", &args.to)?);
    if let (Some(from), Some(to)) = (from, to) {
        when::in_order(from, to, "--to")?;
    }
    let only = args
        .only
        .iter()
        .map(|typed| names::known_name(&store, typed));
    let selection = Selection {
        from,
        to,
        only: only.collect::<Result<_>>()?,
        kinds: args
            .kind
            .iter()
            .filter_map(|kind| Kind::parse(kind))
            .collect(),
    };
    let mut records = Vec::new();
    for kind in Kind::ALL
        .iter()
        .copied()
        .filter(|kind| selection.has_kind(*kind))
    {
        let found = store.records(kind)?;
        records.extend(found.into_iter().filter(|row| selection.keeps(row)));
    }
    if args.format == "ics" && args.only.is_empty() {
        without_sacred(&store.records(Kind::Ritual)?, &mut records);
    }
    Ok(Rows { settings, records })
}

/// A calendar is seen by whoever looks at the screen.
fn without_sacred(rituals: &[Record], records: &mut Vec<Record>) {
    let sacred = |record: &Record| match record {
        Record::Ritual(ritual) => ritual.sacred.then(|| ritual.name.clone()),
        _ => None,
    };
    let sacred: Vec<String> = rituals.iter().filter_map(sacred).collect();
    records.retain(|row| match row {
        Record::Completion(c) => !sacred.contains(&c.ritual),
        _ => true,
    });
}
