//! `ritual patterns`: what came together, in the person's own points. Deterministic: the same file
//! gives the same numbers. docs/patterns.md has the definitions.

mod compare;
mod days;
mod model;
mod pairs;
mod trial;

use crate::domain::journal::{Done, Journal, Needs, Span};
use crate::domain::record::Kind;
use chrono::NaiveDate;
use compare::LEANING;
use days::{Level, Window};
use model::Noise;
use pairs::Meeting;
use serde::Serialize;

pub use crate::domain::trial::{Subject, SubjectKind};
pub use compare::{Counts, DAYS, Fitted, GROUP, Grade, Slope, Why};
pub use days::Measure;
pub use pairs::{ByMeasure, Dose, Gap, NotYet, Pair, Weekday, WordPair};
pub use trial::{Answer, Side, Trials, Tried, trials};

/// What is asked for.
#[derive(Debug, Clone)]
pub struct Spec {
    pub from: NaiveDate,
    pub to: NaiveDate,
    /// Print these subjects alone, by name; all where none are named. What is computed stays the
    /// same.
    pub names: Option<Vec<String>>,
    /// Print this measure alone.
    pub measure: Option<Measure>,
    /// Compare the subject's day with the measure of the day after.
    pub next_day: bool,
    /// Look at days with this ritual or word alone.
    pub among: Option<String>,
}

impl Spec {
    /// Everything of a window.
    pub fn of(from: NaiveDate, to: NaiveDate) -> Spec {
        Spec {
            from,
            to,
            names: None,
            measure: None,
            next_day: false,
            among: None,
        }
    }
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Patterns {
    pub definition: u8,
    pub from: NaiveDate,
    pub to: NaiveDate,
    /// The ritual or word on whose days it looks, where it looks on those alone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub among: Option<String>,
    pub family: Family,
    pub noise: Vec<LevelNoise>,
    pub pairs: Vec<Pair>,
    pub amounts: Vec<Dose>,
    pub measures: Vec<ByMeasure>,
    pub words: Vec<WordPair>,
    pub not_yet: Vec<NotYet>,
    pub weekdays: Vec<Weekday>,
    pub spread: Vec<Spread>,
}

/// All that was compared, whatever of it is printed. In each half fewer than one look in a hundred
/// at nothing says that something is clear.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Family {
    /// Comparisons of rituals, and all others.
    pub rituals: usize,
    pub others: usize,
    /// Among how many words the days that are looked at could have been chosen.
    pub words: usize,
    pub clear_at: ClearAt,
    /// How many would lean by chance alone.
    pub lean_by_chance: f64,
}

/// The p up to which a comparison of a half is clear.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct ClearAt {
    pub rituals: f64,
    pub others: f64,
}

/// Shared among the comparisons of a half.
const CLEAR: f64 = 0.005;
/// The share of comparisons of nothing that lean: measured (docs/patterns.md).
const LEAN_BY_CHANCE: f64 = 0.011;

/// How many days of a clear pair are kept to be shown.
const LIVED: u64 = 90;

impl Family {
    pub fn of(rituals: usize, others: usize, words: usize) -> Family {
        let clear_at = |half: usize| CLEAR / half.max(1) as f64 / words as f64;
        Family {
            rituals,
            others,
            words,
            clear_at: ClearAt {
                rituals: clear_at(rituals),
                others: clear_at(others),
            },
            lean_by_chance: LEAN_BY_CHANCE * (rituals + others) as f64,
        }
    }

    pub fn compared(&self) -> usize {
        self.rituals + self.others
    }

    pub fn clear_at(&self, kind: SubjectKind) -> f64 {
        match kind {
            SubjectKind::Ritual => self.clear_at.rituals,
            _ => self.clear_at.others,
        }
    }
}

/// How the days of a measure's values hang together.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct LevelNoise {
    pub measure: Measure,
    #[serde(flatten)]
    pub noise: Noise,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Spread {
    pub measure: Measure,
    pub days: usize,
    pub median: f64,
    pub lowest: f64,
    pub highest: f64,
}

pub fn needs() -> Needs<'static> {
    Needs {
        nouns: &[Kind::Ritual],
        days: Done::All,
        amounts: Done::All,
        moods: Span::All,
        ..Needs::default()
    }
}

