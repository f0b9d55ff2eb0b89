//! `ritual review`: one page of a period, the person's words first.

use super::consent::{self, Holding};
use super::heat::{Heat, Subject, heat};
use super::patterns::{self, Measure, Patterns};
use super::people;
use super::revisit::{self, Day, Item};
use crate::domain::boundary::Boundary;
use crate::domain::config::Settings;
use crate::domain::dates::days;
use crate::domain::field::RitualRef;
use crate::domain::journal::{Done, Journal, Needs, Span};
use crate::domain::json;
use crate::domain::month::{Month, MonthLine, Slot};
use crate::domain::mood::Mood;
use crate::domain::record::{Kind, Record};
use crate::domain::small::Talk;
use crate::domain::text;
use chrono::{Days, NaiveDate};
use serde::Serialize;
use std::collections::BTreeMap;

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Review {
    pub from: NaiveDate,
    pub to: NaiveDate,
    pub today: NaiveDate,
    /// What the rituals of the page were grouped by, where it is narrowed to some.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub group: Option<String>,
    /// Rituals noted or at rest in the period, in their order.
    pub rituals: Vec<RitualDays>,
    pub measures: Vec<Line>,
    /// What came together in the year up to the end of the period.
    pub patterns: Patterns,
    /// Boundaries whose revisit date comes within two weeks of the end of the period, or has come.
    pub revisit: Vec<Boundary>,
    /// What is on the list to talk about by then, or without a day.
    pub talks: Vec<Talk>,
    /// What was written, by day.
    pub words: Vec<Day>,
    /// What was set for the months of the period.
    pub months: Vec<MonthLine>,
    /// Reflections, and what a month is said to have taught.
    pub learned: Vec<Record>,
    /// What holds today and ends within a week, where the period ends about now.
    pub ends: Vec<Holding>,
    #[serde(skip)]
    pub settings: Settings,
}

/// One ritual's days.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RitualDays {
    pub name: String,
    pub noted: usize,
    /// Days of rest that were not noted.
    pub resting: usize,
    pub of: usize,
    /// The first day of the period, or of all entries where they begin in it.
    pub since: NaiveDate,
    pub calendar: Heat,
}

/// One measure's days.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Line {
    pub measure: Measure,
    /// The middle of each day.
    pub points: Vec<Point>,
    pub spread: patterns::Spread,
    /// Of moods: every value of the days with more than one, in the order they were noted.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub several: BTreeMap<NaiveDate, Vec<f64>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Point {
    pub day: NaiveDate,
    #[serde(serialize_with = "json::plain")]
    pub value: f64,
}

/// How far back patterns look from the end of the period, in days.
const YEAR: u64 = 365;
/// How long before their day boundaries to talk about, and ends, are said.
const TALK: u64 = 14;
const SOON: u64 = 7;

pub fn needs(since: NaiveDate, to: NaiveDate) -> Needs<'static> {
    Needs {
        nouns: &[
            Kind::Ritual,
            Kind::Pause,
            Kind::Boundary,
            Kind::Talk,
            Kind::Consent,
            Kind::Reflection,
            Kind::MonthLine,
            Kind::Offer,
            Kind::Invite,
            Kind::Reminder,
        ],
        days: Done::All,
        amounts: Done::All,
        completions: Span::Within(since, to),
        moods: Span::All,
        ..Needs::default()
    }
}

impl Review {
    /// Keeps what is about these rituals, and the measures beside them. The words they were grouped
    /// by go with the title.
    pub fn narrow(&mut self, names: Vec<String>, group: String) {
        let about = |row: &Record| revisit::is_of(row, &names);
        self.rituals.retain(|r| names.contains(&r.name));
        revisit::narrow(&mut self.words, &names);
        let of = |ritual: &RitualRef| names.contains(&ritual.name);
        self.months
            .retain(|line| line.ritual.as_ref().is_some_and(of));
        self.learned.retain(about);
        self.ends.retain(|held| about(&held.row));
        self.revisit.clear();
        self.patterns.narrow(&patterns::Spec {
            names: Some(names),
            ..patterns::Spec::of(self.patterns.from, self.patterns.to)
        });
        self.group = Some(group);
    }
}

/// The page of a period. The journal holds all days and mood notes, and the completions of the
/// period; `others` are the rows with a day that it does not hold, `holding` what holds today.
pub fn review(
    journal: &Journal,
    others: &[Record],
    holding: Vec<Holding>,
    (from, to): (NaiveDate, NaiveDate),
) -> Review {
    let to = to.min(journal.today);
    let since = from.min(to - Days::new(YEAR - 1));
    let spec = patterns::Spec::of(since, to);
    let soon_to_talk = to + Days::new(TALK);
    let mut talks = people::talks(journal, &[]).rows;
    talks.retain(|t| t.day <= to && t.by.is_none_or(|by| by <= soon_to_talk));
    let due = |b: &Boundary| {
        let listed = |t: &Talk| text::key(&t.text) == text::key(&b.area);
        b.retired.is_none()
            && b.revisit.is_some_and(|day| day <= soon_to_talk)
            && !talks.iter().any(listed)
    };
    let rituals = rituals(journal, from, to);
    let (words, mut learned) = words(journal, others, &rituals, (from, to));
    let (first, last) = (Month::of(from), Month::of(to));
    let months = journal
        .months
        .some(|line| (first..=last).contains(&line.month));
    let (taught, months): (Vec<_>, _) = months.into_iter().partition(|l| l.slot == Slot::Learned);
    learned.extend(taught.into_iter().map(Record::MonthLine));
    let now = journal.today <= to + Days::new(SOON);
    let ends = match now {
        true => consent::ending(holding, journal.today + Days::new(SOON)),
        false => Vec::new(),
    };
    Review {
        from,
        to,
        today: journal.today,
        group: None,
        rituals,
        measures: Measure::all(&journal.settings)
            .into_iter()
            .filter_map(|measure| line(journal, measure, from, to))
            .collect(),
        patterns: patterns::patterns(journal, &spec),
        revisit: journal.boundaries.some(due),
        talks,
        words,
        months,
        learned,
        ends,
        settings: journal.settings.clone(),
    }
}

