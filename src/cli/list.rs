//! `ritual list`

use super::context::Context;
use super::reply::{self, Reply};
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

pub fn run(args: Args, context: &mut Context) -> Result<Reply> {
    let (store, _) = context.read()?;
    let mut journal = store.journal(context.clock.today())?;
    store.fill_days(&mut journal)?;
    drop(store);
    let list = report::list(&journal, args.all);
    Ok(Reply::report(
        page::list(&list, reply::width(), args.ascii),
        json::report("list", &list),
    ))
}
