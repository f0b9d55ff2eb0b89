//! `ritual log`

use super::complete::ritual_names;
use super::entry::{amount, counted, when};
use super::input::{self, NoteSource};
use super::legacy;
use super::mood::noted;
use super::names::{self, Learned};
use super::reply::Reply;
use super::session::{Globals, Session};
use crate::domain::completion::Completion;
use crate::domain::journal::{Part, Practice};
use crate::domain::meta::Meta;
use crate::domain::moment::Moment;
use crate::domain::mood::Mood;
use crate::domain::record::Record;
use crate::domain::ritual::Ritual;
use crate::domain::text;
use crate::failure::{Failure, Result};
use crate::render::{json, log as page, voice};
use crate::report::log::{self as report, Logged};
use crate::store::Writer;
use chrono::{NaiveDate, Weekday};
use clap_complete::ArgValueCandidates;
use uuid::Uuid;

/// Note that a ritual was done
///
/// A name that is new is added, with no rhythm. One that comes close to a known name is asked
/// about. A beginning is enough where one name alone begins so. A name of several words stands in
/// quotes.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The rituals, by name
    #[arg(value_name = "NAME", required = true, add = ArgValueCandidates::new(ritual_names))]
    names: Vec<String>,
    /// The day: 2026-03-02, yesterday, monday, '3 days ago'
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    on: Option<String>,
    /// The time of day: 07:30
    #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
    at: Option<String>,
    /// How much, with the ritual's unit or without: 20, 20min
    #[arg(long, value_name = "N", allow_hyphen_values = true)]
    amount: Option<String>,
    /// What was done this time, in your words; it counts as the ritual
    #[arg(long = "as", value_name = "TEXT")]
    variation: Option<String>,
    #[command(flatten)]
    words: NoteSource,
    /// Log at most once for the day
    #[arg(long)]
    once: bool,
    /// A mood in the same breath, 1 to 5
    #[arg(long, value_name = "1-5", value_parser = super::typed::step, allow_hyphen_values = true)]
    mood: Option<u8>,
    /// Show the ritual's intention as well
    #[arg(short, long)]
    verbose: bool,
}

/// What is to be written of each ritual.
struct Plan {
    day: NaiveDate,
    moment: Option<Moment>,
    amount: Option<(f64, Option<String>)>,
    variation: Option<String>,
    note: Option<String>,
    once: bool,
    today: NaiveDate,
    small_hours: bool,
    week_start: Weekday,
}

pub fn run(mut args: Args, globals: &Globals) -> Result<Reply> {
    input::dashes([&mut args.variation])?;
    let names = rituals(&args)?;
    let variation = match &args.variation {
        Some(typed) => Some(text::name(typed).map_err(|e| Failure::text("--as", &e))?),
        None => None,
    };
    let amount = args.amount.as_deref().map(amount).transpose()?;
    let mut session = Session::open(globals)?;
    if let [name] = names.as_slice()
        && legacy::asks(name)
        && session.reader.ritual(name)?.is_none()
    {
        return Err(
            Failure::usage(format!("log expects a ritual; '{name}' asks for something")).hint(
                format!(
                    "`ritual show` lists the rituals; `ritual add {name}` begins one called so"
                ),
            ),
        );
    }
    let (day, moment) = when(args.on.as_deref(), args.at.as_deref(), &session.clock)?;
    let plan = Plan {
        day,
        moment,
        amount,
        variation,
        note: args.words.gather(globals, "")?.flatten(),
        once: args.once,
        today: session.clock.today(),
        small_hours: session.clock.small_hours(),
        week_start: session.settings.week_start,
    };
    let mut learned = Learned::default();
    let mut intentions = Vec::new();
    let (rows, logged, mood) = session.write("log", |writer, _, _| {
        let mut rows = Vec::new();
        let mut logged = Vec::new();
        for name in &names {
            let unit = plan.amount.as_ref().and_then(|(_, unit)| unit.as_deref());
            let ritual = names::known_or_new(writer, name, unit, &mut learned)?;
            rows.append(&mut learned.rows);
            let said = ritual.intention.as_deref().filter(|_| args.verbose);
            intentions.extend(said.map(voice::intention));
            logged.push(one(writer, &ritual, &plan, &mut rows)?);
        }
        let new = logged.iter().any(|l| l.new);
        let mut mood = None;
        if let Some(step) = args.mood.filter(|_| new) {
            let mut record = Record::Mood(Mood {
                mood: Some(step),
                ..Mood::blank(Meta::new(Uuid::now_v7()), plan.day, plan.moment.clone())
            });
            writer.add(&mut record)?;
            mood = Some(record.clone());
            rows.push(record);
        }
        Ok::<_, Failure>((rows, logged, mood))
    })?;
    let mut notes = learned.notes;
    notes.extend(names::new_here(&learned.fresh));
    notes.extend(left_out(&args, &logged));
    let text = || {
        let noted = mood.as_ref().and_then(|mood| noted(mood, &session));
        let more = intentions.iter().chain(&noted);
        page::log(&logged) + &more.map(|line| format!("{line}\n")).collect::<String>()
    };
    Ok(Reply::confirmation(globals, text, || json::written("log", &rows, &[])).notes(notes))
}

