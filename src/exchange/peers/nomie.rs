//! Nomie: the CSV of logs, a row for each tracker of a log; since version 4 the CSV of notes, the one
//! of columns, and the backup.

mod notes;
mod tags;

use crate::domain::left::Left;
use crate::exchange::read::table::{expected, names_all, number};
use crate::exchange::read::{Entry, Form, Input, Reading, Row, Table, When, table};
use crate::exchange::{Format, Result};
use chrono::FixedOffset;

pub const FORMAT: Format = Format::of(
    "nomie",
    "Nomie: a CSV export or the JSON backup; places are left out",
    recognise,
    read,
);

fn recognise(input: &Input) -> bool {
    let header = input.first_line();
    let own = ["tracker", "note"]
        .iter()
        .any(|own| names_all(header, &[own]));
    own && names_all(header, &["epoch", "offset"]) || is_columns(header) || is_backup(input)
}

fn read(input: &Input, into: &mut Reading) -> Result<()> {
    into.of(&input.name);
    if is_backup(input) {
        return notes::backup(input, into);
    }
    if is_columns(input.first_line()) {
        return columns(input, into);
    }
    let mut table = Table::of(input)?;
    if table.column("tracker").is_none() && table.column("note").is_some() {
        return notes::csv(table, into);
    }
    table.needs(&["epoch", "tracker"])?;
    let [epoch, offset, tracker] = table.columns(["epoch", "offset", "tracker"]);
    let [value, words, ..] = table.columns(["value", "note", "start", "end"]);
    let places = table.columns(PLACES);
    let others = table.others();
    table.each(into, |row, into| {
        let named = row.optional(tracker)?;
        placed(row, places, into);
        // People and contexts stand among the trackers under marks of their own.
        if named.starts_with(['@', '+']) {
            into.not_carried(Left::People);
            return Ok(());
        }
        let when = when(row.optional(epoch)?, row.optional(offset)?)?;
        let mut entry = Entry::new(named.trim_start_matches('#'), when);
        entry.amount = match row.optional(value)? {
            "" => None,
            text => Some(number(text)?),
        };
        entry.note = Some(row.optional(words)?);
        entry.extra = row.extra(&others)?;
        Ok(into.entry(row.line, entry)?)
    })
}

/// Columns of where somebody was.
const PLACES: [&str; 3] = ["lat", "lng", "location"];

/// Counts a row that says where somebody was.
fn placed(row: &Row, places: [Option<usize>; 3], into: &mut Reading) {
    let said = |place: &Option<usize>| !matches!(row.optional(*place), Ok("" | "0") | Err(_));
    if places.iter().any(said) {
        into.not_carried(Left::Locations);
    }
}

fn is_backup(input: &Input) -> bool {
    input.is_json('{', &["nomie", "trackers"]) || input.is_json('{', &["nomie", "events"])
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
fn columns(input: &Input, into: &mut Reading) -> Result<()> {
    let form = table::form(input, into, "date", None)?;
    let table = Table::of(input)?;
    let names = table.header.clone();
    table.each(into, |row, into| {
        let day = table::day(&form, row.cell(0)?)?;
        for (at, name) in names.iter().enumerate().skip(1) {
            let value = match row.cell(at)? {
                "" => 0.0,
                cell => number(cell)?,
            };
            match name.strip_prefix('#') {
                _ if value == 0.0 => {}
                Some(tracker) => {
                    let mut entry = Entry::new(tracker, When::Day(day));
                    entry.amount = Some(value);
                    into.entry(row.line, entry)?;
                }
                None => into.not_carried(Left::People),
            }
        }
        Ok(())
    })
}

/// Seconds or milliseconds since 1970, and minutes west of Greenwich as JavaScript has them.
fn when(text: &str, offset: &str) -> Result<When, String> {
    let Ok(When::Utc(at)) = Form::Epoch.stamp(text) else {
        return Err(expected("milliseconds since 1970 are", text));
    };
    if offset.is_empty() {
        return Ok(When::Utc(at));
    }
    let minutes = number(offset).ok().filter(|m| m.abs() <= 24.0 * 60.0);
    let zone = minutes.and_then(|m| FixedOffset::west_opt(m.round() as i32 * 60));
    let there = zone.map(|zone| When::Offset(at.with_timezone(&zone)));
    there.ok_or_else(|| expected("minutes west of Greenwich are", offset))
}
