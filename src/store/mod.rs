//! The store: the one door to the file. Everything is read into memory; nothing stays open.

mod backup;
mod beside;
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
mod import;
mod invite;
mod journal;
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
mod snapshot;
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
pub use erase::Erasing;
pub use error::{Error, Result};
pub use find::{Place, Query};
pub use foreign::Foreign;
pub use privacy::Census;
pub use snapshot::Snapshot;
pub use told::Told;
pub use undo::{Step, Undone};
pub use write::Writer;

use crate::domain::boundary::Boundary;
use crate::domain::completion::Completion;
use crate::domain::config::{Config, Settings};
use crate::domain::consent::Consent;
use crate::domain::invite::Invite;
use crate::domain::month::MonthLine;
use crate::domain::offer::Offer;
use crate::domain::pause::Pause;
use crate::domain::person::Person;
use crate::domain::record::{Kind, Record};
use crate::domain::reflection::Reflection;
use crate::domain::reminder::Reminder;
use crate::domain::resource::Resource;
use crate::domain::ritual::Ritual;
use crate::domain::support::Support;
use crate::domain::support_option::SupportOption;
use crate::domain::trial::Trial;
use crate::domain::vision::Vision;
use crate::domain::winddown::Winddown;
use chrono::NaiveDate;
use open::FileId;
use rusqlite::{Connection, params};
use std::path::{Path, PathBuf};

/// An open notebook, and every question that is asked of it. A [`Writer`] asks the same ones.
///
/// Close it (drop it) before printing: one that holds a moment still holds writers up.
pub struct Reader {
    conn: Connection,
    path: PathBuf,
    /// The file that `conn` is open on. None where memory stands in for it: there is no file yet,
    /// or it is empty, or of an older schema.
    file: Option<FileId>,
}

impl Reader {
    /// Opens for reading. A missing or empty file reads as an empty notebook; nothing is created,
    /// and an older schema is brought forward in memory alone.
    ///
    /// # Errors
    /// [`Error::NotOurs`], [`Error::Newer`], [`Error::Damaged`], [`Error::Symlink`],
    /// [`Error::NotWritable`] where it cannot be read, [`Error::Busy`].
    pub fn open(path: &Path) -> Result<Reader> {
        let conn = open::read(path)?;
        let in_memory = conn.path().is_none_or(str::is_empty);
        Ok(Reader {
            file: if in_memory { None } else { open::file_id(path) },
            path: path.to_owned(),
            conn,
        })
    }

    /// Holds the moment still: all that is asked from here on is answered as of one instant, until
    /// something is written.
    ///
    /// # Errors
    /// Those of the file.
    pub fn hold_still(&self) -> Result<()> {
        match self.conn.is_autocommit() {
            true => Ok(self.conn.execute_batch("BEGIN")?),
            false => Ok(()),
        }
    }

    /// Lets go of the moment that was held.
    ///
    /// # Errors
    /// Those of the file.
    pub fn let_go(&self) -> Result<()> {
        match self.conn.is_autocommit() {
            true => Ok(()),
            false => Ok(self.conn.execute_batch("COMMIT")?),
        }
    }

    /// Makes the file where there is none. Without this, what is written to a missing file is
    /// written to memory alone.
    ///
    /// # Errors
    /// Those of the disk.
    pub fn create(&mut self) -> Result<()> {
        match open::file_id(&self.path) {
            None => self.open_to_write(),
            Some(_) => Ok(()),
        }
    }

    /// Readies the connection for writing, in the file there is.
    ///
    /// What was read before is let go of first: two readers that both want to write on would wait
    /// for each other without end. Where the file is not the one that was opened (it was missing,
    /// empty or older, or another was put in its place since), it is opened as what it is now. One
    /// that is gone is not: SQLite refuses to write to it.
    fn let_write(&mut self) -> Result<()> {
        self.let_go()?;
        match open::file_id(&self.path) {
            there @ Some(_) if there != self.file => self.open_to_write(),
            _ => Ok(()),
        }
    }

    fn open_to_write(&mut self) -> Result<()> {
        self.conn = open::write(&self.path)?;
        self.file = open::file_id(&self.path);
        Ok(())
    }

    fn conn(&self) -> &Connection {
        &self.conn
    }

    /// # Errors
    /// A stored setting that no longer reads.
    pub fn settings(&self) -> Result<Settings> {
        config::settings(&self.conn)
    }

    /// The ritual of this name in any case and Unicode form.
    ///
    /// # Errors
    /// [`Error::Damaged`].
    pub fn ritual(&self, name: &str) -> Result<Option<Ritual>> {
        ritual::by_name(&self.conn, name)
    }

