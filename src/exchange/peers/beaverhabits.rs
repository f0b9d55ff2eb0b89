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
    into.of(&input.name);
    Items::of(input, &["habits"])?.each(into, |line, item, into| {
        let name = item.get("name").and_then(Value::as_str);
        let records = item.get("records").and_then(Value::as_array);
        match name.zip(records) {
            Some((name, records)) => Ok(habit(line, name, item, records, into)?),
            None => Err("a habit is expected, with a \"name\" and \"records\"".into()),
        }
    })
}

fn habit(
    line: usize,
    name: &str,
    item: &Value,
    records: &[Value],
    into: &mut Reading,
) -> Result<()> {
    let status = text(item, "status");
    if status == "soft_delete" {
        into.not_carried(Left::Deleted);
        return Ok(());
    }
    // A day that stands twice counts once: done where one of them is, with the words of both.
    let mut days: BTreeMap<NaiveDate, (bool, String)> = BTreeMap::new();
    let form = into.form();
    for found in records.iter().map(|item| record(item, &form)) {
        match found {
            Err(what) => into.bad(line, what)?,
            Ok((day, done, text)) => match days.get_mut(&day) {
                None => drop(days.insert(day, (done, text.to_owned()))),
                Some((is, words)) => {
                    *is |= done;
                    if !words.contains(text) {
                        *words = [words.as_str(), text].join("\n").trim().to_owned();
                    }
                    into.not_carried(Left::Twice);
                }
            },
        }
    }
    let done = days.iter().filter(|(_, (done, _))| *done);
    let last = done.map(|(day, _)| *day).max();
    let mut extra = items::kept(item, &["id", "tags", "star"]);
    let period = item.get("period").filter(|p| !p.is_null());
    let rhythm = period.and_then(rhythm);
    if let (Some(period), None) = (period, &rhythm) {
        into.unrhythmed([("period", period.clone())], &mut extra);
    }
    let sketch = Sketch {
        name,
        rhythm,
        retired: into.ended(status == "archive", last),
        extra,
        ..Sketch::default()
    };
    let called = into.habit(line, sketch)?;
    for (day, (done, text)) in days {
        let mark = match (done, is_skip(&text)) {
            (true, _) => Mark::Done,
            (false, true) => Mark::Rest,
            (false, false) => Mark::Not(Left::NotDone),
        };
        let mut entry = Entry::of_day(&called, day);
        entry.note = Some(&text);
        into.marked(line, mark, entry)?;
    }
    Ok(())
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
