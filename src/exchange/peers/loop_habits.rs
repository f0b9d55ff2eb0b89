//! Loop Habit Tracker: the CSV zip or the folder it makes, the `Checkmarks.csv` of one habit or of all,
//! the backup.

use super::sheets::{self, Cells};
use crate::domain::left::Left;
use crate::domain::rhythm::Rhythm;
use crate::exchange::read::items::said;
use crate::exchange::read::table::{expected, names_all, number};
use crate::exchange::read::{Archive, Entry, Input, Mark, Reading, Row, Sketch, Table};
use crate::exchange::read::{archive, dates, table};
use crate::exchange::{ExchangeError, Fault, Format, Result};
use chrono::{DateTime, NaiveDate};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::Path;

pub const FORMAT: Format = Format::of(
    "loop",
    "Loop Habit Tracker: the CSV zip, a Checkmarks.csv, or the backup .db",
    recognise,
    read,
);

/// The files of the zip, beside a folder for each habit.
const HABITS: &str = "Habits.csv";
const MARKS: &str = "Checkmarks.csv";

/// A date, a value, and since 2025 notes.
const WIDTH: usize = 3;

/// The tables of the backup, and the columns that are looked at.
const HABITS_TABLE: &str = "Habits";
const DAYS_TABLE: &str = "Repetitions";
const OF_HABITS: &str = "name question description freq_num freq_den position archived type target_type \
    target_value unit reminder_hour";
const OF_DAYS: &str = "habit timestamp value notes";

fn recognise(input: &Input) -> bool {
    if input.as_tables().is_some() {
        return sheets::has(input, &[DAYS_TABLE]);
    }
    let of_one = || {
        let word = |line: &str| {
            let value = line.split(',').nth(1).map(Value::read);
            matches!(value, Some(Ok(Value::Word(mark))) if mark != UNMARKED)
        };
        is_of_one(input) && (named(input).is_some() || input.text().lines().skip(1).any(word))
    };
    let grid = || names_all(input.first_line(), &["date"]) && is_grid(input);
    archive::holds(input, |name| [HABITS, MARKS].contains(&archive::base(name)))
        || of_one()
        || grid()
}

fn read(input: &Input, into: &mut Reading) -> Result<()> {
    if input.as_tables().is_some() {
        return backup(input, into);
    }
    if archive::is_one(input) {
        return pack(input, into);
    }
    checkmarks(input, into)
}

const UNMARKED: Mark = Mark::Not(Left::Unmarked);
const NO: Mark = Mark::Not(Left::NotDone);
/// By the frequency: the program's doing.
const COVERED: Mark = Mark::Not(Left::Covered);

/// What a day holds: a word, or a number as it is stored.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Value {
    Word(Mark),
    Stored(i64),
    /// A number with a point in it is not ×1000.
    Plain(f64),
}

impl Value {
    fn read(text: &str) -> Result<Value, String> {
        let text = text.trim();
        Ok(match text.to_uppercase().as_str() {
            "YES_MANUAL" => Value::Word(Mark::Done),
            "YES_AUTO" => Value::Word(COVERED),
            "NO" => Value::Word(NO),
            "SKIP" => Value::Word(Mark::Rest),
            "UNKNOWN" | "" => Value::Word(UNMARKED),
            _ => match text.parse() {
                Ok(stored) => Value::Stored(stored),
                Err(_) => Value::Plain(number(text).map_err(|_| {
                    expected(
                        "YES_MANUAL, YES_AUTO, NO, SKIP, UNKNOWN or a number is",
                        text,
                    )
                })?),
            },
        })
    }

    /// The number Loop keeps, the same in all its files.
    fn stored(self) -> String {
        match self {
            Value::Word(NO) => "0".to_owned(),
            Value::Word(_) => "2".to_owned(),
            Value::Stored(n) => n.to_string(),
            Value::Plain(n) => (n * 1000.0).round().to_string(),
        }
    }

    /// Whether this can be an amount alone.
    fn is_amount(self) -> bool {
        matches!(self, Value::Stored(4..) | Value::Plain(_))
    }

    /// Whether it says that nothing was marked.
    fn is_unmarked(self) -> bool {
        matches!(self, Value::Word(UNMARKED) | Value::Stored(..=-1))
    }

    /// Whether it can be how strong a habit is, from 0 to 1.
    fn is_strength(self) -> bool {
        match self {
            Value::Plain(n) => (0.0..=1.0).contains(&n),
            Value::Stored(n) => (0..=1).contains(&n),
            Value::Word(_) => false,
        }
    }
}

