//! The command line: one file per command, each thin.

mod add;
mod anchors;
mod backup;
mod boundaries;
mod calendar;
mod care;
mod change;
mod checkin;
mod complete;
mod completions;
mod config;
mod consent;
mod doctor;
mod edit;
mod editor;
mod entry;
mod export;
mod find;
mod forget;
mod gap;
mod history;
mod import;
mod input;
mod invite;
mod keys;
mod list;
mod log;
mod man;
mod missing;
mod month;
mod mood;
mod names;
mod network;
mod offer;
mod parse;
mod patterns;
mod pause;
mod phrases;
mod privacy;
mod progress;
mod reflect;
mod reflections;
mod remind;
mod reply;
mod resource;
mod restore;
mod resume;
mod retire;
mod review;
mod revisit;
mod root;
mod session;
mod share;
mod sheets;
mod show;
mod span;
mod streaks;
mod support;
mod term;
mod thank;
mod thanks;
mod today;
mod together;
mod topics;
mod trial;
mod typed;
mod undo;
mod unshare;
mod vision;
mod when;
mod win;
mod winddown;
mod wins;
mod words;

use crate::failure::Failure;

/// Runs one command line and gives its exit code.
pub fn main() -> u8 {
    no_core_dumps();
    no_end_by_size();
    answer_completion();
    let parsed = match parse::parse() {
        Ok(parsed) => parsed,
        Err(outcome) => return outcome,
    };
    let globals = parsed.globals;
    missing::note(parsed.name, &globals);
    sheets::note(&globals);
    let done = editor::settle((parsed.run)(&parsed.matches, &globals));
    let notes = globals.notes.take();
    match done {
        Ok(reply) => reply.notes(notes).print(&globals),
        Err(failure) => {
            reply::talk(&notes, &globals);
            reply::fail(&failure)
        }
    }
}

/// Answers a completion request and exits; does nothing where there is none.
fn answer_completion() {
    if let Some(shell) = std::env::var_os(complete::VAR) {
        complete::BASH.store(shell == "bash", std::sync::atomic::Ordering::Relaxed);
        let answer = clap_complete::env::CompleteEnv::with_factory(root::command);
        answer.var(complete::VAR).bin("ritual").complete();
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
        parse::failure(&error, "")
    }
}
