//! jrnl: the text of a journal, a folder with a file for each day, or the JSON export. An entry is a
//! note without a level.

mod journal;

use crate::domain::field::iso_day;
use crate::exchange::read::dates::lived;
use crate::exchange::read::items::{is_true, text};
use crate::exchange::read::table::{day, on};
use crate::exchange::read::{Archive, Input, Items, Note, Reading, When, WordsAs, archive, items};
use crate::exchange::{ExchangeError, Format, Result};
use chrono::NaiveDate;
use journal::Config;
use serde_json::Value;

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
    is_export(input) || journal::encrypted(input) || journal::begins(input.first_line())
}

fn read(input: &Input, into: &mut Reading) -> Result<()> {
    if archive::is_one(input) {
        return folder(input, into);
    }
    into.of(&input.name);
    if journal::encrypted(input) {
        return Err(ExchangeError::whole(
            &input.name,
            "is an encrypted journal",
            "`jrnl --format json` asks for the password; `import jrnl -` reads what it prints",
        ));
    }
    if !is_export(input) {
        let config = Config::near(input, into.options);
        return journal::read(input, None, &config, into);
    }
    let form = into.form();
    Items::of(input, &["entries"])?.each(into, |line, item, into| {
        if item.get("title").or(item.get("body")).is_none() {
            return Err("an entry is expected, with a \"title\" or a \"body\"".into());
        }
        let date = day(&form, text(item, "date"))?;
        let when = on(date, text(item, "time"))?;
        let words = [text(item, "title"), text(item, "body")].join("\n");
        let tags = items::list(item, "tags").iter().filter_map(Value::as_str);
        // Tags stand there with their marks.
        let tags = tags.map(|tag| tag.trim_start_matches(['@', '#']));
        let tags: Vec<&str> = tags.collect();
        Ok(entry(
            line,
            when,
            &words,
            &tags,
            is_true(item, "starred"),
            into,
        )?)
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
        .try_for_each(|(day, name)| journal::read(&archive.file(name)?, Some(*day), &config, into))
}

/// The day that a path ends with.
fn day_of(name: &str) -> Option<NaiveDate> {
    let mut parts = name.strip_suffix(".txt")?.rsplit('/');
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    iso_day(&format!("{year}-{month}-{day}")).filter(|day| lived(*day))
}

fn entry(
    line: usize,
    when: When,
    words: &str,
    tags: &[&str],
    starred: bool,
    into: &mut Reading,
) -> Result<()> {
    let mut note = Note::new(when, "");
    note.say(words);
    if starred {
        note.extra.insert("starred".to_owned(), true.into());
    }
    into.worded(line, note, "tags", tags, Some(WordsAs::Feelings))
}
