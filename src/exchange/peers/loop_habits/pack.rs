//! The zip of CSV files, or the folder it makes: `Habits.csv` and a folder for each habit, joined
//! by position, since folder names drop what is not ASCII.

use super::habit::Habit;
use super::one;
use crate::exchange::read::table::expected;
use crate::exchange::read::{Archive, Input, Reading, Table, archive};
use crate::exchange::{ExchangeError, Result};
use std::collections::BTreeMap;

const HABITS: &str = "Habits.csv";
const MARKS: &str = "Checkmarks.csv";

/// Whether a zip or a folder holds what the program's own does.
pub fn is_one(input: &Input) -> bool {
    archive::holds(input, |name| [HABITS, MARKS].contains(&archive::base(name)))
}

pub fn read(input: &Input, into: &mut Reading) -> Result<()> {
    let mut archive = Archive::open(input)?;
    let mut names = archive.names.clone();
    names.sort_by_key(|name| name.matches('/').count());
    let find = |file: &str| {
        names
            .iter()
            .find(|n| n.rsplit('/').next().is_some_and(|last| last == file))
    };
    let mut habits: BTreeMap<u32, Habit> = BTreeMap::new();
    if let Some(name) = find(HABITS) {
        habits = described(&archive.file(name)?, into)?;
    }
    // Folders such as `001 Walk`.
    let mut marks: BTreeMap<u32, &String> = BTreeMap::new();
    for name in names.iter().filter(|n| n.ends_with(MARKS)) {
        let mut parts = name.rsplit('/').skip(1);
        let folder = parts.next().unwrap_or_default();
        let digits = folder.split(' ').next().unwrap_or_default();
        if let Ok(position) = digits.parse::<u32>() {
            marks.insert(position, name);
            habits.entry(position).or_insert_with(|| Habit {
                name: folder[digits.len()..].trim().to_owned(),
                file: archive.called(name),
                line: 1,
                ..Habit::default()
            });
        }
    }
    if marks.is_empty() {
        return match find(MARKS) {
            Some(_) if input.is_folder() => match input.near(MARKS) {
                Some(file) => one::read(&file, into),
                None => Ok(()),
            },
            Some(name) => one::read(&archive.file(name)?, into),
            None if habits.is_empty() => Err(ExchangeError::whole(
                &input.name,
                "holds no Checkmarks.csv",
                "Loop's own export is a zip with Habits.csv and a folder for each habit",
            )),
            None => habits
                .values_mut()
                .try_for_each(|habit| habit.declare(None, into)),
        };
    }
    for (position, mut habit) in habits {
        let Some(name) = marks.get(&position) else {
            habit.declare(None, into)?;
            continue;
        };
        let file = archive.file(name)?;
        into.of(&file.name);
        one::days(&file, habit, into)?;
    }
    Ok(())
}

/// The habits by position.
fn described(input: &Input, into: &mut Reading) -> Result<BTreeMap<u32, Habit>> {
    into.of(&input.name);
    let mut table = Table::of(input)?;
    let [kind, question, description, color] =
        table.columns(["type", "question", "description", "color"]);
    let [times, days, old_times, old_days] = table.columns([
        "frequencynumerator",
        "frequencydenominator",
        "numrepetitions",
        "interval",
    ]);
    let (times, days) = (times.or(old_times), days.or(old_days));
    let [unit, target_type, target] = table.columns(["unit", "target type", "target value"]);
    let [archived, old_archived] = table.columns(["archived?", "archived"]);
    let archived = archived.or(old_archived);
    let labels = table.header.len();
    // The old header has a label too few.
    table.width += usize::from(old_times.is_some());
    let mut habits = BTreeMap::new();
    table.each(into, |row, _| {
        let mut habit = Habit {
            name: row.cell(1)?.to_owned(),
            file: input.name.clone(),
            line: row.line,
            ..Habit::default()
        };
        let position = row.cell(0)?;
        let position: u32 = position
            .parse()
            .map_err(|_| expected("a position is", position))?;
        // With a label too few, the colour tells where the columns stand.
        let shift = match color {
            Some(color) if row.len() > labels => {
                let coloured = |at: &usize| row.cell(*at).is_ok_and(|c| c.starts_with('#'));
                let found = (color..row.len()).find(coloured);
                found.map_or(0, |found| found - color)
            }
            _ => 0,
        };
        let moved = |at: Option<usize>| row.optional(at.map(|at| at + shift));
        let typed = match shift {
            0 => row.optional(kind)?,
            _ => row.cell(2)?,
        };
        habit.numeric = match typed.to_uppercase().as_str() {
            "YES_NO" => Some(false),
            "NUMERICAL" => Some(true),
            _ => None,
        };
        habit.times = moved(times)?.parse().ok();
        habit.days = moved(days)?.parse().ok();
        habit.description = moved(description)?.to_owned();
        habit.keep("question", moved(question)?);
        habit.unit = row.optional(unit)?.to_owned();
        if habit.numeric == Some(true) {
            habit.keep("target_type", row.optional(target_type)?);
            habit.keep("target_value", row.optional(target)?);
        }
        habit.archived = row.optional(archived)?.eq_ignore_ascii_case("true");
        habits.insert(position, habit);
        Ok(())
    })?;
    Ok(habits)
}
