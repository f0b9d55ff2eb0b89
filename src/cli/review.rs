//! `ritual review`

mod browser;
pub mod words;

use super::consent;
use super::group::Group;
use super::progress;
use super::reply::{self, Reply};
use super::session::{Globals, Session};
use super::span::Page;
use super::together::{For, Shown, Together};
use crate::domain::journal::Journal;
use crate::domain::record::Record;
use crate::failure::{Failure, Result, code};
use crate::file;
use crate::render::{html, json, review as page, voice};
use crate::report::consent::{Holding, held};
use crate::report::review::{self as report, Review};
use chrono::NaiveDate;
use std::path::{Path, PathBuf};

/// Look at a week, a month or a year on one page, in the terminal or as HTML
///
/// Your words first, then the days, what was set and learned, what there is to talk about, what ends
/// soon. This month unless told otherwise. The HTML page loads nothing from outside.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(flatten)]
    page: Page,
    #[command(flatten)]
    group: Group,
    /// Your own words instead, day by day; the last 30 days unless told otherwise
    #[arg(long, conflicts_with_all = ["html", "ascii"])]
    words: bool,
    /// With --words: agreements, thanks, wins, changes alone
    #[arg(long, requires = "words")]
    timeline: bool,
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
    /// Sacred rituals too
    #[arg(long, conflicts_with = "together")]
    with_sacred: bool,
    /// Draw with plain characters
    #[arg(long)]
    ascii: bool,
}

pub fn run(args: Args, globals: &Globals) -> Result<Reply> {
    if args.words {
        return words::run(&args, globals);
    }
    let to_stdout = args.html.as_deref() == Some(Path::new("-"));
    if to_stdout && args.open {
        return Err(Failure::usage("--open expects a page in a file; got -")
            .hint("--html FILE --open writes it and shows it"));
    }
    let Gathered {
        journal,
        others,
        holding,
        days,
    } = gather(&args, globals)?;
    let mut found = progress::while_working(globals, "comparing days", || {
        report::review(&journal, &others, holding, days)
    });
    let names = args.group.names(&journal);
    let nothing = args.group.none(names.as_ref().is_some_and(Vec::is_empty));
    if let (Some(names), Some(words)) = (names, args.group.words()) {
        found.narrow(names, words);
    }
    if let (Some(text), Some(_)) = (&nothing, &args.html) {
        // A page was promised, and there is nothing to put on it.
        return Ok(Reply::plain(text.clone()).code(code::REFUSED));
    }
    let items = page::preview(&found);
    if let Shown::Instead(text) = args.together.agree(globals, &items)? {
        return match &args.html {
            // A page was promised, and none is made.
            Some(_) if text.is_empty() || items.is_empty() => {
                Ok(Reply::plain(text).code(code::REFUSED))
            }
            _ => Ok(Reply::plain(text)),
        };
    }
    match &args.html {
        None => {
            let text =
                || nothing.unwrap_or_else(|| page::review(&found, reply::width(), args.ascii));
            Ok(Reply::report(globals, text, || {
                json::report("review", &found)
            }))
        }
        Some(_) if to_stdout => Ok(Reply::plain(html::page(&found))),
        Some(path) => written(&args, path, &found, globals),
    }
}

/// What the page is made from.
struct Gathered {
    journal: Journal,
    others: Vec<Record>,
    holding: Vec<Holding>,
    days: (NaiveDate, NaiveDate),
}

fn gather(args: &Args, globals: &Globals) -> Result<Gathered> {
    let mut session = Session::read(globals)?;
    session.ends_today = args.together.asked();
    let today = session.clock.today();
    let (from, to) = args.page.read(&session)?;
    let to = to.min(today);
    let mut others = words::others(&session.reader)?;
    // A view of two counts the days of shared entries, and a count begins with the first of them.
    let since = match args.together.asked() {
        true => NaiveDate::from_ymd_opt(1, 1, 1).unwrap_or_default(),
        false => from,
    };
    let needs = report::needs(since, to);
    let mut journal = session.reader.journal(today, &session.settings, &needs)?;
    let mut holding = Vec::new();
    if args.together.asked() {
        let with = args.shown_to.with.as_deref();
        let view = args.together.view(&journal, &session.reader, with)?;
        others = words::shared(&view, &session.reader)?;
        journal = journal.shared(&view);
    } else {
        let shared = consent::shared_rows(&session.reader, &journal, None)?;
        holding = held(&journal, &shared).consents;
        if !args.with_sacred {
            let sacred = journal.leave_sacred_out();
            others.retain(|row| !sacred.said_in_record(row));
            holding.retain(|held| !sacred.said_in_record(&held.row));
        }
    }
    session.reader.let_go()?;
    Ok(Gathered {
        journal,
        others,
        holding,
        days: (from, to),
    })
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
