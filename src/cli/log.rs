//! `ritual log`, and its sessions: `--start` and `--stop`. When one began is a row like any other; no
//! clock runs.

mod said;

use super::group::Group;
use super::input::{self, NoteSource};
use super::mood::noted;
use super::names::{self, Learned};
use super::reply::Reply;
use super::session::{Globals, Session, new_meta};
use super::typed::{Measured, amount, counted};
use super::when::{self, moment};
use super::words::nothing;
use crate::clock::Clock;
use crate::domain::amount::{MINUTES, factor};
use crate::domain::completion::Completion;
use crate::domain::config::Settings;
use crate::domain::journal::{Part, Practice};
use crate::domain::meta::Meta;
use crate::domain::moment::Moment;
use crate::domain::mood::Mood;
use crate::domain::record::{Kind, Record};
use crate::domain::ritual::Ritual;
use crate::domain::small::Start;
use crate::domain::text;
use crate::failure::{Failure, Result};
use crate::render::voice::hint_name;
use crate::render::{json, rituals as page, voice};
use crate::report::log::{self as report, Logged};
use crate::store::Writer;
use chrono::{NaiveDate, Weekday};
use said::{Doubt, Item, Said, Told};

/// Note that a ritual was done
///
/// `ritual log walk 20min "cold but clear"`, `ritual log run 5km swim yesterday`: an amount and several
/// words in quotes belong to the ritual before them, a day to the whole line. A name that is new is added,
/// one in a line; one that comes close to a known name is asked about. Without a name, on a
/// terminal, it asks which. `ritual help typing` shows what is read.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The rituals, each with what belongs to it: an amount, several words in quotes
    #[arg(value_name = "NAME", allow_negative_numbers = true)]
    names: Vec<String>,
    /// Ask which of the rituals of this moment
    #[arg(long, value_name = "MOMENT", conflicts_with = "names")]
    around: Option<String>,
    /// The day, or several: yesterday, 1.9., -1, mon..wed
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    on: Option<String>,
    /// The time of day: 7:30, 9pm
    #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
    at: Option<String>,
    /// How much, with a unit or without: 20, 5km, 1h30, 72,4
    #[arg(long, value_name = "N", allow_hyphen_values = true)]
    amount: Option<String>,
    /// What was done this time; it counts as the ritual
    #[arg(long = "as", value_name = "TEXT")]
    variation: Option<String>,
    #[command(flatten)]
    words: NoteSource,
    /// Begin a session: its minutes are noted when it stops
    #[arg(long, conflicts_with_all = ["stop", "on", "amount", "variation", "note", "edit", "once", "mood"])]
    start: bool,
    /// End the session that was started, and note its minutes
    #[arg(long, conflicts_with_all = ["on", "once"])]
    stop: bool,
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

/// What was written.
#[derive(Default)]
struct Wrote {
    rows: Vec<Record>,
    logged: Vec<Logged>,
    mood: Option<Mood>,
    learned: Learned,
    intentions: Vec<String>,
    /// A session that began, or goes on.
    begun: Option<Start>,
    /// What says that a session goes on, and went.
    ended: Vec<Record>,
}

/// What their person is asked about before anything is written.
enum Open {
    Word(Doubt),
    /// A session that was started on another day, and how many minutes its end would note.
    Long(Start, f64),
}

