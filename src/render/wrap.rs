//! Lines folded between words, for a terminal that is narrower than they are.

use textwrap::core::Fragment;
use textwrap::wrap_algorithms::wrap_first_fit;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// Below this many columns labels stand above what they name, and what is beside a row falls away.
pub const NARROW: usize = 60;

/// Columns that a text takes, grapheme by grapheme: a family of emoji two, an Arabic lam and alef one
/// each. Styling, which ends with a letter, takes none.
pub fn display_width(text: &str) -> usize {
    let plain = |text: &str| match text.is_ascii() {
        true => text.len(),
        false => text.graphemes(true).map(UnicodeWidthStr::width).sum(),
    };
    let mut pieces = text.split('\u{1b}');
    let first = pieces.next().map_or(0, plain);
    let styled = pieces.filter_map(|piece| piece.split_once(|c: char| c.is_ascii_alphabetic()));
    first + styled.map(|(_, said)| plain(said)).sum::<usize>()
}

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

/// Lines of two columns, the second of which is folded to `width` where it stands, or below the first
/// where there is no room beside it.
pub fn columns(text: &str, width: Option<usize>) -> String {
    let row = |line: &str| {
        let begins = indent(line);
        let gap = line[begins..].find("  ").map_or(0, |at| begins + at);
        let (label, said) = line.split_at(gap + indent(&line[gap..]));
        let at = display_width(label);
        match width {
            Some(width) if display_width(line) > width && at + 16 > width => {
                format!("{}\n{}", label.trim_end(), hang("", said, 4, Some(width)))
            }
            _ => hang(label, said, at, width),
        }
    };
    text.lines().map(row).collect()
}

/// Paragraphs, each a line, folded to `width`.
pub fn prose(text: &str, width: usize) -> String {
    let lines = text.lines().map(|line| fold(line, width, "", "") + "\n");
    lines.collect()
}

