//! Mood notes and boundaries.

use super::{in_brackets, listed, number, quoted_all};
use crate::domain::boundary::Stance;
use crate::domain::config::Settings;
use crate::domain::field::Shape;
use crate::domain::measure::Own;
use crate::domain::mood::Mood;
use crate::domain::walk;
use crate::render::dates;
use crate::render::sanitise::line;
use chrono::NaiveDate;

/// `mood 2 (heavy), sleep 5.5 h, energy 2, feeling "tired"`.
pub fn mood(mood: &Mood, settings: &Settings) -> String {
    let (mut first, mut measured, mut steps, mut words) = (vec![], vec![], vec![], vec![]);
    if let Some(step) = mood.mood {
        let anchor = in_brackets(settings.anchor(step).map(line));
        first.push(format!("mood {step}{anchor}"));
    }
    walk::look(mood, |seen| {
        let name = seen.field.name;
        if seen.shape == Shape::Keyed {
            return;
        }
        match seen.number {
            Some(_) if name == "mood" => {}
            Some(n) if seen.field.unit.is_empty() => steps.push(format!("{name} {}", number(n))),
            Some(n) => measured.push(format!("{name} {} {}", number(n), seen.field.unit)),
            // What was written at length is quoted elsewhere.
            None if seen.field.verbatim || seen.texts.is_empty() => {}
            None => words.push(format!("{} {}", seen.field.flag, quoted_all(&seen.texts))),
        }
    });
    let own = mood.measures.0.iter().map(|(name, n)| {
        let unit = settings.measure(name).and_then(|own| own.unit.as_deref());
        format!("{} {}", line(name), super::amount(*n, unit))
    });
    listed([first, measured, steps, own.collect(), words].concat())
}

/// `feeling "tired", trigger "work"`: the words of a note beside its text.
pub fn mood_words(mood: &Mood) -> String {
    let lists = mood.word_lists().into_iter();
    let lists = lists.filter(|(_, words)| !words.is_empty());
    listed(lists.map(|(field, words)| format!("{} {}", field.flag, quoted_all(&words))))
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
        (Some(_), true) => super::OWN_WORDS.to_owned(),
        (Some(_), false) => format!("{fields}, and your words"),
        (None, _) => fields,
    };
    let noted = super::noted(noted.day, today, small_hours);
    format!("{noted}: {what}.")
}

/// How a measure of the person's own is noted.
pub fn measured_by(own: &Own) -> String {
    let (low, high) = own.range;
    let example = match (low..=high).contains(&3.0) {
        true => 3.0,
        false => low,
    };
    let typed = format!("{}={example}", line(&own.name));
    let typed = match super::hint_name(&own.name) == own.name {
        true => typed,
        false => super::hint_name(&typed),
    };
    format!("`ritual mood --measure {typed}` notes it.")
}

/// A measure that was taken out of the settings.
pub const MEASURE_GONE: &str = "no measure of yours from here on; what was noted of it stays";

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
    let with = with.map(|name| format!("with {}", line(name)));
    let days = [
        ("agreed", agreed),
        ("revisit", revisit),
        ("retired", retired),
    ];
    let days = days.into_iter().filter_map(|(what, day)| {
        let day = dates::day(day?, today);
        Some(format!("{what} {day}"))
    });
    in_brackets(with.into_iter().chain(days))
}

/// `4·2·5`
pub fn side_by_side(values: &[f64]) -> String {
    let values: Vec<String> = values.iter().map(|n| super::number(*n)).collect();
    values.join("·")
}

/// Under the moods of a day.
pub fn several_moods(values: &[f64], middle: f64) -> String {
    let (values, middle) = (side_by_side(values), super::number(middle));
    format!("mood {values}; views take the middle one, {middle}")
}

/// Under days with several moods.
pub const MIDDLE_ONE: &str = "Of several moods in a day, views take the middle one.";
