//! A zip or a folder, read a file at a time into bounded memory. Nothing is unpacked to the disk.

use crate::exchange::ExchangeError;
use crate::exchange::read::input::{Input, Opened};
use std::io::Read;
use std::path::PathBuf;
use zip::ZipArchive;

/// The largest file, all files together, and the largest zip, in bytes.
const FILE_MAX: u64 = 32 << 20;
const ALL_MAX: u64 = 128 << 20;
const ZIP_MAX: u64 = 256 << 20;
/// The most files.
const FILES_MAX: usize = 20_000;

pub struct Archive<'i> {
    name: String,
    pub names: Vec<String>,
    held: Held<'i>,
    read: u64,
}

enum Held<'i> {
    Zip(Box<ZipArchive<Opened<'i>>>),
    Folder(PathBuf),
}

impl<'i> Archive<'i> {
    pub fn open(input: &'i Input) -> Result<Archive<'i>, ExchangeError> {
        let refused = |why: String| whole(&input.name, why);
        if let (true, Some(folder)) = (input.is_folder(), input.path()) {
            return Archive::folder(&input.name, folder.to_owned());
        }
        if input.len() > ZIP_MAX {
            return Err(refused(format!(
                "is a zip of more than {} MiB",
                ZIP_MAX >> 20
            )));
        }
        let zip = ZipArchive::new(input.seekable()?)
            .map_err(|e| refused(format!("is no zip that can be read: {e}")))?;
        if zip.len() > FILES_MAX {
            return Err(refused(format!("holds more than {FILES_MAX} files")));
        }
        let mut names = Vec::new();
        for raw in zip.file_names_raw() {
            let name = String::from_utf8_lossy(raw).into_owned();
            let climbs = name.starts_with('/')
                || name.contains(['\\', '\0', ':']) && name.contains("..")
                || name.split('/').any(|part| part == "..");
            if climbs {
                return Err(refused(format!(
                    "holds a path that climbs out of it: {name}"
                )));
            }
            names.push(name);
        }
        Ok(Archive {
            name: input.name.clone(),
            names,
            held: Held::Zip(Box::new(zip)),
            read: 0,
        })
    }

    fn folder(name: &str, folder: PathBuf) -> Result<Archive<'i>, ExchangeError> {
        let mut names = Vec::new();
        let below = |folder: &PathBuf| std::fs::read_dir(folder).into_iter().flatten().flatten();
        for entry in below(&folder) {
            let file = entry.file_name().to_string_lossy().into_owned();
            if entry.path().is_dir() {
                let inner =
                    below(&entry.path()).map(|e| e.file_name().to_string_lossy().into_owned());
                names.extend(inner.map(|inner| format!("{file}/{inner}")));
            } else {
                names.push(file);
            }
            if names.len() > FILES_MAX {
                return Err(whole(name, format!("holds more than {FILES_MAX} files")));
            }
        }
        Ok(Archive {
            name: name.to_owned(),
            names,
            held: Held::Folder(folder),
            read: 0,
        })
    }

    /// What errors call one of the files.
    pub fn called(&self, name: &str) -> String {
        format!("{}/{name}", self.name.trim_end_matches('/'))
    }

    /// One of the files, whole.
    pub fn file(&mut self, name: &str) -> Result<Input, ExchangeError> {
        let called = self.called(name);
        let left = FILE_MAX.min(ALL_MAX - self.read);
        let mut bytes = Vec::new();
        match &mut self.held {
            Held::Folder(folder) => {
                let file = std::fs::File::open(folder.join(name));
                file.and_then(|file| file.take(left + 1).read_to_end(&mut bytes))
            }
            Held::Zip(zip) => {
                let file = zip
                    .by_name(name)
                    .map_err(|e| whole(&called, format!("cannot be unpacked: {e}")))?;
                file.take(left + 1).read_to_end(&mut bytes)
            }
        }
        .map_err(|e| whole(&called, format!("cannot be unpacked: {e}")))?;
        self.read += bytes.len() as u64;
        if bytes.len() as u64 > left {
            return Err(whole(
                &called,
                format!("holds more than {} MiB", FILE_MAX >> 20),
            ));
        }
        Ok(Input::bytes(&called, bytes))
    }
}

fn whole(file: &str, why: String) -> ExchangeError {
    ExchangeError::Whole {
        file: file.to_owned(),
        why,
        hint: "nothing was unpacked or written; Loop's own export is a small zip of CSV files"
            .to_owned(),
    }
}
