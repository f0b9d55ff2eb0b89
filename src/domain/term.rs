//! What holds from a day until another: an offer, an invitation, a choice of support. After its end
//! it is gone from every view, without a word, and leaves the same trace whatever became of it: none.

use super::field::{FieldError, RitualRef, field, noun};
use super::text;
use chrono::{Days, NaiveDate};

/// How many days something holds when nothing else is said.
pub const DAYS: u64 = 30;

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Term {
    /// The day it was given.
    pub since: NaiveDate,
    /// Its last day.
    pub until: NaiveDate,
    /// The day it was ended before that, for whatever reason.
    pub closed: Option<NaiveDate>,
}

impl Term {
    /// From a day on, for [`DAYS`] days.
    pub fn from(since: NaiveDate) -> Self {
        Term {
            since,
            until: since.checked_add_days(Days::new(DAYS)).unwrap_or(since),
            closed: None,
        }
    }

    /// Whether it holds on a day.
    pub fn live(&self, day: NaiveDate) -> bool {
        self.closed.is_none() && day <= self.until
    }

    pub(super) fn check(&self) -> Result<(), FieldError> {
        in_order("since", self.since, "until", Some(self.until))
    }
}

/// A last day lies on or after the first.
pub(super) fn in_order(
    first: &str,
    from: NaiveDate,
    last: &str,
    until: Option<NaiveDate>,
) -> Result<(), FieldError> {
    match until.is_none_or(|until| from <= until) {
        true => Ok(()),
        false => {
            let expects = format!("a day on or after {first:?}");
            Err(FieldError::new(last, expects))
        }
    }
}

/// What an offer can be, presence first.
pub const FORMS: [&str; 6] = [
    "presence",
    "listen",
    "reflect",
    "accompany",
    "remind",
    "practical",
];

noun! {
    /// Something the person is willing to give, until a day.
    pub struct Offer {
        /// What is offered, in the person's words.
        words: String = field("words").searched().leaves(),
        /// One of [`FORMS`].
        form: Option<String> = field("form").searched().leaves(),
        /// To whom, as a name in this notebook.
        to: Option<String> = field("to").searched().leaves(),
        term: Term {
            since = field("since"),
            until = field("until").leaves(),
            closed = field("closed"),
        },
    }

    fn check(&self) -> Result<(), FieldError> {
        match &self.form {
            Some(form) if !FORMS.contains(&form.as_str()) => {
                let expects = format!("one of {}; got {form:?}", FORMS.join(", "));
                Err(FieldError::new("form", expects))
            }
            _ => self.term.check(),
        }
    }

    fn term(&self) -> Option<&Term> {
        Some(&self.term)
    }
}

noun! {
    /// An invitation to a person around a ritual. Nobody takes part unasked.
    pub struct Invite {
        ritual: RitualRef = field("ritual").leaves(),
        /// The person, as a name in this notebook.
        who: String = field("who").searched().leaves(),
        /// To what: a kind of support, or the words of an own option.
        to: String = field("to").searched().leaves(),
        term: Term {
            since = field("since"),
            until = field("until").leaves(),
            closed = field("closed"),
        },
    }

    fn term(&self) -> Option<&Term> {
        Some(&self.term)
    }
}

/// What can be asked for. None of them is about solving anything.
pub const KINDS: [&str; 4] = ["accompany", "remind", "reflect", "listen"];
/// A choice as well: to be left alone for a while.
pub const SPACE: &str = "space";
/// The choice that is always among them.
pub const NOTHING: &str = "nothing now";

noun! {
    /// What the person would like now, and until when. Silence is no choice.
    pub struct Support {
        /// One of [`KINDS`], [`SPACE`], [`NOTHING`], or the words of an own option.
        choice: String = field("choice").leaves(),
        term: Term {
            since = field("since"),
            until = field("until").leaves(),
            closed = field("closed"),
        },
    }

    fn term(&self) -> Option<&Term> {
        Some(&self.term)
    }
}

/// The kind a typed word names; `nothing` and a no are enough for [`NOTHING`].
pub fn kind(typed: &str) -> Option<&'static str> {
    let typed = text::key(typed.trim()).replace('-', " ");
    if matches!(typed.as_str(), "nothing" | NOTHING | "not now" | "no" | "n") {
        return Some(NOTHING);
    }
    KINDS.into_iter().chain([SPACE]).find(|kind| *kind == typed)
}

/// Whether these are words of the program rather than the person's own.
pub fn is_kind(choice: &str) -> bool {
    [SPACE, NOTHING].contains(&choice) || KINDS.contains(&choice)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn four_kinds_space_and_nothing_now() {
        assert_eq!(kind("Space"), Some(SPACE));
        assert_eq!(kind(" Listen "), Some("listen"));
        for typed in ["nothing", "nothing now", "Nothing-Now"] {
            assert_eq!(kind(typed), Some(NOTHING), "{typed}");
        }
        for typed in ["", "rescue", "practical", "listening"] {
            assert_eq!(kind(typed), None, "{typed}");
        }
        assert!(is_kind("listen") && is_kind(NOTHING) && !is_kind("tea"));
    }
}
