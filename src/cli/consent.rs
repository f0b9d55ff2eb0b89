//! `ritual consent`

use super::complete::live_handles;
use super::names;
use super::reply::Reply;
use super::session::{Globals, Session};
use crate::domain::consent::{Consent, Event, What, shared};
use crate::domain::meta::{Extra, Meta, Visibility};
use crate::domain::record::{Kind, Record};
use crate::failure::{Failure, Result};
use crate::render::{consent as page, json};
use crate::report::consent as report;
use crate::store::{Error, Writer};
use chrono::NaiveDate;
use clap::Subcommand;
use clap_complete::ArgValueCandidates;
use uuid::Uuid;

/// Show what you have given consent to, and end it
///
/// Every invitation, offer, share and reminder that holds today, with its day and its end. What is
/// given can be taken back at any time, without a reason.
#[derive(Debug, clap::Args)]
#[command(args_conflicts_with_subcommands = true, infer_subcommands = true)]
pub struct Args {
    #[command(subcommand)]
    action: Option<Action>,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// Show what holds today
    List,
    /// End one, whatever it is
    Revoke {
        /// The handle or uid
        #[arg(value_name = "ID", add = ArgValueCandidates::new(|| live_handles(&[Kind::Offer, Kind::Invite, Kind::Reminder])))]
        id: String,
    },
    /// Show every grant and revocation in order
    History,
}

pub fn run(args: Args, globals: &Globals) -> Result<Reply> {
    match args.action {
        Some(Action::Revoke { id }) => revoke(&id, globals),
        Some(Action::History) => history(globals),
        None | Some(Action::List) => list(globals),
    }
}

fn list(globals: &Globals) -> Result<Reply> {
    let session = Session::read(globals)?;
    let journal = session.journal(&report::needs())?;
    let consents = &journal.consents;
    let mut rows: Vec<Record> = Vec::new();
    for granted in consents.iter().filter(|c| c.what == What::Share) {
        if rows.iter().any(|r| r.meta().uid == granted.subject) {
            continue;
        }
        // What was granted may be gone since.
        let found = session.reader.find(&granted.subject.to_string()).ok();
        rows.extend(found.filter(|r| shared(r.meta(), consents, journal.today)));
    }
    let held = report::held(&journal, rows);
    Ok(Reply::report(
        globals,
        || page::held(&held, &journal.settings),
        || json::report("consent", &held),
    ))
}

fn history(globals: &Globals) -> Result<Reply> {
    let session = Session::read(globals)?;
    let journal = session.journal(&report::needs())?;
    let consents = &journal.consents;
    let rows = consents
        .iter()
        .map(|event| session.reader.find(&event.subject.to_string()).ok());
    let rows = rows.collect();
    let events = report::events(&journal, rows);
    Ok(Reply::report(
        globals,
        || page::events(&events, &journal.settings),
        || json::report("consent history", &events),
    ))
}

fn revoke(id: &str, globals: &Globals) -> Result<Reply> {
    let mut session = Session::open(globals)?;
    let rows = session.rewrite("consent revoke", |writer, clock, _| {
        let record = item(writer, id)?;
        end(writer, record, id, clock.today())
    })?;
    let text = || page::ended(&rows[0], &session.settings, session.clock.today()) + "\n";
    Ok(Reply::confirmation(globals, text, || {
        json::written("consent revoke", &rows, &[])
    }))
}

/// Adds the event of a grant.
pub fn grant(
    writer: &mut Writer,
    record: &Record,
    what: What,
    day: NaiveDate,
    until: NaiveDate,
) -> Result<Record> {
    event(
        writer,
        record.meta().uid,
        what,
        Event::Granted,
        day,
        Some(until),
    )
}

/// `ritual offer close`, `ritual invite close`: nothing is said of how it ended. `what` names the
/// noun in errors.
pub fn close(kind: Kind, what: &str, id: &str, globals: &Globals) -> Result<Reply> {
    let command = format!("{} close", kind.as_str());
    let list = format!("ritual {}", kind.as_str());
    let mut session = Session::open(globals)?;
    let rows = session.rewrite(&command, |writer, clock, _| {
        let record = names::of_kind(writer, id, &[kind], what, &list)?;
        end(writer, record, id, clock.today())
    })?;
    Ok(Reply::confirmation(globals, String::new, || {
        json::written(&command, &rows, &[])
    }))
}

/// Ends what a row stands for, and adds the event. Gives the row first.
pub fn end(
    writer: &mut Writer,
    mut record: Record,
    typed: &str,
    today: NaiveDate,
) -> Result<Vec<Record>> {
    let none = || {
        Failure::refused(format!("nothing holds today under {typed}"))
            .hint("`ritual consent` shows what holds, with its handles")
    };
    // A row that has ended may be shared all the same.
    let open = shared(record.meta(), &writer.consents()?, today);
    let term = match &mut record {
        Record::Offer(o) => Some((What::Offer, &mut o.term)),
        Record::Invite(i) => Some((What::Invite, &mut i.term)),
        Record::Reminder(r) => Some((What::Reminder, &mut r.term)),
        _ => None,
    };
    let what = match term {
        Some((what, term)) if term.live(today) => {
            term.closed = Some(today);
            what
        }
        _ if open => What::Share,
        _ => return Err(none()),
    };
    let was_shared = record.meta().visibility == Visibility::Shared;
    record.meta_mut().visibility = Visibility::Private;
    writer.change(&record)?;
    let uid = record.meta().uid;
    let mut rows = vec![record];
    rows.push(event(writer, uid, what, Event::Revoked, today, None)?);
    if was_shared && what != What::Share {
        rows.push(event(
            writer,
            uid,
            What::Share,
            Event::Revoked,
            today,
            None,
        )?);
    }
    Ok(rows)
}

/// Adds an event; nothing rewrites one.
pub fn event(
    writer: &mut Writer,
    subject: Uuid,
    what: What,
    event: Event,
    day: NaiveDate,
    until: Option<NaiveDate>,
) -> Result<Record> {
    let mut record = Record::Consent(Consent {
        meta: Meta::new(Uuid::now_v7()),
        subject,
        what,
        event,
        day,
        until,
        extra: Extra::new(),
    });
    writer.add(&mut record)?;
    Ok(record)
}

/// The row a share is about: a handle, a uid, or the name of a ritual.
pub fn item(writer: &Writer, typed: &str) -> Result<Record> {
    let number = typed.trim_start_matches('#').parse::<i64>().is_ok();
    match writer.find(typed) {
        Err(Error::NoHandle(_)) if !number => names::known(writer, typed).map(Record::Ritual),
        other => Ok(other?),
    }
}
