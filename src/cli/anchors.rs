//! `ritual anchors`

use super::context::Context;
use super::reply::Reply;
use crate::failure::Result;
use crate::render::{anchors as page, json};
use crate::report::anchors as report;

/// Show rituals by the moment they go with
///
/// Around breakfast, before bed: the moments `ritual add NAME --around MOMENT` names. Moments, and
/// no clock times.
#[derive(Debug, clap::Args)]
pub struct Args {}

pub fn run(_: Args, context: &mut Context) -> Result<Reply> {
    let (store, _) = context.read()?;
    let journal = store.journal(context.clock.today())?;
    drop(store);
    let anchors = report::anchors(&journal);
    Ok(Reply::report(
        page::anchors(&anchors),
        json::report("anchors", &anchors),
    ))
}
