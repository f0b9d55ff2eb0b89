//! `ritual edit`

use super::input::{self, NoteSource};
use super::mood::Fields;
use super::names::{self, Learned, Target};
use super::reflect;
use super::reply::Reply;
use super::session::{Globals, Session};
use super::typed::{Given, amount, field, given_step};
use super::when::{self, Ahead};
use crate::clock::Clock;
use crate::domain::amount::factor;
use crate::domain::completion::Completion;
use crate::domain::config::Settings;
use crate::domain::moment::Moment;
use crate::domain::mood::Mood;
use crate::domain::record::{Kind, Record};
use crate::domain::ritual::Ritual;
use crate::failure::{Failure, Result};
use crate::render::record as page;
use crate::render::voice::{self, hint_name};
use crate::store::{Error, Reader, Writer};
use chrono::NaiveDate;
use std::slice::from_ref;

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
    fits(&args, shown, &present)?;
    let r = &mut args.reflection;
    input::dashes([&mut args.variation, &mut args.why, &mut r.works, &mut r.not])?;
    let new_words = args.words.gather(globals, words(&present))?;
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
        if let Some(typed) = &args.on {
            record.move_to(when::day("--on", typed, clock, Ahead::Refused)?);
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
                lasts(&args, &mut pause.from, &mut pause.until, clock)?;
            }
            Record::Trial(trial) => lasts(&args, &mut trial.from, &mut trial.until, clock)?,
            Record::Reflection(reflection) => args.reflection.fill(reflection, settings)?,
            _ => {}
        }
        if let (Some(new), Some(field)) = (new_words, words_field(&record)) {
            record.say(field, new.as_deref().unwrap_or_default());
        }
        if is_blank(&record) {
            return Err(Failure::refused("nothing would be left of the note")
                .hint(format!("`ritual forget {shown}` removes it")));
        }
        let changed = writer.change(&record)?;
        Ok((record, changed))
    })?;
    let text = || {
        let row = page::record(&record, &session.settings, session.clock.today());
        if !changed {
            return voice::as_it_was(&row) + "\n";
        }
        let moment = match &record {
            Record::Completion(c) => c.moment.as_ref(),
            Record::Mood(m) => m.moment.as_ref(),
            _ => None,
        };
        let at = moment.filter(|_| args.at.is_some()).map(Moment::wall);
        let now = voice::now(&row, at, reworded.then(|| words(&record)));
        voice::by_handle(&now, record.meta().id) + "\n"
    };
    let rows = [from_ref(&record), &learned.rows].concat();
    Ok(Reply::wrote(globals, "edit", &rows, text).notes(learned.notes))
}

/// Whether a field goes with a row.
type Fits = fn(&Record) -> bool;

impl Args {
    /// Flags given, each with the rows it goes with.
    fn given(&self) -> Vec<(&'static str, Fits)> {
        let entry: Fits = |row| row.kind() == Kind::Completion;
        let mood: Fits = |row| row.kind() == Kind::Mood;
        let timed: Fits = |row| matches!(row.kind(), Kind::Completion | Kind::Mood);
        let dated: Fits = |row| row.kind().day_field().is_some();
        let lasting: Fits = |row| matches!(row.kind(), Kind::Pause | Kind::Trial);
        let pause: Fits = |row| row.kind() == Kind::Pause;
        let reflection: Fits = |row| row.kind() == Kind::Reflection;
        let of_ritual: Fits = |row| matches!(row.kind(), Kind::Completion | Kind::Reflection);
        let worded: Fits = |row| words_field(row).is_some();
        let own = [
            (self.ritual.is_some(), "--ritual", of_ritual),
            (self.on.is_some(), "--on", dated),
            (self.at.is_some(), "--at", timed),
            (self.amount.is_some(), "--amount", entry),
            (self.variation.is_some(), "--as", entry),
            (self.words.note.is_some(), "--note", worded),
            (self.words.edit, "--edit", worded),
            (self.mood.is_some(), "--mood", mood),
            (self.from.is_some(), "--from", lasting),
            (self.until.is_some(), "--until", lasting),
            (self.why.is_some(), "--why", pause),
        ];
        let own = own.into_iter().filter(|(given, ..)| *given);
        let own = own.map(|(_, flag, fits)| (flag, fits));
        let fields = self.fields.given().into_iter().map(|flag| (flag, mood));
        let marks = self.reflection.given().into_iter();
        own.chain(fields)
            .chain(marks.map(|flag| (flag, reflection)))
            .collect()
    }
}

/// Whether a row of this noun is a note; what was given or chosen is ended and not edited.
fn edits(kind: Kind) -> bool {
    use Kind::{Invite, Offer, Reminder, Support, SupportOption};
    !matches!(kind, Invite | Offer | Reminder | Support | SupportOption)
}

