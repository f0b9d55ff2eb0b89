//! The band of days as a table, a column a day, and measures as soft lines in the same columns.

use super::own;
use crate::render::review::band::{Cell, cell, unit};
use crate::render::sanitise::line;
use crate::render::{dates, streaks, voice};
use crate::report::review::{Line, Point, Review, RitualDays};
use chrono::{Datelike, NaiveDate};
use maud::{Markup, html};

/// How large a day is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Size {
    Week,
    Month,
    Year,
}

/// A column's width and the height of a line, in the units of its drawing.
const DAY: f64 = 100.0;
const HEIGHT: f64 = 100.0;
/// Room above the highest and below the lowest step.
const ROOM: f64 = 8.0;

/// The days from one to another; nothing where nothing is drawn.
pub fn table(report: &Review, first: NaiveDate, last: NaiveDate, size: Size) -> Option<Markup> {
    let within = |day: NaiveDate| (first.max(report.from)..=last.min(report.to)).contains(&day);
    let (begin, columns) = match size {
        // Every month is as wide as the others.
        Size::Year => (first.with_day(1).unwrap_or(first), 31),
        _ => (first, (last - first).num_days() as usize + 1),
    };
    // The columns of a week stay where they are, whatever days of it belong to the period.
    let days: Vec<Option<NaiveDate>> = begin
        .iter_days()
        .take(columns)
        .map(|day| Some(day).filter(|day| within(*day)))
        .collect();
    let rituals: Vec<&RitualDays> = report
        .rituals
        .iter()
        .filter(|r| r.calendar.days.iter().any(|d| within(d.day)))
        .collect();
    let measures: Vec<&Line> = report
        .measures
        .iter()
        .filter(|m| m.points.iter().any(|p| within(p.day)))
        .collect();
    if rituals.is_empty() && measures.is_empty() {
        return None;
    }
    let class = match size {
        Size::Week => "band",
        Size::Month => "band half",
        Size::Year => "band dots",
    };
    Some(html! {
        table class=(class) {
            caption.aside { (dates::stretch(first, last, report.today)) }
            thead { tr {
                td {}
                @for day in &days { @match day { Some(day) => (header(*day, size)), None => td {} } }
            } }
            tbody {
                @for ritual in rituals {
                    tr {
                        th scope="row" {
                            (own(&ritual.name))
                            @if let Some(unit) = unit(ritual).filter(|_| size != Size::Year) { " " small { (line(unit)) } }
                        }
                        @for day in &days {
                            @match day { Some(day) => (pill(cell(ritual, report, *day), ritual)), None => td {} }
                        }
                    }
                }
                @for measure in measures { (drawn(measure, report, &days, size)) }
            }
        }
    })
}

fn header(day: NaiveDate, size: Size) -> Markup {
    let whole = day.format("%A %-d").to_string();
    html! {
        th scope="col" abbr=(whole) {
            @if size == Size::Year {
                @if day.day() % 7 == 1 { (day.day()) } @else { span.aside { (day.day()) } }
            } @else {
                (day.format("%a").to_string()) " " b { (day.day()) }
            }
        }
    }
}

fn pill(cell: Cell, ritual: &RitualDays) -> Markup {
    html! {
        td {
            @match cell {
                Cell::Outside => {},
                Cell::Nothing => span.none {},
                Cell::Rest => span.rest { "rest" },
                Cell::Done(None, _) => span.done { span.aside { "noted" } },
                Cell::Done(Some(amount), _) => span.done {
                    (voice::number(amount))
                    span.aside { " " (unit(ritual).unwrap_or_default()) }
                },
            }
        }
    }
}

