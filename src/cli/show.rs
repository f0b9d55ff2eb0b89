//! `ritual show`: the rituals, one of them, or a day

use super::group::Group;
use super::names::{self, Meant};
use super::reply::{self, Reply};
use super::review;
use super::session::{Globals, Session};
use super::span;
use super::typed::several;
use super::when::{self, Ahead};
use crate::domain::record::Record;
use crate::domain::ritual::Ritual;
use crate::failure::{Failure, Result};
use crate::render as page;
use crate::render::voice::hint_name;
use crate::report;
use crate::report::revisit::{Revisit, Spec};
use crate::store::Error;
use chrono::{Datelike, NaiveDate};

/// Show your rituals, one of them, or a day
///
/// Without a name, the rituals. With one, its reflections and its latest entries. With a day, what
/// is noted on it, with the handles `edit` and `forget` take. With a handle, that entry as it was
/// written.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// A ritual, a day (yesterday, monday, 2026-03-02), or the handle of an entry
    #[arg(value_name = "NAME|DAY")]
    what: Option<String>,
    /// A day, whatever a ritual is called
    #[arg(
        long,
        value_name = "DATE",
        overrides_with = "on",
        conflicts_with = "what"
    )]
    on: Option<String>,
    #[command(flatten)]
    group: Group,
    /// How the ritual changed
    #[arg(long, requires = "what")]
    history: bool,
    /// What you marked and wrote of it, or of every ritual
    #[arg(long, conflicts_with = "history")]
    reflections: bool,
    /// Under the moments they go with, sacred ones left out
    #[arg(long, value_name = "WHAT", value_parser = ["moment"], conflicts_with_all = ["what", "on"])]
    by: Option<String>,
    /// What was written on this day in other years; on another day with --on
    #[arg(long, conflicts_with_all = ["what", "by", "reflections", "around", "purpose", "joint"])]
    on_this_day: bool,
    /// Retired rituals as well
    #[arg(long)]
    all: bool,
    /// How many of the latest entries, and of the latest reflections, to show with a ritual
    #[arg(long, value_name = "N", default_value_t = report::show::LATEST)]
    entries: usize,
    /// With --reflections: how many of the latest on a ritual to look at
    #[arg(long, value_name = "N", default_value_t = report::reflections::LATEST, value_parser = several)]
    last: usize,
    /// Draw with plain characters
    #[arg(long)]
    ascii: bool,
}

pub fn run(args: Args, globals: &Globals) -> Result<Reply> {
    let session = Session::read(globals)?;
    let day = when::given("--on", args.on.as_deref(), &session.clock, Ahead::Refused)?;
    match day {
        day if args.on_this_day => {
            return on_this_day(day.unwrap_or(session.clock.today()), &session, globals);
        }
        Some(day) => return on(day, &args.group, session, globals),
        None => {}
    }
    match &args.what {
        None if args.reflections => reflections(None, &args, &session, globals),
        None if args.by.is_some() => by_moment(&args.group, &session, globals),
        None => list(&args, session, globals),
        Some(typed) => match named(typed, &session)? {
            Named::Day(day) => on(day, &args.group, session, globals),
            Named::Entry(row) => Ok(entry(*row, &session, globals)),
            Named::Ritual(it) if args.group.words().is_some() => Err(Failure::usage(format!(
                "'{}' is one ritual, and a group of them is asked for",
                it.name
            ))
            .hint("`ritual show NAME` shows one, `ritual show --around MOMENT` several")),
            Named::Ritual(it) if args.history => history(&it, &session, globals),
            Named::Ritual(it) if args.reflections => {
                reflections(Some(&it.name), &args, &session, globals)
            }
            Named::Ritual(it) => ritual(&it, &args, &session, globals),
        },
    }
}

enum Named {
    Ritual(Box<Ritual>),
    Day(NaiveDate),
    Entry(Box<Record>),
}

/// A known name wins over a handle, and over a day.
fn named(typed: &str, session: &Session) -> Result<Named> {
    let typed = names::valid(typed)?;
    if names::is_number(&typed) && session.reader.ritual(&typed)?.is_none() {
        match session.reader.find(&typed) {
            Ok(Record::Ritual(_)) | Err(Error::NoHandle(_)) => {}
            row => return Ok(Named::Entry(Box::new(row?))),
        }
    }
    if let Meant::One(ritual) | Meant::Begins(ritual) = names::meant(&session.reader, &typed)? {
        return Ok(Named::Ritual(ritual));
    }
    match when::day("show", &typed, &session.clock, Ahead::Refused) {
        Ok(day) => Ok(Named::Day(day)),
        // A day to come, or one of two.
        Err(failure) if when::names_days(&typed) || when::names_past(&typed) => Err(failure),
        Err(_) if names::is_last(&typed) => Ok(match names::last(&session.reader)? {
            Record::Ritual(ritual) => Named::Ritual(Box::new(ritual)),
            row => Named::Entry(Box::new(row)),
        }),
        Err(_) => match names::known(&session.reader, &typed) {
            Err(unknown) if span::said(&typed, session).is_some() => {
                let typed = hint_name(&typed);
                Err(unknown.hint(format!(
                    "`ritual review {typed}` shows it on a page, `ritual calendar {typed}` as a picture"
                )))
            }
            known => known.map(|it| Named::Ritual(Box::new(it))),
        },
    }
}