/// A habit as Loop describes it.
#[derive(Default)]
struct Habit {
    name: String,
    /// Whether it is counted: known from the file, or seen from its values.
    numeric: Option<bool>,
    /// Whether days without a mark are told from those with a 0.
    zeros: bool,
    times: Option<u32>,
    days: Option<u32>,
    unit: String,
    question: String,
    description: String,
    /// What a habit that is counted aims at: whether at least or at most, and at how much.
    target: [String; 2],
    archived: bool,
    /// The last day it was done.
    last: Option<NaiveDate>,
    file: String,
    line: usize,
}

impl Habit {
    /// One of which the file says no more than its name.
    fn named(name: &str, file: &str) -> Habit {
        Habit {
            name: name.to_owned(),
            file: file.to_owned(),
            line: 1,
            ..Habit::default()
        }
    }

    /// Declares the ritual, whose name is that of its entries from here on.
    fn declare(&mut self, into: &mut Reading) -> Result<()> {
        let often = self.times.zip(self.days);
        let rhythm = often.and_then(|(times, days)| Rhythm::times_in(times, days));
        let goal = rhythm.as_ref().and_then(|often| self.goal(often));
        let [kind, target] = self.target.each_ref().map(|text| match goal {
            None => text.as_str(),
            Some(_) => "",
        });
        into.of(&self.file);
        self.name = into.habit(
            self.line,
            Sketch {
                name: &self.name,
                intention: Some(&self.description),
                rhythm: goal.or(rhythm),
                often: said([(
                    "frequency",
                    often.map(|(times, days)| format!("{times} in {days} days")),
                )]),
                unit: Some(&self.unit),
                retired: into.ended(self.archived, self.last),
                extra: said([
                    ("question", self.question.as_str()),
                    ("target_type", kind),
                    ("target_value", target),
                ]),
                ..Sketch::default()
            },
        )?;
        Ok(())
    }

    /// The target of a habit that is counted once a week or in a longer time, as a rhythm.
    fn goal(&self, often: &Rhythm) -> Option<Rhythm> {
        let [kind, target] = &self.target;
        let (target, unit) = (target.parse::<f64>().ok()?, &self.unit);
        let often = often.to_string();
        let period = often.strip_prefix("1/").filter(|_| !unit.is_empty())?;
        let goal = format!("{target} {unit}/{period}").parse::<Rhythm>().ok()?;
        (kind != "AT_MOST" && goal.amount().is_some()).then_some(goal)
    }

    /// What a day was, and how much was done. Where days without a mark are told from those with a 0, `NO`
    /// or 0 of a habit that is counted is an amount of 0.
    fn mark(&self, value: Value) -> (Mark, Option<f64>) {
        let done = |n| (Mark::Done, Some(n));
        match (value, self.numeric == Some(true)) {
            (Value::Word(NO), true) => done(0.0),
            (Value::Stored(0), true) if self.zeros => done(0.0),
            (Value::Word(mark), _) => (mark, None),
            (Value::Stored(..=-1), _) => (UNMARKED, None),
            (Value::Stored(0), _) => (NO, None),
            (Value::Stored(3), _) => (Mark::Rest, None),
            (Value::Stored(1), false) => (COVERED, None),
            (Value::Stored(2), false) => (Mark::Done, None),
            (Value::Stored(n), _) => done(n as f64 / 1000.0),
            (Value::Plain(n), _) if n > 0.0 => done(n),
            (Value::Plain(_), _) => (NO, None),
        }
    }

    /// Notes the last day it was done.
    fn see(&mut self, day: NaiveDate, value: Value) {
        if self.mark(value).0 == Mark::Done {
            self.last = self.last.max(Some(day));
        }
    }

    /// One day, as what it was.
    fn day<'h>(&'h self, day: NaiveDate, value: Value, note: &'h str) -> (Mark, Entry<'h>) {
        let (mark, amount) = self.mark(value);
        let mut entry = Entry::of_day(&self.name, day);
        entry.stored = Some(value.stored());
        (entry.amount, entry.unit) = (amount, Some(self.unit.as_str()));
        entry.note = Some(note);
        (mark, entry)
    }
}

