//! Nomie: the CSV of logs, a row for each tracker of a log.

use super::input::Input;
use super::reading::{Entry, Reading, When};
use super::table::{Row, Table, names_all, number, short};
use super::{ExchangeError, Format};
use crate::domain::left::Left;
use chrono::{DateTime, FixedOffset};

pub struct Nomie;

impl Format for Nomie {
    fn name(&self) -> &'static str {
        "nomie"
    }

    fn about(&self) -> &'static str {
        "Nomie: the CSV export; places are left out"
    }

    fn recognise(&self, input: &Input) -> bool {
        names_all(input.first_line(), &["epoch", "offset", "tracker", "value"])
    }

    fn read(&self, input: &Input, into: &mut Reading) -> Result<(), ExchangeError> {
        into.of(&input.name);
        let mut table = Table::of(input)?;
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
                let mut entry =
                    Entry::new(named.trim_start_matches('#'), when(&row, epoch, offset)?);
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
                Ok(entry) if entry.amount == Some(0.0) => into.not_carried(Left::NotDone),
                Ok(entry) => into.entry(line, entry)?,
            }
        }
        Ok(())
    }
}

/// Seconds or milliseconds since 1970, and minutes west of Greenwich as JavaScript has them.
fn when(row: &Row, epoch: Option<usize>, offset: Option<usize>) -> Result<When, String> {
    let text = row.optional(epoch)?;
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
    Ok(match row.optional(offset)? {
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
