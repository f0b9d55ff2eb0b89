//! `Checkmarks.csv` of all habits: a row a day, a column a habit. Names stand unquoted, so one with
//! a comma in it makes the header longer than its rows.

use super::habit::{Day, Habit, Held, Value};
use crate::exchange::read::{Input, Reading, Table, table};
use crate::exchange::{Fault, Result};

/// Whether the cells of the first rows are marks, words or days without one among them.
pub fn looks_like(input: &Input) -> bool {
    let Ok(mut table) = Table::of(input) else {
        return false;
    };
    let (mut rows, mut unmarked) = (0, input.first_line().trim_end().ends_with(','));
    while rows < 200
        && let Ok(Some(row)) = table.next()
    {
        rows += 1;
        let date = row.cell(0).is_ok_and(|c| c.contains(['-', '/', '.']));
        let marks = (1..row.len()).map(|at| row.cell(at).unwrap_or_default());
        // A number is kept ×1000.
        let is_mark = |n: i64| (-1..=3).contains(&n) || n >= 10;
        let sound = marks
            .clone()
            .all(|c| c.is_empty() || is_word(c) || c.parse().is_ok_and(is_mark));
        if row.len() < 2 || !date || !sound {
            return false;
        }
        unmarked |= marks.clone().any(|c| c == "-1" || is_word(c));
    }
    rows > 0 && unmarked && table.column("date") == Some(0)
}

fn is_word(cell: &str) -> bool {
    !cell.is_empty() && matches!(Value::read(cell), Ok(Value::Word(_)))
}

/// Whether a value can be how strong a habit is, from 0 to 1.
fn is_strength(value: &Value) -> bool {
    match value {
        Value::Plain(n) => (0.0..=1.0).contains(n),
        Value::Stored(n) => (0..=1).contains(n),
        Value::Word(_) => false,
    }
}

pub fn read(input: &Input, into: &mut Reading) -> Result<()> {
    into.of(&input.name);
    let form = table::form(input, into, "date", None)?;
    let mut table = Table::of(input)?;
    let mut habits: Vec<Habit> = Vec::new();
    for name in table.header.iter().skip(1) {
        habits.push(Habit {
            name: name.clone(),
            file: input.name.clone(),
            line: 1,
            ..Habit::default()
        });
    }
    if table.column("date") != Some(0) || habits.is_empty() {
        return into.bad(
            1,
            "a header is expected: Date, then a column for each habit",
        );
    }
    let mut numeric = vec![false; habits.len()];
    // No day was given such values.
    let (mut fractions, mut strengths, mut zeros) = (false, true, false);
    while let Some(row) = table.next()? {
        let values = (1..=habits.len()).map(|at| row.cell(at).and_then(Value::read));
        let values: Vec<Value> = values
            .map(|v| v.unwrap_or(Value::Word(Held::Unmarked)))
            .collect();
        for (value, is) in values.iter().zip(&mut numeric) {
            *is |= value.is_amount();
        }
        zeros |= values.iter().any(|value| value.is_unmarked());
        fractions |= values
            .iter()
            .any(|v| matches!(v, Value::Plain(n) if n.fract() != 0.0));
        strengths &= values.iter().all(is_strength);
    }
    if fractions && strengths {
        return Err(super::strengths(input));
    }
    for habit in &mut habits {
        habit.zeros = zeros;
        habit.declare(None, into)?;
    }
    let table = Table::of(input)?;
    let width = table.width;
    table.each(into, |row, into| {
        let filled = (0..row.len()).rev().find(|at| row.cell(*at) != Ok(""));
        if filled.unwrap_or(0) > habits.len() || row.len() < width {
            return Err(Fault::Line(format!(
                "{width} columns are expected, as the header has; got {}; a comma in a name does that, and Loop's zip keeps the names apart",
                row.len()
            )));
        }
        let day = table::day(&form, row.cell(0)?)?;
        let values = (1..=habits.len()).map(|at| Value::read(row.cell(at)?));
        let values: Vec<Value> = values.collect::<Result<_, String>>()?;
        for ((habit, value), numeric) in habits.iter().zip(values).zip(&numeric) {
            let day = Day {
                line: row.line,
                day,
                value,
                note: String::new(),
            };
            habit.day(&day, *numeric, into)?;
        }
        Ok(())
    })
}
