//! `ritual today`

use super::reply::Reply;
use super::session::{Globals, Session};
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

pub fn run(args: Args, globals: &Globals) -> Result<Reply> {
    let Session {
        clock,
        settings,
        reader,
        ..
    } = Session::read(globals)?;
    let today = match &args.on {
        Some(typed) => when::day("--on", typed, &clock, Ahead::Refused)?,
        None => clock.today(),
    };
    let journal = reader.journal(today, &settings, &report::needs(today))?;
    let page = report::today(&journal);
    Ok(Reply::report(
        globals,
        || page::today(&page),
        || json::report("today", &page),
    ))
}
