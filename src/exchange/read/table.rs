//! CSV as people's exports have it: any of three separators, a byte order mark, columns in any
//! order, trailing commas; read a row at a time, and no row without an end.

use super::dates::{self, Evidence, Form, NoDay, Order};
use super::input::{self, Input, LINE_MAX, cannot};
use super::options::ImportOptions;
use super::reading::{Reading, When};
use crate::domain::amount::{Amount, NoAmount};
use crate::domain::meta::Extra;
use crate::exchange::{ExchangeError, Fault, Result};
use chrono::NaiveDate;
use csv::ByteRecord;
use std::io::{self, BufRead};

/// How often reading goes on after a quote that does not close.
const ANEW: usize = 100;

const TOO_LONG: &str = "a row of more than 8388608 bytes, perhaps for want of a closing quote";

pub struct Table<'i> {
    input: &'i Input,
    rows: Rows<'i>,
    record: ByteRecord,
    pub header: Vec<String>,
    /// Cells of the header, empty ones at its end among them: no row has more.
    pub width: usize,
    /// Empty cells past these that the rows end with; unknown before the first row.
    trailing: Option<usize>,
    /// How often reading began anew.
    anew: usize,
    /// The line of a quote that does not close; the rows after it are read anew.
    unclosed: Option<usize>,
    /// Columns that mean something to the format.
    known: Vec<usize>,
}

impl<'i> Table<'i> {
    /// A table whose first row names its columns.
    pub fn of(input: &'i Input) -> Result<Table<'i>> {
        let mut table = Table::without_header(input, separator(input.first_line()), usize::MAX)?;
        let Some(row) = table.next()? else {
            table.width = 0;
            return Ok(table);
        };
        let header: Result<Vec<String>, String> = (0..row.len())
            .map(|i| row.cell(i).map(str::to_owned))
            .collect();
        let (line, width) = (row.line, row.len());
        let mut header = header.map_err(|what| ExchangeError::line(&input.name, line, what))?;
        while header.last().is_some_and(|name| name.is_empty()) {
            header.pop();
        }
        (table.header, table.width, table.trailing) = (header, width, None);
        Ok(table)
    }

    /// A table whose first row names its columns, or whose columns are numbered from 1.
    ///
    /// # Errors
    /// As [`Table::of`].
    pub fn asked(input: &'i Input, options: &ImportOptions) -> Result<Table<'i>> {
        if !options.no_header {
            return Table::of(input);
        }
        let separator = separator(input.first_line());
        let mut first = Table::without_header(input, separator, usize::MAX)?;
        let width = first.next()?.map_or(0, |row| row.len());
        let mut table = Table::without_header(input, separator, width)?;
        table.header = (1..=width).map(|n| n.to_string()).collect();
        Ok(table)
    }

    /// A table whose rows have so many cells, or fewer.
    pub fn without_header(input: &'i Input, separator: u8, width: usize) -> Result<Table<'i>> {
        Ok(Table {
            input,
            rows: Rows::after(input, separator, 0)?,
            record: ByteRecord::new(),
            header: Vec::new(),
            width,
            trailing: None,
            anew: 0,
            unclosed: None,
            known: Vec::new(),
        })
    }

    /// The next row that holds anything. One that has no clear end, or more cells than the header,
    /// says so instead of giving its cells.
    pub fn next(&mut self) -> Result<Option<Row<'_>>> {
        if let Some(line) = self.unclosed.take() {
            // What the quote took in may be rows.
            self.anew += 1;
            if self.anew > ANEW {
                let what = format!("more than {ANEW} quotes that open and do not close");
                return Err(ExchangeError::line(&self.input.name, line, what));
            }
            self.rows = Rows::after(self.input, self.rows.separator, line)?;
        }
        let (mut line, unclosed) = loop {
            let (line, found) = (self.rows.line, self.rows.next(&mut self.record));
            let what = |e: io::Error| ExchangeError::line(&self.input.name, line, e.to_string());
            match found.map_err(what)? {
                None => return Ok(None),
                Some(row) if self.record.iter().any(|cell| !cell.is_empty()) => break row,
                Some(_) => {}
            }
        };
        self.unclosed = unclosed;
        let mut fault = unclosed.map(|opened| {
            line = opened;
            "a quote opens here and does not close where its field ends".to_owned()
        });
        let cells = self.record.len();
        let filled = self.record.iter().rposition(|cell| !cell.is_empty());
        let empty = cells - filled.map_or(0, |at| at + 1);
        let past = cells.saturating_sub(self.width);
        let trailing = *self.trailing.get_or_insert(past.min(empty));
        if fault.is_none() && past > 0 && past != trailing.min(empty) {
            let width = self.width;
            fault = Some(format!(
                "{cells} fields, and {width} are expected; one with a \"{}\" in it stands in quotes",
                char::from(self.rows.separator)
            ));
        }
        Ok(Some(Row {
            line,
            record: &self.record,
            fault,
        }))
    }

    /// Runs over the rows; one that does not read is listed, or the end.
    pub fn each(
        mut self,
        into: &mut Reading,
        mut take: impl FnMut(&Row, &mut Reading) -> Result<(), Fault>,
    ) -> Result<()> {
        into.of(&self.input.name);
        while let Some(row) = self.next()? {
            let done = take(&row, into);
            into.took(row.line, done)?;
        }
        Ok(())
    }

    /// The place of the first column that has this name, in any case.
    pub fn column(&self, name: &str) -> Option<usize> {
        self.header.iter().position(|h| folded(h) == folded(name))
    }

    /// The places of columns, which the format knows from here on.
    pub fn columns<const N: usize>(&mut self, names: [&str; N]) -> [Option<usize>; N] {
        let places = names.map(|name| self.column(name));
        self.known.extend(places.into_iter().flatten());
        places
    }

    /// Refuses a header that lacks a column the format cannot do without. A file of nothing has none.
    ///
    /// # Errors
    /// [`ExchangeError::Refused`].
    pub fn needs(&self, names: &[&str]) -> Result<()> {
        let missing = names.iter().find(|name| self.column(name).is_none());
        let missing = missing.filter(|_| !self.header.is_empty());
        missing.map_or(Ok(()), |name| Err(self.lacks(name)))
    }

    /// That there is no such column.
    pub fn lacks(&self, name: &str) -> ExchangeError {
        let why = format!("has no column \"{}\"", short(name));
        ExchangeError::whole(&self.input.name, why, self.shown_header())
    }

    pub fn shown_header(&self) -> String {
        format!("its columns: {}", self.header.join(", "))
    }

    /// Columns the format knows nothing of, with their names; one without a name has its number.
    pub fn others(&self) -> Vec<(usize, String)> {
        let named = |at: usize| match self.header.get(at) {
            Some(name) if !name.is_empty() => name.clone(),
            _ => (at + 1).to_string(),
        };
        let others = (0..self.width).filter(|at| !self.known.contains(at));
        others.map(|at| (at, named(at))).collect()
    }
}

/// Cuts a text into rows as RFC 4180 has them, and as leniently as the csv crate: a quote within a
/// plain field stands for itself, a row ends with any line end, and empty lines hold none.
struct Rows<'i> {
    input: Box<dyn BufRead + 'i>,
    separator: u8,
    /// The line of the byte that comes next.
    line: usize,
}

/// Where in a field a byte stands.
#[derive(Clone, Copy, PartialEq)]
enum Place {
    Start,
    Plain,
    Quoted,
    /// After a quote within quotes: the end, or the first of two.
    Quote,
}

impl<'i> Rows<'i> {
    /// The rows after so many lines.
    fn after(input: &'i Input, separator: u8, lines: usize) -> Result<Self> {
        let mut rows = input.open()?;
        for _ in 0..lines {
            let passed = rows.skip_until(b'\n');
            passed.map_err(|e| cannot(&input.name, &e))?;
        }
        Ok(Rows {
            input: rows,
            separator,
            line: lines + 1,
        })
    }

