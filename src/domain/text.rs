//! What a name, a word or a note may hold.

use sha2::{Digest, Sha256};
use unicode_normalization::UnicodeNormalization;

/// Longest name, area or single word, in characters.
pub const NAME_MAX: usize = 200;
/// Longest note, in bytes of UTF-8.
pub const NOTE_MAX: usize = 256 * 1024;

/// Bytes in hexadecimal, in lower case.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// SHA-256 in hexadecimal.
pub fn sha256(bytes: impl AsRef<[u8]>) -> String {
    hex(&Sha256::digest(bytes))
}

/// Why a text was not taken. Every message is one line without the text itself.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TextError {
    #[error("is empty")]
    Empty,
    #[error("is longer than {NAME_MAX} characters")]
    NameTooLong,
    #[error("holds {0} bytes; a note holds at most {NOTE_MAX}")]
    NoteTooLong(usize),
    #[error("holds the control character U+{0:04X} at character {1}")]
    Control(u32, usize),
}

/// A name, area or word as it is kept: NFC, outer space gone, inner space single.
///
/// # Errors
/// Empty or invisible text, control characters, more than [`NAME_MAX`] characters.
pub fn name(raw: &str) -> Result<String, TextError> {
    no_control(raw, |_| false)?;
    let composed: String = raw.nfc().collect();
    let kept = composed.split_whitespace().collect::<Vec<_>>().join(" ");
    if kept.chars().all(invisible) {
        return Err(TextError::Empty);
    }
    if kept.chars().count() > NAME_MAX {
        return Err(TextError::NameTooLong);
    }
    Ok(kept)
}

/// A note as it is kept: verbatim but for line ends; `None` when nothing is in it.
///
/// # Errors
/// Control characters other than tab and newline, more than [`NOTE_MAX`] bytes.
pub fn note(raw: &str) -> Result<Option<String>, TextError> {
    if raw.len() > NOTE_MAX {
        return Err(TextError::NoteTooLong(raw.len()));
    }
    let lines = raw.replace("\r\n", "\n");
    no_control(&lines, |c| c == '\n' || c == '\t')?;
    let kept = lines.trim_end();
    Ok((!kept.chars().all(invisible)).then(|| kept.to_owned()))
}

/// The form under which two spellings of one name are the same: NFC, lower case.
pub fn key(name: &str) -> String {
    if name.is_ascii() {
        return name.to_ascii_lowercase();
    }
    name.nfc()
        .collect::<String>()
        .to_lowercase()
        .nfc()
        .collect()
}

fn no_control(text: &str, allowed: fn(char) -> bool) -> Result<(), TextError> {
    match text
        .chars()
        .enumerate()
        .find(|(_, c)| c.is_control() && !allowed(*c))
    {
        Some((at, c)) => Err(TextError::Control(c as u32, at + 1)),
        None => Ok(()),
    }
}

fn invisible(c: char) -> bool {
    c.is_whitespace()
        || matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}' | '\u{00AD}' | '\u{061C}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_name_whatever_its_case_and_unicode_form() {
        assert_eq!(key("Caf\u{e9}"), key("cafe\u{301}"));
        assert_eq!(key("WALK"), key("walk"));
        assert_eq!(name("  evening   walk ").unwrap(), "evening walk");
    }

    #[test]
    fn names_that_nobody_could_see_are_refused() {
        for raw in ["", "   ", "\u{200b}", "\u{feff} \u{2060}"] {
            assert_eq!(name(raw), Err(TextError::Empty));
        }
        assert_eq!(name("a\u{1b}b"), Err(TextError::Control(0x1b, 2)));
    }

    #[test]
    fn notes_keep_their_lines_and_nothing_invisible_counts_as_words() {
        assert_eq!(note("a\r\n\tb\n").unwrap().unwrap(), "a\n\tb");
        assert_eq!(note(" \n").unwrap(), None);
        assert!(note(&"x".repeat(NOTE_MAX + 1)).is_err());
    }
}
