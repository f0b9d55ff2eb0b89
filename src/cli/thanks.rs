//! `ritual thanks`

use super::reply::Reply;
use super::session::Globals;
use super::words;
use crate::domain::record::Kind;
use crate::failure::Result;
use crate::render::voice;

/// Show whom you thanked, and what for
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Those of the last so many days
    #[arg(long, value_name = "DAYS", value_parser = words::days)]
    last: Option<u32>,
}

pub fn run(args: Args, globals: &Globals) -> Result<Reply> {
    words::list(
        globals,
        ("thanks", voice::NO_THANKS),
        Kind::Thanks,
        args.last,
    )
}
