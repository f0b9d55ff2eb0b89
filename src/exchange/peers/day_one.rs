//! Day One: the JSON export, a zip or folder with a file for each journal, or one of these files. An
//! entry is a note without a level. Older folders, Classic ones, have an entry in a file each: a property
//! list in XML (`jrnl`, `DayOneJournal.py`; Apple, `PropertyList-1.0.dtd`).

use crate::domain::left::Left;
use crate::exchange::read::dates::instant;
use crate::exchange::read::items::{is_true, said, text};
use crate::exchange::read::{Archive, Input, Items, Note, Reading, When, WordsAs};
use crate::exchange::read::{archive, html, input, items};
use crate::exchange::{ExchangeError, Fault, Format, Result};
use quick_xml::Reader;
use quick_xml::events::Event;
use serde_json::{Map, Value};
use std::collections::HashSet;
use std::io::Read;
use uuid::Uuid;

pub const FORMAT: Format = Format::of(
    "day-one",
    "Day One: the JSON export, zipped or not, or a Classic folder; no photos and places",
    recognise,
    read,
);

/// What an entry may hold that is no text, as lists.
const MEDIA: [&str; 4] = ["photos", "videos", "audios", "pdfAttachments"];

/// What stays beside a note.
const KEPT: [&str; 5] = ["starred", "isPinned", "isAllDay", "weather", "userActivity"];

/// What the words of a Classic entry are called, as they were written.
const WORDS: &str = "Entry Text";

/// What its other fields are called in the JSON export.
const FIELDS: [(&str, &str); 7] = [
    ("UUID", "uuid"),
    ("Creation Date", "creationDate"),
    ("Time Zone", "timeZone"),
    ("Tags", "tags"),
    ("Starred", "starred"),
    ("Location", "location"),
    ("Weather", "weather"),
];

/// How deep lists may stand in each other there.
const DEEP: usize = 20;

fn recognise(input: &Input) -> bool {
    if !archive::is_one(input) {
        return is_journal(input) || is_classic(input);
    }
    let Ok(mut archive) = Archive::open(input) else {
        return false;
    };
    let (journals, entries) = files(&archive);
    let first = journals.first();
    !entries.is_empty()
        || first.is_some_and(|name| archive.large(name).is_ok_and(|file| is_journal(&file)))
}

fn read(input: &Input, into: &mut Reading) -> Result<()> {
    let mut seen = HashSet::new();
    if !archive::is_one(input) {
        return match is_classic(input) {
            true => single(input, &mut seen, into),
            false => journal(input, "", &mut seen, into),
        };
    }
    let mut archive = Archive::open(input)?;
    let (journals, entries) = files(&archive);
    if journals.is_empty() && entries.is_empty() {
        return Err(ExchangeError::whole(
            &input.name,
            "holds no journal",
            "Day One's JSON export is a zip with a .json for each journal; a Classic folder has entries that end in .doentry",
        ));
    }
    for name in entries {
        single(&archive.file(&name)?, &mut seen, into)?;
    }
    // The photos of a Classic folder, each under the name of its entry.
    let in_photos = |name: &&String| name.rsplit('/').nth(1) == Some("photos");
    let photos = archive.names.iter().filter(in_photos);
    for _ in photos.filter(|name| name.ends_with(".jpg")) {
        into.not_carried(Left::Media);
    }
    journals.iter().try_for_each(|name| {
        let named = name.trim_end_matches(".json");
        journal(&archive.large(name)?, named, &mut seen, into)
    })
}

fn is_journal(input: &Input) -> bool {
    input.is_json('{', &["entries", "creationDate"])
}

fn is_classic(input: &Input) -> bool {
    is_entry(&input.name) || input.text().contains("<plist") && input.text().contains(WORDS)
}

fn is_entry(name: &str) -> bool {
    name.ends_with(".doentry")
}

/// The journals, which lie at the top or in the one folder that was zipped, and the single entries.
fn files(archive: &Archive) -> (Vec<String>, Vec<String>) {
    let hidden = |name: &str| name.starts_with("__MACOSX") || archive::base(name).starts_with('.');
    let mut names = archive.names.clone();
    names.retain(|name| !hidden(name));
    names.sort();
    let (entries, mut journals): (Vec<_>, Vec<_>) =
        names.into_iter().partition(|name| is_entry(name));
    journals.retain(|name| name.ends_with(".json") && name.matches('/').count() < 2);
    (journals, entries)
}

fn journal(input: &Input, name: &str, seen: &mut Seen, into: &mut Reading) -> Result<()> {
    Items::of(input, &["entries"])?
        .each(into, |line, item, into| entry(line, item, name, seen, into))
}

/// An entry in a file of its own.
fn single(input: &Input, seen: &mut Seen, into: &mut Reading) -> Result<()> {
    into.of(&input.name);
    let done = classic(input).and_then(|item| entry(1, &item, "", seen, into));
    into.took(1, done)
}

