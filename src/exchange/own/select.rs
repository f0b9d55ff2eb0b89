//! Which rows go out.

use crate::domain::record::{Kind, Record};
use crate::domain::text;
use chrono::NaiveDate;

/// What was asked for; everything where nothing was.
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
        if !self.has_kind(record.kind()) {
            return false;
        }
        if self.only.is_empty() && self.from.is_none() && self.to.is_none() {
            return true;
        }
        self.named(record) && self.in_window(record)
    }

    fn named(&self, record: &Record) -> bool {
        self.only.is_empty() || record.ritual_name().is_some_and(|name| self.names(name))
    }

    /// Whether a ritual was asked for by its name.
    pub fn names(&self, ritual: &str) -> bool {
        let key = text::key(ritual);
        self.only.iter().any(|only| text::key(only) == key)
    }

    fn in_window(&self, record: &Record) -> bool {
        let Some((first, last)) = record.span() else {
            return true;
        };
        let last = last.unwrap_or(NaiveDate::MAX);
        self.from.is_none_or(|from| last >= from) && self.to.is_none_or(|to| first <= to)
    }
}
