//! jrnl: the text of a journal, a folder with a file for each day, or the JSON export. An entry is a
//! note without a level. In the text it begins with its time, `[2026-11-22 06:00:50 PM] Title.`, and goes on
//! in lines up to the next. The first version wrote no brackets.

use crate::exchange::read::dates::{self, Evidence, NoDay, Order, iso};
use crate::exchange::read::items::{self, is_true, said, text};
use crate::exchange::read::table::{day, on, short};
use crate::exchange::read::{
    Archive, Form, ImportOptions, Input, Items, Lines, Note, Reading, When, WordsAs,
};
use crate::exchange::read::{archive, input};
use crate::exchange::{ExchangeError, Format, Result};
use chrono::NaiveDate;
use std::path::Path;

pub const FORMAT: Format = Format::of(
    "jrnl",
    "jrnl: the journal's text or folder, or `jrnl --format json`",
    recognise,
    read,
);

fn recognise(input: &Input) -> bool {
    if archive::is_one(input) {
        return archive::holds(input, |name| day_of(name).is_some());
    }
    is_export(input) || encrypted(input) || begins(input.first_line())
}

fn read(input: &Input, into: &mut Reading) -> Result<()> {
    if archive::is_one(input) {
        return folder(input, into);
    }
    if encrypted(input) {
        return Err(ExchangeError::whole(
            &input.name,
            "is an encrypted journal",
            "`jrnl --format json` asks for the password; `import jrnl -` reads what it prints",
        ));
    }
    if !is_export(input) {
        let config = Config::near(input, into.options);
        return journal(input, None, &config, into);
    }
    let form = into.form();
    Items::of(input, &["entries"])?.each(into, |line, item, into| {
        if item.get("title").or(item.get("body")).is_none() {
            return Err("an entry is expected, with a \"title\" or a \"body\"".into());
        }
        let date = day(&form, text(item, "date"))?;
        let when = on(date, text(item, "time"))?;
        let entry = Written {
            line,
            when,
            text: [text(item, "title"), text(item, "body")].join("\n"),
            starred: is_true(item, "starred"),
        };
        // Tags stand there with their marks.
        let tags = items::texts(item, "tags").into_iter();
        let tags = tags.map(|tag| tag.trim_start_matches(['@', '#']));
        Ok(entry.write(&tags.collect::<Vec<_>>(), into)?)
    })
}

fn is_export(input: &Input) -> bool {
    input.is_json('{', &["entries", "body"])
}

/// Files such as `2026/03/01.txt`; others are not looked at.
fn folder(input: &Input, into: &mut Reading) -> Result<()> {
    let mut archive = Archive::open(input)?;
    let dated = |name: &String| Some((day_of(name)?, name.clone()));
    let mut days: Vec<(NaiveDate, String)> = archive.names.iter().filter_map(dated).collect();
    days.sort();
    if days.is_empty() {
        return Err(ExchangeError::whole(
            &input.name,
            "holds no day of a journal",
            "jrnl keeps a folder as YEAR/MONTH/DAY.txt",
        ));
    }
    let config = Config::near(input, into.options);
    days.iter()
        .try_for_each(|(day, name)| journal(&archive.file(name)?, Some(*day), &config, into))
}

/// The day that a path ends with.
fn day_of(name: &str) -> Option<NaiveDate> {
    let mut parts = name.strip_suffix(".txt")?.rsplit('/');
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    iso(&format!("{year}-{month}-{day}"))
}

/// An entry, whose text may go on.
struct Written {
    line: usize,
    when: When,
    text: String,
    starred: bool,
}

impl Written {
    fn write(&self, tags: &[&str], into: &mut Reading) -> Result<()> {
        let mut note = Note::new(self.when, "");
        note.say(&self.text);
        note.extra = said([("starred", self.starred)]);
        into.worded(self.line, note, "tags", tags, Some(WordsAs::Feelings))
    }
}

/// Whether the program encrypted it.
fn encrypted(input: &Input) -> bool {
    input.head().starts_with(b"JRNLv3") || input.head().starts_with(b"gAAAAA")
}

/// Whether a line begins an entry, in the form the program writes.
fn begins(line: &str) -> bool {
    let headers = Headers {
        forms: vec![Form::Any(None)],
        day: None,
    };
    let head = headers.read(line);
    head.is_some_and(|(_, when, _)| when != Err(NoDay::Unreadable))
}

/// What the program's settings say of its journals, from the file `jrnl.yaml`.
struct Config {
    /// The marks of tags.
    symbols: Vec<char>,
    form: Option<Form>,
}