/// A text in so many columns, cut short between graphemes where it is wider.
pub fn clipped(text: &str, columns: usize) -> String {
    if display_width(text) <= columns {
        return text.to_owned();
    }
    let mut taken = 1;
    let fits = |grapheme: &&str| {
        taken += display_width(grapheme);
        taken <= columns
    };
    text.graphemes(true).take_while(fits).collect::<String>() + "…"
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
    let spans = match text.starts_with("{\"") {
        true => fields(text),
        false => spans(text, room),
    };
    for word in spans.into_iter().map(Piece::of) {
        match word.columns > room {
            true => broken(&word, room, &mut words),
            false => words.push(word),
        }
    }
    let lines = wrap_first_fit(&words, &rooms.map(|room| room as f64));
    let sets = std::iter::once(first).chain(std::iter::repeat(rest));
    let lines = lines.into_iter().zip(sets).map(|(line, set)| {
        let said = line.iter().flat_map(|word| [word.said, word.space]);
        format!("{set}{}", said.collect::<String>().trim_end_matches(' '))
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// A text cut behind its spaces, but for those within backticks that fit into `room`.
fn spans(text: &str, room: usize) -> Vec<&str> {
    let mut spans = Vec::new();
    let (mut begin, mut open, mut whole) = (0, false, false);
    for (at, c) in text.char_indices() {
        if c == '`' {
            let closes = text[at + 1..].find('`').filter(|_| !open);
            open = closes.is_some();
            whole = closes.is_some_and(|len| {
                let quoted = at + len + 2;
                // With what clings to it, which is no word of its own.
                let clings = text[quoted..].find(' ').unwrap_or(text.len() - quoted);
                display_width(&text[begin..quoted + clings]) <= room
            });
        }
        if c == ' ' && !whole && !text[at + 1..].starts_with(' ') {
            spans.push(&text[begin..=at]);
            begin = at + 1;
        }
    }
    spans.extend(Some(&text[begin..]).filter(|last| !last.is_empty()));
    spans
}

/// A line of JSON cut behind the commas between its fields, and nowhere within what they hold.
fn fields(line: &str) -> Vec<&str> {
    let (mut quoted, mut escaped) = (false, false);
    let ends = |c: char| {
        quoted ^= c == '"' && !escaped;
        escaped = c == '\\' && !escaped;
        c == ',' && !quoted
    };
    line.split_inclusive(ends).collect()
}

/// What stays in one line, and the spaces behind it.
#[derive(Debug)]
struct Piece<'t> {
    said: &'t str,
    space: &'t str,
    columns: usize,
}

impl<'t> Piece<'t> {
    fn of(span: &'t str) -> Piece<'t> {
        let said = span.trim_end_matches(' ');
        Piece {
            said,
            space: &span[said.len()..],
            columns: display_width(said),
        }
    }
}

impl Fragment for Piece<'_> {
    fn width(&self) -> f64 {
        self.columns as f64
    }

    fn whitespace_width(&self) -> f64 {
        self.space.len() as f64
    }

    fn penalty_width(&self) -> f64 {
        0.0
    }
}

/// The pieces of a word, each as wide as a line has room for. Styling takes none.
fn broken<'t>(word: &Piece<'t>, room: usize, pieces: &mut Vec<Piece<'t>>) {
    let (mut begin, mut taken, mut styling) = (0, 0, false);
    for (at, grapheme) in word.said.grapheme_indices(true) {
        styling |= grapheme == "\u{1b}";
        let columns = if styling { 0 } else { grapheme.width() };
        styling &= !grapheme.ends_with(|c: char| c.is_ascii_alphabetic());
        if taken + columns > room {
            pieces.push(Piece::of(&word.said[begin..at]));
            (begin, taken) = (at, 0);
        }
        taken += columns;
    }
    pieces.push(Piece {
        space: word.space,
        ..Piece::of(&word.said[begin..])
    });
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
        // An Arabic lam and alef are two columns in a terminal, whatever a page makes of them.
        assert_eq!(display_width("لا"), 2);
        let styled = format!("  {}\n", "\u{1b}[2mab\u{1b}[0m ".repeat(9).trim_end());
        assert_eq!(wrap(&styled, 30), styled);
        let long = format!("\u{1b}[1m{}\u{1b}[0m", "x".repeat(50));
        assert_eq!(wrap(&long, 30).lines().next().map(display_width), Some(28));
    }

    #[test]
    fn a_second_column_is_folded_where_it_stands() {
        let text = "  walk   three of the last seven days\nAll of it, and what is below\n\n";
        let shown =
            "  walk   three of the last\n         seven days\nAll of it, and what is\nbelow\n\n";
        assert_eq!(columns(text, Some(26)), shown);
        assert_eq!(columns(text, None), text);
        let narrow = "ritual patterns --full\n    # every row, and spread\n";
        let line = "ritual patterns --full      # every row, and spread";
        assert_eq!(columns(line, Some(30)), narrow);
    }

    #[test]
    fn a_line_of_json_is_folded_between_its_fields() {
        let line = "  {\"amount\":20,\"note\":\"cold, \\\", but clear\",\"ritual\":\"walk\"}";
        let shown =
            "  {\"amount\":20,\n    \"note\":\"cold, \\\", but clear\",\n    \"ritual\":\"walk\"}";
        assert_eq!(wrap(line, 36), shown);
    }

    #[test]
    fn a_text_is_cut_between_graphemes() {
        assert_eq!(clipped("walk", 4), "walk");
        assert_eq!(clipped("evening walk", 8), "evening…");
        assert_eq!(clipped("sit 👨‍👩‍👧‍👦👨‍👩‍👧‍👦", 7), "sit 👨‍👩‍👧‍👦…");
        assert_eq!(clipped("散歩する", 6), "散歩…");
    }

    #[test]
    fn a_command_in_backticks_stays_whole_where_a_line_holds_it() {
        let clings = "8  `talk add … --by 2026-11-28 --with …`: something to talk about";
        let shown = wrap(clings, 40);
        assert!(!shown.contains("\n  :"), "{shown}");
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
        // One that no line holds is broken, and leaves the next one whole.
        let two = "hint: `ritual change walk --name stroll --on yesterday` or `ritual merge a b`";
        let shown =
            "hint: `ritual change walk --name\n  stroll --on yesterday` or\n  `ritual merge a b`";
        assert_eq!(wrap(two, 32), shown);
        assert_eq!(
            wrap("a ` b c d e f g h i j k l", 20),
            "a ` b c d e f g h i\n  j k l"
        );
    }
}
