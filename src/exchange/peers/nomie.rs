//! Nomie: the CSV of logs, a row for each tracker of a log; since version 4 the CSV of notes, the one
//! of columns, and the backup.

mod notes;
mod tags;

use crate::domain::left::Left;
use crate::exchange::read::input::Input;
use crate::exchange::read::reading::{Entry, Reading, When};
use crate::exchange::read::table::{self, Table, names_all, number, short};
use crate::exchange::{ExchangeError, Format};
use chrono::{DateTime, FixedOffset};

pub struct Nomie;

impl Format for Nomie {
    fn name(&self) -> &'static str {
        "nomie"
    }

    fn about(&self) -> &'static str {
        "Nomie: a CSV export or the JSON backup; places are left out"
    }

    fn recognise(&self, input: &Input) -> bool {
        let header = input.first_line();
        let own = ["tracker", "note"]
            .iter()
            .any(|own| names_all(header, &[own]));
        own && names_all(header, &["epoch", "offset"]) || is_columns(header) || is_backup(input)
    }

    fn read(&self, input: &Input, into: &mut Reading) -> Result<(), ExchangeError> {
        into.of(&input.name);
        if is_backup(input) {
            return notes::backup(input, into);
        }
        if is_columns(input.first_line()) {
            return columns(input, into);
        }
        let mut table = Table::of(input)?;
        if table.column(&["tracker"]).is_none() && table.column(&["note"]).is_some() {
            return notes::csv(input, into);
        }
        let at = |name: &str| table.column(&[name]);
        let (epoch, offset, tracker) = (at("epoch"), at("offset"), at("tracker"));
        let (value, words) = (at("value"), at("note"));
        let places = [at("lat"), at("lng"), at("location")];
        let ends = [at("start"), at("end")];
        let others =
            table.others(&[&[epoch, offset, tracker, value, words][..], &places, &ends].concat());
        while let Some(row) = table.next()? {
            let line = row.line;
            let named = row.optional(tracker).unwrap_or_default();
            if places
                .iter()
                .any(|p| !matches!(row.optional(*p), Ok("" | "0") | Err(_)))
            {
                into.not_carried(Left::Locations);
            }
            // People and contexts stand among the trackers under marks of their own.
            if named.starts_with(['@', '+']) {
                into.not_carried(Left::People);
                continue;
            }
            let read = || {
                let mut entry = Entry::new(
                    named.trim_start_matches('#'),
                    when(row.optional(epoch)?, row.optional(offset)?)?,
                );
                entry.amount = match row.optional(value)? {
                    "" => None,
                    text => Some(number(text)?),
                };
                entry.note = Some(row.optional(words)?);
                entry.extra = row.extra(&others)?;
                Ok::<_, String>(entry)
            };
            match read() {
                Err(what) => into.bad(line, what)?,
                Ok(entry) => into.entry(line, entry)?,
            }
        }
        Ok(())
    }
}

fn is_backup(input: &Input) -> bool {
    let text = input.text();
    text.trim_start().starts_with('{')
        && text.contains("\"nomie\"")
        && (text.contains("\"trackers\"") || text.contains("\"events\""))
}

/// A day, then a column for each tracker, person or context under its mark.
fn is_columns(header: &str) -> bool {
    let mut cells = header.split(',').map(|cell| cell.trim().trim_matches('"'));
    cells
        .next()
        .is_some_and(|first| first.eq_ignore_ascii_case("date"))
        && cells.clone().any(|cell| cell.starts_with('#'))
        && cells.all(|cell| cell.is_empty() || cell.starts_with(['#', '@', '+']))
}

/// The CSV of columns. The program writes 0 for a day without a value, so a 0 says nothing.
fn columns(input: &Input, into: &mut Reading) -> Result<(), ExchangeError> {
    let form = table::form(input, into, &["date"], None)?;
    let mut table = Table::of(input)?;
    let names = table.header.clone();
    while let Some(row) = table.next()? {
        let line = row.line;
        let day = match row.cell(0).and_then(|cell| table::day(&form, cell)) {
            Ok(day) => day,
            Err(what) => {
                into.bad(line, what)?;
                continue;
            }
        };
        for (at, name) in names.iter().enumerate().skip(1) {
            let value = match row.cell(at).and_then(|cell| match cell {
                "" => Ok(0.0),
                cell => number(cell),
            }) {
                Ok(value) => value,
                Err(what) => {
                    into.bad(line, what)?;
                    continue;
                }
            };
            match name.strip_prefix('#') {
                _ if value == 0.0 => {}
                Some(tracker) => {
                    let mut entry = Entry::new(tracker, When::Day(day));
                    entry.amount = Some(value);
                    into.entry(line, entry)?;
                }
                None => into.not_carried(Left::People),
            }
        }
    }
    Ok(())
}

/// Seconds or milliseconds since 1970, and minutes west of Greenwich as JavaScript has them.
fn when(text: &str, offset: &str) -> Result<When, String> {
    let wrong = || {
        format!(
            "milliseconds since 1970 are expected; got \"{}\"",
            short(text)
        )
    };
    let number = text.parse::<i64>().map_err(|_| wrong())?;
    // Below this, milliseconds would lie before 1974.
    let millis = if number.abs() < 100_000_000_000 {
        number.checked_mul(1000)
    } else {
        Some(number)
    };
    let at = millis
        .and_then(DateTime::from_timestamp_millis)
        .ok_or_else(wrong)?;
    Ok(match offset {
        "" => When::Utc(at),
        text => {
            let minutes = text.parse::<f64>().ok().filter(|m| m.abs() <= 24.0 * 60.0);
            let zone = minutes.and_then(|m| FixedOffset::west_opt(m.round() as i32 * 60));
            let zone = zone.ok_or_else(|| {
                format!(
                    "minutes west of Greenwich are expected; got \"{}\"",
                    short(text)
                )
            })?;
            When::Offset(at.with_timezone(&zone))
        }
    })
}
