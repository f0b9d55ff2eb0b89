//! The review as one page that stands alone: no script, nothing from outside, and every text in it
//! escaped by maud. Colours repeat what shapes and words say.

use super::review::band::{Cell, cell, drawn, unit};
use super::review::{Said, Section, of_one_month, said, sections, title};
use super::sanitise::{block, line};
use super::{dates, patterns, voice};
use crate::domain::dates::days;
use crate::report::heat::weeks;
use crate::report::review::{Line, Point, Review, RitualDays};
use crate::report::revisit::Day;
use chrono::{Datelike, Days, NaiveDate};
use maud::{DOCTYPE, Markup, PreEscaped, html};

const STYLE: &str = include_str!("html/page.css");

/// Nothing is loaded, whatever stands in a text.
const POLICY: &str =
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

pub fn page(report: &Review) -> String {
    let lines = patterns::for_review(&report.patterns, report.group.is_some());
    let quiet = quiet_line(report);
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta name="referrer" content="no-referrer";
                meta http-equiv="Content-Security-Policy" content=(POLICY);
                title { (title(report)) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                main {
                    header {
                        h1 { (title(report)) }
                        @if !quiet.is_empty() { p { (quiet) } }
                    }
                    @if report.is_of_months() { (months(report)) }
                    @else if report.is_of_a_week() { (week(report)) }
                    @else { (month(report)) }
                    (in_columns(&sections(report)))
                    (numbers(report))
                    @if !lines.is_empty() { footer { @for said in &lines { p { (said) } } } }
                }
            }
        }
    };
    page.into_string() + "\n"
}

/// Rest, and how often mood was noted; or that the period is quiet.
fn quiet_line(report: &Review) -> String {
    if report.is_quiet() {
        return voice::quiet_stretch(report.from, report.to, report.today);
    }
    let rests = |day: &NaiveDate| {
        let mut rituals = report.rituals.iter();
        rituals.any(|r| r.calendar.on(*day).is_some_and(|d| d.resting))
    };
    let days = days(report.from, report.to);
    let rests = days.filter(rests).map(|day| day.format("%A").to_string());
    let rests: Vec<String> = rests.collect();
    let mut measures = report.measures.iter();
    let mood = measures.find(|m| m.measure.as_str() == "mood");
    let mut said = Vec::new();
    if !rests.is_empty() {
        said.push(voice::rest_on(&rests, report.is_of_a_week()));
    }
    said.extend(mood.map(|m| voice::mood_noted_on(m.points.len())));
    said.extend(report.has_several().then(|| voice::MIDDLE_ONE.to_owned()));
    said.join(" ")
}

fn week(report: &Review) -> Markup {
    html! {
        @if !report.words.is_empty() {
            section aria-labelledby="words" {
                h2 id="words" { (voice::IN_YOUR_WORDS) }
                (words(report, &report.words, "%A"))
            }
        }
        @if let Some(table) = table(report, report.from, report.to, Size::Week) {
            section aria-labelledby="days" {
                h2 id="days" { (voice::THE_DAYS) }
                (table)
            }
        }
    }
}

/// A band for each week, and under it that week's words.
fn month(report: &Review) -> Markup {
    let first_day = report.settings.week_start;
    html! {
        @for first in weeks(report.from, report.to, first_day) {
            @let (from, to) = (first.max(report.from), (first + Days::new(6)).min(report.to));
            @let days: Vec<&Day> = report.words.iter().filter(|day| (from..=to).contains(&day.day)).collect();
            (part(
                &dates::stretch(from, to, report.today),
                table(report, first, first + Days::new(6), Size::Month),
                (!days.is_empty()).then(|| words(report, days, "%A %-d")),
            ))
        }
    }
}

/// A dot a day, and under each month its lines, its lessons and its wins.
fn months(report: &Review) -> Markup {
    html! {
        @for (first, last) in report.parts() {
            @let said = of_one_month(report, first, last);
            (part(
                &dates::month(first, report.today),
                table(report, first, last, Size::Year),
                (!said.is_empty()).then(|| listed(&said)),
            ))
        }
    }
}

/// A week or a month of a longer page; nothing where it has neither days nor words.
fn part(name: &str, table: Option<Markup>, words: Option<Markup>) -> Markup {
    html! {
        @if table.is_some() || words.is_some() {
            section {
                h2 { (name) }
                @if let Some(table) = table { (table) }
                @if let Some(words) = words { (words) }
            }
        }
    }
}

