//! Every way a command can end other than well, and the exit codes scripts rely on.

use crate::clock::ClockError;
use crate::domain::text::TextError;
use crate::exchange::ExchangeError;
use crate::exchange::sync::CarrierError;
use crate::store;
use std::io;
use std::path::Path;

/// Exit codes: an API.
pub mod code {
    pub const DONE: u8 = 0;
    /// Not found, or refused.
    pub const REFUSED: u8 = 1;
    pub const USAGE: u8 = 2;
    /// Another program holds the file; nothing was written.
    pub const BUSY: u8 = 3;
    /// Damaged, newer, or not a ritual file.
    pub const DAMAGED: u8 = 4;
    /// The disk is full or not writable.
    pub const DISK: u8 = 5;
}

/// One clear line and, where there is one, the remedy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    pub code: u8,
    pub message: String,
    pub hint: Option<String>,
}

pub type Result<T> = std::result::Result<T, Failure>;

impl Failure {
    pub fn new(code: u8, message: impl Into<String>) -> Self {
        Failure {
            code,
            message: message.into(),
            hint: None,
        }
    }

    pub fn usage(message: impl Into<String>) -> Self {
        Failure::new(code::USAGE, message)
    }

    pub fn refused(message: impl Into<String>) -> Self {
        Failure::new(code::REFUSED, message)
    }

    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// A file that could not be written, by why.
    pub fn unwritten(path: &Path, error: &io::Error) -> Self {
        let shown = path.display();
        match error.kind() {
            io::ErrorKind::AlreadyExists => {
                Failure::refused(format!("{shown} is there, and was left as it is"))
                    .hint("--force writes over it")
            }
            io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => {
                Failure::refused(format!("{shown}: the folder is not there"))
                    .hint("`mkdir` makes one; nothing was written")
            }
            io::ErrorKind::IsADirectory => Failure::refused(format!("{shown} is a folder"))
                .hint("PATH names a file; one in that folder would do"),
            _ => Failure::new(code::DISK, format!("{shown} cannot be written: {error}"))
                .hint("nothing of it is left; the notebook is as it was"),
        }
    }

    /// A file that could not be read; the hint is its caller's.
    pub fn unread(path: &Path, error: &io::Error) -> Self {
        Failure::refused(format!("{} cannot be read: {error}", path.display()))
    }

    /// A text that was not taken, named by where it came from.
    pub fn text(what: &str, error: &TextError) -> Self {
        Failure::usage(format!("{what} {error}")).hint(match error {
            TextError::Empty => "at least one visible character",
            TextError::NameTooLong => {
                "a note holds longer text: --note, or - to read it from stdin"
            }
            TextError::NoteTooLong(_) => "several shorter notes hold it; nothing was written",
            TextError::Control(..) => "the same text without control characters is taken",
        })
    }
}

impl From<ClockError> for Failure {
    fn from(error: ClockError) -> Self {
        Failure::usage(error.to_string()).hint(match error {
            ClockError::Now(_) => "RITUAL_NOW and --now take RFC 3339, with an offset or Z",
            ClockError::LeftOut(..) => "a time one hour on, or none",
        })
    }
}

/// A name as it stands in a list of pairs.
fn pair(name: &str) -> String {
    match name.contains([',', '=', '"']) || name.trim() != name {
        true => format!("\"{}\"", name.replace('"', "\"\"")),
        false => name.to_owned(),
    }
}

impl From<ExchangeError> for Failure {
    fn from(error: ExchangeError) -> Self {
        let failure = Failure::usage(error.to_string());
        match error {
            ExchangeError::Line { .. } => failure.hint(
                "nothing was written; --skip-bad takes the other lines and lists what it left out",
            ),
            ExchangeError::Read { .. } | ExchangeError::Stopped => {
                Failure::refused(failure.message)
            }
            ExchangeError::Refused { hint, .. } => failure.hint(hint),
            ExchangeError::Levels { names, .. } => {
                let map: Vec<String> = names.iter().map(|n| format!("{}=?", pair(n))).collect();
                let map = map.join(",").replace('\'', "'\\''");
                failure.hint(format!(
                    "--mood-map '{map}' with 5 for the brightest to 1 in place of each ?, or none to keep the name as a feeling"
                ))
            }
            ExchangeError::Damaged { .. } => {
                Failure::new(code::DAMAGED, failure.message).hint("nothing was written")
            }
        }
    }
}

