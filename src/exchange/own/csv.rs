//! Tables for a spreadsheet: one a noun.

use super::acts;
use crate::domain::field::RITUAL_UID;
use crate::domain::meta::Extra;
use crate::domain::record::Record;
use serde_json::Value;
use std::collections::BTreeSet;

/// The columns that come first, where rows have them.
const FIRST: [&str; 7] = ["uid", "day", "at", "zone", "ritual", "name", "area"];

/// The one that 0.1 did not have comes last: the others stay in their places.
const LAST: &str = RITUAL_UID;

/// A table of rows of one noun: a heading, then a line a row. The columns are those the rows have.
pub fn table(records: &[Record]) -> Vec<u8> {
    let rows: Vec<Extra> = records.iter().map(Record::to_map).collect();
    let mut rest: BTreeSet<&str> = rows
        .iter()
        .flat_map(Extra::keys)
        .map(String::as_str)
        .collect();
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
    let plain = |item: &Value| {
        item.as_str()
            .filter(|w| !w.contains(';'))
            .map(str::to_owned)
    };
    let words: Option<Vec<String>> = items.iter().map(plain).collect();
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
