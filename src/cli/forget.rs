//! `ritual forget`

mod all;

use super::input;
use super::names::{self, Meant, Target};
use super::reply::Reply;
use super::session::{Globals, Session};
use crate::domain::record::Record;
use crate::domain::ritual::Ritual;
use crate::failure::{Failure, Result};
use crate::file;
use crate::render::voice::hint_name;
use crate::render::{json, record as page, voice};
use crate::store::{Error, Reader};
use chrono::NaiveDate;

/// Delete an entry and every trace of it in the file
///
/// By its handle; by the name of a ritual, what was noted of it today. `--ritual NAME` takes a ritual
/// with all its entries and rests. This cannot be undone.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The handle or uid, or 'last' for what was written last
    #[arg(value_name = "ID", conflicts_with = "all")]
    id: Option<String>,
    /// A ritual, with all that was noted of it
    #[arg(long, value_name = "NAME", conflicts_with_all = ["all", "id"])]
    ritual: Option<String>,
    /// The whole notebook: the file, its side files, the copies and backups it made beside it
    #[arg(long)]
    all: bool,
    /// Forget without asking, as a script does
    #[arg(long)]
    yes: bool,
}

pub fn run(args: Args, globals: &Globals) -> Result<Reply> {
    if args.all {
        return all::all(&args, globals);
    }
    let mut session = Session::open(globals)?;
    let today = session.clock.today();
    let (record, what) = match (&args.id, &args.ritual) {
        (_, Some(name)) => {
            let ritual = named(&session.reader, name)?;
            names::guess(names::taken_for(name, &ritual), false);
            let entries = session.reader.entries(ritual.meta.id, today)?;
            let first = session.reader.first_day(ritual.meta.id)?;
            let what = voice::whole_ritual(&ritual.name, entries.into(), first, today);
            (Record::Ritual(ritual), what)
        }
        (Some(id), None) => {
            match names::target(&session.reader, id, "forget", "forget --ritual")? {
                Target::Row(row) if !matches!(*row, Record::Ritual(_)) => {
                    let what = page::record(&row, &session.settings, today);
                    (*row, what)
                }
                Target::None if names::is_last(id) => {
                    let last = names::last(&session.reader)?;
                    if let Record::Ritual(_) = last {
                        return Err(by_ritual(&session.reader, &last, today)?);
                    }
                    let what = worded(&last, &session);
                    (last, what)
                }
                Target::None => return undone(&args, id, session, globals),
                Target::Row(row) => return Err(by_ritual(&session.reader, &row, today)?),
                Target::Ritual(ritual) => {
                    let Some(row) = of_today(&args, globals, &session, *ritual)? else {
                        return Ok(Reply::plain(format!("{}\n", voice::NOT_FORGOTTEN)));
                    };
                    let what = worded(&row, &session);
                    (row, what)
                }
            }
        }
        (None, None) => {
            let read = |id: &str| match id {
                "" => Ok(None),
                id => match session.reader.find(id)? {
                    row @ Record::Ritual(_) => Err(by_ritual(&session.reader, &row, today)?),
                    row => Ok(Some(row)),
                },
            };
            match input::read(globals, "which, by its handle (Enter for none)", read)? {
                Some(Some(row)) => {
                    let what = worded(&row, &session);
                    (row, what)
                }
                Some(None) => return Ok(Reply::plain(format!("{}\n", voice::NOT_FORGOTTEN))),
                None => {
                    return Err(input::missing(
                        "forget expects what to forget",
                        "its handle, as in `ritual forget 12 --yes`",
                    ));
                }
            }
        }
    };
    if !agreed(&args, globals, &what)? {
        return Ok(Reply::plain(format!("{}\n", voice::NOT_FORGOTTEN)));
    }
    let mut gone = session.reader.forget(session.clock.wall_ms(), &record)?;
    gone.iter_mut().for_each(strip);
    let plain = gone
        .last()
        .map_or(what, |row| page::record(row, &session.settings, today));
    let text = || format!("{}\n", voice::forgotten(&plain, gone.len()));
    let reply = Reply::confirmation(globals, text, || json::written("forget", &[], &gone));
    Ok(reply.notes(backups(globals)?))
}

fn named(reader: &Reader, typed: &str) -> Result<Ritual> {
    if let Some(ritual) = reader.ritual(typed)? {
        return Ok(ritual);
    }
    match reader.find(typed) {
        Ok(Record::Ritual(ritual)) => Ok(ritual),
        _ => Err(match names::meant(reader, typed)? {
            Meant::Begins(ritual) => names::begun(typed, &ritual),
            _ => Error::NoRitual(typed.to_owned()).into(),
        }),
    }
}

