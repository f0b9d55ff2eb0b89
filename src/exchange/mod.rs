//! Files in and out.

pub mod alarms;
pub mod jsonl;
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
