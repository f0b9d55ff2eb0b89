//! Two resources or people, side by side, in the owner's words.

use super::sanitise::line;
use super::{dates, style, voice};
use crate::domain::record::Record;
use crate::report::rows::Rows;
use chrono::NaiveDate;

/// A column each; fields that neither has are left out.
pub fn compare(report: &Rows, width: Option<usize>) -> String {
    let columns: Vec<Column> = report
        .rows
        .iter()
        .map(|r| column(r, report.today))
        .collect();
    let mut header = vec![""];
    header.extend(columns.iter().map(|c| c.title.as_str()));
    let mut lines = Vec::new();
    for (i, name) in FIELDS.iter().enumerate() {
        if columns.iter().any(|c| !c.fields[i].is_empty()) {
            let cells = columns.iter().map(|c| c.fields[i].clone());
            lines.push([(*name).to_owned()].into_iter().chain(cells).collect());
        }
    }
    style::table(&header, lines, width)
}

const FIELDS: [&str; 5] = ["kind", "status", "reach", "checked", "note"];

struct Column {
    title: String,
    fields: [String; 5],
}

fn column(row: &Record, today: NaiveDate) -> Column {
    let said = |words: &Option<String>| words.as_deref().map_or(String::new(), voice::quoted);
    match row {
        Record::Resource(r) => Column {
            title: voice::quoted(&r.title),
            fields: [
                r.sort.as_deref().map_or(String::new(), line),
                r.status
                    .map_or(String::new(), |s| voice::status(s).to_owned()),
                String::new(),
                String::new(),
                said(&r.note),
            ],
        },
        Record::Person(p) => Column {
            title: line(&p.name),
            fields: [
                p.kinds
                    .iter()
                    .map(|k| line(k))
                    .collect::<Vec<_>>()
                    .join(", "),
                String::new(),
                said(&p.reach),
                p.checked
                    .map_or(String::new(), |day| dates::day(day, today)),
                said(&p.note),
            ],
        },
        _ => Column {
            title: String::new(),
            fields: Default::default(),
        },
    }
}
