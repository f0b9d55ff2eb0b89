//! `ritual privacy`: what is stored where, and what is beyond this program.

use crate::domain::consent::{Consent, grants};
use crate::domain::record::Kind;
use chrono::NaiveDate;
use serde::Serialize;
use std::collections::BTreeMap;

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Privacy {
    pub file: String,
    pub exists: bool,
    pub bytes: u64,
    /// Octal, such as "600".
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file_mode: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub folder_mode: Option<String>,
    pub tables: Vec<Table>,
    /// Backups and side files.
    pub beside: Vec<String>,
    /// Words that an editor left in memory when its command was ended.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub sheets: Vec<String>,
    /// Where sealed files are left for other devices.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub synced: Option<String>,
    /// For whom something is shared today, and how many items.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub shared: Vec<Shared>,
    /// What this program has no hand in.
    pub beyond: Vec<Beyond>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Table {
    pub name: String,
    pub rows: u64,
    pub holds: String,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Shared {
    /// Whoever is handed the page, where no one is named.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub with: Option<String>,
    pub items: u64,
}

/// The grants of today by person, in the order of their names.
pub fn shared(consents: &[Consent], today: NaiveDate) -> Vec<Shared> {
    let mut by_person: BTreeMap<Option<String>, Shared> = BTreeMap::new();
    for grant in grants(consents, today) {
        let shared = by_person.entry(grant.person()).or_insert_with(|| Shared {
            with: grant.with.clone(),
            items: 0,
        });
        shared.items += 1;
    }
    by_person.into_values().collect()
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Beyond {
    pub what: &'static str,
    pub how: &'static str,
}

/// What each table holds, in plain words; of a kind that has none, the names of its fields.
pub fn holds(table: &str) -> String {
    let mut words = HOLDS.lines().filter_map(|line| line.split_once(": "));
    let words = words.find_map(|(name, words)| (name == table).then(|| words.to_owned()));
    let known = || Kind::parse(table).map(|kind| kind.field_names().join(", "));
    let strange = || "written by a newer ritual or another program".to_owned();
    words.or_else(known).unwrap_or_else(strange)
}

/// A table a line, with what it holds.
const HOLDS: &str = "\
boundary: areas, stances, names, dates, notes, and their earlier wordings
completion: days, times, amounts, variations, notes
gone: a hash of the uid of each deleted row, and a stamp; no words
consent: days on which something was granted or taken back, by uid, and for whom; no words of what it was
config: settings, the words of your scale among them
invite: names, rituals, to what, until when
mood: days, times, mood, energy, sleep, capacity to give, feelings, triggers, coping, changed words, notes
offer: what you offered, names, until when
pause: resting days and the tags given with them
reminder: times of day you invited, your words for them, until when
reminder_told: when each reminder came last; no words
reflection: days, marks, and your words on what works and what does not
ritual: names, intentions, rhythms, units, labels, and their earlier wordings
month: what you set for a month, and what you learned
word_index: which words stand in which row, for `ritual find`
win: wins, in your words
thanks: whom you thanked, when, and what for
phrase: phrases of yours
vision: what being well is, in your words
winddown: the lines of your wind-down
trial: what you try, from when until when, and what you found
person: names, what you turn to them for, how to reach them, notes
resource: titles, notes, and where you stand with them
support: choices of support and their days
support_option: your own kinds of support
sync: how this device takes part in a sync, which files it read, and keyed marks by which changes are told; no words
undo_change: how to take back the last 20 commands, words included; let go of at the first write after 7 days
";

/// What no program in this place can answer for.
pub fn beyond() -> Vec<Beyond> {
    let lines = BEYOND.lines().filter_map(|line| line.split_once(": "));
    lines.map(|(what, how)| Beyond { what, how }).collect()
}

const BEYOND: &str = "\
an encrypted home: keeps the file from whoever has the disk, or the machine switched off; not from whoever is at it while you are logged in, from programs that run as you, or from copies elsewhere
shell history: text typed after --note stays there; `-`, `--edit` and the prompt leave none
the process list: arguments are visible to other users of this machine while a command runs
backups and snapshots: a copy made by the system keeps what is forgotten here
terminal scrollback: what was shown stays in the window, and in a recording of it
cron mail: what a job prints may be mailed; the line of `ritual remind cron` prints nothing, `ritual remind now` by itself your words, and with --neutral the times alone
your editor: may keep copies, undo files and a list of recent files; `-` and the prompt leave none
the browser: a page that was shown stands in its history, and may lie in its cache
the system journal and notifications: what a reminder says may stay there and on a lock screen; with --neutral the lines of `ritual remind cron`, `systemd`, `launchd` and `at` say the times alone
the times of the file: tell when it was written last, and not what
completion: names stand on the screen at a key; sacred names, triggers and coping words once `ritual config completion all` is set
the undo of the last days: `ritual undo` brings back what was taken away in the last 7 days, unless it was forgotten
whoever can log in as you: the file is plain SQLite and opens for them
";
