//! Obsidian: a vault, a folder of it, or one note. Numbers, ticks and lists of daily notes are read: the
//! front matter, inline fields, tasks, and tags with values. What is written around them stays in the vault.

use crate::domain::field::{Noun, Shape};
use crate::domain::left::Left;
use crate::domain::mood::Mood;
use crate::domain::text::among;
use crate::domain::walk;
use crate::exchange::read::reading::split;
use crate::exchange::read::{Archive, Entry, Form, Input, Lines, Mark, Note, Reading, When};
use crate::exchange::read::{archive, dates, input, table};
use crate::exchange::{ExchangeError, Fault, Format, Result};
use chrono::NaiveDate;
use serde_json::Value;

pub const FORMAT: Format = Format::of(
    "obsidian",
    "Obsidian: daily notes, a folder of them or one; fields, lists and tasks",
    recognise,
    read,
);

/// Fields that say something of the note, not of the day.
const OF_NOTES: &str = "tags tag aliases alias cssclass cssclasses publish permalink title date created \
    modified updated day week month quarter year weekday type id uid template kind";

/// Lists of what was done.
const DONE: &str = "habits habit rituals routines done completed";

/// What plugins put behind the words of a task.
const MARKS: &str = "✅❌📅⏳🛫➕🔁⏰🔺⏫🔼🔽⏬🆔⛔🏁";

fn recognise(input: &Input) -> bool {
    let form = Form::Any(None);
    let dated = |name: &str| is_note(name) && day_of(name, &form).is_some();
    if archive::is_one(input) {
        return archive::holds(input, dated);
    }
    is_note(&input.name) && (dated(&input.name) || input.first_line().trim_end() == "---")
}

fn read(input: &Input, into: &mut Reading) -> Result<()> {
    let form = into.form();
    if !archive::is_one(input) {
        return note(input, &input.name, &form, into);
    }
    let mut archive = Archive::open(input)?;
    let mut names = archive.names.clone();
    names.retain(|name| is_note(name));
    names.sort();
    if names.is_empty() {
        return Err(ExchangeError::whole(
            &input.name,
            "holds no note",
            "Obsidian keeps a note as a file that ends in .md",
        ));
    }
    names
        .iter()
        .try_for_each(|name| note(&archive.file(name)?, name, &form, into))
}

fn is_note(name: &str) -> bool {
    name.ends_with(".md")
}

/// What a note is called.
fn stem(name: &str) -> &str {
    archive::base(name).trim_end_matches(".md")
}

/// The day in the name of a note: alone, with more behind it, or with the folders before it. One that
/// could be two days is none.
fn day_of(name: &str, form: &Form) -> Option<NaiveDate> {
    let stem = stem(name);
    let path = name.trim_end_matches(".md").trim_start_matches("./");
    let with_folders = |n: usize| {
        let mut parts: Vec<&str> = path.rsplit('/').take(n).collect();
        parts.reverse();
        (parts.len() == n).then_some(parts)
    };
    if let Form::Pattern(pattern) = form {
        let depth = pattern.matches('/').count() + 1;
        return form.day(&with_folders(depth)?.join("/")).ok();
    }
    let ends = |text: &str| !stem[text.len()..].starts_with(char::is_alphanumeric);
    let begins = stem
        .get(..10)
        .filter(|text| ends(text))
        .and_then(dates::iso);
    let whole = || form.day(stem).ok();
    let nested = || dates::iso(&with_folders(3)?.join("-"));
    begins.or_else(whole).or_else(nested)
}

fn note(input: &Input, name: &str, form: &Form, into: &mut Reading) -> Result<()> {
    let mut reader = NoteReader {
        name: stem(name),
        day: day_of(name, form),
        ..NoteReader::default()
    };
    // Whether the lines are of the front matter, and the mark of a fence that is open.
    let (mut front, mut fence) = (false, None);
    Lines::each(input, into, |line, text, into| {
        reader.line = line;
        let trimmed = text.trim();
        if front {
            front = !matches!(trimmed, "---" | "...");
            return match front {
                true => reader.front(text, into),
                false => Ok(()),
            };
        }
        front = line == 1 && trimmed == "---";
        let mut marks = ["```", "~~~"].into_iter();
        match (fence, marks.find(|mark| trimmed.starts_with(mark))) {
            _ if front => {}
            (None, Some(mark)) => fence = Some(mark),
            (Some(open), Some(mark)) if open == mark => fence = None,
            (Some(_), _) => {}
            (None, None) => reader.line(text, into)?,
        }
        Ok(())
    })?;
    reader.end(into)
}

