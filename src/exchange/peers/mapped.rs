//! Any CSV, with a map from its columns to what they mean here.

mod columns;

use crate::domain::amount::{self, Amount, factor};
use crate::domain::field::Shape;
use crate::domain::left::Left;
use crate::domain::walk;
use crate::exchange::read::options::{MOOD, Target};
use crate::exchange::read::reading::split;
use crate::exchange::read::table::{names_all, short};
use crate::exchange::read::{Entry, Form, Input, Note, Reading, Row, Table, When, table};
use crate::exchange::{Fault, Format, Result, csv};
use columns::Columns;
use serde_json::Value;

pub const FORMAT: Format = Format::of(
    "csv",
    "any other CSV: --map says which column means what; names of fields and what `export csv` wrote need none",
    recognise,
    read,
);

/// This notebook's own tables, and those headed as its fields are called. Nothing tells what the columns
/// of another CSV mean.
fn recognise(input: &Input) -> bool {
    let headed = |name| names_all(input.first_line(), &["day", name]);
    csv::is_own(input) || headed("ritual") || headed("mood")
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
    let ritual = match named {
        "" => asked.as_deref().unwrap_or_default(),
        named => named,
    };
    let done = match ritual {
        "" => unnamed(columns, row)?,
        ritual => entry(columns, row, ritual, when, into)?,
    };
    let mut note = mood(columns, row, when, into)?;
    let (mut words, mut extra) = (
        columns.cell(row, Target::Note)?,
        row.extra(&columns.others)?,
    );
    let each = each(columns, row, when, into)?;
    let mut empty = each.iter().all(|(_, done)| matches!(done, Done::Unsaid));
    for (ritual, done) in each {
        match done {
            Done::Yes(entry) => into.entry(line, entry)?,
            Done::Rest => into.rest(line, ritual, when.written(), None)?,
            Done::Not(left) => into.not_carried(left),
            Done::Unsaid => {}
        }
    }
    // The row's words go with the mood where there is one, else with the entry or the rest.
    if !note.mood.is_blank() {
        empty = false;
        note.say(std::mem::take(&mut words));
        note.extra = std::mem::take(&mut extra);
        into.note(line, note)?;
        note = Note::new(when, ritual);
    }
    match done {
        Done::Yes(mut entry) => {
            (entry.note, entry.extra) = (Some(words), extra);
            into.entry(line, entry)?;
        }
        Done::Rest => into.rest(line, ritual, when.written(), Some(words))?,
        Done::Not(left) => {
            note.extra = extra;
            note.say(words);
            into.remark(line, left, ritual, note)?;
        }
        Done::Unsaid if !words.is_empty() => {
            note.extra = extra;
            note.say(words);
            into.note(line, note)?;
        }
        Done::Unsaid if empty => into.not_carried(Left::Empty),
        Done::Unsaid => {}
    }
    Ok(())
}

/// What a row says of its ritual.
enum Done<'r> {
    Yes(Entry<'r>),
    Rest,
    /// No entry, and what it counts as.
    Not(Left),
    Unsaid,
}

/// A row that names no ritual: what it says of one belongs to none.
fn unnamed<'r>(columns: &Columns, row: &Row) -> Result<Done<'r>, String> {
    for target in [Target::Amount, Target::Done, Target::As] {
        if !columns.cell(row, target)?.is_empty() {
            return Ok(Done::Not(Left::Unnamed));
        }
    }
    Ok(Done::Unsaid)
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
                Some(false) => Done::Not(Left::NotDone),
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
    let (named, text) = (
        columns.cell(row, Target::Unit)?,
        columns.cell(row, Target::Amount)?,
    );
    if !text.is_empty() {
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
    // Where every row is of the one ritual that was asked for, an amount tells on which days it was.
    let named = !columns.cell(row, Target::Ritual)?.is_empty();
    Ok(match columns::done(columns.cell(row, Target::Done)?)? {
        Some(true) => Done::Yes(entry),
        Some(false) => Done::Not(Left::NotDone),
        None if entry.amount.is_some() => Done::Yes(entry),
        None if columns.marked && named => Done::Not(Left::Unmarked),
        None if !named && (columns.has(Target::Done) || columns.has(Target::Amount)) => {
            Done::Unsaid
        }
        None => Done::Yes(entry),
    })
}
