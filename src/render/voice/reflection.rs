//! Reflections: the person's marks, counted, and their words, quoted.

use super::quoted;
use crate::domain::config::Settings;
use crate::domain::reflection::Reflection;
use crate::render::sanitise::line;
use crate::report::reflections::Mark;
use chrono::NaiveDate;

pub const NO_REFLECTIONS: &str =
    "No reflections noted here. `ritual reflect NAME` notes what a ritual is like.";

/// `burdensome, works "short", not "too early", enjoyed 2, "too early for me"`.
pub fn reflection(of: &Reflection, settings: &Settings) -> String {
    let mut parts = Vec::new();
    parts.extend(of.feels.map(|feels| line(settings.feel(feels))));
    parts.extend(of.works.as_deref().map(|w| format!("works {}", quoted(w))));
    parts.extend(of.not.as_deref().map(|w| format!("not {}", quoted(w))));
    parts.extend(of.enjoyed.map(|step| format!("enjoyed {step}")));
    parts.extend(of.note.as_deref().map(quoted));
    parts.join(", ")
}

/// `Noted: walk, burdensome, not "too early".`
pub fn reflected(
    of: &Reflection,
    settings: &Settings,
    today: NaiveDate,
    small_hours: bool,
) -> String {
    let noted = super::noted(of.day, today, small_hours);
    format!(
        "{noted}: {}, {}.",
        line(&of.ritual.name),
        reflection(of, settings)
    )
}

/// `You marked walk burdensome in 3 of the last 4 reflections. Your words: "too early".`
pub fn marked(ritual: &str, mark: &Mark, of: usize) -> String {
    let times = match (mark.times, of) {
        (_, 1) => "in one reflection".to_owned(),
        (times, of) => format!("in {times} of the last {of} reflections"),
    };
    let words = if mark.words.is_empty() {
        String::new()
    } else {
        format!(" Your words: {}.", super::quoted_all(&mark.words))
    };
    format!(
        "You marked {} {} {times}.{words}",
        line(ritual),
        line(mark.named.as_deref().unwrap_or(mark.feels.as_str()))
    )
}

/// `Enjoyed, oldest first: 2, 4, 4.`
pub fn enjoyed(steps: &[u8]) -> String {
    let steps: Vec<String> = steps.iter().map(u8::to_string).collect();
    format!("Enjoyed, oldest first: {}.", steps.join(", "))
}
