//! Beaver Habit Tracker: its JSON export.

use crate::domain::left::Left;
use crate::domain::meta::Extra;
use crate::domain::rhythm::Rhythm;
use crate::exchange::read::dates::Form;
use crate::exchange::read::input::Input;
use crate::exchange::read::items::Items;
use crate::exchange::read::reading::{Entry, Reading, Sketch, When};
use crate::exchange::read::table::day;
use crate::exchange::{ExchangeError, Format};
use chrono::NaiveDate;
use serde_json::Value;
use std::collections::BTreeMap;

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
            && !text.contains("\"record_date\"")
    }

    fn read(&self, input: &Input, into: &mut Reading) -> Result<(), ExchangeError> {
        into.of(&input.name);
        let mut items = Items::of(input, &["habits"])?;
        while let Some((line, item)) = items.next()? {
            let done = item.and_then(|item| {
                let name = item.get("name").and_then(Value::as_str).map(str::to_owned);
                let records = item.get("records").is_some_and(Value::is_array);
                match name.filter(|_| records) {
                    Some(name) => Ok((name, item)),
                    None => Err("a habit is expected, with a \"name\" and \"records\"".to_owned()),
                }
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
    // A day that stands twice counts once: done where one of them is, with the words of both.
    let mut days: BTreeMap<NaiveDate, (bool, String)> = BTreeMap::new();
    let form = into.form();
    let records = item.get("records").and_then(Value::as_array);
    for found in records
        .into_iter()
        .flatten()
        .map(|item| record(item, &form))
    {
        match found {
            Err(what) => into.bad(line, what)?,
            Ok((day, done, text)) => match days.get_mut(&day) {
                None => drop(days.insert(day, (done, text))),
                Some((is, words)) => {
                    *is |= done;
                    if !words.contains(&text) {
                        *words = [words.as_str(), &text].join("\n").trim().to_owned();
                    }
                    into.not_carried(Left::Twice);
                }
            },
        }
    }
    let done = days
        .iter()
        .filter(|(_, (done, _))| *done)
        .map(|(day, _)| *day);
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
    let called = into.habit(
        line,
        Sketch {
            name,
            rhythm,
            retired,
            extra,
            ..Sketch::default()
        },
    )?;
    for (day, (done, text)) in days {
        if done {
            let mut entry = Entry::of_day(&called, day);
            entry.note = Some(&text);
            into.entry(line, entry)?;
        } else if is_skip(&text) {
            into.rest(line, &called, day, Some(&text))?;
        } else {
            into.not_carried(Left::NotDone);
            into.remark(line, &called, When::Day(day), &text)?;
        }
    }
    Ok(())
}

/// The program's own tag for a day that rests, in the words of the day.
fn is_skip(text: &str) -> bool {
    let mut words = text.split(|c: char| c.is_whitespace() || ",.;:!?()".contains(c));
    words.any(|word| word.eq_ignore_ascii_case("#skip"))
}

fn record(record: &Value, form: &Form) -> Result<(NaiveDate, bool, String), String> {
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
    Ok((day(form, date)?, done, text.to_owned()))
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
