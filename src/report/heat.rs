//! `ritual calendar`: a window of days, each with how much was noted of it.

use super::calendar::{Calendar, week_of};
use super::patterns::Measure;
use crate::domain::dates;
use crate::domain::journal::{Done, Journal, Needs, Practice, Span, Sum};
use crate::domain::json;
use crate::domain::pause::Pause;
use crate::domain::record::Kind;
use chrono::{NaiveDate, Weekday};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// Whose days are shown.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "kind", content = "name", rename_all = "lowercase")]
pub enum Subject {
    Rituals,
    /// Those of the journal, by what they were grouped by.
    Group(String),
    Ritual(String),
    Measure(Measure),
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Heat {
    pub subject: Subject,
    pub from: NaiveDate,
    pub to: NaiveDate,
    pub today: NaiveDate,
    /// Where it begins: with the first entry, if that lies within.
    #[serde(skip)]
    pub since: NaiveDate,
    #[serde(serialize_with = "short_name")]
    pub week_start: Weekday,
    /// What a value counts: `entries`, the ritual's unit, `your scale` or `hours`.
    pub counted_in: String,
    /// Units of other entries: amounts of two units are never added.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub other_units: Vec<String>,
    /// From light to dark: the values each step stands for.
    pub steps: Vec<Step>,
    /// The days with something noted, and resting days; the others are left out.
    pub days: Vec<Day>,
}

#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Day {
    pub day: NaiveDate,
    /// None for a resting day, and for one noted without an amount among amounts.
    #[serde(
        skip_serializing_if = "Option::is_none",
        serialize_with = "json::number"
    )]
    pub value: Option<f64>,
    /// Its place among the steps, from 0.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub step: Option<usize>,
    /// At rest, and nothing noted.
    pub resting: bool,
}

fn short_name<S: serde::Serializer>(day: &Weekday, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_str(&dates::short(*day))
}

pub fn needs(subject: &Subject, from: NaiveDate) -> Needs<'static> {
    let of_rituals = Needs {
        nouns: &[Kind::Ritual],
        days: Done::Since(from),
        ..Needs::default()
    };
    match subject {
        Subject::Rituals | Subject::Group(_) => of_rituals,
        Subject::Ritual(_) => Needs {
            amounts: Done::Since(from),
            ..of_rituals
        },
        Subject::Measure(_) => Needs {
            moods: Span::All,
            ..Needs::default()
        },
    }
}

/// The days from one to another.
pub fn heat(journal: &Journal, subject: Subject, from: NaiveDate, to: NaiveDate) -> Heat {
    let to = to.min(journal.today);
    let mut other_units = Vec::new();
    let (values, counted_in) = match &subject {
        Subject::Measure(measure) => {
            let middles = measure.by_day(&journal.moods).into_iter();
            let middles = middles.map(|(day, value)| (day, Some(value)));
            (middles.collect(), measure_unit(measure))
        }
        Subject::Rituals | Subject::Group(_) => {
            (entries(journal.practices.iter()), "entries".to_owned())
        }
        Subject::Ritual(name) => amounts(journal, name, (from, to), &mut other_units),
    };
    let first = values.keys().next().copied();
    let within = values.into_iter();
    let within = within.filter(|(day, _)| (from..=to).contains(day));
    let within: BTreeMap<NaiveDate, Option<f64>> = within.collect();
    let steps = match &subject {
        Subject::Measure(measure) if measure.is_scale() => {
            (1..=STEPS).map(|n| Step::of(n as f64)).collect()
        }
        _ => {
            let values: Vec<f64> = within.values().flatten().copied().collect();
            match counted_in == "entries" {
                true => counts(&values),
                false => steps(values.into_iter()),
            }
        }
    };
    let rests = rests(journal, &subject);
    let day = |day: NaiveDate| {
        let noted = within.get(&day).copied();
        let resting = noted.is_none() && rests(day);
        (noted.is_some() || resting).then(|| Day {
            day,
            value: noted.flatten(),
            step: noted.map(|value| value.map_or(0, |v| place(&steps, v))),
            resting,
        })
    };
    let days = dates::days(from, to).filter_map(day).collect();
    Heat {
        subject,
        from,
        to,
        today: journal.today,
        since: first.map_or(from, |first| first.max(from)),
        week_start: journal.settings.week_start,
        counted_in,
        other_units,
        steps,
        days,
    }
}

/// Both ends belong to a step.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Step {
    #[serde(serialize_with = "json::plain")]
    pub from: f64,
    #[serde(serialize_with = "json::plain")]
    pub to: f64,
}

impl Step {
    /// Of one value.
    pub fn of(value: f64) -> Step {
        Step {
            from: value,
            to: value,
        }
    }
}

/// The most steps there are.
pub const STEPS: usize = 5;

