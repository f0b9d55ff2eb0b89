//! `--json`: one document, `"schema": 1` first, the same whatever the terminal.

use crate::domain::json;
use crate::domain::record::Record;
use serde::Serialize;

#[derive(Serialize)]
struct Report<'a, T> {
    schema: u8,
    report: &'a str,
    #[serde(flatten)]
    body: &'a T,
}

#[derive(Serialize)]
struct Written<'a> {
    schema: u8,
    command: &'a str,
    rows: &'a [Record],
    #[serde(skip_serializing_if = "<[Record]>::is_empty")]
    removed: &'a [Record],
}

/// A report under its name.
pub fn report<T: Serialize>(name: &str, body: &T) -> String {
    json::document(&Report {
        schema: 1,
        report: name,
        body,
    }) + "\n"
}

/// The rows a command wrote and those it took away.
pub fn written(command: &str, rows: &[Record], removed: &[Record]) -> String {
    json::document(&Written {
        schema: 1,
        command,
        rows,
        removed,
    }) + "\n"
}
