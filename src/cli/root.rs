//! The clap command made from the table of commands.

use super::session::Globals;
use super::{ENTRIES, Entry, today};
use clap::{ArgMatches, Args, Command};
use std::ffi::OsString;

fn bare() -> Command {
    Globals::augment_args(Command::new("ritual"))
        .bin_name("ritual")
        .version(env!("CARGO_PKG_VERSION"))
        .about("A private notebook for the practices that keep you well, and for the boundaries you agree on")
        .infer_subcommands(true)
        .max_term_width(100)
}

/// The one command that the arguments name, if they name one, and no help texts: what a log pays
/// for. None where the whole command has to answer: a name nobody knows, or `help`.
pub fn quick(args: &[OsString]) -> Option<Command> {
    match subcommand(args) {
        None => Some(bare()),
        Some(word) => {
            let entry = entry(word.to_str()?)?;
            Some(bare().subcommand((entry.args)(Command::new(entry.name))))
        }
    }
}

/// The first word that is neither a common option nor the value of one.
fn subcommand(args: &[OsString]) -> Option<&OsString> {
    let mut words = args.iter().skip(1);
    while let Some(word) = words.next() {
        if ["--db", "--color", "--now"].iter().any(|o| word == o) {
            words.next();
        } else if !word.as_encoded_bytes().starts_with(b"-") {
            return Some(word);
        }
    }
    None
}

/// The command of this name, or the one whose name begins so.
fn entry(word: &str) -> Option<&'static Entry> {
    let begins = |e: &&Entry| e.name.starts_with(word);
    let mut begun = ENTRIES.iter().filter(begins);
    let exact = ENTRIES.iter().find(|e| e.name == word);
    exact.or(match (begun.next(), begun.next()) {
        (Some(one), None) => Some(one),
        _ => None,
    })
}

/// The whole command, for help, errors, completion and man pages.
pub fn command() -> Command {
    let whole: Vec<Command> = ENTRIES
        .iter()
        .map(|e| (e.args)(Command::new(e.name)))
        .collect();
    let template = format!(
        "{{about}}\n\n{{usage-heading}} {{usage}}\n\n{}{{options}}{{after-help}}",
        groups(&whole)
    );
    bare()
        .subcommands(whole)
        .help_template(template)
        .subcommand_value_name("COMMAND")
        .after_help(
            "Bare `ritual` shows today. `ritual help COMMAND` shows one command whole. `ritual help\n\
             privacy`, `ritual help scripts`, `ritual help rhythms`, `ritual help devices` say more.",
        )
}

/// The matches of a bare `ritual`.
pub fn today() -> ArgMatches {
    today::Args::augment_args(Command::new("today")).get_matches_from(["today"])
}

fn groups(commands: &[Command]) -> String {
    let mut text = String::new();
    let mut group = "";
    for (entry, command) in ENTRIES.iter().zip(commands) {
        if entry.group != group {
            group = entry.group;
            text += &format!("{}{group}:\n", if text.is_empty() { "" } else { "\n" });
        }
        let about = command
            .get_about()
            .map(ToString::to_string)
            .unwrap_or_default();
        text += &format!("  {:<12} {about}\n", entry.name);
    }
    text + "\n"
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
            "ritual --db=x --color never tod",
            "ritual -q --now 2026-03-02T12:00:00Z month se --personal x",
            "ritual boundaries list --json --all",
        ] {
            let args: Vec<OsString> = line.split(' ').map(OsString::from).collect();
            let quick = quick(&args).unwrap().try_get_matches_from(&args).unwrap();
            let whole = command().try_get_matches_from(&args).unwrap();
            assert_eq!(quick.subcommand_name(), whole.subcommand_name(), "{line}");
            let db = |m: &ArgMatches| m.get_one::<std::path::PathBuf>("db").cloned();
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
