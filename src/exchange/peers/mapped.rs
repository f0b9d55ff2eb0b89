//! Any CSV, with a map from its columns to what they mean here.

use crate::domain::amount::{self, Amount, factor};
use crate::domain::field::Shape;
use crate::domain::left::Left;
use crate::domain::measure::Own;
use crate::domain::walk;
use crate::exchange::read::options::{MOOD, Map, Target};
use crate::exchange::read::reading::split;
use crate::exchange::read::table::{self, expected, names_all, number, short};
use crate::exchange::read::{Entry, Form, Input, Mark, Note, Reading, Row, Table, When};
use crate::exchange::{ExchangeError, Fault, Format, Result, csv};
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
    let table = Table::asked(input, into.options)?;
    let columns = Columns::of(input, &table, into)?;
    let form = table::form(input, into, columns.name(Target::Day), None)?;
    table.each(into, |row, into| take(row, &columns, &form, into))
}

fn take(row: &Row, columns: &Columns, form: &Form, into: &mut Reading) -> Result<(), Fault> {
    for (at, value) in &columns.only {
        if !row.cell(*at)?.eq_ignore_ascii_case(value) {
            return Ok(());
        }
    }
    let (line, when) = (row.line, columns.when(row, form)?);
    let ritual = match columns.cell(row, Target::Ritual)? {
        "" => into.options.ritual.as_deref().unwrap_or_default(),
        named => named,
    };
    let done = entry(columns, row, ritual, when, into)?;
    let mut note = mood(columns, row, when, into)?;
    let mut words = columns.cell(row, Target::Note)?;
    let mut extra = row.extra(&columns.others)?;
    let each = each(columns, row, when, into)?;
    let mut empty = each.is_empty();
    for (mark, entry) in each {
        into.marked(line, mark, entry)?;
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
        Some((Mark::Not(left), _)) => {
            note.extra = extra;
            note.say(words);
            into.remark(line, left, ritual, note)?;
        }
        Some((mark, mut entry)) => {
            (entry.note, entry.extra) = (Some(words), extra);
            into.marked(line, mark, entry)?;
        }
        None if !words.is_empty() => {
            note.extra = extra;
            note.say(words);
            into.note(line, note)?;
        }
        None if empty => into.not_carried(Left::Empty),
        None => {}
    }
    Ok(())
}

/// What a row says of its ritual; none where it says nothing. What it says of none belongs to none.
fn entry<'r>(
    columns: &Columns,
    row: &'r Row,
    ritual: &'r str,
    when: When,
    into: &Reading,
) -> Result<Option<(Mark, Entry<'r>)>, String> {
    let cell = |target| columns.cell(row, target);
    let (done, text) = (cell(Target::Done)?, cell(Target::Amount)?);
    let (variation, named) = (cell(Target::As)?, cell(Target::Unit)?);
    let mut entry = Entry::new(ritual, when);
    if ritual.is_empty() {
        let said = [text, done, variation].iter().any(|cell| !cell.is_empty());
        return Ok(said.then_some((Mark::Not(Left::Unnamed), entry)));
    }
    let rests = |cell: &str| !cell.is_empty() && into.options.rests(cell);
    if rests(done) || rests(text) {
        return Ok(Some((Mark::Rest, entry)));
    }
    entry.variation = Some(variation);
    if !text.is_empty() {
        let Amount { mut n, mut unit } = table::amount(text)?;
        if !named.is_empty() {
            let by = unit.map_or(Some(1.0), |unit| factor(unit, named));
            n *= by.ok_or_else(|| format!("\"{}\" is not in {}", short(text), short(named)))?;
            unit = Some(amount::unit(named));
        }
        (entry.amount, entry.unit) = (Some(n), unit);
    }
    // Where every row is of the one ritual that was asked for, an amount tells on which days it was.
    let named = !cell(Target::Ritual)?.is_empty();
    let told = columns.has(Target::Done) || columns.has(Target::Amount);
    let mark = match yes(done)? {
        Some(true) => Mark::Done,
        Some(false) => Mark::Not(Left::NotDone),
        None if entry.amount.is_some() => Mark::Done,
        None if columns.marked && named => Mark::Not(Left::Unmarked),
        None if told && !named => return Ok(None),
        None => Mark::Done,
    };
    Ok(Some((mark, entry)))
}

