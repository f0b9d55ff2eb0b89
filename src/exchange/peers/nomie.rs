//! Nomie: the CSV of logs, a row for each tracker of a log; since version 4 the CSV of notes, the one
//! of columns, and the backup. A note holds its tags: `#water(3) #sleep(04:30:00) slow day @sam +travel(90days)`.

use crate::domain::amount::{Amount, MINUTES};
use crate::domain::left::Left;
use crate::domain::meta::Extra;
use crate::exchange::read::items::{self, integer, said, text};
use crate::exchange::read::table::{self, expected, names_all};
use crate::exchange::read::{
    Entry, Form, Input, Items, Note, Reading, Row, Sketch, Table, When, dates,
};
use crate::exchange::{Format, Result};
use chrono::{FixedOffset, NaiveDateTime};
use serde_json::Value;
use std::collections::HashMap;

pub const FORMAT: Format = Format::of(
    "nomie",
    "Nomie: a CSV export or the JSON backup; places are left out",
    recognise,
    read,
);

fn recognise(input: &Input) -> bool {
    let header = input.first_line();
    let own = ["tracker", "note"]
        .iter()
        .any(|own| names_all(header, &[own]));
    own && names_all(header, &["epoch", "offset"]) || is_columns(header) || is_backup(input)
}

fn read(input: &Input, into: &mut Reading) -> Result<()> {
    if is_backup(input) {
        return backup(input, into);
    }
    if is_columns(input.first_line()) {
        return columns(input, into);
    }
    let mut table = Table::of(input)?;
    if table.column("tracker").is_none() && table.column("note").is_some() {
        return notes(table, into);
    }
    table.needs(&["epoch", "tracker"])?;
    let columns = table.columns(["epoch", "offset", "tracker", "value", "note"]);
    let (_, places) = (table.columns(["start", "end"]), table.columns(PLACES));
    let others = table.others();
    table.each(into, |row, into| {
        let [epoch, offset, named, value, words] = row.cells(columns)?;
        placed(row, places, into);
        // People and contexts stand among the trackers under marks of their own.
        if named.starts_with(['@', '+']) {
            into.not_carried(Left::People);
            return Ok(());
        }
        let mut entry = Entry::new(named.trim_start_matches('#'), when(epoch, offset)?);
        entry.amount = match value {
            "" => None,
            text => Some(table::number(text)?),
        };
        entry.note = Some(words);
        entry.extra = row.extra(&others)?;
        Ok(into.entry(row.line, entry)?)
    })
}

/// Columns of where somebody was.
const PLACES: [&str; 3] = ["lat", "lng", "location"];

/// Counts a row that says where somebody was.
fn placed(row: &Row, places: [Option<usize>; 3], into: &mut Reading) {
    let said = |place: &Option<usize>| !matches!(row.optional(*place), Ok("" | "0") | Err(_));
    if places.iter().any(said) {
        into.not_carried(Left::Locations);
    }
}

fn is_backup(input: &Input) -> bool {
    input.is_json('{', &["nomie", "trackers"]) || input.is_json('{', &["nomie", "events"])
}

/// A day, then a column for each tracker, person or context under its mark.
fn is_columns(header: &str) -> bool {
    let mut cells = header.split(',').map(|cell| cell.trim().trim_matches('"'));
    cells
        .next()
        .is_some_and(|first| first.eq_ignore_ascii_case("date"))
        && cells.clone().any(|cell| cell.starts_with('#'))
        && cells.all(|cell| cell.is_empty() || cell.starts_with(['#', '@', '+']))
}

/// The CSV of columns. The program writes 0 for a day without a value, so a 0 says nothing.
fn columns(input: &Input, into: &mut Reading) -> Result<()> {
    let form = table::form(input, into, "date", None)?;
    let table = Table::of(input)?;
    let names = table.header.clone();
    table.each(into, |row, into| {
        let day = table::day(&form, row.cell(0)?)?;
        for (at, name) in names.iter().enumerate().skip(1) {
            let value = match row.cell(at)? {
                "" => 0.0,
                cell => table::number(cell)?,
            };
            match name.strip_prefix('#') {
                _ if value == 0.0 => {}
                Some(tracker) => {
                    let mut entry = Entry::new(tracker, When::Day(day));
                    entry.amount = Some(value);
                    into.entry(row.line, entry)?;
                }
                None => into.not_carried(Left::People),
            }
        }
        Ok(())
    })
}

/// Seconds or milliseconds since 1970, and minutes west of Greenwich as JavaScript has them.
fn when(text: &str, offset: &str) -> Result<When, String> {
    let Ok(When::Utc(at)) = Form::Epoch.stamp(text) else {
        return Err(expected("milliseconds since 1970 are", text));
    };
    if offset.is_empty() {
        return Ok(When::Utc(at));
    }
    let minutes = table::number(offset)
        .ok()
        .filter(|m| m.abs() <= 24.0 * 60.0);
    let zone = minutes.and_then(|m| FixedOffset::west_opt(m.round() as i32 * 60));
    let there = zone.map(|zone| When::Offset(at.with_timezone(&zone)));
    there.ok_or_else(|| expected("minutes west of Greenwich are", offset))
}

