//! What can go wrong with the file, in the classes its exit codes tell apart.

use std::io;
use std::path::PathBuf;

#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("another program is writing to the notebook; nothing was written")]
    Busy,
    #[error("the notebook is damaged: {0}")]
    Damaged(String),
    #[error("{} was written by a newer ritual (schema {found}; this one knows {known})", path.display())]
    Newer {
        path: PathBuf,
        found: i64,
        known: i64,
    },
    #[error("{} is not a ritual file", .0.display())]
    NotOurs(PathBuf),
    #[error("{} is a symbolic link", .0.display())]
    Symlink(PathBuf),
    #[error("{} is in the way: it is no regular file", .0.display())]
    InTheWay(PathBuf),
    #[error("{} belongs to {owner}, who can read what is written to it", path.display())]
    Owner { path: PathBuf, owner: String },
    #[error("another program keeps the notebook open in WAL mode; nothing was written")]
    InWal,
    #[error("the disk is full; nothing was written")]
    Full,
    #[error("the row is gone, but the file could not be rewritten ({0}): bytes of it may be left")]
    Unswept(String),
    #[error("{0}")]
    NotWritable(String),
    #[error("no row has the handle {0}")]
    NoHandle(String),
    #[error("{0} stands for several rows")]
    ManyHandles(String),
    #[error("no ritual is called {0:?}")]
    NoRitual(String),
    #[error("there is nothing to take back")]
    NothingToUndo,
    #[error("there is nothing to bring back")]
    NothingToRedo,
    #[error("the last command leaves nothing to take back")]
    AfterBarrier { reach: usize },
    #[error("nothing was taken back: another device has changed or noted more of {0} since")]
    Stays(String),
    #[error("the commands before the upgrade are no longer kept")]
    AfterUpgrade,
    #[error("{asked} commands were asked for, and {kept} can be taken back")]
    FewToUndo { asked: usize, kept: usize },
    #[error("{asked} commands were asked for, and {kept} can be brought back")]
    FewToRedo { asked: usize, kept: usize },
    #[error("{0}")]
    Other(String),
}

pub type Result<T> = std::result::Result<T, Error>;

impl Error {
    /// Whether it is of what the file holds, so that its pages may read all the same.
    pub fn is_of_content(&self) -> bool {
        matches!(
            self,
            Error::Damaged(_) | Error::NotOurs(_) | Error::Other(_)
        )
    }

    /// A row that does not hold what its column promises.
    pub fn row(table: &str, handle: i64) -> Self {
        Error::Damaged(format!("{table} #{handle} cannot be read"))
    }
}

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode as Code;
        let Some(sqlite) = error.sqlite_error() else {
            return Error::Damaged(error.to_string());
        };
        // The file was replaced or removed while this command waited for it.
        if sqlite.extended_code == rusqlite::ffi::SQLITE_READONLY_DBMOVED {
            return Error::Busy;
        }
        match sqlite.code {
            Code::DatabaseBusy | Code::DatabaseLocked => Error::Busy,
            Code::DiskFull => Error::Full,
            Code::DatabaseCorrupt | Code::NotADatabase => Error::Damaged(error.to_string()),
            Code::ReadOnly | Code::CannotOpen | Code::PermissionDenied => {
                Error::NotWritable(format!("the notebook cannot be opened: {error}"))
            }
            Code::SystemIoFailure => Error::NotWritable(format!(
                "the disk refused ({error}); what was written earlier is kept"
            )),
            _ => Error::Other(format!("the notebook refused: {error}")),
        }
    }
}

impl From<io::Error> for Error {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::StorageFull
            | io::ErrorKind::QuotaExceeded
            | io::ErrorKind::FileTooLarge => Error::Full,
            _ => Error::NotWritable(error.to_string()),
        }
    }
}
