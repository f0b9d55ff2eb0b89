//! The command line: one file per command, each thin, and the table of them.

mod backup;
mod board;
mod boundaries;
mod calendar;
mod checkin;
mod complete;
mod config;
mod consent;
mod demo;
mod doctor;
mod edit;
mod editor;
mod examples;
mod export;
mod find;
mod forget;
mod group;
mod import;
mod input;
mod keys;
mod leaving;
mod legacy;
mod log;
mod month;
mod mood;
mod names;
mod near;
mod offer;
mod patterns;
mod pause;
mod people;
mod progress;
mod reflect;
mod remind;
mod reply;
mod required;
mod review;
mod ritual;
mod root;
mod session;
mod shell;
mod show;
mod span;
mod streaks;
mod support;
mod sync;
mod together;
mod topics;
mod trial;
mod typed;
mod undo;
mod when;
mod words;

use crate::failure::{Failure, Result};
use clap::{ArgMatches, Args, Command, FromArgMatches};
use reply::Reply;
use session::Globals;
use std::ffi::OsString;
use std::mem::ManuallyDrop;

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
        entry!($group, $name, $module::Args, $module::run)
    };
    ($group:expr, $name:literal, $args:ty, $run:path) => {
        Entry {
            name: $name,
            group: $group,
            args: <$args as Args>::augment_args,
            run: |matches, globals| $run(<$args>::from_arg_matches(matches)?, globals),
        }
    };
}

pub const DAY: &str = "The day";
pub const RITUALS: &str = "Rituals";
pub const WORDS: &str = "Words";
pub const BETWEEN: &str = "Between people";
pub const BACK: &str = "Looking back";
pub const REMINDERS: &str = "Reminders";
/// Named in the help of `support` alone.
pub const UNDER_SUPPORT: &str = "";
/// Listed under `ritual help file`.
pub const FILE: &str = "Your file";

pub const ENTRIES: &[Entry] = &[
    entry!(DAY, "log", log),
    entry!(DAY, "mood", mood),
    entry!(DAY, "checkin", checkin),
    entry!(DAY, "undo", undo),
    entry!(DAY, "redo", undo::Redo, undo::redo),
    entry!(DAY, "edit", edit),
    entry!(DAY, "forget", forget),
    entry!(RITUALS, "add", ritual::Add, ritual::add),
    entry!(RITUALS, "change", ritual::Change, ritual::change),
    entry!(RITUALS, "merge", ritual::Merge, ritual::merge),
    entry!(RITUALS, "show", show),
    entry!(RITUALS, "pause", pause),
    entry!(RITUALS, "resume", pause::Resume, pause::resume),
    entry!(RITUALS, "retire", ritual::Retire, ritual::retire),
    entry!(RITUALS, "reflect", reflect),
    entry!(RITUALS, "gap", streaks::Gap, streaks::gap),
    entry!(RITUALS, "try", trial),
    entry!(WORDS, "win", words::WinArgs, words::win),
    entry!(WORDS, "thank", words::ThankArgs, words::thank),
    entry!(WORDS, "month", month),
    entry!(WORDS, "words", words),
    entry!(BETWEEN, "boundaries", boundaries),
    entry!(BETWEEN, "support", support),
    entry!(BETWEEN, "offer", offer),
    entry!(BETWEEN, "share", consent::ShareArgs, consent::share),
    entry!(BETWEEN, "consent", consent),
    entry!(BETWEEN, "people", people),
    entry!(BETWEEN, "care", people::CareArgs, people::care),
    entry!(BACK, "streaks", streaks),
    entry!(BACK, "patterns", patterns),
    entry!(BACK, "calendar", calendar),
    entry!(BACK, "find", find),
    entry!(BACK, "review", review),
    entry!(REMINDERS, "remind", remind),
    entry!(REMINDERS, "line", board),
    entry!(REMINDERS, "demo", demo),
    entry!(UNDER_SUPPORT, "hard", support::HardArgs, support::hard),
    entry!(UNDER_SUPPORT, "talk", support::TalkArgs, support::talk),
    entry!(FILE, "import", import),
    entry!(FILE, "export", export),
    entry!(FILE, "backup", backup),
    entry!(FILE, "restore", backup::RestoreArgs, backup::restore),
    entry!(FILE, "sync", sync),
    entry!(FILE, "doctor", doctor),
    entry!(FILE, "privacy", doctor::PrivacyArgs, doctor::privacy),
    entry!(FILE, "config", config),
    entry!(
        FILE,
        "completions",
        topics::CompletionsArgs,
        topics::completions
    ),
    entry!(FILE, "man", topics::ManArgs, topics::man),
];

/// Runs one command line and gives its exit code.
pub fn main() -> u8 {
    no_core_dumps();
    no_end_by_size();
    complete::answer();
    let mut line = std::env::args_os().collect();
    loop {
        match run(line) {
            Ok(outcome) => return outcome,
            Err(again) => line = again,
        }
    }
}

/// Runs a line and gives its exit code, or the line to go on with where an answer is asked for again.
fn run(line: Vec<OsString>) -> std::result::Result<u8, Vec<OsString>> {
    let parsed = match root::parse(line) {
        Ok(parsed) => parsed,
        Err(outcome) => return Ok(outcome),
    };
    // As the command in `root`: taking it apart is time nobody has.
    let matches = ManuallyDrop::new(parsed.matches);
    let globals = parsed.globals;
    if globals.now.is_some()
        && let Err(failure) = globals.clock()
    {
        return Ok(reply::fail(&failure));
    }
    session::note_copies(parsed.name, &globals);
    editor::note_left(&globals);
    let done = editor::settle((parsed.run)(&matches, &globals));
    let notes = globals.notes.take();
    // What is shown names it; what is written by a guess says so, whatever is quiet.
    let wrote = done.as_ref().is_ok_and(Reply::has_written);
    for (taken, sure) in names::guessed() {
        if globals.quiet || (wrote && !sure) {
            reply::say("note", &taken);
        }
    }
    match done {
        Ok(reply) => Ok(reply.notes(notes).print(&globals)),
        Err(failure) => {
            reply::talk(&notes, &globals);
            match parsed.asked.again(failure) {
                Ok(again) => Err(again),
                Err(failure) => Ok(reply::fail(&failure)),
            }
        }
    }
}

/// A core dump would hold notes.
fn no_core_dumps() {
    use rustix::process::{Resource, Rlimit, setrlimit};
    let none = Rlimit {
        current: Some(0),
        maximum: Some(0),
    };
    // Where the system refuses, the notebook works all the same.
    let _ = setrlimit(Resource::Core, none);
}

/// Where files may not grow, a write fails and is said instead of ending the program.
fn no_end_by_size() {
    let unread = std::sync::Arc::default();
    let _ = signal_hook::flag::register(signal_hook::consts::signal::SIGXFSZ, unread);
}

/// What clap could not say by itself.
impl From<clap::Error> for Failure {
    fn from(error: clap::Error) -> Self {
        root::failure(&error, "")
    }
}
