//! Hits, one row a line: its day, what it is, the words around the hit.

use super::sanitise::line;
use super::{dates, record, revisit, style, voice};
use crate::domain::config::Settings;
use crate::report::find::{Find, Found, Hit};
use chrono::NaiveDate;

pub fn find(report: &Find, settings: &Settings) -> String {
    let mut text: String = report
        .hits
        .iter()
        .map(|hit| one(hit, settings, report.today))
        .collect();
    let others = report.rows - report.hits.len();
    if others > 0 {
        text += &format!("{}\n", voice::more_found(others));
    }
    text
}

fn one(hit: &Hit, settings: &Settings, today: NaiveDate) -> String {
    let handle = style::handle(hit.row.meta().id);
    let day = hit
        .day
        .map_or(String::new(), |day| format!("{}, ", dates::day(day, today)));
    if hit.found.is_empty() {
        let row = revisit::row(&hit.row, settings, today);
        return format!("{day}{row} {handle}\n");
    }
    let said: Vec<String> = hit.found.iter().map(field).collect();
    let named = |f: &Found| matches!(f.field.as_str(), "area" | "name");
    let what = match hit.found.iter().any(named) {
        true => hit.row.kind().as_str().to_owned(),
        false => record::noun(&hit.row),
    };
    format!("{day}{what}: {} {handle}\n", said.join(", "))
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
