//! `ritual remind`

mod export;
mod invite;
mod now;
mod paste;
pub mod program;

use super::consent;
use super::names;
use super::reply::Reply;
use super::session::{Globals, Session};
use super::span::Until;
use crate::domain::consent::What;
use crate::domain::record::{Kind, Record};
use crate::domain::reminder::Reminder;
use crate::domain::text;
use crate::failure::{Failure, Result};
use crate::render::{between as page, json, voice};
use crate::report::remind as report;
use crate::store::{Error, Writer};
use chrono::NaiveDate;
use clap::Subcommand;

/// Invite a note at a time of day, and end it again
///
/// Nothing comes uninvited, and nothing is installed: `ritual remind cron`, `systemd`, `launchd` and
/// `at` print what you could paste. Each reminder has an end. Without a command, shows what is invited.
#[derive(Debug, clap::Args)]
#[command(args_conflicts_with_subcommands = true, infer_subcommands = true)]
pub struct Args {
    /// Those that ended in the last 30 days as well
    #[arg(long)]
    all: bool,
    #[command(subcommand)]
    action: Option<Action>,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// Invite one, for a ritual or in any words
    Invite(invite::Args),
    /// Show what is invited
    List,
    /// Go on with one that ends or has ended, by its handle
    Keep {
        /// The handle
        #[arg(value_name = "ID")]
        id: String,
        #[command(flatten)]
        until: Until,
    },
    /// End the reminders of a ritual, or one by its handle
    Stop {
        /// The ritual, the words, or the handle
        #[arg(
            value_name = "NAME",
            required_unless_present = "all",
            conflicts_with = "all"
        )]
        about: Vec<String>,
        /// Every reminder
        #[arg(long)]
        all: bool,
    },
    /// For cron: print what was invited for a time that has come, else nothing
    Now(now::Args),
    /// Print a line for your crontab
    Cron(paste::Saying),
    /// Print a service and a timer for systemd
    Systemd(paste::SystemdArgs),
    /// Print an agent for launchd, on macOS
    Launchd(paste::Saying),
    /// Print lines for at(1), one for each next time
    At(paste::Saying),
    /// Write the reminders for another program
    Export(export::Args),
}

pub fn run(args: Args, globals: &Globals) -> Result<Reply> {
    match args.action {
        None | Some(Action::List) => list(args.all, globals),
        Some(Action::Keep { id, until }) => keep(&id, &until, globals),
        Some(Action::Invite(args)) => invite::run(args, globals),
        Some(Action::Stop { about, all }) => stop(&about.join(" "), all, globals),
        Some(Action::Now(args)) => now::run(&args, globals),
        Some(Action::Cron(how)) => paste::cron(&how, globals),
        Some(Action::Systemd(args)) => paste::systemd(&args, globals),
        Some(Action::Launchd(how)) => paste::launchd(&how, globals),
        Some(Action::At(how)) => paste::at(&how, globals),
        Some(Action::Export(args)) => export::run(&args, globals),
    }
}

fn list(ended: bool, globals: &Globals) -> Result<Reply> {
    let journal = Session::read(globals)?.journal(&report::NEEDS)?;
    let reminders = report::reminders(&journal, ended);
    Ok(Reply::of(globals, "remind", &reminders, || {
        page::reminders(&reminders)
    }))
}

fn keep(id: &str, until: &Until, globals: &Globals) -> Result<Reply> {
    let mut session = Session::open(globals)?;
    let term = until.term(&session.clock)?;
    let (rows, today) = session.rewrite("remind keep", |writer, clock, _| {
        let found = match writer.find(id) {
            Err(Error::NoHandle(_)) if names::is_last(id) => {
                writer.records(Kind::Reminder)?.pop().ok_or_else(|| {
                    Failure::refused("no reminder was invited")
                        .hint("`ritual remind invite --help` says how")
                })?
            }
            found => found?,
        };
        let Record::Reminder(mut kept) = found else {
            return Err(Failure::refused(format!("{id} is no reminder"))
                .hint("`ritual remind --all` shows them with their handles"));
        };
        let today = clock.today();
        if kept.term.until == term.until && kept.term.live(today) {
            return Ok((vec![Record::Reminder(kept)], today));
        }
        (kept.term.until, kept.term.closed) = (term.until, None);
        let record = Record::Reminder(kept);
        writer.change(&record)?;
        let event = consent::grant(writer, &record, What::Reminder, today, term.until)?;
        Ok((vec![record, event], today))
    })?;
    let text = || match &rows[0] {
        Record::Reminder(reminder) => voice::reminder(reminder, today) + "\n",
        _ => String::new(),
    };
    Ok(Reply::standing(globals, text, || {
        json::written("remind keep", &rows, &[])
    }))
}

fn stop(about: &str, all: bool, globals: &Globals) -> Result<Reply> {
    let mut session = Session::open(globals)?;
    let (rows, stopped) = session.rewrite("remind stop", |writer, clock, _| {
        let today = clock.today();
        let found = if all {
            live(writer, today)?
        } else {
            named(writer, about, today)?
        };
        let mut rows = Vec::new();
        for reminder in &found {
            let record = Record::Reminder(reminder.clone());
            rows.extend(consent::end(writer, record, about, today)?);
        }
        Ok::<_, Failure>((rows, found))
    })?;
    Ok(Reply::wrote(globals, "remind stop", &rows, || {
        page::stopped(&stopped)
    }))
}

fn live(writer: &Writer, today: NaiveDate) -> Result<Vec<Reminder>> {
    let mut reminders = writer.reminders()?;
    reminders.retain(|r| r.term.live(today));
    Ok(reminders)
}

/// One by its handle, or all of a ritual or of the same words; a beginning that fits one is enough.
fn named(writer: &Writer, typed: &str, today: NaiveDate) -> Result<Vec<Reminder>> {
    let live = live(writer, today)?;
    match writer.find(typed) {
        Ok(Record::Reminder(one)) if one.term.live(today) => return Ok(vec![one]),
        Ok(_) | Err(Error::NoHandle(_)) => {}
        Err(other) => return Err(other.into()),
    }
    let key = text::key(typed.trim());
    let says = |r: &Reminder, fits: fn(&str, &str) -> bool| {
        let words = [Some(r.about()), r.words.as_deref()];
        words
            .into_iter()
            .flatten()
            .any(|w| fits(&text::key(w), &key))
    };
    let found =
        |fits| -> Vec<Reminder> { live.iter().filter(|r| says(r, fits)).cloned().collect() };
    let mut exact = found(|words, key| words == key);
    let begun = found(|words, key| words.starts_with(key));
    if let (true, Some(ritual)) = (exact.is_empty(), writer.ritual(typed)?) {
        // It may have been called so earlier.
        let of_it =
            |r: &&Reminder| r.ritual.as_ref().and_then(|of| of.uid) == Some(ritual.meta.uid);
        exact = live.iter().filter(of_it).cloned().collect();
    }
    match (exact.is_empty(), begun.as_slice()) {
        (false, _) => Ok(exact),
        (true, []) if names::is_last(typed) && !live.is_empty() => Ok(live
            .into_iter()
            .max_by_key(|r| r.meta.id)
            .into_iter()
            .collect()),
        (true, [first, rest @ ..]) if rest.iter().all(|r| r.about() == first.about()) => Ok(begun),
        _ => Err(
            Failure::refused(format!("no reminder is invited for '{typed}'"))
                .hint("`ritual remind list` shows what is invited"),
        ),
    }
}
