//! Any CSV, with a map from its columns to what they mean here.

mod columns;

use crate::domain::amount::{self, Amount, factor};
use crate::domain::field::Shape;
use crate::domain::left::Left;
use crate::domain::walk;
use crate::exchange::read::map::{MOOD, Target};
use crate::exchange::read::reading::split;
use crate::exchange::read::table::short;
use crate::exchange::read::{Entry, Form, Input, Note, Reading, Row, Table, When, table};
use crate::exchange::{Fault, Format, Result, csv};
use columns::Columns;
use serde_json::Value;

pub const FORMAT: Format = Format::of(
    "csv",
    "any other CSV: --map says which column means what; what `export csv` wrote needs none",
    recognise,
    read,
);

/// Nothing tells what the columns of a CSV mean, but for those of this notebook's own tables.
fn recognise(input: &Input) -> bool {
    csv::is_own(input)
}

fn read(input: &Input, into: &mut Reading) -> Result<()> {
    if into.options.map.is_none() && csv::is_own(input) {
        return csv::read(input, into);
    }
    into.of(&input.name);
    let table = Table::asked(input, into.options)?;
    let columns = Columns::of(input, &table, into)?;
    let form = table::form(input, into, columns.name(Target::Day), None)?;
    table.each(into, |row, into| take(row, &columns, &form, into))
}

fn take(row: &Row, columns: &Columns, form: &Form, into: &mut Reading) -> Result<(), Fault> {
    if !taken(columns, row)? {
        return Ok(());
    }
    let (line, asked) = (row.line, into.options.ritual.clone());
    let when = columns.when(row, form)?;
    let named = columns.cell(row, Target::Ritual)?;
    let ritual = Some(named)
        .filter(|named| !named.is_empty())
        .or(asked.as_deref());
    let mut note = mood(columns, row, when, into)?;
    let done = match ritual {
        Some(ritual) => entry(columns, row, ritual, when, into)?,
        None => Done::Unsaid,
    };
    let words = columns.cell(row, Target::Note)?;
    let extra = row.extra(&columns.others)?;
    for (ritual, done) in each(columns, row, when, into)? {
        match done {
            Done::Yes(entry) => into.entry(line, entry)?,
            Done::Rest => into.rest(line, ritual, when.written(), None)?,
            Done::No => into.not_carried(Left::NotDone),
            Done::Unsaid => {}
        }
    }
    // The row's words go with the mood where there is one, else with the entry or the rest.
    let felt = !note.mood.is_blank();
    let (for_note, for_entry) = match (felt, &done) {
        (false, Done::Yes(_) | Done::Rest) => (None, Some(words)),
        _ => (Some(words), None),
    };
    if let Some(words) = for_note {
        note.say(words);
        note.extra.clone_from(&extra);
    }
    let unsaid = note.mood.is_blank();
    if !unsaid {
        into.note(line, note)?;
    }
    match done {
        Done::Yes(mut entry) => {
            if for_entry.is_some() {
                (entry.note, entry.extra) = (for_entry, extra);
            }
            into.entry(line, entry)?;
        }
        Done::No => into.not_carried(Left::NotDone),
        Done::Rest => into.rest(line, ritual.unwrap_or_default(), when.written(), for_entry)?,
        Done::Unsaid if unsaid && columns.each.is_empty() => into.not_carried(Left::Empty),
        Done::Unsaid => {}
    }
    Ok(())
}

/// What a row says of its ritual.
enum Done<'r> {
    Yes(Entry<'r>),
    Rest,
    No,
    Unsaid,
}

/// What the columns say that are a ritual each.
fn each<'r>(
    columns: &'r Columns,
    row: &'r Row,
    when: When,
    into: &Reading,
) -> Result<Vec<(&'r str, Done<'r>)>, String> {
    let said = |(at, name, counted): &'r (usize, String, bool)| {
        let cell = row.cell(*at)?;
        let mut entry = Entry::new(name, when);
        // One row a day is the usual sheet: a cell that changed is the same entry.
        entry.keyed = matches!(when, When::Day(_));
        let done = if cell.is_empty() {
            Done::Unsaid
        } else if into.options.rests(cell) {
            Done::Rest
        } else if *counted {
            let amount = table::amount(cell).map_err(|what| format!("{name}: {what}"))?;
            (entry.amount, entry.unit) = (Some(amount.n), amount.unit);
            Done::Yes(entry)
        } else {
            match columns::done(cell).map_err(|what| format!("{name}: {what}"))? {
                Some(true) => Done::Yes(entry),
                Some(false) => Done::No,
                None => Done::Unsaid,
            }
        };
        Ok((name.as_str(), done))
    };
    columns.each.iter().map(said).collect()
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
            // A column of marks is a word: the one at its head.
            Shape::List if is_mark(text) => {
                if columns::done(text) == Ok(Some(true)) {
                    Note::add_words(&mut note.mood, name, &[columns.title(*at)])?;
                }
                None
            }
            Shape::List => {
                let mark = [";", "|"].into_iter().find(|mark| text.contains(mark));
                let words = split(text, mark.unwrap_or(","));
                Note::add_words(&mut note.mood, name, &words)?;
                None
            }
            _ if text.is_empty() => None,
            _ => Some(table::hours(text)?.into()),
        };
        if let Some(value) = value {
            walk::set(&mut note.mood, name, value).map_err(|e| e.to_string())?;
        }
    }
    for (own, at) in &columns.own {
        let text = row.cell(*at)?;
        if !text.is_empty() {
            let n = own
                .read(text)
                .map_err(|expects| format!("{} {expects}; got \"{}\"", own.name, short(text)))?;
            note.mood.measures.0.insert(own.name.clone(), n);
        }
    }
    // A name that is no level may be a feeling.
    let named = columns.cell(row, MOOD)?;
    if note.mood.mood.is_none() && !named.is_empty() {
        note.mood.feelings.push(named.to_owned());
    }
    Ok(note)
}

/// Whether a cell is a mark for yes or no, and no word.
fn is_mark(cell: &str) -> bool {
    ["0", "1", "true", "false", "x", "✓", "✔"].contains(&cell.to_lowercase().as_str())
}

fn entry<'r>(
    columns: &Columns,
    row: &'r Row,
    ritual: &'r str,
    when: When,
    into: &Reading,
) -> Result<Done<'r>, String> {
    for target in [Target::Done, Target::Amount] {
        let cell = columns.cell(row, target)?;
        if !cell.is_empty() && into.options.rests(cell) {
            return Ok(Done::Rest);
        }
    }
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
