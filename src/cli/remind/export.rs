//! `ritual remind export`

use super::now::open;
use crate::cli::reply::Reply;
use crate::cli::session::{Globals, Session};
use crate::clock::Clock;
use crate::domain::reminder::Reminder;
use crate::exchange::ics;
use crate::failure::Result;
use crate::render::sanitise::line;
use crate::render::voice;
use crate::report::remind as report;
use chrono::Weekday;

#[derive(Debug, clap::Args)]
pub struct Args {
    /// The format: ics, for a calendar
    #[arg(value_name = "FORMAT", value_parser = ["ics"], default_value = "ics", hide_default_value = true)]
    format: String,
    /// The same, as a flag
    #[arg(long, hide = true)]
    ics: bool,
}

pub fn run(args: &Args, globals: &Globals) -> Result<Reply> {
    debug_assert_eq!(args.format, "ics");
    let session = Session::read(globals)?;
    let journal = session.journal(&report::NEEDS)?;
    let reminders: Vec<ics::Reminder> = open(&journal)
        .iter()
        .filter_map(|reminder| on_calendar(reminder, &session.clock))
        .collect();
    Ok(Reply::plain(ics::reminders(
        &reminders,
        session.clock.now().at.to_utc(),
    )))
}

/// A reminder as a calendar knows it: days of the calendar, the words the person chose or neutral
/// ones, and no name of a ritual.
fn on_calendar(reminder: &Reminder, clock: &Clock) -> Option<ics::Reminder> {
    let first = reminder.term.since.iter_days().take(8);
    let first = first
        .take_while(|day| *day <= reminder.term.until)
        .find(|day| reminder.falls_on(*day))?;
    let at = clock.on_calendar(first, reminder.at);
    // A time before the start of the day is on the next page of the calendar.
    let on = |day: &Weekday| {
        if at.date() == first { *day } else { day.succ() }
    };
    Some(ics::Reminder {
        uid: reminder.meta.uid,
        first: at,
        last: clock.on_calendar(reminder.term.until, reminder.at),
        days: reminder.days.iter().map(on).collect(),
        words: reminder
            .words
            .as_deref()
            .map_or_else(|| voice::NEUTRAL.to_owned(), line),
    })
    .filter(|reminder| reminder.first <= reminder.last)
}