    /// # Errors
    /// [`Error::Damaged`].
    pub fn rituals(&self) -> Result<Vec<Ritual>> {
        ritual::all(&self.conn)
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

    /// The stored setting of this name.
    ///
    /// # Errors
    /// [`Error::Damaged`].
    pub fn config(&self, key: &str) -> Result<Option<Config>> {
        config::by_key(&self.conn, key)
    }

    /// The pauses that rest one ritual, those of all rituals among them.
    ///
    /// # Errors
    /// [`Error::Damaged`].
    pub fn pauses_resting(&self, ritual: i64) -> Result<Vec<Pause>> {
        pause::resting(&self.conn, ritual)
    }

    /// # Errors
    /// [`Error::Damaged`].
    pub fn pauses(&self) -> Result<Vec<Pause>> {
        pause::all(&self.conn)
    }

    /// # Errors
    /// [`Error::Damaged`].
    pub fn boundaries(&self) -> Result<Vec<Boundary>> {
        boundary::all(&self.conn)
    }

    /// # Errors
    /// [`Error::Damaged`].
    pub fn reflections(&self) -> Result<Vec<Reflection>> {
        reflection::all(&self.conn)
    }

    /// # Errors
    /// [`Error::Damaged`].
    pub fn months(&self) -> Result<Vec<MonthLine>> {
        month::all(&self.conn)
    }

    /// # Errors
    /// [`Error::Damaged`].
    pub fn visions(&self) -> Result<Vec<Vision>> {
        vision::all(&self.conn)
    }

    /// # Errors
    /// [`Error::Damaged`].
    pub fn winddown(&self) -> Result<Vec<Winddown>> {
        winddown::all(&self.conn)
    }

    /// # Errors
    /// [`Error::Damaged`].
    pub fn trials(&self) -> Result<Vec<Trial>> {
        trial::all(&self.conn)
    }

    /// # Errors
    /// [`Error::Damaged`].
    pub fn people(&self) -> Result<Vec<Person>> {
        person::all(&self.conn)
    }

    /// # Errors
    /// [`Error::Damaged`].
    pub fn resources(&self) -> Result<Vec<Resource>> {
        resource::all(&self.conn)
    }

    /// # Errors
    /// [`Error::Damaged`].
    pub fn reminders(&self) -> Result<Vec<Reminder>> {
        reminder::all(&self.conn)
    }

    /// # Errors
    /// [`Error::Damaged`].
    pub fn support_options(&self) -> Result<Vec<SupportOption>> {
        support_option::all(&self.conn)
    }

    /// # Errors
    /// [`Error::Damaged`].
    pub fn supports(&self) -> Result<Vec<Support>> {
        support::all(&self.conn)
    }

    /// # Errors
    /// [`Error::Damaged`].
    pub fn offers(&self) -> Result<Vec<Offer>> {
        offer::all(&self.conn)
    }

    /// # Errors
    /// [`Error::Damaged`].
    pub fn invites(&self) -> Result<Vec<Invite>> {
        invite::all(&self.conn)
    }

    /// In the order they were added.
    ///
    /// # Errors
    /// [`Error::Damaged`].
    pub fn consents(&self) -> Result<Vec<Consent>> {
        consent::all(&self.conn)
    }

    /// Days of a ritual in a window, with counts.
    ///
    /// # Errors
    /// [`Error::Damaged`].
    pub fn days(
        &self,
        ritual: i64,
        from: NaiveDate,
        to: NaiveDate,
    ) -> Result<Vec<(NaiveDate, u32)>> {
        completion::days(&self.conn, ritual, from, to)
    }

    /// The last day before `day` on which a ritual was done.
    ///
    /// # Errors
    /// [`Error::Damaged`].
    pub fn day_before(&self, ritual: i64, day: NaiveDate) -> Result<Option<NaiveDate>> {
        let sql = "SELECT 0, max(day) FROM completion WHERE ritual = ? AND day < ?";
        let before = params![ritual, row::day_text(day)];
        let found = row::all(&self.conn, "completion", sql, before, |c| c.optional_day(1))?;
        Ok(found.into_iter().flatten().next())
    }

    /// The completions of a ritual on one day.
    ///
    /// # Errors
    /// [`Error::Damaged`].
    pub fn completions_on(&self, ritual: i64, day: NaiveDate) -> Result<Vec<Completion>> {
        completion::between(&self.conn, Some(ritual), day, day)
    }
}
