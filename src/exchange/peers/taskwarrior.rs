//! Taskwarrior: `task export`, completed tasks only. A task that recurs is a ritual; another one is
//! an entry of its project, with its description in the person's words.

use super::timewarrior::instant;
use crate::domain::left::Left;
use crate::domain::meta::Extra;
use crate::domain::rhythm::Rhythm;
use crate::exchange::read::input::Input;
use crate::exchange::read::items::Items;
use crate::exchange::read::reading::{Entry, Reading, Sketch, When};
use crate::exchange::read::table::short;
use crate::exchange::{ExchangeError, Format};
use serde_json::Value;

pub struct Taskwarrior;

/// The ritual of tasks that have no project and do not recur.
const TASKS: &str = "tasks";

impl Format for Taskwarrior {
    fn name(&self) -> &'static str {
        "taskwarrior"
    }

    fn about(&self) -> &'static str {
        "Taskwarrior: completed tasks of what `task export` prints"
    }

    fn recognise(&self, input: &Input) -> bool {
        let text = input.text().trim_start();
        let named = |key: &str| text.contains(&format!("\"{key}\""));
        text.starts_with(['[', '{']) && named("uuid") && named("description") && named("status")
    }

    fn read(&self, input: &Input, into: &mut Reading) -> Result<(), ExchangeError> {
        into.of(&input.name);
        let mut items = Items::of(input, &[])?;
        while let Some((line, item)) = items.next()? {
            match item {
                Ok(item) => match task(&item, into) {
                    Ok(Some(done)) => done.write(line, &item, into)?,
                    Ok(None) => into.not_carried(Left::OpenTasks),
                    Err(what) => into.bad(line, what)?,
                },
                Err(what) => into.bad(line, what)?,
            }
        }
        Ok(())
    }
}

struct Done {
    ritual: String,
    variation: Option<String>,
    recur: String,
    when: When,
    note: String,
}

fn text<'v>(item: &'v Value, field: &str) -> &'v str {
    item.get(field).and_then(Value::as_str).unwrap_or_default()
}

fn task(item: &Value, into: &Reading) -> Result<Option<Done>, String> {
    let (status, description) = (text(item, "status"), text(item, "description"));
    if status.is_empty() || description.is_empty() {
        return Err("a task is expected, with \"description\" and \"status\"".to_owned());
    }
    const OPEN: [&str; 4] = ["pending", "waiting", "recurring", "deleted"];
    match status {
        "completed" => {}
        open if OPEN.contains(&open) => return Ok(None),
        other => return Err(format!("a status is expected; got \"{}\"", short(other))),
    }
    let at = instant(item, "end")?
        .ok_or_else(|| "a completed task is expected to have an \"end\"".to_owned())?;
    let recurs = item.get("recur").is_some() || item.get("parent").is_some();
    let project = text(item, "project");
    let named = into.options.ritual.as_deref();
    let (ritual, variation) = match named {
        None if recurs => (description, None),
        None if project.is_empty() => (TASKS, Some(description)),
        None => (project, Some(description)),
        Some(named) => (named, Some(description)),
    };
    let annotations = item.get("annotations").and_then(Value::as_array);
    let said = annotations
        .into_iter()
        .flatten()
        .map(|a| text(a, "description"));
    Ok(Some(Done {
        ritual: ritual.to_owned(),
        variation: variation.map(str::to_owned),
        recur: text(item, "recur").to_owned(),
        when: When::Utc(at),
        note: said.collect::<Vec<_>>().join("\n"),
    }))
}

impl Done {
    fn write(&self, line: usize, item: &Value, into: &mut Reading) -> Result<(), ExchangeError> {
        if self.variation.is_none() {
            let rhythm = rhythm(&self.recur);
            let name = &self.ritual;
            into.ritual(
                line,
                Sketch {
                    name,
                    rhythm,
                    ..Sketch::default()
                },
            )?;
        }
        let mut entry = Entry::new(&self.ritual, self.when);
        entry.variation = self.variation.as_deref();
        entry.note = Some(&self.note);
        entry.extra = kept(item);
        into.entry(line, entry)
    }
}

/// How often a task comes round: `daily`, `weekly`, `3d`, `2weeks`, `P1M` (Taskwarrior, durations).
fn rhythm(recur: &str) -> Option<Rhythm> {
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
        "q" | "quarter" | "quarterly" => 91,
        "y" | "year" | "yearly" | "annual" => 365,
        "weekday" => return Rhythm::parse("mon,tue,wed,thu,fri").ok().flatten(),
        _ => return None,
    };
    Rhythm::times_in(1, n.checked_mul(days)?)
}

/// Fields without a place here, but for those the program counts anew at every export.
fn kept(item: &Value) -> Extra {
    const KNOWN: [&str; 7] = [
        "description",
        "status",
        "end",
        "annotations",
        "id",
        "urgency",
        "mask",
    ];
    let fields = item.as_object().into_iter().flatten();
    let kept = fields.filter(|(field, _)| !KNOWN.contains(&field.as_str()));
    kept.map(|(field, value)| (field.clone(), value.clone()))
        .collect()
}
