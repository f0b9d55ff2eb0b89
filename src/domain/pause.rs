//! A time of rest. It has the same weight as doing.

use super::field::{Days, FieldError, RitualRef, field, noun, words};
use super::term::in_order;
use chrono::NaiveDate;

noun! {
    /// Resting days of one ritual, or of all of them.
    pub struct Pause {
        /// None rests all rituals.
        ritual: Option<RitualRef> = field("ritual").leaves(),
        from: NaiveDate = field("from").column("first_day").leaves().days(Days::From),
        /// The last resting day; none while it is open.
        until: Option<NaiveDate> = field("until").leaves().days(Days::Until),
        why: Option<String> = words("why"),
    }

    fn check(&self) -> Result<(), FieldError> {
        in_order("from", self.from, "until", self.until)
    }
}

impl Pause {
    pub fn covers(&self, day: NaiveDate) -> bool {
        self.from <= day && self.until.is_none_or(|until| day <= until)
    }
}
