//! Table Habit: the JSON export.

use crate::domain::left::Left;
use crate::domain::rhythm::Rhythm;
use crate::exchange::read::items::{integer, number, text};
use crate::exchange::read::{Entry, Input, Items, Mark, Reading, Sketch, dates, items};
use crate::exchange::{Format, Result};
use chrono::{Days, NaiveDate};
use serde_json::Value;

pub const FORMAT: Format = Format::of(
    "table-habit",
    "Table Habit: the JSON export",
    recognise,
    read,
);

fn recognise(input: &Input) -> bool {
    let own = ["freq_type", "record_date"];
    own.iter().any(|own| input.is_json('{', &["habits", own]))
}

fn read(input: &Input, into: &mut Reading) -> Result<()> {
    Items::of(input, &["habits"])?.each(into, |line, item, into| {
        if text(item, "name").is_empty() {
            return Err("a habit is expected, with a \"name\"".into());
        }
        if item.get("freq_type").or(item.get("records")).is_none() {
            return Err(
                "a habit of Table Habit is expected, with \"freq_type\" and \"records\"".into(),
            );
        }
        Ok(habit(line, item, into)?)
    })
}

fn habit(line: usize, item: &Value, into: &mut Reading) -> Result<()> {
    let status = integer(item, "status");
    if status == Some(2) {
        into.not_carried(Left::Deleted);
        return Ok(());
    }
    let mut extra = items::kept(item, &["daily_goal"]);
    if integer(item, "type") == Some(2) {
        extra.insert("type".to_owned(), "negative".into());
    }
    let sketch = Sketch {
        name: text(item, "name"),
        intention: Some(text(item, "desc")),
        rhythm: rhythm(item),
        often: items::kept(item, &["freq_type", "freq_custom"]),
        unit: Some(text(item, "daily_goal_unit")),
        extra,
        ..Sketch::default()
    };
    let days = items::list(item, "records").iter().map(|record| {
        let (mark, mut entry) = day(record)?;
        entry.unit = sketch.unit;
        Ok((line, mark, entry))
    });
    let days = into.sound(line, days)?;
    into.habit_with_days(line, status == Some(3), sketch, days)
}

fn day(record: &Value) -> Result<(Mark, Entry<'_>), String> {
    let date = record.get("record_date").unwrap_or(&Value::Null);
    let day = date.as_u64().map(Days::new);
    let day = day.and_then(|days| NaiveDate::default().checked_add_days(days));
    let day = day
        .filter(|day| dates::lived(*day))
        .ok_or_else(|| format!("days since 1970 are expected as \"record_date\"; got {date}"))?;
    let kind = record.get("record_type").unwrap_or(&Value::Null);
    let mark = match kind.as_i64() {
        Some(1) => Mark::Done,
        Some(2) => Mark::Rest,
        _ => return Err(format!("1 or 2 is expected as \"record_type\"; got {kind}")),
    };
    let mut entry = Entry::of_day("", day);
    entry.amount = number(record, "record_value");
    entry.note = Some(text(record, "reason"));
    Ok((mark, entry))
}

/// So many times a week, a month, or in a number of days.
fn rhythm(item: &Value) -> Option<Rhythm> {
    let custom: Vec<u32> = serde_json::from_str(text(item, "freq_custom")).ok()?;
    let days = match (integer(item, "freq_type"), custom.as_slice()) {
        (Some(1), [_]) => 7,
        (Some(2), [_]) => 30,
        (Some(3), [_, days]) => *days,
        _ => return None,
    };
    Rhythm::times_in(*custom.first()?, days)
}
