//! `ritual offer`: what is on offer today. What has ended is not there, and nothing says so.

use crate::domain::journal::{Journal, Needs};
use crate::domain::offer::Offer;
use crate::domain::record::Kind;
use chrono::NaiveDate;
use serde::Serialize;

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Offers {
    pub today: NaiveDate,
    pub offers: Vec<Offer>,
}

pub fn needs() -> Needs<'static> {
    Needs {
        nouns: &[Kind::Offer],
        ..Needs::default()
    }
}

pub fn offers(journal: &Journal) -> Offers {
    let all = journal.offers.iter();
    Offers {
        today: journal.today,
        offers: all
            .filter(|o| o.term.live(journal.today))
            .cloned()
            .collect(),
    }
}
