//! `ritual redo`, and what it has in common with `undo`

use super::reply::Reply;
use super::session::{Globals, Session};
use crate::domain::json::OneByOne;
use crate::failure::{Failure, Result};
use crate::render::{json, record as page, voice};
use crate::store::Undone;
use serde_json::Value;

/// Bring back what `undo` took
///
/// As often as `undo` went back. The next command that writes ends it.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// How many commands to bring back, as one; what one `undo` took comes whole
    #[arg(value_name = "N", default_value_t = 1, value_parser = count)]
    count: u8,
}

pub fn count(typed: &str) -> std::result::Result<u8, String> {
    let known = typed.parse().ok().filter(|n| (1..=20).contains(n));
    known.ok_or_else(|| "expects a number from 1 to 20".to_owned())
}

/// Which way to go.
#[derive(Clone, Copy)]
pub enum Turned {
    /// So many commands, as one.
    Back(usize),
    Forward(usize),
}

pub fn run(args: Args, globals: &Globals) -> Result<Reply> {
    let way = Turned::Forward(usize::from(args.count));
    turn(Session::open(globals)?, globals, way)
}

/// An undone import may hold thousands of rows; the text names this many.
const SHOWN: usize = 10;

/// Up to this many rows are printed as each of them was turned; more are read from the file again,
/// each as it is in the end.
const IN_HAND: usize = 1000;

/// Takes commands back, or brings the last one back, and says of which rows.
pub fn turn(mut session: Session, globals: &Globals, way: Turned) -> Result<Reply> {
    let (wall_ms, today) = (session.clock.wall_ms(), session.clock.today());
    let in_hand = if globals.json { IN_HAND } else { SHOWN };
    let (mut count, mut changes) = (0, Vec::new());
    let each = &mut |change| {
        count += 1;
        if count <= in_hand {
            changes.push(change);
        }
    };
    let (steps, written) = match way {
        Turned::Back(asked) => session.reader.undo(wall_ms, asked, each)?,
        Turned::Forward(asked) => session.reader.redo(wall_ms, asked, each)?,
    };
    let back = matches!(way, Turned::Back(_));
    if count == 0 && !back {
        return Err(Failure::refused("there is nothing to bring back")
            .hint("what was shared is shared again by `ritual share` alone"));
    }
    let command = if back { "undo" } else { "redo" };
    if globals.json {
        let (mut rows, mut removed) = (Vec::new(), Vec::new());
        if count <= in_hand {
            for change in changes {
                match change {
                    Undone::TookBack(record) => removed.push(record),
                    Undone::Restored(record, _) => rows.push(record),
                    Undone::Stays(_) => {}
                }
            }
            let json = || json::written(command, &rows, &removed);
            return Ok(Reply::confirmation(globals, String::new, json));
        }
        let read_back = written.read_back(session.reader);
        return Ok(Reply::long_confirmation(globals, String::new, move |out| {
            let rows = OneByOne::of(read_back.rows());
            let removed = read_back.removed().map(OneByOne::of);
            json::write_written(out, command, rows, removed)?;
            Ok(read_back.end()?)
        }));
    }
    let text = || {
        let lines: Vec<String> = steps
            .iter()
            .filter(|step| !step.stays())
            .flat_map(|step| step.shown())
            .collect();
        let mut text = voice::turned(&lines, back);
        for change in &changes {
            let (record, now) = match change {
                Undone::TookBack(record) => (record, ""),
                Undone::Stays(record) => (record, voice::STAYS),
                Undone::Restored(record, None) if back => (record, voice::IS_BACK),
                Undone::Restored(record, None) => (record, ""),
                Undone::Restored(record, Some(_)) if back => (record, voice::AS_BEFORE),
                Undone::Restored(record, Some(_)) => (record, ""),
            };
            let what = page::record(record, &session.settings, today);
            text += &voice::turned_row(&what, &fields(change), now, record.meta().id);
        }
        if count > SHOWN {
            text += &format!("  {}\n", voice::and_more(count - SHOWN));
        }
        // A share is given again by `share` alone.
        match back && steps.iter().all(|step| step.command == "share") {
            true => text,
            false => text + &format!("{}\n", voice::turn_again(back)),
        }
    };
    Ok(Reply::confirmation(globals, text, String::new))
}

/// The fields of a changed row that are as they were, as they stand now: `no note`, `not sacred`.
fn fields(change: &Undone) -> Vec<String> {
    let Undone::Restored(now, Some(until_now)) = change else {
        return Vec::new();
    };
    let (now, until_now) = (now.to_map(), until_now.to_map());
    let known = now
        .keys()
        .chain(until_now.keys().filter(|key| !now.contains_key(*key)));
    let said = |key: &&String| !["history", "ritual_uid"].contains(&key.as_str());
    let other = |key: &&String| now.get(*key) != until_now.get(*key) && said(key);
    let stands = |key: &String| {
        let name = key.replace("rhythms", "rhythm");
        let name = name.replace("visibility", "shared");
        let set = |value: &&Value| !matches!(value, Value::Null | Value::Bool(false));
        match now.get(key).filter(set) {
            Some(_) => name,
            None => voice::unset(&name),
        }
    };
    known.filter(other).map(stands).collect()
}
