//! `ritual checkin`

use super::export::same;
use super::input::{self, Answer, NoteSource, ask};
use super::mood::{Fields, noted as noted_mood};
use super::reply::Reply;
use super::session::{Globals, Session, new_meta};
use super::support;
use super::typed::{Given, given_step, hours, numbered, step, words};
use crate::clock::Clock;
use crate::domain::measure::Own;
use crate::domain::mood::Mood;
use crate::domain::record::Record;
use crate::domain::small::Words;
use crate::failure::{Failure, Result};
use crate::render::voice;
use crate::store::Writer;
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

pub fn run(args: Args, globals: &Globals) -> Result<Reply> {
    if args.together {
        return together(globals);
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
        open = ask_fields(&mut mood, &session.settings.measures)?;
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
        let rows = note(&mut session, mood, |writer, clock| {
            let choice = args.support.as_deref();
            let chosen = choice.map(|choice| support::choose(writer, clock, choice, until));
            Ok(chosen.transpose()?.map(Record::from))
        })?;
        return Ok(noted(globals, &session, &rows, &rows));
    }
    // Noted before anything is asked: whoever leaves here has said enough.
    let mut rows = note(&mut session, mood, |_, _| Ok(None))?;
    let asked = ask_support(&strip_str(said(&rows, &session).trim_end()).to_string())?;
    let Some(choice) = asked else {
        return Ok(Reply::plain(String::new()));
    };
    let more = session.write("checkin", |writer, clock, _| {
        support::choose_own(writer, clock, &choice, None)
    });
    match more {
        Ok(more) => {
            rows.extend(more.iter().cloned());
            Ok(noted(globals, &session, &rows, &more))
        }
        // Nothing is asked again.
        Err(failure) => Ok(Reply::plain(String::new()).notes([failure.message])),
    }
}

/// Writes a mood note that holds something, and what is chosen or said beside it.
fn note(
    session: &mut Session,
    mood: Mood,
    beside: impl FnOnce(&mut Writer, &Clock) -> Result<Option<Record>>,
) -> Result<Vec<Record>> {
    session.write("checkin", |writer, clock, _| {
        let mut rows = Vec::new();
        if !mood.is_blank() {
            rows.push(writer.save(mood)?.into());
        }
        rows.extend(beside(writer, clock)?);
        Ok(rows)
    })
}

/// A line for each row.
fn said(rows: &[Record], session: &Session) -> String {
    let today = session.clock.today();
    let line = |row: &Record| match row {
        Record::Support(support) => Some(voice::support_chosen(support, today) + "\n"),
        Record::SupportLine(line) => Some(voice::to_pass_on(&line.text) + "\n"),
        Record::Mood(mood) => Some(noted_mood(mood, session) + "\n"),
        _ => None,
    };
    rows.iter().filter_map(line).collect()
}

/// All rows for `--json`; the text says those that were not said before.
fn noted(globals: &Globals, session: &Session, rows: &[Record], new: &[Record]) -> Reply {
    Reply::wrote(globals, "checkin", rows, || said(new, session))
}

/// Asks for four things in turn, then for the person's own measures. Tells whether the person stayed
/// to the end.
fn ask_fields(mood: &mut Mood, measures: &[Own]) -> Result<bool> {
    let four = [
        voice::ASK_FEELINGS,
        voice::ASK_SLEEP,
        voice::ASK_ENERGY,
        voice::ASK_GIVING,
    ];
    let questions = four.map(str::to_owned).into_iter();
    let questions = questions.chain(measures.iter().map(voice::ask_measure));
    let ask = |(at, question): (usize, String)| {
        let take = move |mood: &mut Mood, typed: &str| {
            match at {
                0 => feelings(mood, typed)?,
                1 => mood.sleep = Some(hours(typed)?),
                2 => mood.energy = Some(step(typed)?),
                3 => mood.giving = Some(step(typed)?),
                at => {
                    let own = &measures[at - four.len()];
                    mood.measures.0.insert(own.name.clone(), own.read(typed)?);
                }
            }
            Ok(())
        };
        (question, take)
    };
    input::each(mood, questions.enumerate().map(ask), |mood, words| {
        input::beside(&mut mood.note, words)
    })
}

