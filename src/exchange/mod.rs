//! Files in and out: this notebook's own, and those of other programs.

pub mod alarms;
pub mod archive;
pub mod backup;
pub mod beaverhabits;
pub mod csv;
pub mod dates;
pub mod daylio;
pub mod dijo;
pub mod habitbull;
pub mod habitctl;
pub mod harsh;
pub mod how_we_feel;
mod html;
pub mod ics;
pub mod input;
mod items;
pub mod jrnl;
pub mod jsonl;
mod lines;
pub mod loop_habits;
pub mod map;
pub mod mapped;
pub mod nomie;
mod pair;
pub mod reading;
pub mod seal;
pub mod select;
pub mod shareable;
mod table;
pub mod taskwarrior;
pub mod timewarrior;
pub mod wishes;

use input::Input;
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
    /// The file as a whole is not taken.
    #[error("{file} {why}")]
    Whole {
        file: String,
        why: String,
        hint: String,
    },
    #[error("{file} is damaged: {why}")]
    Damaged { file: String, why: String },
    /// What was asked for does not go with the file.
    #[error("{what}")]
    Wish { what: String, hint: String },
    /// Whoever takes the rows takes no more, and knows why.
    #[error("stopped")]
    Stopped,
}

/// Why a line brought nothing: something in it, or the end of everything.
#[derive(Debug)]
pub enum Fault {
    Line(String),
    End(ExchangeError),
}

impl From<String> for Fault {
    fn from(what: String) -> Self {
        Fault::Line(what)
    }
}

impl From<ExchangeError> for Fault {
    fn from(error: ExchangeError) -> Self {
        Fault::End(error)
    }
}

/// One program's files.
pub trait Format: Sync {
    /// What it is asked for by.
    fn name(&self) -> &'static str;

    /// One line for the help.
    fn about(&self) -> &'static str;

    /// Whether a file looks like one of this format.
    fn recognise(&self, input: &Input) -> bool;

    /// Reads every row.
    ///
    /// # Errors
    /// The first line that does not read, unless bad lines are to be passed over; what refuses the
    /// file as a whole.
    fn read(&self, input: &Input, into: &mut Reading) -> Result<(), ExchangeError>;
}

/// Every format, in the order they are tried in when none is named.
pub const FORMATS: &[&dyn Format] = &[
    &jsonl::Jsonl,
    &loop_habits::Loop,
    &daylio::Daylio,
    &how_we_feel::HowWeFeel,
    &habitbull::HabitBull,
    &nomie::Nomie,
    &beaverhabits::BeaverHabits,
    &dijo::Dijo,
    &jrnl::Jrnl,
    &timewarrior::Timewarrior,
    &taskwarrior::Taskwarrior,
    &harsh::Harsh,
    &habitctl::Habitctl,
    &mapped::Mapped,
];

/// The format of this name.
pub fn named(name: &str) -> Option<&'static dyn Format> {
    FORMATS.iter().copied().find(|f| f.name() == name)
}

/// The format a file looks like.
pub fn recognised(input: &Input) -> Option<&'static dyn Format> {
    FORMATS.iter().copied().find(|f| f.recognise(input))
}

/// Whether a character could drive a terminal or turn the direction of text. Line ends and tabs do
/// neither.
fn acts(c: char) -> bool {
    (c.is_control() && !matches!(c, '\n' | '\r' | '\t'))
        || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

#[cfg(test)]
mod tests;
