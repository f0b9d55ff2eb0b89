//! `ritual log sit --start` and `--stop`: a session, whose minutes are noted when it ends. When it
//! began is a row like any other; no clock runs.

use super::said::{Item, Said};
use super::{Args, Given, Wrote, write};
use crate::cli::entry::{amount, moment};
use crate::cli::input;
use crate::cli::names::{self, Learned};
use crate::cli::session::{Globals, Session};
use crate::clock::Clock;
use crate::domain::amount::{MINUTES, factor};
use crate::domain::meta::{Extra, Meta};
use crate::domain::moment::Moment;
use crate::domain::record::Record;
use crate::domain::ritual::Ritual;
use crate::domain::small::Start;
use crate::failure::{Failure, Result};
use crate::render::voice::{self, hint_name};
use crate::store::Writer;
use chrono::{NaiveDate, Weekday};
use uuid::Uuid;

/// Minutes over the turn of a day that are noted as they are; of more, its person is asked.
const OVER_NIGHT: f64 = 180.0;

/// A session that began, or goes on.
pub struct Begun {
    pub start: Start,
    pub rows: Vec<Record>,
    pub learned: Learned,
}

/// Notes that a session begins; one that goes on does so.
pub fn begin(args: &Args, said: Said, writer: &mut Writer, clock: &Clock) -> Result<Begun> {
    let item = alone(&said, "--start")?;
    if item.amount.is_some() || item.note.is_some() {
        return Err(
            Failure::usage("what begins has no amount and no words so far")
                .hint("they go with `--stop`"),
        );
    }
    let mut learned = Learned::default();
    if let Some(ritual) = &item.known {
        if let Some(start) = Start::latest(&writer.starts()?, ritual).cloned() {
            let rows = vec![Record::Start(start.clone())];
            return Ok(Begun {
                start,
                rows,
                learned,
            });
        }
        in_time(ritual)?;
    }
    let named = (item.typed.as_str(), item.known.clone());
    let ritual = names::known_or_new(writer, named, None, &mut learned)?;
    let today = clock.today();
    let mut start = Start {
        meta: Meta::new(Uuid::now_v7()),
        ritual: ritual.to_ref(),
        day: today,
        moment: moment(today, args.at.as_deref(), clock)?,
        extra: Extra::new(),
    };
    let mut record = Record::Start(start.clone());
    writer.add(&mut record)?;
    start.meta = record.meta().clone();
    let mut rows = std::mem::take(&mut learned.rows);
    rows.push(record);
    Ok(Begun {
        start,
        rows,
        learned,
    })
}

/// A session that was started on another day, and how many minutes its end would note.
pub struct Long(Start, f64);

/// Notes the minutes of a session, and that it is over. One of long ago waits for its person's word.
pub fn end(
    args: &Args,
    mut given: Given,
    mut said: Said,
    writer: &mut Writer,
    (clock, week_start): (&Clock, Weekday),
) -> Result<std::result::Result<Wrote, Long>> {
    let item = alone(&said, "--stop")?;
    let starts = writer.starts()?;
    let ritual = item.known.clone();
    let started = ritual.and_then(|ritual| Some((Start::latest(&starts, &ritual)?, ritual)));
    let Some((start, ritual)) = started else {
        let name = hint_name(&item.typed);
        return Err(
            Failure::refused(format!("no session of {} goes on", item.typed)).hint(format!(
                "`ritual log {name} --start` begins one, `ritual log {name} 20min` notes minutes"
            )),
        );
    };
    let today = clock.today();
    let until = moment(today, args.at.as_deref(), clock)?;
    let minutes = minutes(start.moment.as_ref(), until.as_ref());
    let typed = said
        .items
        .iter_mut()
        .filter_map(|item| item.amount.as_mut());
    let mut typed: Vec<_> = typed.chain(&mut given.amount).collect();
    let is_typed = !typed.is_empty();
    for (_, unit) in typed.iter_mut().filter(|_| ritual.unit.is_none()) {
        unit.get_or_insert(MINUTES.to_owned());
    }
    match &mut given.amount {
        _ if is_typed => {}
        _ if minutes < 0.0 => {
            return Err(Failure::usage(format!(
                "{} lies before the session began",
                args.at.as_deref().unwrap_or("now")
            ))
            .hint(format!("it goes on: {}", voice::since(start, today))));
        }
        // Of one that came without its time nothing can be reckoned.
        _ if start.moment.is_none() || (start.day != today && minutes > OVER_NIGHT) => {
            return Ok(Err(Long(start.clone(), minutes)));
        }
        amount => {
            in_time(&ritual)?;
            *amount = Some((minutes, Some(MINUTES.to_owned())));
        }
    }
    given.since = Some(start.clone());
    let mut wrote = write(args, given, said, writer, (clock, week_start))?;
    for start in starts.into_iter().filter(|start| ritual.is(&start.ritual)) {
        let record = Record::Start(start);
        writer.remove(&record)?;
        wrote.ended.push(record);
    }
    Ok(Ok(wrote))
}

