//! `ritual edit`

mod fits;
mod words;

use super::entry::amount;
use super::input::{self, NoteSource};
use super::mood::Fields;
use super::names::{self, Learned, Target};
use super::reflect;
use super::reply::Reply;
use super::session::{Globals, Session};
use super::typed::{Given, field, given_step};
use super::when::{self, Ahead};
use crate::clock::Clock;
use crate::domain::amount::factor;
use crate::domain::completion::Completion;
use crate::domain::config::Settings;
use crate::domain::mood::Mood;
use crate::domain::record::Record;
use crate::domain::ritual::Ritual;
use crate::failure::{Failure, Result};
use crate::render::voice::hint_name;
use crate::render::{record as page, voice};
use crate::store::{Error, Reader, Writer};
use chrono::NaiveDate;

/// Change what you noted: the latest, or one by its handle
///
/// An empty text unsets a field. None, on a terminal, opens your editor.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// A handle such as #12, 'last', or a ritual for its latest entry
    #[arg(value_name = "ID")]
    id: Option<String>,
    /// Another ritual, of a completion or a reflection
    #[arg(long, value_name = "NAME")]
    ritual: Option<String>,
    /// Another day
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    on: Option<String>,
    /// Another time of day: 7:30, 9pm
    #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
    at: Option<String>,
    /// Another amount, of a completion: 20, 5km, 1h30
    #[arg(long, value_name = "N", allow_hyphen_values = true)]
    amount: Option<String>,
    /// What was done this time, of a completion
    #[arg(long = "as", value_name = "TEXT")]
    variation: Option<String>,
    #[command(flatten)]
    words: NoteSource,
    /// Mood, 1 to 5, of a mood note as the next ones
    #[arg(long, value_name = "1-5", value_parser = given_step, allow_hyphen_values = true)]
    mood: Option<Given<u8>>,
    #[command(flatten)]
    fields: Fields,
    #[command(flatten)]
    reflection: reflect::Marks,
    /// First day of a rest or a trial
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    from: Option<String>,
    /// Last day of a rest or a trial
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    until: Option<String>,
    /// A word for a rest
    #[arg(long, value_name = "TAG")]
    why: Option<String>,
}

pub fn run(mut args: Args, globals: &Globals) -> Result<Reply> {
    let mut session = Session::open(globals)?;
    let present = meant(&args, &session.reader)?;
    // The handle stands for the row whatever was typed.
    let id = format!("#{}", present.meta().id);
    let shown = &id[1..];
    if args.given().is_empty() {
        if !input::interactive(globals) {
            return Err(input::missing(
                "edit expects something to change",
                "a field, such as --note - or --on yesterday",
            ));
        }
        args.words.edit = true;
    }
    fits::fits(&args, shown, &present)?;
    let r = &mut args.reflection;
    input::dashes([&mut args.variation, &mut args.why, &mut r.works, &mut r.not])?;
    let new_words = args.words.gather(globals, words::of(&present))?;
    let reworded = new_words.is_some();
    let mut learned = Learned::default();
    let (record, changed) = session.rewrite("edit", |writer, clock, settings| {
        // Read again inside the transaction: another process may have written meanwhile.
        let mut record = writer.find(&id)?;
        if args.words.edit && record != present {
            return Err(
                Failure::refused(format!("{id} was changed while the editor was open")).hint(
                    format!("`ritual edit {shown} --edit` begins from what stands there now"),
                ),
            );
        }
        if let Some(typed) = &args.ritual {
            moved_to(&mut record, names::known(writer, typed)?, writer)?;
        }
        match &mut record {
            Record::Completion(completion) => {
                completion_of(&args, completion, (writer, clock), &mut learned)?
            }
            Record::Mood(mood) => mood_of(&args, mood, (clock, settings))?,
            Record::Pause(pause) => {
                if let Some(typed) = &args.why {
                    pause.why = field("--why", typed)?;
                }
            }
            Record::Reflection(reflection) => {
                redated(&args, &mut reflection.day, clock)?;
                args.reflection.fill(reflection, settings)?;
            }
            other => {
                if let Some(typed) = &args.on {
                    other.move_to(when::day("--on", typed, clock, Ahead::Refused)?);
                }
            }
        }
        if let Some((from, until)) = words::span(&mut record) {
            moved_span(&args, from, until, clock)?;
        }
        if let Some(new) = new_words {
            words::put(&mut record, new.as_deref().unwrap_or_default());
        }
        if words::blank(&record) {
            return Err(Failure::refused("nothing would be left of the note")
                .hint(format!("`ritual forget {shown}` removes it")));
        }
        let changed = writer.change(&record)?;
        Ok((record, changed))
    })?;
    let text = || {
        let row = page::record(&record, &session.settings, session.clock.today());
        match changed {
            true => {
                let moment = match &record {
                    Record::Completion(c) => c.moment.as_ref(),
                    Record::Mood(m) => m.moment.as_ref(),
                    _ => None,
                };
                let at = moment.filter(|_| args.at.is_some());
                let words = reworded.then(|| words::of(&record));
                let now = voice::now(&row, at.map(|at| at.wall()), words);
                voice::by_handle(&now, record.meta().id) + "\n"
            }
            false => voice::as_it_was(&row) + "\n",
        }
    };
    let rows = || [std::slice::from_ref(&record), &learned.rows].concat();
    Ok(Reply::wrote(globals, "edit", &rows(), text).notes(learned.notes))
}

