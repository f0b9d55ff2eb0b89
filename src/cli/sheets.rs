//! The files editors work on: in memory where there is such a folder, for their owner alone, kept
//! until what they hold is written.
//! One that a killed command left knows its notebook, and is named by the next command on that.

use super::session::Globals;
use crate::failure::{Failure, Result};
use crate::file::{self, locked, owned};
use crate::render::voice;
use rustix::fs::{FlockOperation, flock};
use std::fs::{DirBuilder, File};
use std::io::{self, Write};
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{DirBuilderExt, PermissionsExt};
use std::path::{Path, PathBuf};
use uuid::Uuid;

/// What the editor is given.
const NOTE: &str = "note.md";
/// The path of the notebook the words are for.
const NOTEBOOK: &str = ".notebook";
/// There once a command has said where the words are.
const TOLD: &str = ".told";

/// A folder of its own for what an editor writes and whatever it leaves beside that; locked as long
/// as its command runs.
pub struct Sheet {
    folder: PathBuf,
    given: Vec<u8>,
    _locked: File,
    /// Whether the words met the disk: no folder in memory took them.
    pub on_disk: bool,
}

impl Sheet {
    /// Lays a text ready for the editor.
    ///
    /// # Errors
    /// No place takes it.
    pub fn lay(present: &str, notebook: &Path) -> Result<Sheet> {
        let shelves = shelves();
        let takes = |shelf: &&PathBuf| is_shelf(shelf) || make(shelf).is_ok();
        let Some(shelf) = shelves.iter().find(takes) else {
            return Err(Failure::refused("no folder takes the editor's file").hint(
                "XDG_RUNTIME_DIR names one in memory; `--note -` reads stdin and needs none",
            ));
        };
        let sheet = begin(shelf, present, notebook).map_err(|e| {
            Failure::refused(format!("the editor's file cannot be written: {e}"))
                .hint("`--note -` reads stdin and needs none")
        })?;
        Ok(Sheet {
            on_disk: Some(shelf) == shelves.last(),
            ..sheet
        })
    }

    pub fn file(&self) -> PathBuf {
        self.folder.join(NOTE)
    }

    /// Whether the words are other than those the editor was given.
    pub fn changed(&self) -> bool {
        std::fs::read(self.file()).is_ok_and(|now| now != self.given)
    }

    /// Where the words are: in the file, or in what an editor that was cut short left beside it.
    pub fn words(&self) -> Option<PathBuf> {
        if self.changed() {
            return Some(self.file());
        }
        others(&self.folder).then(|| self.folder.clone())
    }

    pub fn remove(self) {
        remove(&self.folder);
    }

    /// Says that the person was told where the words are.
    pub fn told(&self) {
        mark_told(&self.folder);
    }
}

fn mark_told(folder: &Path) {
    let _ = file::create(&folder.join(TOLD));
}

fn begin(shelf: &Path, present: &str, notebook: &Path) -> io::Result<Sheet> {
    let folder = shelf.join(Uuid::now_v7().to_string());
    make(&folder)?;
    let lock = File::open(&folder)?;
    flock(&lock, FlockOperation::NonBlockingLockExclusive)?;
    let put = |name: &str, bytes: &[u8]| file::create(&folder.join(name))?.write_all(bytes);
    put(NOTEBOOK, absolute(notebook).as_os_str().as_bytes())?;
    put(NOTE, present.as_bytes())?;
    Ok(Sheet {
        folder,
        given: present.as_bytes().to_vec(),
        _locked: lock,
        on_disk: false,
    })
}

fn make(folder: &Path) -> io::Result<()> {
    DirBuilder::new().mode(0o700).create(folder)?;
    std::fs::set_permissions(folder, PermissionsExt::from_mode(0o700))
}

/// Folders where sheets lie: in memory where the system has such a place, as macOS has not, and
/// last the one for temporary files. Those that all users share may be taken by another's.
fn shelves() -> Vec<PathBuf> {
    let own = std::env::var_os("XDG_RUNTIME_DIR").filter(|folder| !folder.is_empty());
    let own = own.map(|folder| PathBuf::from(folder).join("ritual"));
    let name = format!("ritual-{}", rustix::process::geteuid().as_raw());
    let shared = [PathBuf::from("/dev/shm"), std::env::temp_dir()].map(|folder| folder.join(&name));
    own.into_iter().chain(shared).collect()
}

/// A folder, one's own, closed to others.
fn is_shelf(path: &Path) -> bool {
    let meta = path.symlink_metadata();
    meta.is_ok_and(|m| m.is_dir() && owned(&m) && m.permissions().mode() & 0o077 == 0)
}

fn absolute(path: &Path) -> PathBuf {
    let folder = file::folder_of(path).canonicalize();
    match (folder, path.file_name()) {
        (Ok(folder), Some(name)) => folder.join(name),
        _ => std::path::absolute(path).unwrap_or_else(|_| path.to_owned()),
    }
}

/// Whether an editor left files of its own.
fn others(folder: &Path) -> bool {
    let known = [NOTE, NOTEBOOK, TOLD];
    let mut entries = folder.read_dir().into_iter().flatten().flatten();
    entries.any(|entry| !known.iter().any(|name| entry.file_name() == *name))
}

fn remove(folder: &Path) {
    let _ = std::fs::remove_dir_all(folder);
    // The shelf goes with the last of them.
    let _ = std::fs::remove_dir(file::folder_of(folder));
}

/// Words that a killed command left.
pub struct Left {
    folder: PathBuf,
    /// The file, or the folder where an editor's own files hold them.
    pub words: PathBuf,
    told: bool,
}

impl Left {
    pub fn remove(&self) {
        remove(&self.folder);
    }

    fn say(&self) -> String {
        voice::words_left(&self.words)
    }
}

/// The words left that were for a notebook. Where nothing was written, what was left goes.
pub fn left(notebook: &Path) -> Vec<Left> {
    let shelves = shelves().into_iter().filter(|shelf| is_shelf(shelf));
    let sheets = shelves.flat_map(|shelf| shelf.read_dir().into_iter().flatten().flatten());
    let notebook = absolute(notebook);
    let mut found = Vec::new();
    for folder in sheets.map(|entry| entry.path()) {
        let of = std::fs::read(folder.join(NOTEBOOK)).unwrap_or_default();
        if of != notebook.as_os_str().as_bytes() || locked(&folder) {
            continue;
        }
        let note = folder.join(NOTE);
        let written = note.metadata().is_ok_and(|m| m.len() > 0);
        if !written && !others(&folder) {
            remove(&folder);
            continue;
        }
        found.push(Left {
            words: if written { note } else { folder.clone() },
            told: folder.join(TOLD).exists(),
            folder,
        });
    }
    found.sort_by(|a, b| a.folder.cmp(&b.folder));
    found
}

/// Says once where words lie that were left for this notebook.
pub fn note(globals: &Globals) {
    let Ok(path) = globals.path() else {
        return; // the command says it
    };
    if globals.quiet {
        return;
    }
    for left in left(&path).iter().filter(|left| !left.told) {
        globals.notes.say(left.say());
        mark_told(&left.folder);
    }
}

/// Says before an editor is opened what the last one left.
pub fn say_all(notebook: &Path) {
    for left in left(notebook) {
        super::input::note(&left.say());
    }
}
