//! `ritual phrases`

use super::reply::Reply;
use super::session::Globals;
use super::words::{self, Prompt, Text};
use crate::domain::record::{Kind, Record};
use crate::failure::Result;
use crate::render::voice;
use clap::Subcommand;

/// Show your phrases, or add one
///
/// Words you like to read again. Every one is yours; the program brings none.
#[derive(Debug, clap::Args)]
#[command(infer_subcommands = true)]
pub struct Args {
    #[command(subcommand)]
    action: Option<Action>,
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
    let prompt = Prompt {
        what: "the phrase",
        question: "the phrase, in your words",
        remedy: "`ritual phrases add TEXT`, or - to read it from stdin",
    };
    match args.action {
        None | Some(Action::List) => {
            words::list(globals, ("phrases", voice::NO_PHRASES), Kind::Phrase, None)
        }
        Some(Action::Add { text }) => match text.gather(globals, &prompt)? {
            Some(text) => words::keep(globals, "phrases add", text, None, Record::Phrase),
            None => Ok(words::nothing()),
        },
    }
}
