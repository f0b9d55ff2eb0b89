//! Rituals day by day, for programs that know one value of a habit and day.

use super::{Out, measured};
use crate::domain::left::Left;
use crate::domain::record::Record;
use crate::domain::rhythm::{Goal, Period, Rhythm};
use crate::domain::ritual::Ritual;
use chrono::NaiveDate;
use std::collections::BTreeMap;

pub struct Habit {
    pub ritual: Ritual,
    pub days: BTreeMap<NaiveDate, Day>,
}

/// What a day of a ritual holds.
#[derive(Debug, Default)]
pub struct Day {
    /// How often it was done; 0 is a rest.
    pub times: u32,
    /// All amounts together.
    pub amount: Option<f64>,
    pub words: Vec<String>,
}

impl Habit {
    /// Whether its days are numbers.
    pub fn is_counted(&self) -> bool {
        self.days.values().any(|day| day.amount.is_some())
    }
}

/// So many times in so many days, as other programs say how often; what is lost by it is counted.
pub fn times_in(rhythm: &Rhythm, out: &mut Out) -> (u32, u32) {
    match rhythm {
        Rhythm::Daily => (1, 1),
        Rhythm::Per(goal, period) => {
            let days = match period {
                Period::Week => 7,
                Period::Month => 30,
                Period::Quarter => 91,
                Period::Year => 365,
            };
            match goal {
                Goal::Days(times) => (u32::from(*times).min(days), days),
                Goal::Amount(..) => {
                    out.leaves(Left::Goals);
                    (1, days)
                }
            }
        }
        Rhythm::Every(..) => (1, rhythm.gap().map_or(1, |days| days as u32)),
        Rhythm::Named(set) => {
            out.leaves(Left::Weekdays);
            (set.count_ones(), 7)
        }
        Rhythm::Other(_) => {
            out.leaves(Left::Unrhythmed);
            (1, 1)
        }
    }
}

/// The rituals among the rows in their order, those that rows speak of and no row declares last.
/// Rests go on until today at most; what was done on a resting day was done.
pub fn habits(records: &[Record], today: NaiveDate, out: &mut Out) -> Vec<Habit> {
    let habit = |ritual| {
        let days = BTreeMap::new();
        Habit { ritual, days }
    };
    let declared = records.iter().filter_map(|record| match record {
        Record::Ritual(ritual) => Some(habit(ritual.clone())),
        _ => None,
    });
    let mut habits: Vec<Habit> = declared.collect();
    out.rows += habits.len();
    for record in records {
        let named = match record {
            Record::Completion(completion) => Some(&completion.ritual),
            Record::Pause(pause) => pause.ritual.as_ref(),
            _ => None,
        };
        if let Some(named) = named.filter(|named| !habits.iter().any(|h| h.ritual.is(named))) {
            let mut ritual = Ritual {
                name: named.name.clone(),
                ..Ritual::default()
            };
            ritual.meta.uid = named.uid.unwrap_or_default();
            habits.push(habit(ritual));
        }
    }
    for record in records {
        match record {
            Record::Completion(completion) => {
                let Some(habit) = habits.iter_mut().find(|h| h.ritual.is(&completion.ritual))
                else {
                    continue;
                };
                out.rows += 1;
                if completion.moment.is_some() {
                    out.leaves(Left::Clocks);
                }
                let day = habit.days.entry(completion.day).or_default();
                day.times += 1;
                if day.times > 1 {
                    out.leaves(Left::SameDay);
                }
                if let Some(n) = completion.amount {
                    day.amount = Some(day.amount.unwrap_or_default() + n);
                    let other = completion
                        .unit
                        .as_deref()
                        .filter(|unit| habit.ritual.unit.as_deref() != Some(unit));
                    day.words.extend(other.map(|unit| measured(n, Some(unit))));
                }
                day.words.extend(completion.variation.clone());
                day.words.extend(completion.note.clone());
            }
            Record::Ritual(_) | Record::Pause(_) => {}
            _ => out.leaves(Left::Kinds),
        }
    }
    for record in records {
        let Record::Pause(pause) = record else {
            continue;
        };
        out.rows += 1;
        let last = pause.until.unwrap_or(today).min(today);
        let rests = |habit: &&mut Habit| match &pause.ritual {
            Some(named) => habit.ritual.is(named),
            None => habit
                .ritual
                .retired
                .is_none_or(|retired| retired > pause.from),
        };
        for habit in habits.iter_mut().filter(|habit| rests(habit)) {
            let mut why = pause.why.clone();
            for day in pause.from.iter_days().take_while(|day| *day <= last) {
                let day = habit.days.entry(day).or_default();
                if day.times == 0 {
                    day.words.extend(why.take());
                }
            }
        }
    }
    habits
}
