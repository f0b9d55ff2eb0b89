//! A habit and its days, from whichever of Loop's files.

use crate::domain::left::Left;
use crate::domain::meta::Extra;
use crate::domain::rhythm::Rhythm;
use crate::exchange::Result;
use crate::exchange::read::table::{expected, number};
use crate::exchange::read::{Entry, Mark, Reading, Sketch};
use chrono::NaiveDate;

/// What a day holds: a word, or a number as it is stored.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Value {
    Word(Held),
    Stored(i64),
    /// A number with a point in it is not ×1000.
    Plain(f64),
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Held {
    Done(Option<f64>),
    Rest,
    No,
    Unmarked,
    /// Covered by the frequency: the program's doing.
    Covered,
}

impl Value {
    pub fn read(text: &str) -> Result<Value, String> {
        let text = text.trim();
        Ok(match text.to_uppercase().as_str() {
            "YES_MANUAL" => Value::Word(Held::Done(None)),
            "YES_AUTO" => Value::Word(Held::Covered),
            "NO" => Value::Word(Held::No),
            "SKIP" => Value::Word(Held::Rest),
            "UNKNOWN" | "" => Value::Word(Held::Unmarked),
            _ => match text.parse() {
                Ok(stored) => Value::Stored(stored),
                Err(_) => Value::Plain(number(text).map_err(|_| {
                    expected(
                        "YES_MANUAL, YES_AUTO, NO, SKIP, UNKNOWN or a number is",
                        text,
                    )
                })?),
            },
        })
    }

    /// The number Loop keeps, the same in all its files.
    fn stored(self) -> String {
        match self {
            Value::Word(Held::No) => "0".to_owned(),
            Value::Word(_) => "2".to_owned(),
            Value::Stored(n) => n.to_string(),
            Value::Plain(n) => (n * 1000.0).round().to_string(),
        }
    }

    /// Whether this can be an amount alone.
    pub fn is_amount(self) -> bool {
        match self {
            Value::Word(_) => false,
            Value::Stored(n) => n > 3,
            Value::Plain(_) => true,
        }
    }

    /// Whether it says that nothing was marked.
    pub fn is_unmarked(self) -> bool {
        matches!(self, Value::Word(Held::Unmarked) | Value::Stored(..=-1))
    }

    /// Where days without a mark are told from those with a 0, `NO` or 0 of a habit that is counted
    /// is an amount of 0.
    pub fn mark(self, numeric: bool, zeros: bool) -> Held {
        match (self, numeric) {
            (Value::Word(Held::No), true) => Held::Done(Some(0.0)),
            (Value::Stored(0), true) if zeros => Held::Done(Some(0.0)),
            (Value::Word(mark), _) => mark,
            (Value::Stored(..=-1), _) => Held::Unmarked,
            (Value::Stored(0), _) => Held::No,
            (Value::Stored(3), _) => Held::Rest,
            (Value::Stored(1), false) => Held::Covered,
            (Value::Stored(2), false) => Held::Done(None),
            (Value::Stored(n), _) => Held::Done(Some(n as f64 / 1000.0)),
            (Value::Plain(n), _) if n > 0.0 => Held::Done(Some(n)),
            (Value::Plain(_), _) => Held::No,
        }
    }
}

/// A habit as Loop describes it.
#[derive(Debug, Default)]
pub struct Habit {
    pub name: String,
    /// Known from the file, or seen from its values.
    pub numeric: Option<bool>,
    /// Whether days without a mark are told from those with a 0.
    pub zeros: bool,
    pub times: Option<u32>,
    pub days: Option<u32>,
    pub unit: String,
    pub description: String,
    pub archived: bool,
    pub extra: Extra,
    pub file: String,
    pub line: usize,
}

/// What a habit that is counted aims at: at least or at most so much.
pub const TARGET: [&str; 2] = ["target_type", "target_value"];

/// One day of a habit.
#[derive(Debug, Clone)]
pub struct Day {
    pub line: usize,
    pub day: NaiveDate,
    pub value: Value,
    pub note: String,
}

impl Habit {
    /// Keeps a field that has no place here.
    pub fn keep(&mut self, field: &str, value: &str) {
        if !value.is_empty() {
            self.extra.insert(field.to_owned(), value.into());
        }
    }

    /// Declares the ritual, whose name is that of its entries from here on; `last` is the last day it
    /// was done.
    pub fn declare(&mut self, last: Option<NaiveDate>, into: &mut Reading) -> Result<()> {
        let frequency = self.times.zip(self.days);
        let mut rhythm = frequency.and_then(|(times, days)| Rhythm::times_in(times, days));
        if let (Some((times, days)), None) = (frequency, &rhythm) {
            let said = format!("{times} in {days} days");
            into.unrhythmed([("frequency", said)], &mut self.extra);
        }
        if let Some(goal) = rhythm.as_ref().and_then(|often| self.goal(often)) {
            rhythm = Some(goal);
            self.extra
                .retain(|field, _| !TARGET.contains(&field.as_str()));
        }
        into.of(&self.file);
        self.name = into.habit(
            self.line,
            Sketch {
                name: &self.name,
                intention: Some(&self.description),
                rhythm,
                unit: Some(&self.unit),
                retired: into.ended(self.archived, last),
                extra: self.extra.clone(),
                ..Sketch::default()
            },
        )?;
        Ok(())
    }

    /// The target of a habit that is counted once a week or in a longer time, as a rhythm.
    fn goal(&self, often: &Rhythm) -> Option<Rhythm> {
        let [kind, target] = TARGET.map(|field| self.extra.get(field));
        let target: f64 = target?.as_str()?.parse().ok()?;
        let (often, unit) = (often.to_string(), &self.unit);
        let period = often.strip_prefix("1/").filter(|_| !unit.is_empty())?;
        let goal = format!("{target} {unit}/{period}").parse::<Rhythm>().ok()?;
        (kind? != "AT_MOST" && goal.amount().is_some()).then_some(goal)
    }

    /// One day, as what it was.
    pub fn day(&self, day: &Day, numeric: bool, into: &mut Reading) -> Result<()> {
        let mut entry = Entry::of_day(&self.name, day.day);
        entry.stored = Some(day.value.stored());
        entry.unit = Some(&self.unit);
        entry.note = Some(&day.note);
        let mark = match day.value.mark(numeric, self.zeros) {
            Held::Done(amount) => {
                entry.amount = amount;
                Mark::Done
            }
            Held::Rest => Mark::Rest,
            Held::No => Mark::Not(Left::NotDone),
            Held::Unmarked => Mark::Not(Left::Unmarked),
            Held::Covered => Mark::Not(Left::Covered),
        };
        into.marked(day.line, mark, entry)
    }
}
