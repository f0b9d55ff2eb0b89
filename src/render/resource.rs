//! Two resources or people, side by side, in the owner's words.

use super::sanitise::line;
use super::{dates, style, voice};
use crate::domain::record::Record;
use crate::report::rows::Rows;
use chrono::NaiveDate;

/// A column each; fields that neither has are left out.
pub fn compare(report: &Rows, width: Option<usize>) -> String {
    let columns = report.rows.iter().map(|row| column(row, report.today));
    let columns: Vec<[String; 6]> = columns.collect();
    let line = |name: &str, at: usize| -> Vec<String> {
        let cells = columns.iter().map(|column| column[at].clone());
        std::iter::once(name.to_owned()).chain(cells).collect()
    };
    let header = line("", 0);
    let header: Vec<&str> = header.iter().map(String::as_str).collect();
    let fields = FIELDS.iter().zip(1..).map(|(name, at)| line(name, at));
    let told = |line: &Vec<String>| line[1..].iter().any(|cell| !cell.is_empty());
    let rows = fields.filter(told).collect();
    style::table(&header, rows, width)
}

const FIELDS: [&str; 5] = ["kind", "status", "reach", "checked", "note"];

/// The title, and the fields.
fn column(row: &Record, today: NaiveDate) -> [String; 6] {
    let said = |words: &Option<String>| words.as_deref().map(voice::quoted);
    let fields = match row {
        Record::Resource(r) => [
            Some(voice::quoted(&r.title)),
            r.sort.as_deref().map(line),
            r.status.map(|status| voice::status(status).to_owned()),
            None,
            None,
            said(&r.note),
        ],
        Record::Person(p) => [
            Some(line(&p.name)),
            Some(voice::listed(p.kinds.iter().map(|kind| line(kind)))),
            None,
            said(&p.reach),
            p.checked.map(|day| dates::day(day, today)),
            said(&p.note),
        ],
        _ => Default::default(),
    };
    fields.map(Option::unwrap_or_default)
}
