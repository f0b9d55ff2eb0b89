//! `ritual pause` and `ritual resume`

use super::input;
use super::names;
use super::reply::Reply;
use super::ritual::put_away;
use super::session::{Globals, Session, new_meta};
use super::typed::field;
use super::when::{self, Ahead};
use crate::clock::Clock;
use crate::domain::field::RitualRef;
use crate::domain::pause::Pause;
use crate::domain::record::Record;
use crate::domain::ritual::Ritual;
use crate::failure::{Failure, Result};
use crate::render::{json, voice};
use crate::store::{Reader, Writer};
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
    let why = field("--why", args.why.as_deref().unwrap_or_default())?;
    if args.all {
        // What follows says how long.
        args.span.splice(..0, args.name.take());
    }
    let mut session = Session::open(globals)?;
    let (from, until) = span(&args, &session.clock)?;
    let work = |writer: &mut Writer, _: &_, _: &_| {
        let ritual = named(writer, args.name.as_deref())?.map(|ritual| ritual.to_ref());
        let name = ritual.as_ref().map(|r| r.name.clone());
        let (rest, was) = rest(writer, ritual, from, until, why)?;
        Ok((rest, name, was))
    };
    let (rest, name, was) = match args.all {
        true => session.write("pause", work)?,
        false => session.rewrite("pause", work)?,
    };
    let text = || {
        let today = session.clock.today();
        let was = was.as_ref().filter(|was| was.until != until);
        let was = was.map(|was| voice::rest_before(was.until, today));
        voice::paused(name.as_deref(), from, until, today) + &voice::after(" ", was) + "\n"
    };
    Ok(Reply::standing(globals, "pause", &[rest.into()], &[], text))
}

fn named(reader: &Reader, typed: Option<&str>) -> Result<Option<Ritual>> {
    typed.map(|typed| names::known(reader, typed)).transpose()
}

/// The first resting day, and the last where it has one.
fn span(args: &Args, clock: &Clock) -> Result<(NaiveDate, Option<NaiveDate>)> {
    let from = when::given("--from", args.from.as_deref(), clock, Ahead::Either)?;
    let from = from.unwrap_or(clock.today());
    let until = match &args.until {
        Some(typed) => when::day("--until", typed, clock, Ahead::After(from))?,
        None if args.span.is_empty() => return Ok((from, None)),
        None => {
            let span = args.span.join(" ");
            let whole = args.name.iter().map(|name| format!("{name} {span}"));
            let length = |whole: &String| when::last_of(whole, from).is_ok();
            when::last_of(&span, from).map_err(|failure| match whole.clone().find(length) {
                Some(whole) => Failure::usage("pause expects a ritual, or --all").hint(format!(
                    "`ritual pause NAME {whole}` lets one rest, `ritual pause --all {whole}` all of them"
                )),
                None => failure,
            })?
        }
    };
    when::in_order(from, until, "--until")?;
    Ok((from, Some(until)))
}

/// One pause per ritual and start: a second from the same day, or inside an open one, changes it.
/// Gives the rest, and what it was before.
fn rest(
    writer: &mut Writer,
    ritual: Option<RitualRef>,
    from: NaiveDate,
    until: Option<NaiveDate>,
    why: Option<String>,
) -> Result<(Pause, Option<Pause>)> {
    let same =
        |p: &Pause| p.ritual == ritual && (p.from == from || (p.until.is_none() && p.from <= from));
    if let Some(mut present) = writer.pauses()?.into_iter().find(same) {
        let before = present.clone();
        present.until = until;
        present.why = why.or(present.why);
        return Ok((writer.save(present)?, Some(before)));
    }
    let rest = Pause {
        meta: new_meta(),
        ritual,
        from,
        until,
        why,
        ..Pause::default()
    };
    Ok((writer.save(rest)?, None))
}

/// End a rest, or bring a retired ritual back
#[derive(Debug, clap::Args)]
pub struct Resume {
    /// The ritual
    #[arg(
        value_name = "NAME",
        required_unless_present = "all",
        conflicts_with = "all"
    )]
    name: Option<String>,
    /// End the rest of all rituals
    #[arg(long)]
    all: bool,
}

pub fn resume(args: Resume, globals: &Globals) -> Result<Reply> {
    let (mut rows, mut removed) = (Vec::new(), Vec::new());
    let mut session = Session::open(globals)?;
    let text = session.rewrite("resume", |writer, clock, _| {
        let today = clock.today();
        let ritual = named(writer, args.name.as_deref())?;
        let name = ritual.as_ref().map(|r| r.name.clone());
        let rests = writer.pauses()?;
        let own = ritual.as_ref().map(Ritual::to_ref);
        let mine = rests.iter().filter(|rest| rest.ritual == own);
        let (ending, further) = touching(mine.collect(), today);
        let rested = !ending.is_empty();
        for rest in ending {
            let mut rest = rest.clone();
            // It ends the day before; one that began today never was.
            if rest.from >= today {
                let record = Record::Pause(rest);
                writer.remove(&record)?;
                removed.push(record);
            } else {
                rest.until = today.pred_opt();
                rows.push(writer.save(rest)?.into());
            }
        }
        if let Some(ritual) = ritual.filter(|r| r.retired.is_some()) {
            rows.push(put_away(writer, ritual, None, today)?.into());
            return Ok(voice::unretired(name.as_deref().unwrap_or_default()));
        }
        let of_all = rests
            .iter()
            .filter(|r| r.ritual.is_none() && r.covers(today));
        match (rested, &name, of_all.map(|rest| rest.from).min()) {
            (false, Some(_), Some(_)) => Err(Failure::refused(
                "all rituals rest, so one alone cannot be resumed",
            )
            .hint("`ritual resume --all` ends that rest; `ritual log` works on a resting day too")),
            (true, Some(name), Some(since)) => Ok(voice::resumed_under_all(name, since, today)),
            (true, ..) => Ok(voice::resumed(name.as_deref(), &further, today)),
            (false, ..) => Ok(voice::not_resting(name.as_deref())),
        }
    })?;
    Ok(Reply::confirmation(
        globals,
        || text + "\n",
        || json::written("resume", &rows, &removed),
    ))
}

/// The rests that hold today with those that go on where they end, and those that begin later.
fn touching(mut rests: Vec<&Pause>, today: NaiveDate) -> (Vec<&Pause>, Vec<&Pause>) {
    rests.sort_by_key(|rest| rest.from);
    rests.retain(|rest| rest.until.is_none_or(|until| until >= today));
    let (mut ending, mut further) = (Vec::new(), Vec::new());
    // The first day after all that end.
    let mut next = today;
    for rest in rests {
        if rest.from > next || (ending.is_empty() && rest.from > today) {
            further.push(rest);
            continue;
        }
        let after = rest.until.and_then(|until| until.succ_opt());
        next = next.max(after.unwrap_or(NaiveDate::MAX));
        ending.push(rest);
    }
    (ending, further)
}
