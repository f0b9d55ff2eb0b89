//! Beaver Habit Tracker: its JSON export.

use super::dates::Form;
use super::input::Input;
use super::items::Items;
use super::reading::{Entry, Reading, Sketch, When};
use super::table::day;
use super::{ExchangeError, Format};
use crate::domain::left::Left;
use crate::domain::meta::Extra;
use crate::domain::rhythm::Rhythm;
use serde_json::Value;

pub struct BeaverHabits;

impl Format for BeaverHabits {
    fn name(&self) -> &'static str {
        "beaverhabits"
    }

    fn about(&self) -> &'static str {
        "Beaver Habit Tracker: the JSON export"
    }

    fn recognise(&self, input: &Input) -> bool {
        let text = input.text();
        text.trim_start().starts_with('{')
            && text.contains("\"habits\"")
            && text.contains("\"records\"")
    }

    fn read(&self, input: &Input, into: &mut Reading) -> Result<(), ExchangeError> {
        into.of(&input.name);
        let mut items = Items::of(input, &["habits"])?;
        while let Some((line, item)) = items.next()? {
            let done = item.and_then(|item| match item.get("name").and_then(Value::as_str) {
                Some(name) => Ok((name.to_owned(), item)),
                None => Err("a habit is expected, with a \"name\"".to_owned()),
            });
            match done {
                Ok((name, item)) => habit(line, &name, &item, into)?,
                Err(what) => into.bad(line, what)?,
            }
        }
        Ok(())
    }
}

fn habit(line: usize, name: &str, item: &Value, into: &mut Reading) -> Result<(), ExchangeError> {
    let status = item
        .get("status")
        .and_then(Value::as_str)
        .unwrap_or_default();
    if status == "soft_delete" {
        into.not_carried(Left::Deleted);
        return Ok(());
    }
    let records = item.get("records").and_then(Value::as_array);
    let days: Vec<_> = records.into_iter().flatten().map(record).collect();
    let done = days
        .iter()
        .flatten()
        .filter(|(_, done, _)| *done)
        .map(|(day, ..)| *day);
    let mut extra = Extra::new();
    for field in ["id", "tags", "star"] {
        let kept = item
            .get(field)
            .filter(|v| !matches!(v, Value::Null | Value::Bool(false)));
        if let Some(value) = kept.filter(|v| v.as_array().is_none_or(|a| !a.is_empty())) {
            extra.insert(field.to_owned(), value.clone());
        }
    }
    let rhythm = item
        .get("period")
        .filter(|p| !p.is_null())
        .and_then(|period| {
            let found = rhythm(period);
            if found.is_none() {
                extra.insert("period".to_owned(), period.clone());
                into.not_carried(Left::Rhythms);
            }
            found
        });
    let retired = (status == "archive").then(|| done.max().unwrap_or(into.today).min(into.today));
    into.ritual(
        line,
        Sketch {
            name,
            rhythm,
            retired,
            extra,
            ..Sketch::default()
        },
    )?;
    for found in days {
        match found {
            Err(what) => into.bad(line, what)?,
            Ok((day, true, text)) => {
                let mut entry = Entry::new(name, When::Day(day));
                entry.note = Some(&text);
                into.entry(line, entry)?;
            }
            Ok((day, false, text)) => {
                into.not_carried(Left::NotDone);
                into.remark(line, name, When::Day(day), &text)?;
            }
        }
    }
    Ok(())
}

fn record(record: &Value) -> Result<(chrono::NaiveDate, bool, String), String> {
    let date = record
        .get("day")
        .and_then(Value::as_str)
        .unwrap_or_default();
    let done = match record.get("done") {
        Some(Value::Bool(done)) => *done,
        None | Some(Value::Null) => false,
        Some(other) => {
            return Err(format!(
                "true or false is expected as \"done\"; got {other}"
            ));
        }
    };
    let text = record
        .get("text")
        .and_then(Value::as_str)
        .unwrap_or_default();
    Ok((day(&Form::Any(None), date)?, done, text.to_owned()))
}

fn rhythm(period: &Value) -> Option<Rhythm> {
    let number = |field: &str| {
        let n = period.get(field).and_then(Value::as_u64).unwrap_or(1);
        u32::try_from(n).ok()
    };
    let (periods, times) = (number("period_count")?, number("target_count")?);
    let days = match period.get("period_type").and_then(Value::as_str)? {
        "D" => 1,
        "W" => 7,
        "M" => 30,
        _ => return None,
    };
    Rhythm::times_in(times, periods.checked_mul(days)?)
}
