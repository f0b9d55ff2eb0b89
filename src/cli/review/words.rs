//! `ritual review --words`

use super::Args;
use crate::cli::reply::Reply;
use crate::cli::session::{Globals, Session};
use crate::cli::together::Shown;
use crate::domain::record::{Kind, Record};
use crate::domain::view::View;
use crate::exchange::jsonl;
use crate::failure::Result;
use crate::render::{days as page, json};
use crate::report::revisit::{self as report, Spec};
use crate::store::Reader;
use std::collections::BTreeSet;
use uuid::Uuid;

pub fn run(args: &Args, globals: &Globals) -> Result<Reply> {
    let mut session = Session::read(globals)?;
    let together = args.together.asked();
    session.ends_today = together;
    let (from, to) = args.page.within(&session, 30)?;
    let mut journal = session.journal(&report::needs(from, to))?;
    let others = if together {
        let with = args.shown_to.with.as_deref();
        let view = args.together.view(&journal, &session.reader, with)?;
        let others = shared(&view, &session.reader)?;
        journal = journal.shared(&view);
        others
    } else {
        others(&session.reader)?
    };
    let names = args.group.names(&journal);
    let nothing = args.group.none(names.as_ref().is_some_and(Vec::is_empty));
    let timeline = args.timeline;
    let spec = Spec {
        from,
        to,
        timeline,
        undated: together,
    };
    let mut found = report::revisit(&journal, &others, spec);
    if let Some(names) = &names {
        found.narrow(names);
    }
    if let Shown::Instead(text) = args.together.agree(globals, &page::preview(&found))? {
        return Ok(Reply::plain(text));
    }
    let text = || nothing.unwrap_or_else(|| page::revisit(&found, &journal.settings, together));
    Ok(Reply::report(globals, text, || {
        json::report("revisit", &found)
    }))
}

/// What is shared beside what the journal holds.
pub fn shared(view: &View, reader: &Reader) -> Result<Vec<Record>> {
    let subjects: BTreeSet<Uuid> = view.subjects().collect();
    let mut rows = Vec::new();
    for subject in subjects {
        rows.extend(reader.by_uid(subject)?);
    }
    rows.retain(|row| !report::in_journal(row.kind()) && view.shows_record(row));
    rows.iter_mut().for_each(|row| row.keep_what_leaves());
    // An order of its own: not the one in which things were noted.
    rows.sort_by_cached_key(|row| (row.kind(), jsonl::line(row)));
    Ok(rows)
}

/// What stands in the notebook beside rituals, moods and boundaries, and has a day.
pub fn others(store: &Reader) -> Result<Vec<Record>> {
    let mut rows = Vec::new();
    for kind in [Kind::Win, Kind::Thanks, Kind::Vision, Kind::Trial] {
        rows.extend(store.records(kind)?);
    }
    Ok(rows)
}
