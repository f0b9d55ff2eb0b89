//! What was meant where argv does not parse: words and options of other programs, and slips.

use super::names::{self, Meant};
use super::required::strings;
use super::session::Session;
use super::shell::shell_line;
use super::typed::{Reads, step};
use super::{ENTRIES, complete, legacy, required, root, when};
use crate::domain::amount::Amount;
use crate::domain::field::iso_day;
use crate::domain::rhythm::Rhythm;
use crate::domain::text::among;
use crate::render::voice::hint_name;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{ArgAction, Command};
use std::ffi::OsString;

/// Words of other programs in the place of a command; how many words may follow them where it is plain
/// what is meant (`+`: or more), and that, which is done; what is said otherwise, with what follows in
/// place of `TEXT`.
const ELSEWHERE: &str = "\
status board dashboard home |0 ||`ritual` shows the last days
ls habits rituals |0+|show|
day |1+|show|`ritual show yesterday` shows another day
yesterday |0 |show --on yesterday|`ritual log NAME yesterday` notes a ritual for it
week |0 |review --week|`ritual review --week DAY` shows the week of a day
stats statistics |0+|streaks|
report summary |0 |streaks|`ritual streaks` shows counts and runs, `ritual review` a week or a month
done did tick mark track |1+|log|`ritual log NAME` notes a ritual
start begin |1 |log --start|`ritual log NAME --start` begins a session
stop |01|log --stop|`ritual log --stop` ends a session
note journal write jot diary |||`ritual mood TEXT` notes words of a day, `ritual log NAME --note TEXT` those of a ritual
sleep slept |1 |mood --sleep|`ritual mood --sleep HOURS` notes how long you slept
feel feeling felt |1 |mood --feeling|`ritual mood --feeling WORD` notes how you feel
energy |1 |mood --energy|`ritual mood --energy 3` notes it
rm delete remove del |1 |forget|`ritual forget ID` deletes for good; `ritual undo` takes back
new create |1 |add|`ritual add NAME` describes a ritual
trial experiment |1+|try|`ritual try TEXT` begins a trial
rename |||`ritual change NAME --name NEW` renames one
archive hide |1 |retire|`ritual retire NAME` puts one away
unarchive unpause unretire continue |1 |resume|`ritual resume NAME` goes on with one
skip freeze snooze vacation holiday |||`ritual pause NAME` lets one rest, `ritual pause --all` all of them
search grep look |1+|find|`ritual find WORD` looks into notes
settings set preferences options |0+|config|
contacts contact friends person |0+|people|
goal goals |0 |month|`ritual month set TEXT` sets it for this month
grateful gratitude |||`ritual thank NAME --for TEXT` notes whom you thank, and for what
boundary limits |0+|boundaries|
reminder reminders |0+|remind|
crisis emergency sos hotline |0+|care|
version |0 |--version|`ritual --version` shows it
init setup login |||nothing has to be set up; the first `ritual log NAME` begins a notebook
quit exit q |||every command ends by itself; `ritual --help` lists them";

/// Options of other programs, the command, and how it is said there without one.
const SPOKEN: &str = "\
for days duration|pause|`ritual pause NAME 3 days` says how long
last this|review|`ritual review last week` says which
last this days|calendar|`ritual calendar last month` says which
all last|undo|`ritual undo 3` takes back three
month|month|`ritual month next` says which";

/// Nouns that mean this verb where what follows them is none.
const MAIN: &[(&str, &str)] = &[("remind", "invite")];

/// Verbs of other programs, and those they are called here under a noun that has one of them.
const VERBS: &[(&str, &str)] = &[
    (ENDING, "stop retire close revoke clear leave"),
    (ADDING, "add invite set choose init"),
    ("edit update rename", "change keep"),
];

/// Words for putting away what is there.
pub const ENDING: &str = "cancel close delete done drop end finish forget off remove retire rm";

/// Words for noting something new.
pub const ADDING: &str = "create new note set";

/// Options of other programs, and what they are here.
const OPTIONS: &str = "\
date day when|on
on date day|from
time hour|at
duration minutes count value quantity|amount
comment message text words m n|note
frequency freq schedule repeat every days goal target|rhythm
category tag tags group purpose|for
rename title|name
person who to|with
until|revisit
since start after begin|from
end before|to
end to before expires|until
force y|yes
format output|json
file database|db";

