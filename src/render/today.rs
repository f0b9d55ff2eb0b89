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
        let mut units = page.units.iter();
        let unit = units.find(|(name, _)| *name == completion.ritual.name);
        let entry = entry(completion, unit.map(|(_, unit)| unit.as_str()));
        text += &format!("  {entry}\n");
    }
    for mood in &page.moods {
        let said = mood_note(mood, &page.settings);
        text += &format!("  {said} {}\n", style::handle(mood.meta.id));
    }
    if let Some((values, middle)) = &page.several {
        text += &format!("  {}\n", voice::several_moods(values, *middle));
    }
    for rest in &page.resting {
        let who = rest.ritual.as_deref();
        let who = who.map_or(voice::ALL_RITUALS.to_owned(), line);
        let since = voice::resting_since(rest.from, rest.until, page.today);
        text += &format!("  {who} {since}\n");
    }
    for b in &page.revisit {
        let agreement = voice::agreement(b.with.as_deref(), b.agreed, b.revisit, None, page.today);
        let terms = format!(
            "  {}: {}{agreement}",
            voice::stance(b.stance),
            line(&b.area)
        );
        text += &(voice::by_handle(&terms, b.meta.id) + "\n");
    }
    text
}

/// A mood note with its time and its words.
pub fn mood_note(mood: &Mood, settings: &Settings) -> String {
    let fields = match voice::mood(mood, settings) {
        none if none.is_empty() => "noted".to_owned(),
        fields => fields,
    };
    fields + &at(mood.moment.as_ref()) + &said(mood.note.as_deref())
}

/// A mood note with its day and its handle, for lists over several days.
pub fn dated_mood(mood: &Mood, settings: &Settings, today: NaiveDate) -> String {
    let (day, said) = (dates::day(mood.day, today), mood_note(mood, settings));
    voice::by_handle(&format!("{day}: {said}"), mood.meta.id)
}

/// One completion: name, amount, time, variation, words, handle.
fn entry(c: &Completion, unit: Option<&str>) -> String {
    voice::by_handle(&(line(&c.ritual.name) + &details(c, unit)), c.meta.id)
}

/// Everything of a completion but its ritual and its day.
pub fn details(c: &Completion, unit: Option<&str>) -> String {
    let unit = c.unit.as_deref().or(unit);
    let amount = voice::after(", ", c.amount.map(|n| voice::amount(n, unit)));
    let varied = voice::after(" as ", c.variation.as_deref().map(voice::quoted));
    amount + &at(c.moment.as_ref()) + &varied + &said(c.note.as_deref())
}

fn at(moment: Option<&Moment>) -> String {
    voice::after(" at ", moment.map(|m| dates::time(m.wall())))
}

fn said(note: Option<&str>) -> String {
    voice::after(": ", note.map(voice::quoted))
}

/// A day and what follows it, for lists over several days.
pub fn dated(c: &Completion, unit: Option<&str>, today: NaiveDate) -> String {
    voice::by_handle(&(dates::day(c.day, today) + &details(c, unit)), c.meta.id)
}
