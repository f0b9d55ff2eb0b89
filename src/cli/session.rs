//! What every command has at hand: its common options, the clock, the settings, the notebook.

use super::demo;
use super::shell::shell_line;
use super::undo;
use crate::clock::Clock;
use crate::domain::config::Settings;
use crate::domain::journal::{Journal, Needs};
use crate::domain::meta::Meta;
use crate::exchange::backup;
use crate::failure::{Failure, Result};
use crate::file::{self, folder_of};
use crate::render::voice;
use crate::store::{Reader, Writer, Written};
use chrono::{Days, NaiveDate};
use clap::ArgAction;
use std::cell::{Cell, RefCell};
use std::ffi::OsString;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use uuid::Uuid;

/// Options every command takes.
#[derive(Debug, Clone, Default, clap::Args)]
#[command(next_help_heading = "Common options")]
pub struct Globals {
    /// The notebook to use, instead of RITUAL_DB or the usual place
    #[arg(long, value_name = "FILE", global = true)]
    pub db: Vec<PathBuf>,
    /// Print one JSON document
    #[arg(long, global = true)]
    pub json: bool,
    /// Print no confirmation
    #[arg(short, long, global = true, action = ArgAction::SetTrue)]
    pub quiet: bool,
    /// Whether to use bold and faint type
    #[arg(
        long,
        value_name = "WHEN",
        default_value = "auto",
        hide_default_value = true,
        global = true
    )]
    pub color: clap::ColorChoice,
    /// Ask nothing, even on a terminal
    #[arg(long, global = true)]
    pub no_input: bool,
    /// The instant to take for now
    #[arg(long, value_name = "RFC3339", hide = true, global = true)]
    pub now: Option<String>,
    /// Whether the notebook is the made-up one of `demo`.
    #[arg(skip)]
    pub made_up: bool,
    /// What there is to say on stderr, whatever the command says.
    #[arg(skip)]
    pub notes: Notes,
    /// Whether the last writing changed nothing.
    #[arg(skip)]
    pub unchanged: Rc<Cell<bool>>,
}

/// Notes for stderr, gathered while a command runs.
#[derive(Debug, Clone, Default)]
pub struct Notes(Rc<RefCell<Vec<String>>>);

impl Notes {
    pub fn say(&self, note: impl Into<String>) {
        self.0.borrow_mut().push(note.into());
    }

    pub fn take(&self) -> Vec<String> {
        self.0.take()
    }
}

impl Globals {
    /// Those of the made-up notebook, which is no file.
    pub fn made_up() -> Globals {
        Globals {
            // Nothing can be there.
            db: vec!["/dev/null/made-up.db".into()],
            made_up: true,
            ..Globals::default()
        }
    }

    /// Where the notebook is, or would be: the file named, or one in the user's data folder.
    pub fn path(&self) -> Result<PathBuf> {
        if let Some(path) = self.named()? {
            return match path.as_os_str().is_empty() {
                true => Err(Failure::usage("--db expects a file; got nothing")
                    .hint("without --db, RITUAL_DB or the usual place is used")),
                false => Ok(path),
            };
        }
        let folder = dirs::data_dir().ok_or_else(|| {
            Failure::usage("no home folder is known, so there is no place for the notebook")
                .hint("--db FILE or RITUAL_DB names one")
        })?;
        Ok(folder.join("ritual").join("ritual.db"))
    }

    /// The file that was named, on the command line or in the environment. Two are for two people.
    pub fn named(&self) -> Result<Option<PathBuf>> {
        match self.db.as_slice() {
            [] => Ok(env("RITUAL_DB").map(PathBuf::from)),
            [one] => Ok(Some(one.clone())),
            _ => Err(Failure::usage("--db is given twice")
                .hint("two notebooks go with `ritual checkin --together`")),
        }
    }

    /// The clock alone, for what is about the file rather than its days.
    pub fn clock(&self) -> Result<Clock> {
        let set = || env("RITUAL_NOW")?.into_string().ok();
        let clock = Clock::read(self.now.clone().or_else(set).as_deref())?;
        if let Some(typed) = clock.unknown_zone() {
            self.notes.say(format!(
                "TZ names no zone that is known here, '{typed}'; UTC is taken"
            ));
        }
        Ok(clock)
    }

    /// Refuses to begin a notebook in a folder that was named and is not there: on a disk that is
    /// not mounted a second one would begin.
    pub fn place(&self) -> Result<()> {
        let path = self.path()?;
        match self.named()? {
            _ if self.made_up => Ok(()),
            Some(_) if !folder_of(&path).exists() => {
                Err(Failure::unwritten(&path, &ErrorKind::NotFound.into()))
            }
            _ => Ok(()),
        }
    }
}

