//! `ritual completions`

use super::complete::VAR;
use super::reply::Reply;
use super::session::Globals;
use crate::failure::{Failure, Result, code};
use clap_complete::env::Shells;
use std::path::{Path, PathBuf};

/// The shells, and the names their scripts go by as files.
const SHELLS: [(&str, &str); 3] = [
    ("bash", "ritual.bash"),
    ("zsh", "_ritual"),
    ("fish", "ritual.fish"),
];

/// Print a script that completes commands, names and handles in your shell
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The shell
    #[arg(value_name = "SHELL", value_parser = ["bash", "zsh", "fish"], required_unless_present = "out")]
    shell: Option<String>,
    /// Write the scripts of all shells into this folder
    #[arg(long, value_name = "DIR", conflicts_with = "shell")]
    out: Option<PathBuf>,
}

pub fn run(args: Args, _: &Globals) -> Result<Reply> {
    match (&args.shell, &args.out) {
        (_, Some(folder)) => all(folder),
        (Some(shell), None) => script(shell).map(Reply::plain),
        (None, None) => {
            Err(Failure::usage("completions expects a shell").hint("bash, zsh or fish"))
        }
    }
}

fn all(folder: &Path) -> Result<Reply> {
    let refused =
        |e: std::io::Error| Failure::new(code::DISK, format!("{}: {e}", folder.display()));
    std::fs::create_dir_all(folder).map_err(refused)?;
    let mut said = String::new();
    for (shell, name) in SHELLS {
        let path = folder.join(name);
        std::fs::write(&path, script(shell)?).map_err(refused)?;
        said += &format!("{}\n", path.display());
    }
    Ok(Reply::plain(said))
}

/// From a folder of fpath zsh runs the file at the first TAB, as the completer itself, which then has
/// to answer and not to register alone.
const FIRST_TAB: &str = "\
if [[ \"$funcstack[1]\" == \"_ritual\" ]]; then
    _clap_dynamic_completer_ritual \"$@\"
fi
";

/// The script that registers `ritual` as its own completer.
fn script(shell: &str) -> Result<String> {
    let failed =
        |why: String| Failure::new(code::USAGE, format!("no completions for {shell}: {why}"));
    let shells = Shells::builtins();
    let writer = shells
        .completer(shell)
        .ok_or_else(|| failed("unknown shell".to_owned()))?;
    let mut script = Vec::new();
    writer
        .write_registration(VAR, "ritual", "ritual", "ritual", &mut script)
        .map_err(|e| failed(e.to_string()))?;
    let mut script = String::from_utf8(script).map_err(|e| failed(e.to_string()))?;
    if shell == "zsh" {
        script += FIRST_TAB;
    }
    Ok(script)
}
