//! dijo: `habit_record.json`, and `habit_record[auto].json` beside it.

use crate::domain::left::Left;
use crate::exchange::read::table::day;
use crate::exchange::read::{Entry, Input, Items, Mark, Reading, Sketch, items};
use crate::exchange::{ExchangeError, Format, Result};
use serde_json::Value;

pub const FORMAT: Format = Format::of(
    "dijo",
    "dijo: habit_record.json, or the folder it is in",
    recognise,
    read,
);

const FILES: [&str; 2] = ["habit_record.json", "habit_record[auto].json"];

fn recognise(input: &Input) -> bool {
    if input.is_folder() {
        return FILES.iter().any(|f| input.near(f).is_some());
    }
    input.is_json('[', &["stats", "name", "type"])
}

fn read(input: &Input, into: &mut Reading) -> Result<()> {
    if !input.is_folder() {
        return record(input, into);
    }
    let found: Vec<Input> = FILES.iter().filter_map(|f| input.near(f)).collect();
    if found.is_empty() {
        return Err(ExchangeError::whole(
            &input.name,
            "holds no habit_record.json",
            "dijo keeps it in its data folder",
        ));
    }
    found.iter().try_for_each(|file| record(file, into))
}

fn record(input: &Input, into: &mut Reading) -> Result<()> {
    let form = into.form();
    Items::of(input, &[])?.each(into, |line, item, into| {
        let name = item.get("name").and_then(Value::as_str);
        let stats = item.get("stats").and_then(Value::as_object);
        let (Some(name), Some(stats)) = (name, stats) else {
            return Err("a habit is expected, with \"name\" and \"stats\"".into());
        };
        let mut sketch = Sketch::named(name);
        sketch.extra = items::others(item, "name stats type");
        let days = stats.iter().map(|(date, value)| {
            let mut entry = Entry::of_day("", day(&form, date)?);
            let done = amount(value, date)?;
            entry.amount = done.flatten();
            let mark = done.map_or(Mark::Not(Left::NotDone), |_| Mark::Done);
            Ok((line, mark, entry))
        });
        let days = into.sound(line, days)?;
        Ok(into.habit_with_days(line, false, sketch, days)?)
    })
}

/// None for a day not done; a day done has an amount, 0 among them, unless it is a plain yes.
fn amount(value: &Value, date: &str) -> Result<Option<Option<f64>>, String> {
    let wrong = || format!("true, a number, or a value with its precision is expected on {date}");
    let found = match value {
        Value::Bool(done) => return Ok(done.then_some(None)),
        Value::Number(n) => n.as_f64().ok_or_else(wrong)?,
        Value::Object(parts) => {
            let part = |name: &str| parts.get(name).and_then(Value::as_u64).ok_or_else(wrong);
            // As the program itself shows it: nerdypepper/dijo, habit/float.rs.
            part("value")? as f64 / (10.0 * part("precision")? as f64).max(1.0)
        }
        _ => return Err(wrong()),
    };
    Ok(Some(Some(found)))
}
