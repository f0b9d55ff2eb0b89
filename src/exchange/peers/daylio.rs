//! Daylio: the CSV export of any version, and the backup.

mod backup;

use crate::domain::text;
use crate::exchange::read::archive;
use crate::exchange::read::dates::{self, Form};
use crate::exchange::read::html;
use crate::exchange::read::input::Input;
use crate::exchange::read::options::ImportOptions;
use crate::exchange::read::reading::{Note, Reading, When, split};
use crate::exchange::read::table::{self, Row, Table, names_all, short};
use crate::exchange::{ExchangeError, Format};
use chrono::NaiveDate;

pub struct Daylio;

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

impl Format for Daylio {
    fn name(&self) -> &'static str {
        "daylio"
    }

    fn about(&self) -> &'static str {
        "Daylio: the CSV export, or the backup .daylio"
    }

    fn recognise(&self, input: &Input) -> bool {
        if backup::is_one(input) {
            return true;
        }
        let header = input.first_line();
        let dated = names_all(header, &["full_date"]) || names_all(header, &["year", "date"]);
        dated && names_all(header, &["mood", "activities"])
    }

    /// Names every mood without a level at once, so that one look at the file is enough.
    fn levels(&self, input: &Input, options: &ImportOptions) -> Result<(), ExchangeError> {
        if archive::is_one(input) {
            return Ok(());
        }
        let mut table = Table::of(input)?;
        let mood = Columns::of(&table).mood;
        let mut names: Vec<String> = Vec::new();
        let mut first = 0;
        while let Some(row) = table.next()? {
            let name = row.optional(mood).unwrap_or_default();
            if level(name, options).is_err()
                && !names.iter().any(|n| n == name)
                && names.len() < MOODS
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

    fn read(&self, input: &Input, into: &mut Reading) -> Result<(), ExchangeError> {
        if archive::is_one(input) {
            return backup::read(input, into);
        }
        into.of(&input.name);
        if !into.options.skip_bad {
            self.levels(input, into.options)?;
        }
        let form = table::form(input, into, &["full_date"], None)?;
        let mut table = Table::of(input)?;
        let columns = Columns::of(&table);
        let others = table.others(&columns.known(&table));
        while let Some(row) = table.next()? {
            let line = row.line;
            let read = || {
                let mood = row.optional(columns.mood)?;
                let activities = row.optional(columns.activities)?;
                let title = html::plain(row.optional(columns.title)?);
                let words = html::plain(row.optional(columns.note)?);
                let mut note = Note::new(columns.when(&row, &form)?, "");
                (note.mood.mood, note.mood.feelings) = level(mood, into.options)?;
                note.say(&[title, words].join("\n"));
                note.extra = row.extra(&others)?;
                scales(row.optional(columns.scales)?, &mut note)?;
                Ok::<_, String>((note, format!("{mood}|{activities}"), split(activities, "|")))
            };
            match read() {
                Err(what) => into.bad(line, what)?,
                Ok((note, content, activities)) => {
                    let note = Note {
                        content: &content,
                        keyed: Some("").filter(|_| !matches!(note.when, When::Day(_))),
                        ..note
                    };
                    into.worded(line, note, "activities", &activities, None)?;
                }
            }
        }
        Ok(())
    }
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
    fn of(table: &Table) -> Columns {
        let at = |name: &str| table.column(&[name]);
        Columns {
            full: at("full_date"),
            year: at("year"),
            date: at("date"),
            time: at("time"),
            mood: at("mood"),
            activities: at("activities"),
            scales: at("scales"),
            title: at("note_title"),
            note: at("note"),
        }
    }

    /// The columns with a meaning here; a weekday says nothing that the date does not.
    fn known(&self, table: &Table) -> Vec<Option<usize>> {
        let weekday = table.column(&["weekday"]);
        let dates = [self.full, self.year, self.date, weekday, self.time];
        [
            &dates[..],
            &[
                self.mood,
                self.activities,
                self.scales,
                self.title,
                self.note,
            ],
        ]
        .concat()
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

/// `Sleep Quality: 8/10 points | Sleep Time: 8:00`: hours of sleep and the levels that are told fill
/// their fields, the others stay beside.
fn scales(text: &str, note: &mut Note) -> Result<(), String> {
    let mut others = Vec::new();
    for scale in split(text, "|") {
        let (name, value) = scale.split_once(':').unwrap_or((scale, ""));
        let (name, value) = (name.trim().to_lowercase(), value.trim());
        let named = |word: &str| name.split_whitespace().any(|part| part == word);
        let span = value.contains(':') && value.starts_with(|c: char| c.is_ascii_digit());
        match level_of(value) {
            None if span && named("sleep") && note.mood.sleep.is_none() => {
                note.mood.sleep = Some(table::hours(value)?);
            }
            Some(level) if named("energy") && note.mood.energy.is_none() => {
                note.mood.energy = Some(level);
            }
            _ => others.push(scale),
        }
    }
    if !others.is_empty() {
        note.extra
            .insert("scales".to_owned(), others.join(" | ").into());
    }
    Ok(())
}

/// `8/10 points` as a level from 1 to 5.
fn level_of(value: &str) -> Option<u8> {
    let (n, most) = value.split_whitespace().next()?.split_once('/')?;
    let (n, most): (f64, f64) = (n.parse().ok()?, most.parse().ok()?);
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
