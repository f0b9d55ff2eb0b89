//! `ritual consent`: what holds today, and every event in order.

use crate::domain::consent::{Consent, DAYS, Event, What, grants};
use crate::domain::journal::{Journal, Needs};
use crate::domain::record::{Kind, Record};
use crate::domain::term::Term;
use crate::domain::text::sha256;
use chrono::{Days, NaiveDate};
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
    /// Whom a share is for, where it names one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub with: Option<String>,
    /// Why nothing of a shared row leaves, where nothing does.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stays: Option<Stays>,
    pub row: Record,
}

/// Why a row that is shared stays here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stays {
    /// It has other words since.
    Changed,
    /// What it stands for has ended.
    Ended,
    /// It says the name of a sacred ritual.
    Sacred,
}

pub const NEEDS: Needs<'static> = Needs::of(&[
    Kind::Ritual,
    Kind::Offer,
    Kind::Invite,
    Kind::Reminder,
    Kind::Consent,
]);

/// `rows` are those that grants are about, as far as they are here.
pub fn held(journal: &Journal, rows: &[Record]) -> Held {
    let today = journal.today;
    let holding = |(what, term, row): (What, &Term, Record)| {
        term.live(today).then_some(Holding {
            what,
            since: term.since,
            until: Some(term.until),
            with: None,
            stays: None,
            row,
        })
    };
    let sacred = journal.sacred();
    let (invites, offers) = (journal.invites.iter(), journal.offers.iter());
    let invites = invites.map(|i| (What::Invite, &i.term, Record::Invite(i.clone())));
    let offers = offers.map(|o| (What::Offer, &o.term, Record::Offer(o.clone())));
    let reminders = journal.reminders.iter();
    let reminders = reminders.map(|r| (What::Reminder, &r.term, Record::Reminder(r.clone())));
    let until_a_day = invites.chain(offers).chain(reminders);
    let mut consents: Vec<Holding> = until_a_day.filter_map(holding).collect();
    consents.extend(grants(&journal.consents, today).filter_map(|grant| {
        let row = rows.iter().find(|row| row.meta().uid == grant.subject)?;
        let present = row.leaving(today).map(|line| sha256(&line));
        let stays = if !row.holds(today) {
            Some(Stays::Ended)
        } else if sacred.said_in_record(row) {
            Some(Stays::Sacred)
        } else {
            (grant.digest != present).then_some(Stays::Changed)
        };
        Some(Holding {
            what: What::Share,
            since: grant.day,
            until: grant.until,
            with: grant.with.clone(),
            stays,
            row: row.clone(),
        })
    }));
    consents.sort_by_key(|c| (c.since, c.row.meta().id));
    Held { today, consents }
}

/// What ends by a day, the first end first.
pub fn ending(mut holding: Vec<Holding>, by: NaiveDate) -> Vec<Holding> {
    holding.retain(|held| held.until.is_some_and(|until| until <= by));
    holding.sort_by_key(|held| (held.until, held.row.meta().id));
    holding
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Events {
    pub today: NaiveDate,
    pub events: Vec<Consent>,
    /// What each is about, where it is still here; for the text.
    #[serde(skip)]
    pub rows: Vec<Option<Told>>,
}

/// A row that an event is about.
#[derive(Debug, Clone, PartialEq)]
pub struct Told {
    pub row: Record,
    /// Whether it says what it said then.
    pub same: bool,
}

/// Whether the history tells of an event.
pub fn told(event: &Consent, today: NaiveDate) -> bool {
    let until = event.day.checked_add_days(Days::new(DAYS));
    !event.cleared && until.is_none_or(|until| today <= until)
}

/// Whether the row says now what it said when an event came to be: a share goes by its digest, the end
/// of one by that of the grant before it. Where there is none, nothing tells.
pub fn says_the_same(journal: &Journal, event: &Consent, row: &Record) -> bool {
    let of = |c: &Consent| (c.subject, c.what, c.person());
    let all = journal.consents.iter();
    let until_then = all.take_while(|c| c.meta.id <= event.meta.id);
    let granted = until_then.filter(|c| of(c) == of(event) && c.event == Event::Granted);
    match granted.last().and_then(|grant| grant.digest.as_ref()) {
        Some(then) => {
            let now = row.leaving(journal.today);
            now.is_some_and(|line| *then == sha256(&line))
        }
        None => true,
    }
}

pub fn events(journal: &Journal) -> Events {
    Events {
        today: journal.today,
        events: journal.consents.some(|event| told(event, journal.today)),
        rows: Vec::new(),
    }
}
