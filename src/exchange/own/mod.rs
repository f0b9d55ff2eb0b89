//! The notebook's own files: exports, what may be shared, backups.

pub mod archive;
pub mod backup;
pub mod csv;
pub mod encrypt;
pub mod ics;
pub mod jsonl;
pub mod select;
pub mod shareable;

/// Whether a character could drive a terminal or turn the direction of text. Line ends and tabs do
/// neither.
fn acts(c: char) -> bool {
    (c.is_control() && !matches!(c, '\n' | '\r' | '\t'))
        || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}