/// A row as it is asked about: with the words it has.
fn worded(row: &Record, session: &Session) -> String {
    let what = page::record(row, &session.settings, session.clock.today());
    match row.text().first().filter(|text| !text.is_empty()) {
        Some(text) => format!("{what}, {}", voice::quoted(text)),
        None => what,
    }
}

/// Where a ritual was named and an entry may be meant: today's, or the one of them that a person
/// chooses.
fn of_today(
    args: &Args,
    globals: &Globals,
    session: &Session,
    ritual: Ritual,
) -> Result<Option<Record>> {
    let today = session.clock.today();
    let entries = session.reader.completions_on(ritual.meta.id, today)?;
    let mut entries = entries.into_iter().map(Record::Completion);
    if args.yes || !input::interactive(globals) || entries.len() == 0 {
        return Err(by_ritual(&session.reader, &Record::Ritual(ritual), today)?);
    }
    if entries.len() == 1 {
        return Ok(entries.next());
    }
    let shown = entries
        .clone()
        .map(|row| format!("#{} {}", row.meta().id, worded(&row, session)));
    let shown = shown.collect::<Vec<_>>().join("; ");
    let read = |id: &str| {
        let is_it = |row: &Record| row.meta().id.to_string() == id.trim_start_matches('#');
        match entries.clone().find(is_it) {
            None if ["", "n", "no", "none"].contains(&id.to_lowercase().as_str()) => Ok(None),
            None => Err(Failure::refused(format!("'{id}' is none of them"))),
            found => Ok(found),
        }
    };
    let question = format!("{shown}: which, by its handle (Enter for none)");
    Ok(input::read(globals, &question, read)?.flatten())
}

/// A ritual is never taken for an entry: the ways to the one and to the other.
fn by_ritual(reader: &Reader, row: &Record, today: NaiveDate) -> Result<Failure> {
    let name = row.ritual_name().unwrap_or_default();
    let last = reader.completions_on(row.meta().id, today)?.pop();
    let entry = last.map_or(
        format!(
            "`ritual show {}` shows the handles of its entries",
            hint_name(name)
        ),
        |entry| {
            format!(
                "`ritual forget {} --yes` takes today's entry",
                entry.meta.id
            )
        },
    );
    Ok(Failure::usage(format!(
        "{name} is a ritual, and forget takes an entry by its handle"
    ))
    .hint(format!(
        "{entry}, `ritual forget --ritual {} --yes` the ritual with all its entries",
        hint_name(name)
    )))
}

/// What was forgotten stays in the copies that were made before.
fn backups(globals: &Globals) -> Result<Vec<String>> {
    let path = globals.path()?;
    let folder = file::backups(&path);
    let any = folder
        .read_dir()
        .is_ok_and(|mut entries| entries.next().is_some());
    let backups = any.then(|| format!("the backups in {} are as they were", folder.display()));
    let copies = Reader::copies(&path)
        .into_iter()
        .map(|copy| format!("the copy {} is as it was", copy.display()));
    Ok(backups.into_iter().chain(copies).collect())
}

/// What undo took away leaves its words with undo for a while; forgetting reaches those too.
fn undone(args: &Args, id: &str, mut session: Session, globals: &Globals) -> Result<Reply> {
    let unknown = || Failure::from(Error::NoHandle(id.to_owned()));
    let handle: i64 = id.trim_start_matches('#').parse().map_err(|_| unknown())?;
    if !session.reader.undo_keeps(handle)? {
        return Err(unknown());
    }
    if !agreed(args, globals, &format!("what undo keeps of #{handle}"))? {
        return Ok(Reply::plain(format!("{}\n", voice::NOT_FORGOTTEN)));
    }
    session
        .reader
        .forget_undone(session.clock.wall_ms(), handle)?;
    Ok(Reply::wrote(globals, "forget", &[], || {
        format!(
            "{}\n",
            voice::forgotten(&format!("what undo kept of #{handle}"), 1)
        )
    }))
}

fn agreed(args: &Args, globals: &Globals, what: &str) -> Result<bool> {
    if args.yes {
        return Ok(true);
    }
    input::agreed(globals, &format!("{what}: forget for good?"))?
        .ok_or_else(|| input::asks_first("forget", "--yes forgets without asking"))
}

/// JSON names what went by its uid; its words are gone.
fn strip(record: &mut Record) {
    match record {
        Record::Ritual(r) => r.history.clear(),
        Record::Reminder(r) => r.words = None,
        Record::Offer(o) => o.to = None,
        Record::Pause(_) => {}
        Record::Boundary(b) => {
            b.history.clear();
            (b.note, b.private_note, b.limit) = (None, None, None);
        }
        Record::Mood(m) => {
            m.note = None;
            let lists = [
                &mut m.feelings,
                &mut m.triggers,
                &mut m.coping,
                &mut m.changed,
            ];
            lists.into_iter().for_each(Vec::clear);
        }
        other => other.clear_words(),
    }
}
