//! Reflections: the person's marks, counted, and their words, quoted.

use super::{after, by_handle, listed, quoted, quoted_all};
use crate::domain::config::Settings;
use crate::domain::small::Reflection;
use crate::render::dates;
use crate::render::sanitise::line;
use crate::report::reflections::Mark;
use chrono::NaiveDate;

pub const NO_REFLECTIONS: &str =
    "No reflections noted here. `ritual reflect NAME` notes what a ritual is like.";

/// `burdensome, works "short", not "too early", enjoyed 2, "too early for me"`.
pub fn reflection(of: &Reflection, settings: &Settings) -> String {
    let parts = [
        of.feels.map(|feels| line(settings.feel(feels))),
        of.works.as_deref().map(|w| format!("works {}", quoted(w))),
        of.not.as_deref().map(|w| format!("not {}", quoted(w))),
        of.enjoyed.map(|step| format!("enjoyed {step}")),
        of.note.as_deref().map(quoted),
    ];
    listed(parts.into_iter().flatten())
}

/// `4 March: burdensome, not "too early", enjoyed 2 #9`
pub fn dated_reflection(of: &Reflection, settings: &Settings, today: NaiveDate) -> String {
    let (day, said) = (dates::day(of.day, today), reflection(of, settings));
    by_handle(&format!("{day}: {said}"), of.meta.id)
}

/// `Noted: walk, burdensome, not "too early".`
pub fn reflected(
    of: &Reflection,
    settings: &Settings,
    today: NaiveDate,
    small_hours: bool,
) -> String {
    let noted = super::noted(of.day, today, small_hours);
    let (ritual, said) = (line(&of.ritual.name), reflection(of, settings));
    format!("{noted}: {ritual}, {said}.")
}

/// `You marked walk burdensome in 3 of the last 4 reflections. Your words: "too early".`
pub fn marked(ritual: &str, mark: &Mark, of: usize) -> String {
    let times = match (mark.times, of) {
        (_, 1) => "in one reflection".to_owned(),
        (times, of) => format!("in {times} of the last {of} reflections"),
    };
    let words = (!mark.words.is_empty()).then(|| quoted_all(&mark.words) + ".");
    let words = after(" Your words: ", words);
    let named = line(mark.named.as_deref().unwrap_or(mark.feels.as_str()));
    format!("You marked {} {named} {times}.{words}", line(ritual))
}

/// `Enjoyed, oldest first: 2, 4, 4.`
pub fn enjoyed(steps: &[u8]) -> String {
    format!(
        "Enjoyed, oldest first: {}.",
        listed(steps.iter().map(u8::to_string))
    )
}
