//! `ritual help TOPIC`: texts beside the commands.

use super::{legacy, reply, root};
use crate::failure::{Failure, Result};
use crate::render::topic::{self, FIRST_SCREEN, TOPIC_LIST, TOPICS};
use crate::render::wrap::columns;
use std::ffi::OsString;

/// The widest a text is easy to read at, and how wide it is where no terminal says otherwise.
const WIDEST: usize = 100;
const USUAL: usize = 80;

/// What these arguments ask for; none where they ask for the help of a command, or for none.
/// An error where a word is neither a topic nor a command.
pub fn help(args: &[OsString], shown: bool) -> Option<Result<String>> {
    let words: Vec<_> = legacy::words(args)
        .map(|at| args[at].to_string_lossy())
        .collect();
    let words: Vec<&str> = words.iter().map(AsRef::as_ref).collect();
    let listed = |text: &str| Some(Ok(columns(text, reply::width())));
    let word = match words.as_slice() {
        [] if shown => return listed(FIRST_SCREEN),
        ["help"] if shown => return listed(&format!("{FIRST_SCREEN}\n{}", list())),
        ["help", "topics"] => return listed(&list()),
        ["help", "all"] => return listed(&root::list(false)),
        ["help", "file"] => return listed(&root::list(true)),
        ["help", word] => *word,
        _ => return None,
    };
    if let Some(page) = page(word) {
        let width = reply::width().map_or(USUAL, |width| width.min(WIDEST));
        return Some(Ok(topic::text(page, width)));
    }
    let whole = root::command();
    let known = |c: &clap::Command| c.get_name() == word;
    if whole.get_subcommands().any(known) || word == "help" {
        return None;
    }
    Some(Err(Failure::usage(format!(
        "there is no command and no topic '{word}'"
    ))
    .hint(
        "`ritual help` lists the topics and the first commands, `ritual help all` every command",
    )))
}

/// The page of a topic.
pub fn page(name: &str) -> Option<&'static str> {
    let found = TOPICS.iter().find(|(topic, _)| *topic == name);
    found.map(|(_, page)| *page)
}

/// The topics, one a line.
fn list() -> String {
    let row = |(name, page): &(&str, &str)| format!("  {name:<12} {}\n", topic::title(page));
    TOPIC_LIST.to_owned() + &TOPICS.iter().map(row).collect::<String>()
}

/// What `ritual help` knows beside the commands.
pub fn names() -> impl Iterator<Item = &'static str> {
    let texts = TOPICS.iter().map(|(name, _)| *name);
    texts.chain(["topics", "all", "file"])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::FORMATS;

    #[test]
    fn the_page_of_formats_has_each_of_them() {
        let page = page("formats").unwrap();
        for format in FORMATS {
            let begins = format!("## {}\n\n{}", format.name, format.about);
            assert!(page.contains(&begins), "{begins}");
        }
    }
}
