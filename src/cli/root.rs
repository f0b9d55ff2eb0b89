//! The clap command made from the table of commands.

use super::session::Globals;
use super::{ENTRIES, Entry, FILE, UNDER_SUPPORT, examples, legacy};
use crate::render::topic::{ALL_COMMANDS, COMMON_OPTIONS, FILE_COMMANDS};
use crate::render::wrap::prose;
use clap::{Arg, ArgAction, Args, Command};
use std::ffi::OsString;

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
    if let [one, other] = *examples::of(&path) {
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