    /// The cells of the next row. Gives the line it begins on and, where a quote does not close
    /// where its field ends, the line that one opens on.
    fn next(&mut self, row: &mut ByteRecord) -> io::Result<Option<(usize, Option<usize>)>> {
        row.clear();
        let (mut cell, mut place, mut length) = (Vec::new(), Place::Start, 0);
        let (mut begins, mut opened, mut unclosed) = (None, 0, None);
        loop {
            let bytes = self.input.fill_buf()?;
            if bytes.is_empty() {
                row.push_field(&cell);
                let open = (place == Place::Quoted).then_some(opened);
                return Ok(begins.map(|line| (line, unclosed.or(open))));
            }
            for (at, &byte) in bytes.iter().enumerate() {
                let line = self.line;
                self.line += usize::from(byte == b'\n');
                let ended = matches!(byte, b'\r' | b'\n');
                if ended && begins.is_none() {
                    continue;
                }
                begins = begins.or(Some(line));
                match (place, byte) {
                    (Place::Quoted, b'"') => place = Place::Quote,
                    (Place::Quoted, _) | (Place::Quote, b'"') => {
                        place = Place::Quoted;
                        // A line end within a cell is a newline as well.
                        if byte == b'\n' && cell.ends_with(b"\r") {
                            cell.pop();
                        }
                        cell.push(byte);
                    }
                    _ if ended || byte == self.separator => {
                        row.push_field(&cell);
                        cell.clear();
                        place = Place::Start;
                        if ended {
                            self.input.consume(at + 1);
                            return Ok(begins.map(|line| (line, unclosed)));
                        }
                    }
                    (Place::Start, b'"') => (place, opened) = (Place::Quoted, line),
                    (before, _) => {
                        if before == Place::Quote {
                            unclosed = unclosed.or(Some(opened));
                        }
                        place = Place::Plain;
                        cell.push(byte);
                    }
                }
            }
            let passed = bytes.len();
            self.input.consume(passed);
            length += passed;
            if length > LINE_MAX {
                return Err(io::Error::other(TOO_LONG));
            }
        }
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
    let marks = [b'\t', b';', b','].into_iter();
    // Of as many, the last.
    marks.max_by_key(times).unwrap_or(b',')
}

pub struct Row<'r> {
    pub line: usize,
    record: &'r ByteRecord,
    /// Why its cells cannot be told apart.
    fault: Option<String>,
}

impl Row<'_> {
    pub fn len(&self) -> usize {
        self.record.len()
    }

