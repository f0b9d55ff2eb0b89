//! Timewarrior: `timew export`. A tag is a ritual, the stretch of time its amount in minutes.

use crate::domain::amount::MINUTES;
use crate::domain::left::Left;
use crate::exchange::read::items::text;
use crate::exchange::read::table::expected;
use crate::exchange::read::{Entry, Input, Items, Reading, When, dates, items};
use crate::exchange::{Fault, Format, Result};
use chrono::{DateTime, Utc};
use serde_json::Value;

pub const FORMAT: Format = Format::of(
    "timewarrior",
    "Timewarrior: what `timew export` prints; a tag is a ritual",
    recognise,
    read,
);

fn recognise(input: &Input) -> bool {
    let others = ["uuid", "stats"];
    input.is_json('[', &["start"]) && !others.iter().any(|key| input.is_json('[', &[key]))
}

fn read(input: &Input, into: &mut Reading) -> Result<()> {
    into.of(&input.name);
    Items::of(input, &[])?.each(into, stretch)
}

/// An instant such as `20261121T060000Z`.
pub fn instant(item: &Value, field: &str) -> Result<Option<DateTime<Utc>>, String> {
    match item.get(field) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) => dates::instant(text, field).map(Some),
        Some(other) => dates::instant(&other.to_string(), field).map(Some),
    }
}

fn stretch(line: usize, item: &Value, into: &mut Reading) -> Result<(), Fault> {
    const KNOWN: [&str; 5] = ["id", "start", "end", "tags", "annotation"];
    let start = instant(item, "start")?.ok_or("\"start\" is expected")?;
    let Some(end) = instant(item, "end")? else {
        let mut fields = item.as_object().into_iter().flat_map(|item| item.keys());
        // Another program's, which names its end otherwise.
        if let Some(other) = fields.find(|field| !KNOWN.contains(&field.as_str())) {
            return Err(expected("\"end\" is", other).into());
        }
        into.not_carried(Left::Running);
        return Ok(());
    };
    if end < start {
        return Err("\"end\" lies before \"start\"".into());
    }
    let (when, words) = (When::Utc(start), text(item, "annotation"));
    let mut tags = items::list(item, "tags")
        .iter()
        .filter_map(Value::as_str)
        .peekable();
    if tags.peek().is_none() {
        return Ok(into.remark(line, Left::Untagged, "", when, words)?);
    }
    let minutes = (end - start).num_seconds() as f64 / 60.0;
    for tag in tags {
        let mut entry = Entry::new(tag, when);
        entry.amount = Some((minutes * 100.0).round() / 100.0);
        (entry.unit, entry.note) = (Some(MINUTES), Some(words));
        into.entry(line, entry)?;
    }
    Ok(())
}
