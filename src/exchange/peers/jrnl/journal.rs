//! The text of a journal: `[2026-11-22 06:00:50 PM] Title.`, then lines up to the next entry. The
//! first version wrote no brackets.

use crate::exchange::read::dates::{Evidence, NoDay, Order};
use crate::exchange::read::table::short;
use crate::exchange::read::{Form, ImportOptions, Input, Lines, Reading, When, dates, lines};
use crate::exchange::{Fault, Result};
use chrono::NaiveDate;
use std::path::Path;

/// Whether the program encrypted it.
pub fn encrypted(input: &Input) -> bool {
    input.head().starts_with(b"JRNLv3") || input.head().starts_with(b"gAAAAA")
}

/// Whether a line begins an entry, in the form the program writes.
pub fn begins(line: &str) -> bool {
    let headers = Headers {
        forms: vec![Form::Any(None)],
        day: None,
    };
    !matches!(
        headers.read(line),
        None | Some(Head::Unread(NoDay::Unreadable, _))
    )
}

/// What the program's settings say of its journals, from the file `jrnl.yaml`.
pub struct Config {
    /// The marks of tags.
    symbols: Vec<char>,
    form: Option<Form>,
}

impl Config {
    /// The settings beside a journal, else those where the program keeps them. What they say of one
    /// journal alone comes before what they say of all.
    pub fn near(input: &Input, options: &ImportOptions) -> Config {
        let usual = options.settings.as_ref();
        let usual = || Input::at(&usual?.join("jrnl/jrnl.yaml")).ok();
        let file = input.near("jrnl.yaml").or_else(usual);
        let settings = Setting::all(file.as_ref().map_or("", Input::text));
        let own = input.path().map_or(&[][..], |path| own(&settings, path));
        let depth = own.first().map_or(0, |setting| setting.depth);
        let set = |key: &str| {
            let own = own.iter().filter(|setting| setting.depth == depth);
            let all = settings.iter().filter(|setting| setting.depth == 0);
            let set = own.chain(all).filter(|setting| setting.key == key);
            set.map(|setting| setting.value)
                .find(|value| !value.is_empty())
        };
        Config {
            symbols: set("tagsymbols").unwrap_or("#@").chars().collect(),
            form: set("timeformat").and_then(Form::parse),
        }
    }
}

/// A line of the settings, which are YAML of keys and plain values.
struct Setting<'t> {
    /// How far it is indented.
    depth: usize,
    key: &'t str,
    value: &'t str,
}

impl<'t> Setting<'t> {
    fn all(text: &'t str) -> Vec<Setting<'t>> {
        let plain = |text: &'t str| text.trim().trim_matches(['\'', '"']);
        let of = |line: &'t str| {
            let bare = line.trim_start();
            let (key, value) = bare.split_once(':').filter(|_| !bare.starts_with('#'))?;
            Some(Setting {
                depth: line.len() - bare.len(),
                key: plain(key),
                value: plain(value),
            })
        };
        text.lines().filter_map(of).collect()
    }
}

/// The settings under `journals` of the one that is kept at this path, or that alone has such a name.
fn own<'s>(settings: &'s [Setting], path: &Path) -> &'s [Setting<'s>] {
    let mut parts = settings.split_inclusive(|setting| setting.depth == 0);
    parts.find(|part| part.last().is_some_and(|key| key.key == "journals"));
    let under = parts.next().unwrap_or_default();
    let depth = under.first().map_or(0, |name| name.depth);
    let mut near = Vec::new();
    for one in under.split(|setting| setting.depth <= depth) {
        let Some(place) = one.iter().find(|setting| setting.key == "journal") else {
            continue;
        };
        let place = Path::new(place.value.trim_start_matches("~/"));
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

/// A line that begins an entry.
enum Head<'l> {
    Entry(When, &'l str),
    Unread(NoDay, &'l str),
}

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
            return match self.stamp(stamp) {
                Ok(when) => Some(Head::Entry(when, title.trim_start())),
                Err(NoDay::Unreadable) if !dated(stamp) => None,
                Err(no) => Some(Head::Unread(no, stamp)),
            };
        }
        // Without brackets the time ends at the second space, or at the third where there is am or
        // pm.
        let spaces = line.match_indices(' ').map(|(at, _)| at);
        let mut ends = spaces.chain([line.len()]);
        let (_, second, third) = (ends.next()?, ends.next()?, ends.next());
        for end in third.into_iter().chain([second]) {
            let (stamp, title) = line.split_at(end);
            match self.stamp(stamp) {
                Ok(When::Day(_)) | Err(NoDay::Unreadable) => {}
                Ok(when) => return Some(Head::Entry(when, title.trim_start())),
                Err(no) => return Some(Head::Unread(no, stamp)),
            }
        }
        None
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
        let mut read = Err(NoDay::Unreadable);
        for form in &self.forms {
            read = read.or_else(|_| form.stamp(text));
        }
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
        if let Ok(text) = lines::text(bytes) {
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
pub fn read(
    input: &Input,
    day: Option<NaiveDate>,
    config: &Config,
    into: &mut Reading,
) -> Result<()> {
    let headers = headers(input, day, config, into)?;
    let mut open: Option<Open> = None;
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
            (Some(Head::Entry(when, title)), _) => {
                let title = title.trim_end();
                let bare = title.strip_suffix(" *").or(title.strip_prefix("* "));
                let entry = Open {
                    line,
                    when,
                    text: bare.unwrap_or(title).to_owned(),
                    starred: bare.is_some(),
                };
                left_out = false;
                write(open.replace(entry), config, into)?;
            }
            (Some(Head::Unread(no, stamp)), _) => {
                write(open.take(), config, into)?;
                left_out = true;
                let stamp = short(stamp);
                return Err(Fault::Line(match no {
                    NoDay::Either => format!("\"{stamp}\" could be two days; --date-format dmy or mdy tells which"),
                    NoDay::Unreadable => format!("an entry is expected to begin with its time; got \"{stamp}\"; --date-format tells another form"),
                }));
            }
            (None, Some(entry)) => {
                if entry.text.len() + text.len() < lines::LINE_MAX {
                    entry.text.push('\n');
                    entry.text.push_str(text);
                }
            }
            (None, None) if left_out || text.trim().is_empty() => {}
            (None, None) => return Err("an entry is expected to begin with its time, such as [2026-11-22 06:00:50 PM]; --date-format tells another form".into()),
        }
        Ok(())
    })?;
    write(open, config, into)
}

/// An entry whose text may go on.
struct Open {
    line: usize,
    when: When,
    text: String,
    starred: bool,
}

fn write(open: Option<Open>, config: &Config, into: &mut Reading) -> Result<()> {
    let Some(open) = open else {
        return Ok(());
    };
    let tags = tags(&open.text, &config.symbols);
    super::entry(open.line, open.when, &open.text, &tags, open.starred, into)
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