#[derive(Default)]
struct NoteReader<'n> {
    name: &'n str,
    day: Option<NaiveDate>,
    /// The line that is read, and in the front matter the key that items stand under.
    line: usize,
    key: String,
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
    fn front(&mut self, text: &str, into: &mut Reading) -> Result<(), Fault> {
        let trimmed = text.trim();
        if trimmed.is_empty() || trimmed.starts_with('#') {
            return Ok(());
        }
        if let Some(item) = bullet(trimmed).filter(|_| !self.key.is_empty()) {
            return self.item(&self.key.clone(), &unquoted(item), into);
        }
        // What is indented belongs to a value of several lines, or of parts.
        let pair = trimmed.split_once(':');
        let Some((name, value)) = pair.filter(|_| !text.starts_with([' ', '\t'])) else {
            return Ok(());
        };
        let (name, mut value) = (unquoted(name), value.trim());
        if !value.starts_with(['"', '\'', '[']) {
            value = value.split(" #").next().unwrap_or_default().trim();
        }
        self.key = if value.is_empty() {
            name.clone()
        } else {
            String::new()
        };
        let list = value.strip_prefix('[').and_then(|v| v.strip_suffix(']'));
        if let Some(list) = list {
            let items = parts(list).into_iter().map(unquoted);
            for item in items.filter(|item| !item.is_empty()) {
                let done = self.item(&name, &item, into);
                into.took(self.line, done)?;
            }
        } else if !value.is_empty() {
            self.value(&name, &unquoted(value), into)?;
        }
        Ok(())
    }

    /// One of a list: something that was done, a day of a habit, or a word of a mood.
    fn item(&mut self, key: &str, item: &str, into: &mut Reading) -> Result<(), Fault> {
        let lower = key.to_lowercase();
        match self.day {
            None if key != "entries" => Ok(()),
            None => {
                let dated = |b: u8| b.is_ascii_digit() || b == b'-';
                match dates::iso(item) {
                    Some(day) => self.done_on(day, into),
                    None if item.len() == 10 && item.bytes().all(dated) => {
                        Err(format!("a date is expected; got \"{item}\"").into())
                    }
                    None => Ok(()),
                }
            }
            Some(day) if among(DONE, &lower) => {
                Ok(into.entry(self.line, Entry::new(item, When::Day(day)))?)
            }
            Some(_) => self.word(&lower, item, into),
        }
    }

    fn done_on(&mut self, day: NaiveDate, into: &mut Reading) -> Result<(), Fault> {
        self.found = true;
        Ok(into.entry(self.line, Entry::new(self.name, When::Day(day)))?)
    }

    /// A word for one of the lists of a mood note; others are counted.
    fn word(&mut self, key: &str, word: &str, into: &mut Reading) -> Result<(), Fault> {
        let key = if key == "mood" { "feelings" } else { key };
        if shape(key) == Some(Shape::List) {
            Note::add_words(self.mood(), key, &[word])?;
        } else if !among(OF_NOTES, key) {
            into.not_carried(Left::Properties);
        }
        Ok(())
    }

    fn mood(&mut self) -> &mut Mood {
        let (_, mood) = self
            .mood
            .get_or_insert_with(|| (self.line, Mood::default()));
        mood
    }

    fn set(&mut self, key: &str, value: Value) -> Result<(), Fault> {
        let set = walk::set(self.mood(), key, value);
        set.map_err(|e| e.to_string().into())
    }

    /// A field of the day, of which a line may have several.
    fn value(&mut self, key: &str, value: &str, into: &mut Reading) -> Result<()> {
        let done = self.read(key, value, into);
        into.took(self.line, done)
    }

    /// A number, a yes, or words.
    fn read(&mut self, key: &str, value: &str, into: &mut Reading) -> Result<(), Fault> {
        let lower = key.to_lowercase();
        let Some(day) = self.day.filter(|_| !among(OF_NOTES, &lower)) else {
            return Ok(());
        };
        match shape(&lower) {
            Some(Shape::Step | Shape::Number) => return self.measure(&lower, value, into),
            Some(Shape::Keyed) => {
                let parts = serde_json::from_str(value).map_err(|e| e.to_string())?;
                return self.set(&lower, parts);
            }
            Some(Shape::Text) => {
                let note = self.mood().note.get_or_insert_default();
                *note += if note.is_empty() { "" } else { "\n" };
                *note += value;
                return Ok(());
            }
            Some(Shape::List) => {
                let mut words = split(value, ",").into_iter();
                return words.try_for_each(|word| self.word(&lower, word, into));
            }
            _ => {}
        }
        let mut entry = Entry::new(key, When::Day(day));
        let mark = match value.to_lowercase().as_str() {
            "true" | "yes" | "x" | "✓" | "✔" | "✅" => Mark::Done,
            "false" | "no" => Mark::Not(Left::NotDone),
            _ => match table::amount(value) {
                Ok(amount) => {
                    (entry.amount, entry.unit) = (Some(amount.n), amount.unit);
                    Mark::Done
                }
                Err(_) => Mark::Not(Left::Properties),
            },
        };
        Ok(into.marked(self.line, mark, entry)?)
    }

    /// A number of a mood note; a name in its place may have a level, or be a feeling.
    fn measure(&mut self, key: &str, value: &str, into: &mut Reading) -> Result<(), Fault> {
        let n = match key {
            "sleep" => table::hours(value)?,
            _ => match (into.options.level(value), table::number(value)) {
                (Some(Some(level)), _) => f64::from(level),
                (None, Ok(n)) => n,
                _ if key == "mood" => return self.word(key, value, into),
                (_, Err(what)) => return Err(what.into()),
                (Some(None), Ok(_)) => return Ok(()),
            },
        };
        let whole = n.fract() == 0.0;
        let n = if whole { (n as i64).into() } else { n.into() };
        self.set(key, n)
    }

    /// A line of the text.
    fn line(&mut self, text: &str, into: &mut Reading) -> Result<(), Fault> {
        let indented = text.starts_with([' ', '\t']);
        let text = text.trim();
        if let Some(open) = &mut self.open {
            if indented && bullet(text).is_none() {
                input::go_on(&mut open.words, text);
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
            let day = ticked.and_then(|(day, _)| dates::iso(day));
            return day.map_or(Ok(()), |day| self.done_on(day, into));
        };
        if let Some((mark, whole)) = task(text) {
            let left = match mark {
                'x' | 'X' => return self.ticked(whole, day, into),
                ' ' => Left::NotDone,
                _ => Left::OpenTasks,
            };
            into.not_carried(left);
            return Ok(());
        }
        let bare = bullet(text).unwrap_or(text);
        if let Some((key, value)) = bare.split_once(":: ").filter(|(key, _)| is_key(key)) {
            return Ok(self.value(&key.replace("**", ""), value.trim(), into)?);
        }
        let (fields, words) = inline(text);
        for (key, value) in fields {
            self.value(key, value, into)?;
        }
        let words = words.replace(['[', '('], "");
        for tag in words.split_whitespace().filter(|word| is_tag(word)) {
            if let Some((tag, value)) = tag[1..].split_once(':').filter(|(_, v)| !v.is_empty()) {
                self.value(tag, value, into)?;
            }
        }
        let said = |word: &str| !is_tag(word) && word.contains(char::is_alphanumeric);
        self.prose |= !text.starts_with('#') && words.split_whitespace().any(said);
        Ok(())
    }

    /// A ticked task is an entry; its own day outranks the note's.
    fn ticked(&mut self, whole: &str, day: NaiveDate, into: &mut Reading) -> Result<(), Fault> {
        let day = done(whole).unwrap_or(day);
        let mut ticked = Ticked {
            line: self.line,
            name: plain(whole),
            when: When::Day(day),
            amount: None,
            variation: String::new(),
            words: String::new(),
        };
        for (key, value) in inline(whole).0 {
            match key {
                "amount" => {
                    let amount = table::amount(value)?;
                    let unit = amount.unit.unwrap_or_default();
                    ticked.amount = Some((amount.n, unit.to_owned()));
                }
                "as" => value.clone_into(&mut ticked.variation),
                "at" => ticked.when = table::on(day, value)?,
                _ => into.not_carried(Left::Properties),
            }
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
            if !self.found {
                into.not_carried(Left::Undated);
            }
            return Ok(());
        };
        if self.prose {
            into.not_carried(Left::Prose);
        }
        self.mood.map_or(Ok(()), |(line, mood)| {
            let mut note = Note::new(When::Day(day), "");
            (note.keyed, note.mood) = (Some(""), mood);
            into.note(line, note)
        })
    }
}

