//! `ritual win`

use super::reply::Reply;
use super::session::Globals;
use super::words::{self, Prompt, Text};
use crate::domain::record::Record;
use crate::failure::Result;

/// Note a win, in your words
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(flatten)]
    text: Text,
    /// The day: 2026-03-02, yesterday, monday, '3 days ago'
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    on: Option<String>,
}

pub fn run(args: Args, globals: &Globals) -> Result<Reply> {
    let prompt = Prompt {
        what: "the win",
        question: "the win, in your words",
        remedy: "`ritual win TEXT`, or - to read it from stdin",
    };
    match args.text.gather(globals, &prompt)? {
        Some(text) => words::keep(globals, "win", text, args.on.as_deref(), Record::Win),
        None => Ok(words::nothing()),
    }
}
