//! Loop Habit Tracker: the database that it reads, version 25. It knows one value a day: yes, a rest, or
//! a number in thousandths.

use super::{Day, Habit, Out, line, times_in};
use crate::domain::left::Left;
use crate::domain::record::Record;
use crate::domain::rhythm::Rhythm;
use chrono::{NaiveDate, NaiveTime};
use serde_json::{Value, json};

/// The tables as Loop has them since version 2.1, in the order their columns are written in.
pub const SCHEMA: &str = "PRAGMA user_version = 25;
    CREATE TABLE Habits (id INTEGER PRIMARY KEY AUTOINCREMENT, archived INTEGER, color INTEGER,
        description TEXT, freq_den INTEGER, freq_num INTEGER, highlight INTEGER, name TEXT,
        position INTEGER, reminder_hour INTEGER, reminder_min INTEGER,
        reminder_days INTEGER NOT NULL DEFAULT 127, type INTEGER NOT NULL DEFAULT 0,
        target_type INTEGER NOT NULL DEFAULT 0, target_value REAL NOT NULL DEFAULT 0,
        unit TEXT NOT NULL DEFAULT '', question TEXT, uuid TEXT);
    CREATE TABLE Repetitions (id INTEGER PRIMARY KEY AUTOINCREMENT,
        habit INTEGER NOT NULL REFERENCES Habits(id), timestamp INTEGER NOT NULL,
        value INTEGER NOT NULL, notes TEXT);
    CREATE UNIQUE INDEX idx_repetitions_habit_timestamp ON Repetitions(habit, timestamp);";

const YES: i64 = 2;
const REST: i64 = 3;

/// How many colours Loop has.
const COLOURS: usize = 20;

/// Rows of a table, in the order of its columns.
pub type Rows = Vec<Vec<Value>>;

/// The rows of `Habits` and of `Repetitions`; the account has no files.
pub fn tables(records: &[Record], today: NaiveDate) -> ([(&'static str, Rows); 2], Out) {
    let mut out = Out::default();
    let (mut habits, mut repetitions) = (Rows::new(), Rows::new());
    let held = super::habits(records, today, &mut out);
    for (at, habit) in held.iter().enumerate() {
        let counted = habit.is_counted();
        habits.push(described(at, habit, counted, today, &mut out));
        for (day, held) in &habit.days {
            let Some(value) = value(held, counted) else {
                out.leaves(Left::Amounts);
                continue;
            };
            let midnight = day.and_time(NaiveTime::MIN).and_utc().timestamp_millis();
            repetitions.push(vec![
                json!(repetitions.len() + 1),
                json!(at + 1),
                json!(midnight),
                json!(value),
                json!(held.words.join("\n")),
            ]);
        }
    }
    ([("Habits", habits), ("Repetitions", repetitions)], out)
}

/// None for what no such habit can hold.
fn value(day: &Day, counted: bool) -> Option<i64> {
    match (day.times, day.amount) {
        (0, _) => Some(REST),
        (_, Some(n)) => {
            let value = (n * 1000.0).round();
            // A number that small would be taken for a rest.
            let fits = value <= f64::from(i32::MAX) && value != REST as f64;
            fits.then_some(value as i64)
        }
        (_, None) if counted => None,
        (_, None) => Some(YES),
    }
}

fn described(
    at: usize,
    habit: &Habit,
    counted: bool,
    today: NaiveDate,
    out: &mut Out,
) -> Vec<Value> {
    let ritual = &habit.ritual;
    let rhythm = ritual.rhythms.on(today);
    // A number of a week or a month is a target there, and is not lost.
    let goal = rhythm.and_then(Rhythm::amount).filter(|_| counted);
    let mut kept = Out::default();
    let (times, days) = match rhythm {
        Some(rhythm) if goal.is_some() => times_in(rhythm, &mut kept),
        Some(rhythm) => times_in(rhythm, out),
        // Once a day, since then Loop fills in no days itself.
        None => {
            out.leaves(Left::Unrhythmed);
            (1, 1)
        }
    };
    let kept = |field: &str| ritual.extra.get("loop").and_then(|extra| extra.get(field));
    let text = |field: &str| kept(field).and_then(Value::as_str).unwrap_or_default();
    // Loop colours a day by a target: what it had, else the smallest amount, so that each day has it.
    let target = goal.or_else(|| text("target_value").parse().ok());
    let amounts = habit.days.values().filter_map(|day| day.amount);
    let smallest = || amounts.filter(|n| *n > 0.0).reduce(f64::min);
    let target = target.or_else(smallest).filter(|_| counted);
    vec![
        json!(at + 1),
        json!(i64::from(ritual.retired.is_some_and(|day| day <= today))),
        json!(at % COLOURS),
        json!(ritual.intention.as_deref().unwrap_or_default()),
        json!(days),
        json!(times),
        json!(0),
        json!(line(&ritual.name)),
        json!(at),
        Value::Null,
        Value::Null,
        json!(127),
        json!(i64::from(counted)),
        json!(i64::from(text("target_type") == "AT_MOST")),
        json!(target.unwrap_or_default()),
        json!(ritual.unit.as_deref().unwrap_or_default()),
        json!(text("question")),
        json!(ritual.meta.uid.simple().to_string()),
    ]
}
