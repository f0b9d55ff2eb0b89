//! iCalendar (RFC 5545): what was done as events, mood notes as journal entries, which calendars
//! that show events pass over; and the reminders as events that repeat. Times are those on the wall,
//! without a zone.

use super::acts;
use crate::domain::completion::Completion;
use crate::domain::field::{Field, Shape};
use crate::domain::moment::Moment;
use crate::domain::mood::Mood;
use crate::domain::record::Record;
use crate::domain::walk;
use crate::exchange::out::titled;
use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc, Weekday};
use uuid::Uuid;

/// A reminder as a calendar knows it.
#[derive(Debug, Clone)]
pub struct Reminder {
    /// The row it comes from; the file holds another uid made of it, since this one tells a time.
    pub uid: Uuid,
    pub first: NaiveDateTime,
    /// The last time it may come.
    pub last: NaiveDateTime,
    /// None for every day.
    pub days: Vec<Weekday>,
    pub words: String,
}

/// A calendar of the completions and mood notes among the rows; the others have no day to stand on.
/// `stamp` is the time it is made. Words come along where `notes` says so: calendars are shared.
pub fn calendar(records: &[Record], stamp: DateTime<Utc>, notes: bool) -> String {
    let mut lines = Lines::begin("-//ritual//export//EN", stamp);
    for record in records {
        match record {
            Record::Completion(c) => completion(&mut lines, c, notes),
            Record::Mood(m) => mood(&mut lines, m, notes),
            _ => {}
        }
    }
    lines.end()
}

/// A calendar of reminders, each with an alarm.
pub fn reminders(reminders: &[Reminder], stamp: DateTime<Utc>) -> String {
    let mut lines = Lines::begin("-//ritual//reminders//EN", stamp);
    lines.put("CALSCALE:GREGORIAN");
    for reminder in reminders {
        repeating(&mut lines, reminder);
    }
    lines.end()
}

fn completion(lines: &mut Lines, noun: &Completion, notes: bool) {
    lines.put("BEGIN:VEVENT");
    lines.head(&noun.meta.uid);
    lines.start(noun.day, noun.moment.as_ref());
    lines.text("SUMMARY", &titled(noun));
    let words = noun.variation.iter().chain(&noun.note);
    let words: Vec<&str> = words.map(String::as_str).collect();
    if notes && !words.is_empty() {
        lines.text("DESCRIPTION", &words.join("\n"));
    }
    // The day stays free for appointments.
    lines.put("TRANSP:TRANSPARENT");
    lines.put("END:VEVENT");
}

fn mood(lines: &mut Lines, noun: &Mood, notes: bool) {
    lines.put("BEGIN:VJOURNAL");
    lines.head(&noun.meta.uid);
    lines.start(noun.day, noun.moment.as_ref());
    let (mut numbers, mut words) = (Vec::new(), Vec::new());
    for seen in walk::look(noun) {
        let Field { flag, unit, .. } = seen.field;
        match (seen.field.shape, seen.number) {
            (_, Some(n)) => numbers.push(format!("{flag} {n} {unit}").trim_end().to_owned()),
            (Shape::List, _) if !seen.texts.is_empty() => {
                words.push(format!("{flag}: {}", seen.texts.join(", ")));
            }
            (Shape::Keyed, _) => {
                // Their names are words of their owner's.
                let own = noun.measures.0.iter();
                words.extend(own.map(|(name, n)| format!("{name} {n}")));
            }
            (Shape::Text, _) => words.extend(seen.texts.iter().map(|&text| text.to_owned())),
            _ => {}
        }
    }
    if !numbers.is_empty() {
        lines.text("SUMMARY", &numbers.join(", "));
    }
    if notes && !words.is_empty() {
        lines.text("DESCRIPTION", &words.join("\n"));
    }
    lines.put("END:VJOURNAL");
}