/// How long ago the last note lies where views end with it.
const LONG: Days = Days::new(45);

/// The notebook, opened once for the whole command, with the clock and the settings it goes by.
///
/// A command parses what needs none of them first, so that a bad number is said before a busy or a
/// damaged file; then it opens; then it parses its days, which begin when the settings say. The
/// three stay what they were at the opening. Where somebody changes the settings before this
/// command writes, its rows are those of a command that ran before the change, and a row holds
/// its day, so nothing reads it otherwise afterwards.
pub struct Session {
    pub clock: Clock,
    pub settings: Settings,
    pub reader: Reader,
    /// Whether views end today, wherever the last note is: a view of two tells nothing of notes that
    /// are not in it.
    pub ends_today: bool,
    globals: Globals,
}

impl Session {
    /// Opens for a command that writes. It may ask questions before it does, so it holds no
    /// writer up meanwhile.
    pub fn open(globals: &Globals) -> Result<Session> {
        Session::start(globals, |_| Ok(()))
    }

    /// Opens for a command that reads: all it is told is as of one moment.
    pub fn read(globals: &Globals) -> Result<Session> {
        Session::start(globals, Reader::hold_still)
    }

    fn start(
        globals: &Globals,
        hold: impl FnOnce(&Reader) -> crate::store::Result<()>,
    ) -> Result<Session> {
        let clock = globals.clock()?;
        let mut reader = Reader::open(&globals.path()?)?;
        if globals.made_up {
            reader.write_as(clock.wall_ms(), "demo", |writer| demo::fill(writer, &clock))?;
        }
        hold(&reader)?;
        let settings = reader.settings()?;
        Ok(Session {
            clock: clock.with_day_start(settings.day_start),
            settings,
            reader,
            ends_today: false,
            globals: globals.clone(),
        })
    }

    /// What a report needs of the notebook, as of today. The moment is let go of with it: whoever
    /// reckons or prints for a while holds no writer up.
    pub fn journal(&self, needs: &Needs) -> Result<Journal> {
        let today = self.clock.today();
        let journal = self.reader.journal(today, &self.settings, needs)?;
        self.reader.let_go()?;
        Ok(journal)
    }

    /// The day a view ends on that was not told another: today, or the last note where that is
    /// long ago, which is said.
    pub fn end(&self) -> Result<NaiveDate> {
        let today = self.clock.today();
        let last = self.ended()?;
        if let Some(last) = last {
            self.globals.notes.say(voice::notes_end(last, today));
        }
        Ok(last.unwrap_or(today))
    }

    /// Says where the notes end, for a view of these days that does not go back to there.
    pub fn tell_end(&self) -> Result<()> {
        if let Some(last) = self.ended()? {
            let said = voice::notes_ended(last, self.clock.today());
            self.globals.notes.say(said);
        }
        Ok(())
    }

    /// The day of the last note, where that is long ago.
    fn ended(&self) -> Result<Option<NaiveDate>> {
        let long_ago = self.clock.today() - LONG;
        match self.ends_today {
            true => Ok(None),
            false => Ok(self.reader.last_day()?.filter(|day| *day < long_ago)),
        }
    }

    /// As [`Session::end`] for a text; what is counted for a program is counted up to today.
    pub fn end_of_text(&self) -> Result<NaiveDate> {
        match self.globals.json {
            true => Ok(self.clock.today()),
            false => self.end(),
        }
    }

    /// Writes in one durable transaction, making the file if there is none.
    pub fn write<T>(
        &mut self,
        command: &str,
        work: impl FnOnce(&mut Writer, &Clock, &Settings) -> Result<T>,
    ) -> Result<T> {
        self.globals.place()?;
        if !self.globals.made_up {
            self.reader.makes = true;
        }
        self.rewrite(command, work)
    }

    /// As [`Session::write`], for work that needs rows to be there: on a missing file it says what
    /// it says on an empty one, and nothing is made.
    pub fn rewrite<T>(
        &mut self,
        command: &str,
        work: impl FnOnce(&mut Writer, &Clock, &Settings) -> Result<T>,
    ) -> Result<T> {
        Ok(self.rewrite_told(command, work)?.0)
    }

    /// As [`Session::rewrite`], for what is done for good: `undo` does not take it back.
    pub fn for_good<T>(
        &mut self,
        work: impl FnOnce(&mut Writer, &Clock, &Settings) -> Result<T>,
    ) -> Result<T> {
        let (clock, settings) = (&self.clock, &self.settings);
        let wall_ms = clock.wall_ms();
        let done = (self.reader).for_good(wall_ms, |writer| work(writer, clock, settings));
        self.tell_wal();
        done
    }

    fn tell_wal(&self) {
        if self.reader.in_wal {
            self.globals.notes.say(voice::STAYS_IN_WAL);
        }
    }