/// The rows of a table that begin with a word, or with others beside it: what they say of it.
fn rows<const N: usize>(
    table: &'static str,
    word: &str,
) -> impl Iterator<Item = [&'static str; N]> {
    table.lines().filter_map(move |row| {
        let (words, said) = row.split_once('|')?;
        let here = words.split_whitespace().any(|typed| typed == word);
        let said = || said.split('|').collect::<Vec<_>>().try_into().ok();
        here.then(said).flatten()
    })
}

/// Puts what is plainly meant in the place of a word that does not parse; gives what there is to say
/// of it.
pub fn mend(error: &clap::Error, args: &mut Vec<OsString>, made_up: bool) -> Option<String> {
    let (typed, means) = match unknown(error) {
        Some(word) => command_for(word, args, made_up)?,
        None => option_for(error, args)?,
    };
    Some(format!("'{typed}' is taken for `{}`", means.trim_end()))
}

/// The name of an option in place of the option: `share walk with Sam`.
fn option_for(error: &clap::Error, args: &mut [OsString]) -> Option<(String, String)> {
    let word = unexpected(error)?.to_owned();
    let at = args.iter().rposition(|arg| *arg == *word)?;
    let value = args.get(at + 1).and_then(|value| value.to_str())?;
    let (command, _) = required::named(args);
    let mut own = command.get_arguments();
    own.find(|arg| arg.get_long() == Some(word.as_str()) && arg.get_action().takes_values())?;
    if value.starts_with('-') {
        return None;
    }
    let option = format!("--{word}");
    args[at] = option.clone().into();
    Some((word, option))
}

/// The command that a word stands for.
fn command_for(word: &str, args: &mut Vec<OsString>, made_up: bool) -> Option<(String, String)> {
    let at = legacy::words(args).find(|at| args[*at] == word)?;
    let after = args[at + 1..].iter();
    let follow = after
        .take_while(|arg| !arg.as_encoded_bytes().starts_with(b"-"))
        .count();
    let (command, path) = required::named(&args[..at]);
    if path.is_empty() && legacy::words(args).next() != Some(at) {
        return None; // a topic of help
    }
    if path.is_empty() {
        let [counts, means, _] = elsewhere(word)?;
        let plain = counts.contains(&follow.to_string()) || (follow > 0 && counts.ends_with('+'));
        if !plain || matches!(looked_up(word, args, made_up), Some(Meant::One(_))) {
            return None;
        }
        let new = means.split(' ').filter(|word| !word.is_empty());
        args.splice(at..=at, new.map(OsString::from));
        return Some((word.to_owned(), format!("ritual {means}")));
    }
    let (_, verb) = MAIN.iter().find(|(noun, _)| *noun == path)?;
    if verb_of(&command, word).is_some() || legacy::asks(word) {
        return None;
    }
    args.insert(at, (*verb).into());
    Some((path.clone(), format!("ritual {path} {verb}")))
}

/// What to do about what does not parse, where something is known to be meant.
pub fn hint(error: &clap::Error, args: &[OsString], made_up: bool) -> Option<String> {
    let (command, path) = required::named(args);
    match (unknown(error), unexpected(error)) {
        (Some(word), _) => subcommand(word, (&command, &path), args, made_up),
        (None, Some(typed)) => match typed.trim_start_matches('-') {
            long if long.len() < typed.len() => option(long, &command, &path),
            bare => value(bare, (&command, &path), &strings(args)),
        },
        (None, None) => match error.get(ContextKind::InvalidValue)? {
            ContextValue::String(file) if path == "import" && file.contains(['.', '/']) => {
                let file = hint_name(file);
                Some(format!("`ritual import auto {file}` finds the format out"))
            }
            _ => None,
        },
    }
}

/// The argument that the command does not take.
fn unexpected(error: &clap::Error) -> Option<&str> {
    match (error.kind(), error.get(ContextKind::InvalidArg)?) {
        (ErrorKind::UnknownArgument, ContextValue::String(typed)) => Some(typed),
        _ => None,
    }
}

