//! `ritual export`

mod shareable;

use super::context::Context;
use super::reply::Reply;
use crate::domain::record::Kind;
use crate::exchange::jsonl;
use crate::failure::{Failure, Result};

/// Write the whole notebook to stdout
///
/// jsonl: one row a line, lossless; `ritual import jsonl` reads it back. shareable: what
/// `ritual share` marked, current values alone; it shows the exact bytes and asks first.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The format
    #[arg(value_name = "FORMAT", value_parser = ["jsonl", "shareable"])]
    format: String,
    #[command(flatten)]
    shareable: shareable::Picks,
}

pub fn run(args: Args, context: &mut Context) -> Result<Reply> {
    if args.format == "shareable" {
        return shareable::run(&args.shareable, context);
    }
    if let Some(flag) = args.shareable.given() {
        return Err(Failure::usage(format!("{flag} goes with shareable"))
            .hint("`ritual export shareable` writes what is shared"));
    }
    let (store, _) = context.read()?;
    let mut text = String::new();
    for kind in Kind::ALL.iter().copied() {
        for record in store.records(kind)? {
            text += &jsonl::line(&record);
            text.push('\n');
        }
    }
    Ok(Reply::plain(text))
}
