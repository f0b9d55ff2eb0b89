//! The band of days: rituals and measures in the same columns, a column a day.

use crate::domain::dates::days;
use crate::render::calendar::over;
use crate::render::marks::{Marks, REST};
use crate::render::sanitise::line;
use crate::render::wrap::{NARROW, clipped, display_width};
use crate::render::{dates, joined, style, voice};
use crate::report::heat::Day;
use crate::report::review::{Line, Review, RitualDays};
use chrono::{Datelike, NaiveDate};

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
            let amount = day.value.filter(|_| unit(ritual).is_some());
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
        let range = format!("{} to {}", voice::number(low), voice::number(high));
        return match line(&measure.measure.unit) {
            unit if unit.is_empty() => range,
            unit if report.is_of_a_week() => unit,
            unit => format!("{range} {unit}"),
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

/// The rituals and the measures that have something on these days; none where nothing has.
pub fn drawn(
    report: &Review,
    within: impl Fn(NaiveDate) -> bool,
) -> Option<(Vec<&RitualDays>, Vec<&Line>)> {
    let (rituals, measures) = (report.rituals.iter(), report.measures.iter());
    let rituals = rituals.filter(|r| r.calendar.days.iter().any(|d| within(d.day)));
    let measures = measures.filter(|m| m.points.iter().any(|p| within(p.day)));
    let drawn: (Vec<_>, Vec<_>) = (rituals.collect(), measures.collect());
    (!drawn.0.is_empty() || !drawn.1.is_empty()).then_some(drawn)
}

/// What stands over the names: the month of a longer page.
fn head(report: &Review, first: NaiveDate) -> String {
    match report.is_of_months() {
        true => dates::month(first, report.today),
        false => voice::THE_DAYS.to_owned(),
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
    /// Whether several moods of a day stand below each other, where beside each other is no room.
    stacked: bool,
}

/// Columns where there is no terminal.
const WIDTH: usize = 80;

impl<'a> Picture<'a> {
    pub fn new(report: &'a Review, marks: Marks, width: Option<usize>) -> Self {
        let width = width.unwrap_or(WIDTH);
        let rituals = report.rituals.iter().map(|r| line(&r.name));
        let measures = report.measures.iter().map(|m| line(m.measure.as_str()));
        let names = rituals.chain(measures).map(|name| display_width(&name) + 4);
        let (least, most) = match width < NARROW {
            true => (0, 12),
            false => (super::SAID, 30),
        };
        let label = names.max().unwrap_or_default().clamp(least, most);
        let amounts = report.rituals.iter().flat_map(|r| &r.calendar.days);
        let amounts = amounts.filter_map(|day| day.value);
        let alone = amounts.map(|n| voice::number(n).len()).max();
        let several = report.measures.iter().flat_map(|m| m.several.values());
        let several = several.map(|values| display_width(&voice::side_by_side(values)));
        let columns = |widest: Option<usize>| match report.is_of_a_week() {
            true => widest.unwrap_or_default().max(3) + 1,
            false => 1,
        };
        let (alone, beside) = (columns(alone), columns(several.max().max(alone)));
        let parts = report.parts();
        let days = |&(first, last): &(NaiveDate, NaiveDate)| (last - first).num_days() as usize + 1;
        let longest = parts.iter().map(days).max().unwrap_or_default();
        // The last column needs no space after it. Names give way to the days.
        let room = |day: usize| (width + 1).saturating_sub(longest * day);
        let head = |(first, _): &(NaiveDate, _)| display_width(&head(report, *first)) + 1;
        let heads = parts.iter().map(head).max().unwrap_or_default();
        let label = label.min(room(alone).max(10)).max(heads);
        let fits = report.is_of_a_week() && label <= room(beside);
        Picture {
            report,
            marks,
            width,
            label,
            day: if fits { beside } else { alone },
            stacked: !report.is_of_months() && !fits,
        }
    }

    /// The days from one to another; nothing where nothing is drawn.
    pub fn draw(&self, first: NaiveDate, last: NaiveDate) -> String {
        let days: Vec<NaiveDate> = days(first, last).collect();
        let within = |day: NaiveDate| (first..=last).contains(&day);
        let Some((rituals, measures)) = drawn(self.report, within) else {
            return String::new();
        };
        let room = (self.width + 1).saturating_sub(self.label) / self.day;
        let room = match room {
            room if room >= days.len() => days.len(),
            // Whole weeks, so that each lies under the one above it.
            7.. => room / 7 * 7,
            _ => days.len().div_ceil(days.len().div_ceil(room.max(1))),
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
                text += &self.row(&line(&ritual.name), &[cells], &note);
            }
            for measure in &measures {
                let deep = days.iter().map(|day| measure.all_on(*day).len()).max();
                let deep = deep.filter(|_| self.stacked).unwrap_or_default().max(1);
                let row = |at| days.iter().map(|d| self.value(measure, *d, at)).collect();
                let rows: Vec<Vec<String>> = (0..deep).map(row).collect();
                let name = line(measure.measure.as_str());
                text += &self.row(&name, &rows, &scale(measure, self.report));
            }
            text
        });
        panels.collect::<Vec<_>>().join("\n")
    }

    /// The letters of the weekdays, or the date at the beginning of each week.
    fn header(&self, days: &[NaiveDate]) -> String {
        let name = head(self.report, days[0]);
        let mut row = String::new();
        if self.report.is_of_a_week() {
            for day in days {
                let letter = day.format("%a").to_string().chars().next().unwrap_or(' ');
                row += &format!("{letter:<width$}", width = self.day);
            }
        } else {
            for (at, day) in days.iter().enumerate() {
                // The first is dated too, unless the next week's date would run into it.
                let begins = |day: &NaiveDate| day.weekday() == self.report.settings.week_start;
                let soon = || days[1..].iter().take(2).any(begins);
                if (at == 0 && !soon()) || (at > 0 && begins(day)) {
                    over(&mut row, at, day.day());
                }
            }
        }
        let label = self.label;
        let name = style::heading(&format!("{name:<label$}"));
        format!("{name}{row}").trim_end().to_owned() + "\n"
    }

    fn cell(&self, ritual: &RitualDays, day: NaiveDate) -> String {
        let steps = ritual.calendar.steps.len();
        match cell(ritual, self.report, day) {
            Cell::Outside => " ".to_owned(),
            Cell::Nothing => self.marks.nothing(),
            Cell::Rest => REST.to_owned(),
            Cell::Done(Some(amount), _) if self.report.is_of_a_week() => voice::number(amount),
            // A day done once is a full cell.
            Cell::Done(None, _) => self.marks.step(0, 1),
            Cell::Done(Some(_), step) => self.marks.step(step, steps),
        }
    }

    /// What a day holds, or the one of several that stands so far down.
    fn value(&self, measure: &Line, day: NaiveDate, at: usize) -> String {
        let all = measure.all_on(day);
        let value = match self.stacked {
            true => all.get(at).copied(),
            false => measure.on(day),
        };
        match value {
            None => " ".to_owned(),
            Some(_) if self.report.is_of_a_week() && !self.stacked => voice::side_by_side(&all),
            Some(value) if self.report.is_of_a_week() => voice::number(value),
            Some(value) if measure.measure.is_scale() => voice::number(value.floor()),
            Some(value) => {
                let (low, high) = measure.ends();
                self.marks.level((value - low) / (high - low))
            }
        }
    }

    /// A name and the rows of its cells; the note at the right, or below where there is no room.
    fn row(&self, name: &str, rows: &[Vec<String>], note: &str) -> String {
        let mut name = format!("  {}", clipped(name, self.label - 3));
        let mut lines: Vec<String> = Vec::new();
        for cells in rows {
            let mut line = std::mem::take(&mut name);
            line += &" ".repeat(self.label - display_width(&line));
            for shown in cells {
                line += shown;
                line += &" ".repeat(self.day.saturating_sub(display_width(shown)));
            }
            lines.push(line);
        }
        let beside = lines.first_mut().filter(|line| {
            !note.is_empty() && display_width(line) + 2 + display_width(note) <= self.width
        });
        match beside {
            Some(line) => *line += &format!("  {note}"),
            None => lines.push(format!("{}{note}", " ".repeat(self.label))),
        }
        let lines = lines.iter().map(|line| line.trim_end().to_owned());
        joined(lines.filter(|line| !line.is_empty()))
    }
}
