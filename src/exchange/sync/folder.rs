//! A folder that something else synchronises, or a stick.

use super::carrier::{CarrierError, Found, Result, read_name};
use crate::domain::text::sha256;
use crate::file;
use std::collections::HashMap;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

pub struct Folder {
    path: PathBuf,
    /// What was read to be listed.
    bytes: HashMap<String, Vec<u8>>,
}

impl Folder {
    pub fn new(path: &Path) -> Folder {
        Folder {
            path: path.to_owned(),
            bytes: HashMap::new(),
        }
    }

    pub fn list(&mut self) -> Result<Vec<Found>> {
        let entries = self.path.read_dir().map_err(|e| self.away(&e))?;
        self.bytes.clear();
        let mut found = Vec::new();
        for entry in entries {
            let entry = entry.map_err(|e| self.away(&e))?;
            let name = entry.file_name().to_string_lossy().into_owned();
            let Some((device, conflict)) = read_name(&name) else {
                continue;
            };
            // A folder or a pipe of such a name is no file of a device.
            if !entry.path().is_file() {
                continue;
            }
            let id = match std::fs::read(entry.path()) {
                Ok(bytes) => {
                    let id = sha256(&bytes);
                    self.bytes.insert(name.clone(), bytes);
                    id
                }
                // Taken away meanwhile.
                Err(e) if e.kind() == ErrorKind::NotFound => continue,
                // Whoever opens it is told.
                Err(_) => String::new(),
            };
            found.push(Found {
                name,
                device,
                id,
                conflict,
            });
        }
        Ok(found)
    }

    pub fn read(&self, name: &str) -> Result<Vec<u8>> {
        match self.bytes.get(name) {
            Some(bytes) => Ok(bytes.clone()),
            None => std::fs::read(self.path.join(name)).map_err(|e| self.away(&e)),
        }
    }

    pub fn put(&mut self, files: &[(String, Vec<u8>)], out: &[String]) -> Result<Vec<String>> {
        for (name, bytes) in files {
            file::write(&self.path.join(name), bytes, true).map_err(|e| self.away(&e))?;
        }
        for name in out {
            file::remove(&self.path.join(name)).map_err(|e| self.away(&e))?;
        }
        if !out.is_empty() {
            file::sync_folder(&self.path).map_err(|e| self.away(&e))?;
        }
        Ok(files.iter().map(|(_, bytes)| sha256(bytes)).collect())
    }

    fn away(&self, error: &std::io::Error) -> CarrierError {
        let shown = self.path.display();
        CarrierError::Away(match error.kind() {
            ErrorKind::NotFound => format!("{shown} is not there"),
            _ => format!("{shown}: {error}"),
        })
    }
}
