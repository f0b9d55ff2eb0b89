//! The backup: a zip whose `backup.daylio` is base64 of one JSON object, beside photos and recordings.
//! The lock of the app stands in it in clear, and is not looked at.

use super::{level_within, scaled};
use crate::domain::left::Left;
use crate::domain::meta::Extra;
use crate::domain::rhythm::Rhythm;
use crate::exchange::read::input::cannot;
use crate::exchange::read::items::{integer, is_true, small, text};
use crate::exchange::read::{
    Archive, Entry, Input, Items, Note, Reading, Sketch, When, archive, html, items,
};
use crate::exchange::{ExchangeError, Result};
use chrono::{DateTime, FixedOffset, NaiveDate, TimeZone};
use serde_json::Value;
use std::collections::HashMap;
use std::io::{BufRead, BufReader, Read};

const FILE: &str = "backup.daylio";

/// What the moods are called that come with the program, brightest first.
const MOODS: [&str; 5] = ["rad", "good", "meh", "bad", "awful"];

pub fn is_one(input: &Input) -> bool {
    archive::holds(input, is_backup)
}

fn is_backup(name: &str) -> bool {
    name.trim_start_matches('/') == FILE
}

pub fn read(input: &Input, into: &mut Reading) -> Result<()> {
    let mut archive = Archive::rooted(input)?;
    let Some(name) = archive.names.iter().find(|name| is_backup(name)).cloned() else {
        return Err(ExchangeError::whole(
            &input.name,
            format!("holds no {FILE}"),
            "Daylio's own backup is a zip with that file in it",
        ));
    };
    let called = archive.called(&name);
    let json = plain(&called, archive.stream(&name)?)?;
    into.of(&json.name);
    let names = Names::of(&json)?;
    goals(&json, &names, into)?;
    Items::of(&json, &["dayEntries"])?.each(into, |line, item, into| {
        let (mut note, content, tags) = names.note(item, into)?;
        items::list(item, "assets")
            .iter()
            .for_each(|_| into.not_carried(Left::Media));
        note.content = &content;
        note.keyed = Some("").filter(|_| !matches!(note.when, When::Day(_)));
        Ok(into.worded(line, note, "activities", &tags, None)?)
    })?;
    let mut milestones = Items::any(&json, "milestones")?;
    while milestones.next()?.is_some() {
        into.not_carried(Left::Milestones);
    }
    Ok(())
}

/// The most JSON that is held, in bytes: ten entries a day for twenty years, each as long as a page.
const JSON_MAX: usize = 128 << 20;

/// The JSON as it was before it was turned into base64.
fn plain(file: &str, held: impl Read) -> Result<Input> {
    // Base64 in lines is half as long again.
    let mut held = BufReader::new(held.take(2 * JSON_MAX as u64));
    let bare = held
        .fill_buf()
        .map_err(|e| cannot(file, &e))?
        .starts_with(b"{");
    let (mut bytes, mut line) = (Vec::new(), 1);
    let (mut bits, mut had) = (0_u32, 0);
    for byte in held.bytes() {
        let six = match byte.map_err(|e| cannot(file, &e))? {
            byte if bare => {
                bytes.push(byte);
                continue;
            }
            byte @ b'A'..=b'Z' => byte - b'A',
            byte @ b'a'..=b'z' => byte - b'a' + 26,
            byte @ b'0'..=b'9' => byte - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            b'=' | b'\r' | b' ' => continue,
            b'\n' => {
                line += 1;
                continue;
            }
            _ => {
                let what = "base64 of a JSON object is expected";
                return Err(ExchangeError::line(file, line, what));
            }
        };
        (bits, had) = (bits << 6 | u32::from(six), had + 6);
        if had >= 8 {
            had -= 8;
            bytes.push((bits >> had) as u8);
        }
        if bytes.len() > JSON_MAX {
            break;
        }
    }
    match bytes.len() > JSON_MAX {
        false => Ok(Input::bytes(file, bytes)),
        true => Err(ExchangeError::whole(
            file,
            format!("holds more than {} MiB", JSON_MAX >> 20),
            "photos and recordings are not counted; the CSV export may be longer",
        )),
    }
}

