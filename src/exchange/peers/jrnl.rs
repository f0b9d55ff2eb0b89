//! jrnl: the text of a journal, or its JSON export. An entry is a note without a level.

mod journal;

use crate::exchange::read::dates;
use crate::exchange::read::input::Input;
use crate::exchange::read::items::Items;
use crate::exchange::read::options::WordsAs;
use crate::exchange::read::reading::{Note, Reading, When};
use crate::exchange::read::table::{day, short};
use crate::exchange::{ExchangeError, Format};
use serde_json::Value;

pub struct Jrnl;

impl Format for Jrnl {
    fn name(&self) -> &'static str {
        "jrnl"
    }

    fn about(&self) -> &'static str {
        "jrnl: the journal's text, or `jrnl --format json`"
    }

    fn recognise(&self, input: &Input) -> bool {
        let text = input.text();
        let json = text.trim_start().starts_with('{')
            && text.contains("\"entries\"")
            && text.contains("\"body\"");
        json || journal::encrypted(input) || journal::begins(input.first_line())
    }

    fn read(&self, input: &Input, into: &mut Reading) -> Result<(), ExchangeError> {
        into.of(&input.name);
        if journal::encrypted(input) {
            return Err(ExchangeError::Whole {
                file: input.name.clone(),
                why: "is an encrypted journal".to_owned(),
                hint: "`jrnl --format json` asks for the password; `import jrnl -` reads what it prints".to_owned(),
            });
        }
        if !input.text().trim_start().starts_with('{') {
            return journal::read(input, into);
        }
        let form = into.form();
        let mut items = Items::of(input, &["entries"])?;
        while let Some((line, item)) = items.next()? {
            match item.and_then(|item| JournalEntry::of(&item, &form)) {
                Ok(entry) => entry.write(line, into)?,
                Err(what) => into.bad(line, what)?,
            }
        }
        Ok(())
    }
}

/// An entry of a journal.
struct JournalEntry {
    when: When,
    text: String,
    tags: Vec<String>,
    starred: bool,
}

impl JournalEntry {
    fn of(item: &Value, form: &dates::Form) -> Result<JournalEntry, String> {
        let text = |field: &str| item.get(field).and_then(Value::as_str).unwrap_or_default();
        if item.get("title").or(item.get("body")).is_none() {
            return Err("an entry is expected, with a \"title\" or a \"body\"".to_owned());
        }
        let date = day(form, text("date"))?;
        let when = match text("time") {
            "" => When::Day(date),
            time => match dates::time(time) {
                Some(time) => When::Wall(date.and_time(time)),
                None => return Err(format!("a time is expected; got \"{}\"", short(time))),
            },
        };
        let tags = item.get("tags").and_then(Value::as_array);
        let tags = tags.into_iter().flatten().filter_map(Value::as_str);
        Ok(JournalEntry {
            when,
            text: [text("title"), text("body")].join("\n"),
            tags: tags.map(bare).collect(),
            starred: item.get("starred") == Some(&Value::Bool(true)),
        })
    }

    fn write(self, line: usize, into: &mut Reading) -> Result<(), ExchangeError> {
        let mut note = Note::new(self.when, "");
        note.say(&self.text);
        if self.starred {
            note.extra.insert("starred".to_owned(), true.into());
        }
        let tags: Vec<&str> = self.tags.iter().map(String::as_str).collect();
        into.worded(line, note, "tags", &tags, Some(WordsAs::Feelings))
    }
}

/// A tag without its mark.
fn bare(tag: &str) -> String {
    tag.trim_start_matches(['@', '#']).to_owned()
}
