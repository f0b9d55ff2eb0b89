//! `ritual history`

use super::complete::ritual_names;
use super::names;
use super::reply::Reply;
use super::session::{Globals, Session};
use crate::domain::record::Record;
use crate::failure::Result;
use crate::render::{history as page, json};
use crate::report::history as report;
use clap_complete::ArgValueCandidates;

/// Show how a ritual changed
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The ritual
    #[arg(value_name = "NAME", add = ArgValueCandidates::new(ritual_names))]
    name: String,
}

pub fn run(args: Args, globals: &Globals) -> Result<Reply> {
    let session = Session::read(globals)?;
    let ritual = names::known(&session.reader, &args.name)?;
    let history = report::history(
        session.clock.today(),
        (ritual.meta.uid, &ritual.name),
        &Record::Ritual(ritual.clone()).to_map(),
        &ritual.history,
        &ritual.rhythms.0,
    );
    Ok(Reply::report(
        globals,
        || page::history(&history),
        || json::report("history", &history),
    ))
}
