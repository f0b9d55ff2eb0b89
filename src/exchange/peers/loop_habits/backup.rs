//! The backup, an SQLite file. Old ones have no value, type or uuid: there a row is a day it was done.

use super::habit::{Day, Habit, Mark, Value};
use crate::domain::left::Left;
use crate::exchange::ExchangeError;
use crate::exchange::read::input::{Input, Tables};
use crate::exchange::read::reading::Reading;
use chrono::{DateTime, NaiveDate};
use serde_json::Value as Json;
use std::collections::{BTreeMap, HashMap};

const HABITS: [&str; 12] = [
    "name",
    "question",
    "description",
    "freq_num",
    "freq_den",
    "position",
    "archived",
    "type",
    "target_type",
    "target_value",
    "unit",
    "reminder_hour",
];

fn text(cell: &Json) -> String {
    match cell {
        Json::String(text) => text.clone(),
        Json::Null => String::new(),
        other => other.to_string(),
    }
}

fn refused(input: &Input, why: &str) -> ExchangeError {
    ExchangeError::Whole {
        file: input.name.clone(),
        why: why.to_owned(),
        hint: "a backup made by Loop Habit Tracker has tables Habits and Repetitions".to_owned(),
    }
}

pub fn read(input: &Input, tables: &dyn Tables, into: &mut Reading) -> Result<(), ExchangeError> {
    let have = |table: &str| {
        tables
            .columns(table)?
            .ok_or_else(|| refused(input, &format!("has no table {table}")))
    };
    let (of_habits, of_days) = (have("Habits")?, have("Repetitions")?);
    if !["habit", "timestamp"]
        .iter()
        .all(|c| of_days.iter().any(|d| d == c))
        || !of_habits.iter().any(|c| c == "name")
    {
        return Err(refused(
            input,
            "has none of the columns that are looked for",
        ));
    }
    let asked: Vec<&str> = HABITS
        .iter()
        .copied()
        .filter(|c| of_habits.iter().any(|h| h == c))
        .collect();
    let valued = of_days.iter().any(|c| c == "value");
    let mut habits: BTreeMap<i64, Habit> = BTreeMap::new();
    let mut positions: BTreeMap<(i64, i64), i64> = BTreeMap::new();
    let file = format!("{}, table Habits", input.name);
    tables.each("Habits", &asked, &mut |id, cells| {
        let cell = |name: &str| {
            asked
                .iter()
                .position(|c| *c == name)
                .and_then(|at| cells.get(at))
        };
        let of = |name: &str| cell(name).map(text).unwrap_or_default();
        let number = |name: &str| cell(name).and_then(Json::as_i64);
        let mut habit = Habit {
            name: of("name"),
            numeric: Some(number("type") == Some(1)),
            zeros: valued,
            times: number("freq_num").and_then(|n| n.try_into().ok()),
            days: number("freq_den").and_then(|n| n.try_into().ok()),
            unit: of("unit"),
            description: of("description"),
            archived: number("archived") == Some(1),
            file: file.clone(),
            line: usize::try_from(id).unwrap_or_default(),
            ..Habit::default()
        };
        habit.keep("question", &of("question"));
        if habit.numeric == Some(true) {
            let most = number("target_type") == Some(1);
            habit.keep("target_type", if most { "AT_MOST" } else { "AT_LEAST" });
            habit.keep("target_value", &of("target_value"));
        }
        if number("reminder_hour").is_some() {
            into.not_carried(Left::Reminders);
        }
        positions.insert((number("position").unwrap_or(id), id), id);
        habits.insert(id, habit);
        Ok(())
    })?;
    let noted = of_days.iter().any(|c| c == "notes");
    let mut columns = vec!["habit", "timestamp"];
    columns.extend(valued.then_some("value"));
    columns.extend(noted.then_some("notes"));
    let mut last: HashMap<i64, NaiveDate> = HashMap::new();
    tables.each("Repetitions", &columns, &mut |id, cells| {
        if let Ok((habit, day)) = repetition(id, cells, valued, noted)
            && let Some(numeric) = habits.get(&habit).and_then(|h| h.numeric)
            && matches!(day.value.mark(numeric, valued), Mark::Done(_))
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
    into.of(&format!("{}, table Repetitions", input.name));
    tables.each("Repetitions", &columns, &mut |id, cells| {
        let line = usize::try_from(id).unwrap_or_default();
        match repetition(id, cells, valued, noted) {
            Err(what) => into.bad(line, what),
            Ok((habit, day)) => match habits.get(&habit) {
                Some(habit) => habit.day(&day, habit.numeric == Some(true), into),
                None => into.bad(line, format!("no habit has the id {habit}")),
            },
        }
    })
}

fn repetition(id: i64, cells: &[Json], valued: bool, noted: bool) -> Result<(i64, Day), String> {
    let number = |at: usize, what: &str| {
        let found = cells.get(at).and_then(Json::as_i64);
        found.ok_or_else(|| format!("a number is expected as the {what}"))
    };
    let at = DateTime::from_timestamp_millis(number(1, "timestamp")?);
    let day = at
        .map(|at| at.date_naive())
        .filter(|d| crate::exchange::read::dates::lived(*d));
    let value = if valued { number(2, "value")? } else { 2 };
    let note = if noted {
        cells.last().map(text).unwrap_or_default()
    } else {
        String::new()
    };
    let day = Day {
        line: usize::try_from(id).unwrap_or_default(),
        day: day.ok_or_else(|| "a timestamp in milliseconds is expected".to_owned())?,
        value: Value::Stored(value),
        note,
    };
    Ok((number(0, "habit")?, day))
}
