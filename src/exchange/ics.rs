//! iCalendar (RFC 5545): what was done as events, mood notes as journal entries, which calendars
//! that show events pass over. Times are those on the wall then, without a zone.

use super::acts;
use crate::domain::completion::Completion;
use crate::domain::moment::Moment;
use crate::domain::mood::Mood;
use crate::domain::record::Record;
use chrono::{DateTime, NaiveDate};

/// The longest line, in bytes, without its end.
const LINE: usize = 75;

/// A calendar of the completions and mood notes among the rows; the others have no day to stand on.
/// `stamp` is the time it is made, in milliseconds since 1970 UTC.
pub fn calendar(records: &[Record], stamp: i64) -> String {
    let mut text = String::new();
    let stamp = DateTime::from_timestamp_millis(stamp).unwrap_or_default();
    let stamp = stamp.format("%Y%m%dT%H%M%SZ").to_string();
    for line in [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//ritual//export//EN",
    ] {
        put(&mut text, line);
    }
    for record in records {
        match record {
            Record::Completion(c) => completion(&mut text, c, &stamp),
            Record::Mood(m) => mood(&mut text, m, &stamp),
            _ => {}
        }
    }
    put(&mut text, "END:VCALENDAR");
    text
}

fn completion(text: &mut String, noun: &Completion, stamp: &str) {
    put(text, "BEGIN:VEVENT");
    head(
        text,
        &noun.meta.uid.to_string(),
        stamp,
        noun.day,
        noun.moment.as_ref(),
    );
    let mut summary = noun.ritual.clone();
    if let Some(amount) = noun.amount {
        let unit = noun.unit.as_deref().unwrap_or_default();
        summary += &format!(", {}", format!("{amount} {unit}").trim_end());
    }
    property(text, "SUMMARY", &summary);
    let words: Vec<&str> = [&noun.variation, &noun.note]
        .into_iter()
        .filter_map(|words| words.as_deref())
        .collect();
    if !words.is_empty() {
        property(text, "DESCRIPTION", &words.join("\n"));
    }
    // The day stays free for appointments.
    put(text, "TRANSP:TRANSPARENT");
    put(text, "END:VEVENT");
}

fn mood(text: &mut String, noun: &Mood, stamp: &str) {
    put(text, "BEGIN:VJOURNAL");
    head(
        text,
        &noun.meta.uid.to_string(),
        stamp,
        noun.day,
        noun.moment.as_ref(),
    );
    let step = |name: &str, step: Option<u8>| step.map(|n| format!("{name} {n}"));
    let parts = [
        step("mood", noun.mood),
        step("energy", noun.energy),
        noun.sleep.map(|hours| format!("sleep {hours} h")),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    if !parts.is_empty() {
        property(text, "SUMMARY", &parts.join(", "));
    }
    let lists = noun.word_lists().into_iter().filter(|(_, w)| !w.is_empty());
    let lists = lists.map(|(kind, words)| format!("{kind}: {}", words.join(", ")));
    let words: Vec<String> = lists.chain(noun.note.clone()).collect();
    if !words.is_empty() {
        property(text, "DESCRIPTION", &words.join("\n"));
    }
    put(text, "END:VJOURNAL");
}

fn head(text: &mut String, uid: &str, stamp: &str, day: NaiveDate, moment: Option<&Moment>) {
    put(text, &format!("UID:{uid}"));
    put(text, &format!("DTSTAMP:{stamp}"));
    match moment {
        Some(moment) => {
            let wall = moment.at.naive_local().format("%Y%m%dT%H%M%S");
            put(text, &format!("DTSTART:{wall}"));
        }
        None => put(
            text,
            &format!("DTSTART;VALUE=DATE:{}", day.format("%Y%m%d")),
        ),
    }
    put(text, "CLASS:PRIVATE");
}

/// A text value: what has a meaning is escaped, what could drive a terminal is left out.
fn property(text: &mut String, name: &str, value: &str) {
    let mut line = format!("{name}:");
    for c in value.chars() {
        match c {
            '\\' | ';' | ',' => line.extend(['\\', c]),
            '\n' => line.push_str("\\n"),
            '\t' => line.push(' '),
            '\r' => {}
            c if acts(c) => {}
            c => line.push(c),
        }
    }
    put(text, &line);
}

/// One content line, folded between characters.
fn put(text: &mut String, line: &str) {
    let mut room = LINE;
    for c in line.chars() {
        if c.len_utf8() > room {
            text.push_str("\r\n ");
            room = LINE - 1;
        }
        room -= c.len_utf8();
        text.push(c);
    }
    text.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Lines as a reader joins them again.
    fn unfolded(text: &str) -> String {
        text.replace("\r\n ", "")
    }

    proptest! {
        #[test]
        fn no_line_is_too_long_and_each_comes_back(value in "\\PC{0,200}") {
            let mut text = String::new();
            property(&mut text, "SUMMARY", &value);
            prop_assert!(text.ends_with("\r\n"));
            prop_assert!(text.split("\r\n").all(|line| line.len() <= LINE));
            let plain: String = value.chars().filter(|c| !acts(*c)).collect();
            let whole = unfolded(&text);
            let escaped = plain.replace('\\', "\\\\").replace(';', "\\;").replace(',', "\\,");
            prop_assert_eq!(whole.trim_end_matches("\r\n"), format!("SUMMARY:{escaped}"));
        }
    }
}
