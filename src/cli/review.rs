//! `ritual review`

use super::consent;
use super::group::Group;
use super::progress;
use super::reply::{self, Reply};
use super::session::{Globals, Session};
use super::span::Page;
use super::together::Together;
use crate::domain::journal::Journal;
use crate::domain::json::document;
use crate::domain::record::{Kind, Record};
use crate::failure::{Failure, Result, code};
use crate::file;
use crate::render::{days as words_page, html, review as page, voice};
use crate::report::consent::{Holding, held};
use crate::report::review::{self as report, Review};
use crate::report::revisit::{self, Spec};
use crate::store::Reader;
use chrono::NaiveDate;
use serde_json::json;
use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use uuid::Uuid;

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
    /// What is shared with this person
    #[arg(long, value_name = "NAME", requires = "together")]
    with: Option<String>,
    /// Sacred rituals too
    #[arg(long, conflicts_with = "together")]
    with_sacred: bool,
    /// Draw with plain characters
    #[arg(long)]
    ascii: bool,
}

pub fn run(args: Args, globals: &Globals) -> Result<Reply> {
    if args.words {
        return own_words(&args, globals);
    }
    let to_stdout = args.html.as_deref() == Some(Path::new("-"));
    if to_stdout && args.open {
        return Err(Failure::usage("--open expects a page in a file; got -")
            .hint("--html FILE --open writes it and shows it"));
    }
    let mut session = Session::read(globals)?;
    session.ends_today = args.together.asked();
    let (from, to) = args.page.read(&session)?;
    let days = (from, to.min(session.clock.today()));
    let (journal, others, holding) = gather(&args, &session, days)?;
    drop(session);
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
    if let Some(text) = args.together.agree(globals, &items)? {
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
            Ok(Reply::of(globals, "review", &found, text))
        }
        Some(_) if to_stdout => Ok(Reply::plain(html::page(&found))),
        Some(path) => written(&args, path, &found, globals),
    }
}

/// What the page is made from: the journal, what lies beside it, what holds.
fn gather(
    args: &Args,
    session: &Session,
    (from, to): (NaiveDate, NaiveDate),
) -> Result<(Journal, Vec<Record>, Vec<Holding>)> {
    let today = session.clock.today();
    let mut others = others(&session.reader)?;
    // A view of two counts the days of shared entries, and a count begins with the first of them.
    let since = match args.together.asked() {
        true => NaiveDate::from_ymd_opt(1, 1, 1).unwrap_or_default(),
        false => from,
    };
    let needs = report::needs(since, to);
    let mut journal = session.reader.journal(today, &session.settings, &needs)?;
    let mut holding = Vec::new();
    if args.together.asked() {
        (journal, others) = shared(args, journal, &session.reader)?;
    } else {
        let shared = consent::shared_rows(&session.reader, &journal, None)?;
        holding = held(&journal, &shared).consents;
        if !args.with_sacred {
            let sacred = journal.leave_sacred_out();
            others.retain(|row| !sacred.said_in_record(row));
            holding.retain(|held| !sacred.said_in_record(&held.row));
        }
    }
    Ok((journal, others, holding))
}

fn written(args: &Args, path: &Path, found: &Review, globals: &Globals) -> Result<Reply> {
    file::write(path, html::page(found).as_bytes(), args.force)
        .map_err(|e| Failure::unwritten(path, &e))?;
    let text = || voice::page_written(path) + "\n";
    let file = json!({"file": path.display().to_string()});
    let reply = Reply::done(globals, "review", &file, text);
    let unshown = args.open.then(|| show_page(path).err()).flatten();
    Ok(reply.notes(unshown.map(|why| format!("no browser was opened: {why}"))))
}

/// Starts the browser and leaves it running.
///
/// # Errors
/// None could be started.
fn show_page(page: &Path) -> io::Result<()> {
    let page = page.canonicalize()?;
    let named = std::env::var("BROWSER").unwrap_or_default();
    let desktop = if cfg!(target_os = "macos") {
        "open"
    } else {
        "xdg-open"
    };
    let mut last = io::Error::from(io::ErrorKind::NotFound);
    // BROWSER may list several, the first that starts is taken.
    for program in named.split(':').filter(|p| !p.is_empty()).chain([desktop]) {
        let started = Command::new(program)
            .arg(&page)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn();
        match started {
            Ok(_) => return Ok(()),
            Err(e) => last = io::Error::new(e.kind(), format!("{program}: {e}")),
        }
    }
    Err(last)
}

/// Own words in place of the page.
fn own_words(args: &Args, globals: &Globals) -> Result<Reply> {
    let mut session = Session::read(globals)?;
    let together = args.together.asked();
    session.ends_today = together;
    let (from, to) = args.page.within(&session, 30)?;
    let mut journal = session.journal(&revisit::needs(from, to))?;
    let mut others = others(&session.reader)?;
    if together {
        (journal, others) = shared(args, journal, &session.reader)?;
    }
    let names = args.group.names(&journal);
    let nothing = args.group.none(names.as_ref().is_some_and(Vec::is_empty));
    let spec = Spec {
        from,
        to,
        timeline: args.timeline,
        undated: together,
    };
    let mut found = revisit::revisit(&journal, &others, spec);
    if let Some(names) = &names {
        found.narrow(names);
    }
    let items = words_page::preview(&found);
    if let Some(text) = args.together.agree(globals, &items)? {
        return Ok(Reply::plain(text));
    }
    let text =
        || nothing.unwrap_or_else(|| words_page::revisit(&found, &journal.settings, together));
    Ok(Reply::of(globals, "revisit", &found, text))
}

/// What is shared of the journal, and beside what that holds.
fn shared(args: &Args, journal: Journal, reader: &Reader) -> Result<(Journal, Vec<Record>)> {
    let with = args.with.as_deref();
    let view = args.together.view(&journal, reader, with)?;
    let subjects: BTreeSet<Uuid> = view.subjects().collect();
    let mut rows = Vec::new();
    for subject in subjects {
        rows.extend(reader.by_uid(subject)?);
    }
    rows.retain(|row| !revisit::in_journal(row.kind()) && view.shows_record(row));
    rows.iter_mut().for_each(|row| row.keep_what_leaves());
    // An order of its own: not the one in which things were noted.
    rows.sort_by_cached_key(|row| (row.kind(), document(row)));
    Ok((journal.shared(&view), rows))
}

/// What stands in the notebook beside rituals, moods and boundaries, and has a day.
pub fn others(store: &Reader) -> Result<Vec<Record>> {
    let mut rows = Vec::new();
    for kind in [Kind::Win, Kind::Thanks, Kind::Vision, Kind::Trial] {
        rows.extend(store.records(kind)?);
    }
    Ok(rows)
}