    /// A cell without the space around it; empty where there is none.
    ///
    /// # Errors
    /// What is no text; a row whose cells cannot be told apart.
    pub fn cell(&self, at: usize) -> Result<&str, String> {
        let text = self.whole(at)?;
        Ok(text.strip_prefix('\u{feff}').unwrap_or(text).trim())
    }

    /// A cell with the space around it.
    ///
    /// # Errors
    /// As [`Row::cell`].
    pub fn whole(&self, at: usize) -> Result<&str, String> {
        if let Some(fault) = &self.fault {
            return Err(fault.clone());
        }
        let bytes = self.record.get(at).unwrap_or_default();
        input::text(bytes).map_err(|e| format!("column {}: {e}", at + 1))
    }

    pub fn optional(&self, at: Option<usize>) -> Result<&str, String> {
        at.map_or(Ok(""), |at| self.cell(at))
    }

    /// The cells of columns, each as by [`Row::optional`].
    pub fn cells<const N: usize>(&self, at: [Option<usize>; N]) -> Result<[&str; N], String> {
        let mut cells = [""; N];
        for (cell, at) in cells.iter_mut().zip(at) {
            *cell = self.optional(at)?;
        }
        Ok(cells)
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

/// A number without a unit: `1.5`, `1,5`.
pub fn number(text: &str) -> Result<f64, String> {
    match Amount::of_file(text) {
        Ok(Amount { n, unit: None }) => Ok(n),
        Err(no @ NoAmount::Either(..)) => Err(why(no, "a number", text)),
        _ => Err(expected("a number is", text)),
    }
}

/// A number with its unit; a span of time is in minutes, whatever it is written in.
pub fn amount(text: &str) -> Result<Amount<'_>, String> {
    let read = Amount::of_file(text).map_err(|no| why(no, "a number or a span", text))?;
    Ok(read.in_minutes())
}

/// A number within a range as a level from 1 to 5.
pub fn level_within(n: f64, low: f64, high: f64) -> Option<u8> {
    let sound = low < high && (low..=high).contains(&n);
    sound.then(|| ((n - low) / (high - low) * 4.0).round() as u8 + 1)
}

/// Hours of sleep: a number of them, or a span.
pub fn hours(text: &str) -> Result<f64, String> {
    let read = Amount::of_file(text).map_err(|no| why(no, "hours of sleep", text))?;
    let found = read.hours().filter(|hours| (0.0..=24.0).contains(hours));
    found.ok_or_else(|| expected("hours of sleep from 0 to 24 are", text))
}

fn why(no: NoAmount, what: &str, text: &str) -> String {
    match no {
        NoAmount::Unreadable => expected(&format!("{what} such as 1.5 or 1h30 is"), text),
        NoAmount::Either(..) => format!(
            "\"{}\" may be thousands or thousandths; 1234 or 1.234 is read one way",
            short(text)
        ),
    }
}

/// What was expected, and what stands in its place: `a time is`, `noon`.
pub fn expected(what: &str, got: &str) -> String {
    format!("{what} expected; got \"{}\"", short(got))
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
pub fn form(input: &Input, into: &Reading, column: &str, usual: Option<Order>) -> Result<Form> {
    if let Some(form) = &into.options.dates {
        return Ok(form.clone());
    }
    let mut table = Table::asked(input, into.options)?;
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
    match stamp(form, text)? {
        When::Utc(_) | When::Offset(_) => Err(expected("a day without a zone is", text)),
        when => Ok(when.written()),
    }
}

/// A day with the time that stands beside it, if there is one.
pub fn on(day: NaiveDate, clock: &str) -> Result<When, String> {
    match dates::time(clock) {
        None if !clock.is_empty() => Err(expected("a time is", clock)),
        time => Ok(When::on(day, time)),
    }
}

/// A day with the time and the zone after it, or why the cell is none.
pub fn stamp(form: &Form, text: &str) -> Result<When, String> {
    form.stamp(text).map_err(|no| match no {
        NoDay::Unreadable => expected("a date is", text),
        NoDay::Either => format!(
            "\"{}\" could be two days; --date-format dmy or mdy tells which",
            short(text)
        ),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        #[test]
        fn rows_are_those_of_the_csv_crate(text in "[a\",\r\n]{0,40}") {
            let input = Input::bytes("rows", text.clone().into_bytes());
            let mut rows = Rows::after(&input, b',', 0).unwrap();
            let (mut row, mut found) = (ByteRecord::new(), Vec::new());
            while rows.next(&mut row).unwrap().is_some() {
                found.push(row.clone());
            }
            let text = text.replace("\r\n", "\n");
            let mut csv = csv::ReaderBuilder::new();
            let csv = csv.has_headers(false).flexible(true).from_reader(text.as_bytes());
            let expected: Result<Vec<_>, _> = csv.into_byte_records().collect();
            proptest::prop_assert_eq!(found, expected.unwrap());
        }
    }
}
