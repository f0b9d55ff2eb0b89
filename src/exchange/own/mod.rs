//! The notebook's own files: exports, and which rows go into them, what may be shared, backups.

pub mod backup;
pub mod csv;
pub mod encrypt;
pub mod ics;
pub mod jsonl;

use crate::domain::json::drives;
use crate::domain::record::{Kind, Record};
use crate::domain::text;
use chrono::NaiveDate;

/// Whether a character could drive a terminal or turn the direction of text. Line ends and tabs do
/// neither.
fn acts(c: char) -> bool {
    (c.is_control() && !matches!(c, '\n' | '\r' | '\t')) || drives(c)
}

/// Which rows go out; all where nothing was asked for.
#[derive(Debug, Clone, Default)]
pub struct Selection {
    pub from: Option<NaiveDate>,
    pub to: Option<NaiveDate>,
    /// Names of rituals.
    pub only: Vec<String>,
    pub kinds: Vec<Kind>,
}

impl Selection {
    /// Whether rows of a noun may be among them.
    pub fn has_kind(&self, kind: Kind) -> bool {
        self.kinds.is_empty() || self.kinds.contains(&kind)
    }

    /// A row without a day of its own, such as a ritual, comes whatever the window.
    pub fn keeps(&self, record: &Record) -> bool {
        let named = || record.ritual_name().is_some_and(|name| self.names(name));
        if !self.has_kind(record.kind()) || !self.only.is_empty() && !named() {
            return false;
        }
        if self.from.or(self.to).is_none() {
            return true;
        }
        record.span().is_none_or(|(first, last)| {
            let last = last.unwrap_or(NaiveDate::MAX);
            self.from.is_none_or(|from| last >= from) && self.to.is_none_or(|to| first <= to)
        })
    }

    /// Whether a ritual was asked for by its name.
    pub fn names(&self, ritual: &str) -> bool {
        let key = text::key(ritual);
        self.only.iter().any(|only| text::key(only) == key)
    }
}
