//! One note: its front matter, its inline fields, its tasks and its tags with values.

use super::left;
use super::task::{Task, bullet, is_tag};
use crate::domain::field::{Noun, Shape, iso_day};
use crate::domain::left::Left;
use crate::domain::mood::Mood;
use crate::domain::walk;
use crate::exchange::Result;
use crate::exchange::read::reading::split;
use crate::exchange::read::{Entry, Input, Lines, Note, Reading, When, dates, input, table};
use chrono::NaiveDate;
use serde_json::Value;

/// Fields that say something of the note, not of the day.
const OF_NOTES: &str = "tags tag aliases alias cssclass cssclasses publish permalink title date created \
    modified updated day week month quarter year weekday type id uid template kind";

/// Lists of what was done.
const DONE: &str = "habits habit rituals routines done completed";

fn is_among(names: &str, name: &str) -> bool {
    names.split_whitespace().any(|known| known == name)
}

pub fn read(input: &Input, name: &str, day: Option<NaiveDate>, into: &mut Reading) -> Result<()> {
    let mut reader = NoteReader {
        name,
        day,
        mood: None,
        open: None,
        prose: false,
        found: false,
    };
    let mut part = Part::Text;
    let mut key: Option<String> = None;
    let mut fence = None;
    Lines::each(input, into, |line, text, into| {
        let trimmed = text.trim();
        match part {
            Part::Text if line == 1 && trimmed == "---" => part = Part::Front,
            Part::Front if matches!(trimmed, "---" | "...") => part = Part::Text,
            Part::Front => reader.front(line, text, &mut key, into)?,
            Part::Text => {
                let mut marks = ["```", "~~~"].into_iter();
                match (fence, marks.find(|mark| trimmed.starts_with(mark))) {
                    (None, Some(mark)) => fence = Some(mark),
                    (Some(open), Some(mark)) if open == mark => fence = None,
                    (Some(_), _) => {}
                    (None, None) => reader.line(line, text, into)?,
                }
            }
        }
        Ok(())
    })?;
    reader.end(into)
}

#[derive(Clone, Copy)]
enum Part {
    Front,
    Text,
}

struct NoteReader<'n> {
    name: &'n str,
    day: Option<NaiveDate>,
    /// What the note says of how the day was, and the line that says it first.
    mood: Option<(usize, Mood)>,
    /// A ticked task whose words may go on in the lines below.
    open: Option<Ticked>,
    prose: bool,
    /// Whether a note without a day holds days of its own.
    found: bool,
}

/// A task that was done.
struct Ticked {
    line: usize,
    name: String,
    when: When,
    amount: Option<(f64, String)>,
    variation: String,
    words: String,
}

impl Ticked {
    fn write(self, into: &mut Reading) -> Result<()> {
        let mut entry = Entry::new(&self.name, self.when);
        if let Some((n, unit)) = &self.amount {
            (entry.amount, entry.unit) = (Some(*n), Some(unit.as_str()).filter(|u| !u.is_empty()));
        }
        entry.variation = Some(&self.variation);
        entry.note = Some(&self.words);
        into.entry(self.line, entry)
    }
}

