//! The file: what was found in it, what is stored where, what came in and went out.

use super::sanitise::line;
use super::{dates, headed, joined, lines, record, style, under, voice};
use crate::domain::config::Settings;
use crate::report::doctor::{Doctor, Finding};
use crate::report::import::{Change, Import, Tally};
use crate::report::privacy::{Privacy, Table};
use crate::report::sync::{Count, Status, Synced};
use chrono::NaiveDate;
use serde_json::Value;
use std::fmt::Display;

pub fn doctor(report: &Doctor, today: NaiveDate) -> String {
    let mut text = format!("{}\n", line(&report.file));
    if let Some(repaired) = &report.repaired {
        let done = repaired.done.iter();
        let done = done.map(|done| voice::repaired(done.what, done.count));
        text += &lines(done, voice::NOTHING_REPAIRED);
        if let Some(copy) = &repaired.copy {
            text += &format!("{}\n", voice::copy_before(copy));
        }
    }
    if !report.exists {
        text += &format!("{}\n", voice::NOT_MADE);
    } else if report.rows > 0 {
        text += &format!("{}\n", voice::rows_read(report.rows as u64, report.sound));
    }
    if let Some(backup) = &report.backup {
        text += &format!("{}\n", voice::last_backup(backup.day, today, &backup.file));
    }
    let finding = |found: &Finding| {
        let remedy = voice::in_brackets(found.remedy.clone());
        format!("{}: {}{remedy}", found.check, line(&found.what))
    };
    if !report.exists && report.findings.is_empty() {
        return text; // nothing was checked
    }
    text + &lines(report.findings.iter().map(finding), voice::SOUND)
}

pub fn privacy(report: &Privacy, tables: bool, width: Option<usize>) -> String {
    let (file, folder) = (report.file_mode.as_deref(), report.folder_mode.as_deref());
    let mut about = vec![
        line(&report.file),
        voice::file_and_folder(report.bytes, file.zip(folder)),
    ];
    let beside = report.beside.iter();
    about.extend(beside.map(|path| format!("beside it: {}", line(path))));
    let sheets = report.sheets.iter();
    about.extend(sheets.map(|path| format!("left by an editor: {}", line(path))));
    let synced = report.synced.as_deref().map(voice::sealed_files);
    about.push(synced.unwrap_or_else(|| voice::NOT_SENT.to_owned()));
    let shared = report.shared.iter();
    about.extend(shared.map(|s| voice::shared_by_consent(s.with.as_deref(), s.items)));
    if !tables && report.tables.iter().any(|table| table.rows > 0) {
        about.push(voice::IN_PLAIN_WORDS.to_owned());
    }
    let mut text = headed("The file", about);
    if tables && !report.tables.is_empty() {
        let name = |t: &Table| format!("  {}", line(&t.name));
        let row = |t: &Table| vec![name(t), t.rows.to_string(), t.holds.clone()];
        let rows = report.tables.iter().map(row).collect();
        text += &format!("\n{}\n", style::heading("In it"));
        text += &style::table(&["  table", "rows", "holds"], rows, width);
    }
    let beyond = report.beyond.iter();
    let beyond = beyond.map(|beyond| format!("{}: {}", beyond.what, beyond.how));
    let beyond = headed("Beyond this program", beyond);
    format!("{text}\n{beyond}\n{}\n", voice::FORGET_LEAVES)
}

pub fn synced(report: &Synced) -> String {
    voice::synced(report.came, &report.from, report.went, report.dry_run) + "\n"
}

/// What a device that joins would get and give, by kind.
pub fn joining(report: &Synced) -> String {
    let row = |count: &Count| {
        let [added, changed, gone] = [count.added, count.changed, count.gone].map(number);
        vec![format!("  {}", count.kind), added, changed, gone]
    };
    let rows: Vec<Vec<String>> = report.kinds.iter().map(row).collect();
    let table = match rows.is_empty() {
        true => String::new(),
        false => style::table(&["  here", "new", "changed", "gone"], rows, None),
    };
    table + &synced(report)
}

