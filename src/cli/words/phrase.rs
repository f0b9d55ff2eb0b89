//! `ritual words phrase`

use super::{Prompt, Text};
use crate::cli::reply::Reply;
use crate::cli::session::Globals;
use crate::cli::words;
use crate::domain::record::{Kind, Record};
use crate::failure::Result;
use crate::render::voice;
use clap::Subcommand;

/// Show your phrases, or add one
///
/// Words you like to read again. Every one is yours; the program brings none.
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
    /// Show them
    List,
    /// Add one
    Add {
        #[command(flatten)]
        text: Text,
    },
}

pub fn run(args: Args, globals: &Globals) -> Result<Reply> {
    match args.action {
        None if !args.find.is_empty() => words::holding(
            globals,
            ("phrases", "words phrase add"),
            Kind::Phrase,
            &args.find,
        ),
        None | Some(Action::List) => {
            words::list(globals, ("phrases", voice::NO_PHRASES), Kind::Phrase, None)
        }
        Some(Action::Add { text }) => add(&text, globals),
    }
}

pub fn add(text: &Text, globals: &Globals) -> Result<Reply> {
    let prompt = Prompt {
        what: "the phrase",
        question: "the phrase, in your words",
        remedy: "`ritual words add TEXT`, or - to read it from stdin",
    };
    words::keep(
        globals,
        "phrases add",
        (text, &prompt),
        None,
        Record::Phrase,
    )
}
