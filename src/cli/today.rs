//! `ritual today`

use super::context::Context;
use super::reply::Reply;
use super::when::{self, Ahead};
use crate::failure::Result;
use crate::render::{json, today as page};
use crate::report::today as report;

/// Show what is noted today, or on another day
///
/// What is noted, with the handles `edit` and `forget` take; what is resting, and revisit dates
/// that have come.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Another day: yesterday, monday, 2026-03-02
    #[arg(long, value_name = "DATE")]
    on: Option<String>,
}

pub fn run(args: Args, context: &mut Context) -> Result<Reply> {
    let (store, _) = context.read()?;
    let today = match &args.on {
        Some(typed) => when::day("--on", typed, &context.clock, Ahead::Refused)?,
        None => context.clock.today(),
    };
    let mut journal = store.journal(today)?;
    store.fill_entries(&mut journal, today, today)?;
    drop(store);
    let page = report::today(&journal);
    Ok(Reply::report(
        page::today(&page),
        json::report("today", &page),
    ))
}
