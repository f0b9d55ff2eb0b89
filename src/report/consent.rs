//! `ritual consent`: what holds today, and every event in order.

use crate::domain::consent::{Consent, What, grant};
use crate::domain::journal::{Journal, Needs};
use crate::domain::record::{Kind, Record};
use crate::domain::term::Term;
use chrono::NaiveDate;
use serde::Serialize;

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Held {
    pub today: NaiveDate,
    /// By the day they were given.
    pub consents: Vec<Holding>,
}

/// One thing that was consented to and holds.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Holding {
    pub what: What,
    pub since: NaiveDate,
    /// The last day; none for a grant that came in without one.
    pub until: Option<NaiveDate>,
    pub row: Record,
}

pub fn needs() -> Needs<'static> {
    Needs {
        nouns: &[Kind::Offer, Kind::Invite, Kind::Reminder, Kind::Consent],
        ..Needs::default()
    }
}

/// `shared` are the rows shared today.
pub fn held(journal: &Journal, shared: Vec<Record>) -> Held {
    let today = journal.today;
    let holding = |what, term: &Term, row| {
        term.live(today).then_some(Holding {
            what,
            since: term.since,
            until: Some(term.until),
            row,
        })
    };
    let invites = journal.invites.iter();
    let offers = journal.offers.iter();
    let reminders = journal.reminders.iter();
    let mut consents: Vec<Holding> = invites
        .filter_map(|i| holding(What::Invite, &i.term, Record::Invite(i.clone())))
        .chain(offers.filter_map(|o| holding(What::Offer, &o.term, Record::Offer(o.clone()))))
        .chain(
            reminders.filter_map(|r| holding(What::Reminder, &r.term, Record::Reminder(r.clone()))),
        )
        .collect();
    consents.extend(shared.into_iter().filter_map(|row| {
        let grant = grant(row.meta().uid, &journal.consents, today)?;
        Some(Holding {
            what: What::Share,
            since: grant.day,
            until: grant.until,
            row,
        })
    }));
    consents.sort_by_key(|c| (c.since, c.row.meta().id));
    Held { today, consents }
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Events {
    pub today: NaiveDate,
    pub events: Vec<Consent>,
    /// What each is about, where it is still here; for the text.
    #[serde(skip)]
    pub rows: Vec<Option<Record>>,
}

pub fn events(journal: &Journal, rows: Vec<Option<Record>>) -> Events {
    Events {
        today: journal.today,
        events: journal.consents.to_vec(),
        rows,
    }
}
