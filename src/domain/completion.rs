//! One time a ritual was done.

use super::amount;
use super::field::{RitualRef, field, noun, words};
use super::meta::Meta;
use super::moment::Moment;
use chrono::NaiveDate;

noun! {
    /// A completion. A variation (`as`) counts as much as any other.
    pub struct Completion {
        ritual: RitualRef = field("ritual").leaves(),
        /// The local day it was given; never recomputed.
        day: NaiveDate = field("day").leaves().day(),
        moment: Option<Moment> = field("at"),
        /// Not negative.
        amount: Option<f64> = field("amount").range((0.0, 1e12)).leaves(),
        /// What the amount was counted in when it was noted; the ritual's unit where none is kept.
        unit: Option<String> = field("unit").leaves(),
        variation: Option<String> = words("as").column("variation").leaves(),
        note: Option<String> = words("note").leaves().long(),
    }
}

impl Completion {
    /// A ritual done on a day, with nothing more said of it.
    pub fn blank(meta: Meta, ritual: RitualRef, day: NaiveDate, moment: Option<Moment>) -> Self {
        Completion {
            meta,
            ritual,
            day,
            moment,
            ..Completion::default()
        }
    }
}

impl Completion {
    /// Its amount, where it has one in this unit; without a unit of its own it is in the ritual's.
    pub fn amount_in(&self, unit: Option<&str>) -> Option<f64> {
        let own = self.unit.as_deref();
        self.amount
            .filter(|_| own.is_none() || amount::same(own, unit))
    }
}
