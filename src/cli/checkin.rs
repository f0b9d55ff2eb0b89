//! `ritual checkin`

mod asked;
mod together;

use super::input::{self, NoteSource};
use super::mood::{Fields, noted as noted_mood};
use super::reply::Reply;
use super::session::{Globals, Session, new_meta};
use super::support;
use super::typed::{Given, given_step};
use crate::domain::mood::Mood;
use crate::domain::record::Record;
use crate::failure::Result;
use crate::render::{json, voice};
use anstream::adapter::strip_str;
use chrono::NaiveDate;

/// Check in with yourself: any field, or none
///
/// Feelings, mood, sleep, energy, capacity to give, measures of your own. Each is optional. On a terminal without a field
/// it asks for them: Enter passes one, Ctrl-D leaves. What is noted is a mood note, and nothing
/// follows from it.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Mood, 1 to 5
    #[arg(long, value_name = "1-5", value_parser = given_step, allow_hyphen_values = true)]
    mood: Option<Given<u8>>,
    #[command(flatten)]
    fields: Fields,
    #[command(flatten)]
    words: NoteSource,
    /// How you would like support: accompany, remind, reflect, listen, nothing, or an own option
    #[arg(long, value_name = "KIND")]
    support: Option<String>,
    /// The last day that choice holds; today without it
    #[arg(long, value_name = "DATE", requires = "support")]
    until: Option<String>,
    /// Two people at one terminal, one after the other. Nothing is kept unless each says so; with two
    /// `--db`, each in their own notebook
    #[arg(long, conflicts_with_all = ["mood", "note", "edit", "support", "energy", "sleep", "giving", "feeling", "trigger", "coping", "changed", "measure"])]
    together: bool,
}

pub fn run(mut args: Args, globals: &Globals) -> Result<Reply> {
    if args.together {
        return together::run(globals);
    }
    let mut mood = Mood::blank(new_meta(), NaiveDate::default(), None);
    mood.mood = Given::over(args.mood, mood.mood);
    args.fields.fill(&mut mood)?;
    let mut session = Session::open(globals)?;
    args.fields.measured(&session.settings, &mut mood)?;
    if let Some(choice) = &args.support {
        support::check(choice, args.until.as_deref(), &session)?;
    }
    (mood.day, mood.moment) = (session.clock.today(), Some(session.clock.now()));
    let mut open = true;
    let bare =
        mood.is_blank() && args.words.note.is_none() && !args.words.edit && args.support.is_none();
    if bare && input::interactive(globals) {
        open = asked::fields(&mut mood, &session.settings.measures)?;
        if mood.is_blank() {
            return Ok(Reply::plain(String::new()));
        }
    } else if bare {
        return Err(input::missing(
            "a check-in expects a field",
            "`ritual checkin --feeling tired --mood 2 --sleep 6.5 --energy 2 --giving 1`",
        ));
    }
    if let Some(words) = args.words.gather(globals, "")? {
        mood.note = words;
    }
    if mood.is_blank() && args.support.is_none() {
        return Err(input::missing(
            "the check-in came back empty",
            "a field such as --energy 3",
        ));
    }
    let ask = open
        && args.support.is_none()
        && session.settings.question
        && input::interactive(globals)
        && !globals.json
        && !globals.quiet;
    let until = args.until.as_deref();
    if !ask {
        let rows = note(&mut session, Some(mood), args.support.as_deref(), until)?;
        return Ok(noted(globals, &session, &rows, &rows));
    }
    // Noted before anything is asked: whoever leaves here has said enough.
    let mut rows = note(&mut session, Some(mood), None, None)?;
    args.support = asked::support(&strip_str(said(&rows, &session).trim_end()).to_string())?;
    let Some(choice) = args.support else {
        return Ok(Reply::plain(String::new()));
    };
    let own = |session: &mut Session| {
        session.write("checkin", |writer, clock, _| {
            support::choose_own(writer, clock, &choice, None)
        })
    };
    match own(&mut session) {
        Ok(more) => {
            rows.extend(more.iter().cloned());
            Ok(noted(globals, &session, &rows, &more))
        }
        // Nothing is asked again.
        Err(failure) => Ok(Reply::plain(String::new()).notes(vec![failure.message])),
    }
}

/// Writes a mood note, a choice of support, or both.
fn note(
    session: &mut Session,
    mood: Option<Mood>,
    choice: Option<&str>,
    until: Option<&str>,
) -> Result<Vec<Record>> {
    session.write("checkin", |writer, clock, _| {
        let mut rows = Vec::new();
        if let Some(mood) = mood.filter(|mood| !mood.is_blank()) {
            let mut record = Record::Mood(mood);
            writer.add(&mut record)?;
            rows.push(record);
        }
        if let Some(choice) = choice {
            rows.push(support::choose(writer, clock, choice, until)?);
        }
        Ok(rows)
    })
}

/// A line for each row.
fn said(rows: &[Record], session: &Session) -> String {
    let today = session.clock.today();
    let line = |row: &Record| match row {
        Record::Support(support) => Some(voice::support_chosen(support, today) + "\n"),
        Record::SupportLine(line) => Some(voice::to_pass_on(&line.text) + "\n"),
        other => noted_mood(other, session).map(|said| said + "\n"),
    };
    rows.iter().filter_map(line).collect()
}

/// All rows for `--json`; the text says those that were not said before.
fn noted(globals: &Globals, session: &Session, rows: &[Record], new: &[Record]) -> Reply {
    let json = || json::written("checkin", rows, &[]);
    Reply::confirmation(globals, || said(new, session), json)
}
