//! `ritual words vision`

use super::{Prompt, Text};
use crate::cli::reply::Reply;
use crate::cli::session::{Globals, Session};
use crate::cli::words;
use crate::domain::record::{Kind, Record};
use crate::failure::Result;
use crate::render::voice;
use crate::report::rows;
use clap::Subcommand;

/// Show or set what being well is for you, in your words
///
/// A new wording stands beside the earlier ones, each with its day.
#[derive(Debug, clap::Args)]
#[command(args_conflicts_with_subcommands = true, infer_subcommands = true)]
pub struct Args {
    #[command(subcommand)]
    action: Option<Action>,
    /// Words to look for in them
    #[arg(value_name = "TEXT")]
    find: Vec<String>,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// Show the present wording
    Show,
    /// Set a new wording
    Set {
        #[command(flatten)]
        text: Text,
        /// The day: 2026-03-02, yesterday, monday, '3 days ago'
        #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
        on: Option<String>,
    },
    /// Show every wording, oldest first
    History,
}

pub fn run(args: Args, globals: &Globals) -> Result<Reply> {
    let prompt = Prompt {
        what: "the vision",
        question: "what being well is for you",
        remedy: "`ritual words vision set TEXT`, or - to read it from stdin",
    };
    match args.action {
        None if !args.find.is_empty() => words::holding(
            globals,
            ("vision history", "words vision set"),
            Kind::Vision,
            &args.find,
        ),
        None | Some(Action::Show) => show(globals),
        Some(Action::Set { text, on }) => {
            let text = (&text, &prompt);
            words::keep(globals, "vision set", text, on.as_deref(), Record::Vision)
        }
        Some(Action::History) => words::list(
            globals,
            ("vision history", voice::NO_VISION),
            Kind::Vision,
            None,
        ),
    }
}

fn show(globals: &Globals) -> Result<Reply> {
    let Session { clock, reader, .. } = Session::read(globals)?;
    let present = reader.visions()?.pop();
    drop(reader);
    let today = clock.today();
    let text = || match &present {
        Some(words) => voice::by_handle(&voice::vision(words, today), words.meta.id) + "\n",
        None => format!("{}\n", voice::NO_VISION),
    };
    let found = rows::rows(
        today,
        present.iter().cloned().map(Record::Vision).collect(),
        None,
    );
    Ok(Reply::of(globals, "vision", &found, text))
}
