//! The store: the one door to the file. Everything is read into memory; nothing stays open.

mod beside;
mod between;
mod boundary;
mod change;
mod completion;
mod config;
mod consent;
mod doctor;
mod erase;
mod error;
mod find;
mod foreign;
mod forget;
mod handle;
mod image;
mod import;
mod invite;
mod migrate;
mod month;
mod mood;
mod offer;
mod open;
mod pause;
mod person;
mod phrase;
mod privacy;
mod record;
mod reflection;
mod reminder;
mod repair;
mod resource;
mod restore;
mod revision;
mod ritual;
mod row;
mod salvage;
mod shelf;
mod snapshot;
mod strange;
mod sum;
mod support;
mod support_option;
mod term;
mod thanks;
mod told;
mod trial;
mod undo;
mod vision;
mod win;
mod winddown;
mod words;
mod write;

pub use doctor::Checks;
pub use erase::{Erasing, left};
pub use error::{Error, Result};
pub use find::{Place, Query};
pub use foreign::Foreign;
pub use privacy::Census;
pub use snapshot::Snapshot;
pub use told::Told;
pub use undo::{Step, Undone};
pub use write::Writer;

use crate::domain::config::Settings;
use crate::domain::journal::{Journal, Practice};
use crate::domain::record::{Kind, Record};
use crate::domain::ritual::Ritual;
use chrono::NaiveDate;
use open::Found;
use rusqlite::Connection;
use std::path::Path;
use std::time::Duration;

/// How long a command waits for a reader to let the file leave WAL mode before it writes there.
const A_MOMENT: Duration = Duration::from_millis(300);

/// An open notebook. Close it (drop it) before printing: a reader holds writers up.
pub struct Store {
    conn: Connection,
    /// The file it is; none where it is in memory alone.
    place: Option<Found>,
    /// Whether it is made where it is not there.
    makes: bool,
    /// Somebody who has the file open keeps it in WAL mode.
    pub in_wal: bool,
}

impl Store {
    /// Opens for reading. A missing or empty file reads as an empty notebook; nothing is created,
    /// and an older schema is brought forward in memory alone.
    ///
    /// # Errors
    /// [`Error::NotOurs`], [`Error::Newer`], [`Error::Damaged`], [`Error::Symlink`],
    /// [`Error::NotWritable`] where it cannot be read, [`Error::Busy`].
    pub fn read(path: &Path) -> Result<Store> {
        let (conn, place) = open::read(path)?;
        // One snapshot for all that follows.
        conn.execute_batch("BEGIN")?;
        Ok(Store::of(conn, place))
    }

    fn of(conn: Connection, place: Option<Found>) -> Store {
        Store {
            conn,
            place,
            makes: true,
            in_wal: false,
        }
    }

    /// Opens for writing, creating folder and file.
    ///
    /// # Errors
    /// As [`Store::read`], [`Error::Owner`], and [`Error::Full`].
    pub fn write(path: &Path) -> Result<Store> {
        let (conn, place) = open::write(path)?;
        let in_wal = !open::leave_wal(&conn, A_MOMENT)?;
        Ok(Store {
            in_wal,
            ..Store::of(conn, Some(place))
        })
    }

    /// As [`Store::write`] where there is a file; else an empty notebook that exists nowhere.
    ///
    /// # Errors
    /// As [`Store::write`].
    pub fn write_if_there(path: &Path) -> Result<Store> {
        let store = match Found::find(path)? {
            Some(_) => Store::write(path)?,
            None => Store::blank()?,
        };
        Ok(Store {
            makes: false,
            ..store
        })
    }

    /// An empty notebook that exists nowhere.
    ///
    /// # Errors
    /// None that a working machine gives.
    pub fn blank() -> Result<Store> {
        Ok(Store::of(migrate::in_memory()?, None))
    }

    /// # Errors
    /// A stored setting that no longer reads.
    pub fn settings(&self) -> Result<Settings> {
        config::settings(&self.conn)
    }

    /// The small nouns: settings, rituals (without their days), pauses, boundaries.
    ///
    /// # Errors
    /// [`Error::Damaged`] names the row that does not read.
    pub fn journal(&self, today: NaiveDate) -> Result<Journal> {
        let pauses = pause::all(&self.conn)?;
        let rituals = ritual::all(&self.conn)?;
        let practices = rituals.into_iter().map(|ritual| {
            let rests = |p: &&crate::domain::pause::Pause| {
                p.ritual.as_ref().is_none_or(|name| *name == ritual.name)
            };
            let pauses = pauses.iter().filter(rests).cloned().collect();
            Practice {
                ritual,
                days: Vec::new(),
                pauses,
            }
        });
        Ok(Journal {
            settings: self.settings()?,
            practices: practices.collect(),
            boundaries: boundary::all(&self.conn)?,
            pauses,
            ..Journal::empty(today)
        })
    }

    /// Adds the days each ritual was done on.
    ///
    /// # Errors
    /// [`Error::Damaged`].
    pub fn fill_days(&self, journal: &mut Journal) -> Result<()> {
        let mut days = completion::all_days(&self.conn)?;
        for practice in &mut journal.practices {
            practice.days = days.remove(&practice.ritual.meta.id).unwrap_or_default();
        }
        Ok(())
    }

    /// Adds the completions and mood notes of a window of days.
    ///
    /// # Errors
    /// [`Error::Damaged`].
    pub fn fill_entries(
        &self,
        journal: &mut Journal,
        from: NaiveDate,
        to: NaiveDate,
    ) -> Result<()> {
        journal.completions = completion::between(&self.conn, None, from, to)?;
        journal.moods = mood::between(&self.conn, from, to)?;
        Ok(())
    }

    /// Adds every mood note.
    ///
    /// # Errors
    /// [`Error::Damaged`].
    pub fn fill_moods(&self, journal: &mut Journal) -> Result<()> {
        journal.moods = mood::all(&self.conn)?;
        Ok(())
    }

    /// Adds all completions of one ritual.
    ///
    /// # Errors
    /// [`Error::Damaged`].
    pub fn fill_completions_of(&self, journal: &mut Journal, ritual: i64) -> Result<()> {
        journal.completions = completion::of(&self.conn, ritual)?;
        Ok(())
    }

    /// The ritual of this name in any case and Unicode form.
    ///
    /// # Errors
    /// [`Error::Damaged`].
    pub fn ritual(&self, name: &str) -> Result<Option<Ritual>> {
        ritual::by_name(&self.conn, name)
    }

    /// Names of all rituals.
    ///
    /// # Errors
    /// [`Error::Damaged`].
    pub fn ritual_names(&self) -> Result<Vec<String>> {
        ritual::names(&self.conn)
    }

    /// Words used so far in one list of mood notes (feeling, trigger, coping, changed), by name.
    ///
    /// # Errors
    /// [`Error::Damaged`].
    pub fn words(&self, kind: &str) -> Result<Vec<String>> {
        mood::words(&self.conn, kind)
    }

    /// Every row of a noun, in the order it is exported.
    ///
    /// # Errors
    /// [`Error::Damaged`].
    pub fn records(&self, kind: Kind) -> Result<Vec<Record>> {
        record::all(&self.conn, kind)
    }

    /// The row with this handle, if there is one.
    ///
    /// # Errors
    /// [`Error::Damaged`].
    pub fn record(&self, kind: Kind, id: i64) -> Result<Option<Record>> {
        record::load(&self.conn, kind, id)
    }
}
