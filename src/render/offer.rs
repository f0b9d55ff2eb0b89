//! What is on offer, and who is invited around a ritual.

use super::{lines, voice};
use crate::report::people::{Invites, Offers};

pub fn offers(report: &Offers) -> String {
    let offers = report.offers.iter();
    lines(
        offers.map(|o| voice::offered(o, report.today)),
        voice::NO_OFFERS,
    )
}

pub fn invites(report: &Invites) -> String {
    let said = |invite| voice::person_invited(invite, report.today);
    lines(report.invites.iter().map(said), voice::NO_INVITES)
}
