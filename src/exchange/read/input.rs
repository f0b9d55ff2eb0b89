//! What is read from: a file, a folder, stdin, or the tables of another program's database. A file
//! may be read more than once, so that no format has to hold all of it; its lines, one at a time.

use super::reading::Reading;
use crate::exchange::{ExchangeError, Fault, Result};
use serde_json::Value;
use std::fs::File;
use std::io::{BufRead, BufReader, Cursor, Read, Seek};
use std::path::{Path, PathBuf};

/// The most that is held of what cannot be read twice (stdin, pipes), in bytes.
const HELD_MAX: u64 = 192 * 1024 * 1024;

/// The longest line taken, in bytes: a note of the largest size with every character escaped fits.
pub const LINE_MAX: usize = 8 * 1024 * 1024;

const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

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
        let unread = |e: std::io::Error| cannot(&name, &e);
        let found = path.metadata().map_err(unread)?;
        if found.is_dir() {
            return Ok(Input::of(name, Held::Folder(path.to_owned()), Vec::new()));
        }
        let file = File::open(path).map_err(unread)?;
        if !found.is_file() {
            return Input::stream(&name, file);
        }
        let mut head = Vec::new();
        file.take(HEAD).read_to_end(&mut head).map_err(unread)?;
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
        let marked = self.head.strip_prefix(BYTE_ORDER_MARK);
        marked.unwrap_or(&self.head)
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

    /// What it holds, without a byte order mark.
    ///
    /// # Errors
    /// [`ExchangeError::Read`]; a folder and a database have no lines.
    pub fn open(&self) -> Result<Box<dyn BufRead + '_>> {
        let mut opened = BufReader::with_capacity(1 << 16, self.seekable()?);
        let begins = opened.fill_buf().map_err(|e| cannot(&self.name, &e))?;
        if begins.starts_with(BYTE_ORDER_MARK) {
            opened.consume(BYTE_ORDER_MARK.len());
        }
        Ok(Box::new(opened))
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

pub struct Lines<'i> {
    file: String,
    input: Box<dyn BufRead + 'i>,
    line: Vec<u8>,
    number: usize,
}

impl<'i> Lines<'i> {
    pub fn of(input: &'i Input) -> Result<Self> {
        Ok(Lines {
            file: input.name.clone(),
            input: input.open()?,
            line: Vec::new(),
            number: 0,
        })
    }

    /// Runs over the lines as text; one that does not read is listed, or the end.
    pub fn each(
        input: &'i Input,
        into: &mut Reading,
        mut take: impl FnMut(usize, &str, &mut Reading) -> Result<(), Fault>,
    ) -> Result<()> {
        into.of(&input.name);
        let mut lines = Lines::of(input)?;
        while let Some((line, bytes)) = lines.next()? {
            let done = text(bytes).map_err(Fault::Line);
            let done = done.and_then(|text| take(line, text, into));
            into.took(line, done)?;
        }
        Ok(())
    }

    /// The next line and its number, without its line end.
    pub fn next(&mut self) -> Result<Option<(usize, &[u8])>> {
        self.line.clear();
        let mut limited = Read::take(&mut self.input, LINE_MAX as u64 + 1);
        let got = limited.read_until(b'\n', &mut self.line);
        let got = got.map_err(|e| cannot(&self.file, &e))?;
        if got == 0 {
            return Ok(None);
        }
        self.number += 1;
        if got > LINE_MAX {
            return Err(ExchangeError::line(
                &self.file,
                self.number,
                format!("longer than {LINE_MAX} bytes"),
            ));
        }
        let line = self.line.as_slice();
        let line = line.strip_suffix(b"\n").unwrap_or(line);
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        Ok(Some((self.number, line)))
    }
}

/// Adds a line to words that go on, as long as they are no longer than a line may be.
pub fn go_on(words: &mut String, more: &str) {
    if words.len() + more.len() < LINE_MAX {
        *words += if words.is_empty() { "" } else { "\n" };
        *words += more;
    }
}

/// A line, or a field of it, as text.
pub fn text(bytes: &[u8]) -> Result<&str, String> {
    if bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") {
        return Err("UTF-16; `iconv -f UTF-16 -t UTF-8` turns it into UTF-8".to_owned());
    }
    std::str::from_utf8(bytes).map_err(|e| format!("invalid UTF-8 at byte {}", e.valid_up_to() + 1))
}
