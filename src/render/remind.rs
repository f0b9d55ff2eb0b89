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
    lines.map(|r| invited(r, report.today) + "\n").collect()
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
pub fn come(came: &[Reminder], how: voice::Said) -> String {
    let line = |r| voice::reminder_comes(r, how) + "\n";
    came.iter().map(line).collect()
}

pub fn stopped(stopped: &[Reminder]) -> String {
    if stopped.is_empty() {
        return format!("{}\n", voice::NO_REMINDERS);
    }
    let line = |r| voice::reminder_stopped(r) + "\n";
    stopped.iter().map(line).collect()
}
