//! `ritual calendar`

use super::group::Group;
use super::names;
use super::reply::{self, Reply};
use super::session::{Globals, Session};
use super::span::Period;
use crate::failure::{Failure, Result};
use crate::render::{calendar as page, json};
use crate::report::calendar::heat::{Subject, heat, needs};
use crate::report::patterns::Measure;

/// Show days as a picture: a year, a month, or a window
///
/// A ritual by amount or by how often, mood, energy and giving on your scale, sleep by hours; without
/// NAME, all rituals together. The year up to today unless told otherwise.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// A ritual, or mood, energy, sleep, giving, or a measure of your own
    #[arg(value_name = "NAME")]
    name: Option<String>,
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
    let (from, to) = args.period.read(&session)?;
    let to = to.min(session.clock.today());
    let mut notes = Vec::new();
    let subject = match (args.name.as_deref(), args.group.words()) {
        (Some(_), Some(_)) => {
            return Err(
                Failure::usage("a name and a group of rituals; got both").hint(
                    "`ritual calendar NAME` shows one, `ritual calendar --around MOMENT` several together",
                ),
            );
        }
        (Some(typed), None) => subject(typed, &session, &mut notes)?,
        (None, Some(words)) => Subject::Group(words),
        (None, None) => Subject::Rituals,
    };
    let mut journal = session.journal(&needs(&subject, from))?;
    let nothing = args.group.narrow(&mut journal);
    let report = heat(&journal, subject, from, to);
    let width = reply::width().unwrap_or(WIDTH);
    let text = || nothing.unwrap_or_else(|| page::calendar(&report, width, args.ascii));
    Ok(Reply::report(globals, text, || json::report("calendar", &report)).notes(notes))
}

fn subject(typed: &str, session: &Session, notes: &mut Vec<String>) -> Result<Subject> {
    if let Some(measure) = Measure::named(typed, &session.settings) {
        if let Some(ritual) = session.reader.ritual_now_named(typed)? {
            if measure.gives_way() {
                return Ok(Subject::Ritual(ritual.name));
            }
            notes.push(format!(
                "this is {} as mood notes have it; `ritual calendar '#{}'` shows the ritual",
                measure.as_str(),
                ritual.meta.id
            ));
        }
        return Ok(Subject::Measure(measure));
    }
    Ok(Subject::Ritual(names::known_name(&session.reader, typed)?))
}
