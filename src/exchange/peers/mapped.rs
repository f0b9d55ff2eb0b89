//! Any CSV, with a map from its columns to what they mean here.

mod columns;

use crate::domain::amount::{self, Amount, factor};
use crate::domain::field::Shape;
use crate::domain::left::Left;
use crate::domain::walk;
use crate::exchange::read::input::Input;
use crate::exchange::read::map::{MOOD, Target};
use crate::exchange::read::reading::{Entry, Note, Reading, When, split};
use crate::exchange::read::table::{self, Row, Table, short};
use crate::exchange::{ExchangeError, Format, csv};
use columns::Columns;
use serde_json::Value;

pub struct Mapped;

impl Format for Mapped {
    fn name(&self) -> &'static str {
        "csv"
    }

    fn about(&self) -> &'static str {
        "any other CSV: --map says which column means what; what `export csv` wrote needs none"
    }

    /// Nothing tells what the columns of a CSV mean, but for those of this notebook's own tables.
    fn recognise(&self, input: &Input) -> bool {
        csv::is_own(input)
    }

    fn read(&self, input: &Input, into: &mut Reading) -> Result<(), ExchangeError> {
        if into.options.map.is_none() && csv::is_own(input) {
            return csv::read(input, into);
        }
        into.of(&input.name);
        let table = Table::of(input)?;
        let columns = Columns::of(input, &table, into)?;
        let form = table::form(input, into, &[columns.name(Target::Day)], None)?;
        let mut table = Table::of(input)?;
        let asked = into.options.ritual.clone();
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
            let read = || {
                let when = columns.when(&row, &form)?;
                let ritual = match columns.cell(&row, Target::Ritual)? {
                    "" => asked.as_deref(),
                    named => Some(named),
                };
                let note = mood(&columns, &row, when, into)?;
                let done = match ritual {
                    Some(ritual) => entry(&columns, &row, ritual, when)?,
                    None => Done::Unsaid,
                };
                Ok::<_, String>((
                    note,
                    done,
                    columns.cell(&row, Target::Note)?,
                    row.extra(&columns.others)?,
                ))
            };
            let (mut note, done, words, extra) = match read() {
                Ok(found) => found,
                Err(what) => {
                    into.bad(line, what)?;
                    continue;
                }
            };
            // The row's words go with the mood where there is one, else with the entry.
            let felt = !note.mood.is_blank();
            if felt || !matches!(done, Done::Yes(_)) {
                note.say(words);
                note.extra.clone_from(&extra);
            }
            match done {
                Done::Yes(mut entry) => {
                    if felt {
                        into.note(line, note)?;
                    } else {
                        (entry.note, entry.extra) = (Some(words), extra);
                    }
                    into.entry(line, entry)?;
                }
                Done::No => {
                    into.not_carried(Left::NotDone);
                    if !note.mood.is_blank() {
                        into.note(line, note)?;
                    }
                }
                Done::Unsaid if note.mood.is_blank() => into.not_carried(Left::Empty),
                Done::Unsaid => into.note(line, note)?,
            }
        }
        Ok(())
    }
}

/// What a row says of its ritual.
enum Done<'r> {
    Yes(Entry<'r>),
    No,
    Unsaid,
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
fn mood<'r>(columns: &Columns, row: &Row, when: When, into: &Reading) -> Result<Note<'r>, String> {
    let mut note = Note::new(when, "");
    for (name, shape, at) in &columns.felt {
        let target = Target::Felt(name, *shape);
        let text = row.cell(*at)?;
        let value = match shape {
            Shape::Step => columns.level(row, target, into)?.map(Value::from),
            Shape::List => {
                let marks = [";", "|"].into_iter();
                let mark = marks.into_iter().find(|m| text.contains(m)).unwrap_or(",");
                let lists = note.mood.word_lists().into_iter();
                let before = lists.filter(|(field, _)| field.name == *name);
                let mut words: Vec<&str> = before.flat_map(|(_, words)| words).collect();
                words.extend(split(text, mark));
                Some(words.into())
            }
            _ if text.is_empty() => None,
            _ => Some(table::hours(text)?.into()),
        };
        if let Some(value) = value {
            walk::set(&mut note.mood, name, value).map_err(|e| e.to_string())?;
        }
    }
    // A name that is no level may be a feeling.
    let named = columns.cell(row, MOOD)?;
    if note.mood.mood.is_none() && !named.is_empty() {
        note.mood.feelings.push(named.to_owned());
    }
    Ok(note)
}

fn entry<'r>(
    columns: &Columns,
    row: &'r Row,
    ritual: &'r str,
    when: When,
) -> Result<Done<'r>, String> {
    let mut entry = Entry::new(ritual, when);
    entry.variation = Some(columns.cell(row, Target::As)?);
    if columns.has(Target::Amount) {
        let named = columns.cell(row, Target::Unit)?;
        match columns.cell(row, Target::Amount)? {
            "" if !columns.has(Target::Done) => return Ok(Done::Unsaid),
            "" => {}
            text => {
                let Amount { mut n, mut unit } = table::amount(text)?;
                if !named.is_empty() {
                    let by = unit.map(|unit| factor(unit, named));
                    n *= by
                        .unwrap_or(Some(1.0))
                        .ok_or_else(|| format!("\"{}\" is not in {}", short(text), short(named)))?;
                    unit = Some(amount::unit(named));
                }
                (entry.amount, entry.unit) = (Some(n), unit);
            }
        }
    }
    if columns.has(Target::Done) {
        match columns::done(columns.cell(row, Target::Done)?)? {
            Some(true) => {}
            Some(false) => return Ok(Done::No),
            None => return Ok(Done::Unsaid),
        }
    }
    Ok(Done::Yes(entry))
}
