//! `ritual offer --to-join`: who is invited today. What has ended is not there, and nothing says so.

use crate::domain::invite::Invite;
use crate::domain::journal::{Journal, Needs};
use crate::domain::record::Kind;
use chrono::NaiveDate;
use serde::Serialize;

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Invites {
    pub today: NaiveDate,
    pub invites: Vec<Invite>,
}

pub fn needs() -> Needs<'static> {
    Needs {
        nouns: &[Kind::Invite],
        ..Needs::default()
    }
}

pub fn invites(journal: &Journal) -> Invites {
    let all = journal.invites.iter();
    Invites {
        today: journal.today,
        invites: all
            .filter(|i| i.term.live(journal.today))
            .cloned()
            .collect(),
    }
}
