//! `ritual words`, and what commands of words have in common: words that stand alone, typed, from
//! stdin, in the editor, or at a prompt; and lists of them.

mod phrase;
mod vision;
mod winddown;

use super::editor::{self, Way};
use super::input;
use super::names;
use super::reply::Reply;
use super::session::{Globals, Session, new_meta};
use super::typed::said;
use super::when::{self, Ahead};
use crate::clock::Clock;
use crate::domain::record::{Kind, Record};
use crate::domain::small::Words;
use crate::domain::text::TextError;
use crate::failure::{Failure, Result};
use crate::render::{record as page, voice};
use crate::report::rows;
use chrono::NaiveDate;
use clap::Subcommand;
use std::slice::from_ref;

/// Show your own words: what being well is for you, phrases, wind-down lines
///
/// Bare, every one of them; with TEXT, those that hold it. Each is yours; the program brings none.
#[derive(Debug, clap::Args)]
#[command(args_conflicts_with_subcommands = true, infer_subcommands = true)]
pub struct Args {
    #[command(subcommand)]
    action: Option<Action>,
    /// Words to look for in them
    #[arg(value_name = "TEXT")]
    find: Vec<String>,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// Show them
    List,
    /// Add a phrase
    Add {
        #[command(flatten)]
        text: Text,
    },
    /// Show or set what being well is for you
    Vision(vision::Args),
    /// Show your phrases, or add one
    Phrase(phrase::Args),
    /// Print your wind-down lines once, or set them
    Winddown(winddown::Args),
}

pub fn run(args: Args, globals: &Globals) -> Result<Reply> {
    match args.action {
        None => find(&args.find.join(" "), globals),
        Some(Action::List) => find("", globals),
        Some(Action::Add { text }) => phrase::add(&text, globals),
        Some(Action::Vision(args)) => vision::run(args, globals),
        Some(Action::Phrase(args)) => phrase::run(args, globals),
        Some(Action::Winddown(args)) => winddown::run(args, globals),
    }
}

/// The wordings that hold a text: the present vision, the phrases, the wind-down lines.
fn find(sought: &str, globals: &Globals) -> Result<Reply> {
    let Session {
        clock,
        settings,
        reader,
        ..
    } = Session::read(globals)?;
    let mut all: Vec<Record> = reader
        .visions()?
        .pop()
        .map(Record::Vision)
        .into_iter()
        .collect();
    for kind in [Kind::Phrase, Kind::Winddown] {
        all.extend(reader.records(kind)?);
    }
    drop(reader);
    let found = rows::rows(clock.today(), all, None).holding(sought);
    if found.rows.is_empty() && !sought.is_empty() {
        return Err(none("words", "words add", sought));
    }
    Ok(Reply::of(globals, "words", &found, || {
        page::of_kinds(&found, &settings, voice::NO_OWN_WORDS)
    }))
}

/// The words of a command.
#[derive(Debug, Clone, clap::Args)]
pub struct Text {
    /// Your words; `-` reads them from stdin
    #[arg(value_name = "TEXT|-")]
    text: Vec<String>,
    /// Write them in your editor
    #[arg(long)]
    edit: bool,
}

/// How a missing text is asked for, and how a script gives it.
pub struct Prompt {
    /// What the text is, such as "the win".
    pub what: &'static str,
    pub question: &'static str,
    pub remedy: &'static str,
}

impl Text {
    pub fn is_empty(&self) -> bool {
        self.text.is_empty() && !self.edit
    }

    /// The text; none where a prompt came back empty.
    pub fn gather(&self, globals: &Globals, prompt: &Prompt) -> Result<Option<String>> {
        let raw = match (self.text.as_slice(), self.edit) {
            (typed, true) => {
                let typed = typed.join(" ");
                editor::edit(globals, &typed, &Way::Dash(&typed))?.unwrap_or_default()
            }
            ([], false) => {
                let question = format!("{} (Enter for none)", prompt.question);
                match input::prompt(globals, &question)? {
                    Some(line) if line.is_empty() => return Ok(None),
                    Some(line) => line,
                    None => {
                        let what = format!("{} expects a text", prompt.what);
                        return Err(input::missing(&what, prompt.remedy));
                    }
                }
            }
            ([dash], false) if dash == "-" => input::stdin()?,
            (typed, false) => typed.join(" "),
        };
        whole(prompt.what, &raw).map(Some)
    }
}

/// A text that has to hold something.
pub fn whole(what: &str, raw: &str) -> Result<String> {
    said(what, raw)?.ok_or_else(|| Failure::text(what, &TextError::Empty))
}

/// Nothing was given, and that is fine.
pub fn nothing() -> Reply {
    Reply::plain(format!("{}\n", voice::NOTHING_NOTED))
}

/// The day typed after `--on`, or today.
pub fn day(on: Option<&str>, clock: &Clock) -> Result<NaiveDate> {
    match on {
        Some(typed) => when::day("--on", typed, clock, Ahead::Refused),
        None => Ok(clock.today()),
    }
}

/// Keeps words as a row of the kind `of` makes; none where a prompt came back empty.
pub fn keep(
    globals: &Globals,
    command: &str,
    (text, prompt): (&Text, &Prompt),
    on: Option<&str>,
    of: fn(Words) -> Record,
) -> Result<Reply> {
    let Some(text) = text.gather(globals, prompt)? else {
        return Ok(nothing());
    };
    let mut session = Session::open(globals)?;
    let words = Words::new(new_meta(), day(on, &session.clock)?, text);
    let mut record = of(words.clone());
    session.write(command, |writer, _, _| Ok(writer.add(&mut record)?))?;
    let clock = &session.clock;
    let text = || {
        let said = voice::words_noted(&words, clock.today(), clock.small_hours());
        voice::by_handle(&said, record.meta().id) + "\n"
    };
    Ok(Reply::wrote(globals, command, from_ref(&record), text))
}

/// Every row of a kind, or those of the last `days` days.
pub fn list(
    globals: &Globals,
    (name, none): (&str, &str),
    kind: Kind,
    days: Option<u32>,
) -> Result<Reply> {
    let Session { clock, reader, .. } = Session::read(globals)?;
    let all = reader.records(kind)?;
    drop(reader);
    let found = rows::rows(clock.today(), all, days);
    Ok(Reply::of(globals, name, &found, || {
        page::rows(&found, none)
    }))
}

/// The rows of a kind that hold words, which another command writes.
pub fn holding(
    globals: &Globals,
    (name, writes): (&str, &str),
    kind: Kind,
    sought: &[String],
) -> Result<Reply> {
    let sought = sought.join(" ");
    let Session { clock, reader, .. } = Session::read(globals)?;
    let found = rows::rows(clock.today(), reader.records(kind)?, None).holding(&sought);
    drop(reader);
    if found.rows.is_empty() {
        return Err(none(name, writes, &sought));
    }
    Ok(Reply::of(globals, name, &found, || page::rows(&found, "")))
}

fn none(name: &str, writes: &str, sought: &str) -> Failure {
    let noun = name.split(' ').next().unwrap_or(name);
    let (path, verb) = writes.rsplit_once(' ').unwrap_or((noun, writes));
    names::nothing_holds(noun, path, sought, verb)
}

/// A window of so many days, today the last of them.
pub fn days(typed: &str) -> std::result::Result<u32, String> {
    let known = typed.trim().parse().ok();
    known
        .filter(|n| (1..=36_600).contains(n))
        .ok_or_else(|| "expects a number of days from 1".to_owned())
}
