//! The store: the one door to the file. Everything is read into memory; nothing stays open.

mod backup;
mod beside;
mod delivered;
mod doctor;
mod erase;
mod error;
mod find;
mod foreign;
mod forget;
mod handle;
mod import;
mod journal;
mod names;
mod open;
mod privacy;
mod queries;
mod repair;
mod restore;
mod rows;
mod salvage;
mod schema;
mod snapshot;
#[cfg(test)]
mod tests;
mod undo;
mod write;

pub use delivered::Delivered;
pub use doctor::Checks;
pub use erase::Erasing;
pub use error::{Error, Result};
pub use find::{Hit, Query};
pub use foreign::Foreign;
pub use privacy::Census;
pub use snapshot::Snapshot;
pub use undo::{Step, Undone};
pub use write::Writer;

use names::Names;
use open::FileId;
use rows::Source;
use rusqlite::Connection;
use std::cell::RefCell;
use std::path::{Path, PathBuf};

/// An open notebook, and every question that is asked of it. A [`Writer`] asks the same ones.
///
/// Close it (drop it) before printing: one that holds a moment still holds writers up.
pub struct Reader {
    conn: Connection,
    names: RefCell<Option<Names>>,
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
            names: RefCell::default(),
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
        self.names_unknown();
        Ok(())
    }

    fn conn(&self) -> &Connection {
        &self.conn
    }

    /// Forgets the names of rituals, where the file may have changed.
    fn names_unknown(&self) {
        *self.names.borrow_mut() = None;
    }
}

impl Source for Reader {
    fn conn(&self) -> &Connection {
        &self.conn
    }

    fn names(&self) -> &RefCell<Option<Names>> {
        &self.names
    }
}