/// What the numbers in the entries stand for.
struct Names {
    /// Names of moods and their levels.
    moods: HashMap<i64, (String, u8)>,
    tags: HashMap<i64, String>,
    scales: HashMap<i64, String>,
    /// Steps of all scales, each with its level among those of its own.
    steps: HashMap<i64, (String, Option<u8>)>,
}

impl Names {
    fn of(json: &Input) -> Result<Names> {
        let mut names = Names {
            moods: HashMap::new(),
            tags: HashMap::new(),
            scales: HashMap::new(),
            steps: HashMap::new(),
        };
        each(json, "customMoods", |id, item| {
            let group = integer(item, "mood_group_id").filter(|n| (1..=5).contains(n));
            let usual = integer(item, "predefined_name_id");
            let usual = usual.and_then(|n| usize::try_from(n - 1).ok());
            let name = match text(item, "custom_name") {
                "" => usual
                    .and_then(|n| MOODS.get(n).copied())
                    .unwrap_or_default(),
                name => name,
            };
            // The first of the five groups is the brightest.
            if let Some(group) = group {
                names.moods.insert(id, (name.to_owned(), 6 - group as u8));
            }
        })?;
        each(json, "tags", |id, item| {
            drop(names.tags.insert(id, text(item, "name").to_owned()))
        })?;
        each(json, "scales", |id, item| {
            names.scales.insert(id, text(item, "name").to_owned());
            let steps = item.get("text_scale");
            let steps = steps.map_or(&[][..], |scale| items::list(scale, "values"));
            for (at, step) in steps.iter().enumerate() {
                if let (Some(id), Some(value)) = (integer(step, "id"), step.get("value")) {
                    let said = value.as_str().map(str::to_owned);
                    let said = said.unwrap_or_else(|| value.to_string());
                    let level = level_within(at as f64 + 1.0, steps.len() as f64);
                    names.steps.insert(id, (said, level));
                }
            }
        })?;
        Ok(names)
    }

    /// The note, what identifies it beside its time as in the CSV, and its activities.
    fn note<'n>(
        &self,
        item: &Value,
        into: &Reading,
    ) -> Result<(Note<'n>, String, Vec<&str>), String> {
        let mood = integer(item, "mood").ok_or("a mood is expected")?;
        let (name, level) = self
            .moods
            .get(&mood)
            .ok_or_else(|| format!("no mood has the id {mood}"))?;
        let mut note = Note::new(when(item)?, "");
        match into.options.level(name) {
            Some(None) => note.mood.feelings.push(name.clone()),
            Some(level) => note.mood.mood = level,
            None => note.mood.mood = Some(*level),
        }
        let mut tags = Vec::new();
        for id in items::list(item, "tags").iter().filter_map(Value::as_i64) {
            let named = self
                .tags
                .get(&id)
                .ok_or_else(|| format!("no activity has the id {id}"))?;
            if !tags.contains(&named.as_str()) && !named.trim().is_empty() {
                tags.push(named.trim());
            }
        }
        let (title, words) = (text(item, "note_title"), text(item, "note"));
        note.say(&[html::plain(title), html::plain(words)].join("\n"));
        if is_true(item, "isFavorite") {
            note.extra.insert("favorite".to_owned(), true.into());
        }
        for scale in items::list(item, "scaleValues") {
            let name = integer(scale, "id_scale").and_then(|id| self.scales.get(&id));
            let step = integer(scale, "id_text_scale_value").and_then(|id| self.steps.get(&id));
            if let (Some(name), Some((step, level))) = (name, step)
                && !scaled(name, step, *level, &mut note)?
            {
                note.extra.insert(name.clone(), step.as_str().into());
            }
        }
        Ok((note, format!("{name}|{}", tags.join(" | ")), tags))
    }
}

