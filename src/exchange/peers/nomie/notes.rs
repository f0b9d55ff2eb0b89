//! Notes with tags in them, as Nomie 4 to 6 keep them: the CSV of notes, and the backup.

use super::tags::{self, Tag, Value};
use super::{PLACES, placed};
use crate::domain::amount::MINUTES;
use crate::domain::left::Left;
use crate::domain::meta::Extra;
use crate::exchange::Result;
use crate::exchange::read::items::{integer, number, text};
use crate::exchange::read::{Entry, Input, Items, Note, Reading, Sketch, Table, When, dates};
use chrono::{FixedOffset, NaiveDateTime};
use serde_json::Value as Json;
use std::collections::HashMap;

/// What trackers are called, and what they are counted in.
type Trackers = HashMap<String, Tracker>;

struct Tracker {
    label: String,
    unit: Option<String>,
    /// Whether its numbers are seconds.
    timer: bool,
}

/// Reads the CSV of notes: `epoch,start,end,offset,note,…`.
pub fn csv(mut table: Table, into: &mut Reading) -> Result<()> {
    let [epoch, offset, end, words] = table.columns(["epoch", "offset", "end", "note"]);
    let ([score, _], places) = (table.columns(["score", "start"]), table.columns(PLACES));
    let (others, trackers) = (table.others(), Trackers::new());
    table.each(into, |row, into| {
        placed(row, places, into);
        let mut extra = row.extra(&others)?;
        if let score @ ("-2" | "-1" | "1" | "2") = row.optional(score)? {
            extra.insert("score".to_owned(), score.into());
        }
        let when = super::when(row.optional(epoch)?, row.optional(offset)?)?;
        let when = on_the_wall(when, row.optional(end)?);
        let words = row.optional(words)?;
        Ok(note(row.line, when, words, &trackers, extra, into)?)
    })
}

/// An offset of nothing may be none: the clock beside the instant tells.
fn on_the_wall(when: When, end: &str) -> When {
    let utc = match when {
        When::Offset(at) if at.offset().local_minus_utc() == 0 => at.to_utc(),
        When::Utc(at) => at,
        _ => return when,
    };
    let wall = NaiveDateTime::parse_from_str(end, "%Y-%m-%dT%H:%M:%S%.f");
    let offset = wall.ok().and_then(|wall| {
        let minutes = (wall - utc.naive_utc()).num_minutes();
        let sound = minutes % 15 == 0 && minutes.abs() <= 14 * 60;
        FixedOffset::east_opt(i32::try_from(minutes).ok()? * 60).filter(|_| sound)
    });
    offset.map_or(When::Utc(utc), |offset| {
        When::Offset(utc.with_timezone(&offset))
    })
}

/// Reads the backup.
pub fn backup(input: &Input, into: &mut Reading) -> Result<()> {
    let trackers = trackers(input, into)?;
    Items::of(input, &["events"])?.each(into, |line, item, into| {
        let when = instant(item)?;
        let placed = number(item, "lat").is_some_and(|n| n != 0.0);
        if placed || !text(item, "location").is_empty() {
            into.not_carried(Left::Locations);
        }
        let mut extra = Extra::new();
        if let Some(score) = integer(item, "score").filter(|n| *n != 0) {
            extra.insert("score".to_owned(), score.into());
        }
        let words = text(item, "note");
        Ok(note(line, when, words, &trackers, extra, into)?)
    })
}

/// When an event ended: a text or milliseconds, and minutes west of Greenwich where they are told.
fn instant(item: &Json) -> Result<When, String> {
    let end = item.get("end").filter(|v| !v.is_null());
    let at = match end.or(item.get("start")).unwrap_or(&Json::Null) {
        Json::String(text) => dates::instant(text, "end")?.timestamp_millis().to_string(),
        other => other.to_string(),
    };
    let offset = integer(item, "offset").map(|n| n.to_string());
    super::when(&at, &offset.unwrap_or_default())
}

fn trackers(input: &Input, into: &mut Reading) -> Result<Trackers> {
    let mut trackers = Trackers::new();
    let Some((line, held)) = Items::object(input, "trackers")? else {
        return Ok(trackers);
    };
    for (tag, tracker) in held.as_object().into_iter().flatten() {
        let label = match text(tracker, "label").trim() {
            "" => tag.as_str(),
            label => label,
        };
        let timer = text(tracker, "type") == "timer";
        let unit = match text(tracker, "uom").trim() {
            _ if timer => Some(MINUTES),
            "" | "num" | "timer" => None,
            unit => Some(unit),
        };
        let sketch = Sketch {
            name: label,
            unit,
            ..Sketch::default()
        };
        into.ritual(line, sketch)?;
        let tracker = Tracker {
            label: label.to_owned(),
            unit: unit.map(str::to_owned),
            timer,
        };
        trackers.insert(tag.to_lowercase(), tracker);
    }
    Ok(trackers)
}

/// A note: an entry for each tracker in it, or the words of a day. Words stand with the first entry.
fn note(
    line: usize,
    when: When,
    words: &str,
    trackers: &Trackers,
    mut extra: Extra,
    into: &mut Reading,
) -> Result<()> {
    let (tags, words) = tags::read(words);
    let of = |mark| {
        tags.iter()
            .filter(move |tag: &&Tag| tag.mark == mark)
            .map(|tag| tag.name.as_str())
    };
    let (people, contexts): (Vec<&str>, Vec<&str>) = (of('@').collect(), of('+').collect());
    let mut entries = tags.iter().filter(|tag| tag.mark == '#').peekable();
    if entries.peek().is_none() {
        let mut note = Note::new(when, "");
        note.say(&words);
        note.extra = extra;
        if !contexts.is_empty() {
            note.extra.insert("contexts".to_owned(), contexts.into());
        }
        return into.worded(line, note, "people", &people, None);
    }
    for (name, list) in [("people", people), ("contexts", contexts)] {
        if !list.is_empty() {
            extra.insert(name.to_owned(), list.into());
        }
    }
    let mut words = Some(words);
    for tag in entries {
        let known = trackers.get(&tag.name);
        let mut entry = Entry::new(known.map_or(tag.name.as_str(), |t| t.label.as_str()), when);
        let said = words.take();
        entry.note = said.as_deref();
        entry.extra = std::mem::take(&mut extra);
        let unit = known.and_then(|tracker| tracker.unit.as_deref());
        (entry.amount, entry.unit) = match &tag.value {
            None => (None, None),
            Some(Value::Number(n, None)) if known.is_some_and(|t| t.timer) => {
                (Some(n / 60.0), Some(MINUTES))
            }
            Some(Value::Number(n, own)) => (Some(*n), own.as_deref().or(unit)),
            Some(Value::Other(text)) => {
                entry.extra.insert("value".to_owned(), text.as_str().into());
                (None, None)
            }
        };
        into.entry(line, entry)?;
    }
    Ok(())
}
