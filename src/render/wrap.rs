//! Lines folded between words, for a terminal that is narrower than they are.

pub use textwrap::core::display_width;
use textwrap::{Options, WordSeparator, WordSplitter, WrapAlgorithm};

/// Folds each line that is wider than `width` columns at its spaces; what follows is set in under
/// it. Styling takes no columns.
pub fn wrap(text: &str, width: usize) -> String {
    let mut folded = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        let (said, end) = line.split_at(line.trim_end_matches('\n').len());
        if display_width(said) <= width || width < 20 {
            folded += said;
        } else {
            let (first, rest) = (indent(said), indent(said) + 2);
            let said = said.trim_start_matches(' ');
            folded += &fold(said, width, &" ".repeat(first), &" ".repeat(rest));
        }
        folded += end;
    }
    folded
}

/// A line that begins with `label` and is folded to `width`, where there is one; what follows is
/// set in by `indent` columns. Without a label it begins there as well.
pub fn hang(label: &str, text: &str, indent: usize, width: Option<usize>) -> String {
    let under = " ".repeat(indent);
    let label = if label.is_empty() { &under } else { label };
    let line = format!("{label}{text}");
    match width {
        Some(width) if display_width(&line) > width && indent + 16 <= width => {
            fold(text, width, label, &under) + "\n"
        }
        _ => format!("{}\n", line.trim_end()),
    }
}

/// Paragraphs, each a line, folded to `width`.
pub fn prose(text: &str, width: usize) -> String {
    let lines = text.lines().map(|line| fold(line, width, "", "") + "\n");
    lines.collect()
}

fn indent(line: &str) -> usize {
    line.len() - line.trim_start_matches(' ').len()
}

/// Between words alone, with what each line begins with; a word that is too wide stays whole.
pub fn fold(text: &str, width: usize, first: &str, rest: &str) -> String {
    let options = Options::new(width)
        .initial_indent(first)
        .subsequent_indent(rest)
        .word_separator(WordSeparator::AsciiSpace)
        .word_splitter(WordSplitter::NoHyphenation)
        .wrap_algorithm(WrapAlgorithm::FirstFit)
        .break_words(false);
    textwrap::fill(text, options)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn no_word_is_lost_and_no_line_too_wide(
            words in prop::collection::vec("[a-z🧘散]{1,12}", 1..40),
            indent in 0_usize..4,
            width in 30_usize..100,
        ) {
            let text = " ".repeat(indent) + &words.join(" ") + "\n";
            let shown = wrap(&text, width);
            prop_assert!(shown.lines().all(|line| display_width(line) <= width), "{}", shown);
            prop_assert_eq!(shown.split_whitespace().collect::<Vec<_>>(), words);
        }
    }

    #[test]
    fn lines_break_between_words_and_hang() {
        let text = "walk: 3 of the last 7 days, 15 of the last 30 days.\nshort\n";
        let shown = "walk: 3 of the last 7 days, 15\n  of the last 30 days.\nshort\n";
        assert_eq!(wrap(text, 30), shown);
        assert_eq!(wrap(text, 80), text);
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
