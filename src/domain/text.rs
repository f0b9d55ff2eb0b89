//! What a name, a word or a note may hold, and words as they are looked for: without case, accents or
//! punctuation.

use sha2::{Digest, Sha256};
use std::ops::Range;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::canonical_combining_class;

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
    let lower = name.nfc().collect::<String>().to_lowercase();
    lower.nfc().collect()
}

/// Whether a word is one of these, which stand with a space between.
pub fn among(words: &str, word: &str) -> bool {
    words.split(' ').any(|one| one == word)
}

fn no_control(text: &str, allowed: fn(char) -> bool) -> Result<(), TextError> {
    let mut chars = text.chars().enumerate();
    match chars.find(|(_, c)| c.is_control() && !allowed(*c)) {
        Some((at, c)) => Err(TextError::Control(c as u32, at + 1)),
        None => Ok(()),
    }
}

fn invisible(c: char) -> bool {
    c.is_whitespace()
        || matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}' | '\u{00AD}' | '\u{061C}')
}

/// A word of a text, folded, and the bytes of the text it stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    pub folded: String,
    pub at: Range<usize>,
}

/// The words of a text in order. Letters and digits hold together; in scripts that set no spaces
/// between words, and for emoji, every character is a word of its own.
pub fn words(text: &str) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let mut open = false;
    for (at, c) in text.char_indices() {
        let end = at + c.len_utf8();
        match part(c) {
            Part::Letter if open => {
                let word = words.last_mut().expect("a word is open");
                word.at.end = end;
                fold_into(c, &mut word.folded);
            }
            // One picture of several, such as a person and a sign, is found by its first.
            Part::Alone if text[..at].ends_with('\u{200d}') && !words.is_empty() => {
                words.last_mut().expect("a word is there").at.end = end;
            }
            Part::Letter | Part::Alone => {
                let mut folded = String::new();
                fold_into(c, &mut folded);
                words.push(Word {
                    folded,
                    at: at..end,
                });
            }
            // A mark belongs to the letter before it.
            Part::Mark => {
                if let Some(word) = words.last_mut().filter(|w| w.at.end == at) {
                    word.at.end = end;
                    fold_into(c, &mut word.folded);
                }
                continue;
            }
            Part::Between => {}
        }
        open = part(c) == Part::Letter;
    }
    words.retain(|w| !w.folded.is_empty());
    words
}

/// The words of a text, folded and set apart by spaces.
pub fn folded(text: &str) -> String {
    let words = words(text).into_iter().map(|w| w.folded);
    words.collect::<Vec<_>>().join(" ")
}

#[derive(PartialEq, Eq)]
enum Part {
    Letter,
    Mark,
    Alone,
    Between,
}

fn part(c: char) -> Part {
    match c {
        c if c.is_ascii_alphanumeric() => Part::Letter,
        c if c.is_ascii() => Part::Between,
        c if shaping(c) || canonical_combining_class(c) != 0 => Part::Mark,
        '\u{e00}'..='\u{eff}'
        | '\u{1000}'..='\u{109f}'
        | '\u{1780}'..='\u{17ff}'
        | '\u{3041}'..='\u{30ff}'
        | '\u{3400}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}'
        | '\u{20000}'..='\u{3ffff}' => Part::Alone,
        c if c.is_alphanumeric() => Part::Letter,
        c if c.is_whitespace() || c.is_control() => Part::Between,
        '\u{a0}'..='\u{bf}'
        | '\u{2000}'..='\u{206f}'
        | '\u{3000}'..='\u{303f}'
        | '\u{ff00}'..='\u{ff0f}' => Part::Between,
        _ => Part::Alone,
    }
}

fn fold_into(c: char, folded: &mut String) {
    if c.is_ascii() {
        folded.push(c.to_ascii_lowercase());
        return;
    }
    let lower = std::iter::once(c).nfkd().flat_map(char::to_lowercase);
    for c in lower.nfkd() {
        match c {
            'ß' => folded.push_str("ss"),
            'æ' => folded.push_str("ae"),
            'œ' => folded.push_str("oe"),
            'þ' => folded.push_str("th"),
            'ø' => folded.push('o'),
            'đ' | 'ð' => folded.push('d'),
            'ł' => folded.push('l'),
            'ħ' => folded.push('h'),
            'ı' => folded.push('i'),
            'ς' => folded.push('σ'),
            c if shaping(c) || accent(c) || c.is_whitespace() => {}
            c => folded.push(c),
        }
    }
}

/// Tatweel stretches a word; joiners, direction marks, variation selectors and skin tones shape it.
fn shaping(c: char) -> bool {
    matches!(c, '\u{640}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{1f3fb}'..='\u{1f3ff}')
}

/// Marks a reader may leave out: Latin, Greek and Cyrillic accents, Hebrew points, Arabic vowels.
/// Those that make another letter (kana voicing, nukta, virama) stay.
fn accent(c: char) -> bool {
    matches!(canonical_combining_class(c), 1 | 10..=36 | 200..=240)
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

    #[test]
    fn case_and_accents_make_no_difference() {
        for (a, b) in [
            ("Crème BRÛLÉE", "creme brulee"),
            ("cre\u{300}me", "creme"),
            ("Straße", "STRASSE"),
            ("Søren Łódź", "soren lodz"),
            ("İstanbul", "istanbul"),
            ("ΟΔΟΣ", "οδος"),
            ("مَشْي", "مشي"),
            ("مـشي", "مشي"),
            ("ﬁne", "fine"),
        ] {
            assert_eq!(folded(a), folded(b), "{a}");
        }
        assert_ne!(folded("が"), folded("か"));
    }

    #[test]
    fn words_end_where_a_reader_ends_them() {
        assert_eq!(folded("slept—at last, “finally”…"), "slept at last finally");
        assert_eq!(folded("don't"), "don t");
        assert_eq!(folded("今日は走る"), "今 日 は 走 る");
        assert_eq!(folded("rain🌧️then🧘🏽‍♀️"), "rain 🌧 then 🧘");
        assert_eq!(folded(" \u{feff} -- "), "");
    }

    #[test]
    fn a_word_knows_where_it_stands() {
        let text = "so «Brûlée» e\u{301}t";
        let found = words(text);
        assert_eq!(&text[found[1].at.clone()], "Brûlée");
        assert_eq!(&text[found[2].at.clone()], "e\u{301}t");
    }
}
