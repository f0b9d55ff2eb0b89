//! `ritual words winddown`

use super::whole;
use crate::cli::input;
use crate::cli::reply::Reply;
use crate::cli::session::{Globals, Session, new_meta};
use crate::cli::words;
use crate::domain::record::{Kind, Record};
use crate::domain::small::Words;
use crate::failure::{Failure, Result};
use crate::render::sanitise::line;
use crate::render::{json, voice};
use crate::report::rows;
use clap::Subcommand;

/// Print your wind-down lines once, or set them
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
    /// Set the lines, each in quotes; earlier ones go
    Set(Lines),
    /// Add lines at the end
    Add(Lines),
    /// Take every line out
    Clear,
    /// Show them with their handles, for `ritual edit` and `ritual forget`
    List,
}

#[derive(Debug, clap::Args)]
struct Lines {
    /// A line, in quotes; `-` reads them from stdin, one a line
    #[arg(value_name = "LINE", required = true)]
    lines: Vec<String>,
}

impl Lines {
    fn gather(&self) -> Result<Vec<String>> {
        if self.lines == ["-"] {
            let all = input::stdin()?;
            let lines = all.lines().filter(|l| !l.trim().is_empty());
            let kept: Vec<String> = lines.map(|l| whole("the line", l)).collect::<Result<_>>()?;
            return if kept.is_empty() {
                Err(Failure::usage("stdin holds no line").hint("one line or more"))
            } else {
                Ok(kept)
            };
        }
        self.lines.iter().map(|l| whole("the line", l)).collect()
    }
}

pub fn run(args: Args, globals: &Globals) -> Result<Reply> {
    match args.action {
        None if !args.find.is_empty() => words::holding(
            globals,
            ("winddown", "words winddown add"),
            Kind::Winddown,
            &args.find,
        ),
        None => print(globals),
        Some(Action::List) => words::list(
            globals,
            ("winddown", voice::NO_LINES_SHOWN),
            Kind::Winddown,
            None,
        ),
        Some(Action::Set(lines)) => write(globals, "winddown set", true, lines.gather()?),
        Some(Action::Add(lines)) => write(globals, "winddown add", false, lines.gather()?),
        Some(Action::Clear) => clear(globals),
    }
}

/// The lines and nothing else.
fn print(globals: &Globals) -> Result<Reply> {
    let Session { clock, reader, .. } = Session::read(globals)?;
    let lines = reader.winddown()?;
    drop(reader);
    let text: String = lines.iter().map(|w| line(&w.text) + "\n").collect();
    let notes = lines.is_empty().then(|| voice::NO_LINES.to_owned());
    let all = lines.into_iter().map(Record::Winddown).collect();
    let found = rows::rows(clock.today(), all, None);
    let reply = Reply::of(globals, "winddown", &found, || text);
    Ok(reply.notes(notes.into_iter().collect()))
}

fn write(globals: &Globals, command: &str, anew: bool, lines: Vec<String>) -> Result<Reply> {
    let mut session = Session::open(globals)?;
    let (written, removed, now) = session.write(command, |writer, clock, _| {
        let before: Vec<Words> = writer.winddown()?;
        if anew && before.iter().map(|words| &words.text).eq(&lines) {
            let present = before.iter().cloned().map(Record::Winddown).collect();
            return Ok((present, Vec::new(), before));
        }
        let mut removed = Vec::new();
        for words in before.iter().filter(|_| anew) {
            let record = Record::Winddown(words.clone());
            writer.remove(&record)?;
            removed.push(record);
        }
        let mut written = Vec::new();
        for text in lines {
            let words = Words::new(new_meta(), clock.today(), text);
            let mut record = Record::Winddown(words);
            writer.add(&mut record)?;
            written.push(record);
        }
        Ok::<_, Failure>((written, removed, writer.winddown()?))
    })?;
    let text = || voice::winddown(&now) + "\n";
    Ok(Reply::standing(globals, text, || {
        json::written(command, &written, &removed)
    }))
}

fn clear(globals: &Globals) -> Result<Reply> {
    let mut session = Session::open(globals)?;
    let removed = session.rewrite("winddown clear", |writer, _, _| {
        let all = writer.winddown()?;
        let removed: Vec<Record> = all.into_iter().map(Record::Winddown).collect();
        for record in &removed {
            writer.remove(record)?;
        }
        Ok::<_, Failure>(removed)
    })?;
    let said = if removed.is_empty() {
        voice::NO_LINES_SHOWN
    } else {
        voice::LINES_CLEARED
    };
    let json = || json::written("winddown clear", &[], &removed);
    Ok(Reply::confirmation(globals, || format!("{said}\n"), json))
}
