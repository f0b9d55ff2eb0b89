//! Live completion: names, handles and words from the notebook. It never makes a file, waits for
//! nobody, and never prints a note's text.

use crate::domain::measure::Own;
use crate::domain::record::{Kind, Record};
use crate::domain::ritual::Ritual;
use crate::domain::view::Sacred;
use crate::render::record::noun;
use crate::render::sanitise::line;
use crate::report::patterns::Measure;
use crate::store::Reader;
use clap_complete::CompletionCandidate;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};

/// The variable a completion script sets.
pub const VAR: &str = "RITUAL_COMPLETE";

/// The notebook the line being completed would use.
fn open() -> Option<Reader> {
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
    Reader::open(&super::session::path(named.as_slice()).ok()?).ok()
}

/// Whether what is written in confidence is offered too: who presses a key may not be alone.
fn all(reader: &Reader) -> bool {
    reader.settings().is_ok_and(|settings| settings.completion)
}

/// What says the name of a sacred ritual is not offered, unless it is asked for.
fn kept(reader: &Reader) -> Sacred {
    match all(reader) {
        true => Sacred::default(),
        false => Sacred::of(&reader.rituals().unwrap_or_default()),
    }
}

pub fn ritual_names() -> Vec<CompletionCandidate> {
    let Some(reader) = open() else {
        return Vec::new();
    };
    let (names, kept) = (reader.ritual_names().unwrap_or_default(), kept(&reader));
    candidates(names.into_iter().filter(|name| !kept.said(name)))
}

/// The moments of the day that rituals go with.
pub fn moments() -> Vec<CompletionCandidate> {
    said_of_open(|ritual| ritual.around.into_iter().collect())
}

/// What rituals are for.
pub fn purposes() -> Vec<CompletionCandidate> {
    said_of_open(|ritual| ritual.purposes)
}

/// Words said of rituals that are not sacred.
fn said_of_open(words: fn(Ritual) -> Vec<String>) -> Vec<CompletionCandidate> {
    let rituals = open().and_then(|reader| reader.rituals().ok());
    let open = rituals.into_iter().flatten().filter(|r| !r.sacred);
    each_once(open.flat_map(words).collect())
}

/// Names without those of sacred rituals, which stay out of sharing and reminders.
pub fn open_names() -> Vec<CompletionCandidate> {
    let rituals = open().and_then(|reader| reader.rituals().ok());
    let open = rituals.into_iter().flatten().filter(|r| !r.sacred);
    candidates(open.map(|r| r.name))
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
    let Some(reader) = open() else {
        return Vec::new();
    };
    let (boundaries, kept) = (reader.boundaries().unwrap_or_default(), kept(&reader));
    let candidate = |b: &crate::domain::boundary::Boundary| {
        CompletionCandidate::new(b.meta.id.to_string()).help(Some(line(&b.area).into()))
    };
    boundaries
        .iter()
        .filter(|b| b.retired.is_none() && !kept.said(&b.area))
        .map(candidate)
        .collect()
}

/// What `edit` and `forget` are used on: what has a day or a stretch of days, and no command of its
/// own that changes it.
fn handled() -> impl Iterator<Item = Kind> {
    let dated = |kind: &Kind| kind.day_field().is_some() && *kind != Kind::Consent;
    let kinds = Kind::ALL.iter().copied();
    kinds.filter(move |kind| dated(kind) || matches!(kind, Kind::Pause | Kind::Trial))
}

/// Handles of the latest of these rows, with their day.
pub fn entry_handles() -> Vec<CompletionCandidate> {
    const LATEST: usize = 30;
    let mut found: Vec<(i64, String)> = Vec::new();
    if let Some(store) = open() {
        let (all, kept) = (all(&store), kept(&store));
        for kind in handled() {
            let records = store.records(kind).unwrap_or_default();
            let open = records.iter().rev().filter(|r| !kept.said(&about(r, all)));
            found.extend(open.take(LATEST).map(|r| (r.meta().id, about(r, all))));
        }
    }
    found.sort_by_key(|(id, _)| std::cmp::Reverse(*id));
    let candidate = |(id, help): (i64, String)| {
        CompletionCandidate::new(id.to_string()).help(Some(help.into()))
    };
    found.into_iter().take(LATEST).map(candidate).collect()
}

/// Handles of what holds today among some nouns.
pub fn live_handles(kinds: &'static [Kind]) -> Vec<CompletionCandidate> {
    let Some(store) = open() else {
        return Vec::new();
    };
    let (all, kept) = (all(&store), kept(&store));
    let found = kinds.iter().filter_map(|kind| store.records(*kind).ok());
    let open_ended = |record: &Record| match record {
        Record::Offer(o) => o.term.closed.is_none(),
        Record::Invite(i) => i.term.closed.is_none(),
        Record::Reminder(r) => r.term.closed.is_none(),
        Record::SupportOption(o) => o.retired.is_none(),
        _ => true,
    };
    let candidate = |r: Record| {
        let about = about(&r, all);
        let id = CompletionCandidate::new(r.meta().id.to_string());
        (!kept.said(&about)).then(|| id.help(Some(about.into())))
    };
    let open = found.flatten().filter(open_ended);
    open.filter_map(candidate).collect()
}

