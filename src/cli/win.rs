//! `ritual win`

use super::reply::Reply;
use super::session::Globals;
use super::words::{self, Prompt, Text};
use crate::domain::record::{Kind, Record};
use crate::failure::Result;
use crate::render::voice;

/// Note a win in your words, or show them
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(flatten)]
    text: Text,
    /// The day: 2026-03-02, yesterday, monday, '3 days ago'
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    on: Option<String>,
    /// Show every one
    #[arg(long, conflicts_with = "text")]
    all: bool,
    /// Show those of the last so many days
    #[arg(long, value_name = "DAYS", value_parser = words::days, conflicts_with = "text")]
    last: Option<u32>,
}

pub fn run(args: Args, globals: &Globals) -> Result<Reply> {
    if args.all || args.last.is_some() || args.text.is_empty() && args.on.is_none() {
        let none = voice::NO_WINS;
        return words::list(globals, ("wins", none), Kind::Win, args.last);
    }
    let prompt = Prompt {
        what: "the win",
        question: "the win, in your words",
        remedy: "`ritual win TEXT`, or - to read it from stdin",
    };
    let on = args.on.as_deref();
    words::keep(globals, "win", (&args.text, &prompt), on, Record::Win)
}
