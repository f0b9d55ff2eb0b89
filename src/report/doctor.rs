//! `ritual doctor`: findings, plainly.

use serde::Serialize;

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Doctor {
    pub file: String,
    pub exists: bool,
    /// Rows read and decoded.
    pub rows: usize,
    pub sound: bool,
    pub findings: Vec<Finding>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// Which check found it: integrity, references, rows, modes, leftovers.
    pub check: &'static str,
    pub what: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub remedy: Option<String>,
}
