//! The review as one page that stands alone: no script, nothing from outside, and every text in it
//! escaped by maud. Colours repeat what shapes and words say.

mod band;

use super::review::{Said, Section, of_one_month, said, sections, title};
use super::sanitise::{block, line};
use super::{dates, patterns, voice};
use crate::report::heat::weeks;
use crate::report::review::Review;
use crate::report::revisit::Day;
use chrono::{Days, NaiveDate};
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
                    (two_columns(&sections(report)))
                    (band::numbers(report))
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
    let days = report.from.iter_days().take_while(|day| *day <= report.to);
    let rests: Vec<String> = days
        .filter(rests)
        .map(|day| day.format("%A").to_string())
        .collect();
    let mood = report
        .measures
        .iter()
        .find(|m| m.measure.as_str() == "mood");
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
                (words(report, report.words.iter(), "%A"))
            }
        }
        @if let Some(table) = band::table(report, report.from, report.to, band::Size::Week) {
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
            @let table = band::table(report, first, first + Days::new(6), band::Size::Month);
            @let days: Vec<&Day> = within(report, from, to).collect();
            @if table.is_some() || !days.is_empty() {
                section {
                    h2 { (dates::stretch(from, to, report.today)) }
                    @if let Some(table) = table { (table) }
                    (words(report, days.into_iter(), "%A %-d"))
                }
            }
        }
    }
}

/// A dot a day, and under each month its lines, its lessons and its wins.
fn months(report: &Review) -> Markup {
    html! {
        @for (first, last) in report.parts() {
            @let table = band::table(report, first, last, band::Size::Year);
            @let said = of_one_month(report, first, last);
            @if table.is_some() || !said.is_empty() {
                section {
                    h2 { (dates::month(first, report.today)) }
                    @if let Some(table) = table { (table) }
                    @for said in &said { p.said { (words_of(said)) } }
                }
            }
        }
    }
}

fn within(report: &Review, from: NaiveDate, to: NaiveDate) -> impl Iterator<Item = &Day> {
    report
        .words
        .iter()
        .filter(move |day| (from..=to).contains(&day.day))
}

fn words<'a>(report: &Review, days: impl Iterator<Item = &'a Day>, named: &str) -> Markup {
    let days: Vec<&Day> = days.collect();
    html! {
        @if !days.is_empty() {
            dl {
                @for day in days {
                    dt { (day.day.format(named).to_string()) }
                    @for item in &day.items { dd { (words_of(&said(item, &report.settings, report.today))) } }
                }
            }
        }
    }
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

fn two_columns(sections: &[Section]) -> Markup {
    html! {
        @if !sections.is_empty() {
            div.two {
                @for section in sections {
                    section {
                        h2 { (section.label) }
                        @for said in &section.said { p.said { (words_of(said)) } }
                    }
                }
            }
        }
    }
}

/// A person's words in one line, in whatever direction they are written.
fn own(text: &str) -> Markup {
    html! { bdi { (line(text)) } }
}