/// `2 tired, worn out`: a number first, if there is one, then feelings.
fn feelings(mood: &mut Mood, typed: &str) -> std::result::Result<(), String> {
    let (number, said) = numbered(typed);
    mood.mood = number.as_deref().map(step).transpose()?;
    if !said.is_empty() {
        mood.feelings = words("a feeling", &[said]).map_err(|failure| failure.message)?;
    }
    Ok(())
}

/// The one optional question after a check-in; silence is no choice.
fn ask_support(noted: &str) -> Result<Option<String>> {
    Ok(match ask(&voice::how_support(noted))? {
        Answer::Words(choice) => Some(choice),
        Answer::Passed | Answer::Left => None,
    })
}

/// Two turns at one terminal. What is said is between the two; a turn is kept where its person has a
/// notebook here and says so.
fn together(globals: &Globals) -> Result<Reply> {
    if !input::interactive(globals) {
        return Err(input::missing(
            "checkin --together expects two people at a terminal",
            "`ritual checkin --feeling tired --mood 2` notes one's own",
        ));
    }
    // One notebook is one person's: the other has none here.
    let first = Globals {
        db: globals.db.iter().take(1).cloned().collect(),
        ..globals.clone()
    };
    let mut sessions = vec![Session::open(&first)?];
    if let [one, second] = globals.db.as_slice() {
        if same(one, second) {
            return Err(Failure::usage("--db is the same notebook twice")
                .hint("one notebook is one person's; without the second, the other's words are kept nowhere"));
        }
        sessions.push(Session::open(&Globals {
            db: vec![second.clone()],
            ..globals.clone()
        })?);
    } else if globals.db.len() > 2 {
        globals.path()?;
    }
    let (mut kept, mut text) = (Vec::new(), String::new());
    for turn in 0..2 {
        let mut session = sessions.get_mut(turn);
        let heading = match (turn, session.is_some()) {
            (0, _) => voice::FIRST_TURN,
            (_, true) => voice::SECOND_TURN,
            (_, false) => voice::SECOND_TURN_UNKEPT,
        };
        input::show(&format!("{heading}\n"));
        let rows = one_turn(session.as_deref_mut())?;
        if let Some(session) = session {
            text += &said(&rows, session);
        }
        kept.extend(rows);
    }
    if kept.is_empty() {
        text = format!("{}\n", voice::NOTHING_KEPT);
    }
    Ok(Reply::wrote(globals, "checkin", &kept, || text))
}

/// Asks one person, and keeps what they say they keep.
fn one_turn(session: Option<&mut Session>) -> Result<Vec<Record>> {
    let mut mood = Mood::blank(new_meta(), NaiveDate::default(), None);
    let own = session
        .as_ref()
        .map_or(Vec::new(), |s| s.settings.measures.clone());
    let stayed = ask_fields(&mut mood, &own)?;
    let mut choice = None;
    if stayed {
        if let Answer::Words(words) = ask(voice::ASK_WORDS)? {
            input::beside(&mut mood.note, words);
        }
        choice = ask_support("")?;
    }
    let Some(session) = session else {
        return Ok(Vec::new());
    };
    if mood.is_blank() && choice.is_none() {
        return Ok(Vec::new());
    }
    loop {
        let Answer::Words(answer) = ask(voice::KEEP_THIS)? else {
            return Ok(Vec::new());
        };
        match answer.to_lowercase().as_str() {
            "keep" | "keep it" | "y" | "yes" => break,
            "n" | "no" | "let go" | "let it go" => return Ok(Vec::new()),
            _ => input::note("`keep`, or Enter"),
        }
    }
    (mood.day, mood.moment) = (session.clock.today(), Some(session.clock.now()));
    note(session, mood, |writer, clock| {
        let Some(words) = choice else {
            return Ok(None);
        };
        if let Ok(chosen) = support::choose(writer, clock, &words, None) {
            return Ok(Some(chosen.into()));
        }
        // Words that are on no menu are the line to pass on.
        let words = Words::new(new_meta(), clock.today(), words);
        let mut line = Record::SupportLine(words);
        writer.add(&mut line)?;
        Ok(Some(line))
    })
}
