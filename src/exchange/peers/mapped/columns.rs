//! The columns of a CSV by what they mean.

use crate::domain::field::Shape;
use crate::domain::measure::Own;
use crate::exchange::read::options::{Map, Target};
use crate::exchange::read::table::{expected, number, short};
use crate::exchange::read::{Form, Input, Reading, Row, Table, When, table};
use crate::exchange::{ExchangeError, Result};

pub struct Columns {
    /// The columns of the day: one, or parts of it in their order.
    days: Vec<usize>,
    /// Columns that are a ritual each, and whether they hold amounts.
    pub each: Vec<(usize, String, bool)>,
    found: Vec<(Target, usize, String)>,
    /// Columns of fields of a mood note.
    pub felt: Vec<(&'static str, Shape, usize)>,
    /// Columns of measures of the person's own.
    pub own: Vec<(Own, usize)>,
    /// The range of a column that is no scale of five.
    ranges: Vec<(Target, f64, f64)>,
    /// Whether the column of done has a yes: an empty cell is none.
    pub marked: bool,
    pub others: Vec<(usize, String)>,
    pub only: Vec<(usize, String)>,
}

impl Columns {
    pub fn of(input: &Input, table: &Table, into: &mut Reading) -> Result<Columns> {
        let options = into.options;
        let headed = match options.map {
            None => Map::of(table, &options.own),
            Some(_) => None,
        };
        let Some(map) = options.map.as_ref().or(headed.as_ref()) else {
            return Err(ExchangeError::refused(
                format!(
                    "{}: --map is expected, to say which column means what",
                    input.name
                ),
                table.shown_header(),
            ));
        };
        let mut columns = Columns {
            days: Vec::new(),
            each: Vec::new(),
            found: Vec::new(),
            felt: Vec::new(),
            own: Vec::new(),
            ranges: Vec::new(),
            marked: false,
            others: Vec::new(),
            only: Vec::new(),
        };
        for (target, name) in &map.columns {
            let ranged = || {
                let (plain, low, high) = range(name)?;
                Some((table.column(plain)?, Some((low, high))))
            };
            if *target == Target::Day {
                let parts = || name.split('+').map(|part| table.column(part)).collect();
                let whole = table.column(name).map(|at| vec![at]);
                columns.days = whole.or_else(parts).unwrap_or_default();
                if columns.days.len() > 1 {
                    let parts = columns
                        .days
                        .iter()
                        .map(|at| (Target::Day, *at, name.clone()));
                    columns.found.extend(parts);
                    continue;
                }
            }
            let plain = table.column(name).map(|at| (at, None));
            let (at, range) = plain.or_else(ranged).ok_or_else(|| table.lacks(name))?;
            let levelled = matches!(target, Target::Felt(_, Shape::Step));
            if let Some((low, high)) = range.filter(|_| levelled) {
                columns.ranges.push((*target, low, high));
            }
            if let Target::Felt(name, shape) = target {
                columns.felt.push((name, *shape, at));
            }
            if let Target::Own(place) = target {
                columns.own.push((options.own[*place].clone(), at));
            }
            columns.found.push((*target, at, table.header[at].clone()));
        }
        for (name, value) in &options.only {
            let at = table.column(name).ok_or_else(|| table.lacks(name))?;
            columns.only.push((at, value.clone()));
        }
        let entries = columns.has(Target::Ritual) || options.ritual.is_some() || options.each;
        let felt = !columns.felt.is_empty() || !columns.own.is_empty();
        if !entries && !felt && !columns.has(Target::Note) {
            let map = headed.map_or("--map names", |_| "a header names");
            return Err(ExchangeError::refused(
                format!("{map} nothing that makes an entry or a note"),
                "--ritual NAME or ritual=COLUMN for entries; mood, energy, sleep, feelings or note for notes",
            ));
        }
        let known = |at: usize| columns.found.iter().any(|(_, found, _)| *found == at);
        columns.others = table.others();
        columns.others.retain(|(at, _)| !known(*at));
        if options.each {
            let unnamed = |at: &usize| table.header.get(*at).is_none_or(String::is_empty);
            let only = |at: &usize| unnamed(at) || columns.only.iter().any(|(only, _)| only == at);
            let others = std::mem::take(&mut columns.others).into_iter();
            let (rest, each) = others.partition(|(at, _)| only(at));
            columns.others = rest;
            columns.each = counted(input, each, into)?;
        }
        if let Some((_, at, _)) = columns.found.iter().find(|(t, ..)| *t == Target::Done) {
            let mut table = Table::asked(input, options)?;
            while let Some(row) = table.next()?
                && !columns.marked
            {
                columns.marked = row.cell(*at).and_then(done) == Ok(Some(true));
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
        let found = found.map(|(target, at, name)| (*at, name, Some(means(*target))));
        let each = self.each.iter();
        let each = each.map(|(at, name, _)| (*at, name, Some("a ritual".to_owned())));
        let others = self.others.iter().map(|(at, name)| (*at, name, None));
        let mut all: Vec<_> = found.chain(each).chain(others).collect();
        all.sort_by_key(|(at, ..)| *at);
        let all = all.into_iter();
        all.map(|(_, name, meaning)| (name.clone(), meaning))
            .collect()
    }

    /// What a column is called.
    pub fn title(&self, at: usize) -> &str {
        let found = self.found.iter().find(|(_, column, _)| *column == at);
        found.map_or("", |(.., name)| name)
    }

    /// The day as it is written; parts of it that are numbers stand together as those of a date do.
    fn day(&self, row: &Row) -> Result<String, String> {
        let parts = self.days.iter().map(|at| row.cell(*at));
        let parts: Vec<&str> = parts.collect::<Result<_, _>>()?;
        let numbers = parts
            .iter()
            .all(|part| part.bytes().all(|b| b.is_ascii_digit()));
        Ok(parts.join(if numbers { "-" } else { " " }))
    }

    pub fn has(&self, target: Target) -> bool {
        self.found.iter().any(|(t, ..)| *t == target)
    }

    pub fn name(&self, target: Target) -> &str {
        let found = self.found.iter().find(|(t, ..)| *t == target);
        found.map_or("", |(_, _, name)| name)
    }

    /// The cell of a meaning; empty where no column has it.
    pub fn cell<'r>(&self, row: &'r Row, target: Target) -> Result<&'r str, String> {
        let found = self.found.iter().find(|(t, ..)| *t == target);
        row.optional(found.map(|(_, at, _)| *at))
    }

