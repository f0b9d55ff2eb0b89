//! `ritual review`

mod browser;

use super::progress;
use super::reply::Reply;
use super::session::{Globals, Session};
use super::span::Month;
use super::together::{For, Shown, Together};
use crate::domain::journal::Journal;
use crate::failure::{Failure, Result, code};
use crate::file;
use crate::render::{dates, html, json, review as page, voice};
use crate::report::review::{self as report, Review};
use chrono::NaiveDate;
use std::path::{Path, PathBuf};

/// Look at a month on one page, in the terminal or as HTML
///
/// Rituals day by day, mood, energy and sleep, what came together in the year up to then, and
/// boundaries whose revisit date has come. This month unless told otherwise. The HTML page is one
/// file that loads nothing from outside.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(flatten)]
    month: Month,
    /// Write the page to a file; `-` writes it to stdout
    #[arg(long, value_name = "FILE", value_hint = clap::ValueHint::FilePath)]
    html: Option<PathBuf>,
    /// Show the page in the browser, with --html FILE
    #[arg(long, requires = "html")]
    open: bool,
    /// Write over a file that is there
    #[arg(long, requires = "html")]
    force: bool,
    #[command(flatten)]
    together: Together,
    #[command(flatten)]
    shown_to: For,
    /// Draw with plain characters
    #[arg(long)]
    ascii: bool,
}

pub fn run(args: Args, globals: &Globals) -> Result<Reply> {
    let to_stdout = args.html.as_deref() == Some(Path::new("-"));
    if to_stdout && args.open {
        return Err(Failure::usage("--open expects a page in a file; got -")
            .hint("--html FILE --open writes it and shows it"));
    }
    let (journal, from, to) = journal(&args, globals)?;
    let found = progress::while_working(globals, "comparing days", || {
        report::review(&journal, from, to)
    });
    if found.is_empty() {
        let shared = if args.together.asked() { "shared " } else { "" };
        let when = dates::range(from, to, journal.today);
        return Err(
            Failure::refused(format!("nothing {shared}is noted in {when}"))
                .hint("--month or --from and --to name other days"),
        );
    }
    if let Shown::Instead(text) = args.together.agree(globals, &page::preview(&found))? {
        return match &args.html {
            // A page was promised, and none is made.
            Some(_) if text.is_empty() => Ok(Reply::plain(text).code(code::REFUSED)),
            _ => Ok(Reply::plain(text)),
        };
    }
    match &args.html {
        None => {
            let text = || page::review(&found, args.ascii);
            Ok(Reply::report(globals, text, || {
                json::report("review", &found)
            }))
        }
        Some(_) if to_stdout => Ok(Reply::plain(html::page(&found))),
        Some(path) => written(&args, path, &found, globals),
    }
}

/// The rows the page draws on: the period, and the year up to its end.
fn journal(args: &Args, globals: &Globals) -> Result<(Journal, NaiveDate, NaiveDate)> {
    let session = Session::read(globals)?;
    let today = session.clock.today();
    let (from, to) = args.month.read(&session.clock)?;
    let to = to.min(today);
    // A view of two counts the days of shared entries, and a count begins with the first of them.
    let since = match args.together.asked() {
        true => NaiveDate::from_ymd_opt(1, 1, 1).unwrap_or_default(),
        false => from,
    };
    let mut journal = session.journal(&report::needs(since, to))?;
    if args.together.asked() {
        let view = args
            .together
            .view(&journal, &session.reader, args.shown_to.with.as_deref())?;
        journal = journal.shared(&view);
    }
    Ok((journal, from, to))
}

fn written(args: &Args, path: &Path, found: &Review, globals: &Globals) -> Result<Reply> {
    file::write(path, html::page(found).as_bytes(), args.force)
        .map_err(|e| Failure::unwritten(path, &e))?;
    #[derive(serde::Serialize)]
    struct Written {
        file: String,
    }
    let file = Written {
        file: path.display().to_string(),
    };
    let reply = Reply::confirmation(
        globals,
        || format!("{}\n", voice::page_written(path)),
        || json::report("review", &file),
    );
    if args.open
        && let Err(why) = browser::show(path)
    {
        return Ok(reply.notes(vec![format!("no browser was opened: {why}")]));
    }
    Ok(reply)
}
