//! `ritual checkin`

mod asked;

use super::context::Context;
use super::input::{self, NoteSource};
use super::mood::Fields;
use super::reply::Reply;
use super::support;
use super::typed::{Given, given_step};
use crate::domain::meta::Meta;
use crate::domain::mood::Mood;
use crate::domain::record::Record;
use crate::failure::{Failure, Result};
use crate::render::{json, support as page, voice};
use crate::store::Writer;
use uuid::Uuid;

/// Check in with yourself: any field, or none
///
/// Feelings, mood, sleep, energy, capacity to give. Each is optional. On a terminal without a field
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
}

pub fn run(mut args: Args, context: &mut Context) -> Result<Reply> {
    let (_, settings) = context.read()?; // the notebook says when its day starts
    if let Some(choice) = &args.support {
        support::check(choice, args.until.as_deref(), context)?;
    }
    let (mut mood, mut open) = (fill(&args, blank(context))?, true);
    let bare =
        mood.is_blank() && args.words.note.is_none() && !args.words.edit && args.support.is_none();
    if bare && input::interactive(&context.globals) {
        (mood, open) = asked::fields(mood)?;
        if mood.is_blank() {
            return Ok(Reply::plain(String::new()));
        }
    } else if bare {
        return Err(input::missing(
            "a check-in expects a field",
            "`ritual checkin --feeling tired --mood 2 --sleep 6.5 --energy 2 --giving 1`",
        ));
    }
    if let Some(words) = args.words.gather(&context.globals, "")? {
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
        && settings.question
        && input::interactive(&context.globals)
        && !context.globals.json
        && !context.globals.quiet;
    if !ask {
        let (rows, text) = note(
            context,
            Some(mood),
            args.support.as_deref(),
            args.until.as_deref(),
        )?;
        return Ok(Reply::confirmation(
            text,
            json::written("checkin", &rows, &[]),
        ));
    }
    // Noted before anything is asked: whoever leaves here has said enough.
    let (mut rows, text) = note(context, Some(mood), None, None)?;
    args.support = asked::support(text.trim_end())?;
    let Some(choice) = args.support else {
        return Ok(Reply::plain(String::new()));
    };
    match note(context, None, Some(&choice), None) {
        Ok((more, text)) => {
            rows.extend(more);
            Ok(Reply::confirmation(
                text,
                json::written("checkin", &rows, &[]),
            ))
        }
        // Nothing is asked again.
        Err(failure) => Ok(Reply::plain(String::new()).notes(vec![failure.message])),
    }
}

fn blank(context: &Context) -> Mood {
    let (day, now) = (context.clock.today(), context.clock.now());
    Mood::blank(Meta::new(Uuid::now_v7()), day, Some(now))
}

fn fill(args: &Args, mut mood: Mood) -> Result<Mood> {
    mood.mood = Given::over(args.mood, mood.mood);
    args.fields.fill(&mut mood)?;
    Ok(mood)
}

/// Writes a mood note, a choice of support, or both, and says so in a line each.
fn note(
    context: &mut Context,
    mood: Option<Mood>,
    choice: Option<&str>,
    until: Option<&str>,
) -> Result<(Vec<Record>, String)> {
    let work = |writer: &mut Writer, clock: &crate::clock::Clock, settings: &_| {
        let (mut rows, mut text) = (Vec::new(), String::new());
        if let Some(mut mood) = mood.filter(|mood| !mood.is_blank()) {
            // The day is decided here, where nobody else writes.
            mood.day = clock.today();
            text += &format!("{}\n", voice::mood_noted(&mood, settings, mood.day));
            let mut record = Record::Mood(mood);
            writer.add(&mut record)?;
            rows.push(record);
        }
        if let Some(choice) = choice {
            let record = support::choose(writer, clock, choice, until)?;
            if let Record::Support(support) = &record {
                text += &format!("{}\n", page::chosen(support, clock.today()));
            }
            rows.push(record);
        }
        Ok::<_, Failure>((rows, text))
    };
    context.write("checkin", work)
}
