//! The text of a journal: `[2026-11-22 06:00:50 PM] Title.`, then lines up to the next entry. The
//! first version wrote no brackets.

use super::JournalEntry;
use crate::exchange::ExchangeError;
use crate::exchange::read::dates::{Evidence, Form, NoDay};
use crate::exchange::read::input::Input;
use crate::exchange::read::lines::{self, Lines};
use crate::exchange::read::reading::{Reading, When};
use crate::exchange::read::table::short;

/// Whether the program encrypted it.
pub fn encrypted(input: &Input) -> bool {
    input.head().starts_with(b"JRNLv3") || input.head().starts_with(b"gAAAAA")
}

/// Whether a line begins an entry, in the form the program writes.
pub fn begins(line: &str) -> bool {
    !matches!(
        header(line, &Form::Any(None)),
        None | Some(Head::Unread(Unread::Form, _))
    )
}

/// A line that begins an entry.
enum Head<'l> {
    Entry(When, &'l str),
    Unread(Unread, &'l str),
}

#[derive(PartialEq)]
enum Unread {
    /// It may be two days.
    Either,
    Form,
}

fn header<'l>(line: &'l str, form: &Form) -> Option<Head<'l>> {
    if let Some((stamp, title)) = bracketed(line) {
        return match form.stamp(stamp) {
            Ok(when) => Some(Head::Entry(when, title.trim_start())),
            Err(NoDay::Either) => Some(Head::Unread(Unread::Either, stamp)),
            Err(NoDay::Unreadable) => dated(stamp).then_some(Head::Unread(Unread::Form, stamp)),
        };
    }
    // Without brackets the time ends at the second space, or at the third where there is am or pm.
    let mut ends = line
        .match_indices(' ')
        .map(|(at, _)| at)
        .chain([line.len()]);
    let (_, second, third) = (ends.next()?, ends.next()?, ends.next());
    for end in third.into_iter().chain([second]) {
        let (stamp, title) = line.split_at(end);
        match form.stamp(stamp) {
            Ok(When::Day(_)) | Err(NoDay::Unreadable) => {}
            Ok(when) => return Some(Head::Entry(when, title.trim_start())),
            Err(NoDay::Either) => return Some(Head::Unread(Unread::Either, stamp)),
        }
    }
    None
}

/// What stands in brackets at the beginning of a line, and after them: a header where it is longer
/// than a time alone and reads as a date (jrnl, `FolderJournal.py`).
fn bracketed(line: &str) -> Option<(&str, &str)> {
    let (stamp, title) = line.strip_prefix('[')?.split_once(']')?;
    let long = stamp.chars().count() > 6;
    (long && (title.is_empty() || title.starts_with(' '))).then_some((stamp, title))
}

/// Whether a text that does not read is meant as a date: three numbers, a clock, or a year and one
/// more number.
fn dated(text: &str) -> bool {
    let digit = |c: char| !c.is_ascii_digit();
    let groups: Vec<&str> = text
        .split(digit)
        .filter(|group| !group.is_empty())
        .collect();
    let clock = text
        .as_bytes()
        .windows(3)
        .any(|w| w[0].is_ascii_digit() && w[1] == b':' && w[2].is_ascii_digit());
    let year = groups.iter().any(|group| group.len() == 4);
    groups.len() >= 3 || clock || year && groups.len() == 2
}

/// How the headers of a journal are written: as the person said, or as they show it together.
fn form(input: &Input, into: &Reading) -> Result<Form, ExchangeError> {
    if into.options.dates.is_some() {
        return Ok(into.form());
    }
    let mut evidence = Evidence::default();
    let mut lines = Lines::of(input)?;
    while let Some((_, bytes)) = lines.next()? {
        let Ok(text) = lines::text(bytes) else {
            continue;
        };
        evidence.see(bracketed(text).map_or(text, |(stamp, _)| stamp));
    }
    Ok(Form::Any(evidence.order()))
}

pub fn read(input: &Input, into: &mut Reading) -> Result<(), ExchangeError> {
    let form = form(input, into)?;
    let symbols = symbols(input);
    let mut lines = Lines::of(input)?;
    let mut open: Option<(usize, JournalEntry)> = None;
    // Where the first entry has brackets, a line without them is text.
    let mut brackets = None;
    // Whether the lines belong to an entry that was left out.
    let mut left_out = false;
    while let Some((line, bytes)) = lines.next()? {
        let Some(text) = into.text(line, bytes)? else {
            continue;
        };
        let head =
            header(text, &form).filter(|_| brackets.is_none_or(|b| b == text.starts_with('[')));
        if head.is_some() {
            brackets.get_or_insert(text.starts_with('['));
        }
        match (head, &mut open) {
            (Some(Head::Entry(when, title)), _) => {
                let (title, starred) = match title.trim_end().strip_suffix(" *").or(title.strip_prefix("* ")) {
                    Some(title) => (title, true),
                    None => (title, false),
                };
                let entry = JournalEntry {
                    when,
                    text: title.to_owned(),
                    tags: Vec::new(),
                    starred,
                };
                left_out = false;
                write(open.replace((line, entry)), &symbols, into)?;
            }
            (Some(Head::Unread(unread, stamp)), _) => {
                write(open.take(), &symbols, into)?;
                left_out = true;
                into.bad(line, match unread {
                    Unread::Either => format!("\"{}\" could be two days; --date-format dmy or mdy tells which", short(stamp)),
                    Unread::Form => format!("an entry is expected to begin with its time; got \"{}\"; --date-format tells another form", short(stamp)),
                })?;
            }
            (None, Some((_, entry))) => {
                if entry.text.len() + text.len() < lines::LINE_MAX {
                    entry.text.push('\n');
                    entry.text.push_str(text);
                }
            }
            (None, None) if left_out || text.trim().is_empty() => {}
            (None, None) => into.bad(line, "an entry is expected to begin with its time, such as [2026-11-22 06:00:50 PM]; --date-format tells another form")?,
        }
    }
    write(open, &symbols, into)
}

fn write(
    entry: Option<(usize, JournalEntry)>,
    symbols: &[char],
    into: &mut Reading,
) -> Result<(), ExchangeError> {
    let Some((line, mut entry)) = entry else {
        return Ok(());
    };
    entry.tags = tags(&entry.text, symbols);
    entry.write(line, into)
}

/// The marks of tags: `tagsymbols` of a jrnl.yaml beside the journal, or those of the program.
fn symbols(input: &Input) -> Vec<char> {
    let named = input.near("jrnl.yaml").and_then(|config| {
        let mut lines = config.text().lines();
        let found = lines.find_map(|line| line.trim().strip_prefix("tagsymbols:"))?;
        let marks = found.trim().trim_matches(['\'', '"']).to_owned();
        (!marks.is_empty()).then_some(marks)
    });
    named.as_deref().unwrap_or("#@").chars().collect()
}

/// Words that begin with the mark of a tag, as the program takes them: `[-+*#/\w]+` (jrnl,
/// `Entry.tag_regex`).
fn tags(text: &str, symbols: &[char]) -> Vec<String> {
    let within = |c: &char| c.is_alphanumeric() || "_-+*#/".contains(*c);
    let mut found: Vec<String> = Vec::new();
    for word in text.split(|c: char| c.is_whitespace() || "()[]\"'".contains(c)) {
        let Some(word) = word.strip_prefix(symbols) else {
            continue;
        };
        let tag: String = word.chars().take_while(within).collect();
        if tag.contains(char::is_alphanumeric) && !found.contains(&tag) {
            found.push(tag);
        }
    }
    found
}
