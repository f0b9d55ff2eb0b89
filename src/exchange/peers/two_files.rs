//! Programs that keep two files in one folder: `habits`, and `log` with a line for each habit and day.

use crate::domain::left::Left;
use crate::exchange::read::table::{day, expected};
use crate::exchange::read::{Entry, Form, Input, Lines, Mark, Reading, lines};
use crate::exchange::{ExchangeError, Fault, Result};
use chrono::NaiveDate;
use std::collections::HashMap;

const HABITS: &str = "habits";
const LOG: &str = "log";

/// The two files: those of a folder, the one beside the one named, or the one there is.
pub struct TwoFiles<'i> {
    pub habits: Option<Held<'i>>,
    pub log: Option<Held<'i>>,
}

pub enum Held<'i> {
    Given(&'i Input),
    Found(Input),
}

impl Held<'_> {
    fn input(&self) -> &Input {
        match self {
            Held::Given(input) => input,
            Held::Found(input) => input,
        }
    }
}

/// A line of a log.
pub struct Logged<'l> {
    pub day: NaiveDate,
    pub habit: &'l str,
    pub result: Mark,
    pub comment: &'l str,
    pub amount: Option<f64>,
}

impl<'l> Logged<'l> {
    /// Reads the three fields that every line has; `y`, `n` or `s` is the last.
    pub fn of(form: &Form, date: &str, habit: &'l str, result: &str) -> Result<Self, String> {
        let result = match result.to_lowercase().as_str() {
            "y" => Mark::Done,
            "s" => Mark::Rest,
            "n" => Mark::Not(Left::NotDone),
            other => return Err(expected("y, n or s is", other)),
        };
        Ok(Logged {
            day: day(form, date)?,
            habit,
            result,
            comment: "",
            amount: None,
        })
    }

    fn write(&self, line: usize, into: &mut Reading) -> Result<()> {
        let mut entry = Entry::of_day(self.habit, self.day);
        (entry.amount, entry.note) = (self.amount, Some(self.comment));
        into.marked(line, self.result, entry)
    }
}

/// Reads a line of the log.
type ReadLine = for<'l> fn(&'l str, &Form) -> Result<Logged<'l>, String>;

impl<'i> TwoFiles<'i> {
    /// `is_log` looks at the first line of a file of any other name.
    pub fn of(input: &'i Input, is_log: fn(&str) -> bool) -> Result<TwoFiles<'i>> {
        let near = |name| input.near(name).map(Held::Found);
        let given = || Some(Held::Given(input));
        let (is_habits, is_log) = (
            input.is_called(HABITS),
            input.is_called(LOG) || !input.is_called(HABITS) && is_log(&first(input)),
        );
        let (habits, log) = match (input.is_folder(), is_log) {
            (true, _) => (near(HABITS), near(LOG)),
            (_, true) => (near(HABITS).filter(|_| input.is_called(LOG)), given()),
            (_, false) => (given(), near(LOG).filter(|_| is_habits)),
        };
        if habits.is_none() && log.is_none() {
            return Err(ExchangeError::whole(
                &input.name,
                "holds neither a file called log nor one called habits",
                "the folder the program keeps both in, or one of the two",
            ));
        }
        Ok(TwoFiles { habits, log })
    }

    /// The first lines of both, as far as they are there.
    pub fn first_lines(&self) -> (String, String) {
        let first =
            |held: &Option<Held>| held.as_ref().map(|h| first(h.input())).unwrap_or_default();
        (first(&self.habits), first(&self.log))
    }

    /// Runs over the lines that describe habits.
    pub fn habits(
        &self,
        into: &mut Reading,
        take: impl FnMut(usize, &str, &mut Reading) -> Result<(), Fault>,
    ) -> Result<()> {
        let habits = self.habits.as_ref().map(Held::input);
        habits.map_or(Ok(()), |habits| each(habits, into, take))
    }

    /// Reads the log; of the lines of one day and habit the last counts.
    pub fn log(&self, into: &mut Reading, read: ReadLine) -> Result<()> {
        let Some(log) = self.log.as_ref().map(Held::input) else {
            return Ok(());
        };
        let form = into.form();
        let mut last: HashMap<String, HashMap<NaiveDate, usize>> = HashMap::new();
        let mut lines = Lines::of(log)?;
        while let Some((line, bytes)) = lines.next()? {
            if let Ok(found) = lines::text(bytes).and_then(|text| read(text, &form)) {
                let days = last.entry(found.habit.to_owned()).or_default();
                days.insert(found.day, line);
            }
        }
        each(log, into, |line, text, into| {
            let found = read(text, &form)?;
            let days = last.get(found.habit);
            if days.and_then(|days| days.get(&found.day)) == Some(&line) {
                found.write(line, into)?;
            } else {
                into.not_carried(Left::Superseded);
            }
            Ok(())
        })
    }
}

/// The first line that is neither a comment nor a heading.
fn first(input: &Input) -> String {
    let mut lines = input.text().lines().map(str::trim);
    let found = lines.find(|l| !l.is_empty() && !l.starts_with(['#', '!']));
    found.unwrap_or_default().to_owned()
}

/// Runs over the lines that hold something and are no comment.
fn each(
    input: &Input,
    into: &mut Reading,
    mut take: impl FnMut(usize, &str, &mut Reading) -> Result<(), Fault>,
) -> Result<()> {
    Lines::each(input, into, |line, text, into| match text.trim_start() {
        "" => Ok(()),
        comment if comment.starts_with('#') => Ok(()),
        _ => take(line, text, into),
    })
}
