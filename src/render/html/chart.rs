//! A measure's days as a line drawn by hand in SVG, with the same numbers in a table below.

use crate::render::{dates, voice};
use crate::report::review::{Line, Point, Review};
use chrono::NaiveDate;
use maud::{Markup, html};

const WIDTH: f64 = 480.0;
const HEIGHT: f64 = 170.0;
const LEFT: f64 = 32.0;
const RIGHT: f64 = 28.0;
const TOP: f64 = 10.0;
const BOTTOM: f64 = 24.0;

pub fn figure(measure: &Line, report: &Review) -> Markup {
    let name = measure.measure.as_str();
    let (title, about) = (format!("{name}-title"), format!("{name}-about"));
    let scale = Scale::new(measure, report);
    let spread = voice::spread(&measure.spread);
    html! {
        figure {
            h3 { (super::super::streaks::capital(name)) }
            svg viewBox=(format!("0 0 {WIDTH} {HEIGHT}")) role="img" aria-labelledby=(format!("{title} {about}")) {
                title id=(title) { (voice::chart_of(measure.measure)) }
                desc id=(about) { (spread) }
                @for level in scale.levels() {
                    line.grid x1=(LEFT) x2=(WIDTH - RIGHT) y1=(scale.y(level)) y2=(scale.y(level)) {}
                    text x=(LEFT - 6.0) y=(scale.y(level) + 4.0) text-anchor="end" { (voice::number(level)) }
                }
                @for (day, label) in scale.days(report) {
                    text x=(scale.x(day)) y=(HEIGHT - 6.0) text-anchor="middle" { (label) }
                }
                @for run in runs(&measure.points) {
                    polyline points=(scale.path(run)) {}
                }
                @for point in &measure.points {
                    circle cx=(scale.x(point.day)) cy=(scale.y(point.value)) r="3" {}
                }
            }
            figcaption { (spread) }
            details {
                summary { (voice::as_table(measure.measure)) }
                table {
                    thead { tr { th scope="col" { "Day" } th scope="col" { (super::super::streaks::capital(name)) } } }
                    tbody {
                        @for point in &measure.points {
                            tr {
                                th scope="row" { (dates::weekday(point.day, report.today)) }
                                td { (voice::number(point.value)) }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// Neighbouring days hold together; a day without a note leaves the line open.
fn runs(points: &[Point]) -> impl Iterator<Item = &[Point]> {
    points.chunk_by(|a, b| a.day.succ_opt() == Some(b.day))
}

struct Scale {
    first: NaiveDate,
    days: f64,
    low: f64,
    high: f64,
}

impl Scale {
    fn new(measure: &Line, report: &Review) -> Scale {
        let (low, high) = measure.ends();
        Scale {
            first: report.from,
            days: (report.to - report.from).num_days().max(1) as f64,
            low,
            high,
        }
    }

    fn x(&self, day: NaiveDate) -> f64 {
        let share = (day - self.first).num_days() as f64 / self.days;
        tenth(LEFT + 12.0 + share * (WIDTH - LEFT - RIGHT - 12.0))
    }

    fn y(&self, value: f64) -> f64 {
        let share = (value - self.low) / (self.high - self.low);
        tenth(HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM))
    }

    /// Whole levels, at most seven of them.
    fn levels(&self) -> Vec<f64> {
        let step = ((self.high - self.low) / 6.0).ceil().max(1.0);
        let mut levels = vec![self.low];
        while levels[levels.len() - 1] + step <= self.high {
            levels.push(levels[levels.len() - 1] + step);
        }
        levels
    }

    /// Days named below the line: at most six, evenly apart.
    fn days(&self, report: &Review) -> Vec<(NaiveDate, String)> {
        let apart = ((self.days / 5.0).ceil() as usize).max(1);
        let all = report.from.iter_days().take_while(|day| *day <= report.to);
        all.step_by(apart)
            .map(|day| (day, dates::short_day(day)))
            .collect()
    }

    fn path(&self, run: &[Point]) -> String {
        let at = |p: &Point| format!("{},{}", self.x(p.day), self.y(p.value));
        run.iter().map(at).collect::<Vec<_>>().join(" ")
    }
}

fn tenth(n: f64) -> f64 {
    (n * 10.0).round() / 10.0
}