/// Refuses fields the row does not have, and rows that have a command of their own.
fn fits(args: &Args, id: &str, present: &Record) -> Result<()> {
    let (is, way) = match present {
        Record::Ritual(r) => {
            let way = format!("`ritual change {}` changes it", hint_name(&r.name));
            return Err(Failure::usage(format!("{id} is a ritual")).hint(way));
        }
        Record::Boundary(_) => (
            "is a boundary",
            "`ritual boundaries change {id}` changes it",
        ),
        Record::SupportOption(_) | Record::Support(_) => (
            "is about support, and is not edited",
            "`ritual support choose` chooses anew, `ritual support options` holds your own",
        ),
        Record::Offer(_) | Record::Invite(_) | Record::Reminder(_) => (
            "was given with its words and its end, and is not edited",
            "`ritual consent revoke {id}` ends it; a new one takes other words",
        ),
        Record::Consent(_) => (
            "is an event of consent, and events are not rewritten",
            "`ritual consent` shows what holds, `ritual consent revoke ID` ends it",
        ),
        Record::MonthLine(_) => ("is a line of a month", "`ritual month set` changes it"),
        Record::Person(_) => (
            "is a person",
            "`ritual people change {id}` changes what is noted",
        ),
        Record::Resource(_) => (
            "is a resource",
            "`ritual people resource change {id}` changes it",
        ),
        Record::Config(_) => ("is a setting", "`ritual config` changes it"),
        _ => match args.given().into_iter().find(|(_, fits)| !fits(present)) {
            None => return Ok(()),
            Some((flag, _)) => {
                let kind = present.kind().as_str();
                return Err(Failure::usage(format!("{flag} does not go with a {kind}"))
                    .hint("`ritual edit --help` shows which field belongs where"));
            }
        },
    };
    Err(Failure::usage(format!("{id} {is}")).hint(way.replace("{id}", id)))
}

/// The row that is meant: by a handle, the note made last, or the latest entry of a ritual by its day.
fn meant(args: &Args, reader: &Reader) -> Result<Record> {
    let none = |what: &str| {
        Failure::refused(format!("nothing is noted {what}"))
            .hint("`ritual log NAME` and `ritual mood` note something")
    };
    let last = || {
        reader
            .last_of(|kind| kind.is_noted() && edits(kind))?
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

/// A new day keeps the time on the wall; a new time is of the day it belongs to.
fn moved(args: &Args, day: NaiveDate, moment: &mut Option<Moment>, clock: &Clock) -> Result<()> {
    let wall = match args.at.as_deref() {
        Some("") => {
            *moment = None;
            return Ok(());
        }
        Some(typed) => Some(when::time("--at", typed)?),
        None => {
            let moved = moment.as_ref().filter(|_| args.on.is_some());
            moved.map(Moment::wall)
        }
    };
    if let Some(wall) = wall {
        let new = match &*moment {
            Some(before) => clock.at_place(day, wall, before)?,
            None => clock.at(day, wall)?,
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
    moved(args, completion.day, &mut completion.moment, clock)?;
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
    if let Some(typed) = &args.variation {
        completion.variation = field("--as", typed)?;
    }
    Ok(())
}

fn mood_of(args: &Args, mood: &mut Mood, (clock, settings): (&Clock, &Settings)) -> Result<()> {
    moved(args, mood.day, &mut mood.moment, clock)?;
    mood.mood = Given::over(args.mood, mood.mood);
    args.fields.fill(mood)?;
    args.fields.measured(settings, mood)
}

/// The first and the last day of a row that lasts for a while.
fn lasts(
    args: &Args,
    from: &mut NaiveDate,
    until: &mut Option<NaiveDate>,
    clock: &Clock,
) -> Result<()> {
    let given = when::given("--from", args.from.as_deref(), clock, Ahead::Either)?;
    *from = given.unwrap_or(*from);
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

/// The field that `--note` and `--edit` are about.
fn words_field(record: &Record) -> Option<&'static str> {
    match record {
        Record::Thanks(_) => Some("for"),
        other => other.kind().text_field(),
    }
}

/// What stands in it.
fn words(record: &Record) -> &str {
    match record {
        Record::Thanks(t) => &t.what,
        other => other.text().first().copied().unwrap_or_default(),
    }
}

/// Whether nothing would be left to keep.
fn is_blank(record: &Record) -> bool {
    match record {
        Record::Mood(mood) => mood.is_blank(),
        Record::Reflection(reflection) => reflection.is_blank(),
        Record::Completion(_) => false,
        other => words_field(other).is_some() && words(other).is_empty(),
    }
}
