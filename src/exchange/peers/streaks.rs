//! Streaks for iOS: the CSV export.

use crate::domain::field::LocalTime;
use crate::domain::left::Left;
use crate::exchange::read::dates::Form;
use crate::exchange::read::input::Input;
use crate::exchange::read::reading::{Entry, Reading, When};
use crate::exchange::read::table::{Row, Table, day, names_all, number, short};
use crate::exchange::{ExchangeError, Format};
use chrono::{DateTime, NaiveDate};
use std::collections::HashMap;

pub struct Streaks;

impl Format for Streaks {
    fn name(&self) -> &'static str {
        "streaks"
    }

    fn about(&self) -> &'static str {
        "Streaks for iOS: the CSV export"
    }

    fn recognise(&self, input: &Input) -> bool {
        names_all(input.first_line(), &["task_id", "entry_type", "entry_date"])
    }

    fn read(&self, input: &Input, into: &mut Reading) -> Result<(), ExchangeError> {
        into.of(&input.name);
        let mut table = Table::of(input)?;
        let at = |name: &str| table.column(&[name]);
        let (id, title, kind, date) = (
            at("task_id"),
            at("title"),
            at("entry_type"),
            at("entry_date"),
        );
        let (written, zone) = (at("entry_timestamp"), at("entry_timezone"));
        let (quantity, notes) = (at("quantity"), at("notes"));
        let looks = [at("icon"), at("page")];
        let others = table.others(
            &[
                &[id, title, kind, date, written, zone, quantity, notes][..],
                &looks,
            ]
            .concat(),
        );
        let mut names = Names::default();
        while let Some(row) = table.next()? {
            let line = row.line;
            let mut read = || {
                let day = day(&Form::Any(None), row.optional(date)?)?;
                let name = names.of(row.optional(id)?, row.optional(title)?);
                let amount = match row.optional(quantity)? {
                    "" => None,
                    text => Some(number(text)?).filter(|n| *n != 0.0),
                };
                let when = when(&row, day, (written, zone), into.place)?;
                Ok::<_, String>((name, day, when, amount, row.extra(&others)?))
            };
            let (name, day, when, amount, extra) = match read() {
                Ok(found) => found,
                Err(what) => {
                    into.bad(line, what)?;
                    continue;
                }
            };
            let words = row.optional(notes).unwrap_or_default();
            let kind = row.optional(kind).unwrap_or_default();
            match kind.split('_').next().unwrap_or_default() {
                "completed" => {
                    let mut entry = Entry::new(&name, when);
                    entry.keyed = true;
                    (entry.amount, entry.note, entry.extra) = (amount, Some(words), extra);
                    into.entry(line, entry)?;
                }
                "skipped" => into.rest(line, &name, day, Some(words))?,
                "missed" => {
                    into.not_carried(Left::NotDone);
                    into.remark(line, &name, When::Day(day), words)?;
                }
                _ => into.bad(
                    line,
                    format!(
                        "completed_…, missed_… or skipped_… is expected; got \"{}\"",
                        short(kind)
                    ),
                )?,
            }
        }
        Ok(())
    }
}

/// Names of tasks by their identity: two of one title stay two.
#[derive(Default)]
struct Names {
    by_id: HashMap<String, String>,
    /// How many tasks have a title.
    borne: HashMap<String, usize>,
}

impl Names {
    fn of(&mut self, id: &str, title: &str) -> String {
        if let Some(name) = self.by_id.get(id) {
            return name.clone();
        }
        let borne = self
            .borne
            .entry(crate::domain::text::key(title))
            .or_default();
        *borne += 1;
        let name = match *borne {
            1 => title.to_owned(),
            n => format!("{title} ({n})"),
        };
        self.by_id.insert(id.to_owned(), name.clone());
        name
    }
}

/// The day, and the time where it was written down on that day.
fn when(
    row: &Row,
    day: NaiveDate,
    (written, zone): (Option<usize>, Option<usize>),
    place: &dyn LocalTime,
) -> Result<When, String> {
    let text = row.optional(written)?;
    if text.is_empty() {
        return Ok(When::Day(day));
    }
    let at = DateTime::parse_from_rfc3339(text).map_err(|_| {
        format!(
            "an instant such as 2025-09-12T13:53:20Z is expected; got \"{}\"",
            short(text)
        )
    })?;
    let there = place.zoned(at.to_utc(), row.optional(zone)?);
    let there = there.unwrap_or_else(|| place.local(at.to_utc()).at);
    Ok(match there.date_naive() == day {
        true => When::Offset(there),
        false => When::Day(day),
    })
}
