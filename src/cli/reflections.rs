//! `ritual reflections`

use super::complete::ritual_names;
use super::names;
use super::reply::Reply;
use super::session::{Globals, Session};
use super::typed::several;
use crate::failure::Result;
use crate::render::{json, reflections as page};
use crate::report::reflections as report;
use clap_complete::ArgValueCandidates;

/// Show what you marked and wrote of your rituals
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The ritual; every ritual without it
    #[arg(value_name = "NAME", add = ArgValueCandidates::new(ritual_names))]
    name: Option<String>,
    /// How many of the latest reflections on a ritual to look at
    #[arg(long, value_name = "N", default_value_t = report::LATEST, value_parser = several)]
    last: usize,
}

pub fn run(args: Args, globals: &Globals) -> Result<Reply> {
    let session = Session::read(globals)?;
    let name = match &args.name {
        Some(typed) => Some(names::known_name(&session.reader, typed)?),
        None => None,
    };
    let journal = session.journal(&report::needs())?;
    let found = report::reflections(&journal, name.as_deref(), args.last);
    Ok(Reply::report(
        globals,
        || page::reflections(&found),
        || json::report("reflections", &found),
    ))
}
