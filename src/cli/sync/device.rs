//! What this device keeps of a sync beside the notebook: its key, a lock, a repository of its own.

use crate::cli::keys;
use crate::exchange::encrypt::BUILT;
use crate::exchange::sync::{Carrier, Keys};
use crate::failure::{Failure, Result, code};
use crate::file::{self, folder_of};
use std::fs::File;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// The folder `NAME.sync` beside the notebook.
pub struct Own {
    pub folder: PathBuf,
}

impl Own {
    pub fn beside(notebook: &Path) -> Own {
        let mut name = notebook.file_name().unwrap_or_default().to_owned();
        name.push(".sync");
        Own {
            folder: folder_of(notebook).join(name),
        }
    }

    pub fn key_file(&self) -> PathBuf {
        self.folder.join("key")
    }

    /// Keeps every other sync of this notebook out as long as what this gives lives.
    pub fn lock(&self) -> Result<Option<File>> {
        if !BUILT {
            return Err(keys::not_built("sync seals what it writes"));
        }
        if !self.folder.is_dir() {
            return Ok(None);
        }
        self.hold().map(Some)
    }

    /// The same, making the folder.
    pub fn make(&self) -> Result<File> {
        if !BUILT {
            return Err(keys::not_built("sync seals what it writes"));
        }
        file::make_folders(&self.folder).map_err(|e| Failure::unwritten(&self.folder, &e))?;
        self.hold()
    }

    fn hold(&self) -> Result<File> {
        let lock = self.folder.join("lock");
        let held = file::lock(&lock).map_err(|e| Failure::unwritten(&lock, &e))?;
        held.ok_or_else(|| {
            Failure::new(code::BUSY, "another sync of this notebook is at work")
                .hint("try again when it has ended")
        })
    }

    /// The keys: from the file, else from RITUAL_KEY_COMMAND.
    pub fn keys(&self) -> Result<Keys> {
        match self.stored()? {
            Some(keys) => Ok(keys),
            None => keys_commanded()?.ok_or_else(|| {
                let shown = self.key_file();
                Failure::refused(format!("the key is not there: {}", shown.display())).hint(
                    "`ritual sync join PLACE --key-file FILE` brings it back from another device",
                )
            }),
        }
    }

    /// The keys of the file, where there is one.
    pub fn stored(&self) -> Result<Option<Keys>> {
        let path = self.key_file();
        match std::fs::read_to_string(&path) {
            Ok(text) => Keys::of(&text).map(Some).ok_or_else(|| no_key(&path)),
            Err(e) if e.kind() == ErrorKind::NotFound => Ok(None),
            Err(e) => Err(
                Failure::refused(format!("{} cannot be read: {e}", path.display()))
                    .hint("nothing was written"),
            ),
        }
    }

    pub fn store(&self, keys: &Keys) -> Result<()> {
        let path = self.key_file();
        file::write(&path, keys.text.as_bytes(), true).map_err(|e| Failure::unwritten(&path, &e))
    }

    /// Takes away all of it.
    pub fn remove(&self) -> Result<bool> {
        match std::fs::remove_dir_all(&self.folder) {
            Ok(()) => Ok(true),
            Err(e) if e.kind() == ErrorKind::NotFound => Ok(false),
            Err(e) => Err(Failure::new(
                code::DISK,
                format!("{} cannot be removed: {e}", self.folder.display()),
            )
            .hint("the key is in it; the notebook is as it was")),
        }
    }

    pub fn carrier(&self, place: &str) -> Carrier {
        Carrier::of(place, &self.folder)
    }
}

/// The keys that RITUAL_KEY_COMMAND prints, where it is set.
pub fn keys_commanded() -> Result<Option<Keys>> {
    let Some(text) = keys::commanded()? else {
        return Ok(None);
    };
    let keys = Keys::of(&text);
    keys.map(Some).ok_or_else(|| {
        Failure::refused("RITUAL_KEY_COMMAND prints no age identity")
            .hint("a line such as AGE-SECRET-KEY-1… is one; `age-keygen` makes it")
    })
}

pub fn no_key(path: &Path) -> Failure {
    Failure::refused(format!("{} holds no key", path.display()))
        .hint("`ritual sync key` on a device that syncs prints it")
}

/// A place as it was typed: a folder that is there, or `git URL`.
pub fn place(typed: &[String]) -> Result<String> {
    match typed {
        [git, url] if git == "git" => Ok(match Path::new(url).canonicalize() {
            Ok(path) => format!("git {}", path.display()),
            Err(_) => format!("git {url}"),
        }),
        [folder] if folder == "git" && !Path::new(folder).is_dir() => Err(Failure::usage(
            "git expects the path or URL of a bare repository",
        )
        .hint("`ritual help devices` shows one")),
        [folder] => match Path::new(folder).canonicalize() {
            Ok(path) if path.is_dir() => Ok(path.display().to_string()),
            Ok(_) => Err(Failure::refused(format!("{folder} is no folder"))
                .hint("PLACE is a folder that something else synchronises, or `git URL`")),
            Err(e) => Err(Failure::new(code::DISK, format!("{folder}: {e}"))
                .hint("`mkdir` makes a folder; on a stick it is there once that is in")),
        },
        _ => Err(Failure::usage("PLACE is one folder, or git and a URL")
            .hint("`ritual help devices` shows both")),
    }
}

/// A name for this device: the machine's own.
pub fn machine() -> String {
    let uname = rustix::system::uname();
    let name = uname.nodename().to_string_lossy();
    let name = name.split('.').next().unwrap_or_default().trim();
    match name {
        "" | "localhost" => "this device".to_owned(),
        name => name.to_owned(),
    }
}
