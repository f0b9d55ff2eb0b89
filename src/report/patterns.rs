//! `ritual patterns`: what came together, in counts. Deterministic: the same file gives the same
//! numbers. docs/patterns.md has the definitions: pairs of days compared as in Cliff 1993, slides as
//! in circular-shift tests, q after Benjamini and Hochberg 1995.

mod between;
mod compare;
mod days;
mod ranks;
mod slides;

use crate::domain::journal::{Done, Journal, Needs, Span};
use crate::domain::record::Kind;
use chrono::NaiveDate;
use days::Window;
use serde::Serialize;

pub use between::{Correlation, Weekday, WordPair};
pub use compare::{Comparison, compare};
pub use days::{Measure, Subject, SubjectKind};
use ranks::benjamini_hochberg;
pub use slides::Slider;

/// What is asked for.
#[derive(Debug, Clone)]
pub struct Spec {
    pub from: NaiveDate,
    pub to: NaiveDate,
    /// Subjects by name; none stands for all, and for everything between measures too.
    pub names: Vec<String>,
    pub measure: Option<Measure>,
    /// Compare the subject's day with the measure of the day after.
    pub next_day: bool,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Patterns {
    pub from: NaiveDate,
    pub to: NaiveDate,
    pub pairs: Vec<Pair>,
    pub not_yet: Vec<NotYet>,
    pub correlations: Vec<Correlation>,
    pub words: Vec<WordPair>,
    pub weekdays: Vec<Weekday>,
    pub spread: Vec<Spread>,
}

/// Days with a subject against days without, in one measure.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Pair {
    pub subject: Subject,
    pub measure: Measure,
    pub lag: u8,
    #[serde(flatten)]
    pub compared: Comparison,
    pub q: f64,
    pub stands_out: bool,
}

/// Too little to compare.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct NotYet {
    pub subject: Subject,
    pub measure: Measure,
    pub lag: u8,
    pub days: usize,
    pub with: usize,
    pub without: usize,
    pub switches: usize,
    pub why: Why,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Why {
    Days,
    Groups,
    Switches,
}

/// How many arrangements were as wide as the one lived, of how many.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Slides {
    pub as_wide: usize,
    pub of: usize,
}

impl Slides {
    pub fn p(&self) -> f64 {
        self.as_wide as f64 / self.of.max(1) as f64
    }
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Spread {
    pub measure: Measure,
    pub days: usize,
    pub median: f64,
    pub lowest: f64,
    pub highest: f64,
}

/// Nothing comparative below these.
pub const DAYS: usize = 28;
pub const GROUP: usize = 7;
pub const SWITCHES: usize = 4;

pub fn needs() -> Needs<'static> {
    Needs {
        nouns: &[Kind::Ritual],
        days: Done::All,
        moods: Span::All,
        ..Needs::default()
    }
}

/// Everything that can be said of a window. `journal` holds all days, completions' days and moods.
pub fn patterns(journal: &Journal, spec: &Spec) -> Patterns {
    let window = Window::new(journal, spec.from, spec.to);
    let mut slider = Slider::default();
    let mut found = Patterns {
        from: spec.from,
        to: spec.to,
        pairs: Vec::new(),
        not_yet: Vec::new(),
        correlations: Vec::new(),
        words: Vec::new(),
        weekdays: Vec::new(),
        spread: Vec::new(),
    };
    let wanted = |name: &str| spec.names.is_empty() || spec.names.iter().any(|n| n == name);
    let measures = match spec.measure {
        Some(only) => vec![only],
        None => Measure::shown(),
    };
    for subject in window.subjects.iter().filter(|s| wanted(&s.subject.name)) {
        for &measure in &measures {
            pair(
                &window,
                subject,
                measure,
                spec.next_day,
                &mut slider,
                &mut found,
            );
        }
    }
    if spec.measure.is_none() {
        found.words = between::words(&window, &wanted, &mut slider);
    }
    if spec.names.is_empty() {
        found.correlations = between::correlations(&window, &measures, &mut slider);
        found.weekdays = between::weekdays(&window, &measures);
        found.spread = measures
            .iter()
            .filter_map(|m| spread(&window, *m))
            .collect();
    }
    judge_all(&mut found);
    found
}

fn pair(
    window: &Window,
    subject: &days::Calendar,
    measure: Measure,
    next_day: bool,
    slider: &mut Slider,
    found: &mut Patterns,
) {
    let Some(series) = window.series(subject, measure, next_day) else {
        return;
    };
    let (with, without, switches) = series.counts();
    let why = match () {
        () if series.len() < DAYS => Some(Why::Days),
        () if with < GROUP || without < GROUP => Some(Why::Groups),
        () if switches < SWITCHES => Some(Why::Switches),
        () => None,
    };
    let lag = u8::from(next_day);
    match why {
        Some(why) => found.not_yet.push(NotYet {
            subject: subject.subject.clone(),
            measure,
            lag,
            days: series.len(),
            with,
            without,
            switches,
            why,
        }),
        None => found.pairs.push(Pair {
            subject: subject.subject.clone(),
            measure,
            lag,
            compared: compare(&series, slider),
            q: 0.0,
            stands_out: false,
        }),
    }
}

fn spread(window: &Window, measure: Measure) -> Option<Spread> {
    let values: Vec<f64> = window.values(measure).map(|(_, value)| value).collect();
    Spread::of(measure, &values)
}

impl Spread {
    /// None where there are no values.
    pub fn of(measure: Measure, values: &[f64]) -> Option<Spread> {
        Some(Spread {
            measure,
            days: values.len(),
            median: ranks::median(values)?,
            lowest: values.iter().copied().fold(f64::INFINITY, f64::min),
            highest: values.iter().copied().fold(f64::NEG_INFINITY, f64::max),
        })
    }
}

/// q over every p of the call.
fn judge_all(found: &mut Patterns) {
    let pairs = found
        .pairs
        .iter_mut()
        .map(|p| (p.compared.slides, &mut p.q, &mut p.stands_out));
    let between = found
        .correlations
        .iter_mut()
        .map(|c| (c.slides, &mut c.q, &mut c.stands_out));
    let words = found
        .words
        .iter_mut()
        .map(|w| (w.slides, &mut w.q, &mut w.stands_out));
    let all: Vec<_> = pairs.chain(between).chain(words).collect();
    let p: Vec<f64> = all.iter().map(|(slides, ..)| slides.p()).collect();
    for ((slides, q, stands_out), value) in all.into_iter().zip(benjamini_hochberg(&p)) {
        *q = value;
        *stands_out = value <= 0.05 && slides.p() <= 0.01;
    }
}

#[cfg(test)]
mod tests;
