//! `ritual undo`

use super::reply::Reply;
use super::session::{Globals, Session};
use crate::clock::Clock;
use crate::domain::json::OneByOne;
use crate::failure::Result;
use crate::render::{dates, json, record as page, voice};
use crate::store::{BARRIER, Step, Undone};
use chrono::{DateTime, SecondsFormat};
use serde::Serialize;

/// Take back the last command
///
/// The last 20 commands are kept for 7 days. An undo can itself be taken back.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// How many of the last commands to take back, as one
    #[arg(value_name = "N", default_value_t = 1, value_parser = count)]
    count: u8,
    /// List the commands that are kept, and change nothing
    #[arg(long)]
    list: bool,
}

fn count(typed: &str) -> std::result::Result<u8, String> {
    let known = typed.parse().ok().filter(|n| (1..=20).contains(n));
    known.ok_or_else(|| "expects a number from 1 to 20".to_owned())
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
}

pub fn run(args: Args, globals: &Globals) -> Result<Reply> {
    if args.list {
        return list(globals);
    }
    let mut session = Session::open(globals)?;
    let (wall_ms, today) = (session.clock.wall_ms(), session.clock.today());
    let in_hand = if globals.json { IN_HAND } else { SHOWN };
    let (mut count, mut changes) = (0, Vec::new());
    let asked = usize::from(args.count);
    let (steps, written) = session.reader.undo(wall_ms, asked, &mut |change| {
        count += 1;
        if count <= in_hand {
            changes.push(change);
        }
    })?;
    if globals.json {
        let (mut rows, mut removed) = (Vec::new(), Vec::new());
        if count <= in_hand {
            for change in changes {
                match change {
                    Undone::TookBack(record) => removed.push(record),
                    Undone::Restored(record, _) => rows.push(record),
                }
            }
            let json = || json::written("undo", &rows, &removed);
            return Ok(Reply::confirmation(globals, String::new, json));
        }
        let read_back = written.read_back(session.reader);
        return Ok(Reply::long_confirmation(globals, String::new, move |out| {
            let rows = OneByOne::of(read_back.rows());
            let removed = read_back.removed().map(OneByOne::of);
            json::write_written(out, "undo", rows, removed)?;
            Ok(read_back.end()?)
        }));
    }
    let redo = steps.len() == 1 && steps[0].undoes;
    let text = || {
        let mut text = String::new();
        for change in &changes {
            let (did, record) = match change {
                Undone::TookBack(record) => (voice::TOOK_BACK, record),
                Undone::Restored(record, None) => (voice::BROUGHT_BACK, record),
                Undone::Restored(record, Some(_)) => (voice::AS_BEFORE, record),
            };
            let what = page::record(record, &session.settings, today);
            text += &voice::undone(did, &what, &fields(change), record.meta().id);
        }
        if count > SHOWN {
            text += &format!("{}\n", voice::and_more(count - SHOWN));
        }
        text + &format!("{}\n", voice::undo_hint(redo))
    };
    Ok(Reply::confirmation(globals, text, String::new))
}

/// The fields of a changed row that are as they were.
fn fields(change: &Undone) -> Vec<String> {
    let Undone::Restored(now, Some(until_now)) = change else {
        return Vec::new();
    };
    let (now, until_now) = (now.to_map(), until_now.to_map());
    let known = now
        .keys()
        .chain(until_now.keys().filter(|key| !now.contains_key(*key)));
    let other = |key: &&String| now.get(*key) != until_now.get(*key) && *key != "history";
    known
        .filter(other)
        .map(|key| key.replace("rhythms", "rhythm"))
        .collect()
}

/// An undone import may hold thousands of rows; the text names this many.
const SHOWN: usize = 10;

/// Up to this many rows are printed as each of them was taken back; more are read from the file
/// again, each as it is in the end.
const IN_HAND: usize = 1000;

fn list(globals: &Globals) -> Result<Reply> {
    let Session {
        clock,
        settings,
        reader,
        ..
    } = Session::read(globals)?;
    let kept = reader.steps(clock.wall_ms())?;
    drop(reader);
    let today = clock.today();
    let text = || {
        let mut text = String::new();
        for (n, step) in kept.steps.iter().enumerate() {
            let what = if step.command == BARRIER {
                voice::STOPS_HERE.to_owned()
            } else if step.undoes {
                format!("undo of {}", step.command)
            } else {
                step.command.clone()
            };
            let about = step.about.as_ref().map_or(String::new(), |record| {
                format!(": {}", page::record(record, &settings, today))
            });
            let what = what + &about;
            text += &format!(
                "{:>2}  {what}, {}\n",
                n + 1,
                local(step, &clock).map_or_else(String::new, |at| {
                    format!(
                        "{} at {}",
                        dates::day(at.date_naive(), today),
                        dates::time(at.time())
                    )
                })
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
        undo: s.undoes,
    });
    Ok(Reply::report(globals, text, || {
        let steps = steps.collect();
        let upgraded = kept.upgraded;
        json::report("undo", &Steps { steps, upgraded })
    }))
}

fn local(step: &Step, clock: &Clock) -> Option<DateTime<chrono::FixedOffset>> {
    let offset = *clock.now().at.offset();
    DateTime::from_timestamp_millis(step.at).map(|at| at.with_timezone(&offset))
}
