//! `ritual export`

use super::context::Context;
use super::reply::Reply;
use crate::domain::record::Kind;
use crate::exchange::jsonl;
use crate::failure::Result;

/// Write the whole notebook to stdout
///
/// jsonl: one row a line, lossless; `ritual import jsonl` reads it back.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The format
    #[arg(value_name = "FORMAT", value_parser = ["jsonl"])]
    format: String,
}

pub fn run(args: Args, context: &mut Context) -> Result<Reply> {
    debug_assert_eq!(args.format, "jsonl");
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
