//! Mood notes and boundaries.

use super::{number, quoted_all};
use crate::domain::boundary::Stance;
use crate::domain::config::Settings;
use crate::domain::mood::Mood;
use crate::domain::walk;
use crate::render::dates;
use crate::render::sanitise::line;
use chrono::NaiveDate;

/// `mood 2 (heavy), sleep 5.5 h, energy 2, feeling "tired"`.
pub fn mood(mood: &Mood, settings: &Settings) -> String {
    let (mut first, mut measured, mut steps, mut words) = (vec![], vec![], vec![], vec![]);
    if let Some(step) = mood.mood {
        first.push(match settings.anchor(step) {
            Some(anchor) => format!("mood {step} ({})", line(anchor)),
            None => format!("mood {step}"),
        });
    }
    walk::look(mood, |seen| {
        let name = seen.field.name;
        match seen.number {
            Some(_) if name == "mood" => {}
            Some(n) if seen.field.unit.is_empty() => steps.push(format!("{name} {}", number(n))),
            Some(n) => measured.push(format!("{name} {} {}", number(n), seen.field.unit)),
            // What was written at length is quoted elsewhere.
            None if seen.field.verbatim || seen.texts.is_empty() => {}
            None => words.push(format!("{} {}", seen.field.flag, quoted_all(&seen.texts))),
        }
    });
    [first, measured, steps, words].concat().join(", ")
}

/// `feeling "tired", trigger "work"`: the words of a note beside its text.
pub fn mood_words(mood: &Mood) -> String {
    let lists = mood.word_lists().into_iter();
    let said = lists
        .filter(|(_, words)| !words.is_empty())
        .map(|(field, words)| format!("{} {}", field.flag, quoted_all(&words)));
    said.collect::<Vec<_>>().join(", ")
}

/// `Noted: mood 1 (heavy).`, with the day when it is another.
pub fn mood_noted(
    noted: &Mood,
    settings: &Settings,
    today: NaiveDate,
    small_hours: bool,
) -> String {
    let fields = mood(noted, settings);
    let what = match (&noted.note, fields.is_empty()) {
        (Some(_), true) => "your words".to_owned(),
        (Some(_), false) => format!("{fields}, and your words"),
        (None, _) => fields,
    };
    let noted = super::noted(noted.day, today, small_hours);
    format!("{noted}: {what}.")
}

pub fn stance(stance: Stance) -> &'static str {
    match stance {
        Stance::OffLimits => "Off-limits",
        Stance::AskFirst => "Ask first",
        Stance::Offered => "Offered",
    }
}

/// `with Sam, agreed 4 March, revisit 1 June`.
pub fn agreement(
    with: Option<&str>,
    agreed: Option<NaiveDate>,
    revisit: Option<NaiveDate>,
    retired: Option<NaiveDate>,
    today: NaiveDate,
) -> String {
    let mut parts = Vec::new();
    parts.extend(with.map(|name| format!("with {}", line(name))));
    parts.extend(agreed.map(|day| format!("agreed {}", dates::day(day, today))));
    parts.extend(revisit.map(|day| format!("revisit {}", dates::day(day, today))));
    parts.extend(retired.map(|day| format!("retired {}", dates::day(day, today))));
    if parts.is_empty() {
        String::new()
    } else {
        format!(" ({})", parts.join(", "))
    }
}
