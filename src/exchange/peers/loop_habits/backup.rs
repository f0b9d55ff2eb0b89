//! The backup, an SQLite file. Old ones have no value, type or uuid: there a row is a day it was done.

use super::habit::{Day, Habit, Held, Value};
use crate::domain::left::Left;
use crate::exchange::Result;
use crate::exchange::peers::sheets::{self, Cells};
use crate::exchange::read::dates::lived;
use crate::exchange::read::{Input, Reading};
use chrono::{DateTime, NaiveDate};
use std::collections::{BTreeMap, HashMap};

pub const HABITS: &str = "Habits";
pub const DAYS: &str = "Repetitions";

const OF_HABITS: &str = "name question description freq_num freq_den position archived type target_type \
    target_value unit reminder_hour";
const OF_DAYS: &str = "habit timestamp value notes";

pub fn read(input: &Input, into: &mut Reading) -> Result<()> {
    let columns = input.as_tables().map(|tables| tables.columns(DAYS));
    let columns = columns.transpose()?.flatten().unwrap_or_default();
    let valued = columns.iter().any(|column| column == "value");
    let mut habits: BTreeMap<i64, Habit> = BTreeMap::new();
    let mut positions: BTreeMap<(i64, i64), i64> = BTreeMap::new();
    let file = sheets::called(input, HABITS);
    sheets::each(input, HABITS, OF_HABITS, &mut |line, cells| {
        let id = line as i64;
        let mut habit = Habit {
            name: cells.text("name"),
            numeric: Some(cells.integer("type") == Some(1)),
            zeros: valued,
            times: cells.small("freq_num"),
            days: cells.small("freq_den"),
            unit: cells.text("unit"),
            description: cells.text("description"),
            archived: cells.integer("archived") == Some(1),
            file: file.clone(),
            line,
            ..Habit::default()
        };
        habit.keep("question", &cells.text("question"));
        if habit.numeric == Some(true) {
            let most = cells.integer("target_type") == Some(1);
            habit.keep("target_type", if most { "AT_MOST" } else { "AT_LEAST" });
            habit.keep("target_value", &cells.text("target_value"));
        }
        if cells.integer("reminder_hour").is_some() {
            into.not_carried(Left::Reminders);
        }
        positions.insert((cells.integer("position").unwrap_or(id), id), id);
        habits.insert(id, habit);
        Ok(())
    })?;
    let mut last: HashMap<i64, NaiveDate> = HashMap::new();
    sheets::each(input, DAYS, OF_DAYS, &mut |line, cells| {
        if let Ok((habit, day)) = repetition(line, &cells, valued)
            && let Some(numeric) = habits.get(&habit).and_then(|h| h.numeric)
            && matches!(day.value.mark(numeric, valued), Held::Done(_))
        {
            let latest = last.entry(habit).or_insert(day.day);
            *latest = day.day.max(*latest);
        }
        Ok(())
    })?;
    for id in positions.values() {
        if let Some(habit) = habits.get_mut(id) {
            habit.declare(last.get(id).copied(), into)?;
        }
    }
    into.of(&sheets::called(input, DAYS));
    sheets::each(input, DAYS, OF_DAYS, &mut |line, cells| {
        let found = repetition(line, &cells, valued).and_then(|(id, day)| {
            let habit = habits.get(&id);
            Ok((
                habit.ok_or_else(|| format!("no habit has the id {id}"))?,
                day,
            ))
        });
        match found {
            Err(what) => into.bad(line, what),
            Ok((habit, day)) => habit.day(&day, habit.numeric == Some(true), into),
        }
    })
}

fn repetition(line: usize, cells: &Cells, valued: bool) -> Result<(i64, Day), String> {
    let number = |name: &str| {
        let found = cells.integer(name);
        found.ok_or_else(|| format!("a number is expected as the {name}"))
    };
    let at = DateTime::from_timestamp_millis(number("timestamp")?).map(|at| at.date_naive());
    let day = Day {
        line,
        day: at
            .filter(|day| lived(*day))
            .ok_or("a timestamp in milliseconds is expected")?,
        value: Value::Stored(if valued { number("value")? } else { 2 }),
        note: cells.text("notes"),
    };
    Ok((number("habit")?, day))
}
