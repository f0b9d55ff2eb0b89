//! One time a ritual was done.

use super::amount;
use super::field::{Noun, RitualRef, field, fields, words};
use super::meta::{Extra, Meta};
use super::moment::Moment;
use chrono::NaiveDate;

/// A completion. A variation (`as`) counts as much as any other.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Completion {
    pub meta: Meta,
    pub ritual: RitualRef,
    /// The local day it was given; never recomputed.
    pub day: NaiveDate,
    pub moment: Option<Moment>,
    /// Not negative.
    pub amount: Option<f64>,
    /// What the amount was counted in when it was noted; the ritual's unit where none is kept.
    pub unit: Option<String>,
    pub variation: Option<String>,
    pub note: Option<String>,
    pub extra: Extra,
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

impl Noun for Completion {
    fields! { Completion:
        ritual => field("ritual").leaves(),
        day => field("day").leaves().day(),
        moment => field("at"),
        amount => field("amount").range((0.0, 1e12)).leaves(),
        unit => field("unit").leaves(),
        variation => words("as").column("variation").leaves(),
        note => words("note").leaves().long(),
    }
}
