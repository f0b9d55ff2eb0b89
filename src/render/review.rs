//! The review of a period in the terminal.

use super::marks::{Marks, marks};
use super::sanitise::line;
use super::{boundaries, dates, patterns, style, voice};
use crate::report::review::{Line, Review, RitualDays};
use chrono::NaiveDate;

pub fn review(report: &Review, ascii: bool) -> String {
    let marks = marks(ascii);
    let mut text = format!("{}\n", style::heading(&title(report)));
    for ritual in &report.rituals {
        let days = voice::of_days(ritual.noted, ritual.of, ritual.resting);
        text += &format!(
            "  {}: {days}\n    {}\n",
            line(&ritual.name),
            strip(ritual, report, marks)
        );
    }
    for measure in &report.measures {
        let spread = voice::spread(&measure.spread);
        text += &format!("  {spread}\n    {}\n", points(measure, report, marks));
    }
    let came_together = patterns::for_review(&report.patterns);
    if !came_together.is_empty() {
        text += &format!("{}\n", style::heading(&together(report)));
        let lines = came_together.iter().map(|said| format!("  {said}\n"));
        text += &lines.collect::<String>();
    }
    if !report.revisit.is_empty() {
        text += &format!("{}\n", style::heading(voice::REVISIT));
        for boundary in &report.revisit {
            text += &format!("  {}\n", boundaries::whole(boundary, report.today));
        }
    }
    text
}

/// What a view of two would show, for its owner, who then says yes or no.
pub fn preview(report: &Review) -> String {
    let rituals = report.rituals.iter().map(|r| {
        let days = voice::of_days(r.noted, r.of, r.resting);
        format!("{}, {days}", line(&r.name))
    });
    let measures = report.measures.iter().map(|m| {
        let days = voice::count(m.points.len() as u64, "day", "days");
        format!("{}, {days}", m.measure.as_str())
    });
    let boundaries = report.revisit.iter().map(|b| line(&b.area));
    let all: Vec<String> = rituals.chain(measures).chain(boundaries).collect();
    let lines: String = all.iter().map(|item| format!("  {item}\n")).collect();
    format!("{}\n{lines}", voice::would_show(all.len()))
}

/// `March 2026`, or the days of another period.
pub fn title(report: &Review) -> String {
    dates::whole_month(report.from, report.to, report.today)
        .unwrap_or_else(|| dates::range(report.from, report.to, report.today))
}

/// The heading over what came together, with the days it draws on.
pub fn together(report: &Review) -> String {
    voice::came_together(report.patterns.from, report.patterns.to, report.today)
}

fn strip(ritual: &RitualDays, report: &Review, marks: Marks) -> String {
    let heat = &ritual.calendar;
    each_day(report, |day| match heat.on(day) {
        Some(found) => match found.step {
            Some(step) => marks.step(step, heat.steps.len()),
            None => marks.rest(),
        },
        None => marks.nothing(),
    })
}

fn points(of: &Line, report: &Review, marks: Marks) -> String {
    let (low, high) = of.ends();
    each_day(report, |day| {
        of.on(day).map_or(marks.nothing(), |value| {
            let share = (value - low) / (high - low);
            marks.step((share * 4.0).round() as usize, 5)
        })
    })
}

fn each_day(report: &Review, mark: impl Fn(NaiveDate) -> String) -> String {
    let days = report.from.iter_days().take_while(|day| *day <= report.to);
    days.map(mark).collect()
}