impl Long {
    /// Asks how long it was; none where its person leaves it open.
    pub fn ask(
        &self,
        globals: &Globals,
        today: NaiveDate,
    ) -> Result<Option<(f64, Option<String>)>> {
        let Long(start, minutes) = self;
        let long = voice::long_ago(start, *minutes, today);
        let question = format!("{long}\nhow long was it, such as 20min (Enter for none)");
        let name = hint_name(&start.ritual.name);
        let read = |typed: &str| match typed {
            "" => Ok(None),
            typed => {
                let (n, unit) = amount(typed)?;
                Ok(Some((n, unit.or(Some(MINUTES.to_owned())))))
            }
        };
        match input::read(globals, &question, read)? {
            Some(long) => Ok(long),
            None => Err(Failure::usage(long).hint(format!(
                "`ritual log {name} --stop --amount 20min` says how long it was, `ritual forget {} --yes` lets go of it",
                start.meta.id
            ))),
        }
    }
}

/// The ritual whose session a bare `--stop` ends.
pub fn going_on(session: &Session) -> Result<Vec<String>> {
    let mut names: Vec<String> = Vec::new();
    for start in session.reader.starts()? {
        if !names.contains(&start.ritual.name) {
            names.push(start.ritual.name);
        }
    }
    match names.as_slice() {
        [_] => Ok(names),
        [] => {
            Err(Failure::refused("no session goes on").hint("`ritual log NAME --start` begins one"))
        }
        [first, ..] => Err(
            Failure::usage(format!("several sessions go on: {}", names.join(", ")))
                .hint(format!("`ritual log {} --stop` ends one", hint_name(first))),
        ),
    }
}

/// The one ritual of a session.
fn alone<'s>(said: &'s Said, flag: &str) -> Result<&'s Item> {
    match (
        said.items.as_slice(),
        said.days.as_ref().or(said.at.as_ref()),
    ) {
        ([item], None) => Ok(item),
        (_, Some(day)) => Err(Failure::usage(format!("{flag} is of now; got '{day}'"))
            .hint("--at says another time of today")),
        _ => Err(
            Failure::usage(format!("{flag} goes with one ritual; got several"))
                .hint("each in a line of its own"),
        ),
    }
}

/// A session is counted in time.
fn in_time(ritual: &Ritual) -> Result<()> {
    let name = hint_name(&ritual.name);
    match ritual.unit.as_deref() {
        Some(unit) if factor(MINUTES, unit).is_none() => Err(Failure::usage(format!(
            "{} is counted in {unit}, and a session in minutes",
            ritual.name
        ))
        .hint(format!(
            "`ritual log {name} --amount {}` notes it, `ritual change {name} --unit min` counts minutes from here on",
            hint_name(&format!("5 {unit}"))
        ))),
        _ => Ok(()),
    }
}

/// Whole minutes from one moment to another.
fn minutes(from: Option<&Moment>, until: Option<&Moment>) -> f64 {
    let passed = from
        .zip(until)
        .map(|(from, until)| until.utc_ms() - from.utc_ms());
    (passed.unwrap_or_default() as f64 / 60_000.0).round()
}
