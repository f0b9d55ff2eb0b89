//! `ritual forget`

use super::input;
use super::names::{self, Meant, Target};
use super::reply::Reply;
use super::session::{Globals, Session};
use super::sync;
use crate::domain::record::Record;
use crate::domain::ritual::Ritual;
use crate::exchange::backup;
use crate::failure::{Failure, Result, code};
use crate::file;
use crate::render::voice::{self, hint_name};
use crate::render::{json, record as page};
use crate::store::{self, Erasing, Error, Reader};
use chrono::NaiveDate;
use serde::Serialize;
use std::path::{Path, PathBuf};

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
        return all(&args, globals);
    }
    let mut session = Session::open(globals)?;
    let today = session.clock.today();
    let with_words = |row: Record| (worded(&row, &session), row);
    let (what, record) = match (&args.id, &args.ritual) {
        (_, Some(name)) => {
            let ritual = named(&session.reader, name)?;
            names::guess(names::taken(name, &ritual.name), false);
            let entries = session.reader.entries(ritual.meta.id)?;
            let first = session.reader.first_day(ritual.meta.id)?;
            let what = voice::whole_ritual(&ritual.name, entries.into(), first, today);
            (what, Record::Ritual(ritual))
        }
        (Some(id), None) => {
            match names::target(&session.reader, id, "forget", "forget --ritual")? {
                Target::Row(row) if matches!(*row, Record::Ritual(_)) => {
                    return is_ritual(&session.reader, &row, today);
                }
                Target::Row(row) => (page::record(&row, &session.settings, today), *row),
                Target::Ritual(ritual) => match of_today(&args, globals, &session, *ritual)? {
                    Some(row) => with_words(row),
                    None => return Ok(not_forgotten()),
                },
                Target::None if names::is_last(id) => match names::last(&session.reader)? {
                    last @ Record::Ritual(_) => return is_ritual(&session.reader, &last, today),
                    last => with_words(last),
                },
                Target::None => return undone(&args, id, session, globals),
            }
        }
        (None, None) => {
            let read = |id: &str| match session.reader.find(id)? {
                row @ Record::Ritual(_) => is_ritual(&session.reader, &row, today),
                row => Ok(row),
            };
            let question = "which, by its handle (Enter for none)";
            match input::read_or_pass(globals, question, read)? {
                Some(Some(row)) => with_words(row),
                Some(None) => return Ok(not_forgotten()),
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
        return Ok(not_forgotten());
    }
    let mut gone = session.reader.forget(session.clock.wall_ms(), &record)?;
    gone.iter_mut().for_each(strip);
    let plain = gone
        .last()
        .map_or(what, |row| page::record(row, &session.settings, today));
    let text = || voice::forgotten(&plain, gone.len()) + "\n";
    let reply = Reply::confirmation(globals, text, || json::written("forget", &[], &gone));
    Ok(reply.notes(in_copies(globals)?))
}

fn not_forgotten() -> Reply {
    Reply::plain(format!("{}\n", voice::NOT_FORGOTTEN))
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
        return is_ritual(&session.reader, &Record::Ritual(ritual), today);
    }
    if entries.len() == 1 {
        return Ok(entries.next());
    }
    let shown = |row: Record| format!("#{} {}", row.meta().id, worded(&row, session));
    let shown: Vec<String> = entries.clone().map(shown).collect();
    let read = |id: &str| {
        let is_it = |row: &Record| row.meta().id.to_string() == id.trim_start_matches('#');
        match entries.clone().find(is_it) {
            None if ["", "n", "no", "none"].contains(&id.to_lowercase().as_str()) => Ok(None),
            None => Err(Failure::refused(format!("'{id}' is none of them"))),
            found => Ok(found),
        }
    };
    let question = format!(
        "{}: which, by its handle (Enter for none)",
        shown.join("; ")
    );
    Ok(input::read(globals, &question, read)?.flatten())
}

/// A ritual is never taken for an entry: the ways to the one and to the other.
fn is_ritual<T>(reader: &Reader, row: &Record, today: NaiveDate) -> Result<T> {
    let name = row.ritual_name().unwrap_or_default();
    let hint = hint_name(name);
    let entry = match reader.completions_on(row.meta().id, today)?.pop() {
        Some(entry) => format!(
            "`ritual forget {} --yes` takes today's entry",
            entry.meta.id
        ),
        None => format!("`ritual show {hint}` shows the handles of its entries"),
    };
    Err(Failure::usage(format!(
        "{name} is a ritual, and forget takes an entry by its handle"
    ))
    .hint(format!(
        "{entry}, `ritual forget --ritual {hint} --yes` the ritual with all its entries"
    )))
}

