//! `ritual calendar`

use super::group::Group;
use super::names;
use super::reply::{self, Reply};
use super::session::{Globals, Session};
use super::span::{Period, said};
use crate::failure::{Failure, Result};
use crate::render::calendar as page;
use crate::report::heat::{Subject, heat, needs};
use crate::report::patterns::Measure;

/// Show days as a picture: a year, a month, or a window
///
/// A ritual by amount or by how often, mood, energy and giving on your scale, sleep by hours; without
/// NAME, all rituals together. The year up to today unless told otherwise.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// A ritual, or mood, energy, sleep, giving, or a measure of your own; then a time, as it is said:
    /// last month, november, 2025
    #[arg(value_name = "NAME|WHEN")]
    what: Vec<String>,
    #[command(flatten)]
    group: Group,
    #[command(flatten)]
    period: Period,
    /// Draw with plain characters
    #[arg(long)]
    ascii: bool,
}

/// Columns where there is no terminal.
const WIDTH: usize = 80;

pub fn run(args: Args, globals: &Globals) -> Result<Reply> {
    let session = Session::read(globals)?;
    let (named, rest) = match args.what.split_first() {
        Some((name, rest)) if !is_when(&args.what, name, &session)? => {
            (Some(subject(name, &session, globals)?), rest)
        }
        _ => (None, args.what.as_slice()),
    };
    let (from, to) = args.period.read_after(rest, &session)?;
    let to = to.min(session.clock.today());
    let subject = match (named, args.group.words()) {
        (Some(_), Some(_)) => {
            return Err(
                Failure::usage("a name and a group of rituals; got both").hint(
                    "`ritual calendar NAME` shows one, `ritual calendar --around MOMENT` several together",
                ),
            );
        }
        (Some(subject), None) => subject,
        (None, Some(words)) => Subject::Group(words),
        (None, None) => Subject::Rituals,
    };
    let mut journal = session.journal(&needs(&subject, from))?;
    let nothing = args.group.narrow(&mut journal);
    let report = heat(&journal, subject, from, to);
    let width = reply::width().unwrap_or(WIDTH);
    let text = || nothing.unwrap_or_else(|| page::calendar(&report, width, args.ascii));
    Ok(Reply::of(globals, "calendar", &report, text))
}

/// Whether the words are a time alone, and no ritual is called as the first of them.
fn is_when(words: &[String], first: &str, session: &Session) -> Result<bool> {
    let named = Measure::named(first, &session.settings).is_some()
        || session.reader.ritual_now_named(first)?.is_some();
    Ok(!named && said(&words.join(" "), session).is_some())
}

fn subject(typed: &str, session: &Session, globals: &Globals) -> Result<Subject> {
    if let Some(measure) = Measure::named(typed, &session.settings) {
        if let Some(ritual) = session.reader.ritual_now_named(typed)? {
            if measure.gives_way {
                return Ok(Subject::Ritual(ritual.name));
            }
            globals.notes.say(format!(
                "this is {} as mood notes have it; `ritual calendar '#{}'` shows the ritual",
                measure.as_str(),
                ritual.meta.id
            ));
        }
        return Ok(Subject::Measure(measure));
    }
    Ok(Subject::Ritual(names::known_name(&session.reader, typed)?))
}
