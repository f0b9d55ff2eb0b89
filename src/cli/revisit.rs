//! `ritual revisit`

use super::context::Context;
use super::reply::Reply;
use super::span::Span;
use super::together::Together;
use crate::failure::{Failure, Result};
use crate::render::{dates, json, revisit as page};
use crate::report::revisit::{self as report, Spec};

/// Read a period again, in your own words
///
/// Moods, notes, changes of rituals, rests and boundaries, day by day. The last 30 days unless told
/// otherwise.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(flatten)]
    span: Span,
    /// Agreements and changes, without the notes of single days
    #[arg(long)]
    timeline: bool,
    #[command(flatten)]
    together: Together,
}

pub fn run(args: Args, context: &mut Context) -> Result<Reply> {
    let (store, settings) = context.read()?;
    let (from, to) = args.span.within(&context.clock, 30)?;
    let mut journal = store.journal(context.clock.today())?;
    store.fill_between(&mut journal)?;
    store.fill_entries(&mut journal, from, to)?;
    drop(store);
    if args.together.asked() {
        journal = journal.shared();
    }
    let timeline = args.timeline;
    let found = report::revisit(&journal, &[], Spec { from, to, timeline });
    if found.days.is_empty() {
        let shared = if args.together.asked() { "shared " } else { "" };
        let when = dates::range(from, to, journal.today);
        return Err(
            Failure::refused(format!("no {shared}words are noted in {when}"))
                .hint("--from and --to name other days"),
        );
    }
    args.together
        .agree(&context.globals, &page::preview(&found))?;
    let text = page::revisit(&found, &settings, args.together.asked());
    Ok(Reply::report(text, json::report("revisit", &found)))
}
