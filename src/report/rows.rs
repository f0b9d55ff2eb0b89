//! Rows of one noun as they stand in the notebook: wins, thanks, phrases, visions, trials; and
//! `ritual find`: rows that hold what was looked for, and where in them it stands.

use crate::domain::record::Record;
use crate::domain::text::{self, Word};
use chrono::{Days, NaiveDate};
use serde::Serialize;
use std::ops::Range;

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Rows {
    pub today: NaiveDate,
    pub rows: Vec<Record>,
    /// Whether there are others that were not asked for.
    #[serde(skip)]
    pub others: bool,
}

impl Rows {
    /// Those whose words hold a text.
    pub fn holding(mut self, sought: &str) -> Rows {
        let (count, key) = (self.rows.len(), text::key(sought));
        let holds = |row: &Record| row.text().iter().any(|said| text::key(said).contains(&key));
        self.rows.retain(holds);
        self.others |= self.rows.len() < count;
        self
    }
}

/// Those of the last `days` days up to today, or every one.
pub fn rows(today: NaiveDate, all: Vec<Record>, days: Option<u32>) -> Rows {
    let count = all.len();
    let first = days.and_then(|days| today.checked_sub_days(Days::new(days.into())));
    let within = |row: &Record| match (first, day(row)) {
        (Some(first), Some(day)) => first < day && day <= today,
        _ => true,
    };
    let rows: Vec<Record> = all.into_iter().filter(within).collect();
    Rows {
        today,
        others: rows.len() < count,
        rows,
    }
}

fn day(row: &Record) -> Option<NaiveDate> {
    let dated = row.kind().day_field().is_some();
    row.day().filter(|_| dated)
}

/// What `ritual find` found.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Find {
    pub today: NaiveDate,
    /// Words that had to stand side by side.
    pub phrases: Vec<String>,
    /// How many rows hold it; `hits` may be the latest of them.
    pub rows: usize,
    /// Newest first.
    pub hits: Vec<Hit>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Hit {
    /// The day it was noted for, where the row has one.
    pub day: Option<NaiveDate>,
    pub found: Vec<Found>,
    pub row: Record,
}

/// A field that holds a hit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Found {
    pub field: String,
    /// The text around the first hit; `…` where it goes on.
    pub excerpt: String,
    /// First character of each hit in the excerpt, and the one after it.
    pub marks: Vec<(usize, usize)>,
}

/// Characters of a text shown before and after a hit.
const AROUND: usize = 60;

pub fn find(today: NaiveDate, phrases: &[String], rows: usize, records: Vec<Record>) -> Find {
    let folded = folded(phrases);
    let hit = |row: Record| {
        let texts = row.searchable_text().into_iter();
        let found = texts.filter_map(|(field, text)| found(field, text, &folded));
        Hit {
            day: row.day(),
            found: found.collect(),
            row,
        }
    };
    Find {
        today,
        phrases: phrases.to_vec(),
        rows,
        hits: records.into_iter().map(hit).collect(),
    }
}

/// The words of each phrase, as they are compared.
fn folded(phrases: &[impl AsRef<str>]) -> Vec<Vec<String>> {
    let words = phrases.iter().map(|phrase| text::words(phrase.as_ref()));
    let folded = |words: Vec<Word>| words.into_iter().map(|word| word.folded).collect();
    words.map(folded).collect()
}

fn found(field: &str, text: &str, phrases: &[Vec<String>]) -> Option<Found> {
    let words = text::words(text);
    let mut marks: Vec<Range<usize>> = phrases.iter().flat_map(|p| places(&words, p)).collect();
    marks.sort_by_key(|m| (m.start, m.end));
    marks.dedup_by(|later, earlier| {
        let within = later.start < earlier.end;
        if within {
            earlier.end = earlier.end.max(later.end);
        }
        within
    });
    let first = marks.first()?;
    let shown = around(text, first);
    let inside = marks.iter().filter(|m| m.end <= shown.end);
    let cut = if shown.start > 0 { "…" } else { "" };
    let count = |at: usize| cut.chars().count() + text[shown.start..at].chars().count();
    let marks = inside.map(|m| (count(m.start), count(m.end))).collect();
    let goes_on = if shown.end < text.len() { "…" } else { "" };
    Some(Found {
        field: field.to_owned(),
        excerpt: format!("{cut}{}{goes_on}", &text[shown]),
        marks,
    })
}

/// Where a phrase stands: its words side by side, the last of them as a beginning.
fn places(words: &[Word], phrase: &[String]) -> Vec<Range<usize>> {
    let Some((last, before)) = phrase.split_last() else {
        return Vec::new();
    };
    let fits = |at: &[Word]| {
        at.iter().zip(before).all(|(w, p)| w.folded == *p)
            && at[before.len()].folded.starts_with(last.as_str())
    };
    words
        .windows(phrase.len())
        .filter(|at| fits(at))
        .map(|at| at[0].at.start..at[before.len()].at.end)
        .collect()
}

/// The part of a text to show: whole when it is short, else from word to word around a hit.
fn around(text: &str, hit: &Range<usize>) -> Range<usize> {
    let before = text[..hit.start].char_indices().rev().nth(AROUND - 1);
    let after = text[hit.end..].char_indices().nth(AROUND);
    let start = before.map_or(0, |(at, _)| {
        let space = text[at..hit.start].find(char::is_whitespace);
        space.map_or(at, |space| at + space + 1)
    });
    let end = after.map_or(text.len(), |(at, _)| {
        let space = text[hit.end..hit.end + at].rfind(char::is_whitespace);
        hit.end + space.unwrap_or(at)
    });
    let start = (start..=hit.start).find(|at| text.is_char_boundary(*at));
    start.unwrap_or(hit.start)..end
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(text: &str, phrases: &[&str]) -> Option<Found> {
        found("note", text, &folded(phrases))
    }

    fn marked(found: &Found) -> Vec<String> {
        let chars: Vec<char> = found.excerpt.chars().collect();
        let mark = |&(from, to): &(usize, usize)| chars[from..to].iter().collect();
        found.marks.iter().map(mark).collect()
    }

    #[test]
    fn hits_are_marked_in_the_persons_own_spelling() {
        let hit = one("Slept at last. SLEPT!", &["slep"]).unwrap();
        assert_eq!(marked(&hit), ["Slept", "SLEPT"]);
        let hit = one("crème brûlée, crème", &["creme bru"]).unwrap();
        assert_eq!(marked(&hit), ["crème brûlée"]);
        let hit = one("a b c", &["a b", "b c"]).unwrap();
        assert_eq!(marked(&hit), ["a b c"]);
        assert_eq!(one("at slept", &["slept at"]), None);
    }

    #[test]
    fn long_texts_are_shown_around_the_hit() {
        let text = format!("{} needle 🧘 {}", "word ".repeat(100), "tail ".repeat(100));
        let hit = one(&text, &["needle"]).unwrap();
        assert!(hit.excerpt.starts_with("…word") && hit.excerpt.ends_with("tail…"));
        assert!(hit.excerpt.chars().count() < 2 * AROUND + 12);
        assert_eq!(marked(&hit), ["needle"]);
        let crowded = "走".repeat(300);
        let crowded = marked(&one(&crowded, &["走"]).unwrap()).concat();
        assert_eq!(crowded.chars().count(), 61);
    }
}
