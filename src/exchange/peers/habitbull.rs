//! HabitBull: the CSV export.

use crate::domain::left::Left;
use crate::exchange::read::dates::Order;
use crate::exchange::read::table::{names_all, number};
use crate::exchange::read::{Entry, Input, Mark, Reading, Sketch, Table, items, table};
use crate::exchange::{Format, Result};
use std::collections::HashSet;

pub const FORMAT: Format = Format::of("habitbull", "HabitBull: the CSV export", recognise, read);

/// Columns that every file has.
const COLUMNS: [&str; 3] = ["HabitName", "CalendarDate", "Value"];

/// What stands for no value.
const NOTHING: f64 = -2_150_000_000.0;

fn recognise(input: &Input) -> bool {
    names_all(input.first_line(), &COLUMNS)
}

fn read(input: &Input, into: &mut Reading) -> Result<()> {
    // Where nothing tells, the month comes first: that is how the program writes it.
    let form = table::form(input, into, "CalendarDate", Some(Order::MonthFirst))?;
    let counted = counted(input)?;
    let mut table = Table::of(input)?;
    table.needs(&COLUMNS)?;
    let known = table.columns(COLUMNS);
    let more = table.columns(["HabitDescription", "HabitCategory", "CommentText"]);
    let others = table.others();
    table.each(into, |row, into| {
        let [ritual, date, value] = row.cells(known)?;
        let [description, category, words] = row.cells(more)?;
        let (n, counted) = (number(value)?, counted.contains(ritual));
        let mut entry = Entry::of_day(ritual, table::day(&form, date)?);
        entry.amount = counted.then_some(n);
        entry.stored = Some(value.to_owned());
        entry.note = Some(words);
        entry.extra = row.extra(&others)?;
        let sketch = Sketch {
            name: ritual,
            intention: Some(description),
            extra: items::said([("category", category)]),
            ..Sketch::default()
        };
        into.ritual(row.line, sketch)?;
        let mark = match n {
            NOTHING => Mark::Not(Left::Unmarked),
            0.0 if !counted => Mark::Not(Left::NotDone),
            _ => Mark::Done,
        };
        Ok(into.marked(row.line, mark, entry)?)
    })
}

/// Habits whose values are amounts: any but yes and no.
fn counted(input: &Input) -> Result<HashSet<String>> {
    let mut table = Table::of(input)?;
    let columns = table.columns(["HabitName", "Value"]);
    let mut found = HashSet::new();
    while let Some(row) = table.next()? {
        if let Ok([name, value]) = row.cells(columns)
            && ![0.0, 1.0, NOTHING].contains(&number(value).unwrap_or_default())
            && !found.contains(name)
        {
            found.insert(name.to_owned());
        }
    }
    Ok(found)
}
