//! Streaks for iOS: the CSV export, or the backup `.streaks`, which is JSON.

use crate::domain::left::Left;
use crate::domain::meta::Extra;
use crate::exchange::read::dates::instant;
use crate::exchange::read::items::{integer, text};
use crate::exchange::read::table::{day, expected, names_all, number};
use crate::exchange::read::{Entry, Form, Input, Items, Mark, Reading, Sketch, Table, When, items};
use crate::exchange::{Fault, Format, Result};
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
    into.of(&input.name);
    if is_backup(input) {
        return backup(input, into);
    }
    let mut table = Table::of(input)?;
    table.needs(&COLUMNS)?;
    let [id, title, kind, date] = table.columns(["task_id", "title", "entry_type", "entry_date"]);
    let [written, zone] = table.columns(["entry_timestamp", "entry_timezone"]);
    let [quantity, notes, ..] = table.columns(["quantity", "notes", "icon", "page"]);
    let others = table.others();
    let mut names = Names::default();
    table.each(into, |row, into| {
        let name = names.of(row.optional(id)?, row.optional(title)?);
        let written = match row.optional(written)? {
            "" => None,
            text => Some(instant(text, "entry_timestamp")?),
        };
        let amount = match row.optional(quantity)? {
            "" => 0.0,
            text => number(text)?,
        };
        let noted = Noted {
            name: &name,
            day: day(&Form::Any(None), row.optional(date)?)?,
            written,
            zone: row.optional(zone)?,
            amount,
            words: row.optional(notes)?,
            extra: row.extra(&others)?,
        };
        let kind = row.optional(kind)?;
        match kind.split('_').next().unwrap_or_default() {
            "completed" => noted.write(row.line, Mark::Done, into),
            "skipped" => noted.write(row.line, Mark::Rest, into),
            "missed" => noted.write(row.line, Mark::Not(Left::NotDone), into),
            _ => Err(Fault::Line(expected(
                "completed_…, missed_… or skipped_… is",
                kind,
            ))),
        }
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
        let log = items::list(task, "log");
        let days = log.iter().filter(|entry| is_done(entry)).map(day_of);
        let last = days.flatten().max();
        let sketch = Sketch {
            name: title,
            retired: into.ended(text(task, "st") == "A", last),
            ..Sketch::default()
        };
        let name = into.habit(line, sketch)?;
        log.iter().try_for_each(|entry| {
            let done = marked(line, &name, entry, into);
            into.took(line, done).map_err(Fault::End)
        })
    })
}

fn is_done(entry: &Value) -> bool {
    matches!(integer(entry, "t"), Some(1 | 2))
}

fn day_of(entry: &Value) -> Option<NaiveDate> {
    let date = integer(entry, "d").map(|n| n.to_string());
    day(&Form::Any(None), &date?).ok()
}

fn marked(line: usize, name: &str, entry: &Value, into: &mut Reading) -> Result<(), Fault> {
    let date = entry.get("d").unwrap_or(&Value::Null);
    let noted = Noted {
        name,
        day: day_of(entry)
            .ok_or_else(|| format!("a day such as 20250912 is expected as \"d\"; got {date}"))?,
        written: written(entry)?,
        zone: text(entry, "tz"),
        amount: items::number(entry, "p").unwrap_or_default(),
        words: text(entry, "n"),
        extra: Extra::new(),
    };
    match integer(entry, "t") {
        Some(1 | 2) => noted.write(line, Mark::Done, into),
        Some(4) => noted.write(line, Mark::Rest, into),
        Some(5) => noted.write(line, Mark::Not(Left::NotDone), into),
        Some(_) => {
            into.not_carried(Left::Marks);
            Ok(())
        }
        None => Err("a number is expected as \"t\"".into()),
    }
}

/// When it was written down: a text, or seconds or milliseconds since 1970.
fn written(entry: &Value) -> Result<Option<DateTime<Utc>>, String> {
    match entry.get("ts") {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) => instant(text, "ts").map(Some),
        Some(other) => match Form::Epoch.stamp(&other.to_string()) {
            Ok(When::Utc(at)) => Ok(Some(at)),
            _ => Err(format!("an instant is expected as \"ts\"; got {other}")),
        },
    }
}

/// A day of a task.
struct Noted<'n> {
    name: &'n str,
    day: NaiveDate,
    /// When it was written down, perhaps the day after.
    written: Option<DateTime<Utc>>,
    zone: &'n str,
    /// 0 for a plain task.
    amount: f64,
    words: &'n str,
    extra: Extra,
}

impl Noted<'_> {
    fn write(self, line: usize, mark: Mark, into: &mut Reading) -> Result<(), Fault> {
        let mut entry = Entry::new(self.name, self.when(into));
        entry.keyed = true;
        entry.amount = Some(self.amount).filter(|n| *n != 0.0);
        (entry.note, entry.extra) = (Some(self.words), self.extra);
        Ok(into.marked(line, mark, entry)?)
    }

    /// The day, and the time where it was written down on that day.
    fn when(&self, into: &Reading) -> When {
        let there = self.written.map(|at| {
            let zoned = into.place.zoned(at, self.zone);
            zoned.unwrap_or_else(|| into.place.local(at).at)
        });
        let there = there.filter(|there| there.date_naive() == self.day);
        there.map_or(When::Day(self.day), When::Offset)
    }
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
