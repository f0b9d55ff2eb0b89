//! The list of what 0.1 takes, and that the scenes hold each at least once.
//!
//! `tests/fixtures/legacy/spellings.txt` has a command or an option a line, taken from the `--help`
//! of the 0.1 binary when the scenes are recorded (see `legacy.rs`).

use super::legacy;
use super::scene::{Run, Step};
use crate::support::Home;
use std::path::Path;

/// What `--help` does not name: options that are hidden, other names of a value, another name of
/// an option.
const HIDDEN: &[&str] = &[
    "--now",
    "remind export --ics",
    "network add --phone",
    "network change --phone",
    "care add --phone",
    "import loop-db",
    "import loop-csv",
    "import task",
];

/// Every command with its options; those that every command takes stand at the top alone.
fn asked(bin: &Path) -> Vec<String> {
    let mut home = Home::new();
    home.bin = bin.to_owned();
    let mut found = Vec::new();
    below(&home, &mut Vec::new(), &[], &mut found);
    found.extend(HIDDEN.iter().map(|&spelling| spelling.to_owned()));
    found
}

fn below(home: &Home, path: &mut Vec<String>, common: &[String], found: &mut Vec<String>) {
    let args: Vec<&str> = path.iter().map(String::as_str).chain(["-h"]).collect();
    let help = home.ok(&args);
    // ` privacy` prints its page instead, which names nothing.
    let options = regex::Regex::new(r"(?m)^ +(?:(-\w), )?(--[a-z-]+)").expect("a pattern");
    let named: Vec<String> = options
        .captures_iter(&help)
        .flat_map(|c| [c.get(1), c.get(2)])
        .flatten()
        .map(|m| m.as_str().to_owned())
        .filter(|option| !common.contains(option))
        .collect();
    let prefix: String = path.iter().map(|word| format!("{word} ")).collect();
    found.extend(named.iter().map(|option| format!("{prefix}{option}")));
    let commands = regex::Regex::new(r"(?m)^  ([a-z]+) +\S").expect("a pattern");
    let list = match path.is_empty() {
        true => help.as_str(),
        false => part(&help, "Commands:"),
    };
    let all: Vec<String> = match path.is_empty() {
        true => named.clone(),
        false => common.to_vec(),
    };
    for command in commands.captures_iter(list) {
        if &command[1] == "help" {
            continue;
        }
        path.push(command[1].to_owned());
        found.push(path.join(" "));
        below(home, path, &all, found);
        path.pop();
    }
}

/// From a heading to the next empty line.
fn part<'a>(help: &'a str, heading: &str) -> &'a str {
    let from = help.split_once(&format!("{heading}\n"));
    from.map_or("", |(_, rest)| rest.split("\n\n").next().unwrap_or(rest))
}

/// Whether a command line holds a spelling: its words in order, the last of them anywhere.
fn holds(run: &Run, spelling: &str) -> bool {
    let (_, args) = run.words();
    let mut words: Vec<&str> = spelling.split(' ').collect();
    let last = words.pop().expect("a word");
    let begins = args.len() >= words.len() && args.iter().zip(&words).all(|(a, w)| a == w);
    let rest = args.get(words.len()..).unwrap_or_default();
    let option = last.starts_with('-');
    begins
        && match option {
            true => rest
                .iter()
                .any(|arg| arg == last || arg.starts_with(&format!("{last}="))),
            false => rest.first().is_some_and(|arg| arg == last),
        }
}

#[test]
fn the_scenes_hold_every_spelling() {
    let file = legacy::folder().join("spellings.txt");
    if let Some(bin) = legacy::recorded_from() {
        std::fs::write(&file, asked(&bin).join("\n") + "\n").expect("the list is written");
        return;
    }
    let stored = std::fs::read_to_string(&file).expect("the list");
    let scenes = legacy::scenes();
    let runs: Vec<&Run> = scenes
        .iter()
        .flat_map(|scene| &scene.steps)
        .filter_map(|step| match step {
            Step::Run(run) => Some(run),
            _ => None,
        })
        .collect();
    let missing: Vec<&str> = stored
        .lines()
        .filter(|spelling| !runs.iter().any(|run| holds(run, spelling)))
        .collect();
    assert!(missing.is_empty(), "in no scene: {missing:#?}");
    let commands = stored
        .lines()
        .filter(|line| !line.contains(' ') && !line.starts_with('-'));
    assert_eq!(commands.count(), 54, "the commands of 0.1");
}
