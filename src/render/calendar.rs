//! A window of days as a picture: weeks side by side, or one month as on a wall.

use super::marks::{Marks, REST, marks};
use super::{dates, style, voice};
use crate::domain::month::Month;
use crate::report::calendar::week_of;
use crate::report::heat::{Heat, Step, Subject, weeks};
use chrono::{Datelike, Days, NaiveDate};
use std::fmt::Display;

/// Columns taken by the names of weekdays.
const NAMES: usize = 4;

/// `width` is that of the terminal; weeks that do not fit beside each other go below.
pub fn calendar(report: &Heat, width: usize, ascii: bool) -> String {
    if report.days.is_empty() {
        let quiet = voice::quiet_stretch(report.from, report.to, report.today);
        return match &report.subject {
            Subject::Rituals => format!("{quiet}\n"),
            subject => format!("{}, {quiet}\n", voice::heat_subject(subject)),
        };
    }
    let marks = marks(ascii);
    let picture = Picture { report, marks };
    let month = Month::of(report.from) == Month::of(report.to);
    let name = voice::heat_subject(&report.subject);
    let when = dates::range(report.from, report.to, report.today);
    let mut text = format!("{}\n", style::heading(&format!("{name}, {when}")));
    text += &match month {
        true => picture.month(),
        false => picture.weeks(width),
    };
    text += &(legend(report, marks) + "\n");
    match report.other_units.as_slice() {
        [] => text,
        units => text + &format!("{}\n", voice::other_units(units)),
    }
}

struct Picture<'a> {
    report: &'a Heat,
    marks: Marks,
}

impl Picture<'_> {
    fn mark(&self, day: NaiveDate) -> String {
        if !(self.report.since..=self.report.to).contains(&day) {
            return " ".to_owned();
        }
        match self.report.on(day).map(|day| day.step) {
            Some(Some(step)) => self.marks.step(step, self.report.steps.len()),
            Some(None) => REST.to_owned(),
            None => self.marks.nothing(),
        }
    }

    fn weeks(&self, width: usize) -> String {
        let all = weeks(self.report.from, self.report.to, self.report.week_start);
        let room = width.clamp(NAMES + 4, 80) - NAMES;
        let wide = if all.len() * 2 <= room { 2 } else { 1 };
        let panels = (all.len() * wide).div_ceil(room);
        let panels = all.chunks(all.len().div_ceil(panels));
        let panels: Vec<String> = panels.map(|weeks| self.panel(weeks, wide)).collect();
        panels.join("\n")
    }

    /// Weekdays below each other, weeks side by side.
    fn panel(&self, weeks: &[NaiveDate], wide: usize) -> String {
        let mut text = self.months(weeks, wide) + "\n";
        for into in 0..7 {
            let name = (weeks[0] + Days::new(into)).format("%a").to_string();
            let mut row = format!("{name} ");
            for week in weeks {
                row += &self.mark(*week + Days::new(into));
                row += &" ".repeat(wide - 1);
            }
            text += &format!("{}\n", row.trim_end());
        }
        text
    }

    /// The name of each month over the week of its first day, where there is room for it.
    fn months(&self, weeks: &[NaiveDate], wide: usize) -> String {
        let mut row = " ".repeat(NAMES);
        for (i, week) in weeks.iter().enumerate() {
            let last = *week + Days::new(6);
            let begins = |n: usize| (last + Days::new(7 * n as u64)).day() <= 7;
            // The first column is named too, unless the next month's name would run into it.
            let soon = (1..4_usize.div_ceil(wide)).any(begins);
            if begins(0) || (i == 0 && !soon) {
                over(&mut row, NAMES + i * wide, last.format("%b"));
            }
        }
        row.trim_end().to_owned()
    }

    /// One month, a week a row, with the day of the month before each mark.
    fn month(&self) -> String {
        let first = week_of(self.report.from, self.report.week_start);
        let names = first.iter_days().take(7);
        let names: Vec<String> = names.map(|day| day.format("%a").to_string()).collect();
        let mut text = format!("{}\n", names.join("  "));
        for week in weeks(self.report.from, self.report.to, self.report.week_start) {
            let cell = |day: NaiveDate| {
                let within = (self.report.from..=self.report.to).contains(&day);
                let number = voice::after("", within.then(|| day.day()));
                format!("{number:>2}{}", self.mark(day))
            };
            let cells: Vec<String> = week.iter_days().take(7).map(cell).collect();
            text += &format!("{}\n", cells.join("  ").trim_end());
        }
        text
    }
}

/// A name over a column, where the one before it leaves room.
pub fn over(row: &mut String, column: usize, name: impl Display) {
    if row.len() <= column {
        *row += &format!("{}{name} ", " ".repeat(column - row.len()));
    }
}

/// What each mark stands for: `min: ▁ 5–14  █ 49–60  ~ resting`
fn legend(report: &Heat, marks: Marks) -> String {
    let steps = &report.steps;
    let step = |(i, step): (usize, &Step)| {
        let range = match step.from == step.to {
            true => voice::number(step.from),
            false => format!("{}–{}", voice::number(step.from), voice::number(step.to)),
        };
        marks.step(i, steps.len()) + " " + &range
    };
    let mut days = report.days.iter();
    let rest = days.any(|day| day.resting && report.since <= day.day);
    let rest = rest.then(|| format!("{REST} resting"));
    let parts: Vec<String> = steps.iter().enumerate().map(step).chain(rest).collect();
    let of = super::sanitise::line(&report.counted_in);
    format!("{of}: {}", parts.join("  "))
}
