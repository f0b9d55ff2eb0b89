//! `ritual help`: its first screen, and the topics, which are pages of `docs/help` in the little
//! Markdown that is taken apart here.

use super::wrap::{columns, fold};

/// The topics by name, in Markdown.
macro_rules! topics {
    ($($name:literal)*) => {
        pub const TOPICS: &[(&str, &str)] = &[
            $(($name, include_str!(concat!("../../docs/help/", $name, ".md")))),*
        ];
    };
}

topics!(
    "tour" "typing" "rhythms" "patterns" "agreements" "keeping" "reminders" "prompt" "scripts" "json" "imports"
    "formats" "exports" "backups" "sql" "privacy" "devices"
);

/// What `ritual --help` prints.
pub const FIRST_SCREEN: &str = "\
A private notebook for what keeps you well, and for what two people agree on

The day
  log NAME...       notes that a ritual was done; any name will do
  mood 3 WORDS      notes how it is: 1 to 5, words, or both
  checkin           asks a few things; any of them can be passed
  win, thank        note a win, or what you thank someone for
  undo, edit        take back, or change what was noted
Looking back
  show [NAME|DAY]   your rituals, one of them, or a day
  review            a week, a month or a year on one page
  streaks           counts, runs and returns
  calendar, find    days as a picture; words in notes
  patterns          what came together, and how often by chance
Between people
  boundaries        what is off-limits, to ask about first, offered
  month, support    what you set for the month; how you would like support
  people, offer     whom you turn to; what you offer, until a day
Reminders and care
  remind            a note at a time you choose
  pause, resume     let a ritual rest, and go on
  care              where to turn in danger, and your own contacts
`ritual help all` lists the rest
";

/// Above the commands of `ritual help all`.
pub const ALL_COMMANDS: &str = "Commands; `ritual help COMMAND` shows one whole\n";
/// Above the commands of `ritual help file`.
pub const FILE_COMMANDS: &str = "Commands for the file; `ritual help COMMAND` shows one whole\n";
/// Under the options of a command.
pub const COMMON_OPTIONS: &str =
    "Every command takes --db FILE, --json, --quiet, --color WHEN and --no-input.";
/// Above the topics.
pub const TOPIC_LIST: &str = "Topics; `ritual help TOPIC` shows one\n";

/// A line of a page. Every paragraph is one line.
pub enum Part<'t> {
    Title(&'t str),
    Head(&'t str),
    Words(&'t str),
    Item(&'t str),
    /// A line between fences.
    Code(&'t str),
    Blank,
}

/// The lines of a page without their marks.
pub fn parts(page: &str) -> impl Iterator<Item = Part<'_>> {
    let mut code = false;
    page.lines().filter_map(move |line| {
        if line.starts_with("```") {
            code = !code;
            return None;
        }
        let marked = |mark| line.strip_prefix(mark);
        Some(match (code, marked("# "), marked("## "), marked("- ")) {
            (true, ..) => Part::Code(line),
            (_, Some(title), ..) => Part::Title(title),
            (_, _, Some(head), _) => Part::Head(head),
            (.., Some(item)) => Part::Item(item),
            _ if line.is_empty() => Part::Blank,
            _ => Part::Words(line),
        })
    })
}

/// What a page is about: its first line.
pub fn title(page: &str) -> &str {
    let first = page.lines().next().unwrap_or_default();
    first.trim_start_matches("# ")
}

/// A page as text of this width; code is set in by two columns.
pub fn text(page: &str, width: usize) -> String {
    let line = |part| match part {
        Part::Title(words) | Part::Head(words) | Part::Words(words) => fold(words, width, "", ""),
        Part::Item(words) => fold(words, width, "- ", "  "),
        Part::Code("") | Part::Blank => String::new(),
        // What is beside a command, or a column of what it says. A command stays in one line.
        Part::Code(code) if code.trim_start().contains("  ") => {
            let rows = columns(&format!("  {code}"), Some(width));
            rows.trim_end_matches('\n').to_owned()
        }
        Part::Code(code) => format!("  {code}"),
    };
    parts(page).map(|part| line(part) + "\n").collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_taken_off_and_words_folded() {
        let page = "# Title\n\n## Head\n\none two three four\n\n- five six seven\n\n```sh\neight  nine ten\n\ntwelve thirteen\n```\n";
        let shown = "Title\n\nHead\n\none two three\nfour\n\n- five six\n  seven\n\n  eight\n    nine ten\n\n  twelve thirteen\n";
        assert_eq!(text(page, 14), shown);
        assert_eq!(title(page), "Title");
    }
}
