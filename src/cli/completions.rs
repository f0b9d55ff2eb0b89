//! `ritual completions`

use super::reply::Reply;
use super::session::Globals;
use crate::failure::{Failure, Result, code};
use std::path::{Path, PathBuf};

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
pub struct Args {
    /// The shell
    #[arg(value_name = "SHELL", value_parser = SHELLS.map(|(shell, ..)| shell), required_unless_present = "out")]
    shell: Option<String>,
    /// Write the scripts of all shells into this folder
    #[arg(long, value_name = "DIR", conflicts_with = "shell")]
    out: Option<PathBuf>,
}

pub fn run(args: Args, _: &Globals) -> Result<Reply> {
    match &args.out {
        Some(folder) => all(folder),
        None => {
            let script = args.shell.as_deref().and_then(script);
            Ok(Reply::plain(script.unwrap_or_default().to_owned()))
        }
    }
}

fn all(folder: &Path) -> Result<Reply> {
    let refused =
        |e: std::io::Error| Failure::new(code::DISK, format!("{}: {e}", folder.display()));
    std::fs::create_dir_all(folder).map_err(refused)?;
    let mut said = String::new();
    for (_, name, script) in SHELLS {
        let path = folder.join(name);
        std::fs::write(&path, script).map_err(refused)?;
        said += &format!("{}\n", path.display());
    }
    Ok(Reply::plain(said))
}

/// The script for a shell; it asks the program at each TAB.
pub fn script(shell: &str) -> Option<&'static str> {
    let known = SHELLS.iter().find(|(name, ..)| *name == shell);
    known.map(|(_, _, script)| *script)
}
