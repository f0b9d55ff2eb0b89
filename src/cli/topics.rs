//! Texts beside the commands: `ritual help TOPIC`, `ritual man`, `ritual completions`.

use super::examples;
use super::legacy;
use super::reply::{self, Reply};
use super::root;
use super::session::Globals;
use crate::failure::{Failure, Result, code};
use crate::render::topic::{self, FIRST_SCREEN, Part, TOPIC_LIST, TOPICS};
use crate::render::wrap::columns;
use clap::Command;
use clap_mangen::Man;
use clap_mangen::roff::{Roff, roman};
use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};

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

/// Print a man page, or write them all into a folder
#[derive(Debug, clap::Args)]
pub struct ManArgs {
    /// The command, or a topic; the page of `ritual` without it
    #[arg(value_name = "COMMAND")]
    command: Option<String>,
    /// Write every page into this folder
    #[arg(long, value_name = "DIR", conflicts_with = "command")]
    out: Option<PathBuf>,
}

pub fn man(args: ManArgs, _: &Globals) -> Result<Reply> {
    let whole = whole();
    if let Some(folder) = &args.out {
        let commands = pages(&whole).into_iter().map(of_command);
        let topics = TOPICS.iter().map(|(name, page)| of_topic(name, page));
        return written(folder, commands.chain(topics));
    }
    let Some(name) = &args.command else {
        return Ok(Reply::plain(of_command(&whole).1));
    };
    let command = pages(&whole).into_iter().find(|c| called(c) == *name);
    let topic = || page(name).map(|page| of_topic(name, page));
    match command.map(of_command).or_else(topic) {
        Some((_, page)) => Ok(Reply::plain(page)),
        None => Err(
            Failure::usage(format!("'{name}' is no command and no topic")).hint(
                "`ritual help` lists them; commands below one stand in quotes, as 'boundaries add'",
            ),
        ),
    }
}

/// Every command under its full name, each with the common options.
fn whole() -> Command {
    let mut whole = root::command().disable_help_subcommand(true);
    whole.build();
    whole
}

/// The command itself and every one below it.
fn pages(command: &Command) -> Vec<&Command> {
    let below = command.get_subcommands().flat_map(pages);
    std::iter::once(command).chain(below).collect()
}

/// `boundaries add` for `ritual boundaries add`.
fn called(command: &Command) -> &str {
    let whole = command.get_bin_name().unwrap_or_default();
    whole.strip_prefix("ritual ").unwrap_or(whole)
}

/// The name of the file, and the page: options as clap has them, then the examples of its help; of
/// `ritual` itself the topics.
fn of_command(command: &Command) -> (String, String) {
    let name = command.get_bin_name().unwrap_or("ritual").replace(' ', "-");
    let mut text = Vec::new();
    // Writing into memory does not fail.
    let _ = Man::new(command.clone().name(name.clone())).render(&mut text);
    let mut roff = Roff::new();
    let examples = examples(called(command));
    if examples.len() > 1 {
        roff.control("SH", ["EXAMPLES"]);
        roff.control("nf", []);
        for line in examples {
            roff.text([roman(format!("ritual {line}"))]);
        }
        roff.control("fi", []);
    } else if name == "ritual" {
        roff.control("SH", ["SEE ALSO"]);
        let topics = TOPICS.iter().map(|(name, _)| format!("ritual-{name}(7)"));
        roff.text([roman(topics.collect::<Vec<_>>().join(", "))]);
    }
    let page = String::from_utf8_lossy(&text).into_owned() + &roff.to_roff();
    (format!("{name}.1"), page)
}

/// The name of the file, and the page of a topic.
fn of_topic(name: &str, page: &str) -> (String, String) {
    let mut roff = Roff::new();
    let version = concat!("ritual ", env!("CARGO_PKG_VERSION"));
    roff.control("TH", [&*format!("ritual-{name}"), "7", "", version]);
    roff.control("SH", ["NAME"]);
    roff.text([roman(format!("ritual-{name} - {}", topic::title(page)))]);
    roff.control("SH", ["DESCRIPTION"]);
    let mut code = false;
    for part in topic::parts(page).skip(1) {
        let is_code = matches!(part, Part::Code(_));
        if is_code != code {
            roff.control(if is_code { "nf" } else { "fi" }, []);
            code = is_code;
        }
        match part {
            Part::Title(head) | Part::Head(head) => roff.control("SS", [head]),
            Part::Words(words) => roff.control("PP", []).text([roman(words)]),
            Part::Item(words) => roff.control("IP", ["-", "2"]).text([roman(words)]),
            Part::Code(line) => roff.text([roman(line)]),
            Part::Blank => &mut roff,
        };
    }
    (format!("ritual-{name}.7"), roff.render())
}

/// The shells, the names their scripts go by as files, and the scripts.
const SHELLS: [(&str, &str, &str); 3] = [
    (
        "bash",
        "ritual.bash",
        include_str!("../../completions/ritual.bash"),
    ),
    ("zsh", "_ritual", include_str!("../../completions/_ritual")),
    (
        "fish",
        "ritual.fish",
        include_str!("../../completions/ritual.fish"),
    ),
];

/// Print a script that completes commands, names and handles in your shell
#[derive(Debug, clap::Args)]
pub struct CompletionsArgs {
    /// The shell
    #[arg(value_name = "SHELL", value_parser = SHELLS.map(|(shell, ..)| shell), required_unless_present = "out")]
    shell: Option<String>,
    /// Write the scripts of all shells into this folder
    #[arg(long, value_name = "DIR", conflicts_with = "shell")]
    out: Option<PathBuf>,
}

pub fn completions(args: CompletionsArgs, _: &Globals) -> Result<Reply> {
    if let Some(folder) = &args.out {
        let scripts = SHELLS.map(|(_, name, script)| (name.to_owned(), script.to_owned()));
        return written(folder, scripts.into_iter());
    }
    let script = args.shell.as_deref().and_then(script);
    Ok(Reply::plain(script.unwrap_or_default().to_owned()))
}

/// Writes texts under their names into a folder, and names the files.
fn written(folder: &Path, texts: impl Iterator<Item = (String, String)>) -> Result<Reply> {
    let refused = |at: &Path, e| Failure::new(code::DISK, format!("{}: {e}", at.display()));
    std::fs::create_dir_all(folder).map_err(|e: io::Error| refused(folder, e))?;
    let mut said = String::new();
    for (name, text) in texts {
        let path = folder.join(name);
        std::fs::write(&path, text).map_err(|e| refused(&path, e))?;
        said += &format!("{}\n", path.display());
    }
    Ok(Reply::plain(said))
}

/// The script for a shell; it asks the program at each TAB.
pub fn script(shell: &str) -> Option<&'static str> {
    let known = SHELLS.iter().find(|(name, ..)| *name == shell);
    known.map(|(_, _, script)| *script)
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
