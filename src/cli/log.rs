//! `ritual log`, and its sessions: `--start` and `--stop`. When one began is a row like any other; no
//! clock runs.

mod said;

use super::group::Group;
use super::input::{self, NoteSource};
use super::mood::noted;
use super::names::{self, Choice, Learned};
use super::reply::Reply;
use super::session::{Globals, Session, new_meta};
use super::typed::{amount, counted};
use super::when::{self, moment};
use crate::clock::Clock;
use crate::domain::amount::{MINUTES, factor};
use crate::domain::completion::Completion;
use crate::domain::config::Settings;
use crate::domain::journal::{Part, Practice};
use crate::domain::meta::{Extra, Meta};
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
pub use said::Doubt;
use said::{Item, Said, Told};
use uuid::Uuid;

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

/// What is to be written of each ritual on a day.
struct Plan {
    day: NaiveDate,
    moment: Option<Moment>,
    variation: Option<String>,
    /// Of the entry, where a session made it.
    uid: Option<Uuid>,
    once: bool,
    today: NaiveDate,
    small_hours: bool,
    week_start: Weekday,
}

/// What was written.
#[derive(Default)]
struct Wrote {
    rows: Vec<Record>,
    logged: Vec<Logged>,
    mood: Option<Record>,
    learned: Learned,
    intentions: Vec<String>,
    /// What says that a session goes on, and went.
    ended: Vec<Record>,
}

pub fn run(mut args: Args, globals: &Globals) -> Result<Reply> {
    input::dashes([&mut args.variation])?;
    let variation = match &args.variation {
        Some(typed) => Some(text::name(typed).map_err(|e| Failure::text("--as", &e))?),
        None => None,
    };
    let mut amount = args.amount.as_deref().map(amount).transpose()?;
    let valid = |names: &[String]| names.iter().map(|n| names::valid(n)).collect::<Result<_>>();
    let mut words: Vec<String> = valid(&args.names)?;
    let mut session = Session::open(globals)?;
    if words.is_empty() && args.stop {
        words = going_on(&session)?;
    } else if words.is_empty() {
        words = valid(&which(&args, globals, &session)?)?;
        if words.is_empty() {
            return Ok(super::words::nothing());
        }
    }
    words = said::parted(&session.reader, words)?;
    // From here on the days are known, before anything is written.
    for day in dates(&args, None, &session.clock)? {
        moment(day, args.at.as_deref(), &session.clock)?;
    }
    if words.len() > 1 {
        // What cannot be told apart is said before words are asked for, and before a busy file; who
        // comes close is asked about later.
        drop(said::read(&session.reader, &words, &Told::default())?);
    }
    if args.start {
        return started(&args, words, globals, session);
    }
    let gathered = args.words.gather(globals, "")?.flatten();
    let wrote = loop {
        let work = |writer: &mut Writer, said, clock: &Clock, settings: &Settings| {
            let given = Given {
                amount: amount.clone(),
                note: gathered.clone(),
                variation: variation.clone(),
                since: None,
            };
            let by = (clock, settings.week_start);
            match args.stop {
                true => end(&args, given, said, writer, by),
                false => write(&args, given, said, writer, by).map(Ok),
            }
        };
        match settled(&mut words, args.stop, globals, &mut session, work)? {
            Some(Ok(wrote)) => break wrote,
            Some(Err(long)) => match long.ask(globals, session.clock.today())? {
                None => return Ok(super::words::nothing()),
                said => amount = said,
            },
            None => return Ok(super::words::nothing()),
        }
    };
    let mut notes = learned(wrote.learned);
    notes.extend(left_out(&args, &wrote.logged));
    let text = || {
        let noted = wrote.mood.as_ref().and_then(|mood| noted(mood, &session));
        let more = wrote.intentions.iter().chain(&noted);
        page::log(&wrote.logged) + &more.map(|line| format!("{line}\n")).collect::<String>()
    };
    let json = || json::written("log", &wrote.rows, &wrote.ended);
    Ok(Reply::confirmation(globals, text, json).notes(notes))
}

