//! Taskwarrior: `task export`, completed tasks only. A task that recurs is a ritual; another one is
//! an entry of its project, with its description in the person's words.

use super::input::Input;
use super::items::Items;
use super::reading::{Entry, Reading, When};
use super::timewarrior::instant;
use super::{ExchangeError, Format};
use crate::domain::left::Left;
use crate::domain::meta::Extra;
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
    if status != "completed" {
        return Ok(None);
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
        when: When::Utc(at),
        note: said.collect::<Vec<_>>().join("\n"),
    }))
}

impl Done {
    fn write(&self, line: usize, item: &Value, into: &mut Reading) -> Result<(), ExchangeError> {
        let mut entry = Entry::new(&self.ritual, self.when);
        entry.variation = self.variation.as_deref();
        entry.note = Some(&self.note);
        entry.extra = kept(item);
        into.entry(line, entry)
    }
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
