//! Bare `ritual` and `ritual line`: the last days at a glance.

use super::consent::shared_rows;
use super::reply::{self, Reply};
use super::root::WITH_SACRED;
use super::session::{Globals, Session};
use crate::failure::Result;
use crate::render::wrap::columns;
use crate::render::{self, board as page, voice};
use crate::report::board as report;
use crate::report::consent::held;
use crate::report::today::{self, Today};
use clap::ArgMatches;
use serde_json::json;

/// What a bare `ritual` shows: the board, or today's page where that is chosen, and in JSON. Sacred
/// rituals stand nowhere on it, nor what says the name of one, unless they are asked for.
pub fn bare(matches: &ArgMatches, globals: &Globals) -> Result<Reply> {
    let session = Session::read(globals)?;
    // The whole command, which answers where the quick one does not, knows no such option.
    let with_sacred = matches!(matches.try_get_one(WITH_SACRED), Ok(Some(true)));
    if session.settings.board && !globals.json {
        let text = board(&session, with_sacred)?;
        return Ok(Reply::report(globals, || text, String::new));
    }
    let page = page_of_today(&session, with_sacred)?;
    Ok(Reply::of(globals, "today", &page, || {
        render::days::today(&page)
    }))
}

fn page_of_today(session: &Session, with_sacred: bool) -> Result<Today> {
    let today = session.clock.today();
    let needs = today::needs(today);
    let mut journal = session.reader.journal(today, &session.settings, &needs)?;
    if !with_sacred {
        journal.leave_sacred_out();
    }
    Ok(today::today(&journal, today))
}

fn board(session: &Session, with_sacred: bool) -> Result<String> {
    let (reader, today) = (&session.reader, session.clock.today());
    let mut journal = reader.journal(today, &session.settings, &report::needs(today))?;
    let shared = shared_rows(reader, &journal, Some(report::soon(today)))?;
    let mut holding = held(&journal, &shared).consents;
    if !with_sacred {
        let sacred = journal.leave_sacred_out();
        holding.retain(|held| !sacred.said_in_record(&held.row));
    }
    let mut board = report::board(&journal, holding);
    if !board.has_rows() {
        if reader.is_empty()? {
            return Ok(columns(voice::NOTHING_SO_FAR, reply::width()));
        }
        let mut page = page_of_today(session, with_sacred)?;
        // What comes up again is below.
        page.revisit.clear();
        board.page = Some(page);
    }
    if report::ends_before_the_week(&journal) {
        session.tell_end()?;
    }
    Ok(page::board(&board, reply::width()))
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
    let line = page::noted(&noted);
    let text = match line.is_empty() {
        true => String::new(),
        false => format!("{line}\n"),
    };
    let shown = json!({"today": today, "line": line});
    Ok(Reply::of(globals, "line", &shown, || text))
}
