//! `ritual thank`

use super::input;
use super::reply::Reply;
use super::session::{Globals, Session, new_meta};
use super::words::{self, whole};
use crate::domain::record::Kind;
use crate::domain::small::Thanks;
use crate::domain::text;
use crate::failure::{Failure, Result};
use crate::render::voice;

/// Note what you thank someone for, or show whom you thanked
///
/// It stays in your file: nothing is sent, and the words are yours alone.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Whom; several words in quotes after it are what for
    #[arg(value_name = "NAME")]
    name: Vec<String>,
    /// The specific thing, in your words; `-` reads them from stdin
    #[arg(long = "for", value_name = "TEXT", requires = "name")]
    what: Option<String>,
    /// The day: 2026-03-02, yesterday, monday, '3 days ago'
    #[arg(
        long,
        value_name = "DATE",
        allow_hyphen_values = true,
        requires = "name"
    )]
    on: Option<String>,
    /// Show every one
    #[arg(long, conflicts_with = "name")]
    all: bool,
    /// Show those of the last so many days
    #[arg(long, value_name = "DAYS", value_parser = words::days, conflicts_with = "name")]
    last: Option<u32>,
}

pub fn run(mut args: Args, globals: &Globals) -> Result<Reply> {
    if args.name.is_empty() {
        let none = voice::NO_THANKS;
        return words::list(globals, ("thanks", none), Kind::Thanks, args.last);
    }
    // Several words in quotes behind a name are what it is for.
    let quoted = |words: &mut String| words.contains(char::is_whitespace);
    if args.name.len() > 1 && args.what.is_none() {
        args.what = args.name.pop_if(quoted);
    }
    // "Sam for the soup"
    let at = args.name.iter().position(|word| text::key(word) == "for");
    if let Some(at) = at.filter(|at| (1..args.name.len() - 1).contains(at) && args.what.is_none()) {
        args.what = Some(args.name.split_off(at)[1..].join(" "));
    }
    let to = text::name(&args.name.join(" ")).map_err(|e| Failure::text("the name", &e))?;
    input::dashes([&mut args.what])?;
    let what = match args.what {
        Some(what) => what,
        None => {
            let question = "what for, the specific thing (Enter for none)";
            match input::prompt(globals, question)? {
                Some(line) if line.is_empty() => return Ok(words::nothing()),
                Some(line) => line,
                None => {
                    return Err(input::missing(
                        "thank expects the specific thing",
                        "`ritual thank NAME --for TEXT`, or --for - to read it from stdin",
                    ));
                }
            }
        }
    };
    let what = whole("--for", &what)?;
    let mut session = Session::open(globals)?;
    let thanks = Thanks {
        meta: new_meta(),
        day: words::day(args.on.as_deref(), &session.clock)?,
        to,
        what,
        ..Thanks::default()
    };
    let thanks = session.write("thank", |writer, _, _| Ok(writer.save(thanks)?))?;
    let clock = &session.clock;
    let text = || {
        let said = voice::thanked(&thanks, clock.today(), clock.small_hours());
        voice::by_handle(&said, thanks.meta.id) + "\n"
    };
    let rows = [thanks.clone().into()];
    Ok(Reply::wrote(globals, "thank", &rows, text))
}
