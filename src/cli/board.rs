//! Bare `ritual` and `ritual line`: the last days at a glance.

use super::group::Group;
use super::reply::{self, Reply};
use super::root::WITH_SACRED;
use super::session::{Globals, Session};
use super::show;
use crate::failure::Result;
use crate::render::{board as page, json};
use crate::report::board as report;
use clap::ArgMatches;
use serde_json::json;

/// What a bare `ritual` shows: the board, or today's page where that is chosen, and in JSON.
pub fn bare(matches: &ArgMatches, globals: &Globals) -> Result<Reply> {
    let session = Session::read(globals)?;
    let today = session.clock.today();
    if globals.json || !session.settings.board {
        return show::on(today, &Group::default(), &session, globals);
    }
    // The whole command, which answers where the quick one does not, knows no such option.
    let with_sacred = matches!(matches.try_get_one(WITH_SACRED), Ok(Some(true)));
    let board = report::board(&session.journal(&report::needs(today))?, with_sacred);
    session.reader.leave();
    Ok(Reply::plain(page::board(&board, reply::width(), false)))
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
