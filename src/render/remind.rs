//! Reminders, as they were invited.

use super::{lines, voice};
use crate::domain::reminder::Reminder;
use crate::report::remind::{Listed, Reminders};

pub fn reminders(report: &Reminders) -> String {
    let line = |listed: &Listed| {
        let r = &listed.reminder;
        let held = listed.held.as_ref().map(|held| voice::held(r, held));
        match r.term.live(report.today) {
            true => voice::reminder(r, report.today) + &voice::after("\n  ", held),
            false => voice::reminder_ended(r, report.today),
        }
    };
    lines(report.reminders.iter().map(line), voice::NO_REMINDERS)
}

/// What `ritual remind now` prints: a line each, or nothing.
///
/// Each with whether it is the last.
pub fn come(came: &[(Reminder, bool)], how: voice::Said) -> String {
    let line = |(r, last): &(Reminder, bool)| voice::reminder_comes(r, how, *last) + "\n";
    came.iter().map(line).collect()
}

pub fn stopped(stopped: &[Reminder]) -> String {
    let stopped = stopped.iter().map(voice::reminder_stopped);
    lines(stopped, voice::NO_REMINDERS)
}
