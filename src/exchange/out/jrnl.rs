//! jrnl: the text that `jrnl --import` reads. An entry begins with its time in brackets; the first line
//! is its title, and words with a mark are its tags.

use super::{Out, measured, numbers, titled};
use crate::domain::left::Left;
use crate::domain::moment::Moment;
use crate::domain::mood::Mood;
use crate::domain::record::Record;
use chrono::NaiveDate;

pub fn journal(records: &[Record]) -> (String, Out) {
    let mut out = Out::default();
    let mut entries: Vec<(String, String)> = Vec::new();
    for record in records {
        let (day, moment, text) = match record {
            Record::Mood(mood) => (mood.day, mood.moment.as_ref(), felt(mood)),
            Record::Completion(c) => {
                let words = [c.variation.as_deref(), c.note.as_deref()];
                let words: Vec<&str> = words.into_iter().flatten().collect();
                if words.is_empty() {
                    out.leaves(Left::Wordless);
                    continue;
                }
                let text = format!("{}\n{}", titled(c), words.join("\n"));
                (c.day, c.moment.as_ref(), text)
            }
            Record::Win(words) | Record::Vision(words) => (words.day, None, words.text.clone()),
            _ => {
                out.leaves(Left::Kinds);
                continue;
            }
        };
        out.rows += 1;
        entries.push((time(day, moment), text));
    }
    entries.sort_by(|a, b| a.0.cmp(&b.0));
    let text: Vec<String> = entries
        .iter()
        .map(|(time, text)| entry(time, text))
        .collect();
    (text.join("\n"), out)
}

/// The form that reads whatever is set as the form of times.
fn time(day: NaiveDate, moment: Option<&Moment>) -> String {
    match moment {
        Some(moment) => moment.at.format("%Y-%m-%d %H:%M:%S").to_string(),
        None => day.to_string(),
    }
}

/// The words of a note, what it has in numbers, and its words for feelings and the like as tags.
fn felt(mood: &Mood) -> String {
    let mut lines: Vec<String> = mood.note.clone().into_iter().collect();
    let numbers = numbers(mood).into_iter();
    let numbers = numbers.map(|(name, n, unit)| format!("{name} {}", measured(n, Some(unit))));
    let measures = mood.measures.0.iter();
    let measures = measures.map(|(name, n)| format!("{name} {n}"));
    let numbers: Vec<String> = numbers.chain(measures).collect();
    if !numbers.is_empty() {
        lines.push(numbers.join(", "));
    }
    let lists = mood.word_lists().flat_map(|(_, words)| words);
    let tags: Vec<String> = lists.map(tag).collect();
    if !tags.is_empty() {
        lines.push(tags.join(" "));
    }
    lines.join("\n")
}

/// A word of one piece: what ends a tag there becomes a stroke.
fn tag(word: &str) -> String {
    let parts = word.split(|c: char| !(c.is_alphanumeric() || "-+#".contains(c)));
    let parts: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
    format!("@{}", parts.join("_"))
}

/// A line of the text that begins with a bracket could be taken for the next entry.
fn entry(time: &str, text: &str) -> String {
    let mut lines = text
        .lines()
        .filter(|line| !line.trim().is_empty() || text.contains('\n'));
    let title = lines.next().unwrap_or_default();
    let mut shown = format!("[{time}] {}\n", title.trim());
    for line in lines {
        if line.starts_with('[') {
            shown.push(' ');
        }
        shown += line;
        shown.push('\n');
    }
    shown
}