/// A step for each value while there are few of them, else five of the same width.
pub fn steps(values: impl Iterator<Item = f64>) -> Vec<Step> {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    values.dedup();
    let (Some(&low), Some(&high)) = (values.first(), values.last()) else {
        return Vec::new();
    };
    if values.len() <= STEPS {
        return values.into_iter().map(Step::of).collect();
    }
    let width = (high - low) / STEPS as f64;
    // What a step says it holds is what was noted, so it names values that are there.
    let mut steps: Vec<Step> = Vec::new();
    let mut bin = None;
    for value in values {
        let at = (((value - low) / width) as usize).min(STEPS - 1);
        match steps.last_mut() {
            Some(step) if bin == Some(at) => step.to = value,
            _ => steps.push(Step::of(value)),
        }
        bin = Some(at);
    }
    steps
}

pub fn place(steps: &[Step], value: f64) -> usize {
    // A middle between two levels belongs to the lower one.
    let at = steps.iter().rposition(|step| step.from <= value);
    at.unwrap_or(0)
}

/// Where most days have one entry, a day is noted or it is not: a rare day with more does not
/// pale the rest.
fn counts(values: &[f64]) -> Vec<Step> {
    let once = values.iter().filter(|n| **n <= 1.0).count();
    match 2 * once > values.len() {
        true => vec![Step {
            from: 1.0,
            to: values.iter().copied().fold(1.0, f64::max),
        }],
        false => steps(values.iter().copied()),
    }
}

fn measure_unit(measure: &Measure) -> String {
    match measure.counted_in() {
        scale if scale.is_empty() => "your scale".to_owned(),
        hours if hours == "h" => "hours".to_owned(),
        other => other,
    }
}

fn entries<'a>(practices: impl Iterator<Item = &'a Practice>) -> BTreeMap<NaiveDate, Option<f64>> {
    let mut sums: BTreeMap<NaiveDate, u32> = BTreeMap::new();
    for (day, n) in practices.flat_map(|p| &p.days) {
        *sums.entry(*day).or_default() += n;
    }
    let sums = sums.into_iter();
    sums.map(|(day, n)| (day, Some(f64::from(n)))).collect()
}

/// The sum of a day's amounts where there are any in the ritual's unit in the window, else how many
/// entries it has. Other units that entries have are given beside.
fn amounts(
    journal: &Journal,
    name: &str,
    window: (NaiveDate, NaiveDate),
    other_units: &mut Vec<String>,
) -> (BTreeMap<NaiveDate, Option<f64>>, String) {
    let of_it = |practice: &&Practice| practice.ritual.name == name;
    let mut days = entries(journal.practices.iter().filter(of_it));
    let Some(practice) = journal.practices.iter().find(of_it) else {
        return (days, "entries".to_owned());
    };
    let unit = practice.ritual.unit.as_deref();
    let (counted, others) = practice.sums(unit, window);
    other_units.extend(units(&others));
    if counted.is_empty() {
        return (days, "entries".to_owned());
    }
    days.values_mut().for_each(|value| *value = None);
    let sums = Sum::by_day(&counted).into_iter();
    days.extend(sums.map(|(day, n)| (day, Some(n))));
    (days, unit.unwrap_or("amount").to_owned())
}

/// The units of amounts, each once.
pub fn units(sums: &[&Sum]) -> Vec<String> {
    let units: BTreeSet<&String> = sums.iter().filter_map(|sum| sum.unit.as_ref()).collect();
    units.into_iter().cloned().collect()
}

fn rests<'a>(journal: &'a Journal, subject: &Subject) -> impl Fn(NaiveDate) -> bool + 'a {
    let named = match subject {
        Subject::Ritual(name) => journal.practices.iter().find(|p| p.ritual.name == *name),
        _ => None,
    };
    let calendar = named.map(|p| Calendar::of(p, journal, journal.today));
    let all = matches!(subject, Subject::Rituals | Subject::Group(_));
    move |day| match &calendar {
        Some(calendar) => calendar.rested(day),
        None => {
            let of_all = |pause: &Pause| pause.ritual.is_none() && pause.covers(day);
            all && journal.pauses.iter().any(of_all)
        }
    }
}

impl Heat {
    /// What there is of a day.
    pub fn on(&self, day: NaiveDate) -> Option<&Day> {
        let at = self.days.binary_search_by_key(&day, |d| d.day).ok()?;
        self.days.get(at)
    }
}

/// The weeks that touch a window, each by its first day.
pub fn weeks(from: NaiveDate, to: NaiveDate, week_start: Weekday) -> Vec<NaiveDate> {
    let first = week_of(from, week_start);
    first.iter_weeks().take_while(|day| *day <= to).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_values_are_a_step_each_and_many_share_five() {
        let of = |values: &[f64]| steps(values.iter().copied());
        assert_eq!(of(&[]), []);
        assert_eq!(of(&[2.0, 1.0, 2.0]).len(), 2);
        let many = of(&[1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 60.0]);
        assert_eq!(many.len(), 2, "steps that hold nothing are left out");
        assert_eq!((many[0].from, many[0].to), (1.0, 6.0));
        assert_eq!(place(&many, 60.0), 1);
        assert_eq!(place(&many, 3.5), 0);
    }
}