/// Begins a session.
fn started(
    args: &Args,
    mut words: Vec<String>,
    globals: &Globals,
    mut session: Session,
) -> Result<Reply> {
    let work =
        |writer: &mut Writer, said, clock: &Clock, _: &Settings| begin(args, said, writer, clock);
    let Some(begun) = settled(&mut words, false, globals, &mut session, work)? else {
        return Ok(super::words::nothing());
    };
    let said = voice::started(&begun.start, session.clock.today());
    let text = || voice::by_handle(&said, begun.start.meta.id) + "\n";
    let json = || json::written("log", &begun.rows, &[]);
    Ok(Reply::confirmation(globals, text, json).notes(learned(begun.learned)))
}

/// Says what names were taken for, and gives what else there is to say of them.
fn learned(learned: Learned) -> Vec<String> {
    learned.taken.iter().for_each(|taken| input::note(taken));
    let mut notes = learned.notes;
    notes.extend(names::new_here(&learned.fresh));
    notes
}

/// Writes by what the words say, in one transaction; before that, asks about names in doubt. None
/// where their person leaves it. `there` is for what needs rows to be there.
fn settled<T>(
    words: &mut [String],
    there: bool,
    globals: &Globals,
    session: &mut Session,
    mut work: impl FnMut(&mut Writer, Said, &Clock, &Settings) -> Result<T>,
) -> Result<Option<T>> {
    let mut told = Told {
        asks: input::interactive(globals),
        ..Told::default()
    };
    loop {
        let run = |writer: &mut Writer, clock: &Clock, settings: &Settings| {
            let said = said::read(writer, words, &told)?;
            match said {
                Ok(said) => work(writer, said, clock, settings).map(Ok),
                Err(doubt) => Ok(Err(doubt)),
            }
        };
        let done = match there {
            true => session.rewrite("log", run)?,
            false => session.write("log", run)?,
        };
        let doubt = match done {
            Ok(done) => return Ok(Some(done)),
            Err(doubt) => doubt,
        };
        let word = &mut words[doubt.at];
        // One beginning is taken where a person sees what it is taken for.
        if doubt.begins && told.asks {
            input::note(&format!("'{word}' is taken for {}", doubt.close[0]));
            word.clone_from(&doubt.close[0]);
            continue;
        }
        match names::ask_which(globals, word, &doubt)? {
            Choice::Known(name) => *word = name,
            Choice::New => told.new.push(word.clone()),
            Choice::Words => told.words.push(word.clone()),
            Choice::None => return Ok(None),
        }
    }
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

/// What options bring.
struct Given {
    amount: Option<(f64, Option<String>)>,
    note: Option<String>,
    variation: Option<String>,
    /// The session whose entry this is.
    since: Option<Start>,
}

/// Writes every ritual for every day.
fn write(
    args: &Args,
    given: Given,
    mut said: Said,
    writer: &mut Writer,
    (clock, week_start): (&Clock, Weekday),
) -> Result<Wrote> {
    let days = match &given.since {
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
        if given.amount.is_some() && item.amount.is_some() {
            return Err(
                Failure::usage("the amount comes twice").hint("after the name, or with --amount")
            );
        }
        if given.note.is_some() && item.note.is_some() {
            return Err(
                Failure::usage("the words come twice").hint("after the name, or with --note")
            );
        }
        item.amount = item.amount.take().or_else(|| given.amount.clone());
        item.note = item.note.take().or_else(|| given.note.clone());
    }
    let mut wrote = Wrote::default();
    let mut rituals: Vec<Ritual> = Vec::new();
    let mut plan = None;
    for day in days {
        let plan = plan.insert(Plan {
            day,
            moment: match &given.since {
                Some(start) => start.moment.clone(),
                None => moment(day, at, clock)?,
            },
            variation: given.variation.clone(),
            uid: given.since.as_ref().map(Start::entry),
            once: args.once,
            today: clock.today(),
            small_hours: clock.small_hours(),
            week_start,
        });
        for (nth, item) in said.items.iter().enumerate() {
            let unit = item.amount.as_ref().and_then(|(_, unit)| unit.as_deref());
            if rituals.len() <= nth {
                let named = (item.typed.as_str(), item.known.clone());
                let ritual = names::known_or_new(writer, named, unit, &mut wrote.learned)?;
                wrote.rows.append(&mut wrote.learned.rows);
                let intention = ritual.intention.as_deref().filter(|_| args.verbose);
                wrote.intentions.extend(intention.map(voice::intention));
                rituals.push(ritual);
            }
            let (amount, note) = (item.amount.as_ref(), item.note.as_deref());
            let logged = one(writer, &rituals[nth], (amount, note), plan, &mut wrote.rows)?;
            wrote.logged.push(logged);
        }
    }
    let new = wrote.logged.iter().any(|l| l.new);
    if let (Some(step), Some(plan)) = (args.mood.filter(|_| new), plan) {
        let mut record = Record::Mood(Mood {
            mood: Some(step),
            ..Mood::blank(Meta::new(Uuid::now_v7()), plan.day, plan.moment)
        });
        writer.add(&mut record)?;
        wrote.mood = Some(record.clone());
        wrote.rows.push(record);
    }
    Ok(wrote)
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

fn one(
    writer: &mut Writer,
    ritual: &Ritual,
    (amount, note): (Option<&(f64, Option<String>)>, Option<&str>),
    plan: &Plan,
    rows: &mut Vec<Record>,
) -> Result<Logged> {
    let (today, id) = (plan.today, ritual.meta.id);
    let mut logged = Logged {
        name: ritual.name.clone(),
        day: plan.day,
        today,
        amount: amount.map(|(n, unit)| counted(*n, unit.as_deref(), ritual.unit.as_deref())),
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
    let of_session = match plan.uid {
        Some(uid) if !writer.has_uid(Kind::Completion, uid)? => Some(uid),
        _ => None,
    };
    let meta = Meta::new(of_session.unwrap_or_else(Uuid::now_v7));
    let mut record = Record::Completion(Completion {
        amount: logged.amount,
        unit: logged.amount.and(ritual.unit.clone()),
        variation: plan.variation.clone(),
        note: note.map(str::to_owned),
        ..Completion::blank(meta, ritual.to_ref(), plan.day, plan.moment.clone())
    });
    if of_session.is_some() {
        // Its end may have been taken back before.
        writer.comes_back(&mut record)?;
    }
    writer.add(&mut record)?;
    logged.handle = record.meta().id;
    rows.push(record);
    if plan.day != today {
        let on_the_day = writer.days(id, plan.day, plan.day)?;
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
            logged.back = report::back(&practice, long_here, today, plan.week_start);
        }
    }
    Ok(logged)
}

/// Minutes over the turn of a day that are noted as they are; of more, its person is asked.
const OVER_NIGHT: f64 = 180.0;

/// A session that began, or goes on.
struct Begun {
    start: Start,
    rows: Vec<Record>,
    learned: Learned,
}

/// Notes that a session begins; one that goes on does so.
fn begin(args: &Args, said: Said, writer: &mut Writer, clock: &Clock) -> Result<Begun> {
    let item = one_item(&said, "--start")?;
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
        meta: new_meta(),
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
struct Long(Start, f64);

/// Notes the minutes of a session, and that it is over. One of long ago waits for its person's word.
fn end(
    args: &Args,
    mut given: Given,
    mut said: Said,
    writer: &mut Writer,
    (clock, week_start): (&Clock, Weekday),
) -> Result<std::result::Result<Wrote, Long>> {
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
    fn ask(&self, globals: &Globals, today: NaiveDate) -> Result<Option<(f64, Option<String>)>> {
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
