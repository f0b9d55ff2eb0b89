//! `ritual boundaries check`

use crate::cli::reply::Reply;
use crate::cli::session::{Globals, Session};
use crate::domain::boundary::Stance;
use crate::domain::text;
use crate::failure::{Failure, Result, code};
use crate::render::{boundaries as page, json};
use crate::report::boundaries::{Filter, boundaries, needs};

#[derive(Debug, clap::Args)]
pub struct Args {
    /// The text to look for in areas, in any case
    #[arg(value_name = "TEXT", required = true)]
    text: Vec<String>,
    /// Those agreed with this person
    #[arg(long, value_name = "NAME")]
    with: Option<String>,
}

pub fn run(args: &Args, globals: &Globals) -> Result<Reply> {
    let about = text::name(&args.text.join(" ")).map_err(|e| Failure::text("the text", &e))?;
    let journal = Session::read(globals)?.journal(&needs())?;
    let filter = Filter {
        about: Some(about),
        with: args.with.clone(),
        ..Filter::default()
    };
    let found = boundaries(&journal, &filter);
    let off_limits = found
        .boundaries
        .iter()
        .any(|b| b.stance == Stance::OffLimits);
    let text = || page::lines(&found.boundaries, found.today);
    let mut reply = Reply::report(globals, text, || json::report("boundaries", &found));
    reply.code = if off_limits {
        code::DONE
    } else {
        code::REFUSED
    };
    Ok(reply)
}
