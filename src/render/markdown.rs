//! The notebook as a page to read: one section a month, the words as they were written.

use super::sanitise::block;
use super::{between, dates, record as page, voice};
use crate::domain::config::Settings;
use crate::domain::month::Month;
use crate::domain::record::{Kind, Record};
use chrono::NaiveDate;

/// One row and the day it belongs to, where it has one.
pub type Dated<'a> = (Option<NaiveDate>, &'a Record);

/// The whole page; days in order, what has no day first. Boundaries stand together, whatever day they
/// were agreed on.
pub fn markdown(rows: &[Dated], settings: &Settings, today: NaiveDate) -> String {
    let apart = |row: &Record| matches!(row, Record::Boundary(_));
    let day_of = |&(day, row): &Dated| day.filter(|_| !apart(row));
    let mut text = format!("# {}\n", voice::NOTEBOOK);
    for kind in Kind::ALL {
        let of_kind = |row: &&Dated| day_of(row).is_none() && row.1.kind() == *kind;
        let undated = rows.iter().filter(of_kind);
        let items: String = undated.map(|(_, row)| item(row, settings, today)).collect();
        if !items.is_empty() {
            text += &format!("\n## {}\n\n{items}", voice::heading(*kind));
        }
    }
    let dated = rows.iter().filter_map(|row| Some((day_of(row)?, row.1)));
    let mut dated: Vec<(NaiveDate, &Record)> = dated.collect();
    dated.sort_by_key(|(day, _)| *day);
    for month in dated.chunk_by(|(a, _), (b, _)| Month::of(*a) == Month::of(*b)) {
        text += &format!("\n## {}\n", dates::month_of(month[0].0));
        for rows in month.chunk_by(|(a, _), (b, _)| a == b) {
            let day = rows[0].0;
            let items = rows.iter().map(|(_, row)| item(row, settings, day));
            let items: String = items.collect();
            text += &format!("\n### {}\n\n{items}", dates::weekday(day, day));
        }
    }
    while text.contains("\n\n\n") {
        text = text.replace("\n\n\n", "\n\n");
    }
    format!("{}\n", text.trim_end())
}

/// A line, and what was written beside it. The day is that of the heading, so it is not said again.
fn item(row: &Record, settings: &Settings, day: NaiveDate) -> String {
    if let Some(line) = page::in_words(row, settings, day) {
        return format!("- {}\n", escaped(&line));
    }
    let line = match row {
        Record::Completion(c) => {
            let amount = c.amount.map(|n| voice::amount(n, c.unit.as_deref()));
            let variation = c.variation.as_deref();
            let parts = [
                Some(escaped(&c.ritual.name)),
                amount.map(|amount| escaped(&amount)),
                c.moment.as_ref().map(|m| dates::time(m.wall())),
                variation.map(|words| format!("\"{}\"", escaped(words))),
            ];
            voice::listed(parts.into_iter().flatten())
        }
        Record::Mood(m) => escaped(&voice::mood_or(voice::OWN_WORDS, m, settings)),
        Record::Boundary(b) => escaped(&between::terms(b, day)),
        other => escaped(&page::record(other, settings, day)) + &held(other, day),
    };
    let mut text = format!("- {line}\n");
    for words in row.text() {
        text += "\n";
        for line in block(words).lines() {
            text += format!("  > {}", escaped(line)).trim_end();
            text += "\n";
        }
        text += "\n";
    }
    text
}

/// Until when a row holds, or that it has ended.
fn held(row: &Record, today: NaiveDate) -> String {
    match row.holds(today) {
        true => voice::day_after(", until ", row.term().map(|term| term.until), today),
        false => format!(", {}", voice::HAS_ENDED),
    }
}

/// Text that stays text: nothing in it becomes a heading, a link, or HTML.
fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for (at, c) in block(text).replace('\n', " ⏎ ").chars().enumerate() {
        let marks = "\\`*_[]<>&#|~";
        if marks.contains(c) || (at == 0 && "+-=".contains(c)) {
            safe.push('\\');
        }
        safe.push(c);
    }
    // A line that begins as a numbered list does.
    let digits = safe.chars().take_while(char::is_ascii_digit).count();
    if digits > 0 && safe[digits..].starts_with(['.', ')']) {
        safe.insert(digits, '\\');
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stay_words() {
        assert_eq!(
            escaped("# <b>&amp; 1. [x](y)"),
            "\\# \\<b\\>\\&amp; 1. \\[x\\](y)"
        );
        assert_eq!(escaped("12. march"), "12\\. march");
        assert_eq!(escaped("- so"), "\\- so");
    }
}
