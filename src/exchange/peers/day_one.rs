//! Day One: the JSON export, a zip or folder with a file for each journal, or one of these files. An
//! entry is a note without a level.

use crate::domain::left::Left;
use crate::exchange::read::archive::{self, Archive};
use crate::exchange::read::input::Input;
use crate::exchange::read::items::{self, Items, is_true, text};
use crate::exchange::read::options::WordsAs;
use crate::exchange::read::reading::{Note, Reading, When};
use crate::exchange::read::table::short;
use crate::exchange::{ExchangeError, Format};
use chrono::{DateTime, Utc};
use serde_json::Value;
use std::collections::HashSet;

pub struct DayOne;

/// What an entry may hold that is no text, as lists.
const MEDIA: [&str; 4] = ["photos", "videos", "audios", "pdfAttachments"];

impl Format for DayOne {
    fn name(&self) -> &'static str {
        "day-one"
    }

    fn about(&self) -> &'static str {
        "Day One: the JSON export, zipped or not; photos and places are left out"
    }

    fn recognise(&self, input: &Input) -> bool {
        if !archive::is_one(input) {
            return is_journal(input);
        }
        let Ok(mut archive) = Archive::open(input) else {
            return false;
        };
        let first = journals(&archive).into_iter().next();
        first.is_some_and(|name| archive.large(&name).is_ok_and(|file| is_journal(&file)))
    }

    fn read(&self, input: &Input, into: &mut Reading) -> Result<(), ExchangeError> {
        let mut seen = HashSet::new();
        if !archive::is_one(input) {
            return journal(input, "", &mut seen, into);
        }
        let mut archive = Archive::open(input)?;
        let names = journals(&archive);
        if names.is_empty() {
            return Err(ExchangeError::Whole {
                file: input.name.clone(),
                why: "holds no journal".to_owned(),
                hint: "Day One's JSON export is a zip with a .json for each journal".to_owned(),
            });
        }
        names.iter().try_for_each(|name| {
            let named = name.trim_end_matches(".json");
            journal(&archive.large(name)?, named, &mut seen, into)
        })
    }
}

fn is_journal(input: &Input) -> bool {
    let text = input.text();
    text.trim_start().starts_with('{')
        && text.contains("\"entries\"")
        && text.contains("\"creationDate\"")
}

/// The journals lie at the top, or in the one folder that was zipped.
fn journals(archive: &Archive) -> Vec<String> {
    let json = |name: &&String| {
        let hidden = name.starts_with("__MACOSX") || archive::base(name).starts_with('.');
        name.ends_with(".json") && name.matches('/').count() < 2 && !hidden
    };
    let mut names: Vec<String> = archive.names.iter().filter(json).cloned().collect();
    names.sort();
    names
}

fn journal(
    input: &Input,
    name: &str,
    seen: &mut HashSet<String>,
    into: &mut Reading,
) -> Result<(), ExchangeError> {
    into.of(&input.name);
    let mut items = Items::of(input, &["entries"])?;
    while let Some((line, item)) = items.next()? {
        let read = item.and_then(|item| Ok((when(&item, into)?, item)));
        let (when, item) = match read {
            Ok(found) => found,
            Err(what) => {
                into.bad(line, what)?;
                continue;
            }
        };
        let uuid = text(&item, "uuid");
        if !uuid.is_empty() && !seen.insert(uuid.to_owned()) {
            into.not_carried(Left::Copies);
            continue;
        }
        for _ in MEDIA.iter().flat_map(|media| items::list(&item, media)) {
            into.not_carried(Left::Media);
        }
        if item.get("location").is_some_and(Value::is_object) {
            into.not_carried(Left::Locations);
        }
        let mut note = Note::new(when, uuid);
        note.keyed = Some(uuid).filter(|uuid| !uuid.is_empty());
        note.say(&plain(&words(&item)));
        let tags: Vec<&str> = items::list(&item, "tags")
            .iter()
            .filter_map(Value::as_str)
            .collect();
        if note.mood.note.is_none() && tags.is_empty() {
            into.not_carried(Left::Empty);
            continue;
        }
        for field in ["starred", "isPinned", "isAllDay"] {
            if is_true(&item, field) {
                note.extra.insert(field.to_owned(), true.into());
            }
        }
        for field in ["weather", "userActivity"] {
            let kept = item.get(field).filter(|v| v.is_object());
            note.extra
                .extend(kept.map(|v| (field.to_owned(), v.clone())));
        }
        if !name.is_empty() {
            note.extra.insert("journal".to_owned(), name.into());
        }
        into.worded(line, note, "tags", &tags, Some(WordsAs::Feelings))?;
    }
    Ok(())
}

/// The instant in the zone the entry was written in; where the file names none, or one that nobody
/// knows, in the one here.
fn when(item: &Value, into: &Reading) -> Result<When, String> {
    let date = text(item, "creationDate");
    let at = DateTime::parse_from_rfc3339(date).map_err(|_| {
        format!(
            "an instant such as 2026-02-03T23:30:00Z is expected as \"creationDate\"; got \"{}\"",
            short(date)
        )
    })?;
    let at = at.with_timezone(&Utc);
    let there = into.place.zoned(at, text(item, "timeZone"));
    let when = there.map_or(When::Utc(at), When::Offset);
    Ok(match (is_true(item, "isAllDay"), there) {
        (true, Some(there)) => When::Day(there.date_naive()),
        (true, None) => When::Day(into.place.local(at).at.date_naive()),
        _ => when,
    })
}

/// What was written; where that is missing, the parts of the rich text.
fn words(item: &Value) -> String {
    let plain = text(item, "text");
    if !plain.trim().is_empty() {
        return plain.to_owned();
    }
    let rich = serde_json::from_str::<Value>(text(item, "richText"));
    let rich = rich.unwrap_or_default();
    items::list(&rich, "contents")
        .iter()
        .map(|part| text(part, "text"))
        .collect()
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
