//! `ritual anchors`

use super::reply::Reply;
use super::session::{Globals, Session};
use crate::failure::Result;
use crate::render::{anchors as page, json};
use crate::report::anchors as report;

/// Show rituals by the moment they go with
///
/// Around breakfast, before bed: the moments `ritual add NAME --around MOMENT` names. Moments, and
/// no clock times.
#[derive(Debug, clap::Args)]
pub struct Args {}

pub fn run(_: Args, globals: &Globals) -> Result<Reply> {
    let journal = Session::read(globals)?.journal(&report::needs())?;
    let anchors = report::anchors(&journal);
    Ok(Reply::report(
        globals,
        || page::anchors(&anchors),
        || json::report("anchors", &anchors),
    ))
}
