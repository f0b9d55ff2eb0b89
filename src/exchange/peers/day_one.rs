//! Day One: the JSON export, a zip or folder with a file for each journal, or one of these files. An
//! entry is a note without a level. Older folders have a property list for each entry.

mod classic;

use crate::domain::left::Left;
use crate::exchange::read::dates::instant;
use crate::exchange::read::items::{is_true, text};
use crate::exchange::read::{Archive, Input, Items, Note, Reading, When, WordsAs, archive, items};
use crate::exchange::{ExchangeError, Fault, Format, Result};
use serde_json::Value;
use std::collections::HashSet;
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

fn recognise(input: &Input) -> bool {
    if !archive::is_one(input) {
        return is_journal(input) || classic::is_entry(input);
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
        return match classic::is_entry(input) {
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
    let photos = archive.names.iter().filter(|name| classic::is_photo(name));
    photos.for_each(|_| into.not_carried(Left::Media));
    journals.iter().try_for_each(|name| {
        let named = name.trim_end_matches(".json");
        journal(&archive.large(name)?, named, &mut seen, into)
    })
}

fn is_journal(input: &Input) -> bool {
    input.is_json('{', &["entries", "creationDate"])
}

/// The journals, which lie at the top or in the one folder that was zipped, and the single entries.
fn files(archive: &Archive) -> (Vec<String>, Vec<String>) {
    let shown =
        |name: &&String| !name.starts_with("__MACOSX") && !archive::base(name).starts_with('.');
    let mut names: Vec<String> = archive.names.iter().filter(shown).cloned().collect();
    names.sort();
    let entries = names.iter().filter(|name| classic::is_named(name));
    let entries = entries.cloned().collect();
    names.retain(|name| name.ends_with(".json") && name.matches('/').count() < 2);
    (names, entries)
}

fn journal(input: &Input, name: &str, seen: &mut Seen, into: &mut Reading) -> Result<()> {
    into.of(&input.name);
    Items::of(input, &["entries"])?
        .each(into, |line, item, into| entry(line, item, name, seen, into))
}

/// An entry in a file of its own.
fn single(input: &Input, seen: &mut Seen, into: &mut Reading) -> Result<()> {
    into.of(&input.name);
    let done = classic::read(input).and_then(|item| entry(1, &item, "", seen, into));
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
    let tags = items::list(item, "tags").iter().filter_map(Value::as_str);
    let tags: Vec<&str> = tags.collect();
    if note.mood.note.is_none() && tags.is_empty() {
        into.not_carried(Left::Empty);
        return Ok(());
    }
    note.extra = items::kept(item, &KEPT);
    if !journal.is_empty() {
        note.extra.insert("journal".to_owned(), journal.into());
    }
    Ok(into.worded(line, note, "tags", &tags, Some(WordsAs::Feelings))?)
}

/// The instant in the zone the entry was written in; where the file names none, or one that nobody
/// knows, in the one here.
fn when(item: &Value, into: &Reading) -> Result<When, String> {
    let at = instant(text(item, "creationDate"), "creationDate")?;
    let there = into.place.zoned(at, text(item, "timeZone"));
    let local = || into.place.local(at).at;
    Ok(match is_true(item, "isAllDay") {
        true => When::Day(there.unwrap_or_else(local).date_naive()),
        false => there.map_or(When::Utc(at), When::Offset),
    })
}

/// What was written; where that is missing, the parts of the rich text.
fn words(item: &Value) -> String {
    let (classic, written) = (text(item, classic::TEXT), text(item, "text"));
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