pub fn run(mut args: Args, globals: &Globals) -> Result<Reply> {
    input::dashes([&mut args.variation])?;
    let variation = args.variation.as_deref().map(text::name).transpose();
    let variation = variation.map_err(|e| Failure::text("--as", &e))?;
    let mut amount = args.amount.as_deref().map(amount).transpose()?;
    let valid = |names: &[String]| names.iter().map(|n| names::valid(n)).collect::<Result<_>>();
    let mut words: Vec<String> = valid(&args.names)?;
    let mut session = Session::open(globals)?;
    if words.is_empty() && args.stop {
        words = going_on(&session)?;
    } else if words.is_empty() {
        words = valid(&which(&args, globals, &session)?)?;
        if words.is_empty() {
            return Ok(nothing());
        }
    }
    words = said::parted(&session.reader, words)?;
    // From here on the days are known, before anything is written.
    for day in dates(&args, None, &session.clock)? {
        moment(day, args.at.as_deref(), &session.clock)?;
    }
    let mut told = Told::default();
    if words.len() > 1 {
        // What cannot be told apart is said before words are asked for, and before a busy file; who
        // comes close is asked about later.
        drop(said::read(&session.reader, &words, &told)?);
    }
    let note = args.words.gather(globals, "")?.flatten();
    told.asks = input::interactive(globals);
    let wrote = loop {
        let work = |writer: &mut Writer, clock: &Clock, settings: &Settings| {
            let said = match said::read(writer, &words, &told)? {
                Ok(said) => said,
                Err(doubt) => return Ok(Err(Open::Word(doubt))),
            };
            let line = Line {
                args: &args,
                clock,
                week_start: settings.week_start,
                amount: amount.clone(),
                note: note.clone(),
                variation: variation.clone(),
                since: None,
            };
            match (args.start, args.stop) {
                (true, _) => line.begin(&said, writer).map(Ok),
                (_, true) => line.end(said, writer),
                _ => line.write(said, writer).map(Ok),
            }
        };
        // What ends a session needs it to be there.
        let done = match args.stop {
            true => session.rewrite("log", work)?,
            false => session.write("log", work)?,
        };
        let goes_on = match done {
            Ok(wrote) => break wrote,
            Err(Open::Word(doubt)) => said::settle(&doubt, &mut words, &mut told, globals)?,
            Err(Open::Long(start, minutes)) => {
                amount = how_long(&start, minutes, globals, session.clock.today())?;
                amount.is_some()
            }
        };
        if !goes_on {
            return Ok(nothing());
        }
    };
    let learned = wrote.learned;
    learned.taken.iter().for_each(|taken| input::note(taken));
    let mut notes = learned.notes;
    notes.extend(names::new_here(&learned.fresh));
    notes.extend(left_out(&args, &wrote.logged));
    let text = || {
        if let Some(start) = &wrote.begun {
            let said = voice::started(start, session.clock.today());
            return voice::by_handle(&said, start.meta.id) + "\n";
        }
        let noted = wrote.mood.as_ref().map(|mood| noted(mood, &session));
        let more = wrote.intentions.iter().chain(&noted);
        page::log(&wrote.logged) + &more.map(|line| format!("{line}\n")).collect::<String>()
    };
    let json = || json::written("log", &wrote.rows, &wrote.ended);
    Ok(Reply::confirmation(globals, text, json).notes(notes))
}

/// Asks which rituals, by number or name; an amount may follow each.
fn which(args: &Args, globals: &Globals, session: &Session) -> Result<Vec<String>> {
    let group = Group {
        around: args.around.clone(),
        ..Group::default()
    };
    let rituals = session.reader.rituals()?.into_iter();
    let open: Vec<Ritual> = rituals
        .filter(|r| r.retired.is_none() && group.fits(r))
        .collect();
    let called = |ritual: &Ritual| ritual.name.clone();
    let all: Vec<String> = open.iter().map(called).collect();
    // What is sacred is not listed, and goes by its name.
    let names: Vec<String> = open.iter().filter(|r| !r.sacred).map(called).collect();
    if let (true, Some(moment)) = (names.is_empty(), &args.around) {
        return Err(Failure::refused(format!("no ritual goes with '{moment}'"))
            .hint("`ritual add NAME --around MOMENT` and `ritual change` say which moment"));
    }
    let today = match args.on {
        Some(_) => "",
        None => " today",
    };
    let question = match names.is_empty() {
        true => "which ritual, in a name of yours (Enter for none)".to_owned(),
        false => format!(
            "{}\nwhich{today}, by number or name (Enter for none)",
            names::numbered(&names)
        ),
    };
    let read = |typed: &str| {
        let words = said::answered(typed, &names, &all)?;
        said::read(&session.reader, &words, &Told::default()).map(|_| words)
    };
    input::read(globals, &question, read)?.ok_or_else(|| match &args.around {
        Some(moment) => input::missing(
            &format!(
                "log expects a ritual; around {moment}: {}",
                names.join(", ")
            ),
            &format!("its name, as in `ritual log {}`", hint_name(&names[0])),
        ),
        None => input::missing(
            "log expects a ritual",
            "its name, as in `ritual log walk 20min yesterday`",
        ),
    })
}

