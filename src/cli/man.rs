//! `ritual man`

use super::reply::Reply;
use super::root;
use super::session::Globals;
use crate::failure::{Failure, Result, code};
use clap::Command;
use clap_mangen::Man;
use std::path::{Path, PathBuf};

/// Print a man page, or write them all into a folder
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The command; the page of `ritual` without it
    #[arg(value_name = "COMMAND")]
    command: Option<String>,
    /// Write every page into this folder
    #[arg(long, value_name = "DIR", conflicts_with = "command")]
    out: Option<PathBuf>,
}

pub fn run(args: Args, _: &Globals) -> Result<Reply> {
    let whole = whole();
    if let Some(folder) = &args.out {
        return all(&whole, folder);
    }
    match &args.command {
        None => page(&whole).map(Reply::plain),
        Some(name) => match pages(&whole).into_iter().find(|c| called(c) == *name) {
            Some(command) => page(command).map(Reply::plain),
            None => Err(Failure::usage(format!("'{name}' is no command")).hint(
                "`ritual --help` lists them; those below one stand in quotes, as 'boundaries add'",
            )),
        },
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

fn page(command: &Command) -> Result<String> {
    let name = command.get_bin_name().unwrap_or("ritual").replace(' ', "-");
    let mut text = Vec::new();
    Man::new(command.clone().name(name))
        .render(&mut text)
        .map_err(|e| Failure::new(code::DISK, e.to_string()))?;
    String::from_utf8(text).map_err(|e| Failure::new(code::DISK, e.to_string()))
}

fn all(whole: &Command, folder: &Path) -> Result<Reply> {
    let refused =
        |e: std::io::Error| Failure::new(code::DISK, format!("{}: {e}", folder.display()));
    std::fs::create_dir_all(folder).map_err(refused)?;
    let mut said = String::new();
    for command in pages(whole) {
        let name = command.get_bin_name().unwrap_or("ritual").replace(' ', "-");
        let path = folder.join(format!("{name}.1"));
        std::fs::write(&path, page(command)?).map_err(refused)?;
        said += &format!("{}\n", path.display());
    }
    Ok(Reply::plain(said))
}
