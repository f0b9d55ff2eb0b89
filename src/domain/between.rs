//! What passes between people, and what was invited: plain data for reports.

use super::consent::Consent;
use super::invite::Invite;
use super::offer::Offer;
use super::reminder::Reminder;
use super::small::SupportOption;
use super::support::Support;
use chrono::NaiveDate;

#[derive(Debug, Clone, Default, PartialEq)]
pub struct Between {
    pub options: Vec<SupportOption>,
    pub supports: Vec<Support>,
    pub offers: Vec<Offer>,
    pub invites: Vec<Invite>,
    pub reminders: Vec<Reminder>,
    /// In the order they were added.
    pub consents: Vec<Consent>,
}

impl Between {
    /// The choice of support that holds on a day; the latest counts.
    pub fn choice(&self, day: NaiveDate) -> Option<&Support> {
        self.supports.iter().rev().find(|s| s.term.live(day))
    }
}
