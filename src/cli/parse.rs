//! From arguments to a command, quickly; errors and help are built when they are wanted.

use super::reply::{self, put};
use super::session::Globals;
use super::topics;
use super::typed::joined;
use super::{ENTRIES, Run, board, demo, legacy, required, root};
use crate::failure::{Failure, code};
use crate::render::voice::hint_name;
use anstream::AutoStream;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{ArgMatches, Command, FromArgMatches};
use std::ffi::OsString;
use std::mem::ManuallyDrop;

pub struct Parsed {
    pub name: &'static str,
    pub globals: Globals,
    pub matches: ArgMatches,
    pub run: Run,
}

/// Reads the process's arguments; `Err` holds the exit code where help or an error was printed.
pub fn parse() -> Result<Parsed, u8> {
    let parsed = parse_line(std::env::args_os().collect(), false)?;
    let made_up = match parsed.name {
        "demo" => parsed.matches.get_many::<OsString>("command"),
        _ => return Ok(parsed),
    };
    let line = made_up.into_iter().flatten().cloned();
    let inner = parse_line(["ritual".into()].into_iter().chain(line).collect(), true)?;
    if !demo::takes(inner.name) {
        return Ok(parsed);
    }
    let made_up = Globals::made_up();
    let globals = Globals {
        db: made_up.db,
        made_up: made_up.made_up,
        json: inner.globals.json || parsed.globals.json,
        now: inner.globals.now.or(parsed.globals.now),
        ..inner.globals
    };
    Ok(Parsed { globals, ..inner })
}

fn parse_line(args: Vec<OsString>, made_up: bool) -> Result<Parsed, u8> {
    let mut args = legacy::rewrite(joined(args));
    let taken = legacy::meant(&mut args);
    let mut matches = loop {
        match matched(&args) {
            Ok(matches) => break matches,
            Err(lacks) if lacks.kind() == ErrorKind::MissingRequiredArgument => {
                args = required::ask(args, &lacks, made_up)?;
            }
            Err(error) => return Err(answer(&error, &args)),
        }
    };
    let globals = Globals::from_arg_matches(&matches).map_err(|e| reply::fail(&e.into()))?;
    if let Some(taken) = taken {
        globals.notes.say(taken);
    }
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

fn matched(args: &[OsString]) -> Result<ArgMatches, clap::Error> {
    // Taking the command apart again would be a tenth of the start; the process ends soon.
    let quick = root::quick(args).map(ManuallyDrop::new);
    match quick.map(|mut quick| quick.try_get_matches_from_mut(args)) {
        Some(Ok(matches)) => Ok(matches),
        Some(Err(error)) if error.kind() == ErrorKind::DisplayVersion => Err(error),
        // The quick command knows no help texts: ask the whole one for its answer.
        _ => root::helpful().try_get_matches_from(args),
    }
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
        _ => {
            let (command, path) = required::named(args);
            let near = (error.kind() == ErrorKind::UnknownArgument)
                .then(|| option(error, &command, &path));
            let failure = failure(error, &path);
            reply::fail(&match near.flatten() {
                Some(near) => failure.hint(near),
                None => failure,
            })
        }
    }
}

fn print(text: &str) -> u8 {
    match put(text, AutoStream::choice(&std::io::stdout())) {
        Err(e) if e.kind() != std::io::ErrorKind::BrokenPipe => reply::fail(&reply::unwritable(&e)),
        _ => code::DONE,
    }
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
    let space = if command.is_empty() { "" } else { " " };
    let help = format!("`ritual{space}{command} --help` shows what it takes");
    let hint = meant(error).unwrap_or_else(|| hint(tip, error, command, help));
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

/// What an option that a command has not may be: one of its own that is near, or one of another
/// command.
fn option(error: &clap::Error, command: &Command, path: &str) -> Option<String> {
    let Some(ContextValue::String(typed)) = error.get(ContextKind::InvalidArg) else {
        return None;
    };
    let typed = typed.strip_prefix("--")?.split(['=', ' ']).next()?;
    let near = |long: &str| long.starts_with(typed) || is_near(typed, long);
    if let Some(own) = longs(command).find(|long| near(long)) {
        return Some(format!(
            "a similar argument exists: '--{own}'; `ritual {path} --help` shows what it takes"
        ));
    }
    let whole = root::command();
    let has = |name: &&str| {
        let command = whole.find_subcommand(name);
        command.is_some_and(|command| longs(command).any(|long| long == typed))
    };
    let others = ENTRIES.iter().map(|entry| entry.name).filter(has);
    match others.collect::<Vec<_>>().as_slice() {
        [] => None,
        several if several.contains(&"mood") => Some(format!("`ritual mood --{typed} …` notes it")),
        several => {
            let named = several
                .iter()
                .take(3)
                .map(|name| format!("`ritual {name}`"));
            let named = named.collect::<Vec<_>>().join(", ");
            Some(format!("--{typed} goes with {named}"))
        }
    }
}

/// The options that help shows.
fn longs(command: &Command) -> impl Iterator<Item = &str> {
    let shown = command.get_arguments().filter(|arg| !arg.is_hide_set());
    shown.filter_map(|arg| arg.get_long())
}

/// Whether a word is a slip of the finger away from another.
fn is_near(typed: &str, word: &str) -> bool {
    let slips = if word.len() > 4 { 2 } else { 1 };
    typed.len() > 2 && strsim::osa_distance(typed, word) <= slips
}

/// Words other programs have for what is here under another name, and words near a command.
fn meant(error: &clap::Error) -> Option<String> {
    let Some(ContextValue::String(word)) = error.get(ContextKind::InvalidSubcommand) else {
        return None;
    };
    let here = match word.as_str() {
        "delete" | "remove" | "rm" => {
            "`ritual forget ID` deletes for good; `ritual undo` takes back"
        }
        "day" => "`ritual show yesterday` shows another day",
        "done" | "check" | "note" => "`ritual log NAME` notes a ritual",
        "sleep" => "`ritual mood --sleep HOURS` notes how long you slept",
        "feel" | "feeling" => "`ritual mood --feeling WORD` notes how you feel",
        "report" => "`ritual streaks` shows counts and runs",
        "rename" => "`ritual change NAME --name NEW` renames one",
        "version" => "`ritual --version` shows it",
        _ => {
            let mut commands = ENTRIES.iter().map(|entry| entry.name);
            let near = commands.find(|name| is_near(word, name))?;
            return Some(format!(
                "`ritual {near}` is close to it; `ritual --help` lists the commands"
            ));
        }
    };
    Some(here.to_owned())
}
