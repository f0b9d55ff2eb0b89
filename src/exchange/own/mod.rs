//! The notebook's own files: exports, what may be shared, backups.

pub mod archive;
pub mod backup;
pub mod csv;
pub mod encrypt;
pub mod ics;
pub mod jsonl;
pub mod page;
pub mod select;

use crate::domain::json::drives;

/// Whether a character could drive a terminal or turn the direction of text. Line ends and tabs do
/// neither.
fn acts(c: char) -> bool {
    (c.is_control() && !matches!(c, '\n' | '\r' | '\t')) || drives(c)
}
