//! `ritual undo` and `ritual redo`, and the line of a command as they show it

use super::input;
use super::legacy::{COMMON, VALUED};
use super::reply::Reply;
use super::required::strings;
use super::session::{Globals, Session};
use super::when::is_day_word;
use crate::clock::{Clock, which_day};
use crate::domain::json::OneByOne;
use crate::domain::text::among;
use crate::failure::{Failure, Result};
use crate::render::{dates, json, record as page, voice};
use crate::store::{Line, Step, Typed, Undone};
use chrono::{DateTime, FixedOffset, SecondsFormat};
use serde::Serialize;
use serde_json::Value;
use std::ffi::OsString;
use std::io::{IsTerminal, stderr, stdin};

/// Take back the last command
///
/// Again, and it is the one before. The last 20 commands are kept for 7 days; `ritual redo` goes
/// forward.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// How many of the last commands to take back, as one
    #[arg(value_name = "N", default_value_t = 1, value_parser = count)]
    count: usize,
    /// List the commands that are kept, and change nothing
    #[arg(long)]
    list: bool,
}

/// Bring back what `undo` took
///
/// As often as `undo` went back. The next command that writes ends it.
#[derive(Debug, clap::Args)]
pub struct Redo {
    /// How many commands to bring back, as one; what one `undo` took comes whole
    #[arg(value_name = "N", default_value_t = 1, value_parser = count)]
    count: usize,
}

fn count(typed: &str) -> std::result::Result<usize, String> {
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
    /// The lines as they were typed, without words of the person's.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    typed: Vec<String>,
}

pub fn run(args: Args, globals: &Globals) -> Result<Reply> {
    if args.list {
        return list(globals);
    }
    let session = Session::open(globals)?;
    let mut kept = session.reader.kept_steps(session.clock.wall_ms())?.steps;
    kept.retain(|step| !step.undone);
    let far = kept
        .iter()
        .take(args.count)
        .find_map(|step| far(step, &session));
    if let Some(far) = far {
        match input::agreed(globals, &format!("{far}: take it back?"))? {
            None => globals.notes.say(far),
            Some(true) => {}
            Some(false) => return Ok(Reply::plain(format!("{}\n", voice::NOT_TAKEN_BACK))),
        }
    }
    turn(session, globals, true, args.count)
}

pub fn redo(args: Redo, globals: &Globals) -> Result<Reply> {
    turn(Session::open(globals)?, globals, false, args.count)
}

/// What there is to say of a step that may be none of what the person did just now.
fn far(step: &Step, session: &Session) -> Option<String> {
    let (clock, today) = (&session.clock, session.clock.today());
    let day = local(step, clock)
        .map(|at| which_day(at.naive_local(), session.settings.day_start))
        .filter(|day| *day != today);
    if step.stays() || (day.is_none() && step.by_hand) {
        return None;
    }
    let on = day.map_or(String::new(), |day| {
        format!(" on {}", dates::day(day, today))
    });
    let by = match step.by_hand {
        true => "",
        false => " without a terminal",
    };
    Some(format!(
        "{} was run{on}{by}",
        voice::command_lines(&step.shown())
    ))
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
            let (row, at) = (row.as_deref(), at.as_deref());
            text += &voice::step(n, step.stays(), &step.shown(), row, at);
        }
        if kept.upgraded {
            text += &format!("{}\n", voice::STEPS_UPGRADED);
        } else if kept.steps.is_empty() {
            text = format!("{}\n", voice::NO_STEPS);
        }
        text
    };
    let rfc3339 = |at: DateTime<FixedOffset>| at.to_rfc3339_opts(SecondsFormat::AutoSi, true);
    let listed = |step: &Step| Kept {
        at: local(step, &clock).map_or_else(String::new, rfc3339),
        command: step.command.clone(),
        undo: step.undone,
        typed: step.typed.clone(),
    };
    let listed = Steps {
        steps: kept.steps.iter().map(listed).collect(),
        upgraded: kept.upgraded,
    };
    Ok(Reply::of(globals, "undo", &listed, text))
}

fn local(step: &Step, clock: &Clock) -> Option<DateTime<FixedOffset>> {
    let offset = *clock.now().at.offset();
    DateTime::from_timestamp_millis(step.at).map(|at| at.with_timezone(&offset))
}

/// An undone import may hold thousands of rows; the text names this many.
const SHOWN: usize = 10;

/// Up to this many rows are printed as each of them was turned; more are read from the file again,
/// each as it is in the end.
const IN_HAND: usize = 1000;