impl NoteReader<'_> {
    /// A line of the front matter: `key: value`, `key: [a, b]`, or `- a` under a key.
    fn front(
        &mut self,
        line: usize,
        text: &str,
        key: &mut Option<String>,
        into: &mut Reading,
    ) -> Result<()> {
        let trimmed = text.trim();
        if trimmed.is_empty() || trimmed.starts_with('#') {
            return Ok(());
        }
        if let (Some(item), Some(key)) = (bullet(trimmed), key.as_deref()) {
            return self.item(line, key, &unquoted(item), into);
        }
        // What is indented belongs to a value of several lines, or of parts.
        if text.starts_with([' ', '\t']) {
            return Ok(());
        }
        let Some((name, value)) = trimmed.split_once(':') else {
            return Ok(());
        };
        let name = unquoted(name);
        let value = value.trim();
        let value = match value.starts_with(['"', '\'', '[']) {
            true => value,
            false => value.split(" #").next().unwrap_or_default().trim(),
        };
        *key = value.is_empty().then(|| name.clone());
        match value
            .strip_prefix('[')
            .and_then(|list| list.strip_suffix(']'))
        {
            Some(list) => {
                let items = parts(list).into_iter().map(unquoted);
                items
                    .filter(|item| !item.is_empty())
                    .try_for_each(|item| self.item(line, &name, &item, into))
            }
            None if value.is_empty() => Ok(()),
            None => self.value(line, &name, &unquoted(value), into),
        }
    }

    /// One of a list: something that was done, a day of a habit, or a word of a mood.
    fn item(&mut self, line: usize, key: &str, item: &str, into: &mut Reading) -> Result<()> {
        let Some(day) = self.day else {
            let dated = item.len() == 10 && item.bytes().all(|b| b.is_ascii_digit() || b == b'-');
            return match iso_day(item).filter(|day| dates::lived(*day)) {
                _ if key != "entries" => Ok(()),
                Some(day) => self.done_on(line, day, into),
                None if dated => into.bad(line, format!("a date is expected; got \"{item}\"")),
                None => Ok(()),
            };
        };
        let lower = key.to_lowercase();
        if is_among(DONE, &lower) {
            return into.entry(line, Entry::new(item, When::Day(day)));
        }
        self.word(line, &lower, item, into)
    }

    fn done_on(&mut self, line: usize, day: NaiveDate, into: &mut Reading) -> Result<()> {
        self.found = true;
        into.entry(line, Entry::new(self.name, When::Day(day)))
    }

    /// A word for one of the lists of a mood note; others are counted.
    fn word(&mut self, line: usize, key: &str, word: &str, into: &mut Reading) -> Result<()> {
        let key = if key == "mood" { "feelings" } else { key };
        let mut fields = Mood::declared().iter();
        let is_list = fields.any(|field| field.name == key && field.shape == Shape::List);
        if is_among(OF_NOTES, key) {
            return Ok(());
        }
        if !is_list {
            return left(into, Left::Properties);
        }
        match Note::add_words(self.mood(line), key, &[word]) {
            Ok(()) => Ok(()),
            Err(what) => into.bad(line, what),
        }
    }

    fn mood(&mut self, line: usize) -> &mut Mood {
        let (_, mood) = self.mood.get_or_insert_with(|| (line, Mood::default()));
        mood
    }

    /// A field of the day: a number, a yes, or words.
    fn value(&mut self, line: usize, key: &str, value: &str, into: &mut Reading) -> Result<()> {
        let Some(day) = self.day else {
            return Ok(());
        };
        let lower = key.to_lowercase();
        if is_among(OF_NOTES, &lower) {
            return Ok(());
        }
        let mut fields = Mood::declared().iter();
        let field = fields.find(|field| field.name == lower);
        match field.map(|field| field.shape) {
            Some(Shape::Step | Shape::Number) => {
                return match self.measure(line, &lower, value, into) {
                    Ok(()) => Ok(()),
                    Err(what) => into.bad(line, what),
                };
            }
            Some(Shape::Keyed) => {
                let mood = self.mood(line);
                let read = serde_json::from_str(value).map_err(|e| e.to_string());
                let set = |parts| walk::set(mood, &lower, parts).map_err(|e| e.to_string());
                return match read.and_then(set) {
                    Ok(()) => Ok(()),
                    Err(what) => into.bad(line, what),
                };
            }
            Some(Shape::Text) => {
                let mood = self.mood(line);
                let before = mood
                    .note
                    .take()
                    .map(|before| before + "\n")
                    .unwrap_or_default();
                mood.note = Some(before + value);
                return Ok(());
            }
            Some(Shape::List) => {
                let words = split(value, ",");
                return words
                    .into_iter()
                    .try_for_each(|word| self.word(line, &lower, word, into));
            }
            _ => {}
        }
        let when = When::Day(day);
        match value.to_lowercase().as_str() {
            "true" | "yes" | "x" | "✓" | "✔" | "✅" => into.entry(line, Entry::new(key, when)),
            "false" | "no" => left(into, Left::NotDone),
            _ => match table::amount(value) {
                Ok(amount) => {
                    let mut entry = Entry::new(key, when);
                    (entry.amount, entry.unit) = (Some(amount.n), amount.unit);
                    into.entry(line, entry)
                }
                Err(_) => left(into, Left::Properties),
            },
        }
    }

    /// A number of a mood note; a name in its place may have a level, or be a feeling.
    fn measure(
        &mut self,
        line: usize,
        key: &str,
        value: &str,
        into: &mut Reading,
    ) -> Result<(), String> {
        let n = match key {
            "sleep" => table::hours(value)?,
            _ => match (into.options.level(value), table::number(value)) {
                (Some(Some(level)), _) => f64::from(level),
                (None, Ok(n)) => n,
                _ if key == "mood" => {
                    return self.word(line, key, value, into).map_err(|e| e.to_string());
                }
                (_, Err(what)) => return Err(what),
                (Some(None), Ok(_)) => return Ok(()),
            },
        };
        let n = if n.fract() == 0.0 {
            Value::from(n as i64)
        } else {
            Value::from(n)
        };
        walk::set(self.mood(line), key, n).map_err(|e| e.to_string())
    }

    /// A line of the text.
    fn line(&mut self, line: usize, text: &str, into: &mut Reading) -> Result<()> {
        let indented = text.starts_with([' ', '\t']);
        let text = text.trim();
        if let Some(open) = &mut self.open {
            if indented && bullet(text).is_none() && open.words.len() < input::LINE_MAX {
                let more = if open.words.is_empty() { "" } else { "\n" };
                open.words.push_str(more);
                open.words.push_str(text);
                return Ok(());
            }
            self.close(into)?;
        }
        if text.is_empty() || text.starts_with("# ") {
            return Ok(());
        }
        let Some(day) = self.day else {
            // A note of a habit may list its days.
            let item = bullet(text).and_then(|item| item.split_once(' '));
            let ticked = item.filter(|(_, mark)| matches!(mark.trim(), "✓" | "✔" | "✅" | "x"));
            return match ticked.and_then(|(day, _)| iso_day(day)) {
                Some(day) if dates::lived(day) => self.done_on(line, day, into),
                _ => Ok(()),
            };
        };
        if let Some(task) = Task::of(text) {
            return self.task(line, &task, day, into);
        }
        let bare = bullet(text).unwrap_or(text);
        if let Some((key, value)) = bare.split_once(":: ").filter(|(key, _)| is_key(key)) {
            return self.value(line, &key.replace("**", ""), value.trim(), into);
        }
        let mut rest = text;
        let mut words = String::new();
        while let Some(at) = rest.find(['[', '(']) {
            words.push_str(&rest[..at]);
            rest = match field_within(&rest[at..]) {
                Some((key, value, after)) => {
                    self.value(line, key, value, into)?;
                    after
                }
                None => &rest[at + 1..],
            };
        }
        words.push_str(rest);
        for tag in words.split_whitespace().filter(|word| is_tag(word)) {
            if let Some((tag, value)) = tag[1..].split_once(':').filter(|(_, v)| !v.is_empty()) {
                self.value(line, tag, value, into)?;
            }
        }
        let said = |word: &str| !is_tag(word) && word.contains(char::is_alphanumeric);
        self.prose |= !text.starts_with('#') && words.split_whitespace().any(said);
        Ok(())
    }

    /// A ticked task is an entry; its own day outranks the note's.
    fn task(&mut self, line: usize, task: &Task, day: NaiveDate, into: &mut Reading) -> Result<()> {
        if !task.is_done() {
            return left(
                into,
                if task.mark == ' ' {
                    Left::NotDone
                } else {
                    Left::OpenTasks
                },
            );
        }
        let day = task.done.filter(|day| dates::lived(*day)).unwrap_or(day);
        let mut ticked = Ticked {
            line,
            name: task.text.clone(),
            when: When::Day(day),
            amount: None,
            variation: String::new(),
            words: String::new(),
        };
        let mut rest = task.whole;
        while let Some(at) = rest.find(['[', '(']) {
            let Some((key, value, after)) = field_within(&rest[at..]) else {
                rest = &rest[at + 1..];
                continue;
            };
            match key {
                "amount" => match table::amount(value) {
                    Ok(amount) => {
                        let unit = amount.unit.unwrap_or_default();
                        ticked.amount = Some((amount.n, unit.to_owned()));
                    }
                    Err(what) => return into.bad(line, what),
                },
                "as" => value.clone_into(&mut ticked.variation),
                "at" => match table::on(day, value) {
                    Ok(when) => ticked.when = when,
                    Err(what) => return into.bad(line, what),
                },
                _ => into.not_carried(Left::Properties),
            }
            rest = after;
        }
        self.open = Some(ticked);
        Ok(())
    }

    fn close(&mut self, into: &mut Reading) -> Result<()> {
        self.open.take().map_or(Ok(()), |open| open.write(into))
    }

    fn end(mut self, into: &mut Reading) -> Result<()> {
        self.close(into)?;
        let Some(day) = self.day else {
            return match self.found {
                true => Ok(()),
                false => left(into, Left::Undated),
            };
        };
        if self.prose {
            into.not_carried(Left::Prose);
        }
        match self.mood {
            Some((line, mood)) => {
                let mut note = Note::new(When::Day(day), "");
                note.keyed = Some("");
                note.mood = mood;
                into.note(line, note)
            }
            None => Ok(()),
        }
    }
}

