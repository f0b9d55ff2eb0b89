//! `ritual streaks`

use super::group::Group;
use super::names;
use super::reply::Reply;
use super::session::{Globals, Session};
use crate::failure::Result;
use crate::render::rituals as page;
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
    let wanted = args
        .names
        .iter()
        .map(|n| names::known_name(&session.reader, n))
        .collect::<Result<Vec<_>>>()?;
    let end = session.end_of_text()?;
    let mut journal = session.journal(&report::needs(end))?;
    if !wanted.is_empty() {
        journal
            .practices
            .retain(|p| wanted.contains(&p.ritual.name));
    }
    let nothing = args.group.narrow(&mut journal);
    let streaks = report::streaks(&journal, end);
    let all = args.all || !wanted.is_empty();
    let text = || nothing.unwrap_or_else(|| page::streaks(&streaks, all));
    Ok(Reply::of(globals, "streaks", &streaks, text))
}
