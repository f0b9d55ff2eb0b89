//! The band of days: rituals and measures in the same columns, a column a day.

use crate::render::marks::Marks;
use crate::render::sanitise::line;
use crate::render::{dates, style, voice};
use crate::report::calendar::heat::Day;
use crate::report::review::{Line, Review, RitualDays};
use chrono::{Datelike, NaiveDate};
use textwrap::core::display_width;

/// What there is of a ritual on a day.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Cell {
    /// Before the first entry, or a day to come.
    Outside,
    Nothing,
    Rest,
    /// Done, with the sum of its amounts where there are any, and its step.
    Done(Option<f64>, usize),
}

pub fn cell(ritual: &RitualDays, report: &Review, day: NaiveDate) -> Cell {
    if day < ritual.since || report.to < day {
        return Cell::Outside;
    }
    match ritual.calendar.on(day) {
        None => Cell::Nothing,
        Some(Day { resting: true, .. }) => Cell::Rest,
        Some(day) => {
            let amount = day
                .value
                .filter(|_| ritual.calendar.counted_in != "entries");
            Cell::Done(amount, day.step.unwrap_or_default())
        }
    }
}

/// What a ritual's amounts are counted in, where it has any.
pub fn unit(ritual: &RitualDays) -> Option<&str> {
    let unit = ritual.calendar.counted_in.as_str();
    (unit != "entries").then_some(unit)
}

/// `1 heavy, 3 even, 5 light`, the unit of what is measured, or its range.
pub fn scale(measure: &Line, report: &Review) -> String {
    if !measure.measure.is_scale() {
        let (low, high) = measure.ends();
        let unit = line(&measure.measure.unit);
        return match report.is_of_a_week() {
            true => line(&measure.measure.counted_in()),
            false => format!("{} to {} {unit}", voice::number(low), voice::number(high))
                .trim_end()
                .to_owned(),
        };
    }
    if measure.measure.as_str() != "mood" {
        return String::new();
    }
    let words = (1..=5).filter_map(|step| {
        let word = report.settings.anchor(step)?;
        Some(format!("{step} {}", line(word)))
    });
    match words.collect::<Vec<_>>() {
        words if words.is_empty() => voice::ONE_TO_FIVE.to_owned(),
        words => words.join(", "),
    }
}

/// `12 of 31 days`: how many of so many days were noted; `3 days since 20 November` where the first
/// entry lies among them.
pub fn counts(ritual: &RitualDays, first: NaiveDate, of: usize, today: NaiveDate) -> String {
    let on = first.iter_days().take(of);
    let on = on.filter_map(|day| ritual.calendar.on(day));
    let resting = on.clone().filter(|day| day.resting).count();
    let noted = on.count() - resting;
    match first < ritual.since {
        true => voice::days_since(noted, resting, ritual.since, today),
        false => voice::of_days(noted, of, resting),
    }
}

/// The band in characters.
pub struct Picture<'a> {
    report: &'a Review,
    marks: Marks,
    width: usize,
    label: usize,
    /// Columns a day takes.
    day: usize,
}

/// Columns where there is no terminal.
const WIDTH: usize = 80;

impl<'a> Picture<'a> {
    pub fn new(report: &'a Review, marks: Marks, width: Option<usize>) -> Self {
        let width = width.unwrap_or(WIDTH);
        let rituals = report.rituals.iter().map(|r| line(&r.name));
        let measures = report.measures.iter().map(|m| line(m.measure.as_str()));
        let longest = rituals
            .chain(measures)
            .map(|name| display_width(&name))
            .max();
        let most = if width < 60 { 8 } else { 26 };
        let label = (longest.unwrap_or_default() + 4).min(most + 4);
        let wide = report.rituals.iter().flat_map(|r| &r.calendar.days);
        let several = report.measures.iter().flat_map(|m| m.several.values());
        let several = several.map(|values| display_width(&voice::side_by_side(values)));
        let wide = wide
            .filter_map(|day| day.value)
            .map(|n| voice::number(n).len())
            .chain(several);
        Picture {
            report,
            marks,
            width,
            label: if width < 60 {
                label
            } else {
                label.max(super::SAID)
            },
            day: match report.is_of_a_week() {
                true => wide.max().unwrap_or_default().max(3) + 1,
                false => 1,
            },
        }
    }

