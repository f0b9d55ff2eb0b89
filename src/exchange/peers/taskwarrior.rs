//! Taskwarrior: `task export`, completed tasks only. A task that recurs is a ritual; another one is
//! an entry of its project, with its description in the person's words.

use crate::domain::left::Left;
use crate::domain::rhythm::{Period, Rhythm};
use crate::exchange::read::items::{instant, text};
use crate::exchange::read::table::expected;
use crate::exchange::read::{Entry, Input, Items, Reading, Sketch, When, items};
use crate::exchange::{Fault, Format, Result};
use serde_json::Value;

pub const FORMAT: Format = Format::of(
    "taskwarrior",
    "Taskwarrior: completed tasks of what `task export` prints",
    recognise,
    read,
);

/// Fields with a place here, and those the program counts anew at every export.
const KNOWN: &str = "description status end annotations id urgency mask";

/// The ritual of tasks that have no project and do not recur.
const TASKS: &str = "tasks";

fn recognise(input: &Input) -> bool {
    let keys = ["uuid", "description", "status"];
    input.is_json('[', &keys) || input.is_json('{', &keys)
}

fn read(input: &Input, into: &mut Reading) -> Result<()> {
    Items::of(input, &[])?.each(into, task)
}

fn task(line: usize, item: &Value, into: &mut Reading) -> Result<(), Fault> {
    let (status, description) = (text(item, "status"), text(item, "description"));
    if status.is_empty() || description.is_empty() {
        return Err("a task is expected, with \"description\" and \"status\"".into());
    }
    match status {
        "completed" => {}
        "pending" | "waiting" | "recurring" | "deleted" => {
            into.not_carried(Left::OpenTasks);
            return Ok(());
        }
        other => return Err(expected("a status is", other).into()),
    }
    let at = instant(item, "end")?.ok_or("a completed task is expected to have an \"end\"")?;
    let recurs = item.get("recur").is_some() || item.get("parent").is_some();
    let project = text(item, "project");
    let (ritual, variation) = match into.options.ritual.as_deref() {
        None if recurs => (description, None),
        None if project.is_empty() => (TASKS, Some(description)),
        asked => (asked.unwrap_or(project), Some(description)),
    };
    if variation.is_none() {
        let mut sketch = Sketch::named(ritual);
        sketch.rhythm = rhythm(text(item, "recur"));
        into.ritual(line, sketch)?;
    }
    let said = items::list(item, "annotations").iter();
    let said: Vec<&str> = said.map(|a| text(a, "description")).collect();
    let note = said.join("\n");
    let mut entry = Entry::new(ritual, When::Utc(at));
    (entry.variation, entry.note) = (variation, Some(note.as_str()));
    entry.extra = items::others(item, KNOWN);
    Ok(into.entry(line, entry)?)
}

/// How often a task comes round: `daily`, `weekly`, `3d`, `2weeks`, `P1M` (Taskwarrior, durations).
pub fn rhythm(recur: &str) -> Option<Rhythm> {
    let word = recur.trim().to_lowercase();
    let word = word.strip_prefix('p').unwrap_or(&word);
    let digits = word.len() - word.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let (n, unit) = word.split_at(digits);
    let n: u32 = if n.is_empty() { 1 } else { n.parse().ok()? };
    let days = match unit.trim().trim_end_matches('s') {
        "d" | "day" | "daily" => 1,
        "w" | "week" | "weekly" | "sennight" => 7,
        "biweekly" | "fortnight" => 14,
        "m" | "mo" | "month" | "monthly" => 30,
        "q" | "quarter" | "quarterly" if n == 1 => return Rhythm::per(1, Period::Quarter),
        "q" | "quarter" | "quarterly" => 91,
        "y" | "year" | "yearly" | "annual" if n == 1 => return Rhythm::per(1, Period::Year),
        "y" | "year" | "yearly" | "annual" => 365,
        "weekday" => return "weekdays".parse().ok(),
        _ => return None,
    };
    Rhythm::times_in(1, n.checked_mul(days)?)
}
