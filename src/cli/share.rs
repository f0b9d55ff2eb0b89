//! `ritual share`

use super::complete::open_names;
use super::consent;
use super::reply::Reply;
use super::session::{Globals, Session};
use super::term::Until;
use crate::domain::consent::What;
use crate::domain::meta::Visibility;
use crate::domain::record::Record;
use crate::failure::{Failure, Result};
use crate::render::{consent as page, json, voice};
use crate::store::Writer;
use clap_complete::ArgValueCandidates;

/// Mark one item as shared, until a day
///
/// For two people who both feel free to say no. Nothing is sent: the item is then among those
/// `ritual export shareable` writes. `ritual unshare` takes the mark away.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The handle or uid, or the name of a ritual
    #[arg(value_name = "ITEM", add = ArgValueCandidates::new(open_names))]
    item: String,
    #[command(flatten)]
    until: Until,
}

pub fn run(args: Args, globals: &Globals) -> Result<Reply> {
    let mut session = Session::open(globals)?;
    let term = args.until.term(&session.clock)?;
    let rows = session.rewrite("share", |writer, _, _| {
        let mut record = consent::item(writer, &args.item)?;
        open_to_sharing(writer, &record)?;
        record.meta_mut().visibility = Visibility::Shared;
        writer.change(&record)?;
        let event = consent::grant(writer, &record, What::Share, term.since, term.until)?;
        Ok::<_, Failure>(vec![record, event])
    })?;
    let text = || page::shared(&rows, &session.settings, session.clock.today()) + "\n";
    Ok(Reply::confirmation(globals, text, || {
        json::written("share", &rows, &[])
    }))
}

/// Some nouns are for this file alone, and what is sacred stays out.
fn open_to_sharing(writer: &Writer, record: &Record) -> Result<()> {
    if !record.kind().leaves() {
        return Err(
            Failure::refused(format!("a {} is not shared", record.kind().as_str()))
                .hint("rituals, entries, mood notes, boundaries and offers can be"),
        );
    }
    let ritual = match record {
        Record::Ritual(ritual) => Some(ritual.clone()),
        other => match other.ritual() {
            Some(named) => writer.ritual_of(named)?,
            None => None,
        },
    };
    let Some(ritual) = ritual else {
        return Ok(());
    };
    if ritual.sacred {
        return Err(Failure::refused(format!(
            "{} is sacred, and stays out of what is shared",
            ritual.name
        ))
        .hint(format!(
            "`ritual change {} --no-sacred` lets go of that label",
            voice::hint_name(&ritual.name)
        )));
    }
    Ok(())
}
