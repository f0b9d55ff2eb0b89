//! An entry of a Classic folder: a property list in XML, read into the fields of the JSON export
//! (`jrnl`, `DayOneJournal.py`; Apple, `PropertyList-1.0.dtd`).

use crate::exchange::Fault;
use crate::exchange::read::{Input, html, lines};
use quick_xml::Reader;
use quick_xml::events::Event;
use serde_json::{Map, Value};
use std::io::Read;

/// The words of an entry, as they were written.
pub const TEXT: &str = "Entry Text";

/// What fields are called in the JSON export.
const FIELDS: [(&str, &str); 7] = [
    ("UUID", "uuid"),
    ("Creation Date", "creationDate"),
    ("Time Zone", "timeZone"),
    ("Tags", "tags"),
    ("Starred", "starred"),
    ("Location", "location"),
    ("Weather", "weather"),
];

/// How deep lists may stand in each other.
const DEEP: usize = 20;

pub fn is_named(name: &str) -> bool {
    name.ends_with(".doentry")
}

/// Photos lie beside the entries, each under the name of its own.
pub fn is_photo(name: &str) -> bool {
    name.rsplit('/').nth(1) == Some("photos") && name.ends_with(".jpg")
}

pub fn is_entry(input: &Input) -> bool {
    is_named(&input.name) || input.text().contains("<plist") && input.text().contains(TEXT)
}

/// What is open.
enum Part {
    Fields(Map<String, Value>, String),
    List(Vec<Value>),
}

pub fn read(input: &Input) -> Result<Value, Fault> {
    let mut bytes = Vec::new();
    let got = input.open()?.take(lines::LINE_MAX as u64 + 1);
    let got = { got }.read_to_end(&mut bytes).map_err(|e| e.to_string())?;
    if got > lines::LINE_MAX {
        return Err(format!("an entry of more than {} bytes", lines::LINE_MAX).into());
    }
    let mut reader = Reader::from_str(lines::text(&bytes)?);
    let mut open: Vec<Part> = Vec::new();
    let mut words = String::new();
    loop {
        let event = reader.read_event();
        let value = match event.map_err(|e| format!("XML is expected: {e}"))? {
            Event::Eof => return Err("the end of a property list is expected".into()),
            Event::Text(text) => {
                words.push_str(&text);
                continue;
            }
            Event::CData(text) => {
                words.push_str(&text);
                continue;
            }
            Event::GeneralRef(name) => {
                let mark = format!("&{};", &*name);
                words += &html::entity(&mark).map_or(mark.clone(), |(shown, _)| shown);
                continue;
            }
            Event::Start(start) => {
                words.clear();
                match start.name().as_ref() {
                    "dict" => open.push(Part::Fields(Map::new(), String::new())),
                    "array" => open.push(Part::List(Vec::new())),
                    _ => {}
                }
                if open.len() > DEEP {
                    return Err("a list less deep in itself is expected".into());
                }
                continue;
            }
            Event::Empty(empty) => scalar(empty.name().as_ref(), ""),
            Event::End(end) => match (end.name().as_ref(), open.pop()) {
                ("dict", Some(Part::Fields(fields, _))) => fields.into(),
                ("array", Some(Part::List(list))) => list.into(),
                ("key", Some(Part::Fields(fields, _))) => {
                    let known = FIELDS.iter().find(|(theirs, _)| *theirs == words);
                    let name = known.map_or(words.as_str(), |(_, name)| name);
                    open.push(Part::Fields(fields, name.to_owned()));
                    continue;
                }
                (name, part) => {
                    open.extend(part);
                    scalar(name, &words)
                }
            },
            _ => continue,
        };
        match open.last_mut() {
            None => return Ok(value),
            Some(Part::List(list)) => list.push(value),
            Some(Part::Fields(fields, name)) => drop(fields.insert(std::mem::take(name), value)),
        }
    }
}

fn scalar(kind: &str, words: &str) -> Value {
    match kind {
        "true" => true.into(),
        "false" => false.into(),
        "dict" => Map::new().into(),
        "array" => Vec::<Value>::new().into(),
        _ => words.into(),
    }
}
