//! A grant or a revocation. One row an event; rows are added and not rewritten.

use super::field::{Days, Noun, Walk, at, beside, coded, field};
use super::meta::{Extra, Meta, Visibility};
use chrono::NaiveDate;
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
    pub extra: Extra,
}

/// Whether a row is shared on a day: marked so, and under a grant that still holds. A mark without
/// a grant, such as one that came in from elsewhere, sends nothing out.
pub fn shared(meta: &Meta, consents: &[Consent], day: NaiveDate) -> bool {
    meta.visibility == Visibility::Shared && grant(meta.uid, consents, day).is_some()
}

/// Whether a row is in a view of two, which is shown here and asked about first: shared, or marked
/// in a file the person brought in and never granted or taken back since.
pub fn in_view(meta: &Meta, consents: &[Consent], day: NaiveDate) -> bool {
    let about = |c: &Consent| c.subject == meta.uid && c.what == What::Share;
    shared(meta, consents, day)
        || (meta.visibility == Visibility::Shared && !consents.iter().any(about))
}

/// The grant under which a row is shared on a day; the latest event counts.
pub fn grant(subject: Uuid, consents: &[Consent], day: NaiveDate) -> Option<&Consent> {
    consents
        .iter()
        .rev()
        .find(|c| c.subject == subject && c.what == What::Share)
        .filter(|c| c.event == Event::Granted && c.until.is_none_or(|until| day <= until))
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
        walk.field(&field("until"), at!(until))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shared_takes_the_mark_and_a_grant_that_holds() {
        let day = |n| NaiveDate::from_ymd_opt(2026, 3, n).unwrap();
        let mut meta = Meta::new(Uuid::from_u128(7));
        let event = |event, until| Consent {
            meta: Meta::new(Uuid::nil()),
            subject: Uuid::from_u128(7),
            what: What::Share,
            event,
            day: day(1),
            until,
            extra: Extra::new(),
        };
        let granted = [event(Event::Granted, Some(day(5)))];
        assert!(!shared(&meta, &granted, day(2)), "a grant without the mark");
        meta.visibility = Visibility::Shared;
        assert!(!shared(&meta, &[], day(2)), "the mark without a grant");
        assert!(in_view(&meta, &[], day(2)), "the mark alone");
        assert!(!in_view(&meta, &granted, day(6)), "an end that has passed");
        assert!(shared(&meta, &granted, day(5)) && !shared(&meta, &granted, day(6)));
        let revoked = [granted[0].clone(), event(Event::Revoked, None)];
        assert!(!shared(&meta, &revoked, day(2)));
        let again = [
            revoked[0].clone(),
            revoked[1].clone(),
            event(Event::Granted, None),
        ];
        assert!(shared(&meta, &again, day(30)));
    }
}
