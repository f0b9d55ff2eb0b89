//! Any CSV, with a map from its columns to what they mean here.

mod columns;

use super::dates;
use super::input::Input;
use super::map::Target;
use super::reading::{Entry, Note, Reading, When, split};
use super::table::{self, Row, Table, short};
use super::{ExchangeError, Format};
use crate::domain::left::Left;
use columns::Columns;

pub struct Mapped;

impl Format for Mapped {
    fn name(&self) -> &'static str {
        "csv"
    }

    fn about(&self) -> &'static str {
        "any other CSV: --map says which column means what"
    }

    /// Nothing tells what the columns of a CSV mean.
    fn recognise(&self, _: &Input) -> bool {
        false
    }

    fn read(&self, input: &Input, into: &mut Reading) -> Result<(), ExchangeError> {
        into.of(&input.name);
        let table = Table::of(input)?;
        let columns = Columns::of(input, &table, into)?;
        let form = table::form(input, into, &[columns.name(Target::Day)], None)?;
        let mut table = Table::of(input)?;
        let mut ritual = into.wishes.ritual.clone();
        while let Some(row) = table.next()? {
            let line = row.line;
            match taken(&columns, &row) {
                Ok(true) => {}
                Ok(false) => continue,
                Err(what) => {
                    into.bad(line, what)?;
                    continue;
                }
            }
            let mut read = || {
                let when = columns.when(&row, &form)?;
                if columns.has(Target::Ritual) {
                    ritual = Some(columns.cell(&row, Target::Ritual)?.to_owned())
                        .filter(|r| !r.is_empty());
                }
                Ok::<_, String>((when, mood(&columns, &row, when, into)?))
            };
            let (when, note) = match read() {
                Ok(found) => found,
                Err(what) => {
                    into.bad(line, what)?;
                    continue;
                }
            };
            let noted = note.as_ref().is_some_and(|n| !n.mood.is_blank());
            let entry = match &ritual {
                Some(ritual) => entry(&columns, &row, ritual, when, noted),
                None => Ok(Some(None)),
            };
            match entry {
                Err(what) => into.bad(line, what)?,
                Ok(entry) => {
                    if let Some(note) = note.filter(|_| noted) {
                        into.note(line, note)?;
                    }
                    match entry {
                        Some(Some(entry)) => into.entry(line, entry)?,
                        Some(None) if !noted => into.left(Left::Empty),
                        Some(None) => {}
                        None => into.left(Left::NotDone),
                    }
                }
            }
        }
        Ok(())
    }
}

fn taken(columns: &Columns, row: &Row) -> Result<bool, String> {
    for (at, value) in &columns.only {
        if !row.cell(*at)?.eq_ignore_ascii_case(value) {
            return Ok(false);
        }
    }
    Ok(true)
}

/// The note of a row that has a column for one.
fn mood<'r>(
    columns: &Columns,
    row: &Row,
    when: When,
    into: &Reading,
) -> Result<Option<Note<'r>>, String> {
    if !columns.felt {
        return Ok(None);
    }
    let mut note = Note::new(when, "");
    note.mood.mood = columns.level(row, Target::Mood, into)?;
    note.mood.energy = columns.level(row, Target::Energy, into)?;
    note.mood.sleep = match columns.cell(row, Target::Sleep)? {
        "" => None,
        text => Some(hours(text)?),
    };
    for (target, at) in &columns.words {
        let words = row.cell(*at)?;
        let mark = [";", "|"]
            .into_iter()
            .find(|m| words.contains(m))
            .unwrap_or(",");
        let list = match target {
            Target::Feelings => &mut note.mood.feelings,
            Target::Triggers => &mut note.mood.triggers,
            Target::Coping => &mut note.mood.coping,
            _ => &mut note.mood.changed,
        };
        list.extend(split(words, mark).into_iter().map(str::to_owned));
    }
    // A name that is no level may be a feeling.
    let named = columns.cell(row, Target::Mood)?;
    if note.mood.mood.is_none() && !named.is_empty() {
        note.mood.feelings.push(named.to_owned());
    }
    note.mood.note = Some(columns.cell(row, Target::Note)?.to_owned());
    note.extra = row.extra(&columns.others)?;
    Ok(Some(note))
}

/// `7.5`, `7,5`, `7:30`.
fn hours(text: &str) -> Result<f64, String> {
    let found = match text.split_once(':') {
        None => table::number(text)?,
        Some(_) => {
            let time = dates::time(text)
                .ok_or_else(|| format!("hours of sleep are expected; got \"{}\"", short(text)))?;
            f64::from(chrono::Timelike::num_seconds_from_midnight(&time)) / 3600.0
        }
    };
    if (0.0..=24.0).contains(&found) {
        Ok(found)
    } else {
        Err(format!(
            "hours of sleep from 0 to 24 are expected; got \"{}\"",
            short(text)
        ))
    }
}

/// The entry of a row: none where it was not done, none inside where the row says nothing of it.
#[allow(clippy::option_option)]
fn entry<'r>(
    columns: &Columns,
    row: &'r Row,
    ritual: &'r str,
    when: When,
    noted: bool,
) -> Result<Option<Option<Entry<'r>>>, String> {
    let mut entry = Entry::new(ritual, when);
    entry.variation = Some(columns.cell(row, Target::As)?);
    if !noted {
        entry.note = Some(columns.cell(row, Target::Note)?);
        entry.extra = row.extra(&columns.others)?;
    }
    if columns.has(Target::Amount) {
        let (amount, unit) = columns::amount(columns.cell(row, Target::Amount)?)?;
        let named = columns.cell(row, Target::Unit)?;
        entry.unit = Some(if named.is_empty() { unit } else { named }).filter(|u| !u.is_empty());
        match amount {
            Some(0.0) => return Ok(None),
            None if !columns.has(Target::Done) => return Ok(Some(None)),
            amount => entry.amount = amount,
        }
    }
    if columns.has(Target::Done) {
        match columns::done(columns.cell(row, Target::Done)?)? {
            Some(true) => {}
            Some(false) => return Ok(None),
            None => return Ok(Some(None)),
        }
    }
    Ok(Some(Some(entry)))
}
