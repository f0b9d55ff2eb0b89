//! The page of one day.

use super::sanitise::line;
use super::{dates, style, voice};
use crate::domain::completion::Completion;
use crate::domain::config::Settings;
use crate::domain::moment::Moment;
use crate::domain::mood::Mood;
use crate::report::today::Today;
use chrono::NaiveDate;

pub fn today(page: &Today) -> String {
    if page.is_quiet() {
        return format!("{}\n", voice::quiet_page(page.today));
    }
    let mut text = format!(
        "{}\n",
        style::heading(&dates::weekday(page.today, page.today))
    );
    for completion in &page.completions {
        let unit = page
            .units
            .iter()
            .find(|(name, _)| *name == completion.ritual.name);
        text += &format!(
            "  {}\n",
            entry(completion, unit.map(|(_, unit)| unit.as_str()))
        );
    }
    for mood in &page.moods {
        let said = mood_note(mood, &page.settings);
        text += &format!("  {said} {}\n", style::handle(mood.meta.id));
    }
    if let Some((values, middle)) = &page.several {
        text += &format!("  {}\n", voice::several_moods(values, *middle));
    }
    for rest in &page.resting {
        let who = rest
            .ritual
            .as_deref()
            .map_or(voice::ALL_RITUALS.to_owned(), line);
        text += &format!(
            "  {who} {}\n",
            voice::resting_since(rest.from, rest.until, page.today)
        );
    }
    for b in &page.revisit {
        let agreement = voice::agreement(b.with.as_deref(), b.agreed, b.revisit, None, page.today);
        text += &format!(
            "  {}: {}{agreement} {}\n",
            voice::stance(b.stance),
            line(&b.area),
            style::handle(b.meta.id)
        );
    }
    text
}

/// A mood note with its time and its words.
pub fn mood_note(mood: &Mood, settings: &Settings) -> String {
    let fields = voice::mood(mood, settings);
    let fields = if fields.is_empty() {
        "noted".to_owned()
    } else {
        fields
    };
    let at = at(mood.moment.as_ref());
    format!("{fields}{at}{}", said(mood.note.as_deref()))
}

/// A mood note with its day and its handle, for lists over several days.
pub fn dated_mood(mood: &Mood, settings: &Settings, today: NaiveDate) -> String {
    let (day, said) = (dates::day(mood.day, today), mood_note(mood, settings));
    format!("{day}: {said} {}", style::handle(mood.meta.id))
}

/// One completion: name, amount, time, variation, words, handle.
fn entry(c: &Completion, unit: Option<&str>) -> String {
    format!(
        "{}{} {}",
        line(&c.ritual.name),
        details(c, unit),
        style::handle(c.meta.id)
    )
}

/// Everything of a completion but its ritual and its day.
pub fn details(c: &Completion, unit: Option<&str>) -> String {
    let mut text = String::new();
    if let Some(amount) = c.amount {
        text += &format!(", {}", voice::amount(amount, c.unit.as_deref().or(unit)));
    }
    text += &at(c.moment.as_ref());
    if let Some(variation) = &c.variation {
        text += &format!(" as {}", voice::quoted(variation));
    }
    text + &said(c.note.as_deref())
}

fn at(moment: Option<&Moment>) -> String {
    moment.map_or(String::new(), |m| format!(" at {}", dates::time(m.wall())))
}

fn said(note: Option<&str>) -> String {
    note.map_or(String::new(), |words| format!(": {}", voice::quoted(words)))
}

/// A day and what follows it, for lists over several days.
pub fn dated(c: &Completion, unit: Option<&str>, today: NaiveDate) -> String {
    format!(
        "{}{} {}",
        dates::day(c.day, today),
        details(c, unit),
        style::handle(c.meta.id)
    )
}