    pub fn when(&self, row: &Row, form: &Form) -> Result<When, String> {
        let when = table::stamp(form, &self.day(row)?)?;
        let text = self.cell(row, Target::Time)?;
        match text.is_empty() {
            true => Ok(when),
            false => table::on(when.written(), text),
        }
    }

    /// A level from 1 to 5: as it stands, from its range, or by its name.
    pub fn level(&self, row: &Row, target: Target, into: &Reading) -> Result<Option<u8>, String> {
        let text = self.cell(row, target)?;
        if text.is_empty() {
            return Ok(None);
        }
        if let Some(level) = into.options.level(text) {
            return Ok(level);
        }
        let range = self.ranges.iter().find(|(t, ..)| *t == target);
        let n = number(text).ok();
        let level = match (n, range) {
            (Some(n), Some((_, low, high))) if (*low..=*high).contains(&n) => {
                Some(((n - low) / (high - low) * 4.0).round() + 1.0)
            }
            (Some(n), None) if n.fract() == 0.0 && (1.0..=5.0).contains(&n) => Some(n),
            _ => None,
        };
        match level {
            Some(level) => Ok(Some(level as u8)),
            None => Err(format!(
                "\"{}\" is no level from 1 to 5; --mood-map '{}=3' gives it one, {}='{}(1-10)' maps a range",
                short(text),
                short(text),
                target.name(),
                self.name(target),
            )),
        }
    }
}

/// Which columns hold amounts: those with a number that is neither 0 nor 1, or with a unit.
fn counted(
    input: &Input,
    columns: Vec<(usize, String)>,
    into: &Reading,
) -> Result<Vec<(usize, String, bool)>> {
    let mut each: Vec<(usize, String, bool)> = columns
        .into_iter()
        .map(|(at, name)| (at, name, false))
        .collect();
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
fn range(name: &str) -> Option<(&str, f64, f64)> {
    let (plain, rest) = name.strip_suffix(')')?.rsplit_once('(')?;
    let (low, high) = rest.split_once('-')?;
    let (low, high) = (number(low).ok()?, number(high).ok()?);
    (low < high).then_some((plain.trim(), low, high))
}

/// Yes, no, or nothing.
pub fn done(text: &str) -> Result<Option<bool>, String> {
    match text.to_lowercase().as_str() {
        "" => Ok(None),
        "y" | "yes" | "true" | "1" | "x" | "done" | "ja" | "oui" | "si" | "sí" | "✓" | "✔"
        | "☑" => Ok(Some(true)),
        "n" | "no" | "false" | "0" | "-" | "nein" | "non" | "✗" | "☐" => Ok(Some(false)),
        _ => Err(expected("yes or no is", text)),
    }
}
