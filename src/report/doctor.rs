//! `ritual doctor`: findings, plainly.

use chrono::NaiveDate;
use serde::Serialize;

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Doctor {
    pub file: String,
    pub exists: bool,
    /// Rows read and decoded.
    pub rows: usize,
    pub sound: bool,
    /// The latest of its own backups beside it, and the day it was made.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub backup: Option<Backup>,
    /// What a repair did; none where none was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub repaired: Option<Repaired>,
    pub findings: Vec<Finding>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// Which check found it: integrity, references, rows, schema, writing, checksums, modes, owner,
    /// journal, pages, leftovers, clock, duplicates, backup.
    pub check: &'static str,
    pub what: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub remedy: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Backup {
    pub file: String,
    pub day: NaiveDate,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Repaired {
    /// The file as it was before, where it was changed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub copy: Option<String>,
    pub done: Vec<Done>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Done {
    pub what: &'static str,
    pub count: usize,
}