/// Whether a text can be the key of a field alone on its line.
fn is_key(text: &str) -> bool {
    text.len() < 100 && !text.is_empty() && !text.contains(['[', '(', '#', '`'])
}

/// The key and the value of a `[key:: value]` or `(key:: value)` at the beginning, and what follows.
pub fn field_within(text: &str) -> Option<(&str, &str, &str)> {
    let close = match text.chars().next()? {
        '[' => ']',
        '(' => ')',
        _ => return None,
    };
    let (inner, after) = text[1..].split_once(close)?;
    let (key, value) = inner.split_once("::")?;
    is_key(key).then_some((key.trim(), value.trim(), after))
}

/// A scalar of YAML without its quotes.
fn unquoted(text: &str) -> String {
    let text = text.trim();
    if text.starts_with('"')
        && let Ok(inner) = serde_json::from_str(text)
    {
        return inner;
    }
    for quote in ['"', '\''] {
        let inner = text.strip_prefix(quote).and_then(|t| t.strip_suffix(quote));
        if let Some(inner) = inner {
            return inner.to_owned();
        }
    }
    text.to_owned()
}

/// The parts of a list; a comma within quotes sets nothing apart.
fn parts(list: &str) -> Vec<&str> {
    let (mut parts, mut from, mut open, mut escaped) = (Vec::new(), 0, None, false);
    for (at, c) in list.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' if open == Some('"') => escaped = true,
            _ if open == Some(c) => open = None,
            '"' | '\'' if open.is_none() && list[from..at].trim().is_empty() => open = Some(c),
            ',' if open.is_none() => {
                parts.push(&list[from..at]);
                from = at + 1;
            }
            _ => {}
        }
    }
    parts.push(&list[from..]);
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_keep_commas_in_quotes() {
        assert_eq!(parts(r#""a, b", c's, 'd, e'"#).len(), 3);
        assert_eq!(unquoted(r#""a\nb""#), "a\nb");
        assert_eq!(
            field_within("(key:: value) on"),
            Some(("key", "value", " on"))
        );
        assert_eq!(field_within("[a link](to:: there)"), None);
    }
}
