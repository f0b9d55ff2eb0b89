//! Daylio: the CSV export of any version, and the backup.

mod backup;

use crate::domain::text;
use crate::exchange::read::archive;
use crate::exchange::read::dates::{self, Form};
use crate::exchange::read::html;
use crate::exchange::read::input::Input;
use crate::exchange::read::reading::{Note, Reading, When, split};
use crate::exchange::read::table::{Row, Table, names_all, short};
use crate::exchange::{ExchangeError, Format};
use chrono::NaiveDate;

pub struct Daylio;

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

    fn read(&self, input: &Input, into: &mut Reading) -> Result<(), ExchangeError> {
        if archive::is_one(input) {
            return backup::read(input, into);
        }
        into.of(&input.name);
        if !into.options.skip_bad {
            levels_of_all(input, into)?;
        }
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
                let mut note = Note::new(columns.when(&row, into)?, "");
                (note.mood.mood, note.mood.feelings) = level(mood, into)?;
                note.say(&[title, words].join("\n"));
                note.extra = row.extra(&others)?;
                Ok::<_, String>((note, format!("{mood}|{activities}"), split(activities, "|")))
            };
            match read() {
                Err(what) => into.bad(line, what)?,
                Ok((note, content, activities)) => {
                    let note = Note {
                        content: &content,
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
            &[self.mood, self.activities, self.title, self.note],
        ]
        .concat()
    }

    fn when(&self, row: &Row, into: &Reading) -> Result<When, String> {
        let day = match self.full {
            Some(at) => {
                let form = into.options.dates.clone().unwrap_or(Form::Any(None));
                crate::exchange::read::table::day(&form, row.cell(at)?)?
            }
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

/// The level of a mood's name, or the name as a feeling where the person said so.
fn level(name: &str, into: &Reading) -> Result<(Option<u8>, Vec<String>), String> {
    let key = text::key(name);
    let usual = LEVELS.iter().find(|(n, _)| *n == key).map(|(_, l)| *l);
    match (into.options.level(name), usual) {
        _ if name.is_empty() => Ok((None, Vec::new())),
        (Some(Some(level)), _) => Ok((Some(level), Vec::new())),
        (Some(None), _) => Ok((None, vec![name.to_owned()])),
        (None, Some(level)) => Ok((Some(level), Vec::new())),
        (None, None) => Err(unknown(&[name])),
    }
}

fn unknown(names: &[&str]) -> String {
    let quoted: Vec<String> = names.iter().map(|n| format!("\"{}\"", short(n))).collect();
    let example: Vec<String> = names.iter().map(|n| format!("{}=3", short(n))).collect();
    format!(
        "no level from 1 to 5 is known for {}; --mood-map '{}' gives one, and =none keeps the name as a feeling",
        quoted.join(", "),
        example.join(",")
    )
}

/// Names every mood without a level at once, so that one look at the file is enough.
fn levels_of_all(input: &Input, into: &mut Reading) -> Result<(), ExchangeError> {
    let mut table = Table::of(input)?;
    let mood = Columns::of(&table).mood;
    let mut found: Vec<String> = Vec::new();
    let mut first = 0;
    while let Some(row) = table.next()? {
        let name = row.optional(mood).unwrap_or_default();
        if level(name, into).is_err() && !found.iter().any(|n| n == name) && found.len() < 20 {
            first = if first == 0 { row.line } else { first };
            found.push(name.to_owned());
        }
    }
    if found.is_empty() {
        return Ok(());
    }
    let names: Vec<&str> = found.iter().map(String::as_str).collect();
    into.bad(first, unknown(&names))
}
