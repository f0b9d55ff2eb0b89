//! What two people do at one table: the plan for hard days, things to talk about, two turns of a
//! check-in.

use super::{in_brackets, quoted};
use crate::domain::boundary::Boundary;
use crate::domain::small::Talk;
use crate::render::dates;
use crate::render::sanitise::line;
use chrono::NaiveDate;

pub const FOR_HARD_DAYS: &str = "For hard days";
pub const NO_PLAN: &str =
    "No plan for hard days noted here. `ritual hard set` asks for its parts, each optional.";
/// The parts of the plan, in its order.
pub const HARD_DAYS: [&str; 5] = [
    "how I notice",
    "what I do",
    "what you may do",
    "what please not",
    "whom to call",
];

pub const NOTHING_TO_TALK_ABOUT: &str =
    "Nothing to talk about noted here. `ritual talk add TEXT` notes something to bring up.";

pub const NO_SUPPORT_LINE: &str =
    "No line to pass on today. `ritual support say TEXT` notes one, in your words.";

pub const FIRST_TURN: &str = "The first of you. Nothing is kept unless you say so.";
pub const SECOND_TURN: &str = "The other of you. Nothing is kept unless you say so.";
pub const SECOND_TURN_UNKEPT: &str =
    "The other of you. Nothing is kept: this notebook belongs to one of you.";
pub const ASK_WORDS: &str = "in your words (Enter for none)";
pub const KEEP_THIS: &str = "`keep` keeps this, Enter lets it go";
pub const NOTHING_KEPT: &str = "Nothing was kept.";

fn beside(with: Option<&str>, day: Option<String>) -> String {
    let with = with.map(|name| format!("with {}", line(name)));
    in_brackets(with.into_iter().chain(day))
}

/// `"phone at dinner" (with Sam, by 1 December)`
pub fn to_talk_about(talk: &Talk, today: NaiveDate) -> String {
    let by = talk.by.map(|day| format!("by {}", dates::day(day, today)));
    quoted(&talk.text) + &beside(talk.with.as_deref(), by)
}

/// `phone at dinner (with Sam, revisit 1 December)`
pub fn boundary_to_talk_about(boundary: &Boundary, today: NaiveDate) -> String {
    let revisit = boundary.revisit;
    let revisit = revisit.map(|day| format!("revisit {}", dates::day(day, today)));
    line(&boundary.area) + &beside(boundary.with.as_deref(), revisit)
}

pub fn on_the_list(one: &str) -> String {
    format!("To talk about: {one}")
}

pub fn off_the_list(text: &str) -> String {
    format!("Off the list: {}.", quoted(text))
}

pub fn to_pass_on(text: &str) -> String {
    format!("To pass on today: {}", quoted(text))
}
