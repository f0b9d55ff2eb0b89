//! `ritual boundaries`: what was agreed, off-limits first.

use crate::domain::boundary::{Boundary, Stance};
use crate::domain::journal::{Journal, Needs};
use crate::domain::record::Kind;
use crate::domain::text;
use chrono::NaiveDate;
use serde::Serialize;

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Boundaries {
    pub today: NaiveDate,
    pub boundaries: Vec<Boundary>,
    /// Whether there are others that were not asked for.
    #[serde(skip)]
    pub others: bool,
}

/// Which boundaries are asked for.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// None stands for every stance.
    pub stances: Vec<Stance>,
    pub with: Option<String>,
    /// Retired ones too.
    pub all: bool,
    /// Text the area has to hold.
    pub about: Option<String>,
}

pub fn needs() -> Needs<'static> {
    Needs {
        nouns: &[Kind::Boundary],
        ..Needs::default()
    }
}

/// Grouped by stance, within one in the order they were added.
pub fn boundaries(journal: &Journal, filter: &Filter) -> Boundaries {
    let with = filter.with.as_deref().map(text::key);
    let about = filter.about.as_deref().map(text::key);
    let mut found: Vec<Boundary> = journal
        .boundaries
        .iter()
        .filter(|b| filter.all || b.retired.is_none())
        .filter(|b| filter.stances.is_empty() || filter.stances.contains(&b.stance))
        .filter(|b| {
            with.as_ref()
                .is_none_or(|with| b.with.as_deref().map(text::key).as_ref() == Some(with))
        })
        .filter(|b| {
            about
                .as_ref()
                .is_none_or(|about| text::key(&b.area).contains(about))
        })
        .cloned()
        .collect();
    found.sort_by_key(|b| b.stance);
    Boundaries {
        today: journal.today,
        others: found.len() < journal.boundaries.len(),
        boundaries: found,
    }
}
