//! A zip or a folder, read a file at a time into bounded memory: nothing is unpacked to the disk. And a
//! zip that is written in memory, so that nothing half-made meets it.

use super::input::{Input, Opened};
use crate::exchange::{ExchangeError, Result};
use std::fs::File;
use std::io::{self, Cursor, Read, SeekFrom, Write};
use std::path::{Path, PathBuf};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

/// What begins a zip.
pub const ZIP: &[u8] = b"PK\x03\x04";

/// The largest file and all files together, in bytes.
const FILE_MAX: u64 = 32 << 20;
const ALL_MAX: u64 = 128 << 20;
/// The largest file that is read as it comes and never held, in bytes.
const STREAM_MAX: u64 = 32 << 30;
/// The largest zip whose list of files is read without a look at its length first, in bytes.
const ZIP_MAX: u64 = 256 << 20;
/// The most files, and how many folders they may lie in.
const FILES_MAX: usize = 20_000;
const DEPTH_MAX: usize = 8;

pub struct Archive<'i> {
    name: String,
    pub names: Vec<String>,
    held: Held<'i>,
    read: u64,
}

enum Held<'i> {
    Zip(Box<ZipArchive<Box<dyn Opened + 'i>>>),
    Folder(PathBuf),
}

/// Whether a zip or a folder has a file of such a name.
pub fn holds(input: &Input, is: impl Fn(&str) -> bool) -> bool {
    is_one(input) && Archive::rooted(input).is_ok_and(|a| a.names.iter().any(|name| is(name)))
}

/// Whether it is a zip or a folder.
pub fn is_one(input: &Input) -> bool {
    input.is_folder() || input.head().starts_with(ZIP)
}

/// The last part of a path in an archive.
pub fn base(name: &str) -> &str {
    name.rsplit('/').next().unwrap_or_default()
}

