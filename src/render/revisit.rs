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
    for day in &report.days {
        text += &format!(
            "{}\n",
            style::heading(&dates::weekday(day.day, report.today))
        );
        for item in &day.items {
            text += &format!("  {}", said(item, settings, report.today));
            if let (Item::Row(row), false) = (item, together) {
                text += &format!(" {}", style::handle(row.meta().id));
            }
            text += "\n";
        }
    }
    text
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
        other => {
            rows::under_day(other, today).unwrap_or_else(|| record::record(other, settings, today))
        }
    }
}

/// What a view of two would show, without its words: for its owner, who then says yes or no.
pub fn preview(report: &Revisit) -> String {
    let mut text = format!("{}\n", voice::would_show(report.items()));
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
