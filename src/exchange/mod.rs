//! Files in and out.

pub mod alarms;
pub mod archive;
pub mod backup;
pub mod csv;
pub mod file;
pub mod ics;
pub mod jsonl;
pub mod seal;
pub mod select;
pub mod shareable;

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
}

/// Whether a character could drive a terminal or turn the direction of text. Line ends and tabs do
/// neither.
fn acts(c: char) -> bool {
    (c.is_control() && !matches!(c, '\n' | '\r' | '\t'))
        || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}
