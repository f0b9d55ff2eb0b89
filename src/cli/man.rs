//! `ritual man`: pages of the commands (section 1) and of the topics (section 7).

use super::reply::Reply;
use super::session::Globals;
use super::{examples, root, topics};
use crate::failure::{Failure, Result, code};
use crate::render::topic::TOPICS;
use crate::render::topic::{self, Part};
use clap::Command;
use clap_mangen::Man;
use clap_mangen::roff::{Roff, roman};
use std::path::PathBuf;

/// Print a man page, or write them all into a folder
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The command, or a topic; the page of `ritual` without it
    #[arg(value_name = "COMMAND")]
    command: Option<String>,
    /// Write every page into this folder
    #[arg(long, value_name = "DIR", conflicts_with = "command")]
    out: Option<PathBuf>,
}

pub fn run(args: Args, _: &Globals) -> Result<Reply> {
    let whole = whole();
    let refused = |e: &dyn std::fmt::Display| Failure::new(code::DISK, e.to_string());
    if let Some(folder) = &args.out {
        std::fs::create_dir_all(folder)
            .map_err(|e| refused(&format!("{}: {e}", folder.display())))?;
        let commands = pages(&whole).into_iter().map(of_command);
        let topics = TOPICS.iter().map(|(name, page)| of_topic(name, page));
        let mut said = String::new();
        for (name, page) in commands.chain(topics) {
            let path = folder.join(name);
            std::fs::write(&path, page)
                .map_err(|e| refused(&format!("{}: {e}", path.display())))?;
            said += &format!("{}\n", path.display());
        }
        return Ok(Reply::plain(said));
    }
    let Some(name) = &args.command else {
        return Ok(Reply::plain(of_command(&whole).1));
    };
    let command = pages(&whole).into_iter().find(|c| called(c) == *name);
    let topic = || topics::page(name).map(|page| of_topic(name, page));
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
    let examples = examples::of(called(command));
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