impl Config {
    /// The settings beside a journal, else those where the program keeps them. What they say of one
    /// journal alone comes before what they say of all.
    fn near(input: &Input, options: &ImportOptions) -> Config {
        let usual = options.settings.as_ref();
        let usual = || Input::at(&usual?.join("jrnl/jrnl.yaml")).ok();
        let file = input.near("jrnl.yaml").or_else(usual);
        let settings = settings(file.as_ref().map_or("", Input::text));
        let own = input.path().map_or(&[][..], |path| own(&settings, path));
        let depth = own.first().map_or(0, |(depth, ..)| *depth);
        let set = |wanted: &str| {
            let own = own.iter().filter(|(at, ..)| *at == depth);
            let all = settings.iter().filter(|(at, ..)| *at == 0);
            let mut set = own.chain(all).filter(|(_, key, _)| *key == wanted);
            set.find(|(.., value)| !value.is_empty())
                .map(|(.., value)| *value)
        };
        Config {
            symbols: set("tagsymbols").unwrap_or("#@").chars().collect(),
            form: set("timeformat").and_then(Form::parse),
        }
    }
}

/// A line of the settings, which are YAML of keys and plain values: how far it is indented, and both.
type Setting<'t> = (usize, &'t str, &'t str);

fn settings(text: &str) -> Vec<Setting<'_>> {
    let of = |line| {
        let bare = str::trim_start(line);
        let (key, value) = bare.split_once(':').filter(|_| !bare.starts_with('#'))?;
        let [key, value] = [key, value].map(|part| part.trim().trim_matches(['\'', '"']));
        Some((line.len() - bare.len(), key, value))
    };
    text.lines().filter_map(of).collect()
}

/// The settings under `journals` of the one that is kept at this path, or that alone has such a name.
fn own<'s>(settings: &'s [Setting], path: &Path) -> &'s [Setting<'s>] {
    let mut parts = settings.split_inclusive(|(depth, ..)| *depth == 0);
    parts.find(|part| part.last().is_some_and(|(_, key, _)| *key == "journals"));
    let under = parts.next().unwrap_or_default();
    let depth = under.first().map_or(0, |(depth, ..)| *depth);
    let mut near = Vec::new();
    for one in under.split(|(at, ..)| *at <= depth) {
        let Some((.., place)) = one.iter().find(|(_, key, _)| *key == "journal") else {
            continue;
        };
        let place = Path::new(place.trim_start_matches("~/"));
        if std::path::absolute(path).is_ok_and(|whole| whole.ends_with(place)) {
            return one;
        }
        near.extend((place.file_name() == path.file_name()).then_some(one));
    }
    match near.as_slice() {
        [one] => one,
        _ => &[],
    }
}

/// A line that begins an entry: its time as it stands there, what that reads as, and what follows.
type Head<'l> = (&'l str, Result<When, NoDay>, &'l str);

/// How the headers of a journal are read.
struct Headers {
    /// One after the other.
    forms: Vec<Form>,
    /// In a folder the path gives the day.
    day: Option<NaiveDate>,
}

impl Headers {
    fn read<'l>(&self, line: &'l str) -> Option<Head<'l>> {
        if let Some((stamp, title)) = self.bracketed(line) {
            let when = self.stamp(stamp);
            let meant = when != Err(NoDay::Unreadable) || dated(stamp);
            return meant.then_some((stamp, when, title));
        }
        // Without brackets the time ends at the second space, or at the third where there is am or
        // pm.
        let spaces = line.match_indices(' ').map(|(at, _)| at);
        let mut ends = spaces.chain([line.len()]);
        let (_, second, third) = (ends.next()?, ends.next()?, ends.next());
        let mut ends = third.into_iter().chain([second]);
        ends.find_map(|end| {
            let (stamp, title) = line.split_at(end);
            let when = self.stamp(stamp);
            let timed = !matches!(when, Ok(When::Day(_)) | Err(NoDay::Unreadable));
            timed.then_some((stamp, when, title))
        })
    }

    /// What stands in brackets at the beginning of a line, and after them: a header where it is longer
    /// than a time alone and reads as a date (jrnl, `FolderJournal.py`), or is one in a folder.
    fn bracketed<'l>(&self, line: &'l str) -> Option<(&'l str, &'l str)> {
        let (stamp, title) = line.strip_prefix('[')?.split_once(']')?;
        let clock = self.day.is_some() && dates::time(stamp).is_some();
        let long = clock || stamp.chars().count() > 6;
        (long && (title.is_empty() || title.starts_with(' '))).then_some((stamp, title))
    }

    fn stamp(&self, text: &str) -> Result<When, NoDay> {
        let unread = Err(NoDay::Unreadable);
        let forms = self.forms.iter();
        let read = forms.fold(unread, |read, form| read.or_else(|_| form.stamp(text)));
        let Some(day) = self.day else {
            return read;
        };
        match (dates::time(text), read) {
            (Some(time), _) => Ok(When::Wall(day.and_time(time))),
            (None, Ok(When::Wall(at))) => Ok(When::Wall(day.and_time(at.time()))),
            (None, Ok(When::Day(_))) => Ok(When::Day(day)),
            (None, read) => read,
        }
    }
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

