//! `ritual try`

use super::input::{self, NoteSource};
use super::names::{self, pick};
use super::patterns::{measured, subject};
use super::reply::Reply;
use super::session::{Globals, Session, new_meta};
use super::when::{self, Ahead};
use super::words::{self, Prompt, Text};
use crate::clock::Clock;
use crate::domain::trial::Trial;
use crate::failure::{Failure, Result};
use crate::render::{patterns as page, voice};
use crate::report::patterns::{self, Trials};
use chrono::NaiveDate;
use clap::Subcommand;

/// Note something you try for a while, and what you found
#[derive(Debug, clap::Args)]
#[command(args_conflicts_with_subcommands = true)]
pub struct Args {
    #[command(subcommand)]
    action: Option<Action>,
    #[command(flatten)]
    text: Text,
    /// The first day of it; today without it
    #[arg(long, value_name = "DATE")]
    from: Option<String>,
    /// The last day of it; open without it
    #[arg(long, value_name = "DATE")]
    until: Option<String>,
    /// The ritual or word whose days are told from the others
    #[arg(long, value_name = "NAME", requires = "watch")]
    subject: Option<String>,
    /// The measure to watch
    #[arg(long, value_name = "MEASURE", requires = "subject")]
    watch: Option<String>,
    /// Deal the days by a coin, which `ritual try` shows; a day that went otherwise counts as it went
    #[arg(long, requires = "subject")]
    coin: bool,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// Show what you try; `--all` shows what you wrote on as well
    List {
        /// Those you wrote on as well
        #[arg(long)]
        all: bool,
    },
    /// Show one, and write what you found
    Review {
        /// The handle, uid or words; the one there is without it
        #[arg(value_name = "ID")]
        id: Option<String>,
        #[command(flatten)]
        words: NoteSource,
    },
}

impl Args {
    fn bare(&self) -> bool {
        let days = self.from.is_some() || self.until.is_some();
        self.text.is_empty() && !days && self.subject.is_none()
    }

    /// The first day, and the last where it has one.
    fn days(&self, clock: &Clock) -> Result<(NaiveDate, Option<NaiveDate>)> {
        let from = when::given("--from", self.from.as_deref(), clock, Ahead::Either)?;
        let from = from.unwrap_or(clock.today());
        let until = self.until.as_deref();
        let until = when::given("--until", until, clock, Ahead::After(from))?;
        if let Some(until) = until {
            when::in_order(from, until, "--until")?;
        }
        Ok((from, until))
    }
}

pub fn run(args: Args, globals: &Globals) -> Result<Reply> {
    match &args.action {
        Some(Action::List { all }) => list(globals, *all),
        Some(Action::Review { id, words }) => review(id.as_deref(), words, globals),
        None if args.bare() => list(globals, false),
        None => note(&args, globals),
    }
}

fn note(args: &Args, globals: &Globals) -> Result<Reply> {
    let mut session = Session::open(globals)?;
    let (from, until) = args.days(&session.clock)?;
    let measure = |typed: &String| {
        let measure = measured("--watch", typed, &session.settings)?;
        Ok::<_, Failure>(measure.as_str().to_owned())
    };
    let watch = args.watch.as_ref().map(measure).transpose()?;
    let subject = match &args.subject {
        Some(typed) => {
            let journal = session.journal(&patterns::needs())?;
            Some(subject(&session.reader, typed, &journal)?)
        }
        None => None,
    };
    let prompt = Prompt {
        what: "the trial",
        question: "what to try, in your words",
        remedy: "`ritual try TEXT --until DATE`, or - to read it from stdin",
    };
    let Some(text) = args.text.gather(globals, &prompt)? else {
        return Ok(words::nothing());
    };
    let trial = Trial {
        meta: new_meta(),
        text,
        from,
        until,
        subject,
        watch,
        coin: args.coin,
        ..Trial::default()
    };
    let trial = session.write("try", |writer, _, _| Ok(writer.save(trial)?))?;
    confirm(globals, "try", trial, &session)
}

fn confirm(globals: &Globals, command: &str, trial: Trial, session: &Session) -> Result<Reply> {
    let rows = [trial.clone().into()];
    let found = answered(session, vec![trial])?;
    let text = || voice::trying(&page::trials(&found, voice::NO_TRIALS));
    Ok(Reply::wrote(globals, command, &rows, text))
}

/// Trials with what the notes say to those that watch something.
fn answered(session: &Session, trials: Vec<Trial>) -> Result<Trials> {
    let asks = trials.iter().any(|trial| trial.watch.is_some());
    let journal = match asks {
        true => Some(session.journal(&patterns::needs())?),
        false => None,
    };
    let today = session.clock.today();
    Ok(patterns::trials(today, trials, journal.as_ref()))
}

fn list(globals: &Globals, all: bool) -> Result<Reply> {
    let session = Session::read(globals)?;
    let mut trials = session.reader.trials()?;
    let none = match trials.is_empty() {
        true => voice::NO_TRIALS,
        false => voice::ALL_TRIED,
    };
    trials.retain(|trial| all || trial.note.is_none());
    let found = answered(&session, trials)?;
    Ok(Reply::of(globals, "try", &found, || {
        page::trials(&found, none)
    }))
}

fn review(id: Option<&str>, words: &NoteSource, globals: &Globals) -> Result<Reply> {
    let mut session = Session::open(globals)?;
    let trial = match id {
        Some(typed) => pick(&session.reader, typed)?,
        None => the_one(session.reader.trials()?)?,
    };
    let present = trial.note.as_deref().unwrap_or_default();
    let mut given = words.gather(globals, present)?;
    if given.is_none() {
        let found = answered(&session, vec![trial.clone()])?;
        let shown = page::trials(&found, voice::NO_TRIALS);
        let question = format!("{shown}what you found, in your words (Enter for none)");
        match input::prompt(globals, &question)? {
            Some(line) if line.is_empty() => return Ok(words::nothing()),
            Some(line) => {
                let mut note = trial.note.clone();
                input::beside(&mut note, line);
                given = Some(input::kept(&note.unwrap_or_default())?);
            }
            None => {
                let text = || page::trials(&found, voice::NO_TRIALS);
                return Ok(Reply::of(globals, "try", &found, text));
            }
        }
    }
    // Read again inside the transaction: another process may have written meanwhile.
    let (command, uid) = ("try review", trial.meta.uid.to_string());
    let trial = names::amend::<Trial>(&mut session, command, &uid, |trial, _, clock| {
        trial.note = given.flatten();
        trial.reviewed = trial.note.is_some().then(|| clock.today());
        Ok(())
    })?;
    confirm(globals, command, trial, &session)
}

/// The one trial nobody wrote on.
fn the_one(trials: Vec<Trial>) -> Result<Trial> {
    let mut open: Vec<Trial> = trials.into_iter().filter(|t| t.note.is_none()).collect();
    match (open.pop(), open.is_empty()) {
        (Some(one), true) => Ok(one),
        (None, _) => Err(Failure::refused("there is no trial to look at")
            .hint("`ritual try TEXT --until DATE` notes one")),
        (Some(_), false) => Err(Failure::usage("there are several trials")
            .hint("`ritual try list` shows their handles; `ritual try review ID` takes one")),
    }
}
