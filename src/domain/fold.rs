//! Words as they are looked for: without case, accents or punctuation.

use std::ops::Range;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::canonical_combining_class;

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
    let words: Vec<String> = words(text).into_iter().map(|w| w.folded).collect();
    words.join(" ")
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
        c if c.is_ascii() => match c.is_ascii_alphanumeric() {
            true => Part::Letter,
            false => Part::Between,
        },
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
    for c in std::iter::once(c)
        .nfkd()
        .flat_map(char::to_lowercase)
        .nfkd()
    {
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
