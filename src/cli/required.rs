//! Arguments a command cannot do without: asked for on a terminal, else named with an example.

use super::complete;
use super::input;
use super::names::{by_answer, numbered};
use super::reply;
use super::session::Globals;
use super::shell::shell_line;
use super::{examples, legacy, root};
use crate::failure::{Failure, Result, code};
use crate::render::voice;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, Command};
use clap_complete::CompletionCandidate;
use std::ffi::OsString;

/// How many things a list has at most that is shown before a question.
const SHORT: usize = 12;

/// A line of which some words were answered at questions.
pub struct Asked {
    pub line: Vec<OsString>,
    /// The words as they stand in the line.
    pub answers: Vec<OsString>,
}

impl Asked {
    /// The line without the answer that a command does not take, for it to be asked again.
    ///
    /// # Errors
    /// The failure where it speaks of no answer, with the line as far as it goes.
    pub fn again(mut self, failure: Failure) -> std::result::Result<Vec<OsString>, Failure> {
        let named = |word: &OsString| {
            let word = word.to_string_lossy();
            let value = match word.split_once('=') {
                Some((option, value)) if option.starts_with("--") => value,
                _ => &*word,
            };
            failure.message.contains(&format!("'{value}'"))
        };
        let refused = [code::USAGE, code::REFUSED].contains(&failure.code);
        let at = self.answers.iter().rfind(|answer| refused && named(answer));
        match at.and_then(|answer| self.line.iter().rposition(|word| word == answer)) {
            Some(at) => {
                reply::tell("note", &failure);
                self.line.remove(at);
                Ok(self.line)
            }
            None if self.answers.is_empty() || !refused => Err(failure),
            None => {
                let so_far = format!("so far: {}", typed(&self.line));
                let hint = failure.hint.iter().cloned();
                let hint: Vec<String> = hint.chain([so_far]).collect();
                Err(failure.hint(hint.join("; ")))
            }
        }
    }
}

/// Asks for each argument that a line lacks, or the value an option lacks, and puts what is answered
/// into it; the answers to arguments are kept. False where it lacks none.
///
/// # Errors
/// The exit code, where nobody could be asked, or the person passed or left.
pub fn ask(
    line: &mut Vec<OsString>,
    error: &clap::Error,
    made_up: bool,
    answers: &mut Vec<OsString>,
) -> std::result::Result<bool, u8> {
    let empty = Some(&ContextValue::String(String::new()));
    let no_value = error.get(ContextKind::InvalidValue) == empty;
    let no_value = error.kind() == ErrorKind::InvalidValue && no_value;
    if !no_value && error.kind() != ErrorKind::MissingRequiredArgument {
        return Ok(false);
    }
    let (command, path) = named(line);
    let globals = Globals {
        no_input: line.iter().any(|word| word == "--no-input"),
        ..complete::globals(&strings(line), made_up)
    };
    if no_value {
        let Some((at, arg)) = valueless(&command, error, line) else {
            return Ok(false);
        };
        let bare = line[at].to_string_lossy().into_owned();
        if !input::interactive(&globals) {
            return Err(reply::fail(&expects_value(&bare, arg, &path)));
        }
        let value = asked(arg, &path, line, &globals, false)?;
        line[at] = format!("{bare}={value}").into();
        return Ok(true);
    }
    let lacking = lacking(&command, error);
    let flags = lacking.iter().any(|arg| !arg.get_action().takes_values());
    if lacking.is_empty() || flags || !input::interactive(&globals) {
        return Err(reply::fail(&expects(&path, &lacking, line)));
    }
    for (answered, arg) in lacking.into_iter().enumerate() {
        let answer = asked(arg, &path, line, &globals, answered > 0)?;
        answers.push(put(line, arg, &answer));
    }
    Ok(true)
}

/// A line as it is typed, wherever the program lies.
fn typed(line: &[OsString]) -> String {
    let mut words = strings(line);
    "ritual".clone_into(&mut words[0]);
    shell_line(&words)
}