/// What a field of a mood note holds; none for what is no field of one.
fn shape(name: &str) -> Option<Shape> {
    let mut fields = Mood::declared().iter();
    Some(fields.find(|field| field.name == name)?.shape)
}

/// The mark and the words of `- [x] walk ✅ 2026-03-01`.
fn task(line: &str) -> Option<(char, &str)> {
    let mut chars = bullet(line)?.strip_prefix('[')?.chars();
    let mark = chars.next()?;
    Some((mark, chars.as_str().strip_prefix("] ")?.trim()))
}

/// When a task was done.
fn done(task: &str) -> Option<NaiveDate> {
    let (_, after) = task.split_once('✅')?;
    dates::iso(after.trim_start_matches(['\u{fe0f}', ' ']).get(..10)?)
}

/// What is to be done: words without marks of plugins, links, emphasis, inline fields and tags.
fn plain(task: &str) -> String {
    let words = task.split(|c| MARKS.contains(c)).next().unwrap_or_default();
    let words = inline(words).1;
    let (mut text, mut rest) = (String::new(), words.as_str());
    while let Some((before, link)) = rest.split_once("[[")
        && let Some((link, after)) = link.split_once("]]")
    {
        text += before;
        text += link.rsplit('|').next().unwrap_or_default();
        rest = after;
    }
    text += rest;
    let text = text.replace("**", "").replace("__", "");
    let words = text.split_whitespace().filter(|word| !is_tag(word));
    words.collect::<Vec<_>>().join(" ")
}

