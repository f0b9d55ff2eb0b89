//! HabitKit: the JSON export. Marks of one day add up, and a habit's intervals are its rhythms.

use crate::domain::left::Left;
use crate::domain::rhythm::{Rhythm, Version};
use crate::exchange::read::items::{integer, is_true, number, small, text};
use crate::exchange::read::table::expected;
use crate::exchange::read::{Entry, Input, Items, Mark, Reading, Sketch, dates, items};
use crate::exchange::{Format, Result};
use chrono::{NaiveDate, TimeDelta};
use serde_json::Value;
use std::collections::{BTreeMap, HashMap};

pub const FORMAT: Format = Format::of("habitkit", "HabitKit: the JSON export", recognise, read);

fn recognise(input: &Input) -> bool {
    let own = ["isInverse", "amountOfCompletions"];
    own.iter().any(|own| input.is_json('{', &["habits", own]))
}

fn read(input: &Input, into: &mut Reading) -> Result<()> {
    let mut days = days(input, into)?;
    let mut rhythms = rhythms(input, into)?;
    Items::of(input, &["habits"])?.each(into, |line, item, into| {
        let id = text(item, "id");
        if id.is_empty() || text(item, "name").is_empty() {
            return Err("a habit is expected, with an \"id\" and a \"name\"".into());
        }
        let (days, rhythms) = (days.remove(id), rhythms.remove(id));
        let (days, rhythms) = (days.unwrap_or_default(), rhythms.unwrap_or_default());
        Ok(habit(line, item, &days, rhythms, into)?)
    })?;
    match days.values().flat_map(Days::values).next() {
        Some(lost) => into.bad(lost.line, "no habit has this \"habitId\""),
        None => Ok(()),
    }
}

/// The marks of one day.
#[derive(Default)]
struct Marks {
    line: usize,
    amount: f64,
    note: Box<str>,
}

type Days = BTreeMap<NaiveDate, Marks>;

/// The days of every habit, by its id.
fn days(input: &Input, into: &mut Reading) -> Result<HashMap<String, Days>> {
    let mut all: HashMap<String, Days> = HashMap::new();
    Items::of(input, &["completions"])?.each(into, |line, item, _| {
        let day = lived(item, "date", integer(item, "timezoneOffsetInMinutes"))?;
        let amount = number(item, "amountOfCompletions")
            .ok_or("a number is expected as \"amountOfCompletions\"")?;
        let of = all.entry(text(item, "habitId").to_owned()).or_default();
        let day = of.entry(day).or_default();
        (day.line, day.amount) = (line, day.amount + amount);
        day.note = match (&*day.note, text(item, "note")) {
            (_, "") => return Ok(()),
            ("", note) => note.into(),
            (before, note) => format!("{before}\n{note}").into(),
        };
        Ok(())
    })?;
    Ok(all)
}

/// The day of an instant, so many minutes east of Greenwich.
fn lived(item: &Value, field: &str, minutes: Option<i64>) -> Result<NaiveDate, String> {
    let at = dates::instant(text(item, field), field)?;
    let minutes = TimeDelta::minutes(minutes.unwrap_or(0).clamp(-24 * 60, 24 * 60));
    let day = at.checked_add_signed(minutes).map(|at| at.date_naive());
    day.filter(|day| dates::lived(*day))
        .ok_or_else(|| expected("a day between 1900 and 2999 is", text(item, field)))
}

type Versions = BTreeMap<NaiveDate, Option<Rhythm>>;

/// The versions of each habit's rhythm by their first day.
fn rhythms(input: &Input, into: &mut Reading) -> Result<HashMap<String, Versions>> {
    let mut all: HashMap<String, Versions> = HashMap::new();
    Items::any(input, "intervals")?.each(into, |_, item, into| {
        let from = lived(item, "startDate", None)?;
        let rhythm = rhythm(item);
        if rhythm.is_none() {
            into.not_carried(Left::Rhythms);
        }
        let of = all.entry(text(item, "habitId").to_owned()).or_default();
        of.insert(from, rhythm);
        Ok(())
    })?;
    Ok(all)
}

fn rhythm(interval: &Value) -> Option<Rhythm> {
    let times = small(interval, "requiredNumberOfCompletions");
    match text(interval, "type") {
        "day" => Some(Rhythm::Daily),
        "week" => Rhythm::times_in(times?, 7),
        "month" => Rhythm::times_in(times?, 30),
        _ => None,
    }
}

fn habit(
    line: usize,
    item: &Value,
    days: &Days,
    rhythms: Versions,
    into: &mut Reading,
) -> Result<()> {
    let mut versions = rhythms.into_iter().map(|(from, rhythm)| Version {
        from: Some(from),
        rhythm,
    });
    let sketch = Sketch {
        name: text(item, "name"),
        intention: Some(text(item, "description")),
        rhythm: versions.next().and_then(|first| first.rhythm),
        later: versions.collect(),
        extra: items::kept(item, &["isInverse"]),
        ..Sketch::default()
    };
    // One a day is a tick.
    let counted = days.values().any(|marks| marks.amount > 1.0);
    let days = days.iter().map(|(day, marks)| {
        let mut entry = Entry::of_day("", *day);
        entry.amount = counted.then_some(marks.amount);
        entry.note = Some(&marks.note);
        let mark = match marks.amount > 0.0 {
            true => Mark::Done,
            false => Mark::Not(Left::Unmarked),
        };
        (marks.line, mark, entry)
    });
    into.habit_with_days(line, is_true(item, "archived"), sketch, days.collect())
}
