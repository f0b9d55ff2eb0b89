//! Files in and out: this notebook's own, and those of other programs.

pub mod out;
mod own;
mod peers;
mod read;
pub mod sync;

pub use own::{Selection, backup, csv, encrypt, ics, jsonl};
pub use read::{archive, dates, input, options, reading};

use input::Input;
use options::ImportOptions;
use reading::Reading;

/// A file that does not read.
#[derive(Debug, thiserror::Error)]
pub enum ExchangeError {
    #[error("{file}, line {line}: {what}")]
    Line {
        file: String,
        line: usize,
        what: String,
    },
    #[error("{file} cannot be read: {why}")]
    Read { file: String, why: String },
    /// Names of moods that nobody told the level of.
    #[error("{file}, line {line}: no level from 1 to 5 is known for {}", listed(.names))]
    Levels {
        file: String,
        line: usize,
        names: Vec<String>,
    },
    #[error("{file} is damaged: {why}")]
    Damaged { file: String, why: String },
    /// The file as a whole is not taken, or what was asked for does not go with it.
    #[error("{what}")]
    Refused { what: String, hint: String },
    /// Whoever takes the rows takes no more, and knows why.
    #[error("stopped")]
    Stopped,
}

/// What comes of reading or writing a file, where nothing else is said.
pub type Result<T, E = ExchangeError> = std::result::Result<T, E>;

impl ExchangeError {
    pub fn refused(what: impl Into<String>, hint: impl Into<String>) -> Self {
        ExchangeError::Refused {
            what: what.into(),
            hint: hint.into(),
        }
    }

    /// What is wrong with a file as a whole, such as `is a folder`.
    pub fn whole(file: &str, why: impl std::fmt::Display, hint: impl Into<String>) -> Self {
        ExchangeError::refused(format!("{file} {why}"), hint)
    }

    pub fn line(file: &str, line: usize, what: impl Into<String>) -> Self {
        ExchangeError::Line {
            file: file.to_owned(),
            line,
            what: what.into(),
        }
    }
}

fn listed(names: &[String]) -> String {
    let quoted = |name: &String| format!("\"{}\"", read::table::short(name));
    names.iter().map(quoted).collect::<Vec<_>>().join(", ")
}

/// Why a line brought nothing: something in it, or the end of everything.
#[derive(Debug)]
pub enum Fault {
    Line(String),
    End(ExchangeError),
}

impl<T: Into<String>> From<T> for Fault {
    fn from(what: T) -> Self {
        Fault::Line(what.into())
    }
}

impl From<ExchangeError> for Fault {
    fn from(error: ExchangeError) -> Self {
        Fault::End(error)
    }
}

type Levels = fn(&Input, &ImportOptions) -> Result<()>;

/// One program's files.
pub struct Format {
    /// What it is asked for by.
    pub name: &'static str,
    /// One line for the help.
    pub about: &'static str,
    /// Whether a file looks like one of this format.
    pub recognise: fn(&Input) -> bool,
    /// The moods of a file that a person has to tell the level of, each once, as an
    /// [`ExchangeError::Levels`] with the first line that has one.
    pub levels: Option<Levels>,
    /// Reads every row. The first line that does not read is an error, unless bad lines are to be
    /// passed over, and so is what refuses the file as a whole.
    pub read: fn(&Input, &mut Reading) -> Result<()>,
}

impl Format {
    const fn of(
        name: &'static str,
        about: &'static str,
        recognise: fn(&Input) -> bool,
        read: fn(&Input, &mut Reading) -> Result<()>,
    ) -> Format {
        Format {
            name,
            about,
            recognise,
            levels: None,
            read,
        }
    }
}

/// Every format, in the order they are tried in when none is named.
pub const FORMATS: &[Format] = &[
    jsonl::FORMAT,
    peers::loop_habits::FORMAT,
    peers::tickmate::FORMAT,
    peers::rewire::FORMAT,
    peers::daylio::FORMAT,
    peers::day_one::FORMAT,
    peers::apple_health::FORMAT,
    peers::how_we_feel::FORMAT,
    peers::habitbull::FORMAT,
    peers::nomie::FORMAT,
    peers::streaks::FORMAT,
    peers::habitkit::FORMAT,
    peers::table_habit::FORMAT,
    peers::beaverhabits::FORMAT,
    peers::dijo::FORMAT,
    peers::obsidian::FORMAT,
    peers::org::FORMAT,
    peers::jrnl::FORMAT,
    peers::timewarrior::FORMAT,
    peers::taskwarrior::FORMAT,
    peers::harsh::FORMAT,
    peers::harsh::HABITCTL,
    peers::mapped::FORMAT,
];

/// The format of this name.
pub fn named(name: &str) -> Option<&'static Format> {
    FORMATS.iter().find(|f| f.name == name)
}

/// The format a file looks like.
pub fn recognised(input: &Input) -> Option<&'static Format> {
    FORMATS.iter().find(|f| (f.recognise)(input))
}

/// Why a zip cannot be looked into.
pub fn damage(input: &Input) -> Option<ExchangeError> {
    let zipped = input.head().starts_with(read::archive::ZIP);
    zipped.then(|| read::archive::Archive::rooted(input).err())?
}

#[cfg(test)]
mod tests;