/// An item of a list without its bullet or number.
fn bullet(line: &str) -> Option<&str> {
    let rest = line.strip_prefix(['-', '*', '+']).or_else(|| {
        let digits = line.trim_start_matches(|c: char| c.is_ascii_digit());
        let numbered = digits.len() < line.len();
        digits.strip_prefix(['.', ')']).filter(|_| numbered)
    })?;
    rest.strip_prefix(' ').map(str::trim_start)
}

/// `#habit`, and no `#` or `#1`.
fn is_tag(word: &str) -> bool {
    word.strip_prefix('#')
        .is_some_and(|tag| tag.starts_with(char::is_alphabetic))
}

/// Whether a text can be the key of a field alone on its line.
fn is_key(text: &str) -> bool {
    text.len() < 100 && !text.is_empty() && !text.contains(['[', '(', '#', '`'])
}

/// The key and the value of a `[key:: value]` or `(key:: value)` at the beginning, and what follows.
fn field_within(text: &str) -> Option<(&str, &str, &str)> {
    let close = match text.chars().next()? {
        '[' => ']',
        '(' => ')',
        _ => return None,
    };
    let (inner, after) = text[1..].split_once(close)?;
    let (key, value) = inner.split_once("::")?;
    is_key(key).then_some((key.trim(), value.trim(), after))
}

/// The inline fields of a text, and the text without them.
fn inline(text: &str) -> (Vec<(&str, &str)>, String) {
    let (mut fields, mut words) = (Vec::new(), String::new());
    let mut rest = text;
    while let Some(at) = rest.find(['[', '(']) {
        words += &rest[..at];
        rest = match field_within(&rest[at..]) {
            Some((key, value, after)) => {
                fields.push((key, value));
                after
            }
            None => {
                words += &rest[at..=at];
                &rest[at + 1..]
            }
        };
    }
    (fields, words + rest)
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
    fn the_day_stands_in_the_name() {
        let any = Form::Any(None);
        let day = |name: &str| day_of(name, &any).map(|day| day.to_string());
        for name in [
            "2026-03-01.md",
            "daily/2026-03-01 Sunday.md",
            "20260301.md",
            "2026/03/01.md",
            "journal/1 March 2026.md",
        ] {
            assert_eq!(day(name).as_deref(), Some("2026-03-01"), "{name}");
        }
        for name in ["walk.md", "03-04-2026.md", "2026-W09.md"] {
            assert_eq!(day(name), None, "{name}");
        }
        let form = Form::parse("%Y/%m-%B/%Y.%m.%d").expect("a pattern");
        let found = day_of("vault/2026/03-March/2026.03.01.md", &form);
        assert_eq!(
            found.map(|day| day.to_string()).as_deref(),
            Some("2026-03-01")
        );
    }

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

    #[test]
    fn a_task_is_its_words() {
        let line = "- [x] **Evening** [[walk|stroll]] (20 min) #habit [place:: sea] 🔁 every day ✅ 2026-03-01";
        let (mark, whole) = task(line).unwrap();
        assert_eq!(plain(whole), "Evening stroll (20 min)");
        let done = done(whole).map(|day| day.to_string());
        assert_eq!((mark, done.as_deref()), ('x', Some("2026-03-01")));
        assert_eq!(task("1. [/] read").map(|(mark, _)| mark), Some('/'));
        for line in [
            "- walk",
            "-[x] walk",
            "- [x]walk",
            "[x] walk",
            "- [[x] walk",
        ] {
            assert!(task(line).is_none(), "{line}");
        }
    }
}
