//! Daylio: the CSV export of any version, and the backup: a zip whose `backup.daylio` is base64 of one JSON
//! object, beside photos and recordings. The lock of the app stands in it in clear, and is not looked at.

use crate::domain::left::Left;
use crate::domain::rhythm::Rhythm;
use crate::domain::text;
use crate::exchange::read::input::cannot;
use crate::exchange::read::items::{self, integer, is_true, list, small};
use crate::exchange::read::reading::split;
use crate::exchange::read::table::{expected, names_all, number, short};
use crate::exchange::read::{
    Archive, Entry, ImportOptions, Input, Items, Note, Reading, Sketch, Table, When,
};
use crate::exchange::read::{archive, dates, html, table};
use crate::exchange::{ExchangeError, Format, Result};
use chrono::{DateTime, FixedOffset, NaiveDate, TimeZone};
use serde_json::Value;
use std::collections::HashMap;
use std::io::{BufRead, BufReader, Read};

pub const FORMAT: Format = Format {
    levels: Some(levels),
    ..Format::of(
        "daylio",
        "Daylio: the CSV export, or the backup .daylio",
        recognise,
        read,
    )
};

/// How many moods are asked for at once.
const ASKED: usize = 100;

/// What the moods are called that come with the program, brightest first, in English and German.
const MOODS: [[&str; 2]; 5] = [
    ["rad", "super"],
    ["good", "gut"],
    ["meh", "ok"],
    ["bad", "schlecht"],
    ["awful", "lausig"],
];

/// What the zip of a backup holds.
const BACKUP: &str = "backup.daylio";

fn recognise(input: &Input) -> bool {
    let header = input.first_line();
    let dated = names_all(header, &["full_date"]) || names_all(header, &["year", "date"]);
    archive::holds(input, is_backup) || dated && names_all(header, &["mood", "activities"])
}

fn is_backup(name: &str) -> bool {
    name.trim_start_matches('/') == BACKUP
}

/// Names every mood without a level at once, so that one look at the file is enough.
fn levels(input: &Input, options: &ImportOptions) -> Result<()> {
    if archive::is_one(input) {
        return Ok(());
    }
    let mut table = Table::of(input)?;
    let mood = table.column("mood");
    let (mut names, mut first): (Vec<String>, _) = (Vec::new(), None);
    while let Some(row) = table.next()? {
        let name = row.optional(mood).unwrap_or_default();
        if level(name, usual(name), options).is_err()
            && !names.iter().any(|n| n == name)
            && names.len() < ASKED
        {
            first.get_or_insert(row.line);
            names.push(name.to_owned());
        }
    }
    let file = input.name.clone();
    first.map_or(Ok(()), |line| {
        Err(ExchangeError::Levels { file, line, names })
    })
}

fn read(input: &Input, into: &mut Reading) -> Result<()> {
    if archive::is_one(input) {
        return backup(input, into);
    }
    if !into.options.skip_bad {
        levels(input, into.options)?;
    }
    let form = table::form(input, into, "full_date", None)?;
    let mut table = Table::of(input)?;
    if table.column("year").is_none() {
        table.needs(&["full_date"])?;
    }
    table.needs(&["mood"])?;
    // A weekday says nothing that the date does not.
    let [full, year, date, _] = table.columns(["full_date", "year", "date", "weekday"]);
    let cells = table.columns(["time", "mood", "activities", "scales", "note_title", "note"]);
    let others = table.others();
    table.each(into, |row, into| {
        let [time, mood, activities, scales, title, words] = row.cells(cells)?;
        let content = format!("{mood}|{activities}");
        let day = match full {
            Some(at) => table::day(&form, row.cell(at)?)?,
            None => worded(row.optional(year)?, row.optional(date)?)?,
        };
        let mut note = noted(table::on(day, time)?, &content);
        (note.mood.mood, note.mood.feelings) = level(mood, usual(mood), into.options)?;
        note.say(&[title, words].map(html::plain).join("\n"));
        note.extra = row.extra(&others)?;
        let mut beside = Vec::new();
        for scale in split(scales, "|") {
            let (name, value) = scale.split_once(':').unwrap_or((scale, ""));
            if !scaled(name, value.trim(), level_of(value), &mut note)? {
                beside.push(scale);
            }
        }
        note.extra
            .extend(items::said([("scales", beside.join(" | "))]));
        let activities = split(activities, "|");
        Ok(into.worded(row.line, note, "activities", &activities, None)?)
    })
}

