//! Pages of days: one, several, one in other years, and hits.

use super::record::{self, in_full, set_in, under_day};
use super::sanitise::line;
use super::{between, dates, headed, joined, rituals, style, voice};
use crate::domain::config::Settings;
use crate::domain::record::Record;
use crate::report::revisit::{Item, Revisit};
use crate::report::rows::{Find, Found, Hit};
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
        let said = record::entry(c, unit.map(|(_, unit)| unit.as_str()));
        text += &set_in(&said, c.note.as_deref(), Some(c.meta.id));
    }
    for start in &page.started {
        text += &set_in(&voice::since(start, page.today), None, Some(start.meta.id));
    }
    for mood in &page.moods {
        let said = record::mood_note(mood, &page.settings);
        text += &set_in(&said, mood.note.as_deref(), Some(mood.meta.id));
    }
    if let Some((values, middle)) = &page.several {
        text += &format!("  {}\n", voice::several_moods(values, *middle));
    }
    for row in page.words() {
        text += &under_day(row, &page.settings, page.now, true);
    }
    for rest in &page.resting {
        let who = rest.ritual.as_deref();
        let who = who.map_or(voice::ALL_RITUALS.to_owned(), line);
        let since = voice::resting_since(rest.from, rest.until, page.now);
        text += &format!("  {who} {since}\n");
    }
    for b in &page.revisit {
        text += &set_in(&between::terms(b, page.now), None, Some(b.meta.id));
    }
    text
}

/// `together` leaves handles out: they are for the owner of the file.
pub fn revisit(report: &Revisit, settings: &Settings, together: bool) -> String {
    let today = report.today;
    let mut text = String::new();
    if report.days.is_empty() && report.undated.is_empty() {
        text += &(voice::quiet_stretch(report.from, report.to, today) + "\n");
    }
    if !report.undated.is_empty() {
        let undated = report.undated.iter();
        let undated = undated.map(|row| in_full(row, settings, today));
        text += &headed(voice::WITHOUT_A_DAY, undated);
    }
    for day in &report.days {
        text += &format!("{}\n", style::heading(&dates::weekday(day.day, today)));
        for item in &day.items {
            text += &match item {
                Item::Row(row) => under_day(row, settings, today, !together),
                Item::Changed { name, change } => {
                    format!("  {}{}\n", line(name), rituals::change(change, today))
                }
            };
        }
    }
    text
}

/// One day in other years.
pub fn on_this_day(report: &Revisit, settings: &Settings) -> String {
    match report.days.is_empty() {
        true => voice::quiet_in_other_years(report.from) + "\n",
        false => revisit(report, settings, false),
    }
}

/// What a view of two would show, without its words.
pub fn preview(report: &Revisit) -> Vec<String> {
    let named = |row: &Record| format!("{} #{}", record::noun(row), row.meta().id);
    let mut items: Vec<String> = report.undated.iter().map(named).collect();
    for day in &report.days {
        let on = dates::day(day.day, report.today);
        items.extend(day.items.iter().map(|item| match item {
            Item::Row(row) => format!("{on}, {}", named(row)),
            Item::Changed { name, .. } => format!("{on}, {}", line(name)),
        }));
    }
    items
}

pub fn find(report: &Find, settings: &Settings) -> String {
    let hits = report.hits.iter();
    let hits = hits.map(|hit| one(hit, settings, report.today));
    let others = report.rows - report.hits.len();
    joined(hits.chain((others > 0).then(|| voice::more_found(others))))
}

fn one(hit: &Hit, settings: &Settings, today: NaiveDate) -> String {
    let named = |f: &Found| matches!(f.field.as_str(), "area" | "name");
    let said = voice::listed(hit.found.iter().map(field));
    let said = match hit.found.iter().any(named) {
        _ if hit.found.is_empty() => in_full(&hit.row, settings, today),
        true => format!("{}: {said}", hit.row.kind().as_str()),
        false => format!("{}: {said}", record::noun(&hit.row)),
    };
    let day = hit.day.map(|day| dates::day(day, today) + ", ");
    voice::by_handle(&(day.unwrap_or_default() + &said), hit.row.meta().id)
}

/// A field with its hits between « and », and bold where there is bold.
fn field(found: &Found) -> String {
    let mut marked = String::new();
    let (mut at, chars) = (0, found.excerpt.chars().collect::<Vec<char>>());
    let text = |from: usize, to: usize| line(&chars[from..to].iter().collect::<String>());
    for &(from, to) in &found.marks {
        marked += &text(at, from);
        marked += &style::heading(&format!("«{}»", text(from, to)));
        at = to;
    }
    marked += &text(at, chars.len());
    let label = match found.field.as_str() {
        "note" | "area" | "name" | "text" | "words" | "title" | "who" => "",
        "sort" => "kind ",
        "feelings" => "feeling ",
        "triggers" => "trigger ",
        other => &format!("{} ", line(other)),
    };
    format!("{label}\"{marked}\"")
}
