//! The clap command made from the table of commands, and what a line is to it: quickly; errors and help
//! are built when they are wanted.

use super::reply::{self, put};
use super::required::Asked;
use super::session::Globals;
use super::topics;
use super::typed::joined;
use super::{
    ENTRIES, Entry, FILE, Run, UNDER_SUPPORT, board, demo, examples, legacy, near, required,
};
use crate::failure::{Failure, code};
use crate::render::topic::{ALL_COMMANDS, COMMON_OPTIONS, FILE_COMMANDS};
use crate::render::wrap::{columns, prose};
use anstream::AutoStream;
use clap::error::ErrorKind;
use clap::{Arg, ArgAction, ArgMatches, Args, Command, FromArgMatches};
use std::ffi::OsString;
use std::mem::ManuallyDrop;

fn bare() -> Command {
    Globals::augment_args(Command::new("ritual"))
        .bin_name("ritual")
        .version(env!("CARGO_PKG_VERSION"))
        .about("A private notebook for the practices that keep you well, and for the boundaries you agree on")
        .infer_subcommands(true)
        .max_term_width(100)
}

/// Of the board alone, which has no command of its own.
fn with_sacred() -> Arg {
    let flag = Arg::new(WITH_SACRED).long(WITH_SACRED);
    flag.action(ArgAction::SetTrue)
}

pub const WITH_SACRED: &str = "with-sacred";

/// The one command that the arguments name, if they name one, and no help texts: what a log pays
/// for. None where the whole command has to answer: a name nobody knows, or `help`.
pub fn quick(args: &[OsString]) -> Option<Command> {
    match legacy::words(args).next() {
        None => Some(bare().arg(with_sacred())),
        Some(at) => {
            let entry = entry(args[at].to_str()?)?;
            Some(bare().subcommand((entry.args)(Command::new(entry.name))))
        }
    }
}

/// The command of this name, or the one whose name begins so.
pub fn entry(word: &str) -> Option<&'static Entry> {
    let begins = |e: &&Entry| e.name.starts_with(word);
    let mut begun = ENTRIES.iter().filter(begins);
    let exact = ENTRIES.iter().find(|e| e.name == word);
    exact.or(match (begun.next(), begun.next()) {
        (Some(one), None) => Some(one),
        _ => None,
    })
}

/// The whole command, for errors, completion and man pages.
pub fn command() -> Command {
    let whole = ENTRIES.iter().map(|e| (e.args)(Command::new(e.name)));
    bare().subcommands(whole).subcommand_value_name("COMMAND")
}

/// The whole command as its help shows it: own options, two examples, the common options in one
/// line.
pub fn helpful() -> Command {
    command()
        .max_term_width(80)
        .mut_args(|common| common.hide(true))
        .mut_subcommands(|c| page(c, ""))
}

/// The help of a command and of those below it. The words about it stand in the template, because
/// clap spreads every option over several lines where a command has long ones.
fn page(command: Command, above: &str) -> Command {
    let path = format!("{above}{}", command.get_name());
    let long = command.get_long_about().or(command.get_about());
    let about = prose(&long.map(ToString::to_string).unwrap_or_default(), 80);
    let mut after = String::new();
    if let [one, other] = *examples(&path) {
        after = format!("Examples:\n  ritual {one}\n  ritual {other}\n\n");
    }
    let own = command.get_arguments().next().is_some() || command.has_subcommands();
    let own = if own { "{all-args}" } else { "" };
    let help = Arg::new("help")
        .short('h')
        .long("help")
        .action(ArgAction::Help);
    command
        .long_about(None)
        .disable_help_flag(true)
        .disable_help_subcommand(true)
        .arg(help.hide(true))
        .help_template(format!(
            "{about}\n{{usage-heading}} {{usage}}\n\n{own}{{after-help}}"
        ))
        .after_help(after + COMMON_OPTIONS)
        .mut_subcommands(|c| page(c, &format!("{path} ")))
}

/// The commands, one a line: those of the file, or all others.
pub fn list(of_file: bool) -> String {
    let mut text = if of_file { FILE_COMMANDS } else { ALL_COMMANDS }.to_owned();
    let mut group = "";
    let listed = |e: &&Entry| match e.group {
        UNDER_SUPPORT => false,
        group => (group == FILE) == of_file,
    };
    for entry in ENTRIES.iter().filter(listed) {
        if entry.group != group {
            group = entry.group;
            text += &format!("\n{group}\n");
        }
        let command = (entry.args)(Command::new(entry.name));
        let about = command.get_about().map(ToString::to_string);
        text += &format!("  {:<12} {}\n", entry.name, about.unwrap_or_default());
    }
    text
}

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
        let error = match matched(&args) {
            Ok(matches) => break matches,
            Err(error) => error,
        };
        if required::ask(&mut args, &error, made_up, &mut answers)? {
            continue;
        }
        taken = match taken {
            None => near::mend(&error, &mut args, made_up),
            Some(_) => None,
        };
        if taken.is_none() {
            return Err(answer(&error, &args, made_up));
        }
        args = joined(args);
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
    let quick = quick(args).map(ManuallyDrop::new);
    match quick.map(|mut quick| quick.try_get_matches_from_mut(args)) {
        Some(Ok(matches)) => Ok(matches),
        Some(Err(error)) if error.kind() == ErrorKind::DisplayVersion => Err(error),
        // The quick command knows no help texts: ask the whole one for its answer.
        _ => helpful().try_get_matches_from(args),
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_is_sound() {
        command().debug_assert();
    }

    #[test]
    fn the_quick_command_takes_what_the_whole_one_takes() {
        for line in [
            "ritual",
            "ritual --json",
            "ritual log walk",
            "ritual --db log log walk --json",
            "ritual --db=x --color never sho",
            "ritual -q --now 2026-03-02T12:00:00Z month se --personal x",
            "ritual boundaries list --json --all",
        ] {
            let args: Vec<OsString> = line.split(' ').map(OsString::from).collect();
            let quick = quick(&args).unwrap().try_get_matches_from(&args).unwrap();
            let whole = command().try_get_matches_from(&args).unwrap();
            assert_eq!(quick.subcommand_name(), whole.subcommand_name(), "{line}");
            let db = |m: &clap::ArgMatches| m.get_one::<std::path::PathBuf>("db").cloned();
            assert_eq!(db(&quick), db(&whole), "{line}");
        }
        for line in [
            "ritual help",
            "ritual help log",
            "ritual r x",
            "ritual nothing",
        ] {
            let args: Vec<OsString> = line.split(' ').map(OsString::from).collect();
            assert!(quick(&args).is_none(), "{line}");
        }
    }
}