/// What the columns say that are a ritual each.
fn each<'r>(
    columns: &'r Columns,
    row: &'r Row,
    when: When,
    into: &Reading,
) -> Result<Vec<(Mark, Entry<'r>)>, String> {
    let mut said = Vec::new();
    for (at, name, counted) in &columns.each {
        let cell = row.cell(*at)?;
        let mut entry = Entry::new(name, when);
        // One row a day is the usual sheet: a cell that changed is the same entry.
        entry.keyed = matches!(when, When::Day(_));
        let named = |what: String| format!("{name}: {what}");
        let mark = if cell.is_empty() {
            continue;
        } else if into.options.rests(cell) {
            Mark::Rest
        } else if *counted {
            let amount = table::amount(cell).map_err(named)?;
            (entry.amount, entry.unit) = (Some(amount.n), amount.unit);
            Mark::Done
        } else {
            match yes(cell).map_err(named)? {
                Some(true) => Mark::Done,
                _ => Mark::Not(Left::NotDone),
            }
        };
        said.push((mark, entry));
    }
    Ok(said)
}

/// The note of a row that has a column for one.
fn mood<'r>(columns: &Columns, row: &Row, when: When, into: &Reading) -> Result<Note<'r>, String> {
    let mut note = Note::new(when, "");
    for column in &columns.found {
        let text = row.cell(column.at)?;
        let (name, value) = match column.target {
            Target::Felt(name, Shape::Step) => (name, column.level(text, into)?.map(Value::from)),
            // A column of marks is a word: the one at its head.
            Target::Felt(name, Shape::List) if is_mark(text) => {
                if yes(text) == Ok(Some(true)) {
                    Note::add_words(&mut note.mood, name, &[&column.name])?;
                }
                continue;
            }
            Target::Felt(name, Shape::List) => {
                let mark = [";", "|"].into_iter().find(|mark| text.contains(mark));
                let words = split(text, mark.unwrap_or(","));
                Note::add_words(&mut note.mood, name, &words)?;
                continue;
            }
            Target::Felt(name, _) if !text.is_empty() => (name, Some(table::hours(text)?.into())),
            Target::Own(place) if !text.is_empty() => {
                let own = &into.options.own[place];
                let n = own.read(text).map_err(|expects| {
                    format!("{} {expects}; got \"{}\"", own.name, short(text))
                })?;
                note.mood.measures.0.insert(own.name.clone(), n);
                continue;
            }
            _ => continue,
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

/// Whether a cell is a mark for yes or no, and no word.
fn is_mark(cell: &str) -> bool {
    ["0", "1", "true", "false", "x", "✓", "✔"].contains(&cell.to_lowercase().as_str())
}

/// Yes, no, or nothing.
fn yes(text: &str) -> Result<Option<bool>, String> {
    match text.to_lowercase().as_str() {
        "" => Ok(None),
        "y" | "yes" | "true" | "1" | "x" | "done" | "ja" | "oui" | "si" | "sí" | "✓" | "✔"
        | "☑" => Ok(Some(true)),
        "n" | "no" | "false" | "0" | "-" | "nein" | "non" | "✗" | "☐" => Ok(Some(false)),
        _ => Err(expected("yes or no is", text)),
    }
}

/// The columns of a CSV by what they mean.
struct Columns {
    /// Those that mean something; of the day one, or its parts in their order.
    found: Vec<Column>,
    /// Columns that are a ritual each, and whether they hold amounts.
    each: Vec<(usize, String, bool)>,
    /// Whether the column of done has a yes: an empty cell is none.
    marked: bool,
    others: Vec<(usize, String)>,
    /// Columns and the value a row has in them to be taken.
    only: Vec<(usize, String)>,
}

struct Column {
    target: Target,
    at: usize,
    name: String,
    /// The range of levels that are no scale of five.
    range: Option<(f64, f64)>,
}

impl Columns {
    fn of(input: &Input, table: &Table, into: &mut Reading) -> Result<Columns> {
        let options = into.options;
        let headed = match options.map {
            None => Map::of(table, &options.own),
            Some(_) => None,
        };
        let Some(map) = options.map.as_ref().or(headed.as_ref()) else {
            let what = "--map is expected, to say which column means what";
            let what = format!("{}: {what}", input.name);
            return Err(ExchangeError::refused(what, table.shown_header()));
        };
        let mut found = Vec::new();
        for (target, name) in &map.columns {
            let mut add = |at: usize, name: &str, range| {
                found.push(Column {
                    target: *target,
                    at,
                    name: name.to_owned(),
                    range,
                });
            };
            let parts = || -> Option<Vec<usize>> {
                name.split('+').map(|part| table.column(part)).collect()
            };
            if let Some(at) = table.column(name) {
                add(at, &table.header[at], None);
            } else if let Some(parts) = parts().filter(|_| *target == Target::Day) {
                parts.into_iter().for_each(|at| add(at, name, None));
            } else {
                let ranged =
                    range(name).and_then(|(plain, range)| Some((table.column(plain)?, range)));
                let (at, range) = ranged.ok_or_else(|| table.lacks(name))?;
                let levelled = matches!(target, Target::Felt(_, Shape::Step));
                add(at, &table.header[at], Some(range).filter(|_| levelled));
            }
        }
        let only = options.only.iter().map(|(name, value)| {
            let at = table.column(name).ok_or_else(|| table.lacks(name))?;
            Ok((at, value.clone()))
        });
        let mut columns = Columns {
            found,
            each: Vec::new(),
            marked: false,
            others: table.others(),
            only: only.collect::<Result<_>>()?,
        };
        let felt =
            |c: &Column| matches!(c.target, Target::Felt(..) | Target::Own(_) | Target::Note);
        let entries = columns.has(Target::Ritual) || options.ritual.is_some() || options.each;
        if !entries && !columns.found.iter().any(felt) {
            let map = headed.map_or("--map names", |_| "a header names");
            return Err(ExchangeError::refused(
                format!("{map} nothing that makes an entry or a note"),
                "--ritual NAME or ritual=COLUMN for entries; mood, energy, sleep, feelings or note for notes",
            ));
        }
        let known = |at: usize| columns.found.iter().any(|column| column.at == at);
        columns.others.retain(|(at, _)| !known(*at));
        if options.each {
            let unnamed = |at: &usize| table.header.get(*at).is_none_or(String::is_empty);
            let only = |at: &usize| unnamed(at) || columns.only.iter().any(|(only, _)| only == at);
            let others = std::mem::take(&mut columns.others).into_iter();
            let (rest, each) = others.partition(|(at, _)| only(at));
            columns.others = rest;
            columns.each = counted(input, each, into)?;
        }
        if let Some(at) = columns.found(Target::Done).map(|done| done.at) {
            let mut table = Table::asked(input, options)?;
            while let Some(row) = table.next()?
                && !columns.marked
            {
                columns.marked = row.cell(at).and_then(yes) == Ok(Some(true));
            }
        }
        if headed.is_some() {
            into.account.columns = columns.meanings(&options.own);
        }
        Ok(columns)
    }

    /// Each column, and what it was taken for; one that is kept beside its row means nothing.
    fn meanings(&self, own: &[Own]) -> Vec<(String, Option<String>)> {
        let means = |target: Target| match target {
            Target::Own(place) => own[place].name.clone(),
            target => target.name().to_owned(),
        };
        let found = self.found.iter();
        let found = found.map(|column| (column.at, &column.name, Some(means(column.target))));
        let each = self.each.iter();
        let each = each.map(|(at, name, _)| (*at, name, Some("a ritual".to_owned())));
        let others = self.others.iter().map(|(at, name)| (*at, name, None));
        let mut all: Vec<_> = found.chain(each).chain(others).collect();
        all.sort_by_key(|(at, ..)| *at);
        let all = all.into_iter();
        all.map(|(_, name, meaning)| (name.clone(), meaning))
            .collect()
    }

    fn found(&self, target: Target) -> Option<&Column> {
        self.found.iter().find(|column| column.target == target)
    }

    fn has(&self, target: Target) -> bool {
        self.found(target).is_some()
    }

    fn name(&self, target: Target) -> &str {
        self.found(target).map_or("", |column| &column.name)
    }

    /// The cell of a meaning; empty where no column has it.
    fn cell<'r>(&self, row: &'r Row, target: Target) -> Result<&'r str, String> {
        row.optional(self.found(target).map(|column| column.at))
    }

    /// The day, whose parts stand together as those of a date do where they are numbers, and the time.
    fn when(&self, row: &Row, form: &Form) -> Result<When, String> {
        let days = self.found.iter().filter(|c| c.target == Target::Day);
        let parts = days.map(|column| row.cell(column.at));
        let parts: Vec<&str> = parts.collect::<Result<_, _>>()?;
        let number = |part: &&str| part.bytes().all(|b| b.is_ascii_digit());
        let mark = if parts.iter().all(number) { "-" } else { " " };
        let when = table::stamp(form, &parts.join(mark))?;
        match self.cell(row, Target::Time)? {
            "" => Ok(when),
            time => table::on(when.written(), time),
        }
    }
}

impl Column {
    /// A level from 1 to 5: as it stands, from its range, or by its name.
    fn level(&self, text: &str, into: &Reading) -> Result<Option<u8>, String> {
        if text.is_empty() {
            return Ok(None);
        }
        if let Some(level) = into.options.level(text) {
            return Ok(level);
        }
        let level = number(text).ok().and_then(|n| match self.range {
            Some((low, high)) => table::level_within(n, low, high),
            None => table::level_within(n, 1.0, 5.0).filter(|_| n.fract() == 0.0),
        });
        level.map(Some).ok_or_else(|| {
            format!(
                "\"{}\" is no level from 1 to 5; --mood-map '{}=3' gives it one, {}='{}(1-10)' maps a range",
                short(text),
                short(text),
                self.target.name(),
                self.name,
            )
        })
    }
}

/// Which columns hold amounts: those with a number that is neither 0 nor 1, or with a unit.
fn counted(
    input: &Input,
    columns: Vec<(usize, String)>,
    into: &Reading,
) -> Result<Vec<(usize, String, bool)>> {
    let columns = columns.into_iter();
    let mut each: Vec<_> = columns.map(|(at, name)| (at, name, false)).collect();
    let mut table = Table::asked(input, into.options)?;
    while let Some(row) = table.next()? {
        for (at, _, counted) in each.iter_mut().filter(|(.., counted)| !counted) {
            let amount = row.cell(*at).and_then(table::amount);
            *counted = amount.is_ok_and(|a| a.unit.is_some() || ![0.0, 1.0].contains(&a.n));
        }
    }
    Ok(each)
}

/// `Stimmung(1-7)`: a column and its range.
fn range(name: &str) -> Option<(&str, (f64, f64))> {
    let (plain, rest) = name.strip_suffix(')')?.rsplit_once('(')?;
    let (low, high) = rest.split_once('-')?;
    let (low, high) = (number(low).ok()?, number(high).ok()?);
    (low < high).then_some((plain.trim(), (low, high)))
}
