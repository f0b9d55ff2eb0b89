//! The table of commands, and the clap command made from it.

use super::reply::Reply;
use super::session::Globals;
use super::{
    add, anchors, backup, boundaries, calendar, change, checkin, completions, config, consent,
    doctor, edit, export, find, forget, gap, history, import, invite, list, log, man, mood, offer,
    patterns, pause, privacy, remind, restore, resume, retire, review, revisit, share, show,
    streaks, support, today, undo, unshare,
};
use super::{
    care, month, network, phrases, reflect, reflections, resource, thank, thanks, trial, vision,
    win, winddown, wins,
};
use crate::failure::Result;
use clap::{ArgMatches, Args, Command, FromArgMatches};
use std::ffi::OsString;

/// How a command is run from its matches.
pub type Run = fn(&ArgMatches, &Globals) -> Result<Reply>;

/// One command: its name, the heading it stands under, its arguments, what runs it.
pub struct Entry {
    pub name: &'static str,
    pub group: &'static str,
    args: fn(Command) -> Command,
    pub run: Run,
}

macro_rules! entry {
    ($group:expr, $name:literal, $module:ident) => {
        Entry {
            name: $name,
            group: $group,
            args: <$module::Args as Args>::augment_args,
            run: |matches, globals| {
                $module::run($module::Args::from_arg_matches(matches)?, globals)
            },
        }
    };
}

const EVERY_DAY: &str = "Every day";
const RITUALS: &str = "Rituals";
const BETWEEN: &str = "Between people";
const BACK: &str = "Looking back";
const REMINDERS: &str = "Reminders";
const FILE: &str = "Your file";

pub const ENTRIES: &[Entry] = &[
    entry!(EVERY_DAY, "log", log),
    entry!(EVERY_DAY, "mood", mood),
    entry!(EVERY_DAY, "checkin", checkin),
    entry!(EVERY_DAY, "win", win),
    entry!(EVERY_DAY, "winddown", winddown),
    entry!(EVERY_DAY, "today", today),
    entry!(EVERY_DAY, "undo", undo),
    entry!(EVERY_DAY, "edit", edit),
    entry!(EVERY_DAY, "forget", forget),
    entry!(RITUALS, "add", add),
    entry!(RITUALS, "list", list),
    entry!(RITUALS, "show", show),
    entry!(RITUALS, "change", change),
    entry!(RITUALS, "history", history),
    entry!(RITUALS, "pause", pause),
    entry!(RITUALS, "resume", resume),
    entry!(RITUALS, "retire", retire),
    entry!(RITUALS, "reflect", reflect),
    entry!(RITUALS, "try", trial),
    entry!(RITUALS, "anchors", anchors),
    entry!(BETWEEN, "boundaries", boundaries),
    entry!(BETWEEN, "month", month),
    entry!(BETWEEN, "support", support),
    entry!(BETWEEN, "offer", offer),
    entry!(BETWEEN, "invite", invite),
    entry!(BETWEEN, "thank", thank),
    entry!(BETWEEN, "network", network),
    entry!(BETWEEN, "resource", resource),
    entry!(BETWEEN, "phrases", phrases),
    entry!(BETWEEN, "vision", vision),
    entry!(BETWEEN, "care", care),
    entry!(BETWEEN, "share", share),
    entry!(BETWEEN, "unshare", unshare),
    entry!(BETWEEN, "consent", consent),
    entry!(BACK, "streaks", streaks),
    entry!(BACK, "patterns", patterns),
    entry!(BACK, "calendar", calendar),
    entry!(BACK, "gap", gap),
    entry!(BACK, "find", find),
    entry!(BACK, "revisit", revisit),
    entry!(BACK, "review", review),
    entry!(BACK, "reflections", reflections),
    entry!(BACK, "wins", wins),
    entry!(BACK, "thanks", thanks),
    entry!(REMINDERS, "remind", remind),
    entry!(FILE, "import", import),
    entry!(FILE, "export", export),
    entry!(FILE, "backup", backup),
    entry!(FILE, "restore", restore),
    entry!(FILE, "doctor", doctor),
    entry!(FILE, "privacy", privacy),
    entry!(FILE, "config", config),
    entry!(FILE, "completions", completions),
    entry!(FILE, "man", man),
];

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
            "Bare `ritual` shows today. `ritual help COMMAND` shows one command whole.\n\
             `ritual help privacy`, `ritual help scripts` and `ritual help rhythms` say more.",
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
