//! `ritual share`

use super::consent;
use super::input;
use super::names::{self, is_last};
use super::reply::Reply;
use super::session::{Globals, Session};
use super::span::Until;
use super::typed::person;
use crate::domain::consent::{Consent, Event, What};
use crate::domain::meta::Visibility;
use crate::domain::record::Record;
use crate::domain::text::sha256;
use crate::domain::view::Sacred;
use crate::failure::{Failure, Result};
use crate::render::{between as page, voice};
use crate::store::Reader;

/// Share one item with a person, until a day
///
/// For two people who both feel free to say no. What is shared are the words as they are now: it
/// shows the exact line, and a row that changes is left out until it is shared again. Nothing is
/// sent: the line is then among those that `ritual export shareable` writes and `--together` shows.
/// `ritual consent revoke --share` takes it back.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The handle or uid, the name of a ritual, the words of an area, hard for that plan, or last
    #[arg(value_name = "ITEM")]
    item: String,
    /// With whom, as a name in this notebook
    #[arg(long, value_name = "NAME")]
    with: Option<String>,
    #[command(flatten)]
    until: Until,
}

pub fn run(args: Args, globals: &Globals) -> Result<Reply> {
    let mut session = Session::open(globals)?;
    let term = args.until.term(&session.clock)?;
    let (record, line, held_back) = line_of(&args.item, &session)?;
    if matches!(record, Record::Ritual(_)) {
        names::whole(&session.reader, &args.item, globals)?;
    }
    let typed = match args.with {
        Some(typed) => typed,
        None => match asked(&args.item, &line, globals)? {
            nobody if nobody.is_empty() => return Ok(Reply::plain(nobody)),
            typed => typed,
        },
    };
    let with = person("--with", &typed)?;
    let rows = session.rewrite("share", |writer, clock, _| {
        let today = clock.today();
        // What leaves is what was shown: a row that changed meanwhile is left out.
        let mut record = writer.by_handle(record.meta().id)?.unwrap_or(record);
        record.meta_mut().visibility = Visibility::Shared;
        writer.change(&record)?;
        let event = Consent {
            until: Some(term.until),
            with: Some(with),
            digest: Some(sha256(&line)),
            ..Consent::new(record.meta().uid, What::Share, Event::Granted, today)
        };
        let event = consent::add(writer, event)?;
        Ok::<_, Failure>(vec![record, event])
    })?;
    let text = || page::shared(&rows, &line, &session.settings, session.clock.today());
    let reply = Reply::wrote(globals, "share", &rows, text);
    Ok(reply.notes(held_back))
}

/// Whom it is for; nothing where the person passes.
fn asked(item: &str, line: &str, globals: &Globals) -> Result<String> {
    if input::interactive(globals) {
        input::show(&format!("{line}\n"));
    }
    input::prompt(globals, "with whom, by name (Enter for nobody)")?.ok_or_else(|| {
        let name = voice::hint_name(item);
        Failure::usage("a share expects the name of the person it is for").hint(format!(
            "`ritual share {name} --with NAME` shares it with one"
        ))
    })
}

/// The row, the line that would leave of it, and what there is to say where it is held back.
fn line_of(item: &str, session: &Session) -> Result<(Record, String, Option<String>)> {
    let reader = &session.reader;
    let record = consent::item(reader, item)?;
    open_to_sharing(reader, item, &record)?;
    let today = session.clock.today();
    let Some(line) = record.holds(today).then(|| record.leaving(today)).flatten() else {
        return Err(Failure::refused(format!(
            "{} has ended, and nothing of it leaves",
            consent::named(item, &record)
        ))
        .hint("`ritual consent` shows what holds"));
    };
    let sacred = Sacred::of(&reader.rituals()?);
    let held_back = sacred.said_in_record(&record).then(|| HELD_BACK.to_owned());
    Ok((record, line, held_back))
}

const HELD_BACK: &str = "it says the name of a sacred ritual, and is held back while it does";

/// Some nouns are for this file alone, and what is sacred stays out.
fn open_to_sharing(reader: &Reader, typed: &str, record: &Record) -> Result<()> {
    if !record.kind().leaves() {
        let what = match is_last(typed) {
            true => consent::named(typed, record),
            false => format!("a {}", record.kind().as_str()),
        };
        return Err(Failure::refused(format!("{what} is not shared"))
            .hint("rituals, entries, mood notes, boundaries and offers can be"));
    }
    let ritual = match record {
        Record::Ritual(ritual) => Some(ritual.clone()),
        other => match other.ritual() {
            Some(named) => reader.ritual_of(named)?,
            None => None,
        },
    };
    match ritual.filter(|ritual| ritual.sacred) {
        None => Ok(()),
        Some(ritual) => Err(stays_out(&ritual.name, "what is shared")),
    }
}

/// A sacred ritual is asked for where none goes.
pub fn stays_out(name: &str, of: &str) -> Failure {
    let named = voice::hint_name(name);
    let said = format!("{name} is sacred, and stays out of {of}");
    let hint = format!("`ritual change {named} --no-sacred` lets go of that label");
    Failure::refused(said).hint(hint)
}
