//! What is on offer.

use super::{style, voice};
use crate::domain::offer::Offer;
use crate::report::offer::Offers;
use chrono::NaiveDate;

pub fn offers(report: &Offers) -> String {
    if report.offers.is_empty() {
        return format!("{}\n", voice::NO_OFFERS);
    }
    let lines = report.offers.iter().map(|o| one(o, report.today) + "\n");
    lines.collect()
}

/// `You offered "tea and quiet" (presence, to Sam, until 22 December). #3`
pub fn one(offer: &Offer, today: NaiveDate) -> String {
    format!(
        "{} {}",
        voice::offered(offer, today),
        style::handle(offer.meta.id)
    )
}