/// One measure: its name with the words of the person's scale, and its line over the columns.
fn drawn(measure: &Line, report: &Review, days: &[Option<NaiveDate>], size: Size) -> Markup {
    let name = &line(measure.measure.as_str());
    let (low, high) = measure.ends();
    let of: Vec<Point> = days
        .iter()
        .flatten()
        .filter_map(|day| {
            let value = measure.on(*day)?;
            Some(Point { day: *day, value })
        })
        .collect();
    // From 0 to 1 within the column of a day.
    let within = |day: NaiveDate, share: f64| {
        let column = days.iter().position(|at| *at == Some(day));
        (DAY * (column.unwrap_or_default() as f64 + share)).round()
    };
    let x = |day| within(day, 0.5);
    let y = |value: f64| {
        let share = (value - low) / (high - low);
        ((HEIGHT - ROOM - share * (HEIGHT - 2.0 * ROOM)) * 10.0).round() / 10.0
    };
    let width = DAY * days.len() as f64;
    // A line of no length with round ends is a dot that keeps its shape however wide a column is.
    let dot = |p: &Point| format!("M{} {}h0", x(p.day), y(p.value));
    // Several of one day, beside each other.
    let several = measure.several.iter().filter(|_| size != Size::Year);
    let several = several.filter(|(day, _)| days.contains(&Some(**day)));
    let each = several.flat_map(|(day, values)| {
        let share = move |n: usize| (n as f64 + 1.0) / (values.len() as f64 + 1.0);
        let at = move |n: usize| within(*day, share(n));
        let values = values.iter().enumerate();
        values.map(move |(n, value)| format!("M{} {}h0", at(n), y(*value)))
    });
    let path = |run: &[Point]| {
        let at: Vec<String> = run
            .iter()
            .map(|p| format!("{} {}", x(p.day), y(p.value)))
            .collect();
        format!("M{}", at.join("L"))
    };
    let said: Vec<String> = of
        .iter()
        .map(|p| {
            let values = voice::side_by_side(&measure.all_on(p.day));
            format!("{} {values}", p.day.format("%A %-d"))
        })
        .collect();
    let levels = [high, f64::midpoint(low, high), low];
    html! {
        tr.measure {
            th scope="row" {
                div {
                    span { (name) @if !measure.measure.is_scale() { " " small { (line(&measure.measure.counted_in())) } } }
                    span.ends aria-hidden="true" {
                        @for level in levels { small { (word(measure, report, level)) } }
                    }
                }
            }
            td colspan=(days.len()) {
                svg viewBox=(format!("0 0 {width} {HEIGHT}")) preserveAspectRatio="none" role="img" aria-label=(voice::line_of(name, &said)) {
                    @for level in levels { path.level d=(format!("M0 {}H{width}", y(level))) {} }
                    @for run in runs(&of) { path.line d=(path(run)) {} }
                    @for one in each { path.each d=(one) {} }
                    @for point in &of { path.dot d=(dot(point)) {} }
                }
            }
        }
    }
}

/// The person's word for a step of the mood scale, else the number; nothing for a half step.
fn word(measure: &Line, report: &Review, level: f64) -> String {
    let named = (1..=5).any(|step| report.settings.anchor(step).is_some());
    if measure.measure.as_str() == "mood" && named {
        let anchor = report.settings.anchor(level as u8);
        return anchor.map_or_else(String::new, line);
    }
    match level.fract() == 0.0 {
        true => voice::number(level),
        false => String::new(),
    }
}

/// Neighbouring days hold together; a day without a note leaves the line open.
fn runs(points: &[Point]) -> impl Iterator<Item = &[Point]> {
    points.chunk_by(|a, b| a.day.succ_opt() == Some(b.day))
}

/// What the lines show, in numbers, for those who would rather read than look.
pub fn numbers(report: &Review) -> Markup {
    let days = report.from.iter_days().take_while(|day| *day <= report.to);
    let days: Vec<NaiveDate> = days
        .filter(|day| report.measures.iter().any(|m| m.on(*day).is_some()))
        .collect();
    html! {
        @if !days.is_empty() {
            details {
                summary { (voice::AS_A_TABLE) }
                table {
                    thead { tr {
                        th scope="col" { "Day" }
                        @for m in &report.measures { th scope="col" { (streaks::capital(m.measure.as_str())) } }
                    } }
                    tbody {
                        @for day in days {
                            tr {
                                th scope="row" { (dates::weekday(day, report.today)) }
                                @for m in &report.measures {
                                    td { (voice::side_by_side(&m.all_on(day))) }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}