/// Everything that can be said of a window. `journal` holds all days, their amounts, and moods.
pub fn patterns(journal: &Journal, spec: &Spec) -> Patterns {
    let window = Window::new(journal, spec);
    let meetings = || {
        let subjects = window.subjects.iter();
        subjects.flat_map(|subject| {
            window.levels.iter().map(|level| Meeting {
                window: &window,
                subject,
                level,
            })
        })
    };
    let lag = u8::from(spec.next_day);
    let (mut pairs, mut not_yet) = (Vec::new(), Vec::new());
    for meeting in meetings() {
        match meeting.pair(lag) {
            Ok(pair) => pairs.push((pair, meeting)),
            Err(waiting) => not_yet.push(*waiting),
        }
    }
    let (mut amounts, mut measures, mut words) = (Vec::new(), Vec::new(), Vec::new());
    if !spec.next_day {
        amounts.extend(meetings().filter_map(|meeting| meeting.dose()));
        measures = pairs::measures(&window);
        if spec.among.is_none() {
            words = pairs::words(&window);
        }
    }
    let ritual = |(pair, _): &&(Pair, Meeting)| pair.subject.kind == SubjectKind::Ritual;
    let rituals = pairs.iter().filter(ritual).count() + amounts.len();
    let all = pairs.len() + amounts.len() + measures.len() + words.len();
    let family = Family::of(rituals, all - rituals, window.could_be_among(spec));
    let judge = |fitted: &mut Fitted, at: f64| fitted.judge(fitted.p, at, LEANING);
    for (pair, meeting) in &mut pairs {
        judge(&mut pair.found.fitted, family.clear_at(pair.subject.kind));
        let grade = pair.found.fitted.grade;
        let told = grade != Grade::Open && lag == 0 && spec.among.is_none();
        pair.beside = told.then(|| meeting.beside());
        if grade == Grade::Clear {
            pair.lived = meeting.lived(lag, LIVED);
        }
    }
    for dose in &mut amounts {
        judge(&mut dose.slope.fitted, family.clear_at.rituals);
    }
    let measured = measures.iter_mut().map(|row| &mut row.slope.fitted);
    for fitted in measured.chain(words.iter_mut().map(|row| &mut row.fitted)) {
        judge(fitted, family.clear_at.others);
    }
    let mut found = Patterns {
        definition: 2,
        from: spec.from,
        to: spec.to,
        among: spec.among.clone(),
        family,
        noise: window.noise(),
        pairs: pairs.into_iter().map(|(pair, _)| pair).collect(),
        amounts,
        measures,
        words,
        not_yet,
        weekdays: window.levels.iter().flat_map(pairs::weekdays).collect(),
        spread: window.levels.iter().filter_map(Spread::of_level).collect(),
    };
    found.narrow(spec);
    found
}

impl Patterns {
    /// Keeps the rows that are printed: of these names, of this measure.
    pub fn narrow(&mut self, spec: &Spec) {
        let only = spec.names.as_ref();
        let named = |s: &Subject| only.is_none_or(|names| names.contains(&s.name));
        let measured = |m: &Measure| spec.measure.as_ref().is_none_or(|only| only == m);
        let every = only.is_none();
        let asked = |s: &Subject, m: &Measure| named(s) && measured(m);
        self.pairs.retain(|r| asked(&r.subject, &r.measure));
        self.amounts.retain(|r| asked(&r.subject, &r.measure));
        self.not_yet.retain(|r| asked(&r.subject, &r.measure));
        self.measures
            .retain(|r| every && (measured(&r.measure) || measured(&r.by)));
        self.words
            .retain(|r| spec.measure.is_none() && (named(&r.a) || named(&r.b)));
        self.weekdays.retain(|r| every && measured(&r.measure));
        self.spread.retain(|r| every && measured(&r.measure));
    }
}

impl Spread {
    /// None where there are no values.
    pub fn of(measure: Measure, values: &[f64]) -> Option<Spread> {
        Some(Spread {
            measure,
            days: values.len(),
            median: model::median(values)?,
            lowest: values.iter().copied().fold(f64::INFINITY, f64::min),
            highest: values.iter().copied().fold(f64::NEG_INFINITY, f64::max),
        })
    }

    fn of_level(level: &Level) -> Option<Spread> {
        let values: Vec<f64> = level.values.iter().map(|(_, value)| *value).collect();
        Spread::of(level.measure.clone(), &values)
    }
}

#[cfg(test)]
mod tests;