/// What `revisit` gives back of the period, and apart from it the reflections. Numbers are in the band
/// of days, and not said twice.
fn words(
    journal: &Journal,
    others: &[Record],
    rituals: &[RitualDays],
    (from, to): (NaiveDate, NaiveDate),
) -> (Vec<Day>, Vec<Record>) {
    let spec = revisit::Spec::of(from, to);
    let mut days = revisit::revisit(journal, others, spec).days;
    let mut learned = Vec::new();
    let measures = Measure::all(&journal.settings);
    revisit::keep(&mut days, |item| match item {
        // What was changed or rested without a word gives way to what was done.
        Item::Changed { change, .. } => change.note.is_some() || rituals.is_empty(),
        Item::Row(row) => match row.as_ref() {
            Record::Reflection(_) => {
                learned.push((**row).clone());
                false
            }
            Record::Mood(mood) => {
                let shown = |m: &Measure| !m.by_day([mood]).is_empty();
                mood.has_words() || !measures.iter().any(shown)
            }
            Record::Pause(pause) => pause.why.is_some() || rituals.is_empty(),
            _ => true,
        },
    });
    (days, learned)
}

fn rituals(journal: &Journal, from: NaiveDate, to: NaiveDate) -> Vec<RitualDays> {
    let pages = journal.practices.iter().map(|practice| {
        let name = &practice.ritual.name;
        let mut calendar = heat(journal, Subject::Ritual(name.clone()), from, to);
        // Of what was not noted, a rest is all there is to draw.
        let rest = || calendar.days.first().map(|day| day.day);
        let since = practice.window(from).or_else(rest).unwrap_or(from);
        // A rest before the first entry is a rest from nothing.
        calendar.days.retain(|day| since <= day.day);
        let resting = calendar.days.iter().filter(|d| d.resting).count();
        RitualDays {
            name: name.clone(),
            noted: calendar.days.len() - resting,
            resting,
            of: (to - from).num_days() as usize + 1,
            since,
            calendar,
        }
    });
    pages
        .filter(|page| !page.calendar.days.is_empty())
        .collect()
}

fn line(journal: &Journal, measure: Measure, from: NaiveDate, to: NaiveDate) -> Option<Line> {
    let within = |mood: &&Mood| (from..=to).contains(&mood.day);
    let within = journal.moods.iter().filter(within);
    let mut several = measure.all_by_day(within.clone());
    several.retain(|_, values| values.len() > 1 && measure.as_str() == "mood");
    let by_day = measure.by_day(within).into_iter();
    let points: Vec<Point> = by_day.map(|(day, value)| Point { day, value }).collect();
    let values: Vec<f64> = points.iter().map(|p| p.value).collect();
    Some(Line {
        spread: patterns::Spread::of(measure.clone(), &values)?,
        measure,
        points,
        several,
    })
}

impl Line {
    /// Every value of a day.
    pub fn all_on(&self, day: NaiveDate) -> Vec<f64> {
        let several = self.several.get(&day).cloned();
        several.unwrap_or_else(|| self.on(day).into_iter().collect())
    }

    /// The value of a day, where there is one.
    pub fn on(&self, day: NaiveDate) -> Option<f64> {
        let at = self.points.binary_search_by_key(&day, |p| p.day).ok()?;
        self.points.get(at).map(|p| p.value)
    }

    /// The ends of its scale: 1 to 5, what the person said it takes, or the hours noted with room
    /// above and below.
    pub fn ends(&self) -> (f64, f64) {
        match self.measure.range {
            Some(range) => range,
            None if self.measure.is_scale() => (1.0, 5.0),
            None => {
                let low = self.spread.lowest.floor();
                (low, self.spread.highest.ceil().max(low + 1.0))
            }
        }
    }
}

impl Review {
    /// Whether nothing was noted in the period.
    pub fn is_quiet(&self) -> bool {
        self.rituals.is_empty()
            && self.measures.is_empty()
            && self.words.is_empty()
            && self.learned.is_empty()
    }

    /// Whether a day has several moods.
    pub fn has_several(&self) -> bool {
        self.measures.iter().any(|m| !m.several.is_empty())
    }

    /// Whether it is of a week, or of fewer days.
    pub fn is_of_a_week(&self) -> bool {
        (self.to - self.from).num_days() < 7
    }

    /// Whether it is of more than a month and some days.
    pub fn is_of_months(&self) -> bool {
        (self.to - self.from).num_days() > 45
    }

    /// The days that stand in one band: all of them, or those of each month.
    pub fn parts(&self) -> Vec<(NaiveDate, NaiveDate)> {
        if !self.is_of_months() {
            return vec![(self.from, self.to)];
        }
        let days: Vec<NaiveDate> = days(self.from, self.to).collect();
        let months = days.chunk_by(|a, b| Month::of(*a) == Month::of(*b));
        months.map(|of| (of[0], of[of.len() - 1])).collect()
    }
}
