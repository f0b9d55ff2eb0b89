//! Reminders as an iCalendar file (RFC 5545): floating times, a rule of repetition, an alarm.

use chrono::{DateTime, NaiveDateTime, Utc, Weekday};
use uuid::Uuid;

/// One reminder as a calendar knows it.
#[derive(Debug, Clone)]
pub struct Alarm {
    /// The row it comes from; the file holds another uid made of it, since this one tells a time.
    pub uid: Uuid,
    pub first: NaiveDateTime,
    /// The last time it may come.
    pub last: NaiveDateTime,
    /// None for every day.
    pub days: Vec<Weekday>,
    pub words: String,
}

/// The longest line, in bytes without its end.
const LINE_MAX: usize = 75;

/// The whole file, lines ended by CRLF. `stamp` is when it was written.
pub fn calendar(alarms: &[Alarm], stamp: DateTime<Utc>) -> String {
    let mut lines = vec![
        "BEGIN:VCALENDAR".to_owned(),
        "VERSION:2.0".to_owned(),
        "PRODID:-//ritual//reminders//EN".to_owned(),
        "CALSCALE:GREGORIAN".to_owned(),
    ];
    for alarm in alarms {
        lines.extend(event(alarm, stamp));
    }
    lines.push("END:VCALENDAR".to_owned());
    lines.iter().map(|line| folded(line) + "\r\n").collect()
}

fn event(alarm: &Alarm, stamp: DateTime<Utc>) -> Vec<String> {
    let words = escaped(&alarm.words);
    let uid = Uuid::new_v5(&Uuid::NAMESPACE_OID, alarm.uid.as_bytes());
    vec![
        "BEGIN:VEVENT".to_owned(),
        format!("UID:{uid}"),
        format!("DTSTAMP:{}Z", local(stamp.naive_utc())),
        // No zone and no Z: nine in the evening, wherever the evening is.
        format!("DTSTART:{}", local(alarm.first)),
        format!("RRULE:{}", rule(alarm)),
        format!("SUMMARY:{words}"),
        "CLASS:PRIVATE".to_owned(),
        "TRANSP:TRANSPARENT".to_owned(),
        "BEGIN:VALARM".to_owned(),
        "ACTION:DISPLAY".to_owned(),
        format!("DESCRIPTION:{words}"),
        "TRIGGER:PT0S".to_owned(),
        "END:VALARM".to_owned(),
        "END:VEVENT".to_owned(),
    ]
}

fn rule(alarm: &Alarm) -> String {
    let until = local(alarm.last);
    if alarm.days.is_empty() {
        return format!("FREQ=DAILY;UNTIL={until}");
    }
    let name = |day: &Weekday| day.to_string().to_uppercase()[..2].to_owned();
    let days: Vec<String> = alarm.days.iter().map(name).collect();
    format!("FREQ=WEEKLY;BYDAY={};UNTIL={until}", days.join(","))
}

fn local(time: NaiveDateTime) -> String {
    time.format("%Y%m%dT%H%M%S").to_string()
}

/// TEXT as the format has it. Other control characters have no place in a file of lines.
fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | ';' | ',' => safe.extend(['\\', c]),
            '\n' => safe.push_str("\\n"),
            c if c.is_control() => {}
            c => safe.push(c),
        }
    }
    safe
}

/// Folds between characters, so that every line of the file is UTF-8 of at most [`LINE_MAX`] bytes.
fn folded(line: &str) -> String {
    let mut text = String::with_capacity(line.len());
    let mut used = 0;
    for c in line.chars() {
        if used + c.len_utf8() > LINE_MAX {
            text.push_str("\r\n ");
            used = 1;
        }
        text.push(c);
        used += c.len_utf8();
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn folding_keeps_every_character_and_every_line_short(line in "\\PC{0,400}") {
            let folded = folded(&line);
            prop_assert!(folded.split("\r\n").all(|l| l.len() <= LINE_MAX));
            prop_assert_eq!(folded.replace("\r\n ", ""), line);
        }
    }

    #[test]
    fn nothing_in_the_words_ends_a_line_or_a_value() {
        assert_eq!(escaped("a;b,c\\d\ne\r\u{7}"), "a\\;b\\,c\\\\d\\ne");
    }
}