fn repeating(lines: &mut Lines, reminder: &Reminder) {
    lines.put("BEGIN:VEVENT");
    lines.head(&Uuid::new_v5(&Uuid::NAMESPACE_OID, reminder.uid.as_bytes()));
    // No zone and no Z: nine in the evening, wherever the evening is.
    lines.put(&format!("DTSTART:{}", wall(reminder.first)));
    lines.put(&format!("RRULE:{}", rule(reminder)));
    lines.text("SUMMARY", &reminder.words);
    lines.put("CLASS:PRIVATE");
    lines.put("TRANSP:TRANSPARENT");
    lines.put("BEGIN:VALARM");
    lines.put("ACTION:DISPLAY");
    lines.text("DESCRIPTION", &reminder.words);
    lines.put("TRIGGER:PT0S");
    lines.put("END:VALARM");
    lines.put("END:VEVENT");
}

fn rule(reminder: &Reminder) -> String {
    let until = wall(reminder.last);
    if reminder.days.is_empty() {
        return format!("FREQ=DAILY;UNTIL={until}");
    }
    let name = |day: &Weekday| day.to_string().to_uppercase()[..2].to_owned();
    let days: Vec<String> = reminder.days.iter().map(name).collect();
    format!("FREQ=WEEKLY;BYDAY={};UNTIL={until}", days.join(","))
}

fn wall(time: NaiveDateTime) -> String {
    time.format("%Y%m%dT%H%M%S").to_string()
}

/// The content lines of one calendar.
struct Lines {
    text: String,
    /// When the calendar is made, as each of its parts says it.
    stamp: String,
}

impl Lines {
    /// The longest line, in bytes, without its end.
    const LONGEST: usize = 75;

    fn begin(product: &str, stamp: DateTime<Utc>) -> Self {
        let mut lines = Lines {
            text: String::new(),
            stamp: format!("{}Z", wall(stamp.naive_utc())),
        };
        lines.put("BEGIN:VCALENDAR");
        lines.put("VERSION:2.0");
        lines.put(&format!("PRODID:{product}"));
        lines
    }

    fn end(mut self) -> String {
        self.put("END:VCALENDAR");
        self.text
    }

    /// What every part opens with.
    fn head(&mut self, uid: &Uuid) {
        self.put(&format!("UID:{uid}"));
        self.put(&format!("DTSTAMP:{}", self.stamp));
    }

    /// The moment of a row, or its day where it has none, for nobody else's eyes.
    fn start(&mut self, day: NaiveDate, moment: Option<&Moment>) {
        self.put(&match moment {
            Some(moment) => format!("DTSTART:{}", wall(moment.at.naive_local())),
            None => format!("DTSTART;VALUE=DATE:{}", day.format("%Y%m%d")),
        });
        self.put("CLASS:PRIVATE");
    }

    /// A text value: what has a meaning is escaped, what could drive a terminal is left out.
    fn text(&mut self, name: &str, value: &str) {
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
        self.put(&line);
    }

    /// One content line, folded between characters.
    fn put(&mut self, line: &str) {
        let mut room = Self::LONGEST;
        for c in line.chars() {
            if c.len_utf8() > room {
                self.text.push_str("\r\n ");
                room = Self::LONGEST - 1;
            }
            room -= c.len_utf8();
            self.text.push(c);
        }
        self.text.push_str("\r\n");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The one line of this value, as it stands in a calendar.
    fn line(value: &str) -> String {
        let mut lines = Lines {
            text: String::new(),
            stamp: String::new(),
        };
        lines.text("SUMMARY", value);
        lines.text
    }

    #[test]
    fn nothing_in_the_words_ends_a_line_or_a_value() {
        assert_eq!(
            line("a;b,c\\d\ne\r\u{7}\tf"),
            "SUMMARY:a\\;b\\,c\\\\d\\ne f\r\n"
        );
    }

    proptest! {
        #[test]
        fn no_line_is_too_long_and_each_comes_back(value in "\\PC{0,400}") {
            let text = line(&value);
            prop_assert!(text.ends_with("\r\n"));
            prop_assert!(text.split("\r\n").all(|line| line.len() <= Lines::LONGEST));
            let plain: String = value.chars().filter(|c| !acts(*c)).collect();
            // As a reader joins the lines again.
            let whole = text.replace("\r\n ", "");
            let escaped = plain.replace('\\', "\\\\").replace(';', "\\;").replace(',', "\\,");
            prop_assert_eq!(whole.trim_end_matches("\r\n"), format!("SUMMARY:{escaped}"));
        }
    }
}