/// The days that `--on` or a word names, or today.
fn dates(args: &Args, word: Option<&str>, clock: &Clock) -> Result<Vec<NaiveDate>> {
    match (args.on.as_deref(), word) {
        (Some(_), Some(word)) => Err(Failure::usage(format!(
            "the day comes twice: --on and '{word}'"
        ))
        .hint("one of them is enough")),
        (Some(typed), None) => when::days("--on", typed, clock),
        (None, Some(word)) => when::days("the day", word, clock),
        (None, None) => Ok(vec![clock.today()]),
    }
}

/// Minutes over the turn of a day that are noted as they are; of more, its person is asked.
const OVER_NIGHT: f64 = 180.0;

/// What a line brings to each of its entries.
struct Line<'a> {
    args: &'a Args,
    clock: &'a Clock,
    week_start: Weekday,
    amount: Option<Measured>,
    note: Option<String>,
    variation: Option<String>,
    /// The session whose entry this is.
    since: Option<Start>,
}

impl Line<'_> {
    /// Writes every ritual for every day.
    fn write(&self, mut said: Said, writer: &mut Writer) -> Result<Wrote> {
        let (args, clock) = (self.args, self.clock);
        let days = match &self.since {
            Some(start) => vec![start.day],
            None => dates(args, said.days.as_deref(), clock)?,
        };
        alone(args, &said, days.len())?;
        if let (Some(_), Some(time)) = (&args.at, &said.at) {
            return Err(
                Failure::usage(format!("the time comes twice: --at and '{time}'"))
                    .hint("one of them is enough"),
            );
        }
        let at = args.at.as_deref().or(said.at.as_deref());
        for item in &mut said.items {
            let twice = |what: &str, option: &str| {
                Failure::usage(format!("the {what} twice"))
                    .hint(format!("after the name, or with {option}"))
            };
            if self.amount.is_some() && item.amount.is_some() {
                return Err(twice("amount comes", "--amount"));
            }
            if self.note.is_some() && item.note.is_some() {
                return Err(twice("words come", "--note"));
            }
            item.amount = item.amount.take().or_else(|| self.amount.clone());
            item.note = item.note.take().or_else(|| self.note.clone());
        }
        let mut wrote = Wrote::default();
        let mut rituals: Vec<Ritual> = Vec::new();
        let mut last = None;
        for day in days {
            let moment = match &self.since {
                Some(start) => start.moment.clone(),
                None => moment(day, at, clock)?,
            };
            for (nth, item) in said.items.iter().enumerate() {
                if rituals.len() <= nth {
                    let unit = item.amount.as_ref().and_then(|(_, unit)| unit.as_deref());
                    let named = (item.typed.as_str(), item.known.clone());
                    let ritual = names::known_or_new(writer, named, unit, &mut wrote.learned)?;
                    wrote.rows.append(&mut wrote.learned.rows);
                    let intention = ritual.intention.as_deref().filter(|_| args.verbose);
                    wrote.intentions.extend(intention.map(voice::intention));
                    rituals.push(ritual);
                }
                let on = (day, &moment);
                let logged = self.entry(item, &rituals[nth], on, writer, &mut wrote.rows)?;
                wrote.logged.push(logged);
            }
            last = Some((day, moment));
        }
        let new = wrote.logged.iter().any(|l| l.new);
        if let (Some(step), Some((day, moment))) = (args.mood.filter(|_| new), last) {
            let mood = writer.save(Mood {
                mood: Some(step),
                ..Mood::blank(new_meta(), day, moment)
            })?;
            wrote.rows.push(mood.clone().into());
            wrote.mood = Some(mood);
        }
        Ok(wrote)
    }

    /// Writes an entry of a ritual, and what there is to say of it.
    fn entry(
        &self,
        item: &Item,
        ritual: &Ritual,
        (day, moment): (NaiveDate, &Option<Moment>),
        writer: &mut Writer,
        rows: &mut Vec<Record>,
    ) -> Result<Logged> {
        let (today, id) = (self.clock.today(), ritual.meta.id);
        let mut logged = Logged {
            name: ritual.name.clone(),
            day,
            today,
            amount: item
                .amount
                .as_ref()
                .map(|(n, unit)| counted(*n, unit.as_deref(), ritual.unit.as_deref())),
            unit: ritual.unit.clone(),
            variation: self.variation.clone(),
            handle: 0,
            new: true,
            nth: 1,
            small_hours: self.clock.small_hours(),
            last_7: None,
            back: None,
        };
        if self.args.once {
            let here = writer.completions_on(id, day)?;
            if !here.is_empty() {
                logged.new = false;
                rows.extend(here.into_iter().map(Record::Completion));
                return Ok(logged);
            }
        }
        let of_session = match self.since.as_ref().map(Start::entry) {
            Some(uid) if !writer.has_uid(Kind::Completion, uid)? => Some(uid),
            _ => None,
        };
        let meta = of_session.map_or_else(new_meta, Meta::new);
        let mut record = Record::Completion(Completion {
            amount: logged.amount,
            unit: logged.amount.and(ritual.unit.clone()),
            variation: self.variation.clone(),
            note: item.note.clone(),
            ..Completion::blank(meta, ritual.to_ref(), day, moment.clone())
        });
        if of_session.is_some() {
            // Its end may have been taken back before.
            writer.comes_back(&mut record)?;
        }
        writer.add(&mut record)?;
        logged.handle = record.meta().id;
        rows.push(record);
        if day != today {
            let on_the_day = writer.days(id, day, day)?;
            logged.nth = on_the_day.first().map_or(1, |(_, n)| *n);
        } else {
            let mut practice = Practice {
                ritual: ritual.clone(),
                days: Part::read(writer.days_since(id, report::week_of(today))?),
                amounts: Part::default(),
                pauses: Part::read(writer.pauses_resting(id)?),
            };
            practice.days.retain(|(day, _)| *day <= today);
            logged.last_7 = report::last_7(&practice, today);
            logged.nth = practice.days.last().map_or(1, |(_, n)| *n);
            let before = practice.days.iter().rev().find(|(day, _)| *day < today);
            let before = before.map(|(day, _)| *day);
            if let Some(before) = before.filter(|before| report::may_be_back(*before, today)) {
                // Whoever was here a year before the gap knows that it is not the first time, as far as
                // a log says: no more is read then. `ritual streaks` counts.
                let year = report::year_of(before);
                let long_here = writer.day_before(id, year)?.is_some();
                let from = if long_here { before } else { year };
                practice.days = Part::read(writer.days(id, from, today)?);
                logged.back = report::back(&practice, long_here, today, self.week_start);
            }
        }
        Ok(logged)
    }

    /// Notes that a session begins; one that goes on does so.
    fn begin(&self, said: &Said, writer: &mut Writer) -> Result<Wrote> {
        let item = one_item(said, "--start")?;
        if item.amount.is_some() || item.note.is_some() {
            return Err(
                Failure::usage("what begins has no amount and no words so far")
                    .hint("they go with `--stop`"),
            );
        }
        let mut wrote = Wrote::default();
        if let Some(ritual) = &item.known {
            if let Some(start) = Start::latest(&writer.starts()?, ritual).cloned() {
                wrote.rows.push(Record::Start(start.clone()));
                wrote.begun = Some(start);
                return Ok(wrote);
            }
            in_time(ritual)?;
        }
        let named = (item.typed.as_str(), item.known.clone());
        let ritual = names::known_or_new(writer, named, None, &mut wrote.learned)?;
        let today = self.clock.today();
        let start = writer.save(Start {
            meta: new_meta(),
            ritual: ritual.to_ref(),
            day: today,
            moment: moment(today, self.args.at.as_deref(), self.clock)?,
            ..Start::default()
        })?;
        wrote.rows.append(&mut wrote.learned.rows);
        wrote.rows.push(start.clone().into());
        wrote.begun = Some(start);
        Ok(wrote)
    }

    /// Notes the minutes of a session, and that it is over. One of long ago waits for its person's word.
    fn end(
        mut self,
        mut said: Said,
        writer: &mut Writer,
    ) -> Result<std::result::Result<Wrote, Open>> {
        let item = one_item(&said, "--stop")?;
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
        let today = self.clock.today();
        let until = moment(today, self.args.at.as_deref(), self.clock)?;
        let minutes = minutes(start.moment.as_ref(), until.as_ref());
        let typed = said.items.iter_mut().map(|item| &mut item.amount);
        let typed: Vec<_> = typed.chain([&mut self.amount]).flatten().collect();
        let is_typed = !typed.is_empty();
        for (_, unit) in typed.into_iter().filter(|_| ritual.unit.is_none()) {
            unit.get_or_insert(MINUTES.to_owned());
        }
        if !is_typed {
            if minutes < 0.0 {
                return Err(Failure::usage(format!(
                    "{} lies before the session began",
                    self.args.at.as_deref().unwrap_or("now")
                ))
                .hint(format!("it goes on: {}", voice::since(start, today))));
            }
            // Of one that came without its time nothing can be reckoned.
            if start.moment.is_none() || (start.day != today && minutes > OVER_NIGHT) {
                return Ok(Err(Open::Long(start.clone(), minutes)));
            }
            in_time(&ritual)?;
            self.amount = Some((minutes, Some(MINUTES.to_owned())));
        }
        self.since = Some(start.clone());
        let mut wrote = self.write(said, writer)?;
        for start in starts.into_iter().filter(|start| ritual.is(&start.ritual)) {
            let record = Record::Start(start);
            writer.remove(&record)?;
            wrote.ended.push(record);
        }
        Ok(Ok(wrote))
    }
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