/// The zip or its folder. Habits and their folders, such as `001 Walk`, are joined by position, since
/// folder names drop what is not ASCII.
fn pack(input: &Input, into: &mut Reading) -> Result<()> {
    let mut archive = Archive::open(input)?;
    let mut names = archive.names.clone();
    names.sort_by_key(|name| name.matches('/').count());
    let find = |file: &str| names.iter().find(|name| archive::base(name) == file);
    let mut habits: BTreeMap<u32, Habit> = BTreeMap::new();
    if let Some(name) = find(HABITS) {
        habits = described(&archive.file(name)?, into)?;
    }
    let mut marks: BTreeMap<u32, &String> = BTreeMap::new();
    for name in names.iter().filter(|n| n.ends_with(MARKS)) {
        let folder = name.rsplit('/').nth(1).unwrap_or_default();
        let digits = folder.split(' ').next().unwrap_or_default();
        if let Ok(position) = digits.parse::<u32>() {
            marks.insert(position, name);
            let named = || Habit::named(folder[digits.len()..].trim(), &archive.called(name));
            habits.entry(position).or_insert_with(named);
        }
    }
    if marks.is_empty() {
        match find(MARKS) {
            // A folder tells the name of its habit.
            Some(_) if input.is_folder() => {
                let file = input.near(MARKS);
                return file.map_or(Ok(()), |file| checkmarks(&file, into));
            }
            Some(name) => return checkmarks(&archive.file(name)?, into),
            None if habits.is_empty() => {
                return Err(ExchangeError::whole(
                    &input.name,
                    "holds no Checkmarks.csv",
                    "Loop's own export is a zip with Habits.csv and a folder for each habit",
                ));
            }
            None => {}
        }
    }
    for (position, mut habit) in habits {
        match marks.get(&position) {
            Some(name) => days(&archive.file(name)?, habit, into)?,
            None => habit.declare(into)?,
        }
    }
    Ok(())
}

/// The habits of `Habits.csv` by position.
fn described(input: &Input, into: &mut Reading) -> Result<BTreeMap<u32, Habit>> {
    let mut table = Table::of(input)?;
    let [kind, question, description, color] =
        table.columns(["type", "question", "description", "color"]);
    let [times, days] = table.columns(["frequencynumerator", "frequencydenominator"]);
    let [old_times, old_days] = table.columns(["numrepetitions", "interval"]);
    let (times, days) = (times.or(old_times), days.or(old_days));
    let more = table.columns(["unit", "target type", "target value"]);
    let [archived, old_archived] = table.columns(["archived?", "archived"]);
    let archived = archived.or(old_archived);
    let labels = table.header.len();
    // The old header has a label too few.
    table.width += usize::from(old_times.is_some());
    let mut habits = BTreeMap::new();
    table.each(into, |row, _| {
        let position = row.cell(0)?;
        let position: u32 = position
            .parse()
            .map_err(|_| expected("a position is", position))?;
        // With a label too few, the colour tells where the columns stand.
        let shift = match color {
            Some(color) if row.len() > labels => {
                let coloured = |at: &usize| row.cell(*at).is_ok_and(|c| c.starts_with('#'));
                let found = (color..row.len()).find(coloured);
                found.map_or(0, |found| found - color)
            }
            _ => 0,
        };
        let moved = |at: Option<usize>| row.optional(at.map(|at| at + shift));
        let typed = match shift {
            0 => row.optional(kind)?,
            _ => row.cell(2)?,
        };
        let numeric = match typed.to_uppercase().as_str() {
            "YES_NO" => Some(false),
            "NUMERICAL" => Some(true),
            _ => None,
        };
        let [unit, aim, target] = row.cells(more)?.map(str::to_owned);
        let habit = Habit {
            numeric,
            times: moved(times)?.parse().ok(),
            days: moved(days)?.parse().ok(),
            question: moved(question)?.to_owned(),
            description: moved(description)?.to_owned(),
            unit,
            target: match numeric {
                Some(true) => [aim, target],
                _ => Default::default(),
            },
            archived: row.optional(archived)?.eq_ignore_ascii_case("true"),
            line: row.line,
            ..Habit::named(row.cell(1)?, &input.name)
        };
        habits.insert(position, habit);
        Ok(())
    })?;
    Ok(habits)
}

/// The file of one habit, or else that of all of them.
fn checkmarks(input: &Input, into: &mut Reading) -> Result<()> {
    if input.is_called("Scores.csv") {
        return Err(strengths(input));
    }
    if !is_of_one(input) {
        return grid(input, into);
    }
    let Some(name) = named(input) else {
        return Err(ExchangeError::whole(
            &input.name,
            "does not hold the name of its habit",
            "the name is that of its folder, such as \"001 Walk\"; the folder above has all habits",
        ));
    };
    days(input, Habit::named(&name, &input.name), into)
}