/// What a person answers; the exit code where they pass or leave. What was `answered` before goes on.
fn asked(
    arg: &Arg,
    path: &str,
    line: &[OsString],
    globals: &Globals,
    answered: bool,
) -> std::result::Result<String, u8> {
    match answer(arg, path, line, globals) {
        Err(left) if answered => {
            let so_far = format!("`{}` goes on from there", typed(line));
            Err(reply::fail(&left.hint(so_far)))
        }
        Err(left) => Err(reply::fail(&left)),
        Ok(nothing) if nothing.is_empty() => {
            let _ = reply::put(voice::NOTHING_DONE, anstream::ColorChoice::Never);
            Err(code::DONE)
        }
        Ok(answer) => Ok(answer),
    }
}

/// Where an option stands that has no value, and what it is.
fn valueless<'c>(
    command: &'c Command,
    error: &clap::Error,
    line: &[OsString],
) -> Option<(usize, &'c Arg)> {
    let ContextValue::String(named) = error.get(ContextKind::InvalidArg)? else {
        return None;
    };
    let mut own = command.get_arguments();
    let arg = own.find(|arg| arg.to_string() == *named)?;
    let option = format!("--{}", arg.get_long()?);
    let ends =
        |next: Option<&OsString>| next.is_none_or(|next| next.as_encoded_bytes().starts_with(b"-"));
    let at = (0..line.len()).find(|at| line[*at] == *option && ends(line.get(at + 1)))?;
    Some((at, arg))
}

fn expects_value(option: &str, arg: &Arg, path: &str) -> Failure {
    let help = arg.get_help().map(ToString::to_string).unwrap_or_default();
    let examples = help.split_once(": ");
    let example = examples.and_then(|(_, of)| of.split(", ").next());
    let takes = format!("`ritual {path} --help` shows what it takes");
    Failure::usage(format!("{option} expects {}", what(arg))).hint(match example {
        Some(example) => format!("as in `{option} {}`; {takes}", example.trim_matches('\'')),
        None => takes,
    })
}

/// The command a line names, built, and its path without the program's name.
pub fn named(line: &[OsString]) -> (Command, String) {
    let mut command = root::quick(line).unwrap_or_else(root::command);
    command.build();
    let mut path = Vec::new();
    for at in legacy::words(line) {
        let word = &line[at].to_string_lossy().into_owned();
        // Clap's own `help` has every command below it.
        if word != "help"
            && let Some(below) = below(&command, word).cloned()
        {
            path.push(below.get_name().to_owned());
            command = below;
        }
    }
    (command, path.join(" "))
}

/// The command of this name, or the one whose name begins so.
fn below<'c>(command: &'c Command, word: &str) -> Option<&'c Command> {
    let mut begun = command
        .get_subcommands()
        .filter(|c| c.get_name().starts_with(word));
    match (command.find_subcommand(word), begun.next(), begun.next()) {
        (Some(exact), ..) => Some(exact),
        (None, Some(one), None) if !word.is_empty() => Some(one),
        _ => None,
    }
}

/// The words of a line.
pub fn strings(line: &[OsString]) -> Vec<String> {
    let strings = line.iter().map(|word| word.to_string_lossy().into_owned());
    strings.collect()
}

/// The arguments that clap misses, those without a dash first.
fn lacking<'c>(command: &'c Command, error: &clap::Error) -> Vec<&'c Arg> {
    let Some(ContextValue::Strings(missing)) = error.get(ContextKind::InvalidArg) else {
        return Vec::new();
    };
    // One that is asked for by another stands in square brackets in its own help.
    let bare = |said: &str| said.replace(['<', '>', '[', ']'], "");
    let is_missing = |arg: &&Arg| {
        let shown = bare(&arg.to_string());
        missing.iter().any(|said| bare(said) == shown)
    };
    let mut lacking: Vec<&Arg> = command.get_arguments().filter(is_missing).collect();
    lacking.sort_by_key(|arg| arg.get_index().unwrap_or(usize::MAX));
    lacking
}

