//! From arguments to a command, quickly; errors and help are built when they are wanted.

use super::reply::{self, put};
use super::session::Globals;
use super::topics;
use super::typed::joined;
use super::{ENTRIES, Run, board, demo, legacy, root};
use crate::failure::{Failure, code};
use crate::render::voice::hint_name;
use anstream::AutoStream;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{ArgMatches, FromArgMatches};
use std::ffi::OsString;

pub struct Parsed {
    pub name: &'static str,
    pub globals: Globals,
    pub matches: ArgMatches,
    pub run: Run,
}

/// Reads the process's arguments; `Err` holds the exit code where help or an error was printed.
pub fn parse() -> Result<Parsed, u8> {
    let parsed = parse_line(std::env::args_os().collect())?;
    let made_up = match parsed.name {
        "demo" => parsed.matches.get_many::<OsString>("command"),
        _ => return Ok(parsed),
    };
    let line = made_up.into_iter().flatten().cloned();
    let inner = parse_line(["ritual".into()].into_iter().chain(line).collect())?;
    if !demo::takes(inner.name) {
        return Ok(parsed);
    }
    let globals = Globals {
        // Nothing can be there.
        db: vec!["/dev/null/made-up.db".into()],
        made_up: true,
        json: inner.globals.json || parsed.globals.json,
        now: inner.globals.now.or(parsed.globals.now),
        ..inner.globals
    };
    Ok(Parsed { globals, ..inner })
}

fn parse_line(args: Vec<OsString>) -> Result<Parsed, u8> {
    let args = legacy::rewrite(joined(args));
    let quick = root::quick(&args).map(|quick| quick.try_get_matches_from(&args));
    let mut matches = match quick {
        Some(Ok(matches)) => matches,
        Some(Err(error)) if error.kind() == ErrorKind::DisplayVersion => {
            return Err(answer(&error, &args));
        }
        // The quick command knows no help texts: ask the whole one for its answer.
        _ => root::helpful()
            .try_get_matches_from(&args)
            .map_err(|error| answer(&error, &args))?,
    };
    let globals = Globals::from_arg_matches(&matches).map_err(|e| reply::fail(&e.into()))?;
    let Some((name, matches)) = matches.remove_subcommand() else {
        return Ok(Parsed {
            name: "show",
            globals,
            matches,
            run: board::bare,
        });
    };
    let entry = ENTRIES.iter().find(|e| e.name == name).ok_or(code::USAGE)?;
    Ok(Parsed {
        name: entry.name,
        globals,
        matches,
        run: entry.run,
    })
}

/// Help and version go to stdout; anything else is a failure.
fn answer(error: &clap::Error, args: &[OsString]) -> u8 {
    match topics::help(args, error.kind() == ErrorKind::DisplayHelp) {
        Some(Ok(text)) => return print(&text),
        Some(Err(failure)) => return reply::fail(&failure),
        None => {}
    }
    match error.kind() {
        ErrorKind::DisplayHelp
        | ErrorKind::DisplayVersion
        | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            print(&error.render().ansi().to_string())
        }
        _ => reply::fail(&failure(error, &entered(args))),
    }
}

fn print(text: &str) -> u8 {
    match put(text, AutoStream::choice(&std::io::stdout())) {
        Err(e) if e.kind() != std::io::ErrorKind::BrokenPipe => reply::fail(&reply::unwritable(&e)),
        _ => code::DONE,
    }
}

/// The command named in the arguments, and the one below it, for the hint.
fn entered(args: &[OsString]) -> String {
    let whole = root::command();
    let mut at = &whole;
    let mut path = String::new();
    for word in args.iter().skip(1) {
        if let Some(below) = at.get_subcommands().find(|c| *word == c.get_name()) {
            path += &format!(" {}", below.get_name());
            at = below;
        }
    }
    path
}

/// One line of what clap found, and a hint.
pub fn failure(error: &clap::Error, command: &str) -> Failure {
    let text = error.render().to_string();
    let first: Vec<&str> = text
        .lines()
        .map(str::trim)
        .take_while(|line| !line.is_empty())
        .collect();
    let message = first.join(" ");
    let message = message
        .strip_prefix("error: ")
        .unwrap_or(&message)
        .to_owned();
    let message = message
        .split(" Usage: ")
        .next()
        .unwrap_or_default()
        .to_owned();
    let tip = text
        .lines()
        .map(str::trim)
        .find_map(|line| line.strip_prefix("tip: "));
    let help = format!("`ritual{command} --help` shows what it takes");
    let hint = match (meant(error), tip) {
        (Some(meant), _) => meant,
        (None, tip) => hint(tip, error, command, help),
    };
    Failure::usage(message).hint(hint)
}

fn hint(tip: Option<&str>, error: &clap::Error, command: &str, help: String) -> String {
    match (tip, error.get(ContextKind::InvalidSubcommand)) {
        (Some(tip), _) if tip.starts_with("to pass") => {
            format!(
                "a value that begins with a dash follows an equals sign, as in --note=-x; {help}"
            )
        }
        (Some(tip), _) => format!("{tip}; {help}"),
        // A name typed where a command goes is most likely one to be logged.
        (None, Some(ContextValue::String(name))) if command.is_empty() => {
            format!(
                "`ritual log {}` notes it; `ritual --help` lists the commands",
                hint_name(name)
            )
        }
        (None, _) => help,
    }
}

/// Words other programs have for what is here under another name, and options of another command.
fn meant(error: &clap::Error) -> Option<String> {
    if error.kind() == ErrorKind::UnknownArgument
        && let Some(ContextValue::String(option)) = error.get(ContextKind::InvalidArg)
    {
        let of_a_mood = [
            "trigger", "coping", "changed", "feeling", "sleep", "energy", "giving",
        ];
        let option = option.trim_start_matches('-').split(['=', ' ']).next()?;
        return of_a_mood
            .contains(&option)
            .then(|| format!("`ritual mood --{option} …` notes it"));
    }
    let Some(ContextValue::String(word)) = error.get(ContextKind::InvalidSubcommand) else {
        return None;
    };
    let here = match word.as_str() {
        "delete" | "remove" | "rm" => {
            "`ritual forget ID` deletes for good; `ritual undo` takes back"
        }
        "yesterday" | "day" => "`ritual show yesterday` shows another day",
        "status" => "`ritual` alone shows the last days",
        "done" | "check" | "note" => "`ritual log NAME` notes a ritual",
        "sleep" => "`ritual mood --sleep HOURS` notes how long you slept",
        "feel" | "feeling" => "`ritual mood --feeling WORD` notes how you feel",
        "week" => "`ritual review --week` shows the week",
        "stats" | "report" => "`ritual streaks` shows counts and runs",
        "rename" => "`ritual change NAME --name NEW` renames one",
        "version" => "`ritual --version` shows it",
        _ => return None,
    };
    Some(here.to_owned())
}
