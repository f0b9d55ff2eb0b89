//! The page of one day.

use super::sanitise::{block, line};
use super::{dates, revisit, style, voice};
use crate::domain::completion::Completion;
use crate::domain::config::Settings;
use crate::domain::moment::Moment;
use crate::domain::mood::Mood;
use crate::report::today::Today;
use chrono::NaiveDate;

pub fn today(page: &Today) -> String {
    if page.is_quiet() {
        return format!("{}\n", voice::quiet_page(page.today, page.now));
    }
    let day = dates::weekday(page.today, page.now);
    let mut text = format!("{}\n", style::heading(&day));
    for c in &page.completions {
        let mut units = page.units.iter();
        let unit = units.find(|(name, _)| *name == c.ritual.name);
        let details = details(c, unit.map(|(_, unit)| unit.as_str()));
        let said = format!("{}{details}", line(&c.ritual.name));
        text += &whole(&said, c.note.as_deref(), Some(c.meta.id));
    }
    for start in &page.started {
        text += &whole(&voice::since(start, page.today), None, Some(start.meta.id));
    }
    for mood in &page.moods {
        let said = mood_note(mood, &page.settings);
        text += &whole(&said, mood.note.as_deref(), Some(mood.meta.id));
    }
    if let Some((values, middle)) = &page.several {
        text += &format!("  {}\n", voice::several_moods(values, *middle));
    }
    for row in page.words() {
        text += &revisit::under_day(row, &page.settings, page.now);
    }
    for rest in &page.resting {
        let who = rest.ritual.as_deref();
        let who = who.map_or(voice::ALL_RITUALS.to_owned(), line);
        let since = voice::resting_since(rest.from, rest.until, page.now);
        text += &format!("  {who} {since}\n");
    }
    for b in &page.revisit {
        let agreement = voice::agreement(b.with.as_deref(), b.agreed, b.revisit, None, page.now);
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

/// What is said of a row, with its handle where it is to have one. A page of writing keeps its lines,
/// set in below.
pub fn whole(said: &str, words: Option<&str>, handle: Option<i64>) -> String {
    let handle = voice::after(" ", handle.map(style::handle));
    let page = words.filter(|words| words.contains('\n'));
    let around = page.and_then(|words| Some((words, said.split_once(&voice::quoted(words))?)));
    let Some((words, (before, after))) = around else {
        return format!("  {said}{handle}\n");
    };
    let mut text = format!("  {}{after}{handle}\n", before.trim_end());
    for written in block(words).lines() {
        text += format!("    {written}").trim_end();
        text += "\n";
    }
    text
}
