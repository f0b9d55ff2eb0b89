//! Hits, one row a line: its day, what it is, the words around the hit.

use super::sanitise::line;
use super::{dates, record, revisit, style, voice};
use crate::domain::config::Settings;
use crate::report::find::{Find, Found, Hit};
use chrono::NaiveDate;

pub fn find(report: &Find, settings: &Settings) -> String {
    let hits = report.hits.iter();
    let text: String = hits
        .map(|hit| one(hit, settings, report.today) + "\n")
        .collect();
    match report.rows - report.hits.len() {
        0 => text,
        others => text + &voice::more_found(others) + "\n",
    }
}

fn one(hit: &Hit, settings: &Settings, today: NaiveDate) -> String {
    let named = |f: &Found| matches!(f.field.as_str(), "area" | "name");
    let said = voice::listed(hit.found.iter().map(field));
    let said = match hit.found.iter().any(named) {
        _ if hit.found.is_empty() => revisit::row(&hit.row, settings, today),
        true => format!("{}: {said}", hit.row.kind().as_str()),
        false => format!("{}: {said}", record::noun(&hit.row)),
    };
    let said = match hit.day {
        Some(day) => format!("{}, {said}", dates::day(day, today)),
        None => said,
    };
    voice::by_handle(&said, hit.row.meta().id)
}

/// A field with its hits between « and », and bold where there is bold.
fn field(found: &Found) -> String {
    let mut marked = String::new();
    let (mut at, chars) = (0, found.excerpt.chars().collect::<Vec<char>>());
    let text = |from: usize, to: usize| line(&chars[from..to].iter().collect::<String>());
    for &(from, to) in &found.marks {
        marked += &text(at, from);
        marked += &style::heading(&format!("«{}»", text(from, to)));
        at = to;
    }
    marked += &text(at, chars.len());
    let label = match found.field.as_str() {
        "note" | "area" | "name" | "text" | "words" | "title" | "who" => "",
        "sort" => "kind ",
        "feelings" => "feeling ",
        "triggers" => "trigger ",
        other => &format!("{} ", line(other)),
    };
    format!("{label}\"{marked}\"")
}
