//! A choice of support: what the person would like now, and until when. Silence is no choice.

use super::field::{Noun, field, fields};
use super::meta::{Extra, Meta};
use super::term::Term;
use super::text;

/// What can be asked for. None of them is about solving anything.
pub const KINDS: [&str; 4] = ["accompany", "remind", "reflect", "listen"];
/// A choice as well: to be left alone for a while.
pub const SPACE: &str = "space";
/// The choice that is always among them.
pub const NOTHING: &str = "nothing now";

#[derive(Debug, Clone, Default, PartialEq)]
pub struct Support {
    pub meta: Meta,
    /// One of [`KINDS`], [`SPACE`], [`NOTHING`], or the words of an own option.
    pub choice: String,
    pub term: Term,
    pub extra: Extra,
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

impl Noun for Support {
    fields! { Support:
        choice => field("choice").leaves(),
        term.since => field("since"),
        term.until => field("until").leaves(),
        term.closed => field("closed"),
    }

    fn term(&self) -> Option<&Term> {
        Some(&self.term)
    }
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
