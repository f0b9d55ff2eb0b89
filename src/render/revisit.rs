//! A period day by day, in the person's own words.

use super::sanitise::line;
use super::{boundaries, dates, history, record, rows, style, today, voice};
use crate::domain::config::Settings;
use crate::domain::record::Record;
use crate::report::revisit::{Item, Revisit};
use chrono::NaiveDate;

/// `together` leaves handles out: they are for the owner of the file.
pub fn revisit(report: &Revisit, settings: &Settings, together: bool) -> String {
    let mut text = String::new();
    if report.days.is_empty() && report.undated.is_empty() {
        text += &voice::quiet_stretch(report.from, report.to, report.today);
        text += "\n";
    }
    if !report.undated.is_empty() {
        text += &format!("{}\n", style::heading(voice::WITHOUT_A_DAY));
    }
    for undated in &report.undated {
        text += &format!("  {}\n", row(undated, settings, report.today));
    }
    for day in &report.days {
        text += &format!(
            "{}\n",
            style::heading(&dates::weekday(day.day, report.today))
        );
        for item in &day.items {
            let said = said(item, settings, report.today);
            text += &match item {
                Item::Row(row) => whole(row, &said, together),
                Item::Changed { .. } => format!("  {said}\n"),
            };
        }
    }
    text
}

/// One day in other years.
pub fn on_this_day(report: &Revisit, settings: &Settings) -> String {
    match report.days.is_empty() {
        true => voice::quiet_in_other_years(report.from) + "\n",
        false => revisit(report, settings, false),
    }
}

/// One row under its day.
pub fn one(record: &Record, settings: &Settings, today: NaiveDate) -> String {
    let day = record.day().map(|day| dates::weekday(day, today));
    let day = day.map(|day| format!("{}\n", style::heading(&day)));
    day.unwrap_or_default() + &under_day(record, settings, today)
}

/// One row where its day stands above it, with its handle.
pub fn under_day(record: &Record, settings: &Settings, today: NaiveDate) -> String {
    whole(record, &row(record, settings, today), false)
}

fn whole(row: &Record, said: &str, together: bool) -> String {
    let page = row.text().into_iter().find(|words| words.contains('\n'));
    today::whole(said, page, (!together).then(|| row.meta().id))
}

fn said(item: &Item, settings: &Settings, today: NaiveDate) -> String {
    match item {
        Item::Changed { name, change } => {
            format!("{}{}", line(name), history::change(change, today))
        }
        Item::Row(record) => row(record, settings, today),
    }
}

/// A row with all its words, without its day.
pub fn row(row: &Record, settings: &Settings, today: NaiveDate) -> String {
    match row {
        Record::Mood(mood) => today::mood_note(mood, settings),
        Record::Completion(c) => format!("{}{}", line(&c.ritual.name), today::details(c, None)),
        Record::Boundary(b) => boundaries::whole(b, today),
        Record::Pause(p) => voice::rest(p, today),
        Record::Ritual(r) => {
            let rhythm = voice::after(", ", r.rhythms.on(today));
            let intention = voice::after(": ", r.intention.as_deref().map(voice::quoted));
            format!("{}{rhythm}{intention}", line(&r.name))
        }
        other => rows::under_day(other, settings, today).unwrap_or_else(|| {
            let words: Vec<String> = other.text().into_iter().map(voice::quoted).collect();
            let words = if words.is_empty() {
                String::new()
            } else {
                format!(": {}", words.join(", "))
            };
            record::record(other, settings, today) + &words
        }),
    }
}

/// What a view of two would show, without its words: for its owner, who then says yes or no.
pub fn preview(report: &Revisit) -> String {
    let mut text = format!("{}\n", voice::would_show(report.items()));
    for row in &report.undated {
        text += &format!("  {} #{}\n", record::noun(row), row.meta().id);
    }
    for day in &report.days {
        for item in &day.items {
            let (what, handle) = match item {
                Item::Row(row) => (record::noun(row), format!(" #{}", row.meta().id)),
                Item::Changed { name, .. } => (line(name), String::new()),
            };
            text += &format!("  {}, {what}{handle}\n", dates::day(day.day, report.today));
        }
    }
    text
}