/// An amount and a variation go with one ritual alone, a mood with one day.
fn alone(args: &Args, said: &Said, days: usize) -> Result<()> {
    if said.items.len() > 1 && (args.amount.is_some() || args.variation.is_some()) {
        return Err(
            Failure::usage("--amount and --as go with one ritual; got several")
                .hint("an amount may follow each name, as in `ritual log walk 20min run 5km`; a name of several words stands in quotes"),
        );
    }
    if days > 1 && args.mood.is_some() {
        return Err(Failure::usage("--mood goes with one day; got several")
            .hint("`ritual mood 3 --on monday` notes it by itself"));
    }
    Ok(())
}

/// Asks how long a session was; none where its person leaves it open.
fn how_long(
    start: &Start,
    minutes: f64,
    globals: &Globals,
    today: NaiveDate,
) -> Result<Option<Measured>> {
    let long = voice::long_ago(start, minutes, today);
    let question = format!("{long}\nhow long was it, such as 20min (Enter for none)");
    let read = |typed: &str| {
        let (n, unit) = amount(typed)?;
        Ok((n, unit.or(Some(MINUTES.to_owned()))))
    };
    input::read_or_pass(globals, &question, read)?.ok_or_else(|| {
        let name = hint_name(&start.ritual.name);
        Failure::usage(long).hint(format!(
            "`ritual log {name} --stop --amount 20min` says how long it was, `ritual forget {} --yes` lets go of it",
            start.meta.id
        ))
    })
}

/// The ritual whose session a bare `--stop` ends.
fn going_on(session: &Session) -> Result<Vec<String>> {
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
fn one_item<'s>(said: &'s Said, flag: &str) -> Result<&'s Item> {
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
