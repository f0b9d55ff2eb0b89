//! `ritual help TOPIC`: texts beside the commands.

use super::root;
use crate::failure::Failure;
use crate::render::voice::TOPICS;
use std::ffi::OsString;

/// What `ritual help WORD` asked for.
pub enum TopicHelp {
    Text(&'static str),
    /// A word that is neither a topic nor a command.
    Unknown(Failure),
}

/// The topic these arguments ask for; none where they ask for something else.
pub fn help(args: &[OsString]) -> Option<TopicHelp> {
    let words = positional(args);
    let [first, word] = words.as_slice() else {
        return None;
    };
    if first != "help" {
        return None;
    }
    if let Some((_, text)) = TOPICS.iter().find(|(name, _)| name == word) {
        return Some(TopicHelp::Text(text));
    }
    let whole = root::command();
    let known = |c: &clap::Command| c.get_name() == word;
    if whole.get_subcommands().any(known) || word == "help" {
        return None;
    }
    let names: Vec<&str> = TOPICS.iter().map(|(name, _)| *name).collect();
    Some(TopicHelp::Unknown(
        Failure::usage(format!("there is no command and no topic '{word}'")).hint(format!(
            "topics: {}; `ritual --help` lists the commands",
            names.join(", ")
        )),
    ))
}

/// The words that are neither options nor their values.
fn positional(args: &[OsString]) -> Vec<String> {
    let mut words = Vec::new();
    let mut args = args.iter().skip(1).map(|arg| arg.to_string_lossy());
    while let Some(arg) = args.next() {
        match arg.as_ref() {
            "--db" | "--color" | "--now" => {
                args.next();
            }
            option if option.starts_with('-') => {}
            word => words.push(word.to_owned()),
        }
    }
    words
}
