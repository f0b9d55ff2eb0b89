//! Reminders: what the person invited, in the words the person chose.

use super::{after, by_handle, hint_name, listed, quoted};
use crate::domain::dates::short;
use crate::domain::reminder::Reminder;
use crate::render::dates;
use crate::render::sanitise::line;
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
        true => format!("{note} The last of them; `ritual remind keep {id}` goes on with it."),
        false => format!("{note} (`ritual remind stop {stop}`)"),
    }
}

/// ``The note at 21:00 for walk ended on 24 November; `ritual remind keep 8` goes on with it. #8``
pub fn reminder_ended(reminder: &Reminder, today: NaiveDate) -> String {
    let end = reminder.term.closed.unwrap_or(reminder.term.until);
    let (at, id) = (dates::time(reminder.at), reminder.meta.id);
    let (what, end) = (in_full(reminder), dates::day(end, today));
    let said = format!("The note at {at} for {what} ended on {end};");
    by_handle(
        &format!("{said} `ritual remind keep {id}` goes on with it."),
        id,
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
    format!(
        "# For your crontab, by `crontab -e`. The words come to your desktop, else to your terminal,\n\
         # else to ~/.ritual-notes, for `cat ~/.ritual-notes` where your shell starts. None is mailed.\n\
         # `ritual remind cron --neutral` prints a line that shows the times alone.\n\
         */5 * * * * {line}\n"
    )
}

pub fn systemd_service(line: &str) -> String {
    format!(
        "# ~/.config/systemd/user/ritual-remind.service\n\
         # The words come to your desktop, else to your terminal, else to ~/.ritual-notes.\n\
         # `ritual remind systemd --neutral` prints a pair that shows the times alone.\n\
         [Unit]\n\
         Description=Notes you invited\n\
         \n\
         [Service]\n\
         Type=oneshot\n\
         ExecStart={line}\n"
    )
}

pub fn launchd_agent(line: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <!DOCTYPE plist PUBLIC \"-//Apple//DTD PLIST 1.0//EN\" \"http://www.apple.com/DTDs/PropertyList-1.0.dtd\">\n\
         <!-- ~/Library/LaunchAgents/ritual.remind.plist\n     \
         `launchctl bootstrap gui/$(id -u) ~/Library/LaunchAgents/ritual.remind.plist` begins it,\n     \
         `launchctl bootout gui/$(id -u)/ritual.remind` ends it. -->\n\
         <plist version=\"1.0\">\n\
         <dict>\n  \
         <key>Label</key>\n  <string>ritual.remind</string>\n  \
         <key>ProgramArguments</key>\n  \
         <array>\n    \
         <string>/bin/sh</string>\n    \
         <string>-c</string>\n    \
         <string>{line}</string>\n  \
         </array>\n  \
         <key>StartInterval</key>\n  <integer>300</integer>\n  \
         <key>LimitLoadToSessionType</key>\n  <string>Aqua</string>\n\
         </dict>\n\
         </plist>\n"
    )
}

pub fn systemd_timer() -> String {
    "# ~/.config/systemd/user/ritual-remind.timer\n\
     # `systemctl --user enable --now ritual-remind.timer` begins it, `disable --now` ends it.\n\
     [Unit]\n\
     Description=Times you invited a note for\n\
     \n\
     [Timer]\n\
     OnCalendar=*:0/5\n\
     Persistent=true\n\
     \n\
     [Install]\n\
     WantedBy=timers.target\n"
        .to_owned()
}
