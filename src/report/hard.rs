//! `ritual hard`: the plan for hard days. It is there when it is asked for; nothing else looks at it.

use crate::domain::journal::{Journal, Needs};
use crate::domain::record::Kind;
use crate::domain::small::HardDays;
use chrono::NaiveDate;
use serde::Serialize;

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Plan {
    pub today: NaiveDate,
    pub plan: Option<HardDays>,
}

pub fn needs() -> Needs<'static> {
    Needs::of(&[Kind::HardDays])
}

/// The latest plan: two devices may each have begun one.
pub fn plan(journal: &Journal) -> Plan {
    Plan {
        today: journal.today,
        plan: journal.plans.last().cloned(),
    }
}
