//! Where the files of devices lie, as names and bytes. Something else moves them.

use super::git::Git;
use super::sealed::{self, File, Keys, Unopened};
use crate::domain::text::sha256;
use crate::file;
use std::collections::HashMap;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

/// A file that lies there.
#[derive(Debug, Clone)]
pub struct Found {
    pub name: String,
    pub device: String,
    /// Changes with its bytes.
    pub id: String,
    /// Whether it is a copy that another program made of two that met.
    pub conflict: bool,
}

#[derive(Debug, thiserror::Error)]
pub enum CarrierError {
    /// The stick is not in, the machine is not reached.
    #[error("{0}")]
    Away(String),
    #[error("{0}")]
    Refused(String),
}

pub type Result<T, E = CarrierError> = std::result::Result<T, E>;

/// What keeps files of devices. Where it is [`CarrierError::Away`], nothing is known to be there.
pub trait Carrier {
    /// What devices left there, by name.
    fn list(&mut self) -> Result<Vec<Found>>;

    fn read(&self, found: &Found) -> Result<Vec<u8>>;

    /// Puts files of a device there, and takes others of it away. Gives the ids of those it put.
    fn put(
        &mut self,
        device: &str,
        files: &[(String, Vec<u8>)],
        out: &[String],
    ) -> Result<Vec<String>>;

    /// Takes away files of other devices, where they are not each device's own to write.
    fn sweep(&mut self, _files: &[Found]) -> Result<()> {
        Ok(())
    }

    /// Takes away all that a device left there.
    fn remove(&mut self, device: &str) -> Result<()>;

    /// What one of the files holds.
    ///
    /// # Errors
    /// [`Unopened`]; nothing is to be inferred from it.
    fn open(&self, found: &Found, keys: &Keys) -> Result<File, Unopened> {
        let bytes = self.read(found);
        sealed::open(&bytes.map_err(|e| Unopened::Unread(e.to_string()))?, keys)
    }
}

/// The carrier of a place: `git URL`, else a folder. `own` is a folder for what this device keeps
/// beside the notebook.
pub fn at(place: &str, own: &Path) -> Box<dyn Carrier> {
    match place.strip_prefix("git ") {
        Some(url) => Box::new(Git {
            url: url.to_owned(),
            own: own.join("git"),
        }),
        None => Box::new(Folder {
            path: PathBuf::from(place),
            bytes: HashMap::new(),
        }),
    }
}

/// A folder that something else synchronises, or a stick.
struct Folder {
    path: PathBuf,
    /// What was read to be listed.
    bytes: HashMap<String, Vec<u8>>,
}

impl Folder {
    fn away(&self, error: &io::Error) -> CarrierError {
        let shown = self.path.display();
        CarrierError::Away(match error.kind() {
            ErrorKind::NotFound => format!("{shown} is not there"),
            _ => format!("{shown}: {error}"),
        })
    }
}

impl Carrier for Folder {
    fn list(&mut self) -> Result<Vec<Found>> {
        let entries = self.path.read_dir().map_err(|e| self.away(&e))?;
        self.bytes.clear();
        let mut all = Vec::new();
        for entry in entries {
            let path = entry.map_err(|e| self.away(&e))?.path();
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            // A folder or a pipe of such a name is no file of a device.
            let Some(mut found) = Found::named(&name).filter(|_| path.is_file()) else {
                continue;
            };
            match std::fs::read(&path) {
                Ok(bytes) => {
                    found.id = sha256(&bytes);
                    self.bytes.insert(found.name.clone(), bytes);
                }
                // Taken away meanwhile.
                Err(e) if e.kind() == ErrorKind::NotFound => continue,
                // Whoever opens it is told.
                Err(_) => {}
            }
            all.push(found);
        }
        all.sort_by(|a, b| a.name.cmp(&b.name));
        Ok(all)
    }

    fn read(&self, found: &Found) -> Result<Vec<u8>> {
        match self.bytes.get(&found.name) {
            Some(bytes) => Ok(bytes.clone()),
            None => std::fs::read(self.path.join(&found.name)).map_err(|e| self.away(&e)),
        }
    }

    fn put(&mut self, _: &str, files: &[(String, Vec<u8>)], out: &[String]) -> Result<Vec<String>> {
        let done = || {
            for (name, bytes) in files {
                file::write(&self.path.join(name), bytes, true)?;
            }
            for name in out {
                file::remove(&self.path.join(name))?;
            }
            if out.is_empty() {
                return Ok(());
            }
            file::sync_folder(&self.path)
        };
        done().map_err(|e| self.away(&e))?;
        Ok(files.iter().map(|(_, bytes)| sha256(bytes)).collect())
    }

    fn sweep(&mut self, files: &[Found]) -> Result<()> {
        let names: Vec<String> = files.iter().map(|found| found.name.clone()).collect();
        self.put("", &[], &names).map(drop)
    }

    fn remove(&mut self, device: &str) -> Result<()> {
        let mut own = self.list()?;
        own.retain(|found| found.device == device);
        self.sweep(&own)
    }
}

/// The length of a device's name there.
const DEVICE: usize = 16;

/// The name of a file of a device.
pub fn name(device: &str, year: u16) -> String {
    format!("{device}-{year:04}.age")
}

impl Found {
    /// Whose file a name tells, and whether it is a copy that Syncthing or a cloud drive made where
    /// two met: `NAME.sync-conflict-DATE-TIME-ID.age`, `NAME (laptop's conflicted copy DATE).age`,
    /// `NAME (1).age`, `NAME-LAPTOP.age`. None where it is no file of a device.
    pub fn named(name: &str) -> Option<Found> {
        let (device, rest) = name.split_at_checked(DEVICE)?;
        let hex = |text: &str| {
            text.bytes()
                .all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b))
        };
        let year = rest.strip_prefix('-')?.get(..4)?;
        let rest = &rest[5..];
        let whole = hex(device) && year.bytes().all(|b| b.is_ascii_digit());
        (whole && rest.ends_with(".age")).then(|| Found {
            name: name.to_owned(),
            device: device.to_owned(),
            id: String::new(),
            conflict: rest != ".age",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_known_by_their_names_whatever_a_drive_made_of_them() {
        let own = name("0123456789abcdef", 2026);
        assert_eq!(own, "0123456789abcdef-2026.age");
        let device = "0123456789abcdef".to_owned();
        let read = |name: &str| Found::named(name).map(|found| (found.device, found.conflict));
        assert_eq!(read(&own), Some((device.clone(), false)));
        for copy in include_str!("../../../tests/fixtures/sync/conflict-names.txt").lines() {
            let copy = copy.replace("NAME", "0123456789abcdef-2026");
            assert_eq!(read(&copy), Some((device.clone(), true)), "{copy}");
        }
        for other in [
            ".0123456789abcdef-2026.age.77.draft",
            ".syncthing.0123456789abcdef-2026.age.tmp",
            "~syncthing~0123456789abcdef-2026.age.tmp",
            "0123456789abcdef-2026.age.part",
            "0123456789abcdef.age",
            "0123456789ABCDEF-2026.age",
            "backup.age",
            "",
        ] {
            assert_eq!(read(other), None, "{other}");
        }
    }
}
