//! From arguments to a command, quickly; errors and help are built when they are wanted.

use super::reply::{self, put};
use super::required::Asked;
use super::session::Globals;
use super::topics;
use super::typed::joined;
use super::{ENTRIES, Run, board, demo, legacy, near, required, root};
use crate::failure::{Failure, code};
use crate::render::wrap::columns;
use anstream::AutoStream;
use clap::error::ErrorKind;
use clap::{ArgMatches, FromArgMatches};
use std::ffi::OsString;
use std::mem::ManuallyDrop;

pub struct Parsed {
    pub name: &'static str,
    pub globals: Globals,
    pub matches: ArgMatches,
    pub run: Run,
    /// The line, with what was asked for in it.
    pub asked: Asked,
}

/// Reads arguments; `Err` holds the exit code where help or an error was printed.
pub fn parse(args: Vec<OsString>) -> Result<Parsed, u8> {
    let parsed = parse_line(args, false)?;
    let made_up = match parsed.name {
        "demo" => parsed.matches.get_many::<OsString>("command"),
        _ => return Ok(parsed),
    };
    let mut line = vec!["ritual".into()];
    line.extend(made_up.into_iter().flatten().cloned());
    let inner = parse_line(line, true)?;
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
    // What was answered stands behind `demo`, whose own line it is not.
    let asked = parsed.asked;
    Ok(Parsed {
        globals,
        asked,
        ..inner
    })
}

fn parse_line(args: Vec<OsString>, made_up: bool) -> Result<Parsed, u8> {
    let mut args = legacy::rewrite(joined(args));
    let (mut taken, mut answers) = (None, Vec::new());
    let mut matches = loop {
        match matched(&args) {
            Ok(matches) => break matches,
            Err(lacks) if required::lacks(&lacks, &args) => {
                args = required::ask(args, &lacks, made_up, &mut answers)?;
            }
            Err(error) if taken.is_some() => return Err(answer(&error, &args, made_up)),
            Err(error) => match near::mend(&error, &mut args, made_up) {
                None => return Err(answer(&error, &args, made_up)),
                said => (taken, args) = (said, joined(args)),
            },
        }
    };
    let globals =
        Globals::from_arg_matches_mut(&mut matches).map_err(|e| reply::fail(&e.into()))?;
    if let Some(taken) = taken {
        globals.notes.say(taken);
    }
    let asked = Asked {
        line: args,
        answers,
    };
    let bare: Run = board::bare;
    let (name, run, matches) = match matches.remove_subcommand() {
        None => ("show", bare, matches),
        Some((name, matches)) => {
            let entry = ENTRIES.iter().find(|e| e.name == name).ok_or(code::USAGE)?;
            (entry.name, entry.run, matches)
        }
    };
    Ok(Parsed {
        name,
        globals,
        matches,
        run,
        asked,
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
fn answer(error: &clap::Error, args: &[OsString], made_up: bool) -> u8 {
    if let now @ Some(_) = legacy::value_of("--now", args)
        && let Err(failure) = (Globals {
            now,
            ..Globals::default()
        })
        .clock()
    {
        return reply::fail(&failure);
    }
    match topics::help(args, error.kind() == ErrorKind::DisplayHelp) {
        Some(Ok(text)) => return print(&text),
        Some(Err(failure)) => return reply::fail(&failure),
        None => {}
    }
    match error.kind() {
        ErrorKind::DisplayHelp
        | ErrorKind::DisplayVersion
        | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            // What clap does not fold is folded here.
            print(&columns(&error.render().ansi().to_string(), reply::width()))
        }
        _ => {
            let failure = failure(error, &required::named(args).1);
            reply::fail(&match near::hint(error, args, made_up) {
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
    let lines = || text.lines().map(str::trim);
    let first: Vec<&str> = lines().take_while(|line| !line.is_empty()).collect();
    let message = first.join(" ");
    let message = message.strip_prefix("error: ").unwrap_or(&message);
    let message = message.split(" Usage: ").next().unwrap_or_default();
    let tip = lines().find_map(|line| line.strip_prefix("tip: "));
    let space = if command.is_empty() { "" } else { " " };
    let help = format!("`ritual{space}{command} --help` shows what it takes");
    Failure::usage(message).hint(match tip {
        Some(tip) if tip.starts_with("to pass '--") => help,
        Some(tip) if tip.starts_with("to pass") => format!(
            "a value that begins with a dash follows an equals sign, as in --note=-x; {help}"
        ),
        Some(tip) if tip.contains("value") => format!("{tip}; {help}"),
        _ => help,
    })
}