fn strengths(input: &Input) -> ExchangeError {
    ExchangeError::whole(
        &input.name,
        "holds how strong habits are, and no days",
        "Checkmarks.csv beside it has the days",
    )
}

/// Whether it is the file of one habit, by its header, or by its first cell and its folder.
fn is_of_one(input: &Input) -> bool {
    let header = input.first_line().trim();
    let cells = header.split(',').count();
    let headed = names_all(header, &["date", "value"])
        && (cells == 2 || cells == WIDTH && names_all(header, &["notes"]));
    headed || header.starts_with(|c: char| c.is_ascii_digit()) && named(input).is_some()
}

/// The name of a habit in that of its folder, which alone has it.
fn named(input: &Input) -> Option<String> {
    let path = input.path()?.canonicalize().ok()?;
    let folder = path.parent().and_then(Path::file_name)?.to_str()?;
    let (digits, name) = folder.split_once(' ')?;
    let sound = input.is_called(MARKS) && digits.parse::<u32>().is_ok();
    (sound && !name.trim().is_empty()).then(|| name.trim().to_owned())
}

/// Declares a habit and reads its days, with or without a header.
fn days(input: &Input, mut habit: Habit, into: &mut Reading) -> Result<()> {
    into.of(&input.name);
    let form = into.form();
    let mut table = Table::without_header(input, b',', WIDTH)?;
    let mut days = Vec::new();
    while let Some(row) = table.next()? {
        let read = || {
            let day = table::day(&form, row.cell(0)?)?;
            let value = Value::read(row.cell(1)?)?;
            Ok::<_, String>((row.line, day, value, row.cell(2)?.to_owned()))
        };
        let header = || row.line == 1 && row.cell(0).is_ok_and(|c| c.eq_ignore_ascii_case("date"));
        match read() {
            Ok(day) => days.push(day),
            Err(_) if header() => {}
            Err(what) => into.bad(row.line, what)?,
        }
    }
    let values = || days.iter().map(|(_, _, value, _)| value);
    habit.zeros = values().any(|value| value.is_unmarked());
    let amounts = || values().any(|value| value.is_amount());
    habit.numeric = habit.numeric.or_else(|| Some(amounts()));
    for (_, day, value, _) in &days {
        habit.see(*day, *value);
    }
    habit.declare(into)?;
    into.of(&input.name);
    days.iter().try_for_each(|(line, day, value, note)| {
        let (mark, entry) = habit.day(*day, *value, note);
        into.marked(*line, mark, entry)
    })
}

/// Whether the cells of the first rows are marks, words or days without one among them.
fn is_grid(input: &Input) -> bool {
    let Ok(mut table) = Table::of(input) else {
        return false;
    };
    let is_word = |c: &str| !c.is_empty() && matches!(Value::read(c), Ok(Value::Word(_)));
    // A number is kept ×1000.
    let is_number = |n: i64| (-1..=3).contains(&n) || n >= 10;
    let (mut rows, mut unmarked) = (0, input.first_line().trim_end().ends_with(','));
    while rows < 200
        && let Ok(Some(row)) = table.next()
    {
        rows += 1;
        let date = row.cell(0).is_ok_and(|c| c.contains(['-', '/', '.']));
        let mut marks = (1..row.len()).map(|at| row.cell(at).unwrap_or_default());
        unmarked |= marks.clone().any(|c| c == "-1" || is_word(c));
        let sound = marks.all(|c| c.is_empty() || is_word(c) || c.parse().is_ok_and(is_number));
        if row.len() < 2 || !date || !sound {
            return false;
        }
    }
    rows > 0 && unmarked && table.column("date") == Some(0)
}