/// The row that is meant: by a handle, the note made last, or the latest entry of a ritual by its day.
fn meant(args: &Args, reader: &Reader) -> Result<Record> {
    let none = |what: &str| {
        Failure::refused(format!("nothing is noted {what}"))
            .hint("`ritual log NAME` and `ritual mood` note something")
    };
    let last = || {
        reader
            .last_of(|kind| kind.is_noted() && fits::edits(kind))?
            .ok_or_else(|| none("here"))
    };
    let Some(typed) = args.id.as_deref() else {
        return last();
    };
    match names::target(reader, typed, "edit", "change")? {
        Target::Row(row) => Ok(*row),
        Target::Ritual(ritual) => reader.latest(ritual.meta.id)?.ok_or_else(|| {
            none(&format!("of {}", ritual.name)).hint(format!(
                "`ritual change {} --name NEW` and its other options change the ritual",
                hint_name(&ritual.name)
            ))
        }),
        Target::None if names::is_last(typed) => names::last(reader),
        Target::None => Err(Error::NoHandle(typed.to_owned()).into()),
    }
}

/// An amount goes on being of the unit it was noted in.
fn moved_to(record: &mut Record, ritual: Ritual, reader: &Reader) -> Result<()> {
    if let Record::Completion(c) = record
        && c.amount.is_some()
        && c.unit.is_none()
    {
        c.unit = reader.ritual_of(&c.ritual)?.and_then(|before| before.unit);
    }
    record.on_ritual(&mut |of| *of = ritual.to_ref());
    Ok(())
}

fn redated(args: &Args, day: &mut NaiveDate, clock: &Clock) -> Result<()> {
    if let Some(typed) = &args.on {
        *day = when::day("--on", typed, clock, Ahead::Refused)?;
    }
    Ok(())
}

/// A new day keeps the time on the wall; a new time is of the day it belongs to.
fn moved(
    args: &Args,
    day: &mut NaiveDate,
    moment: &mut Option<crate::domain::moment::Moment>,
    clock: &Clock,
) -> Result<()> {
    redated(args, day, clock)?;
    let wall = match args.at.as_deref() {
        Some("") => {
            *moment = None;
            return Ok(());
        }
        Some(typed) => Some(when::time("--at", typed)?),
        None => moment
            .as_ref()
            .filter(|_| args.on.is_some())
            .map(|m| m.wall()),
    };
    if let Some(wall) = wall {
        let new = match &*moment {
            Some(before) => clock.at_place(*day, wall, before)?,
            None => clock.at(*day, wall)?,
        };
        if new.at > clock.now().at {
            return Err(Failure::usage(format!(
                "{} is in the future for {day}",
                wall.format("%H:%M")
            ))
            .hint("--at brings a time that has come"));
        }
        *moment = Some(new);
    }
    Ok(())
}

fn completion_of(
    args: &Args,
    completion: &mut Completion,
    (writer, clock): (&mut Writer, &Clock),
    learned: &mut Learned,
) -> Result<()> {
    moved(args, &mut completion.day, &mut completion.moment, clock)?;
    match args.amount.as_deref() {
        Some("") => (completion.amount, completion.unit) = (None, None),
        Some(typed) => {
            let (mut n, mut unit) = amount(typed)?;
            if let Some(mut ritual) = writer.ritual_of(&completion.ritual)? {
                if completion.unit != unit {
                    names::count_in(writer, &mut ritual, unit.as_deref(), learned)?;
                }
                for known in [&completion.unit, &ritual.unit].into_iter().flatten() {
                    if let Some(by) = unit.as_deref().and_then(|unit| factor(unit, known)) {
                        (n, unit) = (n * by, Some(known.clone()));
                        break;
                    }
                }
                completion.unit = unit.or(completion.unit.take()).or(ritual.unit);
            }
            completion.amount = Some(n);
        }
        None => {}
    }
    match args.variation.as_deref() {
        Some("") => completion.variation = None,
        Some(typed) => completion.variation = field("--as", typed)?,
        None => {}
    }
    Ok(())
}

fn mood_of(args: &Args, mood: &mut Mood, (clock, settings): (&Clock, &Settings)) -> Result<()> {
    moved(args, &mut mood.day, &mut mood.moment, clock)?;
    mood.mood = Given::over(args.mood, mood.mood);
    args.fields.fill(mood)?;
    args.fields.measured(settings, mood)
}

fn moved_span(
    args: &Args,
    from: &mut NaiveDate,
    until: &mut Option<NaiveDate>,
    clock: &Clock,
) -> Result<()> {
    if let Some(typed) = &args.from {
        *from = when::day("--from", typed, clock, Ahead::Either)?;
    }
    match args.until.as_deref() {
        Some("") => *until = None,
        Some(typed) => *until = Some(when::day("--until", typed, clock, Ahead::After(*from))?),
        None => {}
    }
    match *until {
        Some(until) => when::in_order(*from, until, "--until"),
        None => Ok(()),
    }
}