fn words<'a>(report: &Review, days: impl IntoIterator<Item = &'a Day>, named: &str) -> Markup {
    html! {
        dl {
            @for day in days {
                dt { (day.day.format(named).to_string()) }
                @for item in &day.items { dd { (words_of(&said(item, &report.settings, report.today))) } }
            }
        }
    }
}

fn listed(said: &[Said]) -> Markup {
    html! { @for said in said { p.said { (words_of(said)) } } }
}

/// A person's words in a reading face and in whatever direction they are written; what is about
/// them beside them.
fn words_of(said: &Said) -> Markup {
    html! {
        @if !said.lead.is_empty() { span.own { (said.lead) } }
        @if let Some(words) = &said.words {
            bdi.own { "“" (block(words)) "”" }
        }
        @if !said.about.is_empty() || said.by.is_some() {
            " " small {
                (said.about)
                @if let Some(day) = &said.by {
                    @if said.about.is_empty() { (day) } @else { ", " (voice::by_day(day)) }
                }
            }
        }
    }
}

fn in_columns(sections: &[Section]) -> Markup {
    html! {
        @if !sections.is_empty() {
            div.two {
                @for section in sections {
                    section {
                        h2 { (section.label) }
                        (listed(&section.said))
                    }
                }
            }
        }
    }
}

/// How large a day is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Size {
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
fn table(report: &Review, first: NaiveDate, last: NaiveDate, size: Size) -> Option<Markup> {
    let within = |day: NaiveDate| (first.max(report.from)..=last.min(report.to)).contains(&day);
    let (begin, columns) = match size {
        // Every month is as wide as the others.
        Size::Year => (first.with_day(1).unwrap_or(first), 31),
        _ => (first, (last - first).num_days() as usize + 1),
    };
    // The columns of a week stay where they are, whatever days of it belong to the period.
    let days = begin.iter_days().take(columns);
    let days = days.map(|day| within(day).then_some(day));
    let days: Vec<Option<NaiveDate>> = days.collect();
    let (rituals, measures) = drawn(report, within)?;
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
                            bdi { (line(&ritual.name)) }
                            @if let Some(unit) = unit(ritual).filter(|_| size != Size::Year) { " " small { (line(unit)) } }
                        }
                        @for day in &days {
                            @match day { Some(day) => (pill(cell(ritual, report, *day), ritual)), None => td {} }
                        }
                    }
                }
                @for measure in measures { (measured(measure, report, &days, size)) }
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
fn measured(measure: &Line, report: &Review, days: &[Option<NaiveDate>], size: Size) -> Markup {
    let name = &line(measure.measure.as_str());
    let (low, high) = measure.ends();
    let of = measure.points.iter();
    let of = of.filter(|p| days.contains(&Some(p.day))).copied();
    let of: Vec<Point> = of.collect();
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
        let at = run.iter().map(|p| format!("{} {}", x(p.day), y(p.value)));
        format!("M{}", at.collect::<Vec<_>>().join("L"))
    };
    // Neighbouring days hold together; a day without a note leaves the line open.
    let runs = of.chunk_by(|a, b| a.day.succ_opt() == Some(b.day));
    let said = of.iter().map(|p| {
        let values = voice::side_by_side(&measure.all_on(p.day));
        format!("{} {values}", p.day.format("%A %-d"))
    });
    let said = format!("{name}: {}", voice::listed(said));
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
                svg viewBox=(format!("0 0 {width} {HEIGHT}")) preserveAspectRatio="none" role="img" aria-label=(said) {
                    @for level in levels { path.level d=(format!("M0 {}H{width}", y(level))) {} }
                    @for run in runs { path.line d=(path(run)) {} }
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

/// What the lines show, in numbers, for those who would rather read than look.
fn numbers(report: &Review) -> Markup {
    let days = days(report.from, report.to);
    let noted = |day: &NaiveDate| report.measures.iter().any(|m| m.on(*day).is_some());
    let days: Vec<NaiveDate> = days.filter(noted).collect();
    html! {
        @if !days.is_empty() {
            details {
                summary { (voice::AS_A_TABLE) }
                table {
                    thead { tr {
                        th scope="col" { "Day" }
                        @for m in &report.measures { th scope="col" { (voice::capital(m.measure.as_str())) } }
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
