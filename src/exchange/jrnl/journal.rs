//! The text of a journal: `[2026-11-22 06:00:50 PM] Title.`, then lines up to the next entry. The
//! first version wrote no brackets.

use super::{JournalEntry, bare};
use crate::exchange::ExchangeError;
use crate::exchange::dates::Form;
use crate::exchange::input::Input;
use crate::exchange::lines::{self, Lines};
use crate::exchange::reading::{Reading, When};
use chrono::{NaiveDate, NaiveTime};

/// Whether the program encrypted it.
pub fn encrypted(input: &Input) -> bool {
    input.head().starts_with(b"JRNLv3") || input.head().starts_with(b"gAAAAA")
}

/// The time and the title of a line that begins an entry, in the form the program writes.
pub fn begins(line: &str) -> Option<((NaiveDate, Option<NaiveTime>), &str)> {
    header(line, &Form::Any(None))
}

fn header<'l>(line: &'l str, form: &Form) -> Option<((NaiveDate, Option<NaiveTime>), &'l str)> {
    if let Some((stamp, title)) = line.strip_prefix('[').and_then(|l| l.split_once(']')) {
        return Some((form.stamp(stamp).ok()?, title.trim_start()));
    }
    // Without brackets the time ends at the second space, or at the third where there is am or pm.
    let mut ends = line
        .match_indices(' ')
        .map(|(at, _)| at)
        .chain([line.len()]);
    let (_, second, third) = (ends.next()?, ends.next()?, ends.next());
    for end in third.into_iter().chain([second]) {
        let (stamp, title) = line.split_at(end);
        if let Ok((day, Some(time))) = form.stamp(stamp) {
            return Some(((day, Some(time)), title.trim_start()));
        }
    }
    None
}

pub fn read(input: &Input, into: &mut Reading) -> Result<(), ExchangeError> {
    let form = into.options.dates.clone().unwrap_or(Form::Any(None));
    let mut lines = Lines::of(input)?;
    let mut open: Option<(usize, JournalEntry)> = None;
    // Where the first entry has brackets, a line without them is text.
    let mut brackets = None;
    while let Some((line, bytes)) = lines.next()? {
        let text = match lines::text(bytes) {
            Ok(text) => text,
            Err(what) => {
                into.bad(line, what)?;
                continue;
            }
        };
        let head =
            header(text, &form).filter(|_| brackets.is_none_or(|b| b == text.starts_with('[')));
        if head.is_some() {
            brackets.get_or_insert(text.starts_with('['));
        }
        match (head, &mut open) {
            (Some((when, title)), _) => {
                let (title, starred) = match title.trim_end().strip_suffix(" *").or(title.strip_prefix("* ")) {
                    Some(title) => (title, true),
                    None => (title, false),
                };
                let entry = JournalEntry {
                    when: match when {
                        (day, Some(time)) => When::Wall(day.and_time(time)),
                        (day, None) => When::Day(day),
                    },
                    text: title.to_owned(),
                    tags: Vec::new(),
                    starred,
                };
                write(open.replace((line, entry)), into)?;
            }
            (None, Some((_, entry))) => {
                if entry.text.len() + text.len() < lines::LINE_MAX {
                    entry.text.push('\n');
                    entry.text.push_str(text);
                }
            }
            (None, None) if text.trim().is_empty() => {}
            (None, None) => into.bad(line, "an entry is expected to begin with its time, such as [2026-11-22 06:00:50 PM]; --date-format tells another form")?,
        }
    }
    write(open, into)
}

fn write(entry: Option<(usize, JournalEntry)>, into: &mut Reading) -> Result<(), ExchangeError> {
    let Some((line, mut entry)) = entry else {
        return Ok(());
    };
    entry.tags = tags(&entry.text);
    entry.write(line, into)
}

/// Words that begin with the mark of a tag.
fn tags(text: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for word in text.split(|c: char| c.is_whitespace() || "()[]\"'".contains(c)) {
        let tag = word
            .strip_prefix('@')
            .map(|w| w.trim_end_matches(|c: char| !c.is_alphanumeric()));
        let tag = tag
            .map(bare)
            .filter(|t| !t.is_empty() && !found.contains(t));
        found.extend(tag);
    }
    found
}
