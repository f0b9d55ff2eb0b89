//! What came from other devices and what went, and how this one takes part.

use chrono::NaiveDate;
use serde::Serialize;

/// One sync.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Synced {
    pub dry_run: bool,
    /// Rows that are new here, changed here, gone from here.
    pub came: usize,
    /// The devices they came from, as their owner calls them.
    pub from: Vec<String>,
    /// Rows that were added, changed or deleted here.
    pub went: usize,
    pub kinds: Vec<Count>,
    pub unread: Vec<Unread>,
    /// Rows that a newer program wrote; they stay in the files of their devices.
    pub newer: usize,
    /// Rows whose ritual has not come so far.
    pub waiting: usize,
    /// Files of this device that were gone from the place, or other ones.
    pub again: usize,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Count {
    pub kind: &'static str,
    pub added: usize,
    pub changed: usize,
    pub gone: usize,
}

/// A file that was left out.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Unread {
    pub file: String,
    pub why: String,
}

#[derive(Debug, Default, Clone, PartialEq, Serialize)]
pub struct Status {
    /// A folder, or `git URL`; none where the notebook is on this device alone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    pub devices: Vec<Device>,
    /// Rows that were added, changed or deleted here since the last sync.
    pub unsent: usize,
    pub unread: Vec<Unread>,
    /// Whether the place was reached.
    pub reached: bool,
}

#[derive(Debug, Default, Clone, PartialEq, Serialize)]
pub struct Device {
    pub id: String,
    pub name: String,
    /// Whether it is this one.
    pub here: bool,
    /// The day it wrote last, by its own clock.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last: Option<NaiveDate>,
    /// Whether its clock was more than a day ahead then.
    pub ahead: bool,
}