    /// The days from one to another; nothing where nothing is drawn.
    pub fn draw(&self, first: NaiveDate, last: NaiveDate) -> String {
        let days: Vec<NaiveDate> = first.iter_days().take_while(|day| *day <= last).collect();
        let rituals: Vec<&RitualDays> = self
            .report
            .rituals
            .iter()
            .filter(|r| {
                r.calendar
                    .days
                    .iter()
                    .any(|d| (first..=last).contains(&d.day))
            })
            .collect();
        let measures: Vec<&Line> = self
            .report
            .measures
            .iter()
            .filter(|m| m.points.iter().any(|p| (first..=last).contains(&p.day)))
            .collect();
        if rituals.is_empty() && measures.is_empty() {
            return String::new();
        }
        let room = (self.width.saturating_sub(self.label) / self.day).max(1);
        // Whole weeks, so that each lies under the one above it.
        let room = if room < days.len() && room >= 7 {
            room / 7 * 7
        } else {
            room
        };
        let panels = days.chunks(room).map(|days| {
            let mut text = self.header(days);
            for ritual in &rituals {
                let cells = days.iter().map(|day| self.cell(ritual, *day)).collect();
                let note = match unit(ritual) {
                    Some(unit) if self.report.is_of_a_week() => line(unit),
                    _ if self.report.is_of_a_week() => String::new(),
                    _ => counts(ritual, days[0], days.len(), self.report.today),
                };
                text += &self.row(&line(&ritual.name), cells, &note);
            }
            for measure in &measures {
                let cells = days.iter().map(|day| self.value(measure, *day)).collect();
                let note = scale(measure, self.report);
                text += &self.row(&line(measure.measure.as_str()), cells, &note);
            }
            text
        });
        panels.collect::<Vec<_>>().join("\n")
    }

    /// The letters of the weekdays, or the date at the beginning of each week.
    fn header(&self, days: &[NaiveDate]) -> String {
        let name = match self.report.is_of_months() {
            true => dates::month(days[0], self.report.today),
            false => voice::THE_DAYS.to_owned(),
        };
        let mut row = String::new();
        if self.report.is_of_a_week() {
            for day in days {
                let letter = day.format("%a").to_string().chars().next().unwrap_or(' ');
                row += &format!("{letter:<width$}", width = self.day);
            }
        } else {
            for (at, day) in days.iter().enumerate() {
                let week = at == 0 || day.weekday() == self.report.settings.week_start;
                if week && row.len() <= at && (at > 0 || !self.begins_soon(&days[1..])) {
                    row += &" ".repeat(at - row.len());
                    row += &format!("{} ", day.day());
                }
            }
        }
        let label = self.label;
        format!(
            "{}\n",
            format!("{}{row}", style::heading(&format!("{name:<label$}"))).trim_end()
        )
    }

    /// Whether the next week begins where the first date would run into it.
    fn begins_soon(&self, next: &[NaiveDate]) -> bool {
        let start = self.report.settings.week_start;
        next.iter().take(2).any(|day| day.weekday() == start)
    }

    fn cell(&self, ritual: &RitualDays, day: NaiveDate) -> (String, usize) {
        let steps = ritual.calendar.steps.len();
        let shown = match cell(ritual, self.report, day) {
            Cell::Outside => " ".to_owned(),
            Cell::Nothing => self.marks.nothing(),
            Cell::Rest => self.marks.rest(),
            Cell::Done(Some(amount), _) if self.report.is_of_a_week() => {
                let amount = voice::number(amount);
                return (amount.clone(), amount.len());
            }
            // A day done once is a full cell.
            Cell::Done(None, _) => self.marks.step(0, 1),
            Cell::Done(Some(_), step) => self.marks.step(step, steps),
        };
        (shown, 1)
    }

    fn value(&self, measure: &Line, day: NaiveDate) -> (String, usize) {
        let Some(value) = measure.on(day) else {
            return (" ".to_owned(), 1);
        };
        if self.report.is_of_a_week() {
            let values = voice::side_by_side(&measure.all_on(day));
            let columns = display_width(&values);
            return (values, columns);
        }
        let shown = match measure.measure.is_scale() {
            true => voice::number(value.floor()),
            false => {
                let (low, high) = measure.ends();
                self.marks.level((value - low) / (high - low))
            }
        };
        (shown, 1)
    }

    /// Each cell with the columns it takes; the note at the right, or below where there is no room.
    fn row(&self, name: &str, cells: Vec<(String, usize)>, note: &str) -> String {
        let name = clipped(name, self.label - 3);
        let space = self.label - 2 - display_width(&name);
        let taken = self.label + cells.len() * self.day;
        let mut text = format!("  {name}{}", " ".repeat(space));
        for (shown, columns) in cells {
            text += &shown;
            text += &" ".repeat(self.day.saturating_sub(columns));
        }
        if note.is_empty() {
            return format!("{}\n", text.trim_end());
        }
        match taken + 2 + display_width(note) <= self.width {
            true => format!("{text}  {note}\n"),
            false => format!("{}\n{}{note}\n", text.trim_end(), " ".repeat(self.label)),
        }
    }
}

/// A name in so many columns.
pub fn clipped(name: &str, columns: usize) -> String {
    if display_width(name) <= columns {
        return name.to_owned();
    }
    let mut short = String::new();
    for c in name.chars() {
        if display_width(&short) + display_width(c.encode_utf8(&mut [0; 4])) + 1 > columns {
            break;
        }
        short.push(c);
    }
    short + "…"
}
