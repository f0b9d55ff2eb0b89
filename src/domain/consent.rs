//! A grant or a revocation. One row an event; rows are added and not rewritten.

use super::field::{Days, Noun, Walk, at, beside, coded, field};
use super::meta::{Extra, Meta};
use super::text;
use chrono::NaiveDate;
use std::collections::HashMap;
use uuid::Uuid;

/// What was consented to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum What {
    #[default]
    Invite,
    Offer,
    Share,
    Reminder,
}

/// Given, or taken back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Event {
    #[default]
    Granted,
    Revoked,
}

impl What {
    pub const ALL: [What; 4] = [What::Invite, What::Offer, What::Share, What::Reminder];

    pub fn as_str(self) -> &'static str {
        match self {
            What::Invite => "invite",
            What::Offer => "offer",
            What::Share => "share",
            What::Reminder => "reminder",
        }
    }

    pub fn parse(text: &str) -> Option<Self> {
        What::ALL.into_iter().find(|w| w.as_str() == text)
    }
}

impl Event {
    pub fn as_str(self) -> &'static str {
        match self {
            Event::Granted => "granted",
            Event::Revoked => "revoked",
        }
    }

    pub fn parse(text: &str) -> Option<Self> {
        [Event::Granted, Event::Revoked]
            .into_iter()
            .find(|e| e.as_str() == text)
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct Consent {
    pub meta: Meta,
    /// The uid of the row it is about.
    pub subject: Uuid,
    pub what: What,
    pub event: Event,
    pub day: NaiveDate,
    /// The last day of what was granted.
    pub until: Option<NaiveDate>,
    /// Whom a share is for, as a name in this notebook; whoever is handed the page where none is named.
    pub with: Option<String>,
    /// The [`digest`] of the line that a share lets out.
    pub digest: Option<String>,
    /// Whether the history no longer tells of it: a grant holds on all the same.
    pub cleared: bool,
    pub extra: Extra,
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

coded!(What, "invite, offer, share or reminder");
coded!(Event, "granted or revoked");

impl Noun for Consent {
    const DAYS: Days = Days::On("day");
    beside!();

    fn fields<W: Walk<Self>>(walk: &mut W) -> Result<(), W::Stop> {
        walk.field(&field("subject"), at!(subject))?;
        walk.field(&field("what"), at!(what))?;
        walk.field(&field("event"), at!(event))?;
        walk.field(&field("day"), at!(day))?;
        walk.field(&field("until"), at!(until))?;
        walk.field(&field("with"), at!(with))?;
        walk.field(&field("digest"), at!(digest))?;
        walk.field(&field("cleared"), at!(cleared))
    }
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
