//! What is read from: a file, a folder, stdin, or the tables of another program's database. A file
//! may be read more than once, so that no format has to hold all of it.

use crate::exchange::{ExchangeError, Result};
use serde_json::Value;
use std::fs::File;
use std::io::{BufRead, BufReader, Cursor, Read, Seek};
use std::path::{Path, PathBuf};

/// The most that is held of what cannot be read twice (stdin, pipes), in bytes.
const HELD_MAX: u64 = 192 * 1024 * 1024;

/// How much of a file is looked at to tell its format, in bytes.
const HEAD: u64 = 64 * 1024;

/// What begins an SQLite file.
pub const SQLITE: &[u8] = b"SQLite format 3\0";

/// Takes the number and the cells of a row.
pub type TakeRow<'a> = &'a mut dyn FnMut(i64, &[Value]) -> Result<()>;

/// Plain rows of another program's database.
pub trait Tables {
    /// The columns of a real table; none where there is no such table.
    ///
    /// # Errors
    /// [`ExchangeError::Damaged`].
    fn columns(&self, table: &str) -> Result<Option<Vec<String>>>;

    /// Hands over the named columns of every row, in the order they are stored in.
    ///
    /// # Errors
    /// [`ExchangeError::Damaged`], and what `row` gives.
    fn each(&self, table: &str, columns: &[&str], row: TakeRow) -> Result<()>;
}

pub struct Input {
    /// What errors call it.
    pub name: String,
    held: Held,
    head: Vec<u8>,
}

enum Held {
    Bytes(Vec<u8>),
    File(PathBuf),
    Folder(PathBuf),
    Tables(Box<dyn Tables>),
}

/// A file that the system does not read on.
pub fn cannot(name: &str, error: &std::io::Error) -> ExchangeError {
    ExchangeError::Read {
        file: name.to_owned(),
        why: error.to_string(),
    }
}

impl Input {
    /// A file or a folder. What is neither, such as a pipe, is read whole now.
    ///
    /// # Errors
    /// [`ExchangeError::Read`] where there is nothing to read.
    pub fn at(path: &Path) -> Result<Input> {
        let name = path.display().to_string();
        let found = path.metadata().map_err(|e| cannot(&name, &e))?;
        if found.is_dir() {
            return Ok(Input::of(name, Held::Folder(path.to_owned()), Vec::new()));
        }
        let file = File::open(path).map_err(|e| cannot(&name, &e))?;
        if !found.is_file() {
            return Input::stream(&name, file);
        }
        let mut head = Vec::new();
        file.take(HEAD)
            .read_to_end(&mut head)
            .map_err(|e| cannot(&name, &e))?;
        Ok(Input::of(name, Held::File(path.to_owned()), head))
    }

    /// All of what can be read once.
    ///
    /// # Errors
    /// [`ExchangeError::Refused`] when it is longer than 192 MiB.
    pub fn stream(name: &str, from: impl Read) -> Result<Input> {
        let mut bytes = Vec::new();
        from.take(HELD_MAX + 1)
            .read_to_end(&mut bytes)
            .map_err(|e| cannot(name, &e))?;
        if bytes.len() as u64 > HELD_MAX {
            return Err(ExchangeError::whole(
                name,
                format!("brings more than {} MiB", HELD_MAX >> 20),
                "a file on the disk can be longer",
            ));
        }
        Ok(Input::bytes(name, bytes))
    }

    pub fn bytes(name: &str, bytes: Vec<u8>) -> Input {
        let head = bytes[..bytes.len().min(HEAD as usize)].to_vec();
        Input::of(name.to_owned(), Held::Bytes(bytes), head)
    }

    pub fn tables(name: &str, tables: Box<dyn Tables>) -> Input {
        Input::of(name.to_owned(), Held::Tables(tables), SQLITE.to_vec())
    }

    fn of(name: String, held: Held, head: Vec<u8>) -> Input {
        Input { name, held, head }
    }

