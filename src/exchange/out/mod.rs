//! The notebook as other programs read it. Each of them takes less than is here; what one has no place
//! for is counted.

pub mod harsh;
pub mod jrnl;
pub mod loop_habits;
pub mod obsidian;

use crate::domain::completion::Completion;
use crate::domain::dates::days;
use crate::domain::left::Left;
use crate::domain::mood::Mood;
use crate::domain::record::Record;
use crate::domain::rhythm::{Goal, Period, Rhythm};
use crate::domain::ritual::Ritual;
use crate::domain::walk::{self, Seen};
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// Files by name, and an account of what went into them.
#[derive(Debug, Default)]
pub struct Out {
    pub files: Vec<(String, Vec<u8>)>,
    /// How many rows went.
    pub rows: usize,
    pub left: BTreeMap<Left, u64>,
}

impl Out {
    fn leaves(&mut self, what: Left) {
        *self.left.entry(what).or_default() += 1;
    }
}

/// The numbers of a mood note by name: `mood 4`, `sleep 7.5 h`.
fn numbers(mood: &Mood) -> Vec<(&'static str, f64, &'static str)> {
    let number = |seen: Seen| Some((seen.field.name, seen.number?, seen.field.unit));
    walk::look(mood).filter_map(number).collect()
}

/// A number and its unit.
fn measured(n: f64, unit: Option<&str>) -> String {
    format!("{n} {}", unit.unwrap_or_default())
        .trim_end()
        .to_owned()
}

/// What was done, and how much: `walk, 20 min`.
pub(super) fn titled(done: &Completion) -> String {
    let mut title = done.ritual.name.clone();
    if let Some(n) = done.amount {
        title += &format!(", {}", measured(n, done.unit.as_deref()));
    }
    title
}

/// One line of any text.
fn line(text: &str) -> String {
    let visible: String = text
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    visible.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A ritual day by day, for programs that know one value of a habit and day.
#[derive(Default)]
struct Habit {
    ritual: Ritual,
    days: BTreeMap<NaiveDate, Day>,
}

/// What a day of a ritual holds.
#[derive(Default)]
struct Day {
    /// How often it was done; 0 is a rest.
    times: u32,
    /// All amounts together.
    amount: Option<f64>,
    words: Vec<String>,
}

impl Habit {
    /// Whether its days are numbers.
    fn is_counted(&self) -> bool {
        self.days.values().any(|day| day.amount.is_some())
    }

    fn add(&mut self, completion: &Completion, out: &mut Out) {
        out.rows += 1;
        if completion.moment.is_some() {
            out.leaves(Left::Clocks);
        }
        let day = self.days.entry(completion.day).or_default();
        day.times += 1;
        if day.times > 1 {
            out.leaves(Left::SameDay);
        }
        if let Some(n) = completion.amount {
            day.amount = Some(day.amount.unwrap_or_default() + n);
            let unit = completion.unit.as_deref();
            let other = unit.filter(|_| unit != self.ritual.unit.as_deref());
            day.words.extend(other.map(|_| measured(n, other)));
        }
        day.words.extend(completion.variation.clone());
        day.words.extend(completion.note.clone());
    }

    /// What was done on a resting day was done.
    fn rest(&mut self, from: NaiveDate, until: NaiveDate, mut why: Option<String>) {
        for day in days(from, until) {
            let day = self.days.entry(day).or_default();
            if day.times == 0 {
                day.words.extend(why.take());
            }
        }
    }
}

/// So many times in so many days, as other programs say how often; what is lost by it is counted.
fn times_in(rhythm: &Rhythm, out: &mut Out) -> (u32, u32) {
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
/// Rests go on until today at most.
fn habits(records: &[Record], today: NaiveDate, out: &mut Out) -> Vec<Habit> {
    let declared = records.iter().filter_map(|record| match record {
        Record::Ritual(ritual) => Some(ritual.clone()),
        _ => None,
    });
    let habit = |ritual| Habit {
        ritual,
        ..Habit::default()
    };
    let mut habits: Vec<Habit> = declared.map(habit).collect();
    out.rows += habits.len();
    for record in records {
        let named = match record {
            Record::Completion(completion) => &completion.ritual,
            Record::Pause(pause) => match &pause.ritual {
                Some(named) => named,
                None => continue,
            },
            Record::Ritual(_) => continue,
            _ => {
                out.leaves(Left::Kinds);
                continue;
            }
        };
        let at = habits.iter().position(|habit| habit.ritual.is(named));
        let at = at.unwrap_or_else(|| {
            let mut ritual = Ritual {
                name: named.name.clone(),
                ..Ritual::default()
            };
            ritual.meta.uid = named.uid.unwrap_or_default();
            habits.push(habit(ritual));
            habits.len() - 1
        });
        if let Record::Completion(completion) = record {
            habits[at].add(completion, out);
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
            None => habit.ritual.retired.is_none_or(|day| day > pause.from),
        };
        for habit in habits.iter_mut().filter(rests) {
            habit.rest(pause.from, last, pause.why.clone());
        }
    }
    habits
}
