//! The store: the one door to the file. Everything is read into memory; nothing stays open.

mod delivered;
mod doctor;
mod erase;
mod error;
mod find;
mod foreign;
mod forget;
mod grants;
mod image;
mod journal;
mod names;
mod open;
mod queries;
mod restore;
mod rows;
mod salvage;
mod schema;
mod sync;
#[cfg(test)]
mod tests;
mod undo;
mod write;
mod written;

pub use delivered::Delivered;
pub use doctor::{Census, Checks};
pub use erase::{Erasing, left};
pub use error::{Error, Result};
pub use find::{Hit, Query};
pub use foreign::{Foreign, made};
pub use image::Snapshot;
pub use restore::Restoring;
pub use sync::{Came, Exchanged, Part};
pub use undo::{Line, Step, Typed, Undone};
pub use write::Writer;
pub use written::Written;

use names::Names;
use open::Found;
use rows::Source;
use rusqlite::Connection;
use std::cell::RefCell;
use std::ops::Deref;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// How long a command waits for a reader to let the file leave WAL mode before it writes there.
const A_MOMENT: Duration = Duration::from_millis(300);

/// An open notebook, and every question that is asked of it. A [`Writer`] asks the same ones. A
/// question gives [`Error::Damaged`] where what it reads is not what its column promises, and the
/// errors of the file, as do changes.
///
/// Close it (drop it) before printing: one that holds a moment still holds writers up.
pub struct Reader {
    conn: Lasting,
    names: RefCell<Option<Names>>,
    path: PathBuf,
    /// The file that `conn` is open on, which stays in its place meanwhile. None where memory stands
    /// in for it: there is no file yet, or it is empty, or of an older schema. After `conn`, so that
    /// it is let go of last.
    place: Option<Found>,
    /// Whether the file is made where there is none. Without this, what is written to a missing file
    /// is written to memory alone.
    pub makes: bool,
    /// Whether a file of an older schema stays as it is: what is written is written to memory alone.
    pub stays: bool,
    /// Somebody who has the file open keeps it in WAL mode.
    pub in_wal: bool,
}

impl Reader {
    /// Opens for reading. A missing or empty file reads as an empty notebook; nothing is created,
    /// and an older schema is brought forward in memory alone.
    ///
    /// # Errors
    /// [`Error::NotOurs`], [`Error::Newer`], [`Error::Damaged`], [`Error::Symlink`],
    /// [`Error::NotWritable`] where it cannot be read, [`Error::Busy`].
    pub fn open(path: &Path) -> Result<Reader> {
        let (conn, place) = open::read(path)?;
        Ok(Reader {
            path: path.to_owned(),
            place,
            ..Reader::in_memory(conn)
        })
    }

    /// Whether a notebook is there: a file with nothing in it is none.
    ///
    /// # Errors
    /// As [`Reader::open`].
    pub fn is_there(path: &Path) -> Result<bool> {
        Ok(open::as_it_is(path)?.is_some())
    }

    /// A notebook that exists nowhere else.
    fn in_memory(conn: Connection) -> Reader {
        Reader {
            conn: conn.into(),
            names: RefCell::default(),
            path: PathBuf::new(),
            place: None,
            makes: false,
            stays: false,
            in_wal: false,
        }
    }

    /// Holds the moment still: all that is asked from here on is answered as of one instant, until
    /// something is written.
    pub fn hold_still(&self) -> Result<()> {
        if self.conn.is_autocommit() {
            self.conn.execute_batch("BEGIN")?;
        }
        Ok(())
    }

    /// Lets go of the moment that was held.
    pub fn let_go(&self) -> Result<()> {
        if !self.conn.is_autocommit() {
            self.conn.execute_batch("COMMIT")?;
        }
        Ok(())
    }

    /// Whether memory stands in for the file: it is of an older schema, or not there.
    pub fn stands_in(&self) -> bool {
        self.place.is_none()
    }

    /// Readies the connection for writing, in the file there is.
    ///
    /// What was read before is let go of first: two readers that both want to write on would wait
    /// for each other without end. Where the file is not the one that was opened (it was missing,
    /// empty or older, or was removed or replaced since), it is opened as what it is now. One of an
    /// older schema is handed over as it is.
    fn let_write(&mut self) -> Result<Option<(Connection, Found)>> {
        self.let_go()?;
        match &self.place {
            Some(place) if place.holds() => place.owned()?,
            None if self.stays => return Ok(None),
            _ => return self.open_anew(),
        }
        self.in_wal = !open::leave_wal(&self.conn, A_MOMENT)?;
        Ok(None)
    }

    fn open_anew(&mut self) -> Result<Option<(Connection, Found)>> {
        if self.path.as_os_str().is_empty() {
            return Ok(None); // in memory alone
        }
        if self.place.is_some() {
            self.conn = schema::in_memory()?.into();
            self.place = None;
        }
        self.names_unknown();
        if !self.makes && open::existing(&self.path)?.is_none() {
            return Ok(None);
        }
        let (conn, place) = open::write(&self.path)?;
        self.in_wal = !open::leave_wal(&conn, A_MOMENT)?;
        if schema::version(&conn)? < schema::LATEST {
            return Ok(Some((conn, place)));
        }
        (self.conn, self.place) = (conn.into(), Some(place));
        Ok(None)
    }

    /// Forgets the names of rituals, where the file may have changed.
    fn names_unknown(&self) {
        *self.names.borrow_mut() = None;
    }
}

/// A connection that is not closed: the system takes back at once, as the process ends, what SQLite
/// frees piece by piece, which takes a twentieth of a log. It holds no lock. One in memory is closed, and
/// one with a write-ahead log, which would stay beside the file.
struct Lasting(Option<Connection>);

impl From<Connection> for Lasting {
    fn from(conn: Connection) -> Self {
        Lasting(Some(conn))
    }
}

impl Deref for Lasting {
    type Target = Connection;

    fn deref(&self) -> &Connection {
        self.0.as_ref().expect("there until it is dropped")
    }
}

impl Drop for Lasting {
    fn drop(&mut self) {
        let path = self.path().filter(|path| !path.is_empty());
        let lasts = path.is_some_and(|path| !open::with(Path::new(path), "-wal").exists());
        if lasts && (self.is_autocommit() || self.execute_batch("ROLLBACK").is_ok()) {
            std::mem::forget(self.0.take());
        }
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