pub fn status(report: &Status, today: NaiveDate) -> String {
    let Some(place) = &report.place else {
        return format!("{}\n", voice::NOT_SYNCED);
    };
    let devices = report.devices.iter().map(|device| {
        let wrote = |day| voice::device_wrote(&dates::day(day, today), device.ahead);
        let here = device.here.then(|| voice::THIS_DEVICE.to_owned());
        let about = voice::listed(here.into_iter().chain(device.last.map(wrote)));
        format!("{}: {about}", line(&device.name))
    });
    let unsent = (report.unsent > 0).then(|| voice::unsent(report.unsent));
    let unread = report.unread.iter();
    let unread = unread.map(|unread| voice::unread_file(&unread.file, &unread.why));
    under(&voice::synced_by(place), devices) + &joined(unsent.into_iter().chain(unread))
}

pub fn import(report: &Import, settings: &Settings, width: Option<usize>) -> String {
    let more = |all: usize, shown: usize| (all > shown).then(|| voice::and_more(all - shown));
    let mut text = voice::imported(report) + "\n";
    for kind in report.kinds.iter().filter(|k| k.added > 0) {
        text += &format!("  {:<11} {}\n", kind.kind, kind.added);
    }
    if report.bound_rows > 0 {
        let bound = report.bound.iter();
        let bound = bound.map(|row| record::record(row, settings, report.today));
        let more = more(report.bound_rows as usize, report.bound.len());
        text += &under(voice::BOUND, bound.chain(more));
    }
    if !report.dry_run {
        return text + &joined(voice::look_at(report));
    }
    let tallies = report.rituals.iter().chain(&report.moods);
    let rows: Vec<Vec<String>> = tallies.map(|tally| row(tally, report)).collect();
    if !rows.is_empty() {
        let header = ["ritual", "first day", "last day", "entries", "rests"];
        text += &format!("\n{}", style::table(&header, rows, width));
    }
    if !report.changes.is_empty() {
        let changes = report.changes.iter().map(|change| changed(change, report));
        let more = more(report.changed, report.changes.len());
        text += &format!("\n{}", under(voice::CHANGES, changes.chain(more)));
    }
    if !report.not_carried.is_empty() {
        let left = report.not_carried.iter();
        let left = left.map(|left| voice::left_behind(left.what, left.count));
        text += &format!("\n{}", under(voice::LEFT, left));
    }
    text
}

/// `Walk, 2 March: amount 20 to 25; note "cold"`.
fn changed(change: &Change, report: &Import) -> String {
    let name = line(change.ritual.as_deref().unwrap_or(change.kind));
    let day = voice::day_after(", ", change.day, report.today);
    let fields = change.fields.iter().map(|field| {
        let after = value(&field.after);
        match &field.before {
            Value::Null => format!("{} {after}", field.field),
            before => format!("{} {} to {after}", field.field, value(before)),
        }
    });
    let fields: Vec<String> = fields.collect();
    format!("{name}{day}: {}", fields.join("; "))
}

fn value(value: &Value) -> String {
    match value {
        Value::Array(words) => voice::listed(words.iter().map(self::value)),
        other => line(&other.to_string()),
    }
}

/// A count in a table, which leaves nothing blank.
fn number(n: impl Display) -> String {
    match n.to_string() {
        none if none == "0" => String::new(),
        some => some,
    }
}

fn row(tally: &Tally, report: &Import) -> Vec<String> {
    let day = |day: Option<NaiveDate>| day.map(|day| dates::day(day, report.today));
    let name = match tally.name.as_str() {
        "" => voice::MOOD_NOTES.to_owned(),
        name => line(name),
    };
    vec![
        name,
        day(tally.first).unwrap_or_default(),
        day(tally.last).unwrap_or_default(),
        number(tally.entries),
        number(tally.rests),
    ]
}