/// What `--once` did not write because the day holds the ritual.
fn left_out(args: &Args, logged: &[Logged]) -> Option<String> {
    let here = logged.iter().filter(|l| !l.new).count();
    let given = [
        (args.amount.is_some(), "--amount"),
        (args.variation.is_some(), "--as"),
        (args.words.note.is_some() || args.words.edit, "the note"),
        (args.mood.is_some() && here == logged.len(), "--mood"),
    ];
    let unused: Vec<&str> = given
        .into_iter()
        .filter_map(|(g, name)| g.then_some(name))
        .collect();
    (here > 0 && !unused.is_empty()).then(|| {
        format!(
            "the day holds it, so this was not written: {}; `ritual edit` adds to what is there",
            unused.join(", ")
        )
    })
}

/// The names that were typed; an amount and a variation go with one alone.
fn rituals(args: &Args) -> Result<Vec<String>> {
    let typed = args.names.iter();
    let names: Vec<String> = typed.map(|n| names::valid(n)).collect::<Result<_>>()?;
    if names.len() > 1 && (args.amount.is_some() || args.variation.is_some()) {
        return Err(
            Failure::usage("--amount and --as go with one ritual; got several")
                .hint("one `ritual log` for each; a unit joins its number, as in 20min; a name of several words stands in quotes"),
        );
    }
    Ok(names)
}

fn one(
    writer: &mut Writer,
    ritual: &Ritual,
    plan: &Plan,
    rows: &mut Vec<Record>,
) -> Result<Logged> {
    let (today, id) = (plan.today, ritual.meta.id);
    let mut logged = Logged {
        name: ritual.name.clone(),
        day: plan.day,
        today,
        amount: plan
            .amount
            .as_ref()
            .map(|(n, unit)| counted(*n, unit.as_deref(), ritual.unit.as_deref())),
        unit: ritual.unit.clone(),
        variation: plan.variation.clone(),
        handle: 0,
        new: true,
        nth: 1,
        small_hours: plan.small_hours,
        last_7: None,
        back: None,
    };
    if plan.once {
        let here = writer.completions_on(id, plan.day)?;
        if !here.is_empty() {
            logged.new = false;
            rows.extend(here.into_iter().map(Record::Completion));
            return Ok(logged);
        }
    }
    let meta = Meta::new(Uuid::now_v7());
    let mut record = Record::Completion(Completion {
        amount: logged.amount,
        unit: logged.amount.and(ritual.unit.clone()),
        variation: plan.variation.clone(),
        note: plan.note.clone(),
        ..Completion::blank(meta, ritual.to_ref(), plan.day, plan.moment.clone())
    });
    writer.add(&mut record)?;
    logged.handle = record.meta().id;
    rows.push(record);
    if plan.day != today {
        let on_the_day = writer.days(id, plan.day, plan.day)?;
        logged.nth = on_the_day.first().map_or(1, |(_, n)| *n);
    } else {
        let mut practice = Practice {
            ritual: ritual.clone(),
            days: Part::read(writer.days(id, report::week_of(today), today)?),
            amounts: Part::default(),
            pauses: writer.pauses_resting(id)?,
        };
        let earlier = writer.day_before(id, report::week_of(today))?;
        logged.last_7 = report::last_7(&practice, earlier.is_some(), today);
        logged.nth = practice.days.last().map_or(1, |(_, n)| *n);
        let this_week = practice.days.iter().rev().find(|(day, _)| *day < today);
        let before = this_week.map(|(day, _)| *day).or(earlier);
        if let Some(before) = before.filter(|before| report::may_be_back(*before, today)) {
            // Whoever was here a year before the gap knows that it is not the first time, as far as
            // a log says: no more is read then. `ritual streaks` counts.
            let year = report::year_of(before);
            let long_here = writer.day_before(id, year)?.is_some();
            let from = if long_here { before } else { year };
            practice.days = Part::read(writer.days(id, from, today)?);
            logged.back = report::back(&practice, long_here, today, plan.week_start);
        }
    }
    Ok(logged)
}
