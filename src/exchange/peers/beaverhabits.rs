//! Beaver Habit Tracker: its JSON export.

use crate::domain::left::Left;
use crate::domain::rhythm::Rhythm;
use crate::exchange::read::items::text;
use crate::exchange::read::table::day;
use crate::exchange::read::{Entry, Form, Input, Items, Mark, Reading, Sketch, items};
use crate::exchange::{Format, Result};
use chrono::NaiveDate;
use serde_json::Value;
use std::collections::BTreeMap;

pub const FORMAT: Format = Format::of(
    "beaverhabits",
    "Beaver Habit Tracker: the JSON export",
    recognise,
    read,
);

fn recognise(input: &Input) -> bool {
    input.is_json('{', &["habits", "records"]) && !input.text().contains("\"record_date\"")
}

fn read(input: &Input, into: &mut Reading) -> Result<()> {
    Items::of(input, &["habits"])?.each(into, |line, item, into| {
        let name = item.get("name").and_then(Value::as_str);
        match name.filter(|_| item.get("records").is_some_and(Value::is_array)) {
            Some(name) => Ok(habit(line, name, item, into)?),
            None => Err("a habit is expected, with a \"name\" and \"records\"".into()),
        }
    })
}

fn habit(line: usize, name: &str, item: &Value, into: &mut Reading) -> Result<()> {
    let status = text(item, "status");
    if status == "soft_delete" {
        into.not_carried(Left::Deleted);
        return Ok(());
    }
    // A day that stands twice counts once: done where one of them is, with the words of both.
    let mut days: BTreeMap<NaiveDate, (bool, String)> = BTreeMap::new();
    let form = into.form();
    let records = items::list(item, "records").iter();
    for (day, done, text) in into.sound(line, records.map(|item| record(item, &form)))? {
        if let Some((is, words)) = days.get_mut(&day) {
            *is |= done;
            if !words.contains(text) {
                *words = [words.as_str(), text].join("\n").trim().to_owned();
            }
            into.not_carried(Left::Twice);
        } else {
            days.insert(day, (done, text.to_owned()));
        }
    }
    let sketch = Sketch {
        name,
        rhythm: item.get("period").and_then(rhythm),
        often: items::kept(item, &["period"]),
        extra: items::kept(item, &["id", "tags", "star"]),
        ..Sketch::default()
    };
    let days = days.iter().map(|(day, (done, text))| {
        let mark = match (done, is_skip(text)) {
            (true, _) => Mark::Done,
            (false, true) => Mark::Rest,
            (false, false) => Mark::Not(Left::NotDone),
        };
        let mut entry = Entry::of_day("", *day);
        entry.note = Some(text);
        (line, mark, entry)
    });
    into.habit_with_days(line, status == "archive", sketch, days.collect())
}

/// The program's own tag for a day that rests, in the words of the day.
fn is_skip(text: &str) -> bool {
    let mut words = text.split(|c: char| c.is_whitespace() || ",.;:!?()".contains(c));
    words.any(|word| word.eq_ignore_ascii_case("#skip"))
}

fn record<'r>(record: &'r Value, form: &Form) -> Result<(NaiveDate, bool, &'r str), String> {
    let done = match record.get("done") {
        Some(Value::Bool(done)) => *done,
        None | Some(Value::Null) => false,
        Some(other) => {
            return Err(format!(
                "true or false is expected as \"done\"; got {other}"
            ));
        }
    };
    Ok((day(form, text(record, "day"))?, done, text(record, "text")))
}

fn rhythm(period: &Value) -> Option<Rhythm> {
    let number = |field: &str| match period.get(field) {
        None | Some(Value::Null) => Some(1),
        Some(_) => items::small(period, field),
    };
    let days = match text(period, "period_type") {
        "D" => 1,
        "W" => 7,
        "M" => 30,
        _ => return None,
    };
    Rhythm::times_in(
        number("target_count")?,
        number("period_count")?.checked_mul(days)?,
    )
}
