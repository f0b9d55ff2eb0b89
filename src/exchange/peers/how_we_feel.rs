//! How We Feel: the CSV of check-ins, old and new. Its moods are feelings, and no levels.

use crate::exchange::read::dates::Worded;
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
    into.of(&input.name);
    let mut table = Table::of(input)?;
    table.needs(&["date", "mood"])?;
    let [date, mood, sleep] = table.columns(["date", "mood", "sleep"]);
    let (tags, texts) = (table.columns(TAGS), table.columns(WORDS));
    let others = table.others();
    table.each(into, |row, into| {
        let moods = row.optional(mood)?;
        let mut note = Note::new(when(row.optional(date)?)?, "");
        for name in split(moods, ";") {
            match into.options.level(name) {
                Some(Some(level)) if note.mood.mood.is_none() => note.mood.mood = Some(level),
                _ => note.mood.feelings.push(name.to_owned()),
            }
        }
        note.mood.sleep = match row.optional(sleep)? {
            "" => None,
            text => Some(hours(text)?).filter(|hours| *hours > 0.0),
        };
        let mut words = Vec::new();
        for at in texts {
            words.extend(said(row.optional(at)?));
        }
        note.say(&words.join("\n\n"));
        note.extra = row.extra(&others)?;
        let mut tagged = Vec::new();
        for at in tags {
            tagged.extend(split(row.optional(at)?, ";"));
        }
        let content = format!("{moods}|{}", tagged.join(";"));
        note.content = &content;
        Ok(into.worded(row.line, note, "tags", &tagged, None)?)
    })
}

/// `2026 Sun May 17 3:39 PM`.
fn when(text: &str) -> Result<When, String> {
    let found = dates::words(text).and_then(|worded| {
        let Worded {
            year,
            month,
            day,
            time,
        } = worded;
        let day = NaiveDate::from_ymd_opt(i32::try_from(year?).ok()?, month, day)?;
        Some(time.map_or(When::Day(day), |time| When::Wall(day.and_time(time))))
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
    let found = match serde_json::from_str(cell) {
        Ok(Value::Array(list)) => list.iter().map(text).collect(),
        _ => vec![cell.to_owned()],
    };
    found
        .into_iter()
        .filter(|t: &String| !t.trim().is_empty())
        .collect()
}
