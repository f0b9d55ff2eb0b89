//! `ritual calendar`: a window of days, each with how much was noted of it.

use super::Calendar;
use crate::domain::journal::{Journal, Practice};
use crate::domain::json;
use crate::report::patterns::Measure;
use chrono::{NaiveDate, Weekday};
use serde::Serialize;
use std::collections::BTreeMap;

/// Whose days are shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", content = "name", rename_all = "lowercase")]
pub enum Subject {
    Rituals,
    Ritual(String),
    Measure(Measure),
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Heat {
    pub subject: Subject,
    pub from: NaiveDate,
    pub to: NaiveDate,
    pub today: NaiveDate,
    #[serde(serialize_with = "short_name")]
    pub week_start: Weekday,
    /// What a value counts: `entries`, the ritual's unit, `level` or `hours`.
    pub counted_in: String,
    /// From light to dark: the values each step stands for.
    pub steps: Vec<Step>,
    /// The days with something noted, and resting days; the others are left out.
    pub days: Vec<Day>,
}

/// Both ends belong to a step.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Step {
    #[serde(serialize_with = "json::plain")]
    pub from: f64,
    #[serde(serialize_with = "json::plain")]
    pub to: f64,
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

/// The most steps there are.
pub const STEPS: usize = 5;

fn short_name<S: serde::Serializer>(day: &Weekday, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_str(&day.to_string().to_lowercase())
}

/// The days from one to another. The journal holds all days, and the completions and mood notes of
/// the window.
#[must_use]
pub fn heat(journal: &Journal, subject: Subject, from: NaiveDate, to: NaiveDate) -> Heat {
    let to = to.min(journal.today);
    let (values, counted_in) = match &subject {
        Subject::Measure(measure) => (levels(journal, *measure), measure_unit(*measure)),
        Subject::Rituals => (entries(&journal.practices), "entries".to_owned()),
        Subject::Ritual(name) => amounts(journal, name),
    };
    let within: BTreeMap<NaiveDate, Option<f64>> = values
        .into_iter()
        .filter(|(day, _)| (from..=to).contains(day))
        .collect();
    let steps = match subject {
        Subject::Measure(Measure::Mood | Measure::Energy) => (1..=STEPS)
            .map(|n| Step {
                from: n as f64,
                to: n as f64,
            })
            .collect(),
        _ => steps(within.values().flatten().copied()),
    };
    let rests = rests(journal, &subject);
    let mut days = Vec::new();
    for day in from.iter_days().take_while(|day| *day <= to) {
        match within.get(&day) {
            Some(value) => days.push(Day {
                day,
                value: *value,
                step: Some(value.map_or(0, |v| place(&steps, v))),
                resting: false,
            }),
            None if rests(day) => days.push(Day {
                day,
                value: None,
                step: None,
                resting: true,
            }),
            None => {}
        }
    }
    Heat {
        subject,
        from,
        to,
        today: journal.today,
        week_start: journal.settings.week_start,
        counted_in,
        steps,
        days,
    }
}

fn measure_unit(measure: Measure) -> String {
    if measure == Measure::Sleep {
        "hours"
    } else {
        "level"
    }
    .to_owned()
}

fn levels(journal: &Journal, measure: Measure) -> BTreeMap<NaiveDate, Option<f64>> {
    measure
        .by_day(&journal.moods)
        .into_iter()
        .map(|(day, value)| (day, Some(value)))
        .collect()
}

fn entries(practices: &[Practice]) -> BTreeMap<NaiveDate, Option<f64>> {
    let mut sums: BTreeMap<NaiveDate, u32> = BTreeMap::new();
    for (day, n) in practices.iter().flat_map(|p| &p.days) {
        *sums.entry(*day).or_default() += n;
    }
    sums.into_iter()
        .map(|(day, n)| (day, Some(f64::from(n))))
        .collect()
}

/// The sum of a day's amounts where there are any in the window, else how many entries it has.
fn amounts(journal: &Journal, name: &str) -> (BTreeMap<NaiveDate, Option<f64>>, String) {
    let practice: Vec<Practice> = journal
        .practices
        .iter()
        .filter(|p| p.ritual.name == name)
        .cloned()
        .collect();
    let mut days = entries(&practice);
    let of = || journal.completions.iter().filter(|c| c.ritual == name);
    if !of().any(|c| c.amount.is_some()) {
        return (days, "entries".to_owned());
    }
    days.values_mut().for_each(|value| *value = None);
    for completion in of() {
        if let (Some(amount), Some(sum)) = (completion.amount, days.get_mut(&completion.day)) {
            *sum = Some(sum.unwrap_or_default() + amount);
        }
    }
    let unit = practice.first().and_then(|p| p.ritual.unit.clone());
    (days, unit.unwrap_or_else(|| "amount".to_owned()))
}

fn rests<'a>(journal: &'a Journal, subject: &Subject) -> impl Fn(NaiveDate) -> bool + 'a {
    let named = match subject {
        Subject::Ritual(name) => journal.practices.iter().find(|p| p.ritual.name == *name),
        _ => None,
    };
    let calendar = named.map(|p| Calendar::new(p, journal.today, journal.settings.week_start));
    let all = matches!(subject, Subject::Rituals);
    move |day| match &calendar {
        Some(calendar) => calendar.rested(day),
        None => {
            all && journal
                .pauses
                .iter()
                .any(|p| p.ritual.is_none() && p.covers(day))
        }
    }
}

/// A step for each value while there are few of them, else five of the same width.
fn steps(values: impl Iterator<Item = f64>) -> Vec<Step> {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    values.dedup();
    let (Some(&low), Some(&high)) = (values.first(), values.last()) else {
        return Vec::new();
    };
    if values.len() <= STEPS {
        return values
            .into_iter()
            .map(|v| Step { from: v, to: v })
            .collect();
    }
    let width = (high - low) / STEPS as f64;
    // What a step says it holds is what was noted, so it names values that are there.
    let mut steps: Vec<Step> = Vec::new();
    let mut bin = None;
    for value in values {
        let at = (((value - low) / width) as usize).min(STEPS - 1);
        match steps.last_mut() {
            Some(step) if bin == Some(at) => step.to = value,
            _ => steps.push(Step {
                from: value,
                to: value,
            }),
        }
        bin = Some(at);
    }
    steps
}

fn place(steps: &[Step], value: f64) -> usize {
    // A middle between two levels belongs to the lower one.
    steps
        .iter()
        .rposition(|step| step.from <= value)
        .unwrap_or(0)
}

/// The weeks that touch a window, each by its first day.
#[must_use]
pub fn weeks(from: NaiveDate, to: NaiveDate, week_start: Weekday) -> Vec<NaiveDate> {
    let first = super::week_of(from, week_start);
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