impl From<CarrierError> for Failure {
    fn from(error: CarrierError) -> Self {
        match error {
            CarrierError::Away(why) => Failure::new(code::DISK, why)
                .hint("nothing is lost; the next `ritual sync` that reaches it goes on from here"),
            CarrierError::Refused(why) => {
                Failure::refused(why).hint("`ritual help devices` shows how a place is named")
            }
        }
    }
}

impl From<store::Error> for Failure {
    fn from(error: store::Error) -> Self {
        use store::Error as E;
        let code = match error {
            E::Busy | E::InWal => code::BUSY,
            E::Full | E::Unswept(_) | E::NotWritable(_) => code::DISK,
            E::Damaged(_) | E::Newer { .. } | E::NotOurs(_) | E::InTheWay(_) | E::Other(_) => {
                code::DAMAGED
            }
            _ => code::REFUSED,
        };
        let failure = Failure::new(code, error.to_string());
        let hint = match error {
            E::Busy => "try again when the other command has ended",
            E::Damaged(_) => {
                "`ritual doctor` names what cannot be read; the file was left as it is"
            }
            E::Newer { .. } => "a newer ritual reads it; the file was left as it is",
            E::NotOurs(_) => "--db FILE or RITUAL_DB names another; the file was left as it is",
            E::Symlink(_) => "--db FILE or RITUAL_DB takes the file itself, not a link to it",
            E::InTheWay(_) => {
                "SQLite keeps a file of its own there; with that out of the way it opens"
            }
            E::Owner { .. } => "--db FILE or RITUAL_DB names one of your own; nothing was written",
            E::InWal => "try again when the program that has it open has ended",
            E::Full => "what was written earlier is kept; free some space and run it again",
            E::Unswept(_) => "with some space free, any later `ritual forget` sweeps the file",
            E::NotWritable(_) => "`ritual privacy` shows where the file lives and its modes",
            E::NoHandle(_) => {
                "`ritual show today`, `ritual show NAME` and `ritual boundaries` show handles such as #12"
            }
            E::ManyHandles(_) => "the handle, such as #3, or the full uid names one",
            E::NoRitual(_) => "`ritual show` shows the names there are",
            E::NothingToUndo => "the last 20 commands are kept for 7 days",
            E::NothingToRedo => {
                "`redo` goes forward after `ritual undo`, until the next command that writes"
            }
            E::AfterBarrier { reach } => {
                return failure.hint(format!(
                    "`ritual undo {reach}` takes back the command before it"
                ));
            }
            E::Stays(_) => "`ritual undo 2` takes back the command before it",
            E::AfterUpgrade => {
                "the notebook as it was before lies beside it, in a file that ends in .bak"
            }
            E::FewToUndo { .. } | E::FewToRedo { .. } => {
                "`ritual undo --list` shows the commands that are kept"
            }
            E::Other(_) => "`ritual doctor` checks the file",
        };
        failure.hint(hint)
    }
}

#[cfg(test)]
mod tests {
    use super::code;

    #[test]
    fn the_exit_codes_are_those_of_the_program() {
        let read = |page| {
            let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
            std::fs::read_to_string(root.join(page)).expect("a page")
        };
        let (readme, scripts) = (read("README.md"), read("docs/help/scripts.md"));
        for (code, words) in [
            (code::DONE, "done"),
            (code::REFUSED, "not found or refused"),
            (code::USAGE, "usage"),
            (code::BUSY, "busy, nothing written"),
            (code::DAMAGED, "damaged, newer, or not a ritual file"),
            (code::DISK, "disk full or not writable"),
        ] {
            let told = readme.contains(&format!("| {code} | {words} |"))
                && scripts.contains(&format!("\n{code}  {words}"));
            assert!(told, "{code}: {words}");
        }
    }
}
