//! Daylio: the CSV export of any version, and the backup.

mod backup;

use crate::domain::text;
use crate::exchange::read::reading::split;
use crate::exchange::read::table::{expected, names_all, number, short};
use crate::exchange::read::{
    ImportOptions, Input, Note, Reading, Table, When, archive, dates, html, table,
};
use crate::exchange::{ExchangeError, Format, Result};
use chrono::NaiveDate;

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
const MOODS: usize = 100;

/// The levels of the names the program comes with, in English and German.
const LEVELS: [(&str, u8); 10] = [
    ("rad", 5),
    ("good", 4),
    ("meh", 3),
    ("bad", 2),
    ("awful", 1),
    ("super", 5),
    ("gut", 4),
    ("ok", 3),
    ("schlecht", 2),
    ("lausig", 1),
];

fn recognise(input: &Input) -> bool {
    if backup::is_one(input) {
        return true;
    }
    let header = input.first_line();
    let dated = names_all(header, &["full_date"]) || names_all(header, &["year", "date"]);
    dated && names_all(header, &["mood", "activities"])
}

/// Names every mood without a level at once, so that one look at the file is enough.
fn levels(input: &Input, options: &ImportOptions) -> Result<()> {
    if archive::is_one(input) {
        return Ok(());
    }
    let mut table = Table::of(input)?;
    let mood = table.column("mood");
    let mut names: Vec<String> = Vec::new();
    let mut first = 0;
    while let Some(row) = table.next()? {
        let name = row.optional(mood).unwrap_or_default();
        if level(name, options).is_err() && !names.iter().any(|n| n == name) && names.len() < MOODS
        {
            first = if first == 0 { row.line } else { first };
            names.push(name.to_owned());
        }
    }
    if names.is_empty() {
        return Ok(());
    }
    Err(ExchangeError::Levels {
        file: input.name.clone(),
        line: first,
        names,
    })
}

fn read(input: &Input, into: &mut Reading) -> Result<()> {
    if archive::is_one(input) {
        return backup::read(input, into);
    }
    into.of(&input.name);
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
        let mut note = Note::new(table::on(day, time)?, &content);
        note.keyed = Some("").filter(|_| !matches!(note.when, When::Day(_)));
        (note.mood.mood, note.mood.feelings) = level(mood, into.options)?;
        note.say(&[title, words].map(html::plain).join("\n"));
        note.extra = row.extra(&others)?;
        let mut beside = Vec::new();
        for scale in split(scales, "|") {
            let (name, value) = scale.split_once(':').unwrap_or((scale, ""));
            if !scaled(name, value.trim(), level_of(value), &mut note)? {
                beside.push(scale);
            }
        }
        if !beside.is_empty() {
            let scales = beside.join(" | ").into();
            note.extra.insert("scales".to_owned(), scales);
        }
        let activities = split(activities, "|");
        Ok(into.worded(row.line, note, "activities", &activities, None)?)
    })
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
    level_within(number(n).ok()?, number(most).ok()?)
}

fn level_within(n: f64, most: f64) -> Option<u8> {
    let sound = most > 1.0 && (1.0..=most).contains(&n);
    sound.then(|| ((n - 1.0) / (most - 1.0) * 4.0).round() as u8 + 1)
}

/// The level of a mood's name, or the name as a feeling where the person said so.
fn level(name: &str, options: &ImportOptions) -> Result<(Option<u8>, Vec<String>), String> {
    let key = text::key(name);
    let usual = LEVELS.iter().find(|(n, _)| *n == key).map(|(_, l)| *l);
    match (options.level(name), usual) {
        _ if name.is_empty() => Ok((None, Vec::new())),
        (Some(Some(level)), _) => Ok((Some(level), Vec::new())),
        (Some(None), _) => Ok((None, vec![name.to_owned()])),
        (None, Some(level)) => Ok((Some(level), Vec::new())),
        (None, None) => Err(unknown(name)),
    }
}

fn unknown(name: &str) -> String {
    format!(
        "no level from 1 to 5 is known for \"{}\"; --mood-map gives one, and =none keeps the name as a feeling",
        short(name)
    )
}