/// The word that is no command.
fn unknown(error: &clap::Error) -> Option<&str> {
    match error.get(ContextKind::InvalidSubcommand)? {
        ContextValue::String(word) => Some(word),
        _ => None,
    }
}

/// The row of a word: how many may follow, what it means, what is said otherwise.
fn elsewhere(word: &str) -> Option<[&'static str; 3]> {
    rows(ELSEWHERE, word).next()
}

/// The ritual that bears a name, or those close to it, where the notebook can be looked at.
fn looked_up(word: &str, args: &[OsString], made_up: bool) -> Option<Meant> {
    let globals = complete::globals(&strings(args), made_up);
    let session = Session::read(&globals).ok()?;
    names::meant(&session.reader, word).ok()
}

fn subcommand(
    word: &str,
    (command, path): (&Command, &str),
    args: &[OsString],
    made_up: bool,
) -> Option<String> {
    let at = legacy::words(args).find(|at| args[*at] == word);
    let rest = strings(at.map_or(&[][..], |at| &args[at + 1..]));
    let line = |first: &[&str]| {
        let first = first.iter().map(|word| (*word).to_owned());
        shell_line(&first.chain(rest.iter().cloned()).collect::<Vec<_>>())
    };
    if !path.is_empty() {
        let verb = verb_of(command, word)?;
        let words: Vec<&str> = ["ritual"].into_iter().chain(path.split(' ')).collect();
        return Some(format!(
            "`{}` is close to it; `ritual {path} --help` lists what there is",
            line(&[&words[..], &[verb]].concat())
        ));
    }
    // A name that is borne wins over what is spelled like it.
    let meant = looked_up(word, args, made_up);
    if let Some(Meant::One(ritual)) = &meant {
        return Some(format!(
            "`{}` notes the ritual, `ritual show {}` shows it",
            line(&["ritual", "log", &ritual.name]),
            hint_name(&ritual.name)
        ));
    }
    if let Some([_, means, said]) = elsewhere(word) {
        return Some(match (said, rest.is_empty()) {
            ("", _) => format!("`ritual {means}` is what is called so here"),
            (said, true) => said.to_owned(),
            (said, false) => said.replace("TEXT", &hint_name(&rest.join(" "))),
        });
    }
    let commands = || ENTRIES.iter().map(|entry| entry.name).chain(["help"]);
    let begun: Vec<&str> = commands().filter(|name| name.starts_with(word)).collect();
    if !begun.is_empty() {
        let begun = begun.join(", ");
        return Some(format!("several commands begin so: {begun}"));
    }
    if let Some(near) = nearest(word, commands()) {
        return Some(format!(
            "`ritual {near}` is close to it; `ritual --help` lists the commands"
        ));
    }
    let close = match meant {
        Some(Meant::Begins(ritual)) if !ritual.sacred => Some(ritual.name),
        Some(Meant::Close(close)) => close.into_iter().next(),
        _ => None,
    };
    // A name typed where a command goes is most likely one to be logged.
    Some(match close {
        Some(name) => format!("`{}` is close to it", line(&["ritual", "log", &name])),
        None => format!(
            "`{}` notes it; `ritual --help` lists the commands",
            line(&["ritual", "log", word])
        ),
    })
}

/// The verb of a noun that a word is a slip away from, or another program's name for.
pub fn verb_of<'c>(command: &'c Command, word: &str) -> Option<&'c str> {
    let verbs = || command.get_subcommands().map(Command::get_name);
    let other = VERBS.iter().find(|(typed, _)| among(typed, word));
    let other = other.and_then(|(_, here)| verbs().find(|verb| among(here, verb)));
    other.or_else(|| nearest(word, verbs()))
}

/// Whether a word is a verb of other programs.
pub fn names_verb(word: &str) -> bool {
    VERBS.iter().any(|(typed, _)| among(typed, word))
}

