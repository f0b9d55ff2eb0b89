//! CSV as people's exports have it: any of three separators, a byte order mark, columns in any
//! order, trailing commas; read a row at a time, and no row without an end.

use super::dates::{Evidence, Form, NoDay, Order};
use super::input::Input;
use super::lines;
use super::reading::Reading;
use crate::domain::meta::Extra;
use crate::exchange::ExchangeError;
use chrono::{NaiveDate, NaiveTime};
use csv::ByteRecord;
use std::cell::Cell;
use std::io::Read;
use std::rc::Rc;

mod bounded;

use bounded::Bounded;

pub struct Table<'i> {
    file: String,
    rows: csv::Reader<Bounded<Box<dyn Read + 'i>>>,
    since: Rc<Cell<usize>>,
    record: ByteRecord,
    pub header: Vec<String>,
    /// Cells of the header, empty ones at its end among them.
    pub width: usize,
}

impl<'i> Table<'i> {
    /// A table whose first row names its columns.
    pub fn of(input: &'i Input) -> Result<Table<'i>, ExchangeError> {
        let mut table = Table::from(&input.name, separator(input.first_line()), input.open()?);
        if let Some(row) = table.next()? {
            let header: Result<Vec<String>, String> = (0..row.len())
                .map(|i| row.cell(i).map(str::to_owned))
                .collect();
            let (line, width) = (row.line, row.len());
            let mut header = header.map_err(|what| ExchangeError::Line {
                file: input.name.clone(),
                line,
                what,
            })?;
            while header.last().is_some_and(|name| name.is_empty()) {
                header.pop();
            }
            (table.header, table.width) = (header, width);
        }
        Ok(table)
    }

    /// A table without names.
    pub fn from(file: &str, separator: u8, input: impl Read + 'i) -> Table<'i> {
        let since = Rc::new(Cell::new(0));
        let bounded = Bounded::new(Box::new(input) as Box<dyn Read + 'i>, Rc::clone(&since));
        let rows = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(separator)
            .from_reader(bounded);
        Table {
            file: file.to_owned(),
            rows,
            since,
            record: ByteRecord::new(),
            header: Vec::new(),
            width: 0,
        }
    }

    /// The next row that holds anything.
    pub fn next(&mut self) -> Result<Option<Row<'_>>, ExchangeError> {
        loop {
            self.since.set(0);
            let before = self.rows.position().line();
            match self.rows.read_byte_record(&mut self.record) {
                Ok(false) => return Ok(None),
                Ok(true) if self.record.iter().all(<[u8]>::is_empty) => {}
                Ok(true) => break,
                Err(e) => {
                    return Err(ExchangeError::Line {
                        file: self.file.clone(),
                        line: before as usize,
                        what: match e.into_kind() {
                            csv::ErrorKind::Io(e) => e.to_string(),
                            other => format!("{other:?}"),
                        },
                    });
                }
            }
        }
        // Counted from the row's end: the reader passes over empty lines without a word.
        let inside = self
            .record
            .as_slice()
            .iter()
            .filter(|b| **b == b'\n')
            .count();
        let after = self.rows.position().line() as usize;
        let line = after.saturating_sub(1 + inside);
        Ok(Some(Row {
            line,
            record: &self.record,
        }))
    }

    /// The place of the first column that has one of these names, in any case.
    pub fn column(&self, names: &[&str]) -> Option<usize> {
        let same = |name: &&str| self.header.iter().position(|h| folded(h) == folded(name));
        names.iter().find_map(same)
    }

    /// Columns the format knows nothing of, with their names.
    pub fn others(&self, known: &[Option<usize>]) -> Vec<(usize, String)> {
        let named = self.header.iter().cloned().enumerate();
        named
            .filter(|(i, name)| !known.contains(&Some(*i)) && !name.is_empty())
            .collect()
    }
}

fn folded(name: &str) -> String {
    name.trim().to_lowercase().replace(['_', ' '], "")
}

/// Whether a header names all of these.
pub fn names_all(header: &str, names: &[&str]) -> bool {
    let mark = char::from(separator(header));
    let cells: Vec<String> = header
        .split(mark)
        .map(|c| folded(c.trim().trim_matches('"')))
        .collect();
    names.iter().all(|name| cells.contains(&folded(name)))
}

/// The separator of a header: the one of three that there are most of.
pub fn separator(header: &str) -> u8 {
    let times = |mark: &u8| header.bytes().filter(|b| b == mark).count();
    let mut found = b',';
    for mark in [b';', b'\t'] {
        if times(&mark) > times(&found) {
            found = mark;
        }
    }
    found
}

pub struct Row<'r> {
    pub line: usize,
    record: &'r ByteRecord,
}

impl Row<'_> {
    pub fn len(&self) -> usize {
        self.record.len()
    }

    /// A cell without the space around it; empty where there is none.
    pub fn cell(&self, at: usize) -> Result<&str, String> {
        let bytes = self.record.get(at).unwrap_or_default();
        let text = lines::text(bytes).map_err(|e| format!("column {}: {e}", at + 1))?;
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        Ok(text.trim())
    }

    /// A cell with the space around it.
    pub fn whole(&self, at: usize) -> Result<&str, String> {
        let bytes = self.record.get(at).unwrap_or_default();
        lines::text(bytes).map_err(|e| format!("column {}: {e}", at + 1))
    }

    pub fn optional(&self, at: Option<usize>) -> Result<&str, String> {
        at.map_or(Ok(""), |at| self.cell(at))
    }

    /// The cells of other columns that hold anything.
    pub fn extra(&self, others: &[(usize, String)]) -> Result<Extra, String> {
        let mut extra = Extra::new();
        for (at, name) in others {
            let cell = self.cell(*at)?;
            if !cell.is_empty() {
                extra.insert(name.clone(), cell.into());
            }
        }
        Ok(extra)
    }
}

/// A number as people write it: `1.5`, `1,5`.
pub fn number(text: &str) -> Result<f64, String> {
    let plain = text.trim().replace(',', ".");
    let found = plain.parse::<f64>().ok().filter(|n| n.is_finite());
    found.ok_or_else(|| format!("a number is expected; got \"{}\"", short(text)))
}

/// A text as an error quotes it.
pub fn short(text: &str) -> String {
    const MOST: usize = 40;
    match text.char_indices().nth(MOST) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text.to_owned(),
    }
}

/// The form of the days of a column: as asked for, or as the rows show it.
pub fn form(
    input: &Input,
    into: &Reading,
    column: &[&str],
    usual: Option<Order>,
) -> Result<Form, ExchangeError> {
    if let Some(form) = &into.options.dates {
        return Ok(form.clone());
    }
    let mut table = Table::of(input)?;
    let mut evidence = Evidence::default();
    if let Some(at) = table.column(column) {
        while let Some(row) = table.next()? {
            evidence.see(row.cell(at).unwrap_or_default());
        }
    }
    Ok(Form::Any(evidence.order().or(usual)))
}

/// A day, or why the cell is none.
pub fn day(form: &Form, text: &str) -> Result<NaiveDate, String> {
    stamp(form, text).map(|(day, _)| day)
}

/// A day and the time after it, or why the cell is none.
pub fn stamp(form: &Form, text: &str) -> Result<(NaiveDate, Option<NaiveTime>), String> {
    form.stamp(text).map_err(|no| match no {
        NoDay::Unreadable => format!("a date is expected; got \"{}\"", short(text)),
        NoDay::Either => format!(
            "\"{}\" could be two days; --date-format dmy or mdy tells which",
            short(text)
        ),
    })
}
