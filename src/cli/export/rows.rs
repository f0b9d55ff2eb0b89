//! The rows an export is made of.

use super::super::names;
use super::super::session::{Globals, Session};
use super::super::when::{self, Ahead};
use super::Args;
use crate::clock::Clock;
use crate::domain::config::Settings;
use crate::domain::record::{Kind, Record};
use crate::domain::ritual::Ritual;
use crate::domain::view::Sacred;
use crate::exchange::select::Selection;
use crate::failure::Result;
use crate::render::voice;
use crate::store::Reader;

/// What goes out, in the order of the nouns.
pub struct Rows {
    pub clock: Clock,
    pub settings: Settings,
    pub records: Vec<Record>,
    /// How many stayed, for what is sacred.
    pub sacred: u64,
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
    let rituals = reader.rituals()?;
    let sacred = keep_from_others(args, &selection, &rituals, &mut records);
    Ok(Rows {
        clock,
        settings,
        records,
        sacred,
    })
}

/// Every row that reads, and what there is to say of the others. Names are taken as they were
/// typed: the list of them may be what does not read.
pub fn salvaged(args: &Args, globals: &Globals) -> Result<(Rows, Vec<String>)> {
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
    let rituals: Vec<Ritual> = found.rows.iter().filter_map(ritual).collect();
    let mut records = found.rows;
    records.retain(|row| selection.keeps(row));
    let sacred = keep_from_others(args, &selection, &rituals, &mut records);
    let settings = Settings::default();
    Ok((
        Rows {
            clock,
            settings,
            records,
            sacred,
        },
        notes,
    ))
}

pub fn selection(args: &Args, only: Vec<String>, clock: &Clock) -> Result<Selection> {
    let day = |flag, typed: &Option<String>| {
        let read = |typed: &String| when::day(flag, typed, clock, Ahead::Either);
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

/// The notebook's own whole exports keep everything. What is made to be read, on a screen, on paper or
/// by another program, is seen by others: what is sacred stays out unless it is asked for, and so does
/// what was consented to. Gives how many rows stayed for being sacred.
fn keep_from_others(
    args: &Args,
    selection: &Selection,
    rituals: &[Ritual],
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
    let mut rituals = rituals.to_vec();
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
