//! Words that stand alone: typed, from stdin, in the editor, or at a prompt; and lists of them.

use super::context::{Context, Globals};
use super::editor::{self, Way};
use super::input;
use super::reply::Reply;
use super::typed::said;
use super::when::{self, Ahead};
use crate::clock::Clock;
use crate::domain::meta::Meta;
use crate::domain::record::{Kind, Record};
use crate::domain::text::TextError;
use crate::domain::words::Words;
use crate::failure::{Failure, Result};
use crate::render::{json, rows as page, voice};
use crate::report::rows;
use chrono::NaiveDate;
use uuid::Uuid;

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
pub struct Asked {
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
    pub fn gather(&self, globals: &Globals, asked: &Asked) -> Result<Option<String>> {
        let raw = match (self.text.as_slice(), self.edit) {
            (typed, true) => {
                let typed = typed.join(" ");
                editor::edit(globals, &typed, &Way::Dash(&typed))?.unwrap_or_default()
            }
            ([], false) => {
                let question = format!("{} (Enter for none)", asked.question);
                match input::prompt(globals, &question)? {
                    Some(line) if line.is_empty() => return Ok(None),
                    Some(line) => line,
                    None => {
                        let what = format!("{} expects a text", asked.what);
                        return Err(input::missing(&what, asked.remedy));
                    }
                }
            }
            ([dash], false) if dash == "-" => input::stdin()?,
            (typed, false) => typed.join(" "),
        };
        whole(asked.what, &raw).map(Some)
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

/// Keeps words as a row of the kind `of` makes.
pub fn keep(
    context: &mut Context,
    command: &str,
    text: String,
    on: Option<&str>,
    of: fn(Words) -> Record,
) -> Result<Reply> {
    context.read()?; // the notebook says when its day starts
    day(on, &context.clock)?;
    let (words, record) = context.write(command, |writer, clock, _| {
        let words = Words::new(Meta::new(Uuid::now_v7()), day(on, clock)?, text);
        let mut record = of(words.clone());
        writer.add(&mut record)?;
        Ok((words, record))
    })?;
    let text = voice::words_noted(&words, context.clock.today()) + "\n";
    Ok(Reply::confirmation(
        text,
        json::written(command, &[record], &[]),
    ))
}

/// Every row of a kind, or those of the last `days` days.
pub fn list(
    context: &mut Context,
    (name, none): (&str, &str),
    kind: Kind,
    days: Option<u32>,
) -> Result<Reply> {
    let (store, _) = context.read()?;
    let all = store.records(kind)?;
    drop(store);
    let found = rows::rows(context.clock.today(), all, days);
    Ok(Reply::report(
        page::rows(&found, none),
        json::report(name, &found),
    ))
}

/// A window of so many days, today the last of them.
pub fn days(typed: &str) -> std::result::Result<u32, String> {
    let known = typed.trim().parse().ok();
    known
        .filter(|n| (1..=36_600).contains(n))
        .ok_or_else(|| "expects a number of days from 1".to_owned())
}
