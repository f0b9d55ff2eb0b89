//! What every command has at hand: its common options, the clock, the file.

use crate::clock::Clock;
use crate::domain::config::Settings;
use crate::domain::journal::Journal;
use crate::failure::{Failure, Result};
use crate::file::folder_of;
use crate::render::voice;
use crate::store::{Store, Writer};
use clap::ArgAction;
use std::io::ErrorKind;
use std::path::PathBuf;

/// Options every command takes.
#[derive(Debug, Clone, clap::Args)]
#[command(next_help_heading = "Common options")]
pub struct Globals {
    /// The notebook to use, instead of RITUAL_DB or the usual place
    #[arg(long, value_name = "FILE", global = true)]
    pub db: Option<PathBuf>,
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
}

pub struct Context {
    pub globals: Globals,
    pub clock: Clock,
    /// What there is to say on stderr, whatever the command says.
    pub notes: Vec<String>,
}

impl Context {
    pub fn new(globals: Globals) -> Result<Context> {
        // An empty variable is an unset one.
        let env = || {
            std::env::var("RITUAL_NOW")
                .ok()
                .filter(|now| !now.is_empty())
        };
        let clock = Clock::read(globals.now.clone().or_else(env).as_deref())?;
        let unknown = clock
            .unknown_zone()
            .map(|typed| format!("TZ names no zone that is known here, '{typed}'; UTC is taken"));
        Ok(Context {
            globals,
            clock,
            notes: unknown.into_iter().collect(),
        })
    }

    /// Where the notebook is, or would be.
    pub fn path(&self) -> Result<PathBuf> {
        path(self.globals.db.clone())
    }

    /// Opens for reading; the clock learns when the day starts.
    pub fn read(&mut self) -> Result<(Store, Settings)> {
        let store = Store::read(&self.path()?)?;
        let settings = store.settings()?;
        self.clock.day_start = settings.day_start;
        Ok((store, settings))
    }

    /// The small nouns, and what passes between people.
    pub fn between(&mut self) -> Result<Journal> {
        let (store, _) = self.read()?;
        let mut journal = store.journal(self.clock.today())?;
        store.fill_between(&mut journal)?;
        Ok(journal)
    }

    /// Writes in one durable transaction, making the file if there is none.
    pub fn write<T>(
        &mut self,
        command: &str,
        work: impl FnOnce(&mut Writer, &Clock, &Settings) -> Result<T>,
    ) -> Result<T> {
        let store = Store::write(&self.place()?)?;
        self.write_to(store, command, work)
    }

    /// As [`Context::write`], for work that needs rows to be there: on a missing file it says what
    /// it says on an empty one, and nothing is made.
    pub fn rewrite<T>(
        &mut self,
        command: &str,
        work: impl FnOnce(&mut Writer, &Clock, &Settings) -> Result<T>,
    ) -> Result<T> {
        let store = self.store_if_there()?;
        self.write_to(store, command, work)
    }

    pub fn store_if_there(&mut self) -> Result<Store> {
        Ok(Store::write_if_there(&self.path()?)?)
    }

    /// Where the notebook is, or is to be made. A folder that was named has to be there: on a disk
    /// that is not mounted a second notebook would begin.
    fn place(&self) -> Result<PathBuf> {
        let path = self.path()?;
        if named(self.globals.db.clone()).is_some() && !folder_of(&path).exists() {
            return Err(Failure::unwritten(&path, &ErrorKind::NotFound.into()));
        }
        Ok(path)
    }

    fn write_to<T>(
        &mut self,
        mut store: Store,
        command: &str,
        work: impl FnOnce(&mut Writer, &Clock, &Settings) -> Result<T>,
    ) -> Result<T> {
        let clock = &mut self.clock;
        let done = store.write_as(clock.wall_ms(), command, |writer| {
            let settings = writer.settings()?;
            clock.day_start = settings.day_start;
            work(writer, clock, &settings)
        });
        if store.in_wal {
            self.notes.push(voice::STAYS_IN_WAL.to_owned());
        }
        done
    }
}

/// The file that was named, on the command line or in the environment.
fn named(db: Option<PathBuf>) -> Option<PathBuf> {
    let env = || std::env::var_os("RITUAL_DB").filter(|path| !path.is_empty());
    db.or_else(|| env().map(PathBuf::from))
}

/// The file named, or the one in the user's data folder.
pub fn path(db: Option<PathBuf>) -> Result<PathBuf> {
    match named(db) {
        Some(path) if path.as_os_str().is_empty() => {
            Err(Failure::usage("--db expects a file; got nothing")
                .hint("without --db, RITUAL_DB or the usual place is used"))
        }
        Some(path) => Ok(path),
        None => match dirs::data_dir() {
            Some(folder) => Ok(folder.join("ritual").join("ritual.db")),
            None => Err(Failure::usage(
                "no home folder is known, so there is no place for the notebook",
            )
            .hint("--db FILE or RITUAL_DB names one")),
        },
    }
}
