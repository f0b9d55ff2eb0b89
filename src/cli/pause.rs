//! `ritual pause`

use super::input;
use super::names;
use super::reply::Reply;
use super::session::{Globals, Session, new_meta};
use super::typed::field;
use super::when::{self, Ahead};
use crate::clock::Clock;
use crate::domain::field::RitualRef;
use crate::domain::meta::Extra;
use crate::domain::pause::Pause;
use crate::domain::record::Record;
use crate::failure::{Failure, Result};
use crate::render::{json, voice};
use crate::store::Writer;
use chrono::NaiveDate;

/// Let a ritual rest, or all of them
///
/// Open-ended, or with a last day; past days as well. `ritual pause walk 3 days` says how long. No
/// reason is asked for.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The ritual
    #[arg(value_name = "NAME", required_unless_present = "all")]
    name: Option<String>,
    /// How long, from its first day: 3 days, until sunday
    #[arg(value_name = "SPAN", conflicts_with = "until")]
    span: Vec<String>,
    /// Every ritual at once
    #[arg(long)]
    all: bool,
    /// The first resting day; today without it
    #[arg(long, value_name = "DATE")]
    from: Option<String>,
    /// The last resting day; open without it
    #[arg(long, value_name = "DATE")]
    until: Option<String>,
    /// A word for it, if you like
    #[arg(long, value_name = "TAG")]
    why: Option<String>,
}

pub fn run(mut args: Args, globals: &Globals) -> Result<Reply> {
    input::dashes([&mut args.why])?;
    let why = match &args.why {
        Some(typed) => field("--why", typed)?,
        None => None,
    };
    if args.all {
        // What follows says how long.
        args.span.splice(..0, args.name.take());
    }
    let mut session = Session::open(globals)?;
    let (from, until) = span(&args, &session.clock)?;
    let work = |writer: &mut Writer, _: &_, _: &_| {
        let ritual = match &args.name {
            Some(typed) => Some(names::known(writer, typed)?.to_ref()),
            None => None,
        };
        let name = ritual.as_ref().map(|r| r.name.clone());
        let (record, was) = rest(writer, ritual, from, until, why.clone())?;
        Ok::<_, Failure>((record, name, was))
    };
    let (record, name, was) = if args.all {
        session.write("pause", work)?
    } else {
        session.rewrite("pause", work)?
    };
    let text = || {
        let today = session.clock.today();
        let was = was.as_ref().filter(|was| was.until != until);
        let was = was.map(|was| voice::rest_before(was.until, today));
        voice::paused(name.as_deref(), from, until, today) + &voice::after(" ", was) + "\n"
    };
    Ok(Reply::standing(globals, text, || {
        json::written("pause", std::slice::from_ref(&record), &[])
    }))
}

fn span(args: &Args, clock: &Clock) -> Result<(NaiveDate, Option<NaiveDate>)> {
    let from = match &args.from {
        Some(typed) => when::day("--from", typed, clock, Ahead::Either)?,
        None => clock.today(),
    };
    let until = match &args.until {
        Some(typed) => Some(when::day("--until", typed, clock, Ahead::After(from))?),
        None if args.span.is_empty() => None,
        None => {
            let span = args.span.join(" ");
            let whole = args.name.iter().map(|name| format!("{name} {span}"));
            let length = |whole: &String| when::last_of(whole, from).is_ok();
            Some(when::last_of(&span, from).map_err(|failure| {
                match whole.clone().find(length) {
                    Some(whole) => Failure::usage("pause expects a ritual, or --all").hint(format!(
                        "`ritual pause NAME {whole}` lets one rest, `ritual pause --all {whole}` all of them"
                    )),
                    None => failure,
                }
            })?)
        }
    };
    if let Some(until) = until {
        when::in_order(from, until, "--until")?;
    }
    Ok((from, until))
}

/// One pause per ritual and start: a second from the same day, or inside an open one, changes it.
/// Gives the rest, and what it was before.
fn rest(
    writer: &mut Writer,
    ritual: Option<RitualRef>,
    from: NaiveDate,
    until: Option<NaiveDate>,
    why: Option<String>,
) -> Result<(Record, Option<Pause>)> {
    let same =
        |p: &Pause| p.ritual == ritual && (p.from == from || (p.until.is_none() && p.from <= from));
    if let Some(mut present) = writer.pauses()?.into_iter().find(same) {
        let before = present.clone();
        present.until = until;
        present.why = why.or(present.why);
        let record = Record::Pause(present);
        writer.change(&record)?;
        return Ok((record, Some(before)));
    }
    let meta = new_meta();
    let mut record = Record::Pause(Pause {
        meta,
        ritual,
        from,
        until,
        why,
        extra: Extra::new(),
    });
    writer.add(&mut record)?;
    Ok((record, None))
}
