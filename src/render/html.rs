//! The review as one page that stands alone: no script, nothing from outside, and every text in it
//! escaped by maud. Colours repeat what characters and words say.

mod calendar;
mod chart;

use super::calendar::legend;
use super::marks::marks;
use super::review::{title, together};
use super::sanitise::line;
use super::{boundaries, dates, patterns, voice};
use crate::report::review::Review;
use maud::{DOCTYPE, Markup, PreEscaped, html};

const STYLE: &str = include_str!("html/page.css");

/// Nothing is loaded, whatever stands in a text.
const POLICY: &str =
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

pub fn page(report: &Review) -> String {
    let lines = patterns::for_review(&report.patterns);
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
                        p { (dates::range(report.from, report.to, report.today)) }
                    }
                    (rituals(report))
                    (measures(report))
                    @if !lines.is_empty() { (came_together(report, &lines)) }
                    @if !report.revisit.is_empty() { (revisit(report)) }
                }
                footer { p { (voice::made_on(report.today)) } }
            }
        }
    };
    page.into_string() + "\n"
}

fn rituals(report: &Review) -> Markup {
    html! {
           @if !report.rituals.is_empty() {
               section aria-labelledby="rituals" {
                   h2 id="rituals" { "Rituals" }
                   div.cards {
                       @for ritual in &report.rituals {
                           article {
                               h3 { (own(&ritual.name)) }
                               p { (voice::of_days(ritual.noted, ritual.of, ritual.resting)) }
                               (calendar::table(ritual, report))
    p.legend { (legend(&ritual.calendar, marks(false).bare())) }
                           }
                       }
                   }
               }
           }
       }
}

fn measures(report: &Review) -> Markup {
    html! {
        @if !report.measures.is_empty() {
            section aria-labelledby="measures" {
                h2 id="measures" { "Mood, energy, sleep" }
                @for measure in &report.measures { (chart::figure(measure, report)) }
            }
        }
    }
}

fn came_together(report: &Review, lines: &[String]) -> Markup {
    html! {
        section aria-labelledby="together" {
            h2 id="together" { (together(report)) }
            @for said in lines { p { (said) } }
        }
    }
}

fn revisit(report: &Review) -> Markup {
    html! {
        section aria-labelledby="revisit" {
            h2 id="revisit" { (voice::REVISIT) }
            ul {
                @for boundary in &report.revisit {
                    li { bdi { (boundaries::whole(boundary, report.today)) } }
                }
            }
        }
    }
}

/// A person's words, in whatever direction they are written.
fn own(text: &str) -> Markup {
    html! { bdi { (line(text)) } }
}