    /// The beginning, without a byte order mark.
    pub fn head(&self) -> &[u8] {
        self.head
            .strip_prefix(b"\xef\xbb\xbf")
            .unwrap_or(&self.head)
    }

    /// The beginning as text, as far as it is text.
    pub fn text(&self) -> &str {
        match std::str::from_utf8(self.head()) {
            Ok(text) => text,
            Err(e) => std::str::from_utf8(&self.head()[..e.valid_up_to()]).unwrap_or_default(),
        }
    }

    /// Whether it is text of two bytes a character.
    pub fn is_utf16(&self) -> bool {
        let marked = self.head.starts_with(b"\xff\xfe") || self.head.starts_with(b"\xfe\xff");
        let zeros = |from: usize| {
            let mut found = self.head.iter().skip(from).step_by(2).take(32).peekable();
            found.peek().is_some() && found.all(|byte| *byte == 0)
        };
        marked || zeros(0) != zeros(1)
    }

    /// Whether it begins as JSON does, and soon has all of these keys.
    pub fn is_json(&self, open: char, keys: &[&str]) -> bool {
        let named = |key: &&str| self.text().contains(&format!("\"{key}\""));
        self.text().trim_start().starts_with(open) && keys.iter().all(named)
    }

    /// The first line that holds anything.
    pub fn first_line(&self) -> &str {
        let mut lines = self.text().lines();
        lines.find(|l| !l.trim().is_empty()).unwrap_or_default()
    }

    /// # Errors
    /// [`ExchangeError::Read`]; a folder and a database have no lines.
    pub fn open(&self) -> Result<Box<dyn BufRead + '_>> {
        let opened = self.seekable()?;
        Ok(Box::new(BufReader::with_capacity(1 << 16, opened)))
    }

    /// # Errors
    /// As [`Input::open`].
    pub fn seekable(&self) -> Result<Box<dyn Opened + '_>> {
        let what = match &self.held {
            Held::Bytes(bytes) => return Ok(Box::new(Cursor::new(bytes))),
            Held::File(path) => {
                let file = File::open(path).map_err(|e| cannot(&self.name, &e))?;
                return Ok(Box::new(file));
            }
            Held::Folder(_) => "is a folder",
            Held::Tables(_) => "is an SQLite file",
        };
        Err(ExchangeError::whole(
            &self.name,
            format!("{what}, and this format has none such"),
            "`ritual import auto` tells the format by itself",
        ))
    }

    /// How long it is, in bytes.
    pub fn len(&self) -> u64 {
        match &self.held {
            Held::Bytes(bytes) => bytes.len() as u64,
            Held::File(path) => path.metadata().map_or(0, |m| m.len()),
            _ => 0,
        }
    }

    pub fn is_folder(&self) -> bool {
        matches!(self.held, Held::Folder(_))
    }

    pub fn as_tables(&self) -> Option<&dyn Tables> {
        match &self.held {
            Held::Tables(tables) => Some(tables.as_ref()),
            _ => None,
        }
    }

    /// The path, of what has one.
    pub fn path(&self) -> Option<&Path> {
        match &self.held {
            Held::File(path) | Held::Folder(path) => Some(path),
            _ => None,
        }
    }

    /// A file in the folder, or beside the file.
    pub fn near(&self, name: &str) -> Option<Input> {
        let folder = match &self.held {
            Held::Folder(path) => path.as_path(),
            Held::File(path) => path.parent()?,
            _ => return None,
        };
        let path = folder.join(name);
        path.is_file().then(|| Input::at(&path).ok())?
    }

    /// Whether the file itself is called this.
    pub fn is_called(&self, name: &str) -> bool {
        self.path()
            .and_then(Path::file_name)
            .is_some_and(|n| n == name)
    }
}

/// An open file, or the bytes that were held.
pub trait Opened: Read + Seek {}

impl<T: Read + Seek> Opened for T {}