/// What was forgotten stays in the copies that were made before.
fn in_copies(globals: &Globals) -> Result<Vec<String>> {
    let path = globals.path()?;
    let folder = file::backups(&path);
    let any = !within(&folder).is_empty();
    let backups = any.then(|| format!("the backups in {} are as they were", folder.display()));
    let copies = Reader::copies(&path).into_iter();
    let copies = copies.map(|copy| format!("the copy {} is as it was", copy.display()));
    Ok(backups.into_iter().chain(copies).collect())
}

/// What lies in a folder, where there is one.
fn within(folder: &Path) -> Vec<PathBuf> {
    let entries = folder.read_dir().into_iter().flatten().flatten();
    let mut within: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
    within.sort();
    within
}

/// What undo took away leaves its words with undo for a while; forgetting reaches those too.
fn undone(args: &Args, id: &str, mut session: Session, globals: &Globals) -> Result<Reply> {
    let unknown = || Failure::from(Error::NoHandle(id.to_owned()));
    let handle: i64 = id.trim_start_matches('#').parse().map_err(|_| unknown())?;
    if !session.reader.undo_keeps(handle)? {
        return Err(unknown());
    }
    if !agreed(args, globals, &format!("what undo keeps of #{handle}"))? {
        return Ok(not_forgotten());
    }
    let wall_ms = session.clock.wall_ms();
    session.reader.forget_undone(wall_ms, handle)?;
    let text = || voice::forgotten(&format!("what undo kept of #{handle}"), 1) + "\n";
    Ok(Reply::wrote(globals, "forget", &[], text))
}

fn agreed(args: &Args, globals: &Globals, what: &str) -> Result<bool> {
    let question = format!("{what}: forget for good?");
    let otherwise = ("forget", "--yes forgets without asking");
    Ok(args.yes || input::agrees(globals, "", &question, otherwise)?)
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
            for list in [
                &mut m.feelings,
                &mut m.triggers,
                &mut m.coping,
                &mut m.changed,
            ] {
                list.clear();
            }
        }
        other => other.clear_words(),
    }
}

/// What went, for `--json`, and what was left because it may be another's.
#[derive(Serialize)]
struct Gone {
    removed: Vec<String>,
    left: Vec<String>,
}

/// Takes the whole notebook away.
fn all(args: &Args, globals: &Globals) -> Result<Reply> {
    let path = globals.path()?;
    let there = path.symlink_metadata().is_ok();
    // A removal that was killed may have left copies of a notebook that is gone.
    let taking = sync::part_of(&path);
    let nothing_left = store::left(&path).is_empty() && backups(None, &path).next().is_none();
    if !there && nothing_left && !taking.has_left() {
        return Err(
            Failure::refused(format!("{} is not there", path.display())).hint("nothing to forget")
        );
    }
    if !agreed(args, globals, &format!("everything in {}", path.display()))? {
        return Ok(not_forgotten());
    }
    let erasing = Erasing::begin(&path)?;
    let notes = taking.leave()?;
    let folder = file::backups(&path);
    let backups = backup::remove(backups(erasing.mark.as_ref(), &path)).map_err(|e| {
        Failure::new(
            code::DISK,
            format!("a backup in {} cannot be removed: {e}", folder.display()),
        )
        .hint("the notebook itself is there; `ritual forget --all` goes on from here")
    })?;
    // The notebook goes last: it knows which backups are its own.
    let mut removed = erasing.finish()?;
    removed.extend(backups);
    // A folder that held nothing else goes too; what is in it may be another notebook's.
    let _ = std::fs::remove_dir(&folder);
    let left = within(&folder);
    let said = removed.iter().map(|path| voice::removed(path));
    let said = said.chain(left.iter().map(|path| voice::left(path)));
    let text = || said.map(|line| line + "\n").collect::<String>() + voice::BEYOND_REACH + "\n";
    let shown = |paths: &[PathBuf]| paths.iter().map(|p| p.display().to_string()).collect();
    let gone = Gone {
        removed: shown(&removed),
        left: shown(&left),
    };
    Ok(Reply::done(globals, "forget", &gone, text).notes(notes))
}

/// The notebook's own backups, beside it and in their folder. Where it is gone, those of its name, if
/// they are all of one notebook; without a mark nothing tells whose they are.
fn backups(mark: Option<&String>, path: &Path) -> impl Iterator<Item = PathBuf> {
    let folders = [file::backups(path), file::folder_of(path).to_owned()];
    let mark = match mark {
        Some(mark) => Some(mark.clone()).filter(|mark| !mark.is_empty()),
        None => backup::only_mark(&folders, path),
    };
    let own = folders.into_iter().flat_map({
        let path = path.to_owned();
        move |folder| {
            let mark = mark.as_ref();
            mark.map_or_else(Vec::new, |mark| backup::own(&folder, &path, mark))
        }
    });
    own.map(|backup| backup.path)
}
