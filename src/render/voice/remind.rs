//! Reminders: what the person invited, in the words the person chose.

use super::{after, by_handle, hint_name, listed, quoted};
use crate::domain::dates::short;
use crate::domain::reminder::Reminder;
use crate::render::dates;
use crate::render::sanitise::line;
use crate::report::remind::Held;
use chrono::NaiveDate;

pub const NO_REMINDERS: &str =
    "No reminders are invited here. `ritual remind invite NAME --at 21:00` invites one.";
/// For a calendar that others may see.
pub const NEUTRAL: &str = "A note you invited";

/// The words the person chose; the name of the ritual where there are none.
pub fn shown(reminder: &Reminder) -> String {
    match (&reminder.words, &reminder.ritual) {
        (Some(words), _) => quoted(words),
        (None, Some(ritual)) => line(&ritual.name),
        (None, None) => quoted(reminder.about()),
    }
}

/// What a reminder says of itself when it comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Said {
    /// The words the person chose, and the name of a ritual where they asked for it.
    Chosen,
    /// The name of a ritual as well.
    Name,
    /// Neither.
    Time,
}

/// ``A note you invited for 21:00. (`ritual remind stop 4`)``,
/// ``You invited a note at 21:00: "the evening thing". (`ritual remind stop 4`)``
///
/// The last one says that it is.
pub fn reminder_comes(reminder: &Reminder, how: Said, last: bool) -> String {
    let (at, id) = (dates::time(reminder.at), reminder.meta.id);
    let named = reminder.words.is_none() && reminder.ritual.is_some();
    let said = match how {
        Said::Chosen => !named || reminder.say_name,
        Said::Name => true,
        Said::Time => false,
    };
    let stop = match &reminder.ritual {
        Some(ritual) if said && named => hint_name(&ritual.name),
        _ => id.to_string(),
    };
    let note = match said {
        true => format!("You invited a note at {at}: {}.", shown(reminder)),
        false => format!("A note you invited for {at}."),
    };
    match last {
        true => format!("{note} The last of them; {}", kept(reminder)),
        false => format!("{note} (`ritual remind stop {stop}`)"),
    }
}

/// What a reminder goes on with after its end.
pub fn kept(reminder: &Reminder) -> String {
    let handle = reminder.meta.id;
    format!("`ritual remind keep {handle}` goes on with it.")
}

/// ``The note at 21:00 for walk ended on 24 November; `ritual remind keep 8` goes on with it. #8``
pub fn reminder_ended(reminder: &Reminder, today: NaiveDate) -> String {
    let end = reminder.term.closed.unwrap_or(reminder.term.until);
    let (at, keep) = (dates::time(reminder.at), kept(reminder));
    let (what, end) = (in_full(reminder), dates::day(end, today));
    by_handle(
        &format!("The note at {at} for {what} ended on {end}; {keep}"),
        reminder.meta.id,
    )
}

/// `You invited a note at 21:00 on mon, wed: journal, as "the evening thing" (until 22 December). #4`
pub fn reminder(reminder: &Reminder, today: NaiveDate) -> String {
    let on = (!reminder.days.is_empty()).then(|| listed(reminder.days.iter().map(|d| short(*d))));
    let at = dates::time(reminder.at) + &after(" on ", on);
    let (what, until) = (in_full(reminder), dates::day(reminder.term.until, today));
    let said = format!("You invited a note at {at}: {what} (until {until}).");
    by_handle(&said, reminder.meta.id)
}

/// ``Held back by a boundary: off-limits, "reminders about cats". #3``
pub fn held(reminder: &Reminder, held: &Held) -> String {
    let ritual = line(reminder.about());
    match held {
        Held::Boundary(b) => by_handle(
            &format!("Held back by a boundary: off-limits, {}.", quoted(&b.area)),
            b.meta.id,
        ),
        Held::Retired => format!("Held back: {ritual} is retired."),
        Held::Rests => format!("Held back: {ritual} rests."),
    }
}

fn in_full(reminder: &Reminder) -> String {
    let about = match &reminder.ritual {
        Some(ritual) => line(&ritual.name),
        None => quoted(reminder.about()),
    };
    about + &after(", as ", reminder.words.as_deref().map(quoted))
}

pub fn reminder_stopped(reminder: &Reminder) -> String {
    let at = dates::time(reminder.at);
    format!("No note comes at {at} for {}.", in_full(reminder))
}

/// Lines for a crontab; those with # are for the person who reads them.
pub fn crontab(line: &str) -> String {
    include_str!("remind/crontab").replace("{line}", line)
}

pub fn systemd_service(line: &str) -> String {
    include_str!("remind/ritual-remind.service").replace("{line}", line)
}

pub const SYSTEMD_TIMER: &str = include_str!("remind/ritual-remind.timer");

pub fn launchd_agent(line: &str) -> String {
    include_str!("remind/ritual.remind.plist").replace("{line}", line)
}