/// One entry, with its words as they were written.
fn entry(row: Record, session: &Session, globals: &Globals) -> Reply {
    let today = session.clock.today();
    let text = page::record::with_its_day(&row, &session.settings, today);
    let rows = report::rows::rows(today, vec![row], None);
    Reply::of(globals, "entry", &rows, || text)
}

fn list(args: &Args, session: Session, globals: &Globals) -> Result<Reply> {
    let end = session.end_of_text()?;
    let mut journal = session.journal(&report::show::needs_of_list(end))?;
    let nothing = args.group.narrow(&mut journal);
    let list = report::show::list(&journal, args.all, end);
    let text = || nothing.unwrap_or_else(|| page::rituals::list(&list, reply::width(), args.ascii));
    Ok(Reply::of(globals, "list", &list, text))
}

fn on(day: NaiveDate, group: &Group, session: Session, globals: &Globals) -> Result<Reply> {
    let needs = report::today::needs(day);
    let journal = session.reader.journal(day, &session.settings, &needs)?;
    let names = group.names(&journal);
    let nothing = group.none(names.as_ref().is_some_and(Vec::is_empty));
    let mut found = report::today::today(&journal, session.clock.today());
    if let Some(names) = names {
        found.narrow(&names);
    }
    let text = || nothing.unwrap_or_else(|| page::days::today(&found));
    Ok(Reply::of(globals, "today", &found, text))
}

fn ritual(ritual: &Ritual, args: &Args, session: &Session, globals: &Globals) -> Result<Reply> {
    let end = session.end_of_text()?;
    let journal = session.journal(&report::show::needs(ritual.meta.id, end))?;
    let show = report::show::show(&journal, &journal.practices[0], args.entries, end);
    Ok(Reply::of(globals, "show", &show, || {
        page::rituals::show(&show, &journal.settings, args.ascii)
    }))
}

fn history(ritual: &Ritual, session: &Session, globals: &Globals) -> Result<Reply> {
    let today = session.clock.today();
    let history = report::revisit::history(today, &Record::Ritual(ritual.clone()));
    Ok(Reply::of(globals, "history", &history, || {
        page::rituals::history(&history, None)
    }))
}

/// What was written on a day of other years.
fn on_this_day(day: NaiveDate, session: &Session, globals: &Globals) -> Result<Reply> {
    let today = session.clock.today();
    let others = review::others(&session.reader)?;
    let days = others.iter().filter_map(|row| row.day());
    let first = days.chain(session.reader.first_day_of_all()?).min();
    let years = first.map_or(today.year(), |first| first.year())..=today.year();
    let mut found = Revisit::of(today, day);
    for year in years.filter(|year| *year != day.year()) {
        let Some(on) = day.with_year(year) else {
            continue;
        };
        let needs = report::revisit::needs(on, on);
        let journal = session.reader.journal(today, &session.settings, &needs)?;
        let of_year = report::revisit::revisit(&journal, &others, Spec::of(on, on));
        found.days.extend(of_year.days);
    }
    found.keep_words();
    let text = || page::days::on_this_day(&found, &session.settings);
    Ok(Reply::of(globals, "on-this-day", &found, text))
}

fn by_moment(group: &Group, session: &Session, globals: &Globals) -> Result<Reply> {
    let mut journal = session.journal(&report::show::ANCHORS)?;
    let nothing = group.narrow(&mut journal);
    let anchors = report::show::anchors(&journal);
    let text = || nothing.unwrap_or_else(|| page::rituals::anchors(&anchors));
    Ok(Reply::of(globals, "anchors", &anchors, text))
}

fn reflections(
    name: Option<&str>,
    args: &Args,
    session: &Session,
    globals: &Globals,
) -> Result<Reply> {
    let mut journal = session.journal(&report::reflections::NEEDS)?;
    let nothing = args.group.narrow(&mut journal);
    let found = report::reflections::reflections(&journal, name, args.last);
    let text = || nothing.unwrap_or_else(|| page::rituals::reflections(&found, &session.settings));
    Ok(Reply::of(globals, "reflections", &found, text))
}
