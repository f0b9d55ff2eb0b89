//! Months: what was set, carried on, changed, let go.

use super::quoted;
use crate::domain::month::{Choice, MonthLine, Slot};
use crate::render::sanitise::line;

pub const MONTH_QUESTION: &str = "Carry it on, change it, or let it go?";

/// A month that is long past has nothing to be set for.
pub fn quiet_month(name: &str, open: bool) -> String {
    let hint = " `ritual month set` sets an objective or a joint activity.";
    format!("{name}: a quiet page.{}", if open { hint } else { "" })
}

/// What a line is, for undo and forget.
pub fn slot(slot: Slot) -> &'static str {
    match slot {
        Slot::Personal => "your objective of",
        Slot::Joint => "the joint activity of",
        Slot::Learned => "what you learned in",
    }
}

/// `You set: "read before bed".`, `Together with Sam: "Sunday walk".`
pub fn month_line(of: &MonthLine) -> String {
    let text = quoted(&of.text);
    match (of.slot, of.with.as_deref()) {
        (Slot::Personal, _) => format!("You set: {text}."),
        (Slot::Joint, None) => format!("Together: {text}."),
        (Slot::Joint, Some(with)) => format!("Together with {}: {text}.", line(with)),
        (Slot::Learned, _) => format!("You learned: {text}."),
    }
}

pub fn month_choice(choice: Choice) -> &'static str {
    match choice {
        Choice::Carry => "Carried on.",
        Choice::Change => "Changed.",
        Choice::LetGo => "Let go.",
    }
}

/// `For December, you set: "read before bed".`
pub fn month_set(month: &str, of: &MonthLine) -> String {
    let text = month_line(of);
    let mut letters = text.chars();
    let first = letters.next().map(|c| c.to_lowercase().to_string());
    format!(
        "For {month}, {}{}",
        first.unwrap_or_default(),
        letters.as_str()
    )
}

pub fn month_unset(month: &str, of: &MonthLine) -> String {
    format!("Taken out of {month}: {}.", quoted(&of.text))
}

/// `In place of "read".`
pub fn in_place_of(was: &MonthLine) -> String {
    format!("In place of {}.", quoted(&was.text))
}

/// `Carried on, to December: "read before bed".`
pub fn carried(to: &str, of: &MonthLine) -> String {
    format!("Carried on, to {to}: {}.", quoted(&of.text))
}

/// `Changed for December: "read before bed" became "read at lunch".`
pub fn changed_for(to: &str, was: &MonthLine, now: &MonthLine) -> String {
    format!(
        "Changed for {to}: {} became {}.",
        quoted(&was.text),
        quoted(&now.text)
    )
}

pub fn let_go(of: &MonthLine) -> String {
    format!("Let go: {}.", quoted(&of.text))
}
