//! `ritual win`

use super::context::Context;
use super::reply::Reply;
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

pub fn run(args: Args, context: &mut Context) -> Result<Reply> {
    let prompt = Prompt {
        what: "the win",
        question: "the win, in your words",
        remedy: "`ritual win TEXT`, or - to read it from stdin",
    };
    match args.text.gather(&context.globals, &prompt)? {
        Some(text) => words::keep(context, "win", text, args.on.as_deref(), Record::Win),
        None => Ok(words::nothing()),
    }
}