/// How the headers of a journal are written: as the person said, or as the settings say and they show
/// it together.
fn headers(
    input: &Input,
    day: Option<NaiveDate>,
    config: &Config,
    into: &Reading,
) -> Result<Headers> {
    let mut headers = Headers {
        forms: vec![into.form()],
        day,
    };
    if into.options.dates.is_some() {
        return Ok(headers);
    }
    let mut evidence = Evidence::default();
    let mut lines = Lines::of(input)?;
    while let Some((_, bytes)) = lines.next()? {
        if let Ok(text) = input::text(bytes) {
            evidence.see(headers.bracketed(text).map_or(text, |(stamp, _)| stamp));
        }
    }
    // In a folder the order of day and month does not matter.
    let usual = day.map(|_| Order::DayFirst);
    let shown = Form::Any(evidence.order().or(usual));
    headers.forms = config.form.iter().cloned().chain([shown]).collect();
    Ok(headers)
}

/// A journal, or the file of a day of one.
fn journal(
    input: &Input,
    day: Option<NaiveDate>,
    config: &Config,
    into: &mut Reading,
) -> Result<()> {
    let headers = headers(input, day, config, into)?;
    let write = |open: Option<Written>, into: &mut Reading| match open {
        Some(entry) => entry.write(&tags(&entry.text, &config.symbols), into),
        None => Ok(()),
    };
    let mut open: Option<Written> = None;
    // Where the first entry has brackets, a line without them is text.
    let mut brackets = None;
    // Whether the lines belong to an entry that was left out.
    let mut left_out = false;
    Lines::each(input, into, |line, text, into| {
        let fits = brackets.is_none_or(|b| b == text.starts_with('['));
        let head = headers.read(text).filter(|_| fits);
        if head.is_some() {
            brackets.get_or_insert(text.starts_with('['));
        }
        match (head, &mut open) {
            (Some((stamp, when, title)), _) => {
                write(open.take(), into)?;
                left_out = when.is_err();
                let when = when.map_err(|no| {
                    let stamp = short(stamp);
                    match no {
                        NoDay::Either => format!("\"{stamp}\" could be two days; --date-format dmy or mdy tells which"),
                        NoDay::Unreadable => format!("an entry is expected to begin with its time; got \"{stamp}\"; --date-format tells another form"),
                    }
                })?;
                let title = title.trim();
                let bare = title.strip_suffix(" *").or(title.strip_prefix("* "));
                open = Some(Written {
                    line,
                    when,
                    text: bare.unwrap_or(title).to_owned(),
                    starred: bare.is_some(),
                });
            }
            (None, Some(entry)) => input::go_on(&mut entry.text, text),
            (None, None) if left_out || text.trim().is_empty() => {}
            (None, None) => return Err("an entry is expected to begin with its time, such as [2026-11-22 06:00:50 PM]; --date-format tells another form".into()),
        }
        Ok(())
    })?;
    write(open, into)
}

/// Words that begin with the mark of a tag, as the program takes them: `[-+*#/\w]+` (jrnl,
/// `Entry.tag_regex`).
fn tags<'t>(text: &'t str, symbols: &[char]) -> Vec<&'t str> {
    let ends = |c: char| !(c.is_alphanumeric() || "_-+*#/".contains(c));
    let mut found = Vec::new();
    for word in text.split(|c: char| c.is_whitespace() || "()[]\"'".contains(c)) {
        let Some(word) = word.strip_prefix(symbols) else {
            continue;
        };
        let tag = word.split(ends).next().unwrap_or_default();
        if tag.contains(char::is_alphanumeric) && !found.contains(&tag) {
            found.push(tag);
        }
    }
    found
}
