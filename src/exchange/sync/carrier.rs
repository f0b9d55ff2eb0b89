//! Where the files of devices lie, as names and bytes. Something else moves them.

use super::file::{self, File, Unopened};
use super::folder::Folder;
use super::git::Git;
use super::keys::Keys;
use std::path::Path;

/// A file that lies there.
#[derive(Debug, Clone, PartialEq, Eq)]
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

pub type Result<T> = std::result::Result<T, CarrierError>;

pub enum Carrier {
    Folder(Folder),
    Git(Git),
}

impl Carrier {
    /// The carrier of a place: `git URL`, else a folder. `own` is a folder for what this device
    /// keeps beside the notebook.
    pub fn of(place: &str, own: &Path) -> Carrier {
        match place.strip_prefix("git ") {
            Some(url) => Carrier::Git(Git::new(url, &own.join("git"))),
            None => Carrier::Folder(Folder::new(Path::new(place))),
        }
    }

    /// What devices left there, by name.
    ///
    /// # Errors
    /// [`CarrierError::Away`].
    pub fn list(&mut self) -> Result<Vec<Found>> {
        let mut found = match self {
            Carrier::Folder(folder) => folder.list()?,
            Carrier::Git(git) => git.list()?,
        };
        found.sort_by(|a, b| a.name.cmp(&b.name));
        Ok(found)
    }

    /// What one of them holds.
    ///
    /// # Errors
    /// [`Unopened`]; nothing is to be inferred from it.
    pub fn open(&self, found: &Found, keys: &Keys) -> std::result::Result<File, Unopened> {
        let bytes = match self {
            Carrier::Folder(folder) => folder.read(&found.name),
            Carrier::Git(git) => git.read(found),
        };
        file::open(&bytes.map_err(|e| Unopened::Unread(e.to_string()))?, keys)
    }

    /// Puts files of a device there, and takes others of it away. Gives the ids of those it put.
    ///
    /// # Errors
    /// [`CarrierError::Away`]: it is not known to be there.
    pub fn put(
        &mut self,
        device: &str,
        files: &[(String, Vec<u8>)],
        out: &[String],
    ) -> Result<Vec<String>> {
        match self {
            Carrier::Folder(folder) => folder.put(files, out),
            Carrier::Git(git) => git.put(device, files, out),
        }
    }

    /// Takes away files of another device, where that is possible.
    ///
    /// # Errors
    /// [`CarrierError::Away`].
    pub fn sweep(&mut self, files: &[Found]) -> Result<()> {
        match self {
            Carrier::Folder(folder) => {
                let names: Vec<String> = files.iter().map(|found| found.name.clone()).collect();
                folder.put(&[], &names).map(drop)
            }
            // A branch is its device's own.
            Carrier::Git(_) => Ok(()),
        }
    }

    /// Takes away all that a device left there.
    ///
    /// # Errors
    /// [`CarrierError::Away`].
    pub fn remove(&mut self, device: &str) -> Result<()> {
        match self {
            Carrier::Folder(folder) => {
                let found = folder.list()?;
                let own = found.into_iter().filter(|found| found.device == device);
                let names: Vec<String> = own.map(|found| found.name).collect();
                folder.put(&[], &names).map(drop)
            }
            Carrier::Git(git) => git.remove(device),
        }
    }
}

/// The length of a device's name there.
const DEVICE: usize = 16;

/// The name of a file of a device.
pub fn name(device: &str, year: u16) -> String {
    format!("{device}-{year:04}.age")
}

/// Whose file a name tells, and whether it is a copy that Syncthing or a cloud drive made where two
/// met: `NAME.sync-conflict-DATE-TIME-ID.age`, `NAME (laptop's conflicted copy DATE).age`,
/// `NAME (1).age`, `NAME-LAPTOP.age`. None where it is no file of a device.
pub fn read_name(name: &str) -> Option<(String, bool)> {
    let (device, rest) = name.split_at_checked(DEVICE)?;
    let hex = |text: &str| {
        text.bytes()
            .all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b))
    };
    let year = rest.strip_prefix('-')?.get(..4)?;
    let rest = &rest[5..];
    let whole = hex(device) && year.bytes().all(|b| b.is_ascii_digit());
    (whole && rest.ends_with(".age")).then(|| (device.to_owned(), rest != ".age"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_known_by_their_names_whatever_a_drive_made_of_them() {
        let own = name("0123456789abcdef", 2026);
        assert_eq!(own, "0123456789abcdef-2026.age");
        let device = "0123456789abcdef".to_owned();
        assert_eq!(read_name(&own), Some((device.clone(), false)));
        for copy in include_str!("../../../tests/fixtures/sync/conflict-names.txt").lines() {
            let copy = copy.replace("NAME", "0123456789abcdef-2026");
            assert_eq!(read_name(&copy), Some((device.clone(), true)), "{copy}");
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
            assert_eq!(read_name(other), None, "{other}");
        }
    }
}
