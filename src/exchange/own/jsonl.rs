//! The notebook's own format: JSON Lines, one row a line, lossless both ways; and the document that
//! `export json` writes of the same rows.

use crate::domain::json;
use crate::domain::meta::Extra;
use crate::domain::record::{Kind, Record};
use crate::domain::rhythm::{EXPECTS, Rhythm};
use crate::exchange::read::items::{Each, Items};
use crate::exchange::read::{Input, Lines, Reading, input};
use crate::exchange::{ExchangeError, Format, Result};
use serde_json::{Value, json};
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
fn read(input: &Input, into: &mut Reading) -> Result<()> {
    let mut came_first: Vec<usize> = Vec::new();
    for first in [true, false] {
        let mut rows = Rows::of(input)?;
        for at in 0.. {
            let Some((line, map)) = rows.next(first)? else {
                break;
            };
            match map {
                Ok(Some(map)) if first && comes_first(&map) => {
                    if let Ok(record) = row(map, into) {
                        came_first.push(at);
                        into.record(line, record)?;
                    }
                }
                // What does not read is named when its turn comes.
                _ if first || came_first.binary_search(&at).is_ok() => {}
                Ok(Some(map)) if kind(&map) == Some(PAGE) => {
                    return Err(ExchangeError::whole(
                        &input.name,
                        "is a page that a person shares, to be read and not taken in",
                        "`ritual export jsonl` in the other notebook writes rows that come in",
                    ));
                }
                Ok(Some(map)) => match row(map, into) {
                    Ok(record) => into.record(line, record)?,
                    Err(what) => into.bad(line, what)?,
                },
                Ok(None) => {}
                Err(what) => into.bad(line, what)?,
            }
        }
    }
    Ok(())
}

/// The rows of a file.
enum Rows<'i> {
    Lines(Lines<'i>),
    Document(Items<'i>),
}

impl<'i> Rows<'i> {
    fn of(input: &'i Input) -> Result<Self> {
        Ok(match is_document(input) {
            true => Rows::Document(Items::of(input, &["rows"])?),
            false => Rows::Lines(Lines::of(input)?),
        })
    }

    /// The next row with its line; nothing of a line that holds none. Where those are asked for that
    /// come first, most others are passed over unread.
    fn next(&mut self, first: bool) -> Each<Option<Extra>> {
        let object = |value| match value {
            Value::Object(map) => Ok(Some(map)),
            _ => Err("expects a JSON object".to_owned()),
        };
        Ok(match self {
            Rows::Document(items) => {
                let item = items.next()?;
                item.map(|(line, item)| (line, item.and_then(object)))
            }
            Rows::Lines(lines) => lines.next()?.map(|(number, line)| {
                let value = match first && !may_come_first(line) {
                    true => Ok(None),
                    false => value(line),
                };
                (
                    number,
                    value.and_then(|value| value.map_or(Ok(None), object)),
                )
            }),
        })
    }
}

fn is_document(input: &Input) -> bool {
    let head: String = input.text().trim_start().chars().take(200).collect();
    let marks = ["\"schema\"", "\"report\"", "\"rows\""];
    head.starts_with('{') && marks.iter().all(|mark| head.contains(mark))
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

fn kind(map: &Extra) -> Option<&str> {
    map.get("kind").and_then(Value::as_str)
}

fn comes_first(map: &Extra) -> bool {
    kind(map)
        .and_then(Kind::parse)
        .is_some_and(Kind::comes_first)
}

fn value(line: &[u8]) -> Result<Option<Value>, String> {
    let text = input::text(line)?;
    if text.trim().is_empty() {
        return Ok(None);
    }
    serde_json::from_str(text).map(Some).map_err(|e| {
        let (column, what) = (e.column(), plain(&e));
        format!("invalid JSON at column {column}: {what}")
    })
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

/// The kind of the first line of a page: what is shown to another person, each line after it a row
/// as it may be shown. A page is read by people; no notebook takes it in.
const PAGE: &str = "page";

/// The first line of a page, which says whose it is. `person` is whom it is for; no one where it is for
/// whoever is handed it. Nothing in it tells when it was made.
pub fn page(person: Option<&str>) -> String {
    let mut line = json!({ "kind": PAGE, "of": "the person who shares it" });
    if let Some(person) = person {
        line["for"] = person.into();
    }
    json::document(&line)
}