/// What a tracker is called, and what it is counted in.
struct Tracker {
    label: String,
    unit: Option<String>,
    /// Whether its numbers are seconds.
    timer: bool,
}

/// Trackers by their tags.
type Trackers = HashMap<String, Tracker>;

/// The CSV of notes: `epoch,start,end,offset,note,…`.
fn notes(mut table: Table, into: &mut Reading) -> Result<()> {
    let columns = table.columns(["epoch", "offset", "end", "note", "score", "start"]);
    let places = table.columns(PLACES);
    let (others, trackers) = (table.others(), Trackers::new());
    table.each(into, |row, into| {
        placed(row, places, into);
        let [epoch, offset, end, words, score, _] = row.cells(columns)?;
        let mut extra = row.extra(&others)?;
        if ["-2", "-1", "1", "2"].contains(&score) {
            extra.insert("score".to_owned(), score.into());
        }
        let when = on_the_wall(when(epoch, offset)?, end);
        Ok(note(row.line, when, words, &trackers, extra, into)?)
    })
}

/// An offset of nothing may be none: the clock beside the instant tells.
fn on_the_wall(when: When, end: &str) -> When {
    let utc = match when {
        When::Offset(at) if at.offset().local_minus_utc() == 0 => at.to_utc(),
        When::Utc(at) => at,
        _ => return when,
    };
    let wall = NaiveDateTime::parse_from_str(end, "%Y-%m-%dT%H:%M:%S%.f");
    let offset = wall.ok().and_then(|wall| {
        let minutes = (wall - utc.naive_utc()).num_minutes();
        let sound = minutes % 15 == 0 && minutes.abs() <= 14 * 60;
        FixedOffset::east_opt(i32::try_from(minutes).ok()? * 60).filter(|_| sound)
    });
    offset.map_or(When::Utc(utc), |offset| {
        When::Offset(utc.with_timezone(&offset))
    })
}

fn backup(input: &Input, into: &mut Reading) -> Result<()> {
    let trackers = trackers(input, into)?;
    Items::of(input, &["events"])?.each(into, |line, item, into| {
        let when = ended(item)?;
        let placed = items::number(item, "lat").is_some_and(|n| n != 0.0);
        if placed || !text(item, "location").is_empty() {
            into.not_carried(Left::Locations);
        }
        let extra = said([("score", integer(item, "score").filter(|n| *n != 0))]);
        let words = text(item, "note");
        Ok(note(line, when, words, &trackers, extra, into)?)
    })
}

/// When an event ended: a text or milliseconds, and minutes west of Greenwich where they are told.
fn ended(item: &Value) -> Result<When, String> {
    let end = item.get("end").filter(|v| !v.is_null());
    let at = match end.or(item.get("start")).unwrap_or(&Value::Null) {
        Value::String(text) => dates::instant(text, "end")?.timestamp_millis().to_string(),
        other => other.to_string(),
    };
    let offset = integer(item, "offset").map(|n| n.to_string());
    when(&at, &offset.unwrap_or_default())
}

fn trackers(input: &Input, into: &mut Reading) -> Result<Trackers> {
    let mut trackers = Trackers::new();
    let Some((line, held)) = Items::object(input, "trackers")? else {
        return Ok(trackers);
    };
    for (tag, tracker) in held.as_object().into_iter().flatten() {
        let label = match text(tracker, "label").trim() {
            "" => tag.as_str(),
            label => label,
        };
        let timer = text(tracker, "type") == "timer";
        let unit = match text(tracker, "uom").trim() {
            _ if timer => Some(MINUTES),
            "" | "num" | "timer" => None,
            unit => Some(unit),
        };
        let mut sketch = Sketch::named(label);
        sketch.unit = unit;
        into.ritual(line, sketch)?;
        let tracker = Tracker {
            label: label.to_owned(),
            unit: unit.map(str::to_owned),
            timer,
        };
        trackers.insert(tag.to_lowercase(), tracker);
    }
    Ok(trackers)
}

/// A note: an entry for each tracker in it, or the words of a day. Words stand with the first entry.
fn note(
    line: usize,
    when: When,
    words: &str,
    trackers: &Trackers,
    mut extra: Extra,
    into: &mut Reading,
) -> Result<()> {
    let (tags, words) = tags(words);
    let of = |mark| {
        tags.iter()
            .filter(move |tag: &&Tag| tag.mark == mark)
            .map(|tag| tag.name.as_str())
    };
    let (people, contexts): (Vec<&str>, Vec<&str>) = (of('@').collect(), of('+').collect());
    let mut entries = tags.iter().filter(|tag| tag.mark == '#').peekable();
    if entries.peek().is_none() {
        let mut note = Note::new(when, "");
        note.say(&words);
        extra.extend(said([("contexts", contexts)]));
        note.extra = extra;
        return into.worded(line, note, "people", &people, None);
    }
    extra.extend(said([("people", people), ("contexts", contexts)]));
    let mut words = Some(words);
    for tag in entries {
        let known = trackers.get(&tag.name);
        let mut entry = Entry::new(known.map_or(tag.name.as_str(), |t| t.label.as_str()), when);
        let first = words.take();
        entry.note = first.as_deref();
        entry.extra = std::mem::take(&mut extra);
        let unit = known.and_then(|tracker| tracker.unit.as_deref());
        (entry.amount, entry.unit) = match amount(tag.value) {
            None => (None, None),
            Some((n, None)) if known.is_some_and(|t| t.timer) => (Some(n / 60.0), Some(MINUTES)),
            Some((n, own)) => (Some(n), own.or(unit)),
        };
        if entry.amount.is_none() {
            entry.extra.extend(said([("value", tag.value)]));
        }
        into.entry(line, entry)?;
    }
    Ok(())
}

