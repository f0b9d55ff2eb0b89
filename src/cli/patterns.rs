//! `ritual patterns`

use super::complete::ritual_names;
use super::names::{self, Meant};
use super::progress;
use super::reply::Reply;
use super::session::{Globals, Session};
use super::span::Span;
use crate::clock::Clock;
use crate::domain::journal::Journal;
use crate::domain::text;
use crate::failure::{Failure, Result};
use crate::render::{json, patterns as page};
use crate::report::patterns::{Measure, Spec, needs, patterns};
use crate::store::Reader;
use chrono::NaiveDate;
use clap::builder::PossibleValuesParser;
use clap_complete::ArgValueCandidates;

/// Show what came together, and how often by chance
///
/// Days with a ritual or a word against days without it, measures against each other, words that
/// come together. It says what came together, and nothing of why. The last 365 days unless told
/// otherwise.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// These rituals or words
    #[arg(value_name = "NAME", add = ArgValueCandidates::new(ritual_names))]
    names: Vec<String>,
    /// This measure
    #[arg(long, value_name = "MEASURE", value_parser = measures())]
    measure: Option<String>,
    #[command(flatten)]
    span: Span,
    /// Everything there is
    #[arg(long, conflicts_with_all = ["from", "to"])]
    all: bool,
    /// Set each day against the measure of the day after
    #[arg(long)]
    next_day: bool,
}

fn measures() -> PossibleValuesParser {
    PossibleValuesParser::new(Measure::all().into_iter().map(Measure::as_str))
}

pub fn run(args: Args, globals: &Globals) -> Result<Reply> {
    let session = Session::read(globals)?;
    let journal = session.journal(&needs())?;
    let (from, to) = window(&args, &session.clock, &journal)?;
    let spec = Spec {
        from,
        to,
        names: args
            .names
            .iter()
            .map(|n| subject(&session.reader, n, &journal))
            .collect::<Result<_>>()?,
        measure: args.measure.as_deref().and_then(Measure::named),
        next_day: args.next_day,
    };
    let found = progress::while_working(globals, "comparing days", || patterns(&journal, &spec));
    let text = || page::patterns(&found, journal.today);
    Ok(Reply::report(globals, text, || {
        json::report("patterns", &found)
    }))
}

fn window(args: &Args, clock: &Clock, journal: &Journal) -> Result<(NaiveDate, NaiveDate)> {
    let today = clock.today();
    if args.all {
        let done = journal
            .practices
            .iter()
            .filter_map(|p| p.days.first())
            .map(|(day, _)| *day);
        let first = done.chain(journal.moods.iter().map(|m| m.day)).min();
        return Ok((first.unwrap_or(today), today));
    }
    args.span.within(clock, 365)
}

/// A ritual by its name or its beginning, or a word as it was noted.
fn subject(reader: &Reader, typed: &str, journal: &Journal) -> Result<String> {
    let typed = names::valid(typed)?;
    if let Meant::One(ritual) = names::meant(reader, &typed, &[])? {
        return Ok(ritual.name);
    }
    let key = text::key(&typed);
    let words = journal
        .moods
        .iter()
        .flat_map(|m| [&m.triggers, &m.coping, &m.changed])
        .flatten();
    words.into_iter().find(|word| text::key(word) == key).cloned().ok_or_else(|| {
        Failure::refused(format!("no ritual and no noted word is called '{typed}'"))
            .hint("`ritual list` shows the rituals; words are those of --trigger, --coping and --changed")
    })
}