/// Identities of entries that came, half of each: a million are held.
type Seen = HashSet<u64>;

fn entry(
    line: usize,
    item: &Value,
    journal: &str,
    seen: &mut Seen,
    into: &mut Reading,
) -> Result<(), Fault> {
    let (when, uuid) = (when(item, into)?, text(item, "uuid"));
    let same = Uuid::new_v5(&Uuid::NAMESPACE_OID, uuid.as_bytes());
    if !uuid.is_empty() && !seen.insert(same.as_u64_pair().0) {
        into.not_carried(Left::Copies);
        return Ok(());
    }
    for _ in MEDIA.iter().flat_map(|media| items::list(item, media)) {
        into.not_carried(Left::Media);
    }
    if item.get("location").is_some_and(Value::is_object) {
        into.not_carried(Left::Locations);
    }
    let mut note = Note::new(when, uuid);
    note.keyed = Some(uuid).filter(|uuid| !uuid.is_empty());
    note.say(&words(item));
    let tags = items::texts(item, "tags");
    if note.mood.note.is_none() && tags.is_empty() {
        into.not_carried(Left::Empty);
        return Ok(());
    }
    note.extra = items::kept(item, &KEPT);
    note.extra.extend(said([("journal", journal)]));
    Ok(into.worded(line, note, "tags", &tags, Some(WordsAs::Feelings))?)
}

/// The instant in the zone the entry was written in; where the file names none, or one that nobody
/// knows, in the one here.
fn when(item: &Value, into: &Reading) -> Result<When, String> {
    let at = instant(text(item, "creationDate"), "creationDate")?;
    let zone = text(item, "timeZone");
    Ok(match is_true(item, "isAllDay") {
        true => When::Day(into.there(at, zone).date_naive()),
        false => into.zoned(at, zone),
    })
}

/// What was written; where that is missing, the parts of the rich text.
fn words(item: &Value) -> String {
    let (classic, written) = (text(item, WORDS), text(item, "text"));
    if !classic.is_empty() {
        return classic.to_owned();
    }
    if !written.trim().is_empty() {
        return plain(written);
    }
    let rich = serde_json::from_str::<Value>(text(item, "richText"));
    let rich = rich.unwrap_or_default();
    let parts = items::list(&rich, "contents").iter();
    plain(&parts.map(|part| text(part, "text")).collect::<String>())
}

/// The Markdown without links to media, without the mark of a title, and without the backslashes the
/// program puts before punctuation.
fn plain(markdown: &str) -> String {
    let mut kept = String::with_capacity(markdown.len());
    let mut rest = markdown;
    while let Some(at) = rest.find("![") {
        let (before, link) = rest.split_at(at);
        kept.push_str(before);
        let media = link
            .split_once("](")
            .filter(|(alt, to)| !alt.contains('\n') && to.starts_with("dayone-moment:"));
        let after = media.and_then(|(_, to)| to.split_once(')'));
        rest = match after {
            Some((_, after)) => after,
            None => {
                kept.push_str("![");
                &link[2..]
            }
        };
    }
    kept.push_str(rest);
    let kept = kept.trim_start();
    let untitled = kept.trim_start_matches('#');
    let title = untitled.len() < kept.len() && untitled.starts_with(' ');
    let mut text = String::with_capacity(kept.len());
    let mut chars = if title { untitled.trim_start() } else { kept }
        .chars()
        .peekable();
    while let Some(c) = chars.next() {
        let escaped = chars.next_if(|next| c == '\\' && next.is_ascii_punctuation());
        text.push(escaped.unwrap_or(c));
    }
    text
}

/// What is open in a property list.
enum Part {
    Fields(Map<String, Value>, String),
    List(Vec<Value>),
}

/// A Classic entry with the fields of the JSON export.
fn classic(input: &Input) -> Result<Value, Fault> {
    let mut bytes = Vec::new();
    let mut limited = input.open()?.take(input::LINE_MAX as u64 + 1);
    limited.read_to_end(&mut bytes).map_err(|e| e.to_string())?;
    if bytes.len() > input::LINE_MAX {
        return Err(format!("an entry of more than {} bytes", input::LINE_MAX).into());
    }
    let mut reader = Reader::from_str(input::text(&bytes)?);
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

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn backslashes_that_were_written_stay() {
        assert_eq!(
            plain("# Late\\.\n\n3\\-4 in C:\\temp"),
            "Late.\n\n3-4 in C:\\temp"
        );
        assert_eq!(
            plain("a ![](dayone-moment:/video/1) b ![x](y.png)"),
            "a  b ![x](y.png)"
        );
        assert_eq!(plain("#tag ![open"), "#tag ![open");
    }
}
