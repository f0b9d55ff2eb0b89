//! `ritual offer`: what is on offer today, and who is invited. What has ended is not there, and nothing
//! says so.

use crate::domain::journal::{Journal, Needs};
use crate::domain::record::Kind;
use crate::domain::term::{Invite, Offer};
use chrono::NaiveDate;
use serde::Serialize;

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Offers {
    pub today: NaiveDate,
    pub offers: Vec<Offer>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Invites {
    pub today: NaiveDate,
    pub invites: Vec<Invite>,
}

pub fn needs() -> Needs<'static> {
    Needs::of(&[Kind::Offer])
}

pub fn offers(journal: &Journal) -> Offers {
    let today = journal.today;
    let offers = journal.offers.some(|offer| offer.term.live(today));
    Offers { today, offers }
}

pub fn needs_of_invites() -> Needs<'static> {
    Needs::of(&[Kind::Invite])
}

pub fn invites(journal: &Journal) -> Invites {
    let today = journal.today;
    let invites = journal.invites.some(|invite| invite.term.live(today));
    Invites { today, invites }
}