/// Which option a word is of that stands by itself.
fn value(word: &str, (command, path): (&Command, &str), args: &[String]) -> Option<String> {
    if command.get_positionals().next().is_none() && !has(command, "note") {
        return Some(format!(
            "it takes options alone; `ritual {path} --help` shows them"
        ));
    }
    if has(command, word) {
        return Some(format!(
            "--{word} is an option; `ritual {path} --help` shows what it takes"
        ));
    }
    // What stands among other words is one of them.
    let alone = args.last().is_some_and(|last| last == word);
    let given = |long: &str| legacy::value_of(&format!("--{long}"), args).is_some();
    let of: [(&str, Reads); 9] = [
        ("on", |word| {
            when::is_day_word(word) || iso_day(word).is_some()
        }),
        ("rhythm", |word| matches!(Rhythm::typed(word), Ok(Some(_)))),
        ("at", |word| {
            word.contains(|c: char| !c.is_ascii_digit()) && when::clock_time(word).is_some()
        }),
        ("amount", |word| Amount::typed(word).is_ok()),
        ("mood", |word| step(word).is_ok()),
        ("note", |word| word.contains(' ')),
        ("name", |_| true),
        ("with", |_| true),
        ("note", |_| true),
    ];
    let whole = if alone { &of[..] } else { &of[..6] };
    let option = whole
        .iter()
        .find(|(long, reads)| has(command, long) && !given(long) && reads(word));
    Some(match option {
        Some((long, _)) => format!("`--{long} {}` says it", hint_name(word)),
        None => format!(
            "a name of several words stands in quotes; `ritual {path} --help` shows what it takes"
        ),
    })
}

/// What an option that a command has not may be: one of its own, or one of another command.
fn option(typed: &str, command: &Command, path: &str) -> Option<String> {
    let typed = typed.split(['=', ' ']).next()?;
    let says =
        |own: &str, how: &str| format!("--{own} {how}; `ritual {path} --help` shows what it takes");
    if when::is_day_word(typed) && has(command, "on") {
        return Some(format!("`--on {typed}` names the day"));
    }
    if has(command, typed) {
        return Some(format!("--{typed} comes after its command"));
    }
    if let Some([_, said]) = rows(SPOKEN, typed).find(|[command, _]| *command == path) {
        return Some(said.to_owned());
    }
    if let Some(begun) = longs(command).find(|long| typed.len() > 1 && long.starts_with(typed)) {
        return Some(says(begun, "begins so"));
    }
    if let Some([own]) = rows(OPTIONS, typed).find(|[own]| has(command, own)) {
        return Some(says(own, "is its name here"));
    }
    if let Some(own) = nearest(typed, longs(command)) {
        return Some(says(own, "is close to it"));
    }
    let whole = root::command();
    let taking = whole.get_subcommands().filter(|one| has(one, typed));
    let taking: Vec<&str> = taking.map(Command::get_name).collect();
    if taking.contains(&"mood") && !taking.contains(&"log") {
        return Some(format!("`ritual mood --{typed} …` notes it"));
    }
    if taking.is_empty() && has(command, "measure") {
        return Some(format!(
            "`ritual config measure {typed} 0-10` makes a measure of your own, and `--measure {typed}=3` notes it"
        ));
    }
    let named = taking.iter().take(3).map(|name| format!("`ritual {name}`"));
    let named = named.collect::<Vec<_>>().join(", ");
    (!taking.is_empty()).then(|| format!("--{typed} goes with {named}"))
}

fn has(command: &Command, name: &str) -> bool {
    longs(command).any(|long| long == name)
}

/// The options that help shows, and those of every command.
fn longs(command: &Command) -> impl Iterator<Item = &str> {
    let shown = command.get_arguments().filter(|arg| {
        let common = arg.is_global_set() && !matches!(arg.get_action(), ArgAction::Help);
        common || !arg.is_hide_set()
    });
    shown.filter_map(|arg| arg.get_long())
}

/// The word that what was typed is the fewest slips of the finger away from, two at most.
fn nearest<'w>(typed: &str, words: impl Iterator<Item = &'w str>) -> Option<&'w str> {
    let far = |word: &str| strsim::osa_distance(typed, word);
    let near = |word: &&str| typed.len() > 2 && far(word) <= if word.len() > 4 { 2 } else { 1 };
    words.filter(near).min_by_key(|word| far(word))
}
