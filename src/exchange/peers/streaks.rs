//! Streaks for iOS: the CSV export, or the backup `.streaks`, which is JSON.

use crate::domain::left::Left;
use crate::exchange::read::dates::instant;
use crate::exchange::read::items::{integer, text};
use crate::exchange::read::table::{day, expected, names_all, number};
use crate::exchange::read::{Entry, Form, Input, Items, Mark, Reading, Sketch, Table, When, items};
use crate::exchange::{Format, Result};
use chrono::{DateTime, NaiveDate, Utc};
use serde_json::Value;
use std::collections::HashMap;

pub const FORMAT: Format = Format::of(
    "streaks",
    "Streaks for iOS: the CSV export, or the backup .streaks",
    recognise,
    read,
);

/// Columns that every file has.
const COLUMNS: [&str; 3] = ["task_id", "entry_type", "entry_date"];

fn recognise(input: &Input) -> bool {
    names_all(input.first_line(), &COLUMNS) || is_backup(input)
}

fn read(input: &Input, into: &mut Reading) -> Result<()> {
    if is_backup(input) {
        return backup(input, into);
    }
    let mut table = Table::of(input)?;
    table.needs(&COLUMNS)?;
    let day_of_task = table.columns(["task_id", "title", "entry_type", "entry_date"]);
    let instants = table.columns(["entry_timestamp", "entry_timezone"]);
    // How a task looks and where it stands says nothing.
    let said = table.columns(["quantity", "notes", "icon", "page"]);
    let others = table.others();
    let mut names = Names::default();
    table.each(into, |row, into| {
        let [id, title, kind, date] = row.cells(day_of_task)?;
        let [written, zone] = row.cells(instants)?;
        let [quantity, notes, ..] = row.cells(said)?;
        let written = match written {
            "" => None,
            text => Some(instant(text, "entry_timestamp")?),
        };
        let mark = match kind.split('_').next().unwrap_or_default() {
            "completed" => Mark::Done,
            "skipped" => Mark::Rest,
            "missed" => Mark::Not(Left::NotDone),
            _ => {
                let kinds = "completed_…, missed_… or skipped_… is";
                return Err(expected(kinds, kind).into());
            }
        };
        let day = day(&Form::Any(None), date)?;
        let mut entry = noted(day, written, zone, into);
        let name = names.of(id, title);
        entry.ritual = &name;
        entry.amount = match quantity {
            "" => None,
            text => Some(number(text)?).filter(|n| *n != 0.0),
        };
        entry.note = Some(notes);
        entry.extra = row.extra(&others)?;
        Ok(into.marked(row.line, mark, entry)?)
    })
}

fn is_backup(input: &Input) -> bool {
    input.is_json('{', &["tasks", "log"])
}

/// The backup: a task `t` with its `log`, where `d` is the day, `t` what it was, `p` how much, `ts`
/// and `tz` when and where it was written down.
fn backup(input: &Input, into: &mut Reading) -> Result<()> {
    Items::of(input, &["tasks"])?.each(into, |line, task, into| {
        let title = match text(task, "t") {
            "" => text(task, "title"),
            title => title,
        };
        if title.is_empty() || task.get("log").is_some_and(|log| !log.is_array()) {
            return Err("a task is expected, with its title as \"t\" and a \"log\"".into());
        }
        let log = items::list(task, "log").iter();
        let days =
            log.map(|log| logged(log, into).and_then(|entry| Ok((line, marked(log)?, entry))));
        let days: Vec<Result<_, String>> = days.collect();
        let days = into.sound(line, days)?;
        let archived = text(task, "st") == "A";
        Ok(into.habit_with_days(line, archived, Sketch::named(title), days)?)
    })
}

fn logged<'l>(log: &'l Value, into: &Reading) -> Result<Entry<'l>, String> {
    let date = log.get("d").unwrap_or(&Value::Null);
    let day = date.as_i64().map(|n| day(&Form::Any(None), &n.to_string()));
    let day = day
        .and_then(Result::ok)
        .ok_or_else(|| format!("a day such as 20250912 is expected as \"d\"; got {date}"))?;
    let mut entry = noted(day, written(log)?, text(log, "tz"), into);
    entry.amount = items::number(log, "p").filter(|n| *n != 0.0);
    entry.note = Some(text(log, "n"));
    Ok(entry)
}

fn marked(log: &Value) -> Result<Mark, String> {
    Ok(
        match integer(log, "t").ok_or("a number is expected as \"t\"")? {
            1 | 2 => Mark::Done,
            4 => Mark::Rest,
            5 => Mark::Not(Left::NotDone),
            _ => Mark::Not(Left::Marks),
        },
    )
}

/// When it was written down: a text, or seconds or milliseconds since 1970.
fn written(log: &Value) -> Result<Option<DateTime<Utc>>, String> {
    let Some(at @ Value::Number(_)) = log.get("ts") else {
        return items::instant(log, "ts");
    };
    match Form::Epoch.stamp(&at.to_string()) {
        Ok(When::Utc(at)) => Ok(Some(at)),
        _ => Err(format!("an instant is expected as \"ts\"; got {at}")),
    }
}

/// The one entry of a day; its time, where it was written down on that day: that may be the day after.
fn noted<'e>(
    day: NaiveDate,
    written: Option<DateTime<Utc>>,
    zone: &str,
    into: &Reading,
) -> Entry<'e> {
    let there = written.map(|at| into.there(at, zone));
    let there = there.filter(|there| there.date_naive() == day);
    let mut entry = Entry::of_day("", day);
    entry.when = there.map_or(entry.when, When::Offset);
    entry
}

/// Names of tasks by their identity: two of one title stay two.
#[derive(Default)]
struct Names {
    by_id: HashMap<String, String>,
    /// How many tasks have a title.
    borne: HashMap<String, usize>,
}

impl Names {
    fn of(&mut self, id: &str, title: &str) -> String {
        if let Some(name) = self.by_id.get(id) {
            return name.clone();
        }
        let key = crate::domain::text::key(title);
        let borne = self.borne.entry(key).or_default();
        *borne += 1;
        let name = match *borne {
            1 => title.to_owned(),
            n => format!("{title} ({n})"),
        };
        self.by_id.insert(id.to_owned(), name.clone());
        name
    }
}
