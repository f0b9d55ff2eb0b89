//! `ritual streaks` and `ritual gap`

use super::group::Group;
use super::names;
use super::reply::Reply;
use super::session::{Globals, Session};
use super::span::Span;
use crate::failure::Result;
use crate::render::rituals as page;
use crate::report::gap::{gaps, needs as needs_of_gaps};
use crate::report::streaks as report;

/// Show counts, runs and returns
///
/// Rituals with a day noted in the last 30. `ritual config runs off` leaves runs out.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// These rituals, whenever they were noted last
    #[arg(value_name = "NAME")]
    names: Vec<String>,
    #[command(flatten)]
    group: Group,
    /// Every ritual, retired ones as well
    #[arg(long)]
    all: bool,
}

pub fn run(args: Args, globals: &Globals) -> Result<Reply> {
    let session = Session::read(globals)?;
    let known = |name: &String| names::known_name(&session.reader, name);
    let wanted: Vec<String> = args.names.iter().map(known).collect::<Result<_>>()?;
    let end = session.end_of_text()?;
    let mut journal = session.journal(&report::needs(end))?;
    if !wanted.is_empty() {
        let practices = &mut journal.practices;
        practices.retain(|p| wanted.contains(&p.ritual.name));
    }
    let nothing = args.group.narrow(&mut journal);
    let streaks = report::streaks(&journal, end);
    let all = args.all || !wanted.is_empty();
    let text = || nothing.unwrap_or_else(|| page::streaks(&streaks, all));
    Ok(Reply::of(globals, "streaks", &streaks, text))
}

/// Show stretches of empty days, and the words noted around them
///
/// A stretch is as long as what counts as coming back after it: three empty days for a daily rhythm
/// or none, three named days, three times every n days, a whole week or month. Dates, counts, and the changed words and triggers you noted from three days before to three
/// days after. The last 365 days unless told otherwise.
#[derive(Debug, clap::Args)]
pub struct Gap {
    /// The ritual
    #[arg(value_name = "NAME")]
    name: String,
    #[command(flatten)]
    span: Span,
    /// Everything there is
    #[arg(long, conflicts_with_all = ["from", "to"])]
    all: bool,
}

pub fn gap(args: Gap, globals: &Globals) -> Result<Reply> {
    let session = Session::read(globals)?;
    let ritual = names::known(&session.reader, &args.name)?;
    let journal = session.journal(&needs_of_gaps(ritual.meta.id))?;
    let practice = &journal.practices[0];
    let (mut from, to) = args.span.within(&session, 365)?;
    if let Some(first) = practice.first().filter(|_| args.all) {
        from = first;
    }
    let found = gaps(&journal, practice, from, to);
    Ok(Reply::of(globals, "gap", &found, || page::gaps(&found)))
}