/// `Checkmarks.csv` of all habits: a row a day, a column a habit. Names stand unquoted, so one with a comma
/// in it makes the header longer than its rows.
fn grid(input: &Input, into: &mut Reading) -> Result<()> {
    let form = table::form(input, into, "date", None)?;
    let mut table = Table::of(input)?;
    let names = table.header.iter().skip(1);
    let mut habits: Vec<Habit> = names.map(|name| Habit::named(name, &input.name)).collect();
    if table.column("date") != Some(0) || habits.is_empty() {
        let what = "a header is expected: Date, then a column for each habit";
        return into.bad(1, what);
    }
    let values = |row: &Row, habits: &[Habit]| -> Vec<Result<Value, String>> {
        let cells = (1..=habits.len()).map(|at| row.cell(at));
        cells.map(|cell| Value::read(cell?)).collect()
    };
    // No day was given such values.
    let (mut fractions, mut strengths, mut zeros) = (false, true, false);
    while let Some(row) = table.next()? {
        let values = values(&row, &habits).into_iter();
        for (value, habit) in values.zip(&mut habits) {
            let value = value.unwrap_or(Value::Word(UNMARKED));
            habit.numeric = Some(habit.numeric == Some(true) || value.is_amount());
            zeros |= value.is_unmarked();
            fractions |= matches!(value, Value::Plain(n) if n.fract() != 0.0);
            strengths &= value.is_strength();
        }
    }
    if fractions && strengths {
        return Err(self::strengths(input));
    }
    for habit in &mut habits {
        habit.zeros = zeros;
        habit.declare(into)?;
    }
    let table = Table::of(input)?;
    let width = table.width;
    table.each(into, |row, into| {
        let filled = (0..row.len()).rev().find(|at| row.cell(*at) != Ok(""));
        if filled.unwrap_or(0) > habits.len() || row.len() < width {
            return Err(Fault::Line(format!(
                "{width} columns are expected, as the header has; got {}; a comma in a name does that, and Loop's zip keeps the names apart",
                row.len()
            )));
        }
        let day = table::day(&form, row.cell(0)?)?;
        let values: Result<Vec<Value>, String> = values(row, &habits).into_iter().collect();
        for (habit, value) in habits.iter().zip(values?) {
            let (mark, entry) = habit.day(day, value, "");
            into.marked(row.line, mark, entry)?;
        }
        Ok(())
    })
}

/// The backup, an SQLite file. Old ones have no value, type or uuid: there a row is a day it was done.
fn backup(input: &Input, into: &mut Reading) -> Result<()> {
    let columns = input.as_tables().map(|tables| tables.columns(DAYS_TABLE));
    let columns = columns.transpose()?.flatten().unwrap_or_default();
    let valued = columns.iter().any(|column| column == "value");
    let mut habits: HashMap<i64, Habit> = HashMap::new();
    let mut order: BTreeSet<(i64, i64)> = BTreeSet::new();
    let file = sheets::called(input, HABITS_TABLE);
    sheets::each(input, HABITS_TABLE, OF_HABITS, into, |line, cells, into| {
        let id = line as i64;
        let numeric = cells.integer("type") == Some(1);
        let aim = match cells.integer("target_type") {
            Some(1) => "AT_MOST",
            _ => "AT_LEAST",
        };
        let habit = Habit {
            numeric: Some(numeric),
            zeros: valued,
            times: cells.small("freq_num"),
            days: cells.small("freq_den"),
            unit: cells.text("unit"),
            question: cells.text("question"),
            description: cells.text("description"),
            target: match numeric {
                true => [aim.to_owned(), cells.text("target_value")],
                false => Default::default(),
            },
            archived: cells.integer("archived") == Some(1),
            line,
            ..Habit::named(&cells.text("name"), &file)
        };
        if cells.integer("reminder_hour").is_some() {
            into.not_carried(Left::Reminders);
        }
        order.insert((cells.integer("position").unwrap_or(id), id));
        habits.insert(id, habit);
        Ok(())
    })?;
    sheets::each(input, DAYS_TABLE, OF_DAYS, into, |_, cells, _| {
        if let Ok((habit, day, value)) = repetition(&cells, valued)
            && let Some(habit) = habits.get_mut(&habit)
        {
            habit.see(day, value);
        }
        Ok(())
    })?;
    for (_, id) in order {
        if let Some(habit) = habits.get_mut(&id) {
            habit.declare(into)?;
        }
    }
    sheets::each(input, DAYS_TABLE, OF_DAYS, into, |line, cells, into| {
        let (id, day, value) = repetition(&cells, valued)?;
        let habit = habits.get(&id);
        let habit = habit.ok_or_else(|| format!("no habit has the id {id}"))?;
        let note = cells.text("notes");
        let (mark, entry) = habit.day(day, value, &note);
        Ok(into.marked(line, mark, entry)?)
    })
}

/// The id of a habit, a day and what it holds.
fn repetition(cells: &Cells, valued: bool) -> Result<(i64, NaiveDate, Value), String> {
    let number = |name: &str| {
        let found = cells.integer(name);
        found.ok_or_else(|| format!("a number is expected as the {name}"))
    };
    let at = DateTime::from_timestamp_millis(number("timestamp")?).map(|at| at.date_naive());
    let day = at.filter(|day| dates::lived(*day));
    let day = day.ok_or("a timestamp in milliseconds is expected")?;
    let value = Value::Stored(if valued { number("value")? } else { 2 });
    Ok((number("habit")?, day, value))
}
