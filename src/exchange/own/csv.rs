//! Tables for a spreadsheet: one a noun, and read again.

use super::{acts, jsonl};
use crate::domain::field::{RITUAL_UID, Shape};
use crate::domain::meta::Extra;
use crate::domain::record::{Kind, Record};
use crate::exchange::read::table::names_all;
use crate::exchange::read::{Archive, Input, Reading, Table, archive};
use crate::exchange::{ExchangeError, Result};
use serde_json::Value;
use std::collections::BTreeSet;

/// The columns that come first, where rows have them.
const FIRST: [&str; 7] = ["uid", "day", "at", "zone", "ritual", "name", "area"];

/// The one that 0.1 did not have comes last: the others stay in their places.
const LAST: &str = RITUAL_UID;

/// A table of rows of one noun: a heading, then a line a row. The columns are those the rows have.
pub fn table(records: &[Record]) -> Vec<u8> {
    let rows: Vec<Extra> = records.iter().map(Record::to_map).collect();
    let mut rest: BTreeSet<&str> = rows.iter().flat_map(Extra::keys).map(|c| &**c).collect();
    rest.remove("kind");
    let first = FIRST.into_iter().filter(|column| rest.remove(column));
    let first: Vec<&str> = first.collect();
    let last = rest.take(LAST);
    let columns: Vec<&str> = first.into_iter().chain(rest).chain(last).collect();
    let mut writer = csv::Writer::from_writer(Vec::new());
    // Writing to memory gives no error.
    let _ = writer.write_record(columns.iter().map(|column| inert(column)));
    for row in &rows {
        let _ = writer.write_record(columns.iter().map(|column| cell(row.get(*column))));
    }
    writer.into_inner().unwrap_or_default()
}

fn cell(value: Option<&Value>) -> String {
    match value {
        None | Some(Value::Null) => String::new(),
        Some(Value::String(text)) => inert(text),
        Some(Value::Array(items)) => match words(items) {
            Some(words) => inert(&words),
            None => Value::Array(items.clone()).to_string(),
        },
        Some(other) => other.to_string(),
    }
}

/// `calm; tired`; none where a word holds what sets them apart, or is no word.
fn words(items: &[Value]) -> Option<String> {
    let words = items.iter().map(Value::as_str);
    let words: Option<Vec<&str>> = words.map(|w| w.filter(|w| !w.contains(';'))).collect();
    Some(words?.join("; "))
}

/// What could drive a terminal is a visible mark here; JSON Lines keeps it as it is.
fn plain(c: char) -> char {
    match c {
        c if !acts(c) => c,
        // U+2400 on are the pictures of the C0 controls.
        '\0'..='\u{1f}' => char::from_u32(0x2400 + c as u32).unwrap_or('\u{fffd}'),
        _ => '\u{fffd}',
    }
}

/// A text a spreadsheet would run as a formula gets an apostrophe in front, and so does one that
/// begins with an apostrophe: taking one off every cell that begins with one gives the text back.
fn inert(text: &str) -> String {
    const ACTS: &str = "=+-@\t\r\n'\u{ff1d}\u{ff0b}\u{ff0d}\u{ff20}";
    let text: String = text.chars().map(plain).collect();
    match text.chars().next() {
        Some(c) if ACTS.contains(c) => format!("'{text}"),
        _ => text,
    }
}

/// The kind whose table a file of this name is.
fn kind_of(name: &str) -> Option<Kind> {
    Kind::parse(archive::base(name).strip_suffix(".csv")?)
}

/// Whether a file is a table this notebook wrote, or a folder or zip of them.
pub fn is_own(input: &Input) -> bool {
    match archive::is_one(input) {
        true => archive::holds(input, |name| kind_of(name).is_some()),
        false => {
            let header = input.first_line();
            names_all(header, &["uid"])
                && (names_all(header, &[RITUAL_UID]) || kind(input).is_some())
        }
    }
}

