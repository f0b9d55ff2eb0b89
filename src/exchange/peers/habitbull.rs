//! HabitBull: the CSV export.

use crate::domain::left::Left;
use crate::domain::meta::Extra;
use crate::exchange::read::dates::Order;
use crate::exchange::read::input::Input;
use crate::exchange::read::reading::{Entry, Reading, Sketch};
use crate::exchange::read::table::{self, Table, names_all, number};
use crate::exchange::{ExchangeError, Format};
use std::collections::HashSet;

pub struct HabitBull;

/// What stands for no value.
const NOTHING: f64 = -2_150_000_000.0;

impl Format for HabitBull {
    fn name(&self) -> &'static str {
        "habitbull"
    }

    fn about(&self) -> &'static str {
        "HabitBull: the CSV export"
    }

    fn recognise(&self, input: &Input) -> bool {
        names_all(input.first_line(), &["HabitName", "CalendarDate", "Value"])
    }

    fn read(&self, input: &Input, into: &mut Reading) -> Result<(), ExchangeError> {
        into.of(&input.name);
        // Where nothing tells, the month comes first: that is how the program writes it.
        let form = table::form(input, into, &["CalendarDate"], Some(Order::MonthFirst))?;
        let counted = counted(input)?;
        let mut table = Table::of(input)?;
        let at = |name: &str| table.column(&[name]);
        let (name, description, category) =
            (at("HabitName"), at("HabitDescription"), at("HabitCategory"));
        let (date, value, comment) = (at("CalendarDate"), at("Value"), at("CommentText"));
        let others = table.others(&[name, description, category, date, value, comment]);
        while let Some(row) = table.next()? {
            let line = row.line;
            let read = || {
                let day = table::day(&form, row.optional(date)?)?;
                let mut entry = Entry::of_day(row.optional(name)?, day);
                entry.stored = Some(row.optional(value)?.to_owned());
                entry.amount = Some(number(row.optional(value)?)?);
                entry.note = Some(row.optional(comment)?);
                entry.extra = row.extra(&others)?;
                let mut extra = Extra::new();
                let category = row.optional(category)?;
                if !category.is_empty() {
                    extra.insert("category".to_owned(), category.into());
                }
                let sketch = Sketch {
                    name: entry.ritual,
                    intention: Some(row.optional(description)?),
                    extra,
                    ..Sketch::default()
                };
                Ok::<_, String>((entry, sketch))
            };
            let (mut entry, sketch) = match read() {
                Ok(found) => found,
                Err(what) => {
                    into.bad(line, what)?;
                    continue;
                }
            };
            into.ritual(line, sketch)?;
            let left = match entry.amount {
                Some(NOTHING) => Left::Unmarked,
                Some(0.0) if !counted.contains(entry.ritual) => Left::NotDone,
                _ => {
                    entry.amount = entry.amount.filter(|_| counted.contains(entry.ritual));
                    into.entry(line, entry)?;
                    continue;
                }
            };
            into.not_carried(left);
            into.remark(
                line,
                entry.ritual,
                entry.when,
                entry.note.unwrap_or_default(),
            )?;
        }
        Ok(())
    }
}

/// Habits whose values are amounts: any but yes and no.
fn counted(input: &Input) -> Result<HashSet<String>, ExchangeError> {
    let mut table = Table::of(input)?;
    let (name, value) = (table.column(&["HabitName"]), table.column(&["Value"]));
    let mut found = HashSet::new();
    while let Some(row) = table.next()? {
        let n = row.optional(value).and_then(number).unwrap_or_default();
        if ![0.0, 1.0, NOTHING].contains(&n)
            && let Ok(name) = row.optional(name)
            && !found.contains(name)
        {
            found.insert(name.to_owned());
        }
    }
    Ok(found)
}
