//! Stored text may hold anything; a terminal must see none of it act.

use crate::domain::json::drives;

/// Text for one line: line ends become `⏎`, tabs a space, and what could drive a terminal or turn
/// the direction of text becomes a visible mark.
pub fn line(text: &str) -> String {
    clean(text, " ⏎ ", " ")
}

/// Text that keeps its lines.
pub fn block(text: &str) -> String {
    clean(text, "\n", "\t")
}

fn clean(text: &str, line_end: &str, tab: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' => safe += line_end,
            '\t' => safe += tab,
            // U+2400 on are the pictures of the C0 controls.
            '\0'..='\u{1f}' => safe.push(char::from_u32(0x2400 + c as u32).unwrap_or('␀')),
            '\u{7f}' => safe.push('␡'),
            c if drives(c) => safe += &format!("⟨U+{:04X}⟩", c as u32),
            c => safe.push(c),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_drives_a_terminal_is_left() {
        let hostile = "a\u{1b}[31mb\u{9b}2J\u{202e}c\u{7f}\r\u{8}\nd";
        let shown = line(hostile);
        assert_eq!(shown, "a␛[31mb⟨U+009B⟩2J⟨U+202E⟩c␡␍␈ ⏎ d");
        assert!(!shown.chars().any(char::is_control));
        assert_eq!(block("a\nb"), "a\nb");
    }

    #[test]
    fn names_in_any_script_stay_as_they_are() {
        for name in ["مشي", "走る", "🚶🏽‍♀️ walk", "naïve"] {
            assert_eq!(line(name), name);
        }
    }
}
