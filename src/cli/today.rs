//! `ritual today`

use super::context::Context;
use super::reply::Reply;
use crate::failure::Result;
use crate::render::{json, today as page};
use crate::report::today as report;

/// Show what is noted today
///
/// What is noted, what is resting, and revisit dates that have come.
#[derive(Debug, clap::Args)]
pub struct Args {}

pub fn run(_: Args, context: &mut Context) -> Result<Reply> {
    let (store, _) = context.read()?;
    let today = context.clock.today();
    let mut journal = store.journal(today)?;
    store.fill_entries(&mut journal, today, today)?;
    drop(store);
    let page = report::today(&journal);
    Ok(Reply::report(
        page::today(&page),
        json::report("today", &page),
    ))
}