/// A note of a day, or one that is known again by its time.
fn noted(when: When, content: &str) -> Note<'_> {
    let mut note = Note::new(when, content);
    note.keyed = Some("").filter(|_| !matches!(when, When::Day(_)));
    note
}

/// The old form of a day: a year, and a date such as `18 May`.
fn worded(year: &str, date: &str) -> Result<NaiveDate, String> {
    let found = dates::words(date).and_then(|w| {
        let year = year.parse().ok()?;
        NaiveDate::from_ymd_opt(year, w.month, w.day)
    });
    let wrong = || expected("a year and a date such as 18 May are", date);
    found.filter(|day| dates::lived(*day)).ok_or_else(wrong)
}

/// Hours of sleep and the level of energy fill their fields; false for what stays beside the note,
/// such as `Sleep Quality: 8/10 points`.
fn scaled(name: &str, value: &str, level: Option<u8>, note: &mut Note) -> Result<bool, String> {
    let name = name.to_lowercase();
    let named = |word: &str| name.split_whitespace().any(|part| part == word);
    let span = value.contains(':') && value.starts_with(|c: char| c.is_ascii_digit());
    if span && named("sleep") && note.mood.sleep.is_none() {
        note.mood.sleep = Some(table::hours(value)?);
    } else if level.is_some() && named("energy") && note.mood.energy.is_none() {
        note.mood.energy = level;
    } else {
        return Ok(false);
    }
    Ok(true)
}

/// `8/10 points` as a level from 1 to 5.
fn level_of(value: &str) -> Option<u8> {
    let (n, most) = value.split_whitespace().next()?.split_once('/')?;
    table::level_within(number(n).ok()?, 1.0, number(most).ok()?)
}

/// The level of a mood that comes with the program.
fn usual(name: &str) -> Option<u8> {
    let key = text::key(name);
    let at = MOODS
        .iter()
        .position(|names| names.contains(&key.as_str()))?;
    Some(5 - at as u8)
}

/// The level of a mood's name, else the usual one, or the name as a feeling where the person said so.
fn level(
    name: &str,
    usual: Option<u8>,
    options: &ImportOptions,
) -> Result<(Option<u8>, Vec<String>), String> {
    match options.level(name).unwrap_or(usual) {
        None if options.level(name).is_some() => Ok((None, vec![name.to_owned()])),
        None if !name.is_empty() => Err(format!(
            "no level from 1 to 5 is known for \"{}\"; --mood-map gives one, and =none keeps the name as a feeling",
            short(name)
        )),
        level => Ok((level, Vec::new())),
    }
}

