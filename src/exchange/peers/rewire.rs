//! Rewire: its database.

use super::sheets::{self, Cells};
use crate::domain::left::Left;
use crate::domain::rhythm::Rhythm;
use crate::exchange::read::{Entry, Form, Input, Mark, Reading, Sketch, items, table};
use crate::exchange::{Format, Result};
use std::collections::HashMap;

pub const FORMAT: Format = Format::of("rewire", "Rewire: the database", recognise, read);

const HABITS: &str = "habits";
const CHECKINS: &str = "checkins";
const UNITS: &str = "unit";

const OF_CHECKINS: &str = "habit_id date type note actual_count";
const OF_HABITS: &str =
    "name _id description archived unit schedule active_days days period repeating_count";

/// Columns that say how often a habit comes round.
const OF_RHYTHMS: &str = "schedule active_days days period repeating_count";

fn recognise(input: &Input) -> bool {
    sheets::has(input, &[HABITS, CHECKINS, UNITS])
}

fn read(input: &Input, into: &mut Reading) -> Result<()> {
    let id_of = |line: usize, cells: &Cells| cells.integer("_id").unwrap_or(line as i64);
    let mut units: HashMap<i64, String> = HashMap::new();
    sheets::each(input, UNITS, "unit_name _id", into, |line, cells, _| {
        units.insert(id_of(line, &cells), cells.text("unit_name"));
        Ok(())
    })?;
    // The name and the unit of each habit.
    let mut habits: HashMap<i64, (String, Option<&str>)> = HashMap::new();
    sheets::each(input, HABITS, OF_HABITS, into, |line, cells, into| {
        let unit = cells.integer("unit").and_then(|id| units.get(&id));
        let unit = unit.map(String::as_str).filter(|unit| !unit.is_empty());
        let sketch = Sketch {
            name: &cells.text("name"),
            intention: Some(&cells.text("description")),
            rhythm: rhythm(&cells),
            often: items::said(
                OF_RHYTHMS
                    .split(' ')
                    .map(|field| (field, cells.text(field))),
            ),
            unit,
            retired: into.ended(cells.integer("archived") == Some(1), None),
            ..Sketch::default()
        };
        let called = into.habit(line, sketch)?;
        habits.insert(id_of(line, &cells), (called, unit));
        Ok(())
    })?;
    sheets::each(input, CHECKINS, OF_CHECKINS, into, |line, cells, into| {
        let id = cells.integer("habit_id").unwrap_or_default();
        let habit = habits.get(&id);
        let (name, unit) = habit.ok_or_else(|| format!("no habit has the id {id}"))?;
        let day = table::day(&Form::Any(None), &cells.text("date"))?;
        let note = cells.text("note");
        // What 1 and 3 are is not known, but neither is done.
        let mark = match cells.integer("type") {
            Some(2) => Mark::Done,
            _ => Mark::Not(Left::NotDone),
        };
        let mut entry = Entry::of_day(name, day);
        entry.amount = cells.number("actual_count").filter(|_| unit.is_some());
        (entry.unit, entry.note) = (*unit, Some(note.as_str()));
        Ok(into.marked(line, mark, entry)?)
    })
}

/// Weekdays from Sunday on, so many times in a period, or every so many days.
fn rhythm(cells: &Cells) -> Option<Rhythm> {
    let small = |name| cells.small(name);
    match small("schedule")? {
        0 => {
            let days = cells.text("active_days");
            let days = days
                .split(',')
                .map(|day| day.trim().parse::<u8>().ok().filter(|n| *n < 7));
            let set = days.collect::<Option<Vec<u8>>>()?;
            let bits = set.iter().fold(0, |bits, day| bits | 1 << ((day + 6) % 7));
            Some(if bits == 0b111_1111 {
                Rhythm::Daily
            } else {
                Rhythm::Named(bits)
            })
        }
        1 => {
            let days = [7, 30, 365].get(small("period")? as usize)?;
            Rhythm::times_in(small("days")?, *days)
        }
        2 => Rhythm::times_in(1, small("repeating_count")?),
        _ => None,
    }
}
