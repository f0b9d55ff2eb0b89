//! Timewarrior: `timew export`. A tag is a ritual, the stretch of time its amount in minutes.

use crate::domain::left::Left;
use crate::exchange::read::input::Input;
use crate::exchange::read::items::Items;
use crate::exchange::read::reading::{Entry, Reading, When};
use crate::exchange::read::table::short;
use crate::exchange::{ExchangeError, Format};
use chrono::{DateTime, NaiveDateTime, Utc};
use serde_json::Value;

pub struct Timewarrior;

impl Format for Timewarrior {
    fn name(&self) -> &'static str {
        "timewarrior"
    }

    fn about(&self) -> &'static str {
        "Timewarrior: what `timew export` prints; a tag is a ritual"
    }

    fn recognise(&self, input: &Input) -> bool {
        let text = input.text().trim_start();
        let named = |key: &str| text.contains(&format!("\"{key}\""));
        text.starts_with('[') && named("start") && !named("uuid") && !named("stats")
    }

    fn read(&self, input: &Input, into: &mut Reading) -> Result<(), ExchangeError> {
        into.of(&input.name);
        let mut items = Items::of(input, &[])?;
        while let Some((line, item)) = items.next()? {
            match item.and_then(|item| Stretch::of(&item)) {
                Ok(stretch) => stretch.write(line, into)?,
                Err(what) => into.bad(line, what)?,
            }
        }
        Ok(())
    }
}

/// An instant such as `20261121T060000Z`.
pub fn instant(item: &Value, field: &str) -> Result<Option<DateTime<Utc>>, String> {
    let text = match item.get(field) {
        None | Some(Value::Null) => return Ok(None),
        Some(Value::String(text)) => text,
        Some(other) => {
            return Err(format!(
                "an instant is expected as \"{field}\"; got {other}"
            ));
        }
    };
    let compact = NaiveDateTime::parse_from_str(text, "%Y%m%dT%H%M%SZ").map(|at| at.and_utc());
    let found = compact.or_else(|_| DateTime::parse_from_rfc3339(text).map(|at| at.to_utc()));
    match found {
        Ok(at) => Ok(Some(at)),
        Err(_) => Err(format!(
            "an instant such as 20261121T060000Z is expected as \"{field}\"; got \"{}\"",
            short(text)
        )),
    }
}

struct Stretch {
    start: DateTime<Utc>,
    end: Option<DateTime<Utc>>,
    tags: Vec<String>,
    annotation: String,
}

impl Stretch {
    fn of(item: &Value) -> Result<Stretch, String> {
        let tags = item.get("tags").and_then(Value::as_array);
        let words = tags.into_iter().flatten().filter_map(Value::as_str);
        let text = item.get("annotation").and_then(Value::as_str);
        let stretch = Stretch {
            start: instant(item, "start")?.ok_or_else(|| "\"start\" is expected".to_owned())?,
            end: instant(item, "end")?,
            tags: words.map(str::to_owned).collect(),
            annotation: text.unwrap_or_default().to_owned(),
        };
        const KNOWN: [&str; 5] = ["id", "start", "end", "tags", "annotation"];
        let mut fields = item
            .as_object()
            .into_iter()
            .flat_map(|fields| fields.keys());
        let other = fields.find(|field| !KNOWN.contains(&field.as_str()));
        match (stretch.end, other) {
            (Some(end), _) if end < stretch.start => {
                Err("\"end\" lies before \"start\"".to_owned())
            }
            // Another program's, which names its end otherwise.
            (None, Some(other)) => Err(format!("\"end\" is expected; got \"{}\"", short(other))),
            _ => Ok(stretch),
        }
    }

    fn write(&self, line: usize, into: &mut Reading) -> Result<(), ExchangeError> {
        let Some(end) = self.end else {
            into.not_carried(Left::Running);
            return Ok(());
        };
        let when = When::Utc(self.start);
        if self.tags.is_empty() {
            into.not_carried(Left::Untagged);
            return into.remark(line, "", when, &self.annotation);
        }
        let minutes = (end - self.start).num_seconds() as f64 / 60.0;
        for tag in &self.tags {
            let mut entry = Entry::new(tag, when);
            entry.amount = Some((minutes * 100.0).round() / 100.0);
            entry.unit = Some("min");
            entry.note = Some(&self.annotation);
            into.entry(line, entry)?;
        }
        Ok(())
    }
}