/// A word with a mark.
struct Tag<'t> {
    /// `#` a tracker, `@` a person, `+` a context.
    mark: char,
    /// In lower case.
    name: String,
    /// What stands in brackets; empty for nothing.
    value: &'t str,
}

/// Marks that begin a tag, and those that end a word and are none of it.
const MARKS: &[char] = &['#', '@', '+'];
const ENDS: &[char] = &[',', '.', '!', '?', ':', '\''];

/// The tags of a note, and the other words as they stand.
fn tags(note: &str) -> (Vec<Tag<'_>>, String) {
    let (mut tags, mut words) = (Vec::new(), Vec::new());
    let mut rest = note;
    while let Some(from) = rest.find(|c: char| !c.is_whitespace()) {
        rest = &rest[from..];
        let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
        // A sum may have spaces in it.
        let open = rest[..end].find('(').filter(|_| rest.starts_with(MARKS));
        let sum = open.and_then(|open| {
            let (inner, _) = rest[open + 1..].split_once(')')?;
            let short = !inner.contains('\n') && inner.len() <= 100;
            short.then_some(open + inner.len() + 2)
        });
        let end = end.max(sum.unwrap_or(0));
        let (word, after) = rest.split_at(end);
        match tag(word) {
            Some(tag) => tags.push(tag),
            None => words.push(word),
        }
        rest = after;
    }
    (tags, words.join(" "))
}

fn tag(word: &str) -> Option<Tag<'_>> {
    let word = word.trim_end_matches(ENDS);
    let mark = word.chars().next().filter(|c| MARKS.contains(c))?;
    let (name, value) = match word[1..].split_once('(') {
        Some((name, value)) => (name, value.trim_end_matches(')').trim()),
        None => (&word[1..], ""),
    };
    let named = name.starts_with(|c: char| c.is_alphanumeric() || c == '_');
    // `+1` is a number, `#1` a place in a row.
    let number = name.chars().all(|c| c.is_ascii_digit() || ".,".contains(c));
    (named && !number).then(|| Tag {
        mark,
        name: name.to_lowercase(),
        value,
    })
}

/// A number and its unit, if it has one; a timer is in minutes.
fn amount(text: &str) -> Option<(f64, Option<&str>)> {
    if let Ok(Amount { n, unit }) = Amount::of_file(text) {
        return Some((n, unit));
    }
    let end = text.find(char::is_alphabetic).unwrap_or(text.len());
    let (numbers, unit) = text.split_at(end);
    Some((sum(numbers)?, Some(unit.trim()).filter(|u| !u.is_empty())))
}

/// Numbers with plus and minus between them.
fn sum(text: &str) -> Option<f64> {
    let bare: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let terms = bare.replace('-', "+-");
    let terms = terms.strip_prefix('+').unwrap_or(&terms).split('+');
    let total: Option<f64> = terms.map(|term| term.parse::<f64>().ok()).sum();
    total.filter(|n| n.is_finite())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_with_marks_are_tags() {
        let (tags, words) = tags(
            "#Water(3), slow #run(1.6mile) day @sam. +travel(90days) #sum(4 + 4) #t(01:30:15) #x() #1 c#",
        );
        assert_eq!(words, "slow day #1 c#");
        let shown: Vec<(char, &str)> = tags.iter().map(|t| (t.mark, t.name.as_str())).collect();
        assert_eq!(
            shown,
            [
                ('#', "water"),
                ('#', "run"),
                ('@', "sam"),
                ('+', "travel"),
                ('#', "sum"),
                ('#', "t"),
                ('#', "x")
            ]
        );
        let amounts: Vec<_> = tags.iter().map(|tag| amount(tag.value)).collect();
        assert_eq!(amounts[0], Some((3.0, None)));
        assert_eq!(amounts[1], Some((1.6, Some("mile"))));
        assert_eq!(amounts[4], Some((8.0, None)));
        assert_eq!(amounts[5], Some((90.25, Some("min"))));
        assert_eq!((tags[6].value, amounts[6]), ("", None));
        assert_eq!(amount("2-0.5"), Some((1.5, None)));
        assert_eq!(amount("a lot"), None);
    }
}
