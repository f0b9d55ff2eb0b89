//! `ritual forget`

mod all;

use super::complete::entry_handles;
use super::input;
use super::names;
use super::reply::Reply;
use super::session::{Globals, Session};
use crate::domain::record::Record;
use crate::failure::{Failure, Result};
use crate::file;
use crate::render::{json, record as page, voice};
use crate::store::{Error, Reader};
use clap_complete::ArgValueCandidates;

/// Delete an entry and every trace of it in the file
///
/// A ritual goes with all its entries and rests. This cannot be undone.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The handle or uid, or the name of a ritual
    #[arg(value_name = "ID", required_unless_present = "all", conflicts_with = "all", add = ArgValueCandidates::new(entry_handles))]
    id: Option<String>,
    /// The whole notebook: the file, its side files, the copies and backups it made beside it
    #[arg(long)]
    all: bool,
    /// Forget without asking, as a script does
    #[arg(long)]
    yes: bool,
}

pub fn run(args: Args, globals: &Globals) -> Result<Reply> {
    let Some(id) = &args.id else {
        return all::all(&args, globals);
    };
    let mut session = Session::open(globals)?;
    let (found, taken) = match session.reader.find(id) {
        Err(Error::NoHandle(_)) => {
            let ritual = session.reader.ritual(id)?;
            let taken = ritual.as_ref().and_then(|it| names::taken_for(id, it));
            (ritual.map(Record::Ritual), taken)
        }
        other => (Some(other?), None),
    };
    let today = session.clock.today();
    let Some(record) = found else {
        return undone(&args, id, session, globals);
    };
    let what = page::record(&record, &session.settings, today);
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
    let notes = taken.into_iter().chain(backups(globals)?);
    Ok(reply.notes(notes.collect()))
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
    Ok(Reply::confirmation(
        globals,
        || {
            format!(
                "{}\n",
                voice::forgotten(&format!("what undo kept of #{handle}"), 1)
            )
        },
        || json::written("forget", &[], &[]),
    ))
}

fn agreed(args: &Args, globals: &Globals, what: &str) -> Result<bool> {
    if args.yes {
        return Ok(true);
    }
    match input::prompt(globals, &format!("{what}: forget for good? y or n"))? {
        Some(answer) => Ok(input::is_yes(&answer)),
        None => Err(
            Failure::usage("forget asks first, and nobody is here to answer")
                .hint("--yes forgets without asking"),
        ),
    }
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