/// What an argument is, as its help says it, within a sentence.
fn what(arg: &Arg) -> String {
    let help = arg.get_help().map(ToString::to_string).unwrap_or_default();
    let first = help.split([';', ':']).next().unwrap_or_default();
    let known = arg.get_possible_values();
    let known: Vec<&str> = known.iter().map(|value| value.get_name()).collect();
    let known = match known.len() {
        1..=SHORT => format!(", one of {}", known.join(", ")),
        _ => String::new(),
    };
    let mut letters = first.chars();
    let lower = letters.next().map(|c| c.to_lowercase().collect::<String>());
    lower.unwrap_or_default() + letters.as_str() + &known
}

fn expects(path: &str, lacking: &[&Arg], line: &[OsString]) -> Failure {
    // Another option asks for these.
    let beside = lacking.iter().filter(|arg| !arg.is_required_set());
    let beside: Vec<String> = beside.filter_map(|arg| option(arg)).collect();
    if !beside.is_empty() {
        let said = format!("{path} expects {} with this", beside.join(" and "));
        return Failure::usage(said).hint(format!("as in `{} {}`", typed(line), beside.join(" ")));
    }
    let wanted: Vec<String> = lacking.iter().map(|arg| what(arg)).collect();
    let said = match wanted.is_empty() {
        true => format!("{path} expects more than this"),
        false => format!("{path} expects {}", wanted.join(", and ")),
    };
    Failure::usage(said).hint(match examples(path).first() {
        Some(example) => format!("as in `ritual {example}`"),
        None => format!("`ritual {path} --help` shows what it takes"),
    })
}

/// `--html FILE`, where an argument is an option.
fn option(arg: &Arg) -> Option<String> {
    let long = arg.get_long()?;
    match arg.get_value_names() {
        Some(names) if arg.get_action().takes_values() => {
            Some(format!("--{long} {}", names.join(" ")))
        }
        _ => Some(format!("--{long}")),
    }
}

/// Asks for one, after a list of what it may be where that is short.
fn answer(arg: &Arg, path: &str, line: &[OsString], globals: &Globals) -> Result<String> {
    let known = complete::known(path, arg, globals, &strings(line));
    let value = |known: &CompletionCandidate| known.get_value().to_string_lossy().into_owned();
    let words = |known: &CompletionCandidate| known.get_help().map(ToString::to_string);
    let handle = |known: &CompletionCandidate| {
        words(known).map(|words| format!("{}  {words}\n", value(known)))
    };
    // A handle beside names stands there by its words.
    let name = |known: &CompletionCandidate| words(known).unwrap_or_else(|| value(known));
    let handles: Option<String> = known.iter().map(handle).collect();
    let short = !known.is_empty() && known.len() <= SHORT;
    let numbers = short && handles.is_none();
    let question = format!("{} (Enter for none)", what(arg));
    let names: Vec<String> = known.iter().map(name).collect();
    let question = match handles {
        _ if numbers => format!("{}\n{question}", numbered(&names)),
        Some(handles) if short => format!("{handles}{question}"),
        _ => question,
    };
    let answer = input::prompt(globals, &question)?.unwrap_or_default();
    let chosen = by_answer(&names, &answer).filter(|_| numbers);
    Ok(chosen.map_or(answer, |at| value(&known[at])))
}

/// Puts an answer where the command reads it as one, whatever it begins with; gives the word it is
/// in the line.
fn put(line: &mut Vec<OsString>, arg: &Arg, answer: &str) -> OsString {
    let end = line.iter().position(|word| word == "--");
    let (at, word) = match arg.get_long() {
        Some(long) => (end.unwrap_or(line.len()), format!("--{long}={answer}")),
        None => {
            if end.is_none() {
                line.push("--".into());
            }
            (line.len(), answer.to_owned())
        }
    };
    line.insert(at, word.clone().into());
    word.into()
}