/// Takes so many commands `back`, or brings them back, as one; and says of which rows.
fn turn(mut session: Session, globals: &Globals, back: bool, asked: usize) -> Result<Reply> {
    let (wall_ms, today) = (session.clock.wall_ms(), session.clock.today());
    let in_hand = if globals.json { IN_HAND } else { SHOWN };
    let (mut count, mut changes) = (0, Vec::new());
    let each = &mut |change| {
        count += 1;
        if count <= in_hand {
            changes.push(change);
        }
    };
    let (steps, written) = match back {
        true => session.reader.undo(wall_ms, asked, each)?,
        false => session.reader.redo(wall_ms, asked, each)?,
    };
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
                Undone::Restored(record, _) if !back => (record, ""),
                Undone::Restored(record, None) => (record, voice::IS_BACK),
                Undone::Restored(record, Some(_)) => (record, voice::AS_BEFORE),
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

/// Options whose value is a day, a time, a number or one of a list, never words.
const OPEN: &str = "--on --at --from --until --to --rhythm --month --days --amount --unit --mood --sleep \
    --energy --giving --enjoyed --feels --carry --let-go --agreed --revisit";

/// Commands whose words are names of rituals and handles; of `log` those that are one word.
const OF_NAMES: &str = "change edit log merge pause resume retire add config";

/// The line of the running command, whose name is `name`, as it was typed: what is the program's own,
/// and what may be words of the person's.
pub fn typed(name: &str) -> Line {
    let by_hand = stdin().is_terminal() || stderr().is_terminal();
    let args: Vec<OsString> = std::env::args_os().skip(1).collect();
    Line {
        name: name.to_owned(),
        by_hand,
        words: words(name, &strings(&args)),
    }
}

fn words(name: &str, args: &[String]) -> Vec<Typed> {
    let mut words = Vec::new();
    let mut args = args.iter().map(String::as_str);
    // Whether an option came before, and whether its values are never words.
    let (mut after_flag, mut open) = (false, false);
    while let Some(arg) = args.next() {
        if COMMON.contains(&arg) {
            continue;
        }
        if VALUED.contains(&arg) {
            args.next();
            continue;
        }
        let dashed = arg.starts_with('-') && !arg.trim_start_matches('-').starts_with(digit);
        if dashed && arg.len() > 1 {
            let (flag, value) = arg.split_once('=').unwrap_or((arg, ""));
            if VALUED.contains(&flag) {
                continue;
            }
            (after_flag, open) = (true, among(OPEN, flag));
            words.push(Typed::Plain(match (value, open) {
                ("", _) | (_, true) => arg.to_owned(),
                (_, false) => format!("{flag}=…"),
            }));
            continue;
        }
        let of_name = |word: &str| word.starts_with(arg);
        let name_of_one = !after_flag && among(OF_NAMES, name) && !arg.contains(' ');
        let plain = words.is_empty() || open || name_of_one;
        let plain = plain || name.split(' ').any(of_name) || is_plain(arg);
        words.push(match plain {
            true => Typed::Plain(arg.to_owned()),
            false => Typed::Own(arg.to_owned()),
        });
    }
    words
}

fn digit(c: char) -> bool {
    c.is_ascii_digit()
}

/// A number, an amount, a handle or a day.
fn is_plain(word: &str) -> bool {
    let first = word.trim_start_matches(['#', '-']);
    let number = first.starts_with(digit) && !word.contains(' ') && word.chars().count() < 20;
    number || is_day_word(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_may_be_words_is_marked() {
        let line = |name: &str, line: &str| -> String {
            let args: Vec<String> = line.split(' ').map(str::to_owned).collect();
            let shown = words(name, &args).into_iter().map(|word| match word {
                Typed::Plain(word) => word,
                Typed::Own(word) => format!("<{word}>"),
            });
            shown.collect::<Vec<_>>().join(" ")
        };
        let rows = "
            log: --json log walk 20min --db x yesterday => log walk 20min yesterday
            log: log walk --note calm --on monday => log walk --note <calm> --on monday
            log: log walk --note=calm --at=7:30 -q => log walk --note=… --at=7:30
            month set: mon se --personal read => mon se --personal <read>
            mood: mood 3 slept at last => mood 3 <slept> <at> <last>
            mood: mood - => mood <->";
        for row in rows.trim().lines() {
            let (typed, shown) = row.trim().split_once(" => ").unwrap();
            let (name, typed) = typed.split_once(": ").unwrap();
            assert_eq!(line(name, typed), shown, "{typed}");
        }
    }
}
