//! `--json`: one document, `"schema": 1` first, the same whatever the terminal.

use crate::domain::json;
use crate::domain::record::Record;
use serde::Serialize;
use std::io::{self, Write};

#[derive(Serialize)]
struct Report<'a, T> {
    schema: u8,
    report: &'a str,
    #[serde(flatten)]
    body: &'a T,
}

#[derive(Serialize)]
struct Written<'a, R, G> {
    schema: u8,
    command: &'a str,
    rows: R,
    #[serde(skip_serializing_if = "Option::is_none")]
    removed: Option<G>,
}

/// A report under its name.
pub fn report<T: Serialize>(name: &str, body: &T) -> String {
    text(|to| write_report(to, name, body))
}

/// The rows a command wrote and those it took away.
pub fn written(command: &str, rows: &[Record], removed: &[Record]) -> String {
    let removed = Some(removed).filter(|removed| !removed.is_empty());
    text(|to| write_written(to, command, rows, removed))
}

fn text(write: impl FnOnce(&mut Vec<u8>) -> io::Result<()>) -> String {
    let mut text = Vec::new();
    write(&mut text).expect("memory takes it");
    String::from_utf8(text).expect("JSON is UTF-8")
}

/// As [`report`], written as it is made.
///
/// # Errors
/// Those of what is written to.
pub fn write_report<T: Serialize>(to: &mut dyn Write, name: &str, body: &T) -> io::Result<()> {
    let document = Report {
        schema: 1,
        report: name,
        body,
    };
    write(to, &document)
}

/// As [`written`], written as it is made.
///
/// # Errors
/// Those of what is written to.
pub fn write_written(
    to: &mut dyn Write,
    command: &str,
    rows: impl Serialize,
    removed: Option<impl Serialize>,
) -> io::Result<()> {
    let document = Written {
        schema: 1,
        command,
        rows,
        removed,
    };
    write(to, &document)
}

fn write(to: &mut dyn Write, document: &impl Serialize) -> io::Result<()> {
    json::write(to, document)?;
    to.write_all(b"\n")
}
