//! `ritual offer`: what is on offer today. What has ended is not there, and nothing says so.

use crate::domain::journal::Journal;
use crate::domain::offer::Offer;
use chrono::NaiveDate;
use serde::Serialize;

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Offers {
    pub today: NaiveDate,
    pub offers: Vec<Offer>,
}

pub fn offers(journal: &Journal) -> Offers {
    let all = journal.between.offers.iter();
    Offers {
        today: journal.today,
        offers: all
            .filter(|o| o.term.live(journal.today))
            .cloned()
            .collect(),
    }
}
