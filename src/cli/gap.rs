//! `ritual gap`

use super::names;
use super::reply::Reply;
use super::session::{Globals, Session};
use super::span::Span;
use crate::domain::ritual::Ritual;
use crate::failure::Result;
use crate::render::rituals as page;
use crate::report::gap as report;

/// Show stretches of empty days, and the words noted around them
///
/// A stretch is as long as what counts as coming back after it: three empty days for a daily rhythm
/// or none, three named days, three times every n days, a whole week or month. Dates, counts, and the changed words and triggers you noted from three days before to three
/// days after. The last 365 days unless told otherwise.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The ritual
    #[arg(value_name = "NAME")]
    name: String,
    #[command(flatten)]
    span: Span,
    /// Everything there is
    #[arg(long, conflicts_with_all = ["from", "to"])]
    all: bool,
}

pub fn run(args: Args, globals: &Globals) -> Result<Reply> {
    let session = Session::read(globals)?;
    let Ritual { meta, .. } = names::known(&session.reader, &args.name)?;
    let journal = session.journal(&report::needs(meta.id))?;
    let practice = &journal.practices[0];
    let (mut from, to) = args.span.within(&session, 365)?;
    if let Some(first) = practice.first().filter(|_| args.all) {
        from = first;
    }
    let gaps = report::gaps(&journal, practice, from, to);
    Ok(Reply::of(globals, "gap", &gaps, || page::gaps(&gaps)))
}
