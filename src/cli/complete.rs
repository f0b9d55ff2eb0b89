//! Live completion: names, handles and words from the notebook. It never makes a file, waits for
//! nobody, and never prints a note's text.

use crate::domain::record::{Kind, Record};
use crate::render::sanitise::line;
use crate::store::Store;
use chrono::NaiveDate;
use clap_complete::CompletionCandidate;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};

/// The variable a completion script sets.
pub const VAR: &str = "RITUAL_COMPLETE";

/// The notebook the line being completed would use.
fn open() -> Option<Store> {
    let args: Vec<String> = std::env::args_os()
        .map(|arg| arg.to_string_lossy().into_owned())
        .collect();
    let named = args
        .iter()
        .enumerate()
        .find_map(|(i, arg)| match arg.strip_prefix("--db") {
            Some("") => args.get(i + 1).map(PathBuf::from),
            Some(rest) => rest.strip_prefix('=').map(PathBuf::from),
            None => None,
        });
    Store::read(&super::context::path(named).ok()?).ok()
}

pub fn ritual_names() -> Vec<CompletionCandidate> {
    let names = open()
        .and_then(|store| store.ritual_names().ok())
        .unwrap_or_default();
    // Bash puts a candidate on the line as it is; the other shells quote it themselves.
    let spelled = |name: String| if bash() { escaped(&name) } else { name };
    // A name that holds what could drive a terminal is left to be typed by hand.
    names
        .into_iter()
        .filter(|n| line(n) == *n)
        .map(|name| CompletionCandidate::new(spelled(name)))
        .collect()
}

/// Whether bash asks. Set before the variable that says so is taken away.
pub static BASH: AtomicBool = AtomicBool::new(false);

fn bash() -> bool {
    BASH.load(Ordering::Relaxed)
}

fn escaped(name: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || "-_.,:/@%+".contains(c);
    name.chars()
        .flat_map(|c| (!plain(c)).then_some('\\').into_iter().chain([c]))
        .collect()
}

pub fn boundary_handles() -> Vec<CompletionCandidate> {
    let journal = open().and_then(|store| store.journal(NaiveDate::MAX).ok());
    let boundaries = journal.map(|j| j.boundaries).unwrap_or_default();
    let candidate = |b: &crate::domain::boundary::Boundary| {
        CompletionCandidate::new(b.meta.id.to_string()).help(Some(line(&b.area).into()))
    };
    boundaries
        .iter()
        .filter(|b| b.retired.is_none())
        .map(candidate)
        .collect()
}

/// What `edit` and `forget` are used on.
const HANDLED: [Kind; 4] = [Kind::Completion, Kind::Mood, Kind::Pause, Kind::Reflection];

/// Handles of the latest of these rows, with their day.
pub fn entry_handles() -> Vec<CompletionCandidate> {
    const LATEST: usize = 30;
    let mut found: Vec<(i64, String)> = Vec::new();
    if let Some(store) = open() {
        for kind in HANDLED {
            let records = store.records(kind).unwrap_or_default();
            found.extend(
                records
                    .iter()
                    .rev()
                    .take(LATEST)
                    .map(|r| (r.meta().id, about(r))),
            );
        }
    }
    found.sort_by_key(|(id, _)| std::cmp::Reverse(*id));
    let candidate = |(id, help): (i64, String)| {
        CompletionCandidate::new(id.to_string()).help(Some(help.into()))
    };
    found.into_iter().take(LATEST).map(candidate).collect()
}

fn about(record: &Record) -> String {
    match record {
        Record::Completion(c) => format!("{}, {}", line(&c.ritual), c.day),
        Record::Mood(m) => format!("mood note, {}", m.day),
        Record::Reflection(r) => format!("reflection on {}, {}", line(&r.ritual), r.day),
        Record::Pause(p) => format!(
            "rest of {}, {}",
            p.ritual.as_deref().map_or("all".to_owned(), line),
            p.from
        ),
        _ => String::new(),
    }
}

/// Words used before in one of the lists of a mood note.
pub fn words_of(kind: &str) -> Vec<CompletionCandidate> {
    let words = open()
        .and_then(|store| store.words(kind).ok())
        .unwrap_or_default();
    words
        .into_iter()
        .filter(|w| line(w) == *w)
        .map(|word| CompletionCandidate::new(if bash() { escaped(&word) } else { word }))
        .collect()
}
