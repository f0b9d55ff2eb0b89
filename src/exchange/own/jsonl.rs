//! The notebook's own format: JSON Lines, one row a line, lossless both ways; and the document that
//! `export json` writes of the same rows.

use super::page;
use crate::domain::json;
use crate::domain::meta::Extra;
use crate::domain::record::{Kind, Record};
use crate::domain::rhythm::{EXPECTS, Rhythm};
use crate::exchange::read::input::Input;
use crate::exchange::read::items::Items;
use crate::exchange::read::lines::{self, Lines};
use crate::exchange::read::reading::Reading;
use crate::exchange::{ExchangeError, Format};
use serde_json::Value;
use uuid::Uuid;

pub const FORMAT: Format = Format::of(
    "jsonl",
    "this notebook's own export: JSON Lines, one row a line, or the JSON document",
    recognise,
    read,
);

/// The name space of identities given to rows that come without one.
const NAMESPACE: Uuid = Uuid::from_u128(0x7269_7475_616c_5f6a_736f_6e6c_5f69_6e31);

fn recognise(input: &Input) -> bool {
    let first = input.first_line().trim_start();
    first.starts_with('{') && first.contains("\"kind\"") || is_document(input)
}

/// A row without `uid` gets one made from its content and from how often the same content stood
/// before it in the file, so the same file read twice gives the same rows. What others refer to
/// comes first, whatever its place in the file.
fn read(input: &Input, into: &mut Reading) -> Result<(), ExchangeError> {
    if is_document(input) {
        return document(input, into);
    }
    let mut early: Vec<usize> = Vec::new();
    let mut lines = Lines::of(input)?;
    while let Some((number, line)) = lines.next()? {
        if !may_come_first(line) {
            continue;
        }
        // What does not read is named when its turn comes.
        if let Ok(Some(map)) = object(line)
            && comes_first(&map)
            && let Ok(record) = row(map, into)
        {
            early.push(number);
            into.record(number, record)?;
        }
    }
    let mut early = early.into_iter().peekable();
    let mut lines = Lines::of(input)?;
    while let Some((number, line)) = lines.next()? {
        if early.next_if_eq(&number).is_some() {
            continue;
        }
        let map = object(line);
        if let Ok(Some(map)) = &map
            && map.get("kind").and_then(Value::as_str) == Some(page::KIND)
        {
            return Err(ExchangeError::whole(
                &input.name,
                "is a page that a person shares, to be read and not taken in",
                "`ritual export jsonl` in the other notebook writes rows that come in",
            ));
        }
        match map.and_then(|map| map.map(|map| row(map, into)).transpose()) {
            Ok(Some(record)) => into.record(number, record)?,
            Ok(None) => {}
            Err(what) => into.bad(number, what)?,
        }
    }
    Ok(())
}

fn is_document(input: &Input) -> bool {
    let head: String = input.text().trim_start().chars().take(200).collect();
    let marks = ["\"schema\"", "\"report\"", "\"rows\""];
    head.starts_with('{') && marks.iter().all(|mark| head.contains(mark))
}

/// The rows of a document, read twice for what others refer to.
fn document(input: &Input, into: &mut Reading) -> Result<(), ExchangeError> {
    for early in [true, false] {
        let mut items = Items::of(input, &["rows"])?;
        while let Some((line, item)) = items.next()? {
            let map = item.and_then(|item| match item {
                Value::Object(map) => Ok(map),
                _ => Err("expects a JSON object".to_owned()),
            });
            match map {
                Ok(map) if comes_first(&map) != early => {}
                Ok(map) => match row(map, into) {
                    Ok(record) => into.record(line, record)?,
                    Err(what) => into.bad(line, what)?,
                },
                Err(_) if early => {}
                Err(what) => into.bad(line, what)?,
            }
        }
    }
    Ok(())
}

/// A quick look that spares most lines a first reading.
fn may_come_first(line: &[u8]) -> bool {
    const LOOK: usize = 60;
    let head = String::from_utf8_lossy(&line[..line.len().min(LOOK)]);
    let Some((_, rest)) = head.split_once("\"kind\"") else {
        return line.len() > LOOK;
    };
    let kind = rest
        .trim_start_matches([' ', '\t', ':'])
        .trim_start_matches('"');
    let first = |k: &Kind| k.comes_first() && kind.starts_with(k.as_str());
    Kind::ALL.iter().any(first) || kind.contains('\\')
}

fn comes_first(map: &Extra) -> bool {
    let kind = map.get("kind").and_then(Value::as_str);
    kind.and_then(Kind::parse).is_some_and(Kind::comes_first)
}

fn object(line: &[u8]) -> Result<Option<Extra>, String> {
    let text = lines::text(line)?;
    if text.trim().is_empty() {
        return Ok(None);
    }
    match serde_json::from_str(text) {
        Ok(Value::Object(map)) => Ok(Some(map)),
        Ok(_) => Err("expects a JSON object".to_owned()),
        Err(e) => Err(format!(
            "invalid JSON at column {}: {}",
            e.column(),
            plain(&e)
        )),
    }
}

pub(super) fn row(map: Extra, into: &mut Reading) -> Result<Record, String> {
    let uid = if map.contains_key("uid") {
        Uuid::nil()
    } else {
        // Sorted keys: the order fields were written in does not matter.
        let content = serde_json::to_string(&map).unwrap_or_default();
        into.occurrence(Uuid::new_v5(&NAMESPACE, content.as_bytes()))
    };
    let record = Record::read(map, uid, into.place).map_err(|e| e.to_string())?;
    // A notebook keeps a form it does not know; of a file it is more likely a slip.
    if let Record::Ritual(ritual) = &record
        && let Some(Rhythm::Other(text)) = ritual.rhythms.all().find(|r| r.is_other())
    {
        return Err(format!("\"rhythm\" expects {EXPECTS}; got {text:?}"));
    }
    Ok(record)
}

/// What the parser says, without the place it says it of.
pub fn plain(error: &serde_json::Error) -> String {
    let text = error.to_string();
    text.split(" at line").next().unwrap_or_default().to_owned()
}

/// One row as a line of JSON, without the line end.
pub fn line(record: &Record) -> String {
    json::document(record)
}
