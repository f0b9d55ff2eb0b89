//! `ritual help TOPIC`: texts beside the commands.

use super::import::formats;
use super::{legacy, root};
use crate::failure::Failure;
use crate::render::voice::{FIRST_SCREEN, FORMATS, MADE_OF, TOPICS};
use std::ffi::OsString;

/// What `ritual help WORD` asked for.
pub enum TopicHelp {
    Prose(&'static str),
    /// Rows that stay as they are.
    List(String),
    /// A word that is neither a topic nor a command.
    Unknown(Failure),
}

/// What these arguments ask for; none where they ask for the help of a command, or for none.
pub fn help(args: &[OsString], shown: bool) -> Option<TopicHelp> {
    let words: Vec<_> = legacy::words(args)
        .map(|at| args[at].to_string_lossy())
        .collect();
    let words: Vec<&str> = words.iter().map(AsRef::as_ref).collect();
    let word = match words.as_slice() {
        [] | ["help"] if shown => return Some(TopicHelp::List(FIRST_SCREEN.to_owned())),
        ["help", "all"] => return Some(TopicHelp::List(root::list(false))),
        ["help", "file"] => return Some(TopicHelp::List(root::list(true))),
        ["help", "formats"] => {
            return Some(TopicHelp::List(format!(
                "{FORMATS}{}{MADE_OF}",
                formats::list()
            )));
        }
        ["help", word] => *word,
        _ => return None,
    };
    if let Some((_, text)) = TOPICS.iter().find(|(name, _)| *name == word) {
        return Some(TopicHelp::Prose(text));
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
