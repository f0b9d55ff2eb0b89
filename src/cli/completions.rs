//! `ritual completions`

use super::complete::VAR;
use super::context::Context;
use super::reply::Reply;
use crate::failure::{Failure, Result, code};
use clap_complete::env::Shells;

/// Print a script that completes commands, names and handles in your shell
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The shell
    #[arg(value_name = "SHELL", value_parser = ["bash", "zsh", "fish"])]
    shell: String,
}

pub fn run(args: Args, _: &mut Context) -> Result<Reply> {
    script(&args.shell).map(Reply::plain)
}

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
    String::from_utf8(script).map_err(|e| failed(e.to_string()))
}
