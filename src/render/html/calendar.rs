//! A ritual's days as a table: a week a row, readable without colour and aloud.

use crate::render::dates;
use crate::render::marks::{Marks, marks};
use crate::render::sanitise::line;
use crate::render::voice;
use crate::report::calendar::heat::{Day, weeks};
use crate::report::review::{Review, RitualDays};
use chrono::{Datelike, Days, NaiveDate};
use maud::{Markup, html};

pub fn table(ritual: &RitualDays, report: &Review) -> Markup {
    let heat = &ritual.calendar;
    let weeks = weeks(report.from, report.to, heat.week_start);
    let first = weeks.first().copied().unwrap_or(report.from);
    let marks = marks(false).bare();
    let days = |week: NaiveDate| (0..7).map(move |into| week + Days::new(into));
    html! {
        table.days {
            caption.aside { (voice::days_of(&ritual.name)) }
            thead {
                tr {
                    th scope="col" { "Week of" }
                    @for day in days(first) {
                        th scope="col" abbr=(day.format("%A")) { (day.format("%a")) }
                    }
                }
            }
            tbody {
                @for week in weeks {
                    tr {
                        th scope="row" { (dates::short_day(week)) }
                        @for day in days(week) {
                            @if (report.from..=report.to).contains(&day) {
                                (cell(day, heat.on(day), ritual, marks))
                            } @else {
                                td {}
                            }
                        }
                    }
                }
            }
        }
    }
}

fn cell(day: NaiveDate, found: Option<&Day>, ritual: &RitualDays, marks: Marks) -> Markup {
    let steps = ritual.calendar.steps.len();
    let number = day.day();
    match found {
        None => html! { td { (number) } },
        Some(Day { step: None, .. }) => html! {
            td.resting { (number) " " span aria-hidden="true" { (marks.rest()) } span.aside { "resting" } }
        },
        Some(found) => {
            let step = found.step.unwrap_or(0);
            let class = format!("step{}", Marks::place(step, steps));
            html! {
                td class=(class) {
                    (number) " " span aria-hidden="true" { (marks.step(step, steps)) }
                    span.aside { (amount(found, &ritual.calendar.counted_in)) }
                }
            }
        }
    }
}

/// `20 min`, `2 entries`, `noted`.
fn amount(day: &Day, counted_in: &str) -> String {
    match day.value {
        None => "noted".to_owned(),
        Some(n) if counted_in == "entries" => voice::count(n as u64, "entry", "entries"),
        Some(n) => format!("{} {}", voice::number(n), line(counted_in)),
    }
}
