//! Lines folded between words, for a terminal that is narrower than they are.

pub use textwrap::core::display_width;
use textwrap::core::{Fragment, Word};
use textwrap::wrap_algorithms::wrap_first_fit;
use unicode_segmentation::UnicodeSegmentation;

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

/// Between words, with what each line begins with. A word that is too wide is broken between
/// graphemes; a command in backticks is one word where a line holds it, so that it can be copied.
pub fn fold(text: &str, width: usize, first: &str, rest: &str) -> String {
    let rooms = [first, rest].map(|set| width.saturating_sub(display_width(set)).max(2));
    let room = rooms[0].min(rooms[1]);
    let mut words = Vec::new();
    for word in spans(text, room).map(Word::from) {
        match word.width() > room as f64 {
            true => broken(&word, room, &mut words),
            false => words.push(word),
        }
    }
    let lines = wrap_first_fit(&words, &rooms.map(|room| room as f64));
    let mut folded = String::with_capacity(text.len() + lines.len() * rest.len());
    for (n, line) in lines.into_iter().enumerate() {
        folded += if n == 0 { first } else { "\n" };
        folded += if n == 0 { "" } else { rest };
        for (at, word) in line.iter().enumerate() {
            folded += word.word;
            folded += if at + 1 < line.len() {
                word.whitespace
            } else {
                ""
            };
        }
    }
    folded
}

/// A text cut behind its spaces, but for those within backticks that fit into `room`.
fn spans(text: &str, room: usize) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let mut ended = false;
        let mut skip = 0;
        let end = rest.char_indices().find(|(at, c)| {
            if *c == '`' && *at >= skip {
                let quoted = rest[at + 1..].find('`').map_or(0, |len| at + len + 2);
                let fits = quoted > 0 && display_width(&rest[*at..quoted]) <= room;
                skip = if fits { quoted } else { 0 };
            }
            ended |= *c == ' ' && *at >= skip;
            ended && *c != ' '
        });
        let (span, after) = rest.split_at(end.map_or(rest.len(), |(at, _)| at));
        rest = after;
        (!span.is_empty()).then_some(span)
    })
}

/// The pieces of a word, each as wide as a line has room for. Styling takes none.
fn broken<'t>(word: &Word<'t>, room: usize, pieces: &mut Vec<Word<'t>>) {
    let (mut begin, mut taken, mut styling) = (0, 0, false);
    for (at, grapheme) in word.word.grapheme_indices(true) {
        styling |= grapheme == "\u{1b}";
        let columns = if styling { 0 } else { display_width(grapheme) };
        styling &= !grapheme.ends_with(|c: char| c.is_ascii_alphabetic());
        if taken + columns > room {
            pieces.push(Word::from(&word.word[begin..at]));
            (begin, taken) = (at, 0);
        }
        taken += columns;
    }
    let mut last = Word::from(&word.word[begin..]);
    last.whitespace = word.whitespace;
    pieces.push(last);
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
    fn a_word_too_wide_is_broken_between_graphemes_and_styling_takes_no_room() {
        let family = "👨‍👩‍👧‍👦";
        for (text, width) in [
            ("x".repeat(50), 30),
            (family.repeat(12), 25),
            ("散歩に行きました。".repeat(6), 21),
            ("مَشَيْتُ".repeat(9), 20),
            (
                format!("see https://example.org/{} today", "a/b".repeat(20)),
                40,
            ),
        ] {
            let shown = wrap(&text, width);
            assert!(
                shown.lines().all(|line| display_width(line) <= width),
                "{shown}"
            );
            let whole: String = shown.split_whitespace().collect();
            assert_eq!(whole, text.replace(' ', ""));
            let graphemes = |text: &str| text.graphemes(true).count();
            let words = shown.split_whitespace().map(graphemes);
            assert_eq!(words.sum::<usize>(), graphemes(&whole), "{shown}");
        }
        let styled = format!("  {}\n", "\u{1b}[2mab\u{1b}[0m ".repeat(9).trim_end());
        assert_eq!(wrap(&styled, 30), styled);
        let long = format!("\u{1b}[1m{}\u{1b}[0m", "x".repeat(50));
        assert_eq!(wrap(&long, 30).lines().next().map(display_width), Some(28));
    }

    #[test]
    fn a_command_in_backticks_stays_whole_where_a_line_holds_it() {
        let hint =
            "hint: `ritual change walk --name stroll`, or `ritual merge` for the two of them";
        let shown =
            "hint:\n  `ritual change walk --name stroll`, or\n  `ritual merge` for the two of them";
        assert_eq!(wrap(hint, 40), shown);
        let shown = wrap(hint, 24);
        assert!(
            shown.lines().all(|line| display_width(line) <= 24),
            "{shown}"
        );
        assert_eq!(
            wrap("a ` b c d e f g h i j k l", 20),
            "a ` b c d e f g h i\n  j k l"
        );
    }
}
