//! HabitKit: the JSON export. Marks of one day add up, and a habit's intervals are its rhythms.

use crate::domain::left::Left;
use crate::domain::meta::Extra;
use crate::domain::rhythm::{Rhythm, Version};
use crate::exchange::read::dates;
use crate::exchange::read::input::Input;
use crate::exchange::read::items::{Items, integer, is_true, number, text};
use crate::exchange::read::reading::{Entry, Reading, Sketch, When};
use crate::exchange::read::table::short;
use crate::exchange::{ExchangeError, Format};
use chrono::{DateTime, NaiveDate, TimeDelta};
use serde_json::Value;
use std::collections::{BTreeMap, HashMap};

pub struct HabitKit;

impl Format for HabitKit {
    fn name(&self) -> &'static str {
        "habitkit"
    }

    fn about(&self) -> &'static str {
        "HabitKit: the JSON export"
    }

    fn recognise(&self, input: &Input) -> bool {
        let text = input.text();
        let own = ["\"isInverse\"", "\"amountOfCompletions\""];
        text.trim_start().starts_with('{')
            && text.contains("\"habits\"")
            && own.iter().any(|field| text.contains(field))
    }

    fn read(&self, input: &Input, into: &mut Reading) -> Result<(), ExchangeError> {
        into.of(&input.name);
        let mut days = days(input, into)?;
        let mut rhythms = rhythms(input, into)?;
        let mut habits = Items::of(input, &["habits"])?;
        while let Some((line, item)) = habits.next()? {
            let named = item.and_then(|item| match (text(&item, "id"), text(&item, "name")) {
                ("", _) | (_, "") => {
                    Err("a habit is expected, with an \"id\" and a \"name\"".to_owned())
                }
                (id, name) => Ok((id.to_owned(), name.to_owned(), item)),
            });
            match named {
                Ok((id, name, item)) => {
                    let (days, rhythms) = (days.remove(&id), rhythms.remove(&id));
                    habit(
                        line,
                        &name,
                        &item,
                        days.unwrap_or_default(),
                        rhythms.unwrap_or_default(),
                        into,
                    )?;
                }
                Err(what) => into.bad(line, what)?,
            }
        }
        let lost = days.into_values().flat_map(BTreeMap::into_values).next();
        lost.map_or(Ok(()), |day: Marks| {
            into.bad(day.line, "no habit has this \"habitId\"")
        })
    }
}

/// The marks of one day.
#[derive(Default)]
struct Marks {
    line: usize,
    amount: f64,
    note: String,
}

type Days = BTreeMap<NaiveDate, Marks>;

/// The days of every habit, by its id.
fn days(input: &Input, into: &mut Reading) -> Result<HashMap<String, Days>, ExchangeError> {
    let mut all: HashMap<String, Days> = HashMap::new();
    let mut items = Items::of(input, &["completions"])?;
    while let Some((line, item)) = items.next()? {
        let read = item.and_then(|item| {
            let day = lived(
                text(&item, "date"),
                integer(&item, "timezoneOffsetInMinutes"),
            )?;
            let amount = number(&item, "amountOfCompletions")
                .ok_or("a number is expected as \"amountOfCompletions\"")?;
            Ok((
                text(&item, "habitId").to_owned(),
                day,
                amount,
                text(&item, "note").to_owned(),
            ))
        });
        match read {
            Ok((id, day, amount, note)) => {
                let day = all.entry(id).or_default().entry(day).or_default();
                (day.line, day.amount) = (line, day.amount + amount);
                if !note.is_empty() && !day.note.is_empty() {
                    day.note.push('\n');
                }
                day.note.push_str(&note);
            }
            Err(what) => into.bad(line, what)?,
        }
    }
    Ok(all)
}

/// The day of an instant, so many minutes east of Greenwich.
fn lived(date: &str, minutes: Option<i64>) -> Result<NaiveDate, String> {
    let at = DateTime::parse_from_rfc3339(date).map_err(|_| {
        format!(
            "an instant such as 2026-05-15T22:00:00.000Z is expected; got \"{}\"",
            short(date)
        )
    })?;
    let minutes = TimeDelta::minutes(minutes.unwrap_or(0).clamp(-24 * 60, 24 * 60));
    let day = at
        .naive_utc()
        .checked_add_signed(minutes)
        .map(|at| at.date());
    day.filter(|day| dates::lived(*day)).ok_or_else(|| {
        format!(
            "a day between 1900 and 2999 is expected; got \"{}\"",
            short(date)
        )
    })
}

/// The versions of each habit's rhythm by their first day.
fn rhythms(
    input: &Input,
    into: &mut Reading,
) -> Result<HashMap<String, BTreeMap<NaiveDate, Option<Rhythm>>>, ExchangeError> {
    let mut all: HashMap<String, BTreeMap<NaiveDate, Option<Rhythm>>> = HashMap::new();
    let mut items = Items::any(input, "intervals")?;
    while let Some((line, item)) = items.next()? {
        let read = item.and_then(|item| Ok((lived(text(&item, "startDate"), Some(0))?, item)));
        match read {
            Ok((from, item)) => {
                let rhythm = rhythm(&item);
                if rhythm.is_none() {
                    into.not_carried(Left::Rhythms);
                }
                let of = all.entry(text(&item, "habitId").to_owned()).or_default();
                of.insert(from, rhythm);
            }
            Err(what) => into.bad(line, what)?,
        }
    }
    Ok(all)
}

fn rhythm(interval: &Value) -> Option<Rhythm> {
    let times =
        integer(interval, "requiredNumberOfCompletions").and_then(|n| u32::try_from(n).ok());
    match text(interval, "type") {
        "day" => Some(Rhythm::Daily),
        "week" => Rhythm::times_in(times?, 7),
        "month" => Rhythm::times_in(times?, 30),
        _ => None,
    }
}

fn habit(
    line: usize,
    name: &str,
    item: &Value,
    days: Days,
    rhythms: BTreeMap<NaiveDate, Option<Rhythm>>,
    into: &mut Reading,
) -> Result<(), ExchangeError> {
    let mut extra = Extra::new();
    if is_true(item, "isInverse") {
        extra.insert("isInverse".to_owned(), true.into());
    }
    let last = days.iter().rev().find(|(_, marks)| marks.amount > 0.0);
    let last = last.map_or(into.today, |(day, _)| (*day).min(into.today));
    let mut versions = rhythms.into_iter().map(|(from, rhythm)| Version {
        from: Some(from),
        rhythm,
    });
    let sketch = Sketch {
        name,
        intention: Some(text(item, "description")),
        rhythm: versions.next().and_then(|first| first.rhythm),
        later: versions.collect(),
        retired: is_true(item, "archived").then_some(last),
        extra,
        ..Sketch::default()
    };
    let called = into.habit(line, sketch)?;
    // One a day is a tick.
    let counted = days.values().any(|marks| marks.amount > 1.0);
    for (day, marks) in days {
        if marks.amount <= 0.0 {
            into.not_carried(Left::Unmarked);
            into.remark(marks.line, &called, When::Day(day), &marks.note)?;
            continue;
        }
        let mut entry = Entry::of_day(&called, day);
        entry.amount = counted.then_some(marks.amount);
        entry.note = Some(&marks.note);
        into.entry(marks.line, entry)?;
    }
    Ok(())
}
