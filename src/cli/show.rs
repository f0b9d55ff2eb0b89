//! `ritual show`

use super::complete::ritual_names;
use super::names;
use super::reply::Reply;
use super::session::{Globals, Session};
use crate::failure::Result;
use crate::render::{json, show as page};
use crate::report::show as report;
use clap_complete::ArgValueCandidates;

/// Show one ritual, its reflections and its latest entries
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The ritual
    #[arg(value_name = "NAME", add = ArgValueCandidates::new(ritual_names))]
    name: String,
    /// How many of the latest entries, and of the latest reflections, to show
    #[arg(long, value_name = "N", default_value_t = report::LATEST)]
    entries: usize,
    /// Draw with plain characters
    #[arg(long)]
    ascii: bool,
}

pub fn run(args: Args, globals: &Globals) -> Result<Reply> {
    let session = Session::read(globals)?;
    let ritual = names::known(&session.reader, &args.name)?;
    let journal = session.journal(&report::needs(ritual.meta.id))?;
    let show = report::show(&journal, &journal.practices[0], args.entries);
    Ok(Reply::report(
        globals,
        || page::show(&show, args.ascii),
        || json::report("show", &show),
    ))
}
