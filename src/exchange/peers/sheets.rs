//! Programs that keep an SQLite file: rows of its tables by the names of their columns.

use crate::exchange::read::input::Tables;
use crate::exchange::read::{Input, Reading};
use crate::exchange::{ExchangeError, Fault, Result};
use serde_json::Value;

/// Cells of a row.
pub struct Cells<'c> {
    names: &'c [&'c str],
    cells: &'c [Value],
}

impl Cells<'_> {
    fn get(&self, name: &str) -> &Value {
        let at = self.names.iter().position(|n| *n == name);
        at.and_then(|at| self.cells.get(at)).unwrap_or(&Value::Null)
    }

    /// As text; empty where there is nothing.
    pub fn text(&self, name: &str) -> String {
        match self.get(name) {
            Value::String(text) => text.trim().to_owned(),
            Value::Null => String::new(),
            other => other.to_string(),
        }
    }

    /// A whole number, which some programs keep as text.
    pub fn integer(&self, name: &str) -> Option<i64> {
        let cell = self.get(name);
        cell.as_i64().or_else(|| cell.as_str()?.trim().parse().ok())
    }

    pub fn small(&self, name: &str) -> Option<u32> {
        self.integer(name).and_then(|n| u32::try_from(n).ok())
    }

    pub fn number(&self, name: &str) -> Option<f64> {
        self.get(name).as_f64().filter(|n| n.is_finite())
    }
}

/// Whether there are tables of these names.
pub fn has(input: &Input, names: &[&str]) -> bool {
    let there = |tables: &dyn Tables, name: &&str| matches!(tables.columns(name), Ok(Some(_)));
    input
        .as_tables()
        .is_some_and(|tables| names.iter().all(|name| there(tables, name)))
}

/// Runs over the rows of a table with their numbers; one that does not read is listed, or the end. Of the
/// columns that are asked for (their names, with spaces between), a row has those that are there.
///
/// # Errors
/// [`ExchangeError::Refused`] where the first of the columns is not there; what `take` gives.
pub fn each(
    input: &Input,
    table: &str,
    columns: &str,
    into: &mut Reading,
    mut take: impl FnMut(usize, Cells, &mut Reading) -> Result<(), Fault>,
) -> Result<()> {
    let refused = |why: &str| {
        let hint = "`ritual import auto` tells the format by itself";
        ExchangeError::whole(&input.name, why, hint)
    };
    let tables = input.as_tables();
    let tables = tables.ok_or_else(|| refused("is no SQLite file"))?;
    let there = tables.columns(table)?;
    let there = there.ok_or_else(|| refused(&format!("has no table {table}")))?;
    let here = |name: &&str| there.iter().any(|column| column == name);
    let names: Vec<&str> = columns.split_whitespace().filter(here).collect();
    if names.first().copied() != columns.split_whitespace().next() {
        return Err(refused("has none of the columns that are looked for"));
    }
    into.of(&called(input, table));
    tables.each(table, &names, &mut |id, cells| {
        let line = usize::try_from(id).unwrap_or_default();
        let names = &names;
        let done = take(line, Cells { names, cells }, into);
        into.took(line, done)
    })
}

/// What errors call a table.
pub fn called(input: &Input, table: &str) -> String {
    format!("{}, table {table}", input.name)
}
