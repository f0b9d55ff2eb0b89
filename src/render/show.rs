//! One ritual, whole.

use super::marks::marks;
use super::sanitise::line;
use super::{dates, list, streaks, style, today, voice};
use crate::domain::config::Settings;
use crate::report::show::Show;

pub fn show(report: &Show, settings: &Settings, ascii: bool) -> String {
    let ritual = &report.ritual;
    let mut text = format!(
        "{} {}\n",
        style::heading(&line(&ritual.name)),
        style::handle(ritual.meta.id)
    );
    if let Some(rhythm) = ritual.rhythms.on(report.today) {
        text += &format!("  rhythm {rhythm}\n");
    }
    for part in list::about(ritual) {
        text += &format!("  {part}\n");
    }
    if report.streak.entries > 0 || report.streak.resting_since.is_some() {
        let counts = streaks::counts(&report.streak, report.today, true);
        text += &format!("  {}\n", streaks::capital(&counts));
    }
    if let Some(start) = &report.started {
        let since = voice::goes_on(start, report.today);
        text += &format!("  {}\n", voice::by_handle(&since, start.meta.id));
    }
    if let Some(last) = report.streak.last {
        text += &format!("  {}\n", voice::noted_ago(last, report.today));
    }
    if !report.weeks.is_empty() {
        let weeks = marks(ascii).weeks(&report.weeks);
        text += &format!("  {}\n", voice::week_by_week(&weeks, report.weeks.len()));
    }
    for pause in &report.pauses {
        let when = match pause.until {
            Some(until) => dates::range(pause.from, until, report.today),
            None => format!("since {}", dates::day(pause.from, report.today)),
        };
        let why = voice::after(", ", pause.why.as_deref().map(voice::quoted));
        let all = match pause.ritual {
            None => "all rituals: ",
            Some(_) => "",
        };
        text += &format!("  {all}rest {when}{why} {}\n", style::handle(pause.meta.id));
    }
    for reflection in &report.reflections {
        let dated = voice::dated_reflection(reflection, settings, report.today);
        text += &format!("  reflection {dated}\n");
    }
    for c in &report.latest {
        let details = today::details(c, ritual.unit.as_deref());
        let said = dates::day(c.day, report.today) + &details;
        text += &today::whole(&said, c.note.as_deref(), Some(c.meta.id));
    }
    text
}
