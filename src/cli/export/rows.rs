//! The rows an export is made of.

use super::super::names;
use super::super::session::{Globals, Session};
use super::super::when::{self, Ahead};
use super::Args;
use crate::clock::Clock;
use crate::domain::config::Settings;
use crate::domain::record::{Kind, Record};
use crate::exchange::select::Selection;
use crate::failure::Result;
use crate::render::voice;
use crate::store::Reader;

/// What goes out, in the order of the nouns.
pub struct Rows {
    pub clock: Clock,
    pub settings: Settings,
    pub records: Vec<Record>,
    /// Whether every row of the notebook read, and is as it was stored.
    pub whole: bool,
}

pub fn chosen(args: &Args, globals: &Globals) -> Result<Rows> {
    let Session {
        clock,
        settings,
        reader,
        ..
    } = Session::read(globals)?;
    let only = args
        .only
        .iter()
        .map(|typed| names::known_name(&reader, typed));
    let selection = selection(args, only.collect::<Result<_>>()?, &clock)?;
    let mut records = Vec::new();
    for kind in Kind::ALL
        .iter()
        .copied()
        .filter(|kind| selection.has_kind(*kind))
    {
        let found = reader.records(kind)?;
        records.extend(found.into_iter().filter(|row| selection.keeps(row)));
    }
    if args.format == "ics" && args.only.is_empty() {
        without_sacred(&reader.records(Kind::Ritual)?, &mut records);
    }
    Ok(Rows {
        clock,
        settings,
        records,
        whole: true,
    })
}

/// Every row that reads, and what there is to say of the others. Names are taken as they were
/// typed: the list of them may be what does not read.
pub fn salvaged(args: &Args, globals: &Globals) -> Result<(Rows, Vec<String>)> {
    let found = Reader::salvage(&globals.path()?)?;
    let clock = globals.clock()?;
    let selection = selection(args, args.only.clone(), &clock)?;
    let notes = voice::salvaged(
        found.unopened.as_deref(),
        found.rows.len(),
        &found.unread,
        &found.differing,
        &found.gone,
        &found.torn,
        found.adrift.len(),
    );
    let whole = notes.is_empty();
    let sacred = found.rows.clone();
    let kept = found.rows.into_iter().filter(|row| selection.keeps(row));
    let mut records: Vec<Record> = kept.collect();
    if args.format == "ics" && args.only.is_empty() {
        without_sacred(&sacred, &mut records);
    }
    let settings = Settings::default();
    Ok((
        Rows {
            clock,
            settings,
            records,
            whole,
        },
        notes,
    ))
}

pub fn selection(args: &Args, only: Vec<String>, clock: &Clock) -> Result<Selection> {
    let day = |flag, typed: &Option<String>| {
        let read = |typed: &String| when::day(flag, typed, clock, Ahead::Allowed);
        typed.as_ref().map(read).transpose()
    };
    let (from, to) = (day("--from", &args.from)?, day("--to", &args.to)?);
    if let (Some(from), Some(to)) = (from, to) {
        when::in_order(from, to, "--to")?;
    }
    Ok(Selection {
        from,
        to,
        only,
        kinds: args
            .kind
            .iter()
            .filter_map(|kind| Kind::parse(kind))
            .collect(),
    })
}

/// A calendar is seen by whoever looks at the screen.
fn without_sacred(rituals: &[Record], records: &mut Vec<Record>) {
    let sacred = |record: &Record| match record {
        Record::Ritual(ritual) => ritual.sacred.then(|| ritual.name.clone()),
        _ => None,
    };
    let sacred: Vec<String> = rituals.iter().filter_map(sacred).collect();
    records.retain(|row| match row {
        Record::Completion(c) => !sacred.contains(&c.ritual.name),
        _ => true,
    });
}
