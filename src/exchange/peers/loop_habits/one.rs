//! The days of one habit: `Checkmarks.csv` in a folder such as `001 Walk`, which alone has its name.

use super::grid;
use super::habit::{Day, Habit, Held, Value};
use crate::exchange::read::table::names_all;
use crate::exchange::read::{Input, Reading, Table, table};
use crate::exchange::{ExchangeError, Result};
use std::path::Path;

/// A date, a value, and since 2025 notes.
const WIDTH: usize = 3;

/// Whether it is the file of one habit, by its header and by a word that Loop writes, or its name.
pub fn looks_like(input: &Input) -> bool {
    let word = |line: &str| {
        let value = line.split(',').nth(1).map(Value::read);
        matches!(value, Some(Ok(Value::Word(mark))) if mark != Held::Unmarked)
    };
    is_one(input) && (named(input).is_some() || input.text().lines().skip(1).any(word))
}

fn is_one(input: &Input) -> bool {
    let header = input.first_line().trim();
    let cells = header.split(',').count();
    let headed = names_all(header, &["date", "value"])
        && (cells == 2 || cells == WIDTH && names_all(header, &["notes"]));
    let dated = header
        .split(',')
        .next()
        .is_some_and(|date| date.starts_with(|c: char| c.is_ascii_digit()));
    headed || dated && named(input).is_some()
}

/// The name in that of its folder.
fn named(input: &Input) -> Option<String> {
    let path = input.path()?.canonicalize().ok()?;
    let folder = path.parent().and_then(Path::file_name)?.to_str()?;
    let (digits, name) = folder.split_once(' ')?;
    let sound = input.is_called("Checkmarks.csv") && digits.parse::<u32>().is_ok();
    (sound && !name.trim().is_empty()).then(|| name.trim().to_owned())
}

/// The file of one habit, or else that of all of them.
pub fn read(input: &Input, into: &mut Reading) -> Result<()> {
    if input.is_called("Scores.csv") {
        return Err(super::strengths(input));
    }
    if !is_one(input) {
        return grid::read(input, into);
    }
    let Some(name) = named(input) else {
        return Err(ExchangeError::whole(
            &input.name,
            "does not hold the name of its habit",
            "the name is that of its folder, such as \"001 Walk\"; the folder above has all habits",
        ));
    };
    let habit = Habit {
        name,
        file: input.name.clone(),
        line: 1,
        ..Habit::default()
    };
    days(input, habit, into)
}

/// Declares a habit and reads its days.
pub fn days(input: &Input, mut habit: Habit, into: &mut Reading) -> Result<()> {
    into.of(&input.name);
    let days = marks(input, into)?;
    let amounts = || days.iter().any(|d| d.value.is_amount());
    let numeric = habit.numeric.unwrap_or_else(amounts);
    habit.zeros = days.iter().any(|d| d.value.is_unmarked());
    let done = |d: &&Day| matches!(d.value.mark(numeric, habit.zeros), Held::Done(_));
    let last = days.iter().filter(done).map(|d| d.day).max();
    habit.declare(last, into)?;
    into.of(&input.name);
    days.iter()
        .try_for_each(|day| habit.day(day, numeric, into))
}

/// The days, with or without a header.
fn marks(input: &Input, into: &mut Reading) -> Result<Vec<Day>> {
    let form = into.form();
    let mut table = Table::without_header(input, b',', WIDTH)?;
    let mut days = Vec::new();
    while let Some(row) = table.next()? {
        let line = row.line;
        let read = || {
            Ok::<_, String>(Day {
                line,
                day: table::day(&form, row.cell(0)?)?,
                value: Value::read(row.cell(1)?)?,
                note: row.cell(2)?.to_owned(),
            })
        };
        match read() {
            Ok(day) => days.push(day),
            Err(_) if line == 1 && row.cell(0).is_ok_and(|c| c.eq_ignore_ascii_case("date")) => {}
            Err(what) => into.bad(line, what)?,
        }
    }
    Ok(days)
}