/// Hands over the items under a key with their ids.
fn each(json: &Input, key: &str, mut take: impl FnMut(i64, &Value)) -> Result<()> {
    let mut items = Items::any(json, key)?;
    while let Some((_, item)) = items.next()? {
        if let Ok(item) = &item
            && let Some(id) = integer(item, "id")
        {
            take(id, item);
        }
    }
    Ok(())
}

/// The clock on the wall, and the offset there.
fn when(item: &Value) -> Result<When, String> {
    let of = |field| small(item, field);
    let year = integer(item, "year").and_then(|n| i32::try_from(n).ok());
    // Months are counted from 0.
    let day = || NaiveDate::from_ymd_opt(year?, of("month")?.checked_add(1)?, of("day")?);
    let day = day().ok_or("a year, a month from 0 to 11 and a day are expected")?;
    let Some(wall) = of("hour").zip(of("minute")) else {
        return Ok(When::Day(day));
    };
    let wall = day
        .and_hms_opt(wall.0, wall.1, 0)
        .ok_or("an hour and a minute are expected")?;
    let offset = integer(item, "timeZoneOffset").filter(|ms| ms % 60_000 == 0);
    let offset = offset.and_then(|ms| FixedOffset::east_opt(i32::try_from(ms / 1000).ok()?));
    let there = offset.and_then(|offset| offset.from_local_datetime(&wall).single());
    Ok(there.map_or(When::Wall(wall), When::There))
}

/// Goals are rituals, and each time one was met is an entry.
fn goals(json: &Input, names: &Names, into: &mut Reading) -> Result<()> {
    let mut goals: HashMap<i64, String> = HashMap::new();
    Items::any(json, "goals")?.each(into, |line, item, into| {
        let tag = integer(item, "id_tag").and_then(|id| names.tags.get(&id));
        let name = match text(item, "name") {
            "" => tag.map_or("", String::as_str),
            name => name,
        };
        let id = integer(item, "goal_id").ok_or("a goal is expected, with a \"goal_id\"")?;
        let weekly = integer(item, "repeat_type") == Some(2);
        let times = small(item, "repeat_value").filter(|_| weekly);
        let rhythm = times.and_then(|times| Rhythm::times_in(times, 7));
        let mut extra = Extra::new();
        if rhythm.is_none() {
            let said = items::kept(item, &["repeat_type", "repeat_value"]);
            into.unrhythmed(said, &mut extra);
        }
        if is_true(item, "reminder_enabled") {
            into.not_carried(Left::Reminders);
        }
        let sketch = Sketch {
            name,
            rhythm,
            extra,
            ..Sketch::default()
        };
        into.ritual(line, sketch)?;
        goals.insert(id, name.to_owned());
        Ok(())
    })?;
    Items::any(json, "goalEntries")?.each(into, |line, item, into| {
        let goal = integer(item, "goalId").and_then(|id| goals.get(&id));
        let goal = goal.ok_or("a goal of the file is expected")?;
        Ok(into.entry(line, Entry::new(goal, met(item, into)?))?)
    })
}

/// When a goal was met. Readers do not agree on whether its months begin at 0 or at 1, so the day is
/// the one it was written down on, or the one beside it that the other fields name.
fn met(item: &Value, into: &Reading) -> Result<When, String> {
    let at = integer(item, "createdAt").and_then(DateTime::from_timestamp_millis);
    let at = at.ok_or("milliseconds since 1970 are expected as \"createdAt\"")?;
    let written = into.place.local(at).at.date_naive();
    let of = |field| small(item, field);
    let named = [0, 1].into_iter().find_map(|base| {
        let year = i32::try_from(integer(item, "year")?).ok()?;
        let day = NaiveDate::from_ymd_opt(year, of("month")?.checked_add(base)?, of("day")?)?;
        let near = day.signed_duration_since(written).num_days().abs() <= 1;
        let wall = day.and_hms_opt(of("hour")?, of("minute")?, of("second").unwrap_or(0))?;
        near.then_some(wall)
    });
    Ok(named.map_or(When::Day(written), When::Wall))
}
