//! How We Feel: the CSV of check-ins, old and new. Its moods are feelings, and no levels.

use crate::exchange::read::reading::split;
use crate::exchange::read::table::{expected, hours, names_all};
use crate::exchange::read::{Input, Note, Reading, Table, When, dates};
use crate::exchange::{Format, Result};
use chrono::NaiveDate;
use serde_json::Value;

pub const FORMAT: Format = Format::of(
    "how-we-feel",
    "How We Feel: the CSV of check-ins",
    recognise,
    read,
);

const TAGS: [&str; 3] = ["Tags (People)", "Tags (Places)", "Tags (Events)"];
const WORDS: [&str; 3] = ["Notes", "Reflections", "Takeaways"];

fn recognise(input: &Input) -> bool {
    let header = input.first_line();
    names_all(header, &["date", "mood", "reflections"])
}

fn read(input: &Input, into: &mut Reading) -> Result<()> {
    let mut table = Table::of(input)?;
    table.needs(&["date", "mood"])?;
    let columns = table.columns(["date", "mood", "sleep"]);
    let (tags, texts) = (table.columns(TAGS), table.columns(WORDS));
    let others = table.others();
    table.each(into, |row, into| {
        let [date, moods, sleep] = row.cells(columns)?;
        let tags = row.cells(tags)?.map(|cell| split(cell, ";")).concat();
        let content = format!("{moods}|{}", tags.join(";"));
        let mut note = Note::new(when(date)?, &content);
        for name in split(moods, ";") {
            match into.options.level(name) {
                Some(Some(level)) if note.mood.mood.is_none() => note.mood.mood = Some(level),
                _ => note.mood.feelings.push(name.to_owned()),
            }
        }
        note.mood.sleep = match sleep {
            "" => None,
            text => Some(hours(text)?).filter(|hours| *hours > 0.0),
        };
        note.say(&row.cells(texts)?.map(said).concat().join("\n\n"));
        note.extra = row.extra(&others)?;
        Ok(into.worded(row.line, note, "tags", &tags, None)?)
    })
}

/// `2026 Sun May 17 3:39 PM`.
fn when(text: &str) -> Result<When, String> {
    let found = dates::words(text).and_then(|worded| {
        let year = i32::try_from(worded.year?).ok()?;
        let day = NaiveDate::from_ymd_opt(year, worded.month, worded.day)?;
        Some(When::on(day, worded.time))
    });
    found.ok_or_else(|| expected("a date such as 2026 Sun May 17 3:39 PM is", text))
}

/// Text, or the texts of a JSON list.
fn said(cell: &str) -> Vec<String> {
    let text = |value: &Value| match value {
        Value::String(text) => text.clone(),
        Value::Null => String::new(),
        other => other.to_string(),
    };
    let mut found = match serde_json::from_str(cell) {
        Ok(Value::Array(list)) => list.iter().map(text).collect(),
        _ => vec![cell.to_owned()],
    };
    found.retain(|text| !text.trim().is_empty());
    found
}
