//! Reflections: what was marked, and in what words.

use super::sanitise::line;
use super::{headed, voice};
use crate::domain::config::Settings;
use crate::report::reflections::{Reflected, Reflections};

pub fn reflections(report: &Reflections, settings: &Settings) -> String {
    if report.rituals.is_empty() {
        return format!("{}\n", voice::NO_REFLECTIONS);
    }
    let ritual = |of: &Reflected| {
        let count = of.reflections.len();
        let marks = of.marks.iter();
        let marks = marks.map(|mark| voice::marked(&of.ritual, mark, count));
        let enjoyed = (!of.enjoyed.is_empty()).then(|| voice::enjoyed(&of.enjoyed));
        let dated = of.reflections.iter();
        let dated = dated.map(|r| voice::dated_reflection(r, settings, report.today));
        headed(&line(&of.ritual), marks.chain(enjoyed).chain(dated))
    };
    report.rituals.iter().map(ritual).collect()
}
