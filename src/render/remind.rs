//! Reminders, as they were invited.

use super::{style, voice};
use crate::domain::reminder::Reminder;
use crate::report::remind::Reminders;
use chrono::NaiveDate;

pub fn reminders(report: &Reminders) -> String {
    if report.reminders.is_empty() {
        return format!("{}\n", voice::NO_REMINDERS);
    }
    let lines = report.reminders.iter();
    let line = |r: &Reminder| match r.term.live(report.today) {
        true => invited(r, report.today),
        false => format!(
            "{} {}",
            voice::reminder_ended(r, report.today),
            style::handle(r.meta.id)
        ),
    };
    lines.map(|r| line(r) + "\n").collect()
}

/// `You invited a note at 21:00, mon and wed: journal (until 22 December). #4`
pub fn invited(reminder: &Reminder, today: NaiveDate) -> String {
    format!(
        "{} {}",
        voice::reminder(reminder, today),
        style::handle(reminder.meta.id)
    )
}

/// What `ritual remind now` prints: a line each, or nothing.
///
/// Each with whether it is the last.
pub fn come(came: &[(Reminder, bool)], how: voice::Said) -> String {
    let line = |(r, last): &(Reminder, bool)| voice::reminder_comes(r, how, *last) + "\n";
    came.iter().map(line).collect()
}

pub fn stopped(stopped: &[Reminder]) -> String {
    if stopped.is_empty() {
        return format!("{}\n", voice::NO_REMINDERS);
    }
    let line = |r| voice::reminder_stopped(r) + "\n";
    stopped.iter().map(line).collect()
}
