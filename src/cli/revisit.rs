//! `ritual revisit`

use super::reply::Reply;
use super::session::{Globals, Session};
use super::span::Span;
use super::together::Together;
use crate::domain::record::{Kind, Record};
use crate::failure::{Failure, Result};
use crate::render::{dates, json, revisit as page};
use crate::report::revisit::{self as report, Spec};
use crate::store::Reader;

/// Read a period again, in your own words
///
/// Moods, notes, reflections, wins, thanks, changes of rituals, rests and boundaries, day by day. The
/// last 30 days unless told otherwise.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(flatten)]
    span: Span,
    /// Agreements, thanks, wins and changes, without the notes of single days
    #[arg(long)]
    timeline: bool,
    #[command(flatten)]
    together: Together,
}

pub fn run(args: Args, globals: &Globals) -> Result<Reply> {
    let session = Session::read(globals)?;
    let (from, to) = args.span.within(&session.clock, 30)?;
    let mut journal = session.journal(&report::needs(from, to))?;
    let mut others = others(&session.reader)?;
    if args.together.asked() {
        journal.view().narrow_records(&mut others);
        journal = journal.shared();
    }
    let timeline = args.timeline;
    let found = report::revisit(&journal, &others, Spec { from, to, timeline });
    if found.days.is_empty() {
        let whose = if args.together.asked() { "shared " } else { "" };
        let when = dates::range(from, to, journal.today);
        return Err(
            Failure::refused(format!("no {whose}words are noted in {when}"))
                .hint("--from and --to name other days"),
        );
    }
    args.together.agree(globals, &page::preview(&found))?;
    let text = || page::revisit(&found, &journal.settings, args.together.asked());
    Ok(Reply::report(globals, text, || {
        json::report("revisit", &found)
    }))
}

/// What stands in the notebook beside rituals, moods and boundaries, and has a day.
fn others(store: &Reader) -> Result<Vec<Record>> {
    let mut rows = Vec::new();
    for kind in [Kind::Win, Kind::Thanks, Kind::Vision, Kind::Trial] {
        rows.extend(store.records(kind)?);
    }
    Ok(rows)
}