    /// As [`Session::rewrite`], with what was written, to be read back row by row.
    pub fn rewrite_told<T>(
        &mut self,
        command: &str,
        work: impl FnOnce(&mut Writer, &Clock, &Settings) -> Result<T>,
    ) -> Result<(T, Written)> {
        let (clock, settings) = (&self.clock, &self.settings);
        let line = undo::typed(command);
        let done = self.reader.write_as(clock.wall_ms(), line, |writer| {
            work(writer, clock, settings)
        });
        self.tell_wal();
        let unchanged = done.as_ref().is_ok_and(|(_, written)| written.is_empty());
        self.globals.unchanged.set(unchanged);
        done
    }
}

/// What a row begins with that is written for the first time.
pub fn new_meta() -> Meta {
    Meta::new(Uuid::now_v7())
}

/// A variable of the environment; an empty one is an unset one.
fn env(name: &str) -> Option<OsString> {
    std::env::var_os(name).filter(|value| !value.is_empty())
}

/// Commands that are about copies themselves, or about no notebook.
const SILENT: [&str; 4] = ["restore", "forget", "completions", "man"];

/// Says that a notebook is not there, or empty, while its copies are, before a command makes it
/// anew.
pub fn note_copies(command: &str, globals: &Globals) {
    if SILENT.contains(&command) {
        return;
    }
    let Ok(path) = globals.path() else {
        return; // the command says it
    };
    let lack = match path.metadata() {
        Ok(found) if found.len() > 0 => return,
        Ok(_) => "is empty",
        Err(_) => "is not there",
    };
    if let Some(copy) = newest(&path) {
        let db = globals.db.iter();
        let db = db.flat_map(|db| ["--db".to_owned(), db.display().to_string()]);
        let words = ["ritual", "restore"].map(str::to_owned).into_iter();
        let words = words.chain(db).chain([copy.display().to_string()]);
        globals.notes.say(format!(
            "{} {lack}, and copies lie beside it; `{}` brings the newest back",
            path.display(),
            shell_line(&words.collect::<Vec<_>>())
        ));
    }
}

/// The newest backup; where there is none, a copy made before an upgrade, a repair or a restore, or one
/// that somebody put aside.
fn newest(path: &Path) -> Option<PathBuf> {
    let folders = [file::backups(path), folder_of(path).to_owned()];
    let backups = folders.iter().flat_map(|f| backup::of_name(f, path)).max();
    let whole = |copy: &PathBuf| copy.extension().is_some_and(|e| e == "bak");
    let copies = || Reader::copies(path).into_iter().filter(whole);
    let aside = || Reader::put_aside(path).into_iter();
    let changed = |copy: &PathBuf| copy.metadata().and_then(|m| m.modified()).ok();
    backups
        .map(|b| b.path)
        .or_else(|| copies().max_by_key(changed))
        .or_else(|| aside().max_by_key(changed))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::config::Config;

    fn globals(db: PathBuf) -> Globals {
        Globals {
            db: vec![db],
            no_input: true,
            now: Some("2026-03-02T12:00:00Z".to_owned()),
            ..Globals::default()
        }
    }

    fn day_starts(session: &mut Session, at: &str) {
        let setting = Config {
            meta: new_meta(),
            key: "day-start".to_owned(),
            value: at.to_owned(),
            ..Config::default()
        };
        let save = |writer: &mut Writer, _: &_, _: &_| Ok(writer.save(setting)?);
        session.write("config", save).unwrap();
    }

    #[test]
    fn a_command_goes_by_the_settings_it_opened_with() {
        let folder = tempfile::tempdir().unwrap();
        let globals = globals(folder.path().join("ritual.db"));
        let open = || Session::open(&globals).unwrap();
        let (mut early, mut other) = (open(), open());
        day_starts(&mut other, "05:00");
        let before = early.clock.today();
        let seen = |_: &mut Writer, clock: &Clock, settings: &Settings| {
            Ok((clock.today(), settings.day_start))
        };
        let (today, start) = early.rewrite("log", seen).unwrap();
        assert_eq!((today, start), (before, early.settings.day_start));
        assert_ne!(open().settings.day_start, start);
    }

    #[test]
    fn nothing_is_made_until_something_is_written() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("ritual.db");
        let mut session = Session::open(&globals(path.clone())).unwrap();
        let refused = |_: &mut Writer, _: &Clock, _: &Settings| {
            Err::<(), _>(Failure::refused("nothing to do"))
        };
        assert!(session.rewrite("resume", refused).is_err());
        assert!(!path.exists());
        day_starts(&mut session, "04:00");
        let settings = session.reader.settings().unwrap();
        assert_eq!(settings.day_start.to_string(), "04:00:00");
        assert!(path.exists());
    }
}
