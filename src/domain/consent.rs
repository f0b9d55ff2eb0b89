//! A grant or a revocation. One row an event; rows are added and not rewritten.

use super::field::{codes, field, noun};
use super::meta::Meta;
use super::record::Record;
use super::term::Term;
use super::text;
use chrono::NaiveDate;
use std::collections::HashMap;
use uuid::Uuid;

codes! {
    /// What was consented to.
    pub enum What expects "invite, offer, share or reminder" {
        Invite "invite",
        Offer "offer",
        Share "share",
        Reminder "reminder",
    }
}

codes! {
    /// Given, or taken back.
    pub enum Event expects "granted or revoked" {
        Granted "granted",
        Revoked "revoked",
    }
}

noun! {
    pub struct Consent {
        /// The uid of the row it is about.
        subject: Uuid = field("subject"),
        what: What = field("what"),
        event: Event = field("event"),
        day: NaiveDate = field("day").day(),
        /// The last day of what was granted.
        until: Option<NaiveDate> = field("until"),
        /// Whom a share is for, as a name in this notebook; whoever is handed the page where none is named.
        with: Option<String> = field("with"),
        /// The [`digest`] of the line that a share lets out.
        digest: Option<String> = field("digest"),
        /// Whether the history no longer tells of it: a grant holds on all the same.
        cleared: bool = field("cleared"),
    }
}

impl Consent {
    pub fn new(subject: Uuid, what: What, event: Event, day: NaiveDate) -> Self {
        Consent {
            meta: Meta::new(Uuid::now_v7()),
            subject,
            what,
            event,
            day,
            ..Consent::default()
        }
    }

    /// Whom it is for, in the form in which two spellings are the same.
    pub fn person(&self) -> Option<String> {
        self.with.as_deref().map(text::key)
    }

    /// Whether a page for this person may go by it; a person's page goes by the grants for whoever is
    /// handed it as well. No person stands for every one.
    pub fn is_for(&self, person: Option<&str>) -> bool {
        let (with, person) = (self.person(), person.map(text::key));
        with.is_none() || person.is_none() || with == person
    }
}

impl Record {
    /// What a row stands for that was consented to, and from when until when.
    pub fn consented(&mut self) -> Option<(What, &mut Term)> {
        match self {
            Record::Offer(o) => Some((What::Offer, &mut o.term)),
            Record::Invite(i) => Some((What::Invite, &mut i.term)),
            Record::Reminder(r) => Some((What::Reminder, &mut r.term)),
            _ => None,
        }
    }
}

/// How many days an event stands in the history.
pub const DAYS: u64 = 30;

/// The shares that hold on a day, each the latest word on its row and person.
pub fn grants(consents: &[Consent], day: NaiveDate) -> impl Iterator<Item = &Consent> {
    let of = |c: &Consent| (c.subject, c.person());
    let shares = consents.iter().filter(|c| c.what == What::Share);
    let latest: HashMap<_, &Consent> = shares.map(|c| (of(c), c)).collect();
    let holds = move |c: &&Consent| {
        c.what == What::Share
            && c.event == Event::Granted
            && c.until.is_none_or(|until| day <= until)
            && latest[&of(c)].meta.uid == c.meta.uid
    };
    consents.iter().filter(holds)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(n: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 3, n).unwrap()
    }

    fn event(event: Event, with: Option<&str>, until: Option<NaiveDate>) -> Consent {
        Consent {
            with: with.map(str::to_owned),
            until,
            ..Consent::new(Uuid::from_u128(7), What::Share, event, day(1))
        }
    }

    fn held(consents: &[Consent], on: u32) -> Vec<Option<&str>> {
        grants(consents, day(on))
            .map(|c| c.with.as_deref())
            .collect()
    }

    #[test]
    fn the_latest_word_for_a_person_counts_until_its_day() {
        let mut events = vec![
            event(Event::Granted, Some("Sam"), Some(day(5))),
            event(Event::Granted, None, None),
        ];
        assert_eq!(held(&events, 5), [Some("Sam"), None]);
        assert_eq!(held(&events, 6), [None]);
        events.push(event(Event::Revoked, None, None));
        assert_eq!(held(&events, 2), [Some("Sam")]);
        events.push(event(Event::Revoked, Some("SAM"), None));
        assert!(held(&events, 2).is_empty());
        events.push(event(Event::Granted, Some("sam"), None));
        assert_eq!(held(&events, 30), [Some("sam")]);
    }

    #[test]
    fn a_page_for_one_is_not_for_another() {
        let (sam, whoever) = (
            event(Event::Granted, Some("Sam"), None),
            event(Event::Granted, None, None),
        );
        assert!(sam.is_for(Some("SAM")) && sam.is_for(None) && !sam.is_for(Some("Kim")));
        assert!(whoever.is_for(Some("Kim")));
    }
}