fn backup(input: &Input, into: &mut Reading) -> Result<()> {
    let mut archive = Archive::rooted(input)?;
    let Some(name) = archive.names.iter().find(|name| is_backup(name)).cloned() else {
        return Err(ExchangeError::whole(
            &input.name,
            format!("holds no {BACKUP}"),
            "Daylio's own backup is a zip with that file in it",
        ));
    };
    let called = archive.called(&name);
    let json = plain(&called, archive.stream(&name)?)?;
    let names = Names::of(&json)?;
    goals(&json, &names, into)?;
    Items::of(&json, &["dayEntries"])?.each(into, |line, item, into| {
        let (mut note, content, tags) = names.note(item, into)?;
        note.content = &content;
        for _ in list(item, "assets") {
            into.not_carried(Left::Media);
        }
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
    let head = held.fill_buf().map_err(|e| cannot(file, &e))?;
    let bare = head.starts_with(b"{");
    let (mut bytes, mut line) = (Vec::new(), 1);
    let (mut bits, mut had) = (0_u32, 0);
    for byte in held.bytes() {
        if bytes.len() > JSON_MAX {
            return Err(ExchangeError::whole(
                file,
                format!("holds more than {} MiB", JSON_MAX >> 20),
                "photos and recordings are not counted; the CSV export may be longer",
            ));
        }
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
    }
    Ok(Input::bytes(file, bytes))
}

/// What the numbers in the entries stand for.
#[derive(Default)]
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
        let name = |item: &Value| items::text(item, "name").to_owned();
        let mut names = Names::default();
        each(json, "customMoods", |id, item| {
            let usual = small(item, "predefined_name_id");
            let usual = usual.and_then(|n| MOODS.get((n as usize).checked_sub(1)?));
            let name = match items::text(item, "custom_name") {
                "" => usual.map_or("", |[english, _]| english),
                name => name,
            };
            // The first of the five groups is the brightest.
            if let Some(group @ 1..=5) = integer(item, "mood_group_id") {
                names.moods.insert(id, (name.to_owned(), 6 - group as u8));
            }
        })?;
        each(json, "tags", |id, item| {
            names.tags.insert(id, name(item));
        })?;
        each(json, "scales", |id, item| {
            names.scales.insert(id, name(item));
            let steps = item.get("text_scale");
            let steps = steps.map_or(&[][..], |scale| list(scale, "values"));
            for (at, step) in steps.iter().enumerate() {
                if let (Some(id), Some(value)) = (integer(step, "id"), step.get("value")) {
                    let said = value.as_str().map(str::to_owned);
                    let said = said.unwrap_or_else(|| value.to_string());
                    let level = table::level_within(at as f64, 0.0, steps.len() as f64 - 1.0);
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
        let named = self.moods.get(&mood);
        let (name, usual) = named.ok_or_else(|| format!("no mood has the id {mood}"))?;
        let mut note = noted(when(item)?, "");
        (note.mood.mood, note.mood.feelings) = level(name, Some(*usual), into.options)?;
        let mut tags = Vec::new();
        for id in list(item, "tags").iter().filter_map(Value::as_i64) {
            let named = self.tags.get(&id).map(|name| name.trim());
            let named = named.ok_or_else(|| format!("no activity has the id {id}"))?;
            if !tags.contains(&named) && !named.is_empty() {
                tags.push(named);
            }
        }
        let words = ["note_title", "note"].map(|field| html::plain(items::text(item, field)));
        note.say(&words.join("\n"));
        note.extra = items::said([("favorite", is_true(item, "isFavorite"))]);
        for scale in list(item, "scaleValues") {
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
    // Months are counted from 0.
    let day = day_of(item, 1).ok_or("a year, a month from 0 to 11 and a day are expected")?;
    let Some((hour, minute)) = small(item, "hour").zip(small(item, "minute")) else {
        return Ok(When::Day(day));
    };
    let wall = day.and_hms_opt(hour, minute, 0);
    let wall = wall.ok_or("an hour and a minute are expected")?;
    let offset = integer(item, "timeZoneOffset").filter(|ms| ms % 60_000 == 0);
    let offset = offset.and_then(|ms| FixedOffset::east_opt(i32::try_from(ms / 1000).ok()?));
    let there = offset.and_then(|offset| offset.from_local_datetime(&wall).single());
    Ok(there.map_or(When::Wall(wall), When::There))
}

/// The day in three fields, where the month lies so far below that of the calendar.
fn day_of(item: &Value, below: u32) -> Option<NaiveDate> {
    let year = i32::try_from(integer(item, "year")?).ok()?;
    let month = small(item, "month")?.checked_add(below)?;
    NaiveDate::from_ymd_opt(year, month, small(item, "day")?)
}

/// Goals are rituals, and each time one was met is an entry.
fn goals(json: &Input, names: &Names, into: &mut Reading) -> Result<()> {
    let mut goals: HashMap<i64, String> = HashMap::new();
    Items::any(json, "goals")?.each(into, |line, item, into| {
        let tag = integer(item, "id_tag").and_then(|id| names.tags.get(&id));
        let name = match items::text(item, "name") {
            "" => tag.map_or("", String::as_str),
            name => name,
        };
        let id = integer(item, "goal_id").ok_or("a goal is expected, with a \"goal_id\"")?;
        let weekly = integer(item, "repeat_type") == Some(2);
        let times = small(item, "repeat_value").filter(|_| weekly);
        if is_true(item, "reminder_enabled") {
            into.not_carried(Left::Reminders);
        }
        let sketch = Sketch {
            name,
            rhythm: times.and_then(|times| Rhythm::times_in(times, 7)),
            often: items::kept(item, &["repeat_type", "repeat_value"]),
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
    let named = [0, 1].into_iter().find_map(|below| {
        let of = |field| small(item, field);
        let day = day_of(item, below)?;
        let near = day.signed_duration_since(written).num_days().abs() <= 1;
        let wall = day.and_hms_opt(of("hour")?, of("minute")?, of("second").unwrap_or(0))?;
        near.then_some(wall)
    });
    Ok(named.map_or(When::Day(written), When::Wall))
}
