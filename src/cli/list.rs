//! `ritual list`

use super::reply::{self, Reply};
use super::session::{Globals, Session};
use crate::failure::Result;
use crate::render::{json, list as page};
use crate::report::list as report;

/// List your rituals
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Retired ones as well
    #[arg(long)]
    all: bool,
    /// Draw with plain characters
    #[arg(long)]
    ascii: bool,
}

pub fn run(args: Args, globals: &Globals) -> Result<Reply> {
    let session = Session::read(globals)?;
    let journal = session.journal(&report::needs(session.clock.today()))?;
    let list = report::list(&journal, args.all);
    Ok(Reply::report(
        globals,
        || page::list(&list, reply::width(), args.ascii),
        || json::report("list", &list),
    ))
}
