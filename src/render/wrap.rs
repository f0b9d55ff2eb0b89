//! Lines folded between words, for a terminal that is narrower than they are.

use unicode_width::UnicodeWidthChar;

/// Folds each line that is wider than `width` columns at its spaces; what follows is set in under
/// it. Styling takes no columns.
pub fn wrap(text: &str, width: usize) -> String {
    let mut folded = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        if columns(line) <= width || width < 20 {
            folded.push_str(line);
        } else {
            fold(line, width, indent(line) + 2, &mut folded);
        }
    }
    folded
}

/// Prose set for a wide page, folded anew: lines of a paragraph run on, indented lines stay lines
/// of their own.
pub fn prose(text: &str, width: usize) -> String {
    let runs_on = |line: &str| indent(line) == 0 && columns(line) >= PAGE;
    let mut paragraphs: Vec<String> = Vec::new();
    let mut open = false;
    for line in text.lines() {
        match paragraphs.last_mut() {
            Some(paragraph) if open && indent(line) == 0 && !line.is_empty() => {
                paragraph.push(' ');
                paragraph.push_str(line);
            }
            _ => paragraphs.push(line.to_owned()),
        }
        open = runs_on(line);
    }
    let mut folded = String::with_capacity(text.len());
    for line in &paragraphs {
        let hang = match indent(line) {
            0 => 0,
            indent => indent + 2,
        };
        fold(line, width, hang, &mut folded);
        folded.push('\n');
    }
    folded
}

/// A line this long was ended by the page, and not by its writer.
const PAGE: usize = 80;

fn indent(line: &str) -> usize {
    line.len() - line.trim_start_matches(' ').len()
}

fn fold(line: &str, width: usize, hang: usize, folded: &mut String) {
    let hang = " ".repeat(hang);
    let mut at = 0;
    for (i, word) in line.split(' ').enumerate() {
        let wide = columns(word);
        if i == 0 {
            at = wide;
        } else if at + 1 + wide > width && at > hang.len() {
            folded.push('\n');
            folded.push_str(&hang);
            at = hang.len() + wide;
        } else {
            folded.push(' ');
            at += 1 + wide;
        }
        folded.push_str(word);
    }
}

fn columns(text: &str) -> usize {
    let mut wide = 0;
    let mut styling = false;
    for c in text.chars() {
        match c {
            '\u{1b}' => styling = true,
            'm' if styling => styling = false,
            _ if styling => {}
            c => wide += c.width().unwrap_or(0),
        }
    }
    wide
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_break_between_words_and_hang() {
        let text = "walk: 3 of the last 7 days, 15 of the last 30 days.\nshort\n";
        let shown = "walk: 3 of the last 7 days, 15\n  of the last 30 days.\nshort\n";
        assert_eq!(wrap(text, 30), shown);
        assert_eq!(wrap(text, 80), text);
    }

    #[test]
    fn prose_runs_on_and_lists_stay_lists() {
        let text = format!(
            "Title\n\n{}\nends here.\n  one  two\n",
            "word ".repeat(17).trim_end()
        );
        let shown = prose(&text, 40);
        assert!(shown.starts_with("Title\n\nword word"));
        assert!(shown.contains("ends here.\n  one  two\n"), "{shown}");
        assert!(shown.lines().all(|line| line.len() <= 40), "{shown}");
        assert!(!shown.contains("\n  word"));
    }

    #[test]
    fn words_are_kept_whole_and_styling_takes_no_room() {
        let long = "x".repeat(50);
        assert_eq!(wrap(&long, 30), long);
        let styled = format!("  {}\n", "\u{1b}[2mab\u{1b}[0m ".repeat(9).trim_end());
        assert_eq!(wrap(&styled, 30), styled);
        assert!(wrap("🧘🧘🧘🧘🧘🧘 🧘🧘🧘🧘🧘 b", 20).contains('\n'));
    }
}
