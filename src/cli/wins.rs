//! `ritual wins`

use super::context::Context;
use super::reply::Reply;
use super::words;
use crate::domain::record::Kind;
use crate::failure::Result;
use crate::render::voice;

/// Show your wins, in your words
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Those of the last so many days
    #[arg(long, value_name = "DAYS", value_parser = words::days)]
    last: Option<u32>,
}

pub fn run(args: Args, context: &mut Context) -> Result<Reply> {
    words::list(context, ("wins", voice::NO_WINS), Kind::Win, args.last)
}
