//! Bare `ritual` and `ritual line`: the last days at a glance.

use super::reply::{self, Reply};
use super::root::WITH_SACRED;
use super::session::{Globals, Session};
use crate::failure::Result;
use crate::render::{self, board as page, json};
use crate::report::{board as report, today};
use clap::ArgMatches;
use serde_json::json;

/// What a bare `ritual` shows: the board, or today's page where that is chosen, and in JSON. Sacred
/// rituals stand nowhere on it, nor what says the name of one, unless they are asked for.
pub fn bare(matches: &ArgMatches, globals: &Globals) -> Result<Reply> {
    let session = Session::read(globals)?;
    let today = session.clock.today();
    let of_board = session.settings.board && !globals.json;
    let needs = match of_board {
        true => report::needs(today),
        false => today::needs(today),
    };
    let mut journal = session.journal(&needs)?;
    session.reader.leave();
    // The whole command, which answers where the quick one does not, knows no such option.
    if !matches!(matches.try_get_one(WITH_SACRED), Ok(Some(true))) {
        journal.leave_sacred_out();
    }
    let text = || match of_board {
        true => page::board(&report::board(&journal), reply::width()),
        false => render::today::today(&today::today(&journal)),
    };
    let json = || json::report("today", &today::today(&journal));
    Ok(Reply::report(globals, text, json))
}

/// Print what is noted today in one short line, for a prompt or a bar
///
/// Nothing where nothing is noted. Sacred rituals are left out.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The mood of the day as well
    #[arg(long)]
    mood: bool,
}

pub fn run(args: Args, globals: &Globals) -> Result<Reply> {
    let session = Session::read(globals)?;
    let today = session.clock.today();
    let noted = report::noted(
        &session.journal(&report::needs_of_line(today, args.mood))?,
        args.mood,
    );
    session.reader.leave();
    let line = page::noted(&noted);
    let text = match line.is_empty() {
        true => String::new(),
        false => format!("{line}\n"),
    };
    let json = || json::report("line", &json!({"today": today, "line": line}));
    Ok(Reply::report(globals, || text, json))
}
