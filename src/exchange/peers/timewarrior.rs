//! Timewarrior: `timew export`. A tag is a ritual, the stretch of time its amount in minutes.

use crate::domain::amount::MINUTES;
use crate::domain::left::Left;
use crate::exchange::read::items::{instant, text};
use crate::exchange::read::table::expected;
use crate::exchange::read::{Entry, Input, Items, Note, Reading, When, items};
use crate::exchange::{Fault, Format, Result};
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
    Items::of(input, &[])?.each(into, stretch)
}

fn stretch(line: usize, item: &Value, into: &mut Reading) -> Result<(), Fault> {
    const KNOWN: &str = "id start end tags annotation";
    let start = instant(item, "start")?.ok_or("\"start\" is expected")?;
    let Some(end) = instant(item, "end")? else {
        // Another program's, which names its end otherwise.
        if let Some(other) = items::others(item, KNOWN).keys().next() {
            return Err(expected("\"end\" is", other).into());
        }
        into.not_carried(Left::Running);
        return Ok(());
    };
    if end < start {
        return Err("\"end\" lies before \"start\"".into());
    }
    let (when, words) = (When::Utc(start), text(item, "annotation"));
    let tags = items::texts(item, "tags");
    if tags.is_empty() {
        let mut note = Note::new(when, "");
        note.say(words);
        return Ok(into.remark(line, Left::Untagged, "", note)?);
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
