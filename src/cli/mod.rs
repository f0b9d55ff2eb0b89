//! The command line: a file for each subject, and the table of commands with their examples.

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

/// Two examples of each command, as its `--help` shows them: its path, and what may follow `ritual`. A test
/// runs each; one alone is for a hint, and no test can run it.
const EXAMPLES: &str = r#"log | log walk | log walk --amount 20min --note "cold but clear"
mood | mood 3 | mood 4 "slept at last" --feeling calm
checkin | checkin --mood 3 --sleep 7.5 | checkin --energy 2 --giving 1
undo | undo | undo --list
redo | redo | redo --json
merge | merge walk run | merge walk run swim
edit | edit last --note "rain on the roof" | edit walk --on yesterday
forget | forget 2 --yes | forget --ritual swim --yes
add | add yoga --rhythm 2/week | add tea --around "before bed" --unit cups
change | change walk --rhythm 3/week | change walk --name stroll
show | show walk | show --on-this-day
pause | pause walk --until "in 3 days" | pause --all
resume | resume swim | resume --all
retire | retire swim | retire walk
reflect | reflect walk --feels mixed --not "too early" | reflect walk --enjoyed 4
gap | gap walk | gap walk --all
try | try "early nights" --until "in 14 days" | try list --all
win | win "slept at last" | win --last 7
thank | thank Sam --for "the soup" | thank --last 30
month | month | month set --personal "read before bed"
words | words | words add "one thing at a time"
boundaries | boundaries phone | boundaries add "work email after 20:00" --off-limits
support | support | support choose listen
hard | hard | hard set --notice "no appetite" --may "sit with me"
talk | talk | talk add holidays --with Sam
offer | offer "tea and quiet" --to Sam | offer --to-join walk --to Sam
share | share walk --with Sam | share walk --with Sam --until "in 7 days"
consent | consent | consent history
people | people | people add Ana --for listening
care | care | care --json
streaks | streaks | streaks walk
patterns | patterns | patterns walk --full
calendar | calendar walk | calendar --month
find | find rain | find rain --kind completion
review | review | review --words
line | line | line --mood
demo | demo | demo review --week
remind | remind | remind invite walk --at 18:00
import | import auto notes.jsonl --dry-run | import jsonl notes.jsonl
export | export jsonl all.jsonl | export csv - --kind mood
backup | backup | backup --keep 5
restore | restore notes.db --dry-run | restore notes.db
doctor | doctor | doctor --repair
privacy | privacy | privacy --json
sync | sync --help | help devices
config | config | config day-start 04:00
completions | completions bash | completions --out completions
man | man log | man --out man
boundaries add | boundaries add "work email" --off-limits --with Sam | boundaries add calls --offered --limit "not at night"
boundaries change | boundaries change "phone at dinner" --ask-first | boundaries change 9 --revisit 2027-03-01
boundaries retire | boundaries retire "phone at dinner" | boundaries retire 9
boundaries history | boundaries history "phone at dinner" | boundaries history 9 --json
boundaries check | boundaries check phones | boundaries check "the phone at dinner" --quiet
boundaries clear | boundaries clear gardening | boundaries clear "a letter" --quiet
support choose | support choose listen | support choose "nothing now"
support say | support say "a quiet evening, please" | support say
offer close | offer close 11 | offer close 11 --json
consent revoke | consent revoke 11 | consent revoke --share walk
month set | month set --personal "read before bed" | month set --joint "Sunday walk" --with Sam
month review | month review --carry personal | month review --learned "evenings are quieter"
people add | people add Ben --for walks --reach "0123 45" | people add Ana --for listening,walks
people resource compare | people resource compare "The book of tea" "an app" | people resource compare 18 19
care add | care add "Dr X" --reach "Long Street 4" | care add Ana
words vision | words vision | words vision set "calm mornings"
words vision set | words vision set "calm mornings" | words vision set "calm mornings" --on yesterday
words phrase | words phrase | words phrase add "one page counts"
words phrase add | words phrase add "one page counts" | words phrase add one thing at a time
words winddown | words winddown | words winddown set "lights low" "phone away"
words winddown set | words winddown set "lights low" "phone away" | words winddown set "tea"
words winddown add | words winddown add "phone away" | words winddown add "tea" "a page"
words add | words add "one page counts" | words phrase add "one page counts"
try review | try review 15 --note "colder than thought" | try review 15
talk close | talk close 16 | talk close 16 --json
hard set | hard set --notice "I answer in one word" | hard set --may "tea, no questions" --call Ana
remind invite | remind invite walk --at 21:00 --days weekdays | remind invite "call mum" --at 18:00 --until tomorrow
remind keep | remind keep 13 | remind keep 13 --until 2027-03-01
remind stop | remind stop walk | remind stop --all
remind now | remind now --window 15m | remind now --neutral
remind cron | remind cron | remind cron --neutral
remind systemd | remind systemd | remind systemd --unit timer
remind launchd | remind launchd | remind launchd --neutral
remind at | remind at | remind at --neutral
talk add | talk add holidays --with Sam | talk add "who calls the plumber" --by "in 7 days"
people change | people change Eva --reach 0151 | people change Eva --for walks
people retire | people retire Eva | people retire Eva --json
people resource | people resource | people resource add "the choir" --kind group
people resource change | people resource change "an app" --status tried | people resource change "The book of tea" --note "chapter two"
support options | support options | support options add "a walk together"
support options retire | support options retire "go with me" | support options retire "go with me" --json
sync join | sync join .
sync init | sync init . | sync init . --json
people resource add | people resource add "A map of quiet" --kind book | people resource add "the choir" --kind group
support options add | support options add sit with me | support options add "a walk together""#;

/// The examples of a command, by its path, such as `boundaries add`.
pub fn examples(path: &str) -> Vec<&'static str> {
    let of = |row: &&str| {
        row.split_once(" | ")
            .is_some_and(|(command, _)| command == path)
    };
    let rows = EXAMPLES.lines().filter(of);
    rows.flat_map(|row| row.split(" | ").skip(1)).collect()
}

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