impl<'i> Archive<'i> {
    /// # Errors
    /// [`ExchangeError::Refused`] for what is no zip, holds too much, or has names that lead out of it.
    pub fn open(input: &'i Input) -> Result<Archive<'i>> {
        Archive::of(input, false)
    }

    /// As [`Archive::open`], where names may begin with a stroke.
    ///
    /// # Errors
    /// As [`Archive::open`].
    pub fn rooted(input: &'i Input) -> Result<Archive<'i>> {
        Archive::of(input, true)
    }

    fn of(input: &'i Input, rooted: bool) -> Result<Archive<'i>> {
        let mut names = Vec::new();
        let held = match input.path().filter(|_| input.is_folder()) {
            Some(folder) => {
                below(folder, "", 0, &mut names);
                names.sort();
                Held::Folder(folder.to_owned())
            }
            None => {
                let zip = zip_of(input)?;
                let raw = zip.file_names_raw();
                names.extend(raw.map(|raw| String::from_utf8_lossy(raw).into_owned()));
                Held::Zip(Box::new(zip))
            }
        };
        let refused = |why: String| Err(whole(&input.name, why));
        if names.len() > FILES_MAX {
            return refused(format!("holds more than {FILES_MAX} files"));
        }
        let climbs = |name: &&String| {
            name.starts_with('/') && !rooted
                || name.contains(['\\', '\0', ':']) && name.contains("..")
                || name.split('/').any(|part| part == "..")
        };
        if let (Held::Zip(_), Some(name)) = (&held, names.iter().find(climbs)) {
            return refused(format!("holds a path that climbs out of it: {name}"));
        }
        Ok(Archive {
            name: input.name.clone(),
            names,
            held,
            read: 0,
        })
    }

    /// What errors call one of the files.
    pub fn called(&self, name: &str) -> String {
        format!(
            "{}/{}",
            self.name.trim_end_matches('/'),
            name.trim_start_matches('/')
        )
    }

    /// One of the files, whole.
    ///
    /// # Errors
    /// [`ExchangeError::Refused`] where it does not unpack, or holds more than is held.
    pub fn file(&mut self, name: &str) -> Result<Input> {
        self.up_to(name, FILE_MAX)
    }

    /// One of the files, whole; one that may be all there is.
    ///
    /// # Errors
    /// As [`Archive::file`].
    pub fn large(&mut self, name: &str) -> Result<Input> {
        self.up_to(name, ALL_MAX)
    }

    fn up_to(&mut self, name: &str, most: u64) -> Result<Input> {
        let called = self.called(name);
        let left = most.min(ALL_MAX - self.read);
        let mut bytes = Vec::new();
        let read = self.stream(name)?.take(left + 1).read_to_end(&mut bytes);
        read.map_err(|e| whole(&called, format!("cannot be unpacked: {e}")))?;
        if bytes.len() as u64 > left {
            return Err(whole(
                &called,
                format!("holds more than {} MiB", most >> 20),
            ));
        }
        self.read += bytes.len() as u64;
        Ok(Input::bytes(&called, bytes))
    }

    /// One of the files as it comes.
    ///
    /// # Errors
    /// [`ExchangeError::Refused`] where it is not there.
    pub fn stream(&mut self, name: &str) -> Result<Box<dyn Read + '_>> {
        let called = self.called(name);
        let file: io::Result<Box<dyn Read>> = match &mut self.held {
            Held::Folder(folder) => File::open(folder.join(name)).map(|file| Box::new(file) as _),
            Held::Zip(zip) => match zip.by_name(name) {
                Ok(file) => Ok(Box::new(file)),
                Err(e) => Err(e.into()),
            },
        };
        let file = file.map_err(|e| whole(&called, format!("cannot be unpacked: {e}")))?;
        Ok(Box::new(file.take(STREAM_MAX)))
    }
}

fn zip_of(input: &Input) -> Result<ZipArchive<Box<dyn Opened + '_>>> {
    let mut file = input.seekable()?;
    if input.len() > ZIP_MAX && !lists_few(&mut *file, input.len()) {
        let most = ZIP_MAX >> 20;
        let why = format!("is a zip of more than {most} MiB whose list of files is too long");
        return Err(whole(&input.name, why));
    }
    let zip = ZipArchive::new(file);
    zip.map_err(|e| whole(&input.name, format!("is no zip that can be read: {e}")))
}

/// The files of a folder and of those in it. What a program hides there, and folders that are links,
/// are not looked into.
fn below(folder: &Path, before: &str, depth: usize, names: &mut Vec<String>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        if names.len() > FILES_MAX {
            return;
        }
        let name = format!("{before}{}", entry.file_name().to_string_lossy());
        match entry.file_type() {
            Ok(kind) if kind.is_dir() => {
                let hidden = base(&name).starts_with('.');
                if depth < DEPTH_MAX && !hidden {
                    below(&entry.path(), &format!("{name}/"), depth + 1, names);
                }
            }
            // A pipe would be waited for.
            Ok(_) if entry.path().is_file() => names.push(name),
            _ => {}
        }
    }
}

/// Whether the end of a zip says that it lists no more files than are taken, in the form that says
/// no more than 65535.
fn lists_few(file: &mut dyn Opened, len: u64) -> bool {
    const END: &[u8] = b"PK\x05\x06";
    const LONG: &[u8] = b"PK\x06\x07";
    let from = len.saturating_sub(u64::from(u16::MAX) + 22);
    let mut tail = Vec::new();
    let read = file.seek(SeekFrom::Start(from)).is_ok() && file.read_to_end(&mut tail).is_ok();
    let found = |mark: &[u8]| tail.windows(4).rposition(|four| four == mark);
    let count = |at: usize| {
        tail.get(at + 10..at + 12)
            .map(|two| u16::from_le_bytes([two[0], two[1]]))
    };
    read && found(LONG).is_none()
        && found(END)
            .and_then(count)
            .is_some_and(|n| usize::from(n) <= FILES_MAX)
}

fn whole(file: &str, why: String) -> ExchangeError {
    ExchangeError::whole(
        file,
        why,
        "nothing was unpacked or written; what it holds can be unpacked, and the folder named",
    )
}

/// A zip of the files by name. It carries no time, so the same rows make the same bytes.
///
/// # Errors
/// A file larger than a zip entry of this kind may be.
pub fn zip(files: &[(String, Vec<u8>)]) -> io::Result<Vec<u8>> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(zip::CompressionMethod::Deflated)
        .unix_permissions(0o600);
    for (name, bytes) in files {
        archive.start_file(name.as_str(), options)?;
        archive.write_all(bytes)?;
    }
    Ok(archive.finish()?.into_inner())
}
