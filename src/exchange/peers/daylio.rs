//! Daylio: the CSV export of any version, and the backup.

mod backup;

use crate::domain::text;
use crate::exchange::read::archive;
use crate::exchange::read::dates::{self, Form};
use crate::exchange::read::html;
use crate::exchange::read::input::Input;
use crate::exchange::read::options::ImportOptions;
use crate::exchange::read::reading::{Note, Reading, When, split};
use crate::exchange::read::table::{self, Row, Table, names_all, number, short};
use crate::exchange::{ExchangeError, Format};
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
fn levels(input: &Input, options: &ImportOptions) -> Result<(), ExchangeError> {
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

fn read(input: &Input, into: &mut Reading) -> Result<(), ExchangeError> {
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
    let columns = Columns::of(&mut table);
    let others = table.others();
    table.each(into, |row, into| {
        let mood = row.optional(columns.mood)?;
        let activities = row.optional(columns.activities)?;
        let title = html::plain(row.optional(columns.title)?);
        let words = html::plain(row.optional(columns.note)?);
        let content = format!("{mood}|{activities}");
        let mut note = Note::new(columns.when(row, &form)?, &content);
        note.keyed = Some("").filter(|_| !matches!(note.when, When::Day(_)));
        (note.mood.mood, note.mood.feelings) = level(mood, into.options)?;
        note.say(&[title, words].join("\n"));
        note.extra = row.extra(&others)?;
        let mut beside = Vec::new();
        for scale in split(row.optional(columns.scales)?, "|") {
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

struct Columns {
    full: Option<usize>,
    year: Option<usize>,
    date: Option<usize>,
    time: Option<usize>,
    mood: Option<usize>,
    activities: Option<usize>,
    scales: Option<usize>,
    title: Option<usize>,
    note: Option<usize>,
}

impl Columns {
    /// A weekday says nothing that the date does not.
    fn of(table: &mut Table) -> Columns {
        let [full, year, date, _, time] =
            table.columns(["full_date", "year", "date", "weekday", "time"]);
        let [mood, activities, scales] = table.columns(["mood", "activities", "scales"]);
        let [title, note] = table.columns(["note_title", "note"]);
        Columns {
            full,
            year,
            date,
            time,
            mood,
            activities,
            scales,
            title,
            note,
        }
    }

    fn when(&self, row: &Row, form: &Form) -> Result<When, String> {
        let day = match self.full {
            Some(at) => table::day(form, row.cell(at)?)?,
            None => self.worded(row)?,
        };
        let time = row.optional(self.time)?;
        Ok(match (time, dates::time(time)) {
            ("", _) => When::Day(day),
            (_, Some(time)) => When::Wall(day.and_time(time)),
            (_, None) => return Err(format!("a time is expected; got \"{}\"", short(time))),
        })
    }

    /// The old form: a year, and a date such as `18 May`.
    fn worded(&self, row: &Row) -> Result<NaiveDate, String> {
        let (year, date) = (row.optional(self.year)?, row.optional(self.date)?);
        let found = dates::words(date).and_then(|w| {
            let year = year.parse().ok()?;
            NaiveDate::from_ymd_opt(year, w.month, w.day)
        });
        let wrong = || {
            format!(
                "a year and a date such as 18 May are expected; got \"{}\"",
                short(date)
            )
        };
        found.filter(|day| dates::lived(*day)).ok_or_else(wrong)
    }
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
