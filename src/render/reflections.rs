//! Reflections: what was marked, and in what words.

use super::sanitise::line;
use super::{dates, style, voice};
use crate::domain::config::Settings;
use crate::domain::reflection::Reflection;
use crate::report::reflections::Reflections;
use chrono::NaiveDate;

pub fn reflections(report: &Reflections, settings: &Settings) -> String {
    if report.rituals.is_empty() {
        return format!("{}\n", voice::NO_REFLECTIONS);
    }
    let mut text = String::new();
    for reflected in &report.rituals {
        text += &format!("{}\n", style::heading(&line(&reflected.ritual)));
        let of = reflected.reflections.len();
        for mark in &reflected.marks {
            text += &format!("  {}\n", voice::marked(&reflected.ritual, mark, of));
        }
        if !reflected.enjoyed.is_empty() {
            text += &format!("  {}\n", voice::enjoyed(&reflected.enjoyed));
        }
        for reflection in &reflected.reflections {
            text += &format!("  {}\n", dated(reflection, settings, report.today));
        }
    }
    text
}

/// `4 March: burdensome, not "too early", enjoyed 2 #9`
pub fn dated(reflection: &Reflection, settings: &Settings, today: NaiveDate) -> String {
    format!(
        "{}: {} {}",
        dates::day(reflection.day, today),
        voice::reflection(reflection, settings),
        style::handle(reflection.meta.id)
    )
}
