//! `ritual undo`

use super::input;
use super::redo::{self, Turned};
use super::reply::Reply;
use super::session::{Globals, Session};
use crate::clock::{Clock, which_day};
use crate::domain::config::Settings;
use crate::failure::Result;
use crate::render::{dates, json, record as page, voice};
use crate::store::Step;
use chrono::{DateTime, FixedOffset, NaiveDate, SecondsFormat};
use serde::Serialize;

/// Take back the last command
///
/// Again, and it is the one before. The last 20 commands are kept for 7 days; `ritual redo` goes
/// forward.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// How many of the last commands to take back, as one
    #[arg(value_name = "N", default_value_t = 1, value_parser = redo::count)]
    count: u8,
    /// List the commands that are kept, and change nothing
    #[arg(long)]
    list: bool,
}

#[derive(Serialize)]
struct Steps {
    steps: Vec<Kept>,
    /// Whether an upgrade ended those that were kept before it.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    upgraded: bool,
}

#[derive(Serialize)]
struct Kept {
    at: String,
    command: String,
    undo: bool,
    /// The lines as they were typed, without words of the person's.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    typed: Vec<String>,
}

pub fn run(args: Args, globals: &Globals) -> Result<Reply> {
    if args.list {
        return list(globals);
    }
    let session = Session::open(globals)?;
    let asked = usize::from(args.count);
    let mut kept = session.reader.kept_steps(session.clock.wall_ms())?.steps;
    kept.retain(|step| !step.undone);
    let far = kept.iter().take(asked).find_map(|step| far(step, &session));
    if let Some(far) = far {
        match input::agreed(globals, &format!("{far}: take it back?"))? {
            None => globals.notes.say(far),
            Some(true) => {}
            Some(false) => return Ok(Reply::plain(format!("{}\n", voice::NOT_TAKEN_BACK))),
        }
    }
    redo::turn(session, globals, Turned::Back(asked))
}

/// What there is to say of a step that may be none of what the person did just now.
fn far(step: &Step, session: &Session) -> Option<String> {
    let (clock, today) = (&session.clock, session.clock.today());
    let day = day_of(step, clock, &session.settings).filter(|day| *day != today);
    if step.stays() || (day.is_none() && step.by_hand) {
        return None;
    }
    let on = day.map_or(String::new(), |day| {
        format!(" on {}", dates::day(day, today))
    });
    let by = if step.by_hand {
        ""
    } else {
        " without a terminal"
    };
    Some(format!(
        "{} was run{on}{by}",
        voice::command_lines(&step.shown())
    ))
}

fn day_of(step: &Step, clock: &Clock, settings: &Settings) -> Option<NaiveDate> {
    local(step, clock).map(|at| which_day(at.naive_local(), settings.day_start))
}

fn list(globals: &Globals) -> Result<Reply> {
    let Session {
        clock,
        settings,
        reader,
        ..
    } = Session::read(globals)?;
    let mut kept = reader.steps(clock.wall_ms())?;
    drop(reader);
    // What is taken back comes after all that can be.
    kept.steps.sort_by_key(|step| step.undone);
    let today = clock.today();
    let text = || {
        let mut text = String::new();
        for (n, step) in kept.steps.iter().enumerate() {
            let row = step.about.as_ref();
            let row = row.map(|row| page::record(row, &settings, today));
            let at = local(step, &clock).map(|at| {
                let day = dates::day(at.date_naive(), today);
                format!("{day} at {}", dates::time(at.time()))
            });
            let n = (!step.undone).then_some(n + 1);
            text += &voice::step(
                n,
                step.stays(),
                &step.shown(),
                row.as_deref(),
                at.as_deref(),
            );
        }
        if kept.upgraded {
            text += &format!("{}\n", voice::STEPS_UPGRADED);
        } else if kept.steps.is_empty() {
            text = format!("{}\n", voice::NO_STEPS);
        }
        text
    };
    let steps = kept.steps.iter().map(|s| Kept {
        at: local(s, &clock)
            .map(|at| at.to_rfc3339_opts(SecondsFormat::AutoSi, true))
            .unwrap_or_default(),
        command: s.command.clone(),
        undo: s.undone,
        typed: s.typed.clone(),
    });
    Ok(Reply::report(globals, text, || {
        let steps = steps.collect();
        let upgraded = kept.upgraded;
        json::report("undo", &Steps { steps, upgraded })
    }))
}

fn local(step: &Step, clock: &Clock) -> Option<DateTime<FixedOffset>> {
    let offset = *clock.now().at.offset();
    DateTime::from_timestamp_millis(step.at).map(|at| at.with_timezone(&offset))
}