fn about(record: &Record, all: bool) -> String {
    match record {
        Record::Completion(c) => format!("{}, {}", line(&c.ritual.name), c.day),
        Record::Mood(m) => format!("mood note, {}", m.day),
        Record::Reflection(r) => format!("reflection on {}, {}", line(&r.ritual.name), r.day),
        Record::Pause(p) => format!(
            "rest of {}, {}",
            p.ritual
                .as_ref()
                .map_or("all".to_owned(), |r| line(&r.name)),
            p.from
        ),
        Record::Offer(o) => line(&o.words),
        Record::Invite(i) => format!("{}, {}", line(&i.ritual.name), line(&i.who)),
        Record::Reminder(r) if !all => format!("at {}", r.at.format("%H:%M")),
        Record::Reminder(r) => line(r.words.as_deref().unwrap_or(r.about())),
        Record::SupportOption(o) => line(&o.words),
        Record::Thanks(t) => format!("thank-you to {}, {}", line(&t.to), t.day),
        Record::Winddown(w) => format!("wind-down line, {}", w.day),
        Record::Trial(t) => format!("trial from {}", t.from),
        other => match other.span() {
            Some((day, _)) => format!("{}, {day}", noun(other)),
            None => noun(other),
        },
    }
}

/// What was tried so far, by the day it began.
pub fn trial_handles() -> Vec<CompletionCandidate> {
    let trials = open().and_then(|store| store.trials().ok());
    let candidate = |t: &crate::domain::trial::Trial| {
        let from = format!("trial from {}", t.from);
        CompletionCandidate::new(t.meta.id.to_string()).help(Some(from.into()))
    };
    trials.unwrap_or_default().iter().map(candidate).collect()
}

/// The people of the network, and those thanked.
pub fn people() -> Vec<CompletionCandidate> {
    let Some(store) = open() else {
        return Vec::new();
    };
    let people = store.people().unwrap_or_default();
    let mut names: Vec<String> = people.into_iter().map(|p| p.name).collect();
    let thanked = store.records(Kind::Thanks).unwrap_or_default();
    names.extend(thanked.into_iter().filter_map(|row| match row {
        Record::Thanks(thanks) => Some(thanks.to),
        _ => None,
    }));
    each_once(names)
}

/// Kinds of support used so far.
pub fn kinds_of_support() -> Vec<CompletionCandidate> {
    let people = open().and_then(|store| store.people().ok());
    let kinds = people.unwrap_or_default().into_iter().flat_map(|p| p.kinds);
    each_once(kinds.collect())
}

pub fn resource_titles() -> Vec<CompletionCandidate> {
    let resources = open().and_then(|store| store.resources().ok());
    let titles = resources.unwrap_or_default().into_iter().map(|r| r.title);
    each_once(titles.collect())
}

/// The measures of the person's own, ready for a number.
pub fn own_measures() -> Vec<CompletionCandidate> {
    candidates(own().map(|own| format!("{}=", own.name)))
}

/// Every measure.
pub fn measures() -> Vec<CompletionCandidate> {
    let settings = open().and_then(|reader| reader.settings().ok());
    let all = Measure::all(&settings.unwrap_or_default());
    candidates(all.iter().map(|measure| measure.as_str().to_owned()))
}

/// Rituals, and what has a calendar beside them.
pub fn calendars() -> Vec<CompletionCandidate> {
    ritual_names().into_iter().chain(measures()).collect()
}

fn own() -> impl Iterator<Item = Own> {
    let settings = open().and_then(|reader| reader.settings().ok());
    settings.into_iter().flat_map(|settings| settings.measures)
}

/// Words used before in one of the lists of a mood note.
pub fn words_of(kind: &str) -> Vec<CompletionCandidate> {
    let Some(reader) = open() else {
        return Vec::new();
    };
    if matches!(kind, "trigger" | "coping") && !all(&reader) {
        return Vec::new();
    }
    let (words, kept) = (reader.words(kind).unwrap_or_default(), kept(&reader));
    candidates(words.into_iter().filter(|word| !kept.said(word)))
}

fn each_once(mut names: Vec<String>) -> Vec<CompletionCandidate> {
    names.sort();
    names.dedup();
    candidates(names)
}

/// A name that holds what could drive a terminal is left to be typed by hand.
fn candidates(names: impl IntoIterator<Item = String>) -> Vec<CompletionCandidate> {
    // Bash puts a candidate on the line as it is; the other shells quote it themselves.
    let spelled = |name: String| if bash() { escaped(&name) } else { name };
    names
        .into_iter()
        .filter(|name| line(name) == *name)
        .map(|name| CompletionCandidate::new(spelled(name)))
        .collect()
}