/// The kind of rows a table holds: by the name of its file, else by its columns, where those of one
/// kind alone fit.
fn kind(input: &Input) -> Option<Kind> {
    if let Some(kind) = kind_of(&input.name) {
        return Some(kind);
    }
    let header = Table::of(input).ok()?.header;
    let beside = ["uid", "visibility", "at", "zone", "rhythm", RITUAL_UID];
    let fits = |kind: &Kind| {
        let fields = kind.field_names();
        let known = |column: &str| fields.contains(&column) || beside.contains(&column);
        header.iter().all(|column| known(column))
    };
    let mut kinds = Kind::ALL.iter().copied().filter(fits);
    kinds.next().filter(|_| kinds.next().is_none())
}

/// Reads what [`table`] wrote, a table or all of them; rituals come before what speaks of them.
///
/// # Errors
/// The first row that does not read; a table that does not say of which kind its rows are.
pub fn read(input: &Input, into: &mut Reading) -> Result<()> {
    if archive::is_one(input) {
        let mut archive = Archive::open(input)?;
        let names = archive.names.clone();
        for kind in Kind::ALL {
            if let Some(name) = names.iter().find(|name| kind_of(name) == Some(*kind)) {
                rows(&archive.large(name)?, *kind, into)?;
            }
        }
        return Ok(());
    }
    match kind(input) {
        Some(kind) => rows(input, kind, into),
        None => Err(ExchangeError::whole(
            &input.name,
            "does not say which kind of rows it holds",
            "its name does, where it is that of the export, such as completion.csv",
        )),
    }
}

fn rows(input: &Input, kind: Kind, into: &mut Reading) -> Result<()> {
    into.of(&input.name);
    let table = Table::of(input)?;
    let shaped = |name: &String| {
        let field = kind.fields().iter().find(|field| field.name == name);
        (name.clone(), field.map(|field| field.shape))
    };
    let header: Vec<(String, Option<Shape>)> = table.header.iter().map(shaped).collect();
    table.each(into, |row, into| {
        let mut map = Extra::new();
        map.insert("kind".to_owned(), kind.as_str().into());
        for (at, (name, shape)) in header.iter().enumerate() {
            let cell = row.whole(at)?;
            if !cell.is_empty() {
                map.insert(name.clone(), back(*shape, cell));
            }
        }
        let record = jsonl::row(map, into)?;
        Ok(into.record(row.line, record)?)
    })
}

/// The value of a cell.
fn back(shape: Option<Shape>, cell: &str) -> Value {
    let text = cell.strip_prefix('\'').unwrap_or(cell);
    let json = || serde_json::from_str::<Value>(cell).ok();
    let words = |items: &Vec<Value>| items.iter().all(Value::is_string);
    let list = |value: &Value| value.as_array().is_some_and(words);
    let found = match shape {
        Some(Shape::Number | Shape::Step | Shape::Flag | Shape::Keyed) => json(),
        // JSON stands where words and `; ` would not tell them apart.
        Some(Shape::List) => {
            let words = || text.split("; ").collect::<Vec<_>>().into();
            Some(json().filter(list).unwrap_or_else(words))
        }
        // No code reads as an object; what a trial compares is one.
        Some(Shape::Code) => json().filter(Value::is_object),
        Some(Shape::Text | Shape::Moment | Shape::Ritual) => None,
        // Of what has no field: what is an object or a list there is one again.
        None => json().filter(|value| value.is_object() || value.is_array() || value.is_boolean()),
    };
    found.unwrap_or_else(|| text.into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn back(cell: &str) -> &str {
        cell.strip_prefix('\'').unwrap_or(cell)
    }

    proptest! {
        #[test]
        fn no_cell_acts_and_each_comes_back(text in "[-=+@'\t\r\na＝\u{ff0b}]{0,4}\\PC{0,9}") {
            let cell = inert(&text);
            prop_assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']));
            prop_assert_eq!(back(&cell), text.chars().map(plain).collect::<String>());
        }
    }

    #[test]
    fn lists_are_words_or_json() {
        let list = |words: &[&str]| cell(Some(&serde_json::json!(words)));
        assert_eq!(list(&["calm", "tired"]), "calm; tired");
        assert_eq!(list(&["=x", "tired"]), "'=x; tired");
        assert_eq!(list(&["a;b"]), r#"["a;b"]"#);
    }
}
