//! `ritual boundaries check` and `clear`

use crate::cli::input;
use crate::cli::reply::Reply;
use crate::cli::session::{Globals, Session};
use crate::domain::boundary::Stance;
use crate::domain::text::{self, TextError};
use crate::failure::{Failure, Result, code};
use crate::render::between as page;
use crate::report::boundaries::{Boundaries, Filter, NEEDS, boundaries, shared_words};
use crate::store::Reader;

#[derive(Debug, clap::Args)]
pub struct Args {
    /// The text to look for in areas, by its words or their beginnings; `-` reads it from stdin
    #[arg(value_name = "TEXT", required = true)]
    text: Vec<String>,
    /// Those agreed with this person
    #[arg(long, value_name = "NAME")]
    with: Option<String>,
}

pub fn run(args: &Args, globals: &Globals) -> Result<Reply> {
    let about = about(&args.text)?;
    let journal = Session::read(globals)?.journal(&NEEDS)?;
    let filter = Filter {
        about: Some(about),
        with: args.with.clone(),
        ..Filter::default()
    };
    let found = boundaries(&journal, &filter);
    let mut met = found.boundaries.iter();
    let off_limits = met.any(|met| met.boundary.stance == Stance::OffLimits);
    Ok(said(&found, off_limits, globals))
}

#[derive(Debug, clap::Args)]
pub struct ClearArgs {
    /// What is about to be done, in words; `-` reads them from stdin
    #[arg(value_name = "TEXT", required = true)]
    text: Vec<String>,
}

/// Says clear only where a notebook was read and nothing in it speaks against that: whatever goes
/// wrong on the way ends with another code.
pub fn clear(args: &ClearArgs, globals: &Globals) -> Result<Reply> {
    let about = about(&args.text)?;
    let path = globals.path()?;
    if !Reader::is_there(&path)? {
        let none = format!("no notebook is at {}", path.display());
        return Err(Failure::new(code::DAMAGED, none)
            .hint("--db or RITUAL_DB names the one to ask; nothing is clear without it"));
    }
    let journal = Session::read(globals)?.journal(&NEEDS)?;
    let closed = [Stance::OffLimits, Stance::AskFirst];
    let filter = Filter {
        stances: closed.to_vec(),
        ..Filter::default()
    };
    let mut found = boundaries(&journal, &filter);
    found.boundaries.retain_mut(|b| {
        b.met = shared_words(&b.boundary.area, &about);
        b.met.is_some()
    });
    found.about = Some(about);
    Ok(said(&found, found.boundaries.is_empty(), globals))
}

/// What is asked about, in one line; `-` reads it from stdin.
fn about(typed: &[String]) -> Result<String> {
    let text = input::dash(&typed.join(" "))?;
    let line: Vec<&str> = text.split_whitespace().collect();
    let kept = text::note(&line.join(" ")).and_then(|text| text.ok_or(TextError::Empty));
    kept.map_err(|e| Failure::text("the text", &e))
}

/// What was met, with the exit code of a yes or a no.
fn said(found: &Boundaries, yes: bool, globals: &Globals) -> Reply {
    let mut reply = Reply::of(globals, "boundaries", found, || page::met(found));
    reply.code = if yes { code::DONE } else { code::REFUSED };
    reply
}
